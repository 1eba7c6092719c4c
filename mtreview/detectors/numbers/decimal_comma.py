"""A decimal comma, where English writes a point.

Most languages of Europe and Latin America part decimals by a comma; translation copies it.

    Faulty: Inflation slowed to 3,2 percent. The repair will cost 1.234,50 euros.

    Instead: Inflation slowed to 3.2 percent. The repair will cost 1,234.50 euros.

Lists without spaces (“types 1,2 and 3”), references in brackets and names of substances pass.
Missed: a comma before three decimals (“1,104 dollars”), which looks like a thousands mark.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.numbers.numerals import (
    CURRENCIES,
    LABELS,
    MEASURES,
    SCALES,
    english,
    is_name,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_NUMBER = re.compile(r"((?:\d{1,4}|\d{1,3}(?:\.\d{3})+),\d{1,2}|0,\d+)([a-z]{0,3})")
_SUFFIXES = frozenset(("", "m", "bn", "k", "km", "kg", "cm", "mm", "tn", "mln", "x", "g", "ha"))
_CLEAR = MEASURES | CURRENCIES | SCALES.keys() | {"mln", "bn", "mlrd", "mrd", "milliard"}
_LINKS = frozenset(("and", "or", "&", ",", "to", "–", "-"))


def _is_decimal(word: str) -> bool:
    return "," in word and _NUMBER.fullmatch(word) is not None


def find(reading: Reading, i: int, _last: int) -> Iterator[Hit]:
    """Judge the number at token i, which has a comma before one or two decimals."""
    match = _NUMBER.fullmatch(reading.words[i])
    if not match or match[2] not in _SUFFIXES:
        return
    clear = word_at(reading, i + 1, i) in _CLEAR or word_at(reading, i - 1, i) in CURRENCIES
    if clear or _stands_alone(reading, i, match[1]):
        right = english(match[1]) + match[2]
        message = f"a decimal comma: English writes “{right}”"
        yield Hit(message, i, i + 1, rewrites=(right,), safe=clear)


def _stands_alone(reading: Reading, i: int, number: str) -> bool:
    """Whether the number is neither a list, a reference nor a part of a longer sign."""
    text, start, end = reading.text, reading.starts[i], reading.ends[i]
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before in "-–+/#@^_=:" and before) or (after in "-/:=@_^" and after):
        return False
    if (before in "([{" and after in ")]}") or re.fullmatch(r"\d{3,},\d\d?", number):
        return False  # a typing slip for a thousands mark cannot be told from decimals
    previous, following = word_at(reading, i - 1, i), word_at(reading, i + 1, i)
    if previous in LABELS or is_name(reading, i - 1, i):
        return False
    return not (
        (following in _LINKS and word_at(reading, i + 2, i).isdigit())
        or (previous in _LINKS and word_at(reading, i - 2, i).isdigit())
    )


DETECTOR = Detector(
    rule="decimal-comma",
    page=__doc__,
    category="Locale conventions/Number format",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Words(shape=_is_decimal),
    find=find,
    flagged=(
        Flagged("Wages rose by ⟦2,4⟧ per cent.", "2.4"),
        Flagged("The dam cost ⟦1,75⟧ billion roubles.", "1.75"),
        Flagged("The flat costs ⟦1.250,50⟧ euros a month.", "1,250.50"),
        Flagged("A quake of magnitude ⟦5,8⟧ shook the island.", "5.8"),
        Flagged("Growth slowed from ⟦0,35⟧ to 0.2 percent.", "0.35"),
        Flagged("The path is ⟦3,5km⟧ long.", "3.5km"),
        Flagged("Each litre costs €⟦1,89⟧ there.", "1.89"),
    ),
    passing=(
        "Growth slowed from 0.35 to 0.2 percent.",
        "It counts 1,250 people and 1,250,000 sheep.",
        "See pages 4,5 of the report, and figures 1,2 and 3.",
        "Diabetes of types 1,2 and 3 is rarer.",
        "Studies [1,2] and points (3,4) agree; so does John 3,16.",
        "They made 1,3-butadiene and 2,4-D.",
        "In 2019,20 people came; in India, 1,50,000 did.",
        "The site has 300,00 views.",
        "He counted 1,2,3 and typed 1,2,3,4.",
        "",
    ),
    misses=(Missed("He ran it in ⟦9,581⟧ seconds."),),
)
