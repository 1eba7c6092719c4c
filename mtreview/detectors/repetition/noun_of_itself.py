"""A noun has itself for its “of” phrase.

An engine that has lost the thread says the noun at hand again in the place of the next one.

    Faulty: He pleaded the choice of the choice of the school. It takes two hours of hours of work.
    Faulty: The house of the house of the house of the king burned.

    Instead: He pleaded the choice of the school. It takes two hours of work.
    Instead: The house of the king burned.

“The king of kings”, “a friend of a friend”, “the best of the best” and the like pass: a singular
before a bare plural, “a” before the second, superlatives, and what is set (“the end of the end”).
The rewrite keeps one; what the second took the place of is lost. Missed: other words between.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import is_plural_noun, parts_of_speech
from mtreview.detectors.repetition.cut_off import is_cut_off
from mtreview.detectors.wording import singular
from mtreview.model import Severity
from mtreview.tokens import Reading

_DETERMINERS = frozenset("the this that these those such its his her their our my".split())
_LEAST = 4  # letters
_CHAIN = 6  # tokens from the first “of” on
# Of these there may be one of another: “the rest of the rest”, “north of the North Bridge”.
_SET = frozenset(
    "best bottom core cream crown day days east end ends friend friends half heart hearts holy "
    "hundreds last latest least left life line list millions most nature north ones opinion part "
    "parts rest right same side some song sort sorts south thousands time times tons top west "
    "what which world worst".split()
)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Compare the words on both sides of an “of”; those that follow are of the same chain."""
    again = _again(reading, first)
    if again is None or _goes_on(reading, first):
        return
    message = f"“{reading.words[again]}” is said again in the place of another noun"
    last = again
    while (again := _again(reading, last + 1)) is not None:
        last = again
    end = _cut_off(reading, last) or last + 1
    # “Followers of followers” may be meant, “the choice of the choice” is not.
    sure = not _DETERMINERS.isdisjoint(reading.lower[first:end]) or end - first > _CHAIN
    yield Hit(message, first - 1, end, rewrites=(reading.words[first - 1],), safe=sure)


def _again(reading: Reading, of: int) -> int | None:
    """The noun behind an “of” that is the one before it once more; None for another."""
    start, last = reading.limits(of - 1) if of else (0, 0)
    again = _noun_behind(reading, of)
    if of == start or again >= last or reading.lower[of] != "of":
        return None
    word, other = reading.lower[of - 1], reading.lower[again]
    if word[:_LEAST] != other[:_LEAST] or singular(word) != singular(other) or word in _SET:
        return None
    if len(word) < _LEAST or "NOUN" not in parts_of_speech(word) or not word.isalpha():
        return None
    if reading.words[again].istitle() or _is_choice(reading, of, again, last):
        return None  # “the port of Port Harcourt”
    return again


def _noun_behind(reading: Reading, of: int) -> int:
    """The token behind an “of” and its determiner, which the segment may lack."""
    is_determined = reading.lower[of + 1 : of + 2] and reading.lower[of + 1] in _DETERMINERS
    return of + 2 if is_determined else of + 1


def _goes_on(reading: Reading, of: int) -> bool:
    """Whether the noun before an “of” says the one before it again itself."""
    start = reading.limits(of)[0]
    return any(before > start and _again(reading, before) == of - 1 for before in (of - 2, of - 3))


def _cut_off(reading: Reading, last: int) -> int | None:
    """The end of the segment, if there was no room there for the noun at `last` once more."""
    behind, end = _noun_behind(reading, last + 1), reading.limits(last)[1]
    if reading.lower[last + 1 : last + 2] != ["of"] or behind >= end:
        return None
    return end if is_cut_off(reading, behind, reading.lower[last]) else None


def _is_choice(reading: Reading, of: int, again: int, last: int) -> bool:
    """Tell whether a figure of speech stands there: “a system of systems”, “followers of ...”."""
    if again > of + 1 or not is_plural_noun(reading.lower[again]):
        return False
    goes_on = again + 1 < last and reading.lower[again + 1] == "of"
    return not (goes_on and is_plural_noun(reading.lower[of - 1]))


DETECTOR = Detector(
    rule="noun-of-itself",
    page=__doc__,
    category="Accuracy/Addition",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(frozenset({"of"})),
    find=find,
    flagged=(
        Flagged("They disputed the ⟦choice of the choice⟧ of the school.", "choice"),
        Flagged("It takes two ⟦hours of hours⟧ of work.", "hours"),
        Flagged("The ⟦guests of the guests⟧ stood by the wall.", "guests"),
        Flagged("A ⟦crisis of crisis⟧ was near.", "crisis"),
        Flagged("The ⟦bombs of these bombs⟧ were old.", "bombs"),
        Flagged("The ⟦house of the house of the house⟧ of the king burned.", "house"),
        Flagged("They came to the ⟦house of the house of the hou⟧", "house"),
    ),
    passing=(
        "The king of kings and the song of songs; a friend of a friend came.",
        "She is the best of the best, in my heart of hearts.",
        "It is a system of systems with followers of followers.",
        "He reached the end of the end, and the rest of the rest.",
        "The Republic of Republics; the city of the citizens.",
        "The development of a developer, and the use of the user.",
    ),
    misses=(Missed("The bank of ⟦the old bank⟧ was shut."),),
)
