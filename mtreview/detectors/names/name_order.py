"""One document writes a person's two names in both orders.

Chinese, Hungarian and other names have the family name first. English news keeps that order or
turns it round, but not both in one article; engines choose anew in each segment.

    Faulty: Zhang Weiguo founded it. Weiguo Zhang will stay.

    Instead: Zhang Weiguo founded it. Zhang Weiguo will stay.

The more usual order is kept, else the first. Missed: names of which one is an English word.
"""

from collections import defaultdict
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.name_forms import is_name, names_of
from mtreview.detectors.names.name_sounds import sound
from mtreview.model import Severity
from mtreview.tokens import Reading


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Sort the names of two words by their words; mark the rarer order."""
    if len(names_of(reading).places) < 4:
        return
    orders: dict[frozenset[str], dict[tuple[str, str], list[int]]] = defaultdict(dict)
    for first, last in names_of(reading).runs():
        if last - first == 2 and reading.words[first] != reading.words[first + 1]:
            pair = reading.words[first], reading.words[first + 1]
            heard = sound(pair[0]), sound(pair[1])
            orders[frozenset(heard)].setdefault(heard, []).append(first)
    for found in orders.values():
        if len(found) < 2:
            continue
        right, wrong = sorted(found.values(), key=lambda places: (-len(places), places[0]))
        other = reading.span(right[0], right[0] + 2)
        for first in wrong:
            yield Hit(
                f"“{other.of(reading.text)}” elsewhere in this document",
                first,
                first + 2,
                rewrites=(other.of(reading.text),),
                related=((other.start, other.end),),
            )


DETECTOR = Detector(
    rule="name-in-two-orders",
    page=__doc__,
    category="Style/Inconsistent style",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Whole(word=is_name),
    find=find,
    flagged=(
        Flagged("Feng Qiming spoke.\n\n⟦Qiming Feng⟧ left.", "Feng Qiming"),
        Flagged("Li Wei spoke.\n\n⟦Wei Li⟧ left.", "Li Wei"),
        Flagged("Orbán Gergő spoke.\n\n⟦Gergő Orbán⟧ left.", "Orbán Gergő"),
        Flagged(
            "⟦Shinzo Tanabe⟧ spoke. Tanabe Shinzo, he said. Tanabe Shinzo left.", "Tanabe Shinzo"
        ),
        Flagged("Chen Meiling spoke. Then ⟦Mei-ling Chen⟧ left.", "Chen Meiling"),
        Flagged("Kim Dae-won spoke. Then ⟦Dae-won Kim⟧ left.", "Kim Dae-won"),
        Flagged("President Nguyen Thanh spoke. Then ⟦Thanh Nguyen⟧ left.", "Nguyen Thanh"),
    ),
    passing=(
        "Feng Qiming spoke. Feng left.",
        "Feng Qiming spoke. Qiming left.",
        "Feng Qiming met Feng Guoqiang.",
        "Feng Qiming spoke. Qiming, Feng and Luo left.",
        "Feng Qiming spoke. Qiming Luo left.",
        "Baden Baden is a town.",
        "Ask Feng. Qiming knows.",
        "",
    ),
    misses=(Missed("Long Qiming spoke. ⟦Qiming Long⟧ left."),),
)
