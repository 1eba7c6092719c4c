"""A placeholder was never filled: a value is missing where its name stands.

Templates hold names in braces or behind a percent sign, and a program puts the values in. Where it
did not, or where an engine set the sign for "keep this" and nobody put the word back, the reader
meets the placeholder.

    Faulty: The town hall thanked its {0} volunteers.
    Faulty: Dear {{first_name}}, your order %s is on its way.

    Instead: The town hall thanked its volunteers.

The rewrite deletes the placeholder, which is right if the text stands without its value; look the
value up if it does not. Quoted placeholders pass (a letter that began “Dear {name}”), and so do
PO, XLIFF and TMX, Markdown and HTML, and segments with code. Missed: words in square brackets and
capitals, which may be an editor's ("[NAME]").
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.quoted import quotation_around
from mtreview.detectors.source.codes import codes
from mtreview.model import Severity, Span, Trait
from mtreview.tokens import Reading

_SIGNS_BEFORE = frozenset("{\\$#[")  # of a longer sign, of code, of a link
_NAME = r"[A-Za-z_][\w.-]{0,40}"
_PLACEHOLDER = re.compile(
    rf"\{{\{{\s?(?:[#/^>]\s?)?{_NAME}(?:\s?\|\s?\w+)?\s?\}}\}}"  # {{name}}
    rf"|\{{\s?(?:\d{{1,2}}|{_NAME}(?: {_NAME})?)(?:[:!][^{{}}\s]{{1,12}})?\s?\}}"  # {0} {name}
    rf"|[$#]\{{\s?{_NAME}\s?\}}"  # ${name}
    r"|\{%-? ?\w[^{}]{0,60}?-?%\}"  # {% if x %}
    r"|%(?:\d{1,2}\$)?(?:[sd]|\.\d[fd])(?![\w%])|%\(\w{1,30}\)[sd]"  # %s %1$s %.2f %(name)s
    r"|%[a-z]{2,}(?:_[a-z]+){0,4}%|%%?[A-Z]{2,}(?:_[A-Z]+){0,4}%%?"  # %NAME%
    r"|\[object Object\]|\[%= ?\w+ ?%\]|\[\[\s?[A-Za-z]\w{0,30}\s?\]\]"
    r"|<%=? ?[\w.]{1,40} ?%>"
    r"|##[A-Z][A-Z_]{2,30}##|__[A-Z][A-Z0-9_]{1,30}?__"
)
_NEAR = 40  # tokens around a placeholder in which code is spoken of
_CODE = frozenset("api array code css html javascript json php placeholder placeholders python sql "
                  "template templates variable variables yaml".split())  # fmt: skip


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the sign at token i, which may open a placeholder."""
    text, start = reading.text, reading.starts[i]
    if Trait.CODES in reading.document.traits or text[start - 1 : start] in _SIGNS_BEFORE:
        return
    end = reading.segment(i).span.end
    if not (found := _PLACEHOLDER.match(text, start, end)):
        return
    if codes(reading.segment(i).source or ""):
        return  # a text for a program, which keeps its codes
    first = reading.limits(i)[0]
    if (i, found.end()) == (first, end) or _CODE.intersection(
        reading.lower[max(first, i - _NEAR) : i + _NEAR]
    ):
        return
    sign = found[0]
    if sign[0] == "%" and start and text[start - 1].isalnum():
        return
    if quotation_around(reading, Span(start, found.end())):
        return
    message = f"“{sign}” is a placeholder that was never filled"
    yield Hit(message, at=_with_space(text, start, found.end()), rewrites=("",))


def _with_space(text: str, start: int, end: int) -> tuple[int, int]:
    """The placeholder and the space that would be one too many without it."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if after == " " and (not before or before.isspace()):
        return start, end + 1
    if before == " " and (after in ("", "\n") or after in ".,;:!?)"):
        return start - 1, end
    return start, end


DETECTOR = Detector(
    rule="unfilled-placeholder",
    page=__doc__,
    category="Design and markup",
    severity=Severity.MAJOR,
    confidence=0.95,
    watch=Words(frozenset("{ % $ # < [ __".split())),
    find=find,
    flagged=(
        Flagged("The mayor greeted ⟦{0} ⟧guests on Monday.", ""),
        Flagged("The mayor, ⟦{{name}} ⟧said, is late.", ""),
        Flagged("The vote is on Monday⟦ %s⟧.", ""),
        Flagged("The vote in ⟦%1$s ⟧is on Monday.", ""),
        Flagged("The vote in ⟦${city} ⟧is on Monday.", ""),
        Flagged("Dear⟦ %FIRSTNAME%⟧, the vote is on Monday.", ""),
        Flagged("The vote is on ⟦[object Object] ⟧at noon.", ""),
        Flagged("It came from ⟦__CITY__ ⟧on Monday.", ""),
        Flagged("It cost ⟦{price} ⟧euros.", ""),
        Flagged("It went to ⟦%(name)s ⟧at once.", ""),
        Flagged("The club drew ⟦{visitor_count:,} ⟧guests.", ""),
    ),
    passing=(
        "The letter began with “Dear {first name}” and no name.",
        "The template holds {name} for the guest.",
        "Turnout was 60 %, down from 70 %.",
        "It rose by 5%s and fell.",
        "The set {red, green, blue} has three members.",
        "The set {1, 2} has two members.",
        "He paid $5 and was # 1.",
        "“[The minister] did not come [to us],” she said.",
        "{0}",
        "In Python, %s stands for a string.",
        "About 10% drop out.",
        "",
    ),
)
