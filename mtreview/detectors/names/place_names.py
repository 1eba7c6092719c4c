"""One document calls a place by two names.

Engines know a place by its English name, by its own, and by what a neighbour calls it, and take now
the one and now the other.

    Faulty: Talks went on in Kyiv. The guests stay in Kiev.

    Instead: Talks went on in Kyiv. The guests stay in Kyiv.

The rarer name is marked, of two equally usual ones that which is less English. A name that is part
of another passes (chicken Kiev, Bayern München, Odessa, Texas), clubs, and a text that tells what a
place was called. Missed: small places, and names of several words.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.elsewhere import named_otherwise
from mtreview.model import Severity
from mtreview.tokens import Reading

_TOLD = frozenset(
    """
    formerly called named known name names renamed spelling spelled spelt founded
    chicken duck club clubs side coach striker midfielder defender goal goals league match football
    goalkeeper beat derby fans
    """.split()
)


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Sort names by place; where a place has two, mark the rarer."""
    known = _places()
    named = {known[word][0] for word in reading.vocabulary & known.keys()}
    forms = [word for word in reading.vocabulary if known.get(word, ("",))[0] in named]
    if len(forms) == len(named):
        return
    found_at: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for i in reading.among({form.lower() for form in forms}):
        if (word := reading.words[i]) in known and _is_place(reading, i):
            found_at[known[word][0]][word].append(i)
    for found in found_at.values():
        right = max(found, key=lambda form: (len(found[form]), -known[form][1]))
        kept = (found[right][0], found[right][0] + 1)
        for form in found.keys() - {right}:
            for i in found[form]:
                yield named_otherwise(reading, (i, i + 1), kept)


def _is_listed(word: str) -> bool:
    return word in _places()


def _is_place(reading: Reading, i: int) -> bool:
    """Whether a name stands for itself: no part of another, not told of as a name."""
    first, last = reading.limits(i)
    if not _TOLD.isdisjoint(reading.lower[first:last]):
        return False
    before, after = reading.words[first:i], reading.words[i + 1 : last]
    if before and before[-1][:1].isupper() and len(before) > 1 and before[-1].isalpha():
        return False
    if after[:1] == [","] and after[1:2] and after[1][:1].isupper():
        return False
    return not (after and after[0][:1].isupper())


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[str, int]]:
    """Each name of a place, with its first name and how far down the list it stands."""
    text = (resources.files("mtreview.detectors.names") / "places.txt").read_text("utf-8")
    rows = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {form: (row[0], rank) for row in rows for rank, form in enumerate(row)}


DETECTOR = Detector(
    rule="place-under-two-names",
    page=__doc__,
    category="Terminology/Inconsistent use of terminology",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Whole(word=_is_listed),
    find=find,
    flagged=(
        Flagged("He came to Kyiv on Monday.\n\nHe left ⟦Kiev⟧ on Friday.", "Kyiv"),
        Flagged("He left ⟦Lvov⟧ at six.\n\nThen Lviv was dark, and Lviv was cold.", "Lviv"),
        Flagged("The fair in Cologne is over.\n\nTrains to ⟦Köln⟧ are full.", "Cologne"),
        Flagged("The court in ⟦Venezia⟧ sat on Monday.\n\nVenice is under water.", "Venice"),
        Flagged("Beijing was silent.\n\nA spokesman for ⟦Peking⟧ said no.", "Beijing"),
    ),
    passing=(
        "They met in Kyiv.\n\nThe cook serves chicken Kiev.",
        "The choir comes from Odesa.\n\nIt will sing in Odessa, Texas.",
        "He lives in Munich.\n\nHe plays for Bayern München.",
        "He lives in Mumbai.\n\nThe Bombay Stock Exchange fell.",
        "He lives in Mumbai.\n\nThe town was then called Bombay.",
        "Napoli beat Milan.\n\nThe train to Naples was late.",
        "He came to Kiev and left Kiev.",
        "The roma tomato is grown near Rome.",
        "He lives in Kraków.\n\nShe lives in Gdańsk.",
        "",
    ),
    misses=(Missed("Zelene is empty.\n\nThe mayor of ⟦Zelenoye⟧ fled."),),
)
