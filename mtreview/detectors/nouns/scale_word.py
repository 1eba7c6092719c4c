"""“Hundred”, “thousand” or “million” in the wrong number, or joined to its noun as in the source.

In the source the word is a noun with a plural and an “of” (“drei Millionen”, “une centaine de
personnes”, “сто тысяч людей”), in English a numeral after a number and a noun without one.

    Faulty: Three millions of passengers; a hundred of people; hundreds people; half of million.

    Instead: Three million passengers; a hundred people; hundreds of people; half a million.

Numbers in figures (“400 millions”) are another rule’s. Missed: what old speeches have as well (“two
hundreds and fifty”), and “a dozen of eggs”, which some still write.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.phrases import DETERMINERS
from mtreview.detectors.wording import is_number
from mtreview.model import Severity
from mtreview.tokens import Reading

_SCALES = frozenset("hundred thousand million billion dozen".split())
_PLURALS = {f"{scale}s": scale for scale in _SCALES}
_COUNTED = frozenset(
    """
    animals appointments bottles boxes buildings businesses cars cases children citizens civilians
    companies copies customers demonstrators dollars employees euros families farmers farms fighters
    films flights guests hectares homes houses hours injured inhabitants islands jobs kilometers
    kilometres kilos lives men messages meters metres migrants miles officers participants
    passengers patients people persons photos places policemen pounds protesters refugees
    residents roubles rubles schools shops soldiers spectators students supporters tickets tonnes
    tons tourists trees troops vehicles victims villages visitors voters votes wagons women
    workers yuan
    """.split()
)
_HALVED = frozenset(("million", "billion", "dozen"))
_TELLING = frozenset("the last first these those by in of".split())
_MESSAGE = "“{0}” is counted as in the source"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look at the number before a word of scale, and at “of” and the noun after it."""
    start, last = reading.limits(first)
    word = reading.lower[first]
    before = reading.lower[first - 1] if first > start else ""
    of = first + 1 < last and reading.lower[first + 1] == "of"
    noun = first + 1 + of
    counted = noun < last and reading.lower[noun] in _COUNTED
    number = is_number(before) and before[:1].isalpha() and before not in ("one", "hundred")
    if word in _PLURALS:
        if number and not _is_told(reading, first - 2, start):
            yield _hit(reading, first, first + 1 + of, _PLURALS[word])
        elif counted and not of and before not in DETERMINERS | {"by"}:
            yield _hit(reading, first, first + 1, f"{reading.words[first]} of")
    elif of and counted and word != "dozen" and (before in ("a", "one", "several") or number):
        yield _hit(reading, first, first + 2, reading.words[first])
    elif word in _HALVED and reading.lower[max(start, first - 2) : first] == ["half", "of"]:
        yield _hit(reading, first - 1, first, "a")


def _is_told(reading: Reading, i: int, start: int) -> bool:
    """Tell whether the number belongs to what stands before it: “the last two hundreds”."""
    return i >= start and reading.lower[i] in _TELLING


def _hit(reading: Reading, first: int, last: int, text: str) -> Hit:
    return Hit(_MESSAGE.format(reading.quote(first, last)), first, last, rewrites=(text,))


DETECTOR = Detector(
    rule="scale-word-form",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word form",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Words(_SCALES | _PLURALS.keys()),
    find=find,
    flagged=(
        Flagged("Nearly three ⟦millions of⟧ passengers were stranded.", "million"),
        Flagged("The town owes seven ⟦millions⟧ and pays nothing.", "million"),
        Flagged("About two ⟦hundreds⟧ soldiers crossed the river.", "hundred"),
        Flagged("A ⟦hundred of⟧ people gathered outside the court.", "hundred"),
        Flagged("They sent ⟦thousands⟧ soldiers to the border.", "thousands of"),
        Flagged("Half ⟦of⟧ million people live there.", "a"),
        Flagged("More than twenty ⟦thousands of⟧ votes were lost.", "thousand"),
    ),
    passing=(
        "Three million passengers and hundreds of soldiers waited.",
        "They came in their thousands, and tens of thousands stayed.",
        "A hundred of them left; half of the million was lost.",
        "He bought a dozen of the eggs and two dozen plates.",
        "The thousands people talk about are gone.",
        "Many millions were spent; it cost several hundreds.",
        "In the last two hundreds of the list there was nothing.",
        "One of a hundred men in a thousand knows it.",
    ),
)
