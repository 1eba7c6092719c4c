"""One person's given name stands in two languages.

Given names have a form in each language, and an engine translates now and then what it knows.

    Faulty: The coach Giuseppe Rinaldi left. Joseph Rinaldi was angry.
    Faulty: King Felipe came to the palace. King Philippe of Spain stayed two days.

    Instead: The coach Giuseppe Rinaldi left. Giuseppe Rinaldi was angry.
    Instead: King Felipe came to the palace. King Felipe of Spain stayed two days.

A given name counts before the same surname, or behind the title of a king, a pope and the like. The
more usual form is kept, else the first. Two forms in one segment may be two persons, and so may
those of a family, of which the text speaks, and kings of two countries; all pass. Missed: given
names that stand alone.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.elsewhere import named_otherwise
from mtreview.detectors.names.name_pairs import EXPLAINED, KIN, says
from mtreview.model import Severity
from mtreview.tokens import Reading

_TITLES = frozenset("pope king queen prince princess emperor tsar duke".split())
_NUMBERS = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI".split())
Places = dict[str, list[int]]


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Sort the given names by what they are called beside them; mark the rarer form."""
    listed = reading.vocabulary & _names().keys()
    if len(listed) < 2 or len({_names()[word] for word in listed}) == len(listed):
        return
    persons: dict[tuple[int, str], Places] = defaultdict(lambda: defaultdict(list))
    for i in reading.among({word.lower() for word in listed}):
        if (word := reading.words[i]) in listed and (beside := _beside(reading, i)):
            persons[_names()[word], beside][word].append(i)
    for (_, beside), forms in persons.items():
        if len(forms) > 1 and not (beside in _TITLES and _are_of_two(reading, forms)):
            yield from _hits(reading, forms)


def _beside(reading: Reading, i: int) -> str:
    """The surname behind a given name, else the title before it; "" where neither stands."""
    first, last = reading.limits(i)
    after = reading.words[i + 1] if i + 1 < last else ""
    if after[:1].isupper() and after[1:].islower() and after not in _NUMBERS:
        return after
    before = reading.lower[i - 1] if i > first else ""
    return before if before in _TITLES else ""


def _are_of_two(reading: Reading, forms: Places) -> bool:
    """Tell whether two forms are followed by “of” two countries."""
    named = (reading.words[i + 1 : i + 3] for places in forms.values() for i in places)
    return len({words[1] for words in named if words[:1] == ["of"] and len(words) > 1}) > 1


def _hits(reading: Reading, forms: Places) -> Iterator[Hit]:
    right = max(forms, key=lambda form: (len(forms[form]), -forms[form][0]))
    owners = {form: {reading.owners[i] for i in places} for form, places in forms.items()}
    kept = (forms[right][0], forms[right][0] + 1)
    for form in forms.keys() - {right}:
        apart = owners[form].isdisjoint(owners[right])
        if apart and not says(reading, owners[form] | owners[right], KIN | EXPLAINED):
            for i in forms[form]:
                yield named_otherwise(reading, (i, i + 1), kept)


def _is_listed(word: str) -> bool:
    return word in _names()


@lru_cache(maxsize=1)
def _names() -> dict[str, int]:
    """Each given name with the line that it stands in."""
    text = (
        resources.files("mtreview.detectors.names").joinpath("given_names.txt").read_text("utf-8")
    )
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {form: number for number, forms in enumerate(lines) for form in forms}


DETECTOR = Detector(
    rule="given-name-in-two-languages",
    page=__doc__,
    category="Terminology/Inconsistent use of terminology",
    severity=Severity.MAJOR,
    confidence=0.8,
    watch=Whole(word=_is_listed),
    find=find,
    flagged=(
        Flagged("Giuseppe Rinaldi left.\n\n⟦Joseph⟧ Rinaldi was angry.", "Giuseppe"),
        Flagged("The minister Jorge Valdés resigned.\n\n⟦George⟧ Valdés leads it.", "Jorge"),
        Flagged("King Felipe came.\n\nThe mayor met King ⟦Philippe⟧ of Spain.", "Felipe"),
        Flagged("⟦Pierre⟧ Lund sang. Peter Lund and Eva danced.\n\nPeter Lund left.", "Peter"),
        Flagged("Pope Francis prayed.\n\nThousands saw Pope ⟦Francisco⟧ in Lima.", "Francis"),
    ),
    passing=(
        "Juan Berg spoke.\n\nHis son, John Berg, sang.",
        "Juan Berg and John Berg met.\n\nJohn Berg left.",
        "Juan Berg spoke.\n\nJohn Lund sang. Pope John Paul died.",
        "Maria Lund was called Mary Lund at school.\n\nMaria Lund left.",
        "King Felipe of Spain came.\n\nKing Philippe of Belgium was there.",
        "King Philip died.\n\nPrince Felipe was there.",
        "",
    ),
    misses=(Missed("Giuseppe was angry.\n\n⟦Joseph⟧ left."),),
)
