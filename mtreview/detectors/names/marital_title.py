"""One document calls a woman both Ms and Mrs.

Other languages have one title where English chooses, and engines choose anew in each segment.

    Faulty: Ms Altuna won. Mrs Altuna then spoke.

    Instead: Ms Altuna won. Ms Altuna then spoke.

The rarer title is marked, of two equally usual ones the later. What others say in quotation marks
passes, and so does a family: a Mr or Miss of that name, or two given names. Missed: Mr for a woman.
"""

from collections import defaultdict
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.elsewhere import named_otherwise
from mtreview.detectors.quoted import quotation_around
from mtreview.model import Severity
from mtreview.tokens import Reading

_TITLES = frozenset(("ms", "ms.", "mrs", "mrs.", "mr", "mr.", "miss"))
_FAMILY = frozenset(("mr", "miss"))


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Sort the titles before each family name; mark the rarer of Ms and Mrs."""
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    given: dict[str, set[str]] = defaultdict(set)
    for i in reading.among(_TITLES):
        last = i + 1
        while last < reading.limits(i)[1] and _is_part(reading.words[last]):
            last += 1
        parts = reading.words[i + 1 : last]
        if not parts or not parts[-1][0].isupper():
            continue
        name = parts[-1]
        if len(parts) > 1 and parts[0][0].isupper():
            given[name].add(parts[0])
        if not quotation_around(reading, reading.span(i, last)):
            found[name][reading.lower[i].rstrip(".")].append(i)
    for name, titles in found.items():
        if titles.keys() >= {"ms", "mrs"} and not _FAMILY & titles.keys() and len(given[name]) < 2:
            right, wrong = sorted((titles["ms"], titles["mrs"]), key=lambda p: (-len(p), p[0]))
            yield from _hits(reading, right[0], wrong)


def _is_part(word: str) -> bool:
    return word[0].isupper() or word in ("van", "von", "de", "der", "den", "da", "dos", "di", "la")


def _hits(reading: Reading, right: int, wrong: list[int]) -> Iterator[Hit]:
    for i in wrong:
        yield named_otherwise(reading, (i, i + 1), (right, right + 1))


DETECTOR = Detector(
    rule="ms-and-mrs",
    page=__doc__,
    category="Style/Inconsistent style",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Whole(signs=("Ms",)),
    find=find,
    flagged=(
        Flagged("Ms Altuna won.\n\n⟦Mrs⟧ Altuna spoke.", "Ms"),
        Flagged("⟦Ms⟧ Berg left. Mrs Berg and Mrs Berg again.", "Mrs"),
        Flagged("Ms. Ana Ruiz won. ⟦Mrs.⟧ Ruiz spoke.", "Ms."),
        Flagged("Ms van Dongen won. ⟦Mrs⟧ van Dongen spoke.", "Ms"),
        Flagged("Mrs Li won. ⟦Ms⟧ Li spoke.", "Mrs"),
    ),
    passing=(
        "Ms Altuna won. Ms Altuna spoke.",
        "Ms Altuna won. Mrs Berg spoke.",
        "Mr Altuna won. Mrs Altuna spoke. Ms Altuna, the daughter, too.",
        "Ms Altuna played in “Mrs Altuna’s Garden”.",
        "Ms Ana Ruiz won. Mrs Eva Ruiz spoke.",
        "Ms Altuna won. “Mrs Altuna is a star,” he said.",
        "Mrs",
        "",
    ),
    misses=(Missed("Ms Altuna won. ⟦Mr⟧ Altuna spoke of her victory."),),
)
