"""“South” before a common noun that English gives the adjective: “southern”.

One word is noun and adjective in Spanish, Chinese and the Slavic languages’ compounds.

    Faulty: The drought has reached three south provinces and the north regions.

    Instead: The drought has reached three southern provinces and the northern regions.

Names keep theirs (“South Korea”, “the West Bank”), and so do the coast, the side, the wing and the
wind (“the south coast”), which this rule does not look at.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.model import Severity
from mtreview.tokens import Reading

_POINTS = frozenset("north south east west".split())
_BETWEEN = frozenset(
    """
    northeast northwest southeast southwest north-east north-west south-east south-west
    """.split()
)
_ONE = frozenset("province region neighbour neighbor".split())
_SEVERAL = frozenset(
    """
    cities countries districts islands municipalities neighbours neighbors outskirts provinces
    regions suburbs towns villages
    """.split()
)
_MESSAGE = "before “{0}” English has the adjective, “{1}”"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read a quarter of the compass and the noun after it."""
    _, last = reading.limits(first)
    word = reading.words[first]
    if first + 1 >= last or not word.islower():
        return
    several = _SEVERAL if word in _BETWEEN else _SEVERAL | _ONE
    if reading.words[first + 1] in several:
        text, noun = f"{word}ern", reading.words[first + 1]
        yield Hit(_MESSAGE.format(noun, text), first, first + 1, rewrites=(text,))


DETECTOR = Detector(
    rule="compass-noun-as-adjective",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word form",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(_POINTS | _BETWEEN),
    find=find,
    flagged=(
        Flagged("Water is short in three ⟦south⟧ provinces.", "southern"),
        Flagged("The strike has reached the ⟦north⟧ regions.", "northern"),
        Flagged("Farmers of the ⟦south-west⟧ provinces have lost the harvest.", "south-western"),
        Flagged("Fires burn in the ⟦east⟧ suburbs of the capital.", "eastern"),
        Flagged("Most of the ⟦northeast⟧ villages are cut off.", "northeastern"),
    ),
    passing=(
        "Water is short in three southern provinces.",
        "He crossed from South Ossetia into the North Province.",
        "They walked along the south coast to the east side of the island.",
        "The north wind blew from the west bank.",
        "The north-east region is the richest.",
        "In the south, provinces have lost little; the south of the region is dry.",
        "From north to south these countries differ little.",
        "East German villages and West African cities grew.",
        "The south entrance is closed, and the north face is icy.",
    ),
    misses=(Missed("The ⟦south⟧ houses were flooded."),),
)
