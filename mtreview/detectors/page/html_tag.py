"""A tag of the page's code stands in the text.

The code of a web page marks bold words, links and line breaks with tags. A scraper that misses some
leaves them between the words, where a reader sees them; engines copy them, or translate them too.
Forums and content systems have tags of their own in square brackets.

    Faulty: her ruling was <em>not</em> final
    Faulty: The vote is on Monday.<br />It will be close.

    Instead: her ruling was not final
    Instead: The vote is on Monday. It will be close.

A tag that is spoken of passes: it stands by itself between spaces or quotation marks. So do
Markdown and HTML, where tags are markup, and segments with code. Missed: tags whose angle
brackets are lost ("br /"), and tags that a translation has garbled ("< / strong >" is found).
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.source.codes import codes
from mtreview.model import Severity, Trait
from mtreview.tokens import Reading

_NAMES = (
    "a|abbr|article|aside|b|big|blockquote|br|button|caption|center|cite|code|dd|del|div|dl|dt|em|"
    "embed|figcaption|figure|font|footer|form|h[1-6]|header|hr|i|iframe|img|input|ins|label|li|"
    "link|main|mark|meta|nav|ol|option|p|pre|q|s|script|section|select|small|source|span|strike|"
    "strong|style|sub|sup|table|tbody|td|th|thead|time|tr|u|ul|video|wbr|g|x|bpt|ept|ph"
)
_VALUE = r"(?:\"[^\"<>]{0,400}\"|'[^'<>]{0,400}'|[^\s\"'<>]{1,200})"
_ATTRIBUTES = rf"(?:\s+[\w:@.-]{{1,40}}(?:\s?=\s?{_VALUE})?){{0,8}}"
_TAG = re.compile(rf"<(?P<close>\s?/\s?)?(?P<name>{_NAMES}){_ATTRIBUTES}\s*/?\s?>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,200}?-->|<!\[CDATA\[|\]\]>")
# [b], [/url], [embed], [caption id=12]; what else stands in square brackets is an editor's word.
_BRACKETED = re.compile(
    r"\[(?:/(?:b|i|u|s|url|img|quote|size|color|caption|embed|gallery|video|audio|table|li|ul|ol|"
    r"vc_\w+|et_\w+|fusion_\w+)|(?:b|i|u|url|img)(?:=[^\[\]\s]{1,200})?|(?:caption|embed|gallery|"
    r"video|audio|vc_\w+|et_\w+|fusion_\w+)(?:\s+\w+=[^\[\]]{1,300})|embed)\s?/?\]"
)
_BLOCK = frozenset(
    "article aside blockquote br caption center dd div dl dt figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr li nav ol option p pre section table tbody td th thead tr ul".split()
)
_SPOKEN = re.compile(r"\s*(?:tags?|elements?|attributes?|markup)\b|\s*[”\"’'`]")
_NEAR = 40  # tokens around a tag in which code is spoken of
_CODE = frozenset("css html javascript markup tag tags xml".split())


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the bracket at token i, which may open a tag."""
    if Trait.CODES in reading.document.traits or codes(reading.segment(i).source or ""):
        return  # codes of the source are to stay
    text, start = reading.text, reading.starts[i]
    limits = reading.segment(i).span
    comment = _COMMENT.match(text, start, limits.end)
    tag = (
        comment or _TAG.match(text, start, limits.end) or _BRACKETED.match(text, start, limits.end)
    )
    if not tag or _is_spoken(text, tag, limits.start, limits.end):
        return
    first, last = reading.limits(i)
    if (
        _CODE.intersection(reading.lower[max(first, i - _NEAR) : min(last, i + _NEAR)])
        and not comment
    ):
        return
    name = (tag.groupdict().get("name") or "").lower()
    block = name in _BLOCK or comment is not None
    yield _hit(text, tag.start(), tag.end(), block=block)


def _is_spoken(text: str, tag: re.Match[str], first: int, last: int) -> bool:
    """Whether the tag stands by itself, as a word that is spoken of."""
    before, after = text[tag.start() - 1 : tag.start()], text[tag.end() : tag.end() + 1]
    if _SPOKEN.match(text, tag.end(), last) or before in ("“", "‘", '"', "'", "`", "("):
        return True
    alone = (not before or before.isspace()) and (not after or after.isspace() or after in ".,;:)")
    inside = tag.start() > first and tag.end() < last
    return (
        alone and inside and not tag[0].lower().startswith(("<br", "<p>", "</p", "<div", "</div"))
    )


def _hit(text: str, start: int, end: int, *, block: bool) -> Hit:
    """Delete the tag; one that parts blocks leaves a space behind."""
    code = text[start:end]
    message = f"“{code[:40]}” is code of the page"
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if block and before.strip() and after.strip() and after not in ".,;:!?<":
        return Hit(message, at=(start, end), rewrites=(" ",), safe=True)
    if before == " " and after in (" ", ".", ",", ";"):
        start -= 1
    return Hit(message, at=(start, end), rewrites=("",), safe=True)


DETECTOR = Detector(
    rule="html-tag",
    page=__doc__,
    category="Design and markup",
    severity=Severity.MINOR,
    confidence=0.97,
    watch=Words(frozenset("<[]")),
    find=find,
    flagged=(
        Flagged("The ruling is ⟦<strong>⟧final, she said.", ""),
        Flagged("The ruling is final⟦</strong>⟧, she said.", ""),
        Flagged("The vote is on Monday.⟦<br />⟧It will be close.", " "),
        Flagged("⟦<p>⟧The vote is on Monday.", ""),
        Flagged('He told ⟦<a href="https://example.org/x">⟧the paper so.', ""),
        Flagged("He told the paper⟦</a>⟧ so.", ""),
        Flagged('⟦<span class="lead">⟧The vote is on Monday.', ""),
        Flagged("It was⟦ <br>⟧ late.", ""),
        Flagged("It was late⟦< / b >⟧ then.", ""),
        Flagged("He is ⟦[b]⟧very late.", ""),
        Flagged("It rained.⟦<!-- ad slot 3 -->⟧ They stayed.", ""),
    ),
    passing=(
        "She taught them to put <b> and </b> around a word.",
        "The “<br>” is a line break.",
        "Use the <em> tag for stress.",
        "Headings go from <h1> down to <h6>. The title is another.",
        "In HTML, write <strong>word</strong> for stress.",
        "The result was significant (p < 0.05).",
        "It holds if a < b and b > c.",
        "“[The minister] did not come,” she said.",
        "He [sic] came late [1].",
        "I <3 Olmeda.",
        "Write to Ana Ruiz <ana@example.org> today.",
        "He said “[b]right” to them.",
        "<",
        "",
    ),
    misses=(Missed("The ruling is final.⟦br /⟧ She left."),),
)
