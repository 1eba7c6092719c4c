"""Something of the page stands in the midst of a paragraph.

A scraper that joins the elements of a page puts what stood beside the text into it: a photo credit,
a link to another article, the reading time, the agency's dateline with which the article begins.

    Faulty: OLMEDA, 4 May (Nahr) - The bridge is closed.
    Faulty: The residents (Photo: Jan Novák/AFP) have signed.
    Faulty: The bridge is closed. Read also: The town that waits It will open in May.

    Instead: The bridge is closed.
    Instead: The residents have signed.
    Instead: The bridge is closed. It will open in May.

A dateline counts where an agency or a reporter is named in brackets behind the place; "PARIS - The
bridge" passes, and so does "PARIS (AP) -" where it begins the article, as English papers have it. A
link ends where its line or its segment ends, or before a word that begins a new clause. Missed:
captions without a credit, datelines without an agency, links without a colon.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.page.dateline import dateline_of, is_printed
from mtreview.detectors.page.drop_cap import FIRST
from mtreview.detectors.page.page_lines import OPENERS, kind_of
from mtreview.model import Segment, Severity, Span, Trait
from mtreview.tokens import Reading

_PAGE = "this {} of the web page is no part of the article"
_PROSE = '.!?”"'  # how paragraphs end, and headlines do not
_DATELINES = 0.7  # some papers print them
_LONGEST = 160  # characters of a fragment
_NAMES = (
    r"[A-ZÀ-Þ][\w’'.-]*(?:(?:[ /,|]| / |, | and | de | da | von | van )[A-ZÀ-Þ©][\w’'.-]*){0,7}"
)
_CREDIT = re.compile(
    rf"[(\[](?:(?:file |archive |source )?(?:photo|picture|image|ph|video|illustration)s?\b"
    rf"(?: credit| source| by)?s?[.:]? ?[:©]? ?|credits?: ?|© ?|source: )(?-i:{_NAMES})[)\]]",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"[(\[]?(?:(?:to )?(?:be )?read(?: also| too| as well)|also (?:to )?read|see also|to read"
    r"|read more(?: on (?:this|the) (?:topic|subject))?|on the same (?:topic|subject)"
    r"|related(?: articles?)?) ?[:>»] ?(?=\S)"
    r"|(?-i:[(\[]?(?:READ ALSO|ALSO READ|SEE ALSO|READ MORE) [|»]? ?(?=\S))",
    re.IGNORECASE,
)
_LINKING = frozenset("also read related same".split())  # one of these is in every link
_LINK_SIGNS = (":", ">", "»", "READ", "SEE A")
_LINKED = re.compile("|".join(_LINK_SIGNS))
_CLAUSE = re.compile(r"[\w”\"»)] (?=([A-ZÀ-Þ][a-z]*) [a-z])")
_KINDS = frozenset(
    ("reading time", "comment box", "share link", "newsletter or subscription", "cookie notice")
)
_STOP = re.compile(r"[.!?…][”\"»)]?\s*\Z")
# What runs into the next segment for want of a stop.
_NETWORK = "(?:Facebook|Twitter|X|WhatsApp|LinkedIn|Telegram|e-?mail)"
_BIT = re.compile(
    rf"(?:(?:Share|SHARE|Tweet|Post)(?: this (?:article|story))? (?:on|via) {_NETWORK}"
    rf"(?:(?:,| and|,? or)? {_NETWORK})*|Share Tweet|Read more|READ MORE|Continue reading"
    r"|ADVERTISE?MENT|Advertisement|ADVERTISING|Advertising|Article continues below"
    r"|(?:Subscribe to|Sign up for) (?:our|the)(?: \w+)? newsletter|Leave a comment"
    r"|(?:No|\d{1,4}) [Cc]omments?|Listen to (?:this|the) article|\d{1,2} min(?:ute)?s? read"
    r"|[Rr]eading time:? \d+ ?min(?:ute)?s?) (?=[A-ZÀ-Þ“\"«][^\s:]*\s[^\s:])"
)
_WHAT = {
    "dateline": "“{}” is an agency's dateline",
    "credit": "“{}” credits a photo that is not here",
    "link": "“{}” links to another article",
}


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look at the head of each paragraph, at brackets, at links and at whole segments."""
    if Trait.STRINGS in reading.document.traits:
        return
    text = reading.text
    begun = False
    for group in reading.paragraphs:
        head = Span(group[0].span.start, group[-1].span.end)
        opens, begun = not begun, begun or text[head.end - 1] in _PROSE
        dateline = dateline_of(text, head)
        if dateline and not (opens and is_printed(dateline.of(text))):
            yield replace(_hit("dateline", text, dateline), confidence=_DATELINES)
        if len(group) > 1:
            yield from _segments(reading, group)
    if "(" in text or "[" in text:
        for found in _CREDIT.finditer(text):  # "(ph. Ana Ruiz)" may be two segments
            yield from _credit(text, found)
    if not _LINKED.search(text):
        return
    for index in sorted({reading.owners[i] for i in reading.among(_LINKING)}):
        segment = reading.document.segments[index]
        if _has_sign(text, segment.span) and (
            link := _LINK.search(text, segment.span.start, segment.span.end)
        ):
            yield from _link(text, segment, link)


def _has_sign(text: str, span: Span) -> bool:
    """Whether a segment holds what every link does, which is cheap to look for."""
    return any(text.find(sign, span.start, span.end) >= 0 for sign in _LINK_SIGNS)


def _segments(reading: Reading, group: list[Segment]) -> Iterator[Hit]:
    """The segments of a paragraph that are lines of a page by themselves."""
    for segment in group:
        first, last = reading.bounds[segment.index]
        if first == last or segment.span.end - segment.span.start > _LONGEST:
            continue
        if reading.lower[first] in OPENERS or reading.words[first].isdigit():
            kind = kind_of(segment.span.of(reading.text))
            bit = _BIT.match(reading.text, segment.span.start, segment.span.end)
            if kind in _KINDS:
                yield _cut(reading.text, segment.span, _PAGE.format(kind))
            elif bit:
                span = Span(segment.span.start, bit.end())
                yield _cut(reading.text, span, _PAGE.format("element"))


def _credit(text: str, found: re.Match[str]) -> Iterator[Hit]:
    """A credit in brackets, with the caption that it ends if nothing follows on its line."""
    start, end = found.span()
    near = max(0, start - 2 * _LONGEST)
    line = text.rfind("\n", near, start) + 1 or near
    before, rest = text[line:start], text[end : end + 1]
    if not before.strip():
        return  # a line of its own
    if rest in ("", "\n", "\r"):
        glued = None
        for stop in re.finditer(r"[.!?…][”\"»]?\s*(?=[A-ZÀ-Þ])", before):
            glued = stop
        if not glued or len(before) - glued.end() > _LONGEST:
            return  # a line that is a caption as a whole
        start = line + glued.end()
    yield _hit("credit", text, Span(start, end))


def _link(text: str, segment: Segment, found: re.Match[str]) -> Iterator[Hit]:
    """A link, up to where the text goes on."""
    start, end = found.start(), segment.span.end
    if start > segment.span.start and text[start] not in "([":
        before = text[segment.span.start : start].rstrip()
        if not found[0][0].isupper() or before.endswith((",", ";", "-")):
            return
    head = text[max(0, segment.span.start - 1) : start].rpartition("\n")
    alone = not head[2].strip() and (bool(head[1]) or segment.span.start == 0)
    after = text[end : end + 2].strip(" \t")[:1]
    if text[start] in "([":
        if "elated" in found[0]:
            return  # (Related: ...) is an aside
        closing = text.find(")" if text[start] == "(" else "]", found.end(), end)
        if closing < 0:
            return
        end = closing + 1
    elif clause := next(
        (c for c in _CLAUSE.finditer(text, found.end(), end) if c[1].lower() in FIRST), None
    ):
        end = clause.end() - 1 if _STOP.search(text[max(start, end - 4) : end]) else end
    if alone and end >= segment.span.end and after in ("", "\n", "\r"):
        return  # a line of its own
    if end - start <= _LONGEST:
        yield _hit("link", text, Span(start, end))


def _hit(kind: str, text: str, span: Span) -> Hit:
    return _cut(text, span, _WHAT[kind].format(" ".join(span.of(text).split())[:60]))


def _cut(text: str, span: Span, message: str) -> Hit:
    """Delete a fragment with the space that would be one too many."""
    start, end = span.start, span.end
    before, after = text[start - 1 : start], text[end : end + 1]
    if after == " " and (not before or before.isspace()):
        end += 1
    elif before == " " and (not after or after in "\r\n.,;:!?"):
        start -= 1
    return Hit(message, at=(start, end), rewrites=("",))


DETECTOR = Detector(
    rule="page-fragment",
    page=__doc__,
    category="Design and markup",
    severity=Severity.MINOR,
    confidence=0.93,
    watch=Whole(),
    find=find,
    flagged=(
        Flagged("⟦OLMEDA, 4 May (Nahr) - ⟧The bridge is closed.", ""),
        Flagged("The bridge is old.\n\n⟦PARIS (AP) - ⟧The bridge at Olmeda is closed.", ""),
        Flagged("⟦Olmeda (dpa) – ⟧The bridge is closed.", ""),
        Flagged("⟦OLMEDA, May 4. /TASS/. ⟧The bridge is closed.", ""),
        Flagged("⟦Nahr News Agency, Olmeda, May 4 (Reporter Mo Li) ⟧The bridge is closed.", ""),
        Flagged("Residents⟦ (Photo: Jan Novák/AFP)⟧, who are angry, have signed.", ""),
        Flagged("Residents ⟦(Ph. Ana Ruiz) ⟧have signed.", ""),
        Flagged("They waited in the rain.⟦A queue of taxis (ph. Ana Ruiz)⟧\n\nMore.", ""),
        Flagged("It is closed. ⟦Read also: The town that waits ⟧It will open in May.", ""),
        Flagged("It is closed.⟦ READ ALSO: The town that waits⟧", ""),
        Flagged("It is closed ⟦(read also: The town that waits) ⟧until May.", ""),
        Flagged("It is closed. ⟦Reading time: 3 minutes. ⟧It will open in May.", ""),
        Flagged("It is closed.⟦ Subscribe to our newsletter.⟧", ""),
        Flagged("It is closed.⟦ READ ALSO The town that waits⟧", ""),
        Flagged("⟦By Ana Ruiz - ⟧The bridge at Olmeda is closed.", ""),
        Flagged("⟦Olmeda - AFP - ⟧The bridge at Olmeda is closed.", ""),
        Flagged("⟦Olmeda, May 4 (Nahr). ⟧The bridge at Olmeda is closed.", ""),
        Flagged("It is closed. ⟦Share on Facebook ⟧The bridge will open in May.", ""),
        Flagged("⟦OLMEDA. May 4. NAHR - ⟧The bridge is closed.", ""),
    ),
    passing=(
        "PARIS - The bridge is closed.",
        "Bridge shut\n\nAURORA, Colo. (AP) - The bridge at Aurora is closed.",
        "July 25 (UPI) -- The bridge at Olmeda is closed.",
        "By Law - The bridge at Olmeda is closed.",
        "It is closed. Read more books, he said. Advertising costs a lot.",
        "It is closed. No comments were made. Share on.",
        "Every Bridge Act (EBA) – the law of 1998 – is old.",
        "Olmeda, a town of 9,000, is cut off.",
        "The Ministry of Transport (MOT) – once a power – is weak.",
        "The residents (photo on the right) have signed.",
        "The photo (by Jan Novák) shows the bridge.",
        "Children who read also: they sleep better.",
        "He wanted to read: nothing else would do.",
        "The law (see Article 5) is clear. See also Article 7.",
        "The two are related: one is the other's aunt.",
        "The paper (Source: it) is good.",
        "It is closed. Follow us into the garden. It is open.",
        "Read also: The town that waits\n\nIt is closed.",
        "Jan Novák (Olmeda) - Ana Ruiz",
        "No health information (PHI), no other data (PII).",
        "They can be found. (Related: my piece on data.) We went on.",
        "",
    ),
    misses=(
        Missed("⟦Olmeda, 4 May. ⟧The bridge is closed."),
        Missed("It is closed. ⟦More on this in our dossier ⟧It will open in May."),
    ),
)
