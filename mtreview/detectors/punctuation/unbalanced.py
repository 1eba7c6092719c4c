"""A quotation is opened in a paragraph and not closed, or closed and not opened.

Engines lose one mark of a pair, above all where they move the words around it.

    Faulty: He said: "We will win. Then he left for home.

    Instead: He said: "We will win." Then he left for home.

Where the speech ends is the editor's to say, so nothing is suggested. Speech that goes on in the
next paragraph passes, and so do inches (5' 6"), text with two odd paragraphs near each other, and
text that is a sentence a paragraph throughout, as rows of a corpus are. Missed: single marks, which
look like apostrophes.
"""

import re
from collections.abc import Iterator, Sequence

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.model import Severity
from mtreview.tokens import Reading

_SIGNS = ('"', "“", "”")
_STRAIGHT = re.compile(r'(?<!\d)"')
_INCHES = re.compile(r"\d\s?[\"”“]")
_NEAR = 4  # paragraphs in which another odd one may be the other end
_FEWEST = 6  # words of a paragraph that is prose


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look for a paragraph with an odd mark among paragraphs that have none."""
    text, groups = reading.text, reading.paragraphs
    if all(len(group) == 1 for group in groups):
        return  # rows of a corpus, which may part a quotation
    spans = [(group[0].span.start, group[-1].span.end) for group in groups]
    marked = {reading.owners[i] for i in reading.among(_SIGNS)}
    odd = [
        None
        if marked.isdisjoint(range(group[0].index, group[-1].index + 1))
        else _odd_mark(text[start:end])
        for group, (start, end) in zip(groups, spans, strict=True)
    ]
    for n, (start, end) in enumerate(spans):
        at = odd[n]
        if at is None or _has_neighbour(odd, n) or len(text[start:end].split()) < _FEWEST:
            continue
        following = text[spans[n + 1][0]] if n + 1 < len(spans) else ""
        if following in _SIGNS or text[start + at :].rstrip() == text[start + at]:
            continue
        mark = text[start + at]
        told = "is not closed" if mark != "”" else "was not opened"
        yield Hit(f"the quotation at “{mark}” {told}", at=(start + at, start + at + 1))


def _odd_mark(paragraph: str) -> int | None:
    """Where the one mark without its other stands, None where all are pairs or much is odd."""
    curls = paragraph.count("“") + paragraph.count("”")
    if paragraph.count('"') != 1 and curls % 2 == 0:
        return None  # as nearly all
    if "„" in paragraph or _INCHES.search(paragraph):
        return None
    straight = [match.start() for match in _STRAIGHT.finditer(paragraph)]
    opened: list[int] = []
    lost: list[int] = []
    for match in re.finditer("[“”]", paragraph):
        if match[0] == "“":
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            lost.append(match.start())
    curly = opened + lost
    if straight and ("“" in paragraph or "”" in paragraph):
        return None  # two styles may close one another
    if len(straight) == 1 or len(curly) == 1:
        return (straight + curly)[0]
    return None


def _has_neighbour(odd: Sequence[int | None], n: int) -> bool:
    """Whether another odd paragraph stands near."""
    near = [*odd[max(0, n - _NEAR) : n], *odd[n + 1 : n + 1 + _NEAR]]
    return any(at is not None for at in near)


DETECTOR = Detector(
    rule="unbalanced-quotation",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.75,
    watch=Whole(signs=_SIGNS),
    find=find,
    flagged=(
        Flagged('He said: ⟦"⟧We will win. Then he left for home.', None),
        Flagged("The minister called it ⟦“⟧a day of shame, and left. He was pale.", None),
        Flagged("We will win,⟦”⟧ he said. He left for home.", None),
        Flagged('It was ⟦"⟧a success, the mayor told the press. He left.', None),
    ),
    passing=(
        'He said: "We will win." Then he left for home.',
        "“We will win. It is not over.\n\n“It will be soon,” he said on Monday.",
        'The screen is 5" wide and costs 90 euros in the shop.',
        "“We will win, he said.\n\nIt is over,” she said on Monday to the press.",
        'It was "a success, the mayor told the press.',
    ),
)
