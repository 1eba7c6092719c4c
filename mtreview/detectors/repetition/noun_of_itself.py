"""A noun has itself for its “of” phrase.

An engine that has lost the thread says the noun at hand again in the place of the next one.

    Faulty: He pleaded the choice of the choice of the school. It takes two hours of hours of work.

    Instead: He pleaded the choice of the school. It takes two hours of work.

“The king of kings”, “a friend of a friend”, “the best of the best” and the like pass: a singular
before a bare plural, “a” before the second, superlatives, and what is set (“the end of the end”).
The rewrite keeps one; what the second took the place of is lost. Missed: other words between.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import is_plural_noun, parts_of_speech
from mtreview.detectors.wording import singular
from mtreview.model import Severity
from mtreview.tokens import Reading

_DETERMINERS = frozenset("the this that these those such its his her their our my".split())
_LEAST = 4  # letters
# Of these there may be one of another: “the rest of the rest”, “north of the North Bridge”.
_SET = frozenset(
    "best bottom core cream crown day days east end ends friend friends half heart hearts holy "
    "hundreds last latest least left life line list millions most nature north ones opinion part "
    "parts rest right same side some song sort sorts south thousands time times tons top west "
    "world worst".split()
)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Compare the words on both sides of an “of”."""
    start, last = reading.limits(first)
    again = first + 1
    if again < last and reading.lower[again] in _DETERMINERS:
        again += 1
    if first == start or again >= last:
        return
    word, other = reading.lower[first - 1], reading.lower[again]
    if word[:_LEAST] != other[:_LEAST] or singular(word) != singular(other) or word in _SET:
        return
    if len(word) < _LEAST or "NOUN" not in parts_of_speech(word) or not word.isalpha():
        return
    if reading.words[again].istitle() or _is_choice(reading, first, again, last):
        return  # “the port of Port Harcourt”
    message = f"“{reading.words[again]}” is said again in the place of another noun"
    yield Hit(message, first - 1, again + 1, rewrites=(reading.words[first - 1],))


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
