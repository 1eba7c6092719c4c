"""A percent or currency sign stands where another language puts it.

French, German and Russian part “%” from its number; most languages set the sign of a currency
after the sum. English writes 18% and €5 million.

    Faulty: Turnout reached 18 %. It cost 5 million €.

    Instead: Turnout reached 18%. It cost €5 million.

Sums in tables and in dollars with the sign on both sides pass. Missed: codes (“5 million EUR”).
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.numbers.numerals import SCALES, english, gap, value, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_PERCENTS = frozenset("percents procent procents prozent percento pct%".split())
_SIGNS = frozenset(("€", "$", "£"))
_CODES = _SIGNS | {"us$", "-", "–", "/"}
_SHORT = {"m": "million", "mio": "million", "md": "billion", "mds": "billion", "mrd": "billion"}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def find_percent(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the percent sign, or the foreign word for it, at token i."""
    first, last = reading.limits(i)
    if i > first and _NUMBER.fullmatch(reading.words[i - 1]):
        space = gap(reading, i - 1)
        if reading.lower[i] in _PERCENTS:
            return (Hit("the word is “percent”", i, i + 1, rewrites=("percent",), safe=True),)
        if len(space) != 1 or not space.isspace():
            return ()
        right = english(reading.words[i - 1]) + reading.words[i]
        message = f"English sets no space before the percent sign: “{right}”"
        return (Hit(message, i - 1, i + 1, rewrites=(right,), safe=True),)
    before = reading.text[reading.starts[i] - 1 : reading.starts[i]] if reading.starts[i] else " "
    after = reading.text[reading.ends[i + 1] :][:1] if i + 1 < last else "x"
    if reading.words[i] != "%" or not before.isspace() or after.isalnum() or after == "%":
        return ()
    if word_at(reading, i + 2, i) == "$":
        return ()  # a placeholder: %1$s
    if len(gap(reading, i)) > 1 or not re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", reading.words[i + 1]):
        return ()
    right = english(reading.words[i + 1]) + "%"
    return (Hit(f"the percent sign goes after its number: “{right}”", i, i + 2, rewrites=(right,)),)


def find_currency(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the currency sign at token i, which may follow its sum."""
    first, last = reading.limits(i)
    number, scale = i - 1, ""
    if number > first and reading.lower[number] in SCALES:
        number, scale = number - 1, f" {reading.lower[number]}"
    elif (
        number > first
        and reading.lower[number] in _SHORT
        and reading.ends[number] == (reading.starts[i])
    ):
        number, scale = number - 1, f" {_SHORT[reading.lower[number]]}"
    if number < first or value(reading.words[number]) is None:
        return ()
    spaces = [gap(reading, n) for n in range(number, i)]
    if any(len(space) > 1 or space.strip() for space in spaces):
        return ()
    if i + 1 < last and (reading.words[i + 1][0].isdigit() or reading.lower[i + 1] in _SIGNS):
        return ()
    if number > first and reading.words[number - 1] == "%":
        return ()  # a placeholder: %1$s
    if word_at(reading, i + 1, i) == "/" or word_at(reading, number - 1, i) in _CODES:
        return ()
    right = reading.words[i] + english(reading.words[number]) + scale
    message = f"the sign of the currency goes before the sum: “{right}”"
    return (Hit(message, number, i + 1, rewrites=(right,)),)


PERCENT = Detector(
    rule="spaced-percent",
    what="A percent sign stands where another language puts it.",
    page=__doc__,
    category="Locale conventions/Number format",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Words(_PERCENTS | {"%", "‰"}),
    find=find_percent,
    flagged=(
        Flagged("Prices rose by ⟦4 %⟧ in May.", "4%"),
        Flagged("Some ⟦12.5\xa0%⟧ abstained.", "12.5%"),
        Flagged("It fell by ⟦0,7 %⟧.", "0.7%"),
        Flagged("About ⟦%30⟧ of voters stayed home.", "30%"),
        Flagged("Only 5 ⟦percents⟧ agreed.", "percent"),
        Flagged("Rents rose ⟦18\u202f%⟧ in Kyiv.", "18%"),
    ),
    passing=(
        "Prices rose by 4% in May, wages by 3 per cent.",
        "The link ends in a%20b, the format is %5d or %s.",
        "A % sign stood there.",
        "What % of them agreed in 2021 is unknown.",
        "It is 5 percent.",
        "10 people or 5% came.",
        "%",
        "They sold 5  % 6.",
    ),
)
CURRENCY = Detector(
    rule="currency-after-amount",
    what="The sign of a currency stands where another language puts it.",
    page=__doc__,
    category="Locale conventions/Currency format",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Words(_SIGNS),
    find=find_currency,
    flagged=(
        Flagged("A ticket costs ⟦15 €⟧ on Sundays.", "€15"),
        Flagged("The bridge cost ⟦3.2 million €⟧.", "€3.2 million"),
        Flagged("They paid ⟦1,5 million €⟧ for it.", "€1.5 million"),
        Flagged("He won ⟦500$⟧ at the fair.", "$500"),
        Flagged("The loss came to ⟦12 M€⟧.", "€12 million"),
        Flagged("A room is ⟦80£⟧ a night.", "£80"),
    ),
    passing=(
        "A ticket costs €15 and a room $500. Click on %1$s to see it.",
        "Totals 202,989 $ 195,610",
        "It cost $5 € in his notes.",
        "In 2021 a £5 note was lost.",
        "The sign is $.",
        "He has US$5 million.",
        "They paid €3.2 million, £1,000 and $20.",
        "The pair 1.10 $/€ rose.",
    ),
    misses=(Missed("The bridge cost ⟦5 million EUR⟧."),),
)
