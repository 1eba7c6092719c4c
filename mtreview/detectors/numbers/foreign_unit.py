"""A measure that English readers do not know: centners, mu, jin.

Ukrainian and Russian give harvests in centners of a hundred kilograms, Spanish and Italian in
quintals; Chinese measures land in mu and goods in jin.

    Faulty: a yield of 11.3 centners per hectare; 300 mu of land

    Instead: a yield of 1.13 tonnes per hectare; 20 hectares of land

Only numbers in figures are converted. Old measures in old books (poods, versts) and dunams, which
English news keeps, pass. Missed: numbers in words.
"""

from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.numbers.numerals import SCALES, figures, value, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_UNITS = {  # unit: its worth in an English one, that unit, and from where one takes a better
    **dict.fromkeys(("centner", "centners", "zentner", "zentners"), (0.1, "tonnes")),
    **dict.fromkeys(("quintal", "quintals"), (0.1, "tonnes")),
    "mu": (1 / 15, "hectares"),
    "jin": (0.5, "kilograms"),
    **dict.fromkeys(("sotka", "sotkas", "sotok"), (100.0, "square metres")),
}


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the unit at token i, whose number stands before it."""
    number, scale = i - 1, 0
    if word_at(reading, number, i) in SCALES:
        number, scale = number - 1, SCALES[reading.lower[number]]
    amount = value(word) if (word := word_at(reading, number, i)) else None
    if amount is None or not reading.words[i].islower():
        return ()
    times, unit = _UNITS[reading.lower[i]]
    converted = amount * 10**scale * times
    right = f"{figures(_rounded(converted, amount))} {unit}"
    message = f"few readers know “{reading.words[i]}”: that is “{right}”"
    return (Hit(message, number, i + 1, rewrites=(right,)),)


def _rounded(converted: float, given: float) -> float:
    """The amount with three figures, or with as many as were given."""
    digits = max(3, len(f"{given:.10g}".replace(".", "").rstrip("0")))
    return float(f"{converted:.{digits}g}")


DETECTOR = Detector(
    rule="foreign-unit",
    page=__doc__,
    category="Locale conventions/Measurement format",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset(_UNITS)),
    find=find,
    flagged=(
        Flagged("The yield was ⟦24.5 centners⟧ per hectare.", "2.45 tonnes"),
        Flagged("They farm ⟦450 mu⟧ of land.", "30 hectares"),
        Flagged("Each family got ⟦20 jin⟧ of rice.", "10 kilograms"),
        Flagged("It took ⟦3,2 million quintals⟧ of olives.", "320,000 tonnes"),
        Flagged("They own ⟦6 sotkas⟧ near the river.", "600 square metres"),
    ),
    passing=(
        "The yield was 2.45 tonnes per hectare.",
        "Professor Mu spoke; so did 3 Jin emperors.",
        "The particle mu decays.",
        "It took quintals of olives.",
        "They own 30 dunams and 3 acres.",
        "The quintal is old.",
        "At 12 Mu Street he stopped.",
        "",
    ),
    misses=(Missed("The yield was ⟦twenty centners⟧ per hectare."),),
)
