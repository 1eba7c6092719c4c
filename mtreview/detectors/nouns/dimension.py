"""A length, a height or a depth is given as “so many metres of length”.

Romance languages put the dimension after the measure, with a preposition.

    Faulty: A tunnel of 14 kilometres of length. The wall has 3 metres of height.
            The ship, long of 80 metres, sank.

    Instead: A tunnel 14 kilometres long. The wall is 3 metres high.
             The ship, 80 metres long, sank.

Missed: “a length of 14 kilometres”, which is English; weights and areas; “a tunnel of 14
kilometres”, which some write.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.phrases import DETERMINERS
from mtreview.detectors.wording import article, capital_like, is_number
from mtreview.model import Severity
from mtreview.tokens import Reading

_ADJECTIVES = {
    "length": "long",
    "height": "high",
    "altitude": "",
    "width": "wide",
    "breadth": "wide",
    "depth": "deep",
    "thickness": "thick",
    "long": "long",
    "high": "high",
    "wide": "wide",
    "deep": "deep",
}
_UNITS = {
    **{
        f"{unit}s": unit
        for unit in "metre meter kilometre kilometer centimetre centimeter millimetre millimeter "
        "mile yard".split()
    },
    "feet": "foot",
    "inches": "inch",
    "km": "km",
    "m": "m",
    "cm": "cm",
}
_BEING = {"has": "is", "have": "are", "had": "was", "having": "being", "measures": "is",
          "measured": "was", "measure": "are"}  # fmt: skip
_LEADING = frozenset("long high wide deep thick tall old aged".split())
_MESSAGE = "the dimension follows its measure with “of”, as in the source"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read number, unit, “of” and a dimension, and what the number hangs on."""
    start, last = reading.limits(first)
    if first > start and reading.lower[first - 1] in _LEADING:
        yield from _adjective_first(reading, first, start, last)
        return
    number, unit, end = first - 2, first - 1, first + 2
    if number < start or end > last or not is_number(reading.lower[number]):
        return
    dimension = _ADJECTIVES.get(reading.lower[first + 1])
    if dimension is None or reading.lower[unit] not in _UNITS:
        return
    measure = reading.quote(number, unit + 1)
    before = reading.lower[number - 1] if number > start else ""
    if not dimension:
        yield _hit(reading, number, end, (f"an altitude of {measure}", measure))
    elif before == "of" and (noun := _noun(reading, number - 2, start)):
        opens = noun - 1
        one = f"{reading.words[number]}-{_UNITS[reading.lower[unit]]} {reading.words[noun]}"
        det = reading.words[opens]
        det = article(one) if det.lower() in ("a", "an") else det
        yield _hit(
            reading, opens, end,
            (f"{reading.quote(opens, noun + 1)} {measure} {dimension}", f"{det} {one}"),
        )  # fmt: skip
    elif before in _BEING:
        yield _hit(reading, number - 1, end, (f"{_BEING[before]} {measure} {dimension}",))
    elif before in ("of", "with"):
        yield _hit(reading, number - 1, end, (f"{measure} {dimension}",))
    else:
        yield _hit(reading, number, end, (f"{measure} {dimension}",))


def _adjective_first(reading: Reading, of: int, start: int, last: int) -> Iterator[Hit]:
    """“long of 80 metres”, “old of 12 years”."""
    number, unit = of + 1, of + 2
    if unit >= last or not is_number(reading.lower[number]):
        return
    word, age = reading.lower[of - 1], reading.lower[unit] in ("years", "months")
    if not (age if word in ("old", "aged") else reading.lower[unit] in _UNITS):
        return
    if of - 2 >= start and reading.lower[of - 2] in ("how", "as", "so"):
        return
    measure = reading.quote(number, unit + 1)
    text = f"{measure} {'old' if age else word}"
    yield _hit(reading, of - 1, unit + 1, (text,))


def _noun(reading: Reading, i: int, start: int) -> int:
    """The noun at token i if its determiner stands right before it, else 0."""
    return i if i > start and reading.lower[i - 1] in DETERMINERS else 0


def _hit(reading: Reading, first: int, last: int, texts: tuple[str, ...]) -> Hit:
    old = reading.words[first]
    return Hit(_MESSAGE, first, last, rewrites=tuple(capital_like(text, old) for text in texts))


DETECTOR = Detector(
    rule="measure-of-dimension",
    page=__doc__,
    category="Style/Unidiomatic style",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=(
        Words(frozenset(("of",)), after=frozenset(_UNITS), then=frozenset(_ADJECTIVES)),
        Words(frozenset(("of",)), after=_LEADING),
    ),
    find=find,
    flagged=(
        Flagged("They dug ⟦a tunnel of 9 kilometres of length⟧.", "a tunnel 9 kilometres long"),
        Flagged("The tower ⟦has 80 metres of height⟧.", "is 80 metres high"),
        Flagged("⟦A trench of two metres of depth⟧ was dug.", "A trench two metres deep"),
        Flagged("The ship, ⟦long of 80 metres⟧, ran aground.", "80 metres long"),
        Flagged("The boy, ⟦old of nine years⟧, is safe.", "nine years old"),
        Flagged("The bridge is ⟦300 metres of long⟧.", "300 metres long"),
        Flagged("The climbers were at ⟦4,000 metres of altitude⟧.", "an altitude of 4,000 metres"),
        Flagged("It is ⟦a wall of 11 feet of thickness⟧.", "a wall 11 feet thick"),
    ),
    passing=(
        "The bridge is 300 metres long and 20 metres high.",
        "It has a length of 14 kilometres and a depth of 3 metres.",
        "He dived to a depth of 40 metres; the snow lay two feet deep.",
        "They laid 14 kilometres of cable and 3 metres of pipe.",
        "The lake, 12 metres at its depth, froze.",
        "A 14-kilometre tunnel was dug within metres of the road.",
        "The pole is 4 metres in length and 12 feet in height.",
        "The days of old of 2 kings are long, of 300 pages of it.",
        "It grew by two inches of its width.",
    ),
)
