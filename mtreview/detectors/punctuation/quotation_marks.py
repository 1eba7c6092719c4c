"""Quotation marks of another language stand in English text.

French, Spanish, Italian and Russian quote between « and », German, Polish and others between „
and “. English uses “ and ” or straight marks.

    Faulty: « We are ready », said the mayor.
    Faulty: He called it „a scandal“. The film "The Wall» won.

    Instead: “We are ready,” said the mayor.
    Instead: He called it “a scandal”. The film "The Wall" won.

The marks are rewritten in the kind that the document uses elsewhere, curly ones if it uses none;
spaces within them go, and a comma after the closing mark moves inside, as is usual in speech. Each
mark is a finding of its own. Only pairs count: "Home » News" passes, and so do words of another
script. Missed: »marks like these«
and single marks ‹ ›.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.model import Severity
from mtreview.tokens import Reading

_CLOSING = {"«": '»”"', "„": '“”"', "“": "”»", '"': "»"}
_MARKS = frozenset('«»„“”"')
_DEEPEST = 4
_REACH = 8  # segments
_LATIN = re.compile("[A-Za-zÀ-ɏ0-9]")
_FINAL = frozenset(".!?…,") | {"..."}
_MESSAGE = "“{}” is no quotation mark of English"


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Pair the marks across the document and rewrite each of a pair."""
    opening, closing = _style(reading.text)
    opened: list[int] = []
    for i in reading.among(_MARKS):
        word = reading.words[i]
        if word == '"' and _closes_itself(reading, opened, i):
            opened.pop()
        elif (start := _match(reading, opened, i)) is not None:
            if not _LATIN.search(reading.text, reading.ends[start], reading.starts[i]):
                continue  # words of another script keep their marks
            if reading.words[start] not in '“"':
                yield _opening(reading, start, opening)
            if word in "»“":
                yield _closing(reading, start, i, closing)
        elif word in _CLOSING:
            opened = [*opened[1 - _DEEPEST :], i]


def _closes_itself(reading: Reading, opened: list[int], i: int) -> bool:
    """Whether a straight mark closes another one of its segment."""
    top = opened[-1] if opened else -1
    return top >= 0 and reading.words[top] == '"' and reading.owners[top] == reading.owners[i]


def _match(reading: Reading, opened: list[int], i: int) -> int | None:
    """Take the mark that token i closes off the open ones; marks of two kinds must stand near."""
    for depth in range(len(opened) - 1, -1, -1):
        start = opened[depth]
        mark, distance = reading.words[start], reading.owners[i] - reading.owners[start]
        alike = mark + reading.words[i] in ("«»", "„“", "“”")
        if reading.words[i] in _CLOSING[mark] and distance <= (_REACH if alike else 0):
            del opened[depth:]
            return start
    return None


def _style(text: str) -> tuple[str, str]:
    straight = '"' in text and "”" not in text
    return ('"', '"') if straight else ("“", "”")


def _opening(reading: Reading, i: int, mark: str) -> Hit:
    start, end = reading.starts[i], reading.ends[i]
    while end < len(reading.text) and reading.text[end] in " \xa0\u202f\u2009":
        end += 1
    return Hit(_MESSAGE.format(reading.words[i]), at=(start, end), rewrites=(mark,), safe=True)


def _closing(reading: Reading, opened: int, i: int, mark: str) -> Hit:
    """Rewrite a closing mark together with the spaces before and the comma or stop after it."""
    text, start, end = reading.text, reading.starts[i], reading.ends[i]
    while start > 0 and text[start - 1] in " \xa0\u202f\u2009":
        start -= 1
    after = text[end : end + 1]
    final = reading.words[i - 1] in _FINAL
    message = _MESSAGE.format(reading.words[i])
    if after == ",":
        rewrites = (mark,) if final else (f",{mark}", f"{mark},")
        return Hit(message, at=(start, end + 1), rewrites=rewrites)
    if after == "." and not final and _is_whole(reading, opened):
        return Hit(message, at=(start, end + 1), rewrites=(f".{mark}", f"{mark}."))
    return Hit(message, at=(start, end), rewrites=(mark,), safe=True)


def _is_whole(reading: Reading, opened: int) -> bool:
    """Whether a quotation stands for itself: at the head of its segment or after a colon."""
    return opened == reading.limits(opened)[0] or reading.words[opened - 1] == ":"


DETECTOR = Detector(
    rule="foreign-quotation-marks",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(signs=("«", "»", "„")),
    find=find,
    flagged=(
        Flagged('The film "The Wall⟦»⟧ won the prize.', '"'),
        Flagged("He called it ⟦„⟧a scandal” on Monday.", "“"),
        Flagged("“We are ready⟦ »,⟧ said the mayor.", ",”"),
        Flagged("He called it “a scandal⟦»⟧ on Monday.", "”"),
        Flagged('It is ⟦„⟧new" to us.', '"'),
        Flagged("⟦« ⟧We are ready,” said the mayor.", "“"),
        Flagged("He asked: “Why?⟦ »,⟧ then left.", "”"),
        Flagged("He said: “It is late⟦».⟧", ".”"),
    ),
    passing=(
        "“We are ready,” said the mayor.",
        "Home » News » Sport",
        "They painted «Дякуємо» on the wall.",
        "Next page »",
        '"We are ready," he said.',
        "He wrote ‘yes’ and “no”.",
        "« is a mark.",
        "The „ opens.",
        "“We are ready.\n\n“We are here.\n\nNext page »",
        "6 » 5",
        "",
        "»",
    ),
    misses=(
        Missed("He called it ⟦»a scandal«⟧."),
        Missed("He called it ⟦‹a scandal›⟧."),
    ),
)
