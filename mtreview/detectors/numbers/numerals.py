"""Numbers as tokens: which tokens are numbers, what they are worth, how English writes them."""

import re

from mtreview.tokens import Reading

MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
CURRENCIES = frozenset(
    "euro euros dollar dollars pound pounds sterling franc francs mark marks lira liras lire peso "
    "pesos real reais crown crowns krona kronor krone kroner koruna zloty zlotys zlotych rouble "
    "roubles ruble rubles hryvnia hryvnias hryvnya yuan renminbi yen won rupee rupees dinar dinars "
    "dirham dirhams riyal riyals rial rials shekel shekels forint forints leu lei lev leva tenge "
    "manat baht ringgit rupiah rand naira cedi shilling shillings guarani bolivar bolivars soles "
    "cent cents kopeck kopecks penny pence eur usd gbp chf rub uah pln cny rmb € $ £ ¥ ₽ ₴".split()
)
MEASURES = frozenset(
    "percent per percentage % ‰ ° degrees degree metre metres meter meters m cm mm km kilometre "
    "kilometres kilometer kilometers mile miles foot feet inch inches yards kilo kilos kilogram "
    "kilograms kilogramme kilogrammes kg gram grams grammes mg ton tons tonne tonnes hectare "
    "hectares ha acre acres litre litres liter liters barrel barrels gallons second seconds minute "
    "minutes hour hours day days week weeks month months year years times points point square "
    "cubic kwh mw gw watt watts megawatt megawatts kilowatt kilowatts volts knots pp".split()
)
APPROXIMATE = frozenset(
    "about around some over nearly almost roughly approximately than under least most only exactly "
    "another these those additional total between up".split()
)
# What stands before these is a name of a place in a text or a table, never an amount.
LABELS = frozenset(
    "page pages p pp verse verses chapter chapters section sections article articles paragraph "
    "paragraphs fig figs figure figures table tables type types group groups grade grades no "
    "nos number numbers line lines question questions step steps phase phases ref refs version "
    "versions v build release ip address host port part parts item items rule rules appendix "
    "case cases psalm psalms form model series room rooms code codes equation equations eq iso "
    "phone tel telephone fax mobile extension ext call isbn doi id level "
    "levels stage stages".split()
)
_GROUPED = re.compile(r"\d{1,3}(?:[.\s'’]\d{3})+")


def word_at(reading: Reading, i: int, like: int) -> str:
    """Token i in lower case, "" where it lies outside the segment of token `like`."""
    first, last = reading.limits(like)
    return reading.lower[i] if first <= i < last else ""


def is_name(reading: Reading, i: int, like: int) -> bool:
    """Whether token i is capitalised within the segment of token `like`, and not its first word."""
    first, last = reading.limits(like)
    return first < i < last and reading.words[i][0].isupper()


def gap(reading: Reading, i: int) -> str:
    """The characters between token i and the next one."""
    return reading.text[reading.ends[i] : reading.starts[i + 1]] if i + 1 < len(reading) else ""


def english(number: str) -> str:
    """A number of the comma-decimal kind as English writes it: 1.234,5 -> 1,234.5; else as it is.

    A number that English may have written itself (1.25, 1,250) stays.
    """
    whole, comma, decimals = number.rpartition(",")
    if not comma or (len(decimals) == 3 and whole != "0"):
        return number
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"[.\s'’]", ",", whole)
    return f"{whole}.{decimals}" if re.fullmatch(r"\d+(?:,\d{3})*", whole) else number


def value(number: str) -> float | None:
    """What a number in English figures is worth, None for what is no plain number."""
    plain = english(number).replace(",", "")
    return float(plain) if re.fullmatch(r"\d+(?:\.\d+)?", plain) else None


def figures(amount: float) -> str:
    """An amount as English writes it in a newspaper: 360,000; 110 million; 1.25 billion."""
    for scale, power in reversed(SCALES.items()):
        if scale != "thousand" and amount >= 10**power:
            return f"{round(amount / 10**power, 4):,.10g} {scale}"
    return f"{round(amount, 4):,.10g}"


def ordinal(n: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th ..."""
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n % 100 not in (11, 12, 13) else "th"
    return f"{n}{suffix}"


def roman(numeral: str) -> int:
    """The value of a Roman numeral up to thirty-nine in capitals, 0 for anything else."""
    if not numeral or not re.fullmatch(r"X{0,3}(?:IX|IV|V?I{0,3})", numeral):
        return 0
    units = {"": 0, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8}
    tens = len(numeral) - len(numeral.lstrip("X"))
    rest = numeral.lstrip("X")
    return 10 * tens + (9 if rest == "IX" else units[rest])
