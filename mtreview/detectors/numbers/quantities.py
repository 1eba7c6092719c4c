"""The numbers and months of a text, in figures or words, in English and eleven source languages.

A number with its scale is one quantity: "3,2 млрд" is 3.2e9, "3.2亿" is 3.2e8.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from mtreview.detectors.numbers.number_lexicon import Lexicon, naming_months, unit_of
from mtreview.detectors.numbers.number_parts import ROMAN, Part, parts_of, stretches
from mtreview.detectors.numbers.number_sum import NumberSum
from mtreview.detectors.numbers.numerals import roman

_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_VAGUE = re.compile("几|[一二三四五六七八九]{2}[十百千万亿]")  # some dozen; forty or fifty
_CENTURY = re.compile(r"(?:siglo|secolo|século|القرن)\s*$")
_MINUTES = re.compile(r"\s?(?:点|时)(?:(\d\d?)分|半)")
_QUARTER = re.compile("halb|viertel|half|kwart|quart|past|pół|полов|четверт|пів|чверт|min")
# What tells a month from “may” and “march”: what stands before it in one of the languages.
_IN = re.compile(
    r"\b(?:in|of|since|until|by|last|next|early|late|en|de|du|im|seit|bis|desde|hasta|em|di|do|od|we?"
    r"|[вуз]|до)\s$"
)
_OF = re.compile(r"\s(?:d['’]|de |di )(?=\w)")
_NEAR = 6  # characters between two numbers that may share the scale of the second


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number: its value, where it stands in its text, and how it is written.

    `scale` is what its word for thousands, millions or more multiplies it by; `figures` tells
    digits from words; `sure` is False for what may be no number, or another kind of one (an
    ordinal, a time of day); `dimension` and `unit` are those of the word after it, which ends at
    `reach`.
    """

    value: float
    start: int
    end: int
    text: str
    scale: float = 1.0
    figures: bool = True
    sure: bool = True
    dimension: str = ""
    unit: str = ""
    reach: int = 0

    @property
    def plain(self) -> float:
        """The number without its scale."""
        return self.value / self.scale

    @property
    def year(self) -> bool:
        """Whether it is written as a year is."""
        return bool(re.fullmatch(r"1[5-9]\d\d|20\d\d", self.text))


def quantities(text: str, lexicon: Lexicon) -> list[Quantity]:
    """Every number of a text, in order; of two that share a scale ("2-3 million"), both have it."""
    found: list[Quantity] = []
    for start, end in stretches(text, lexicon):
        found += counted(text, list(parts_of(text, lexicon, start, end)), lexicon)
    shared = [
        replace(a, value=a.value * b.scale, scale=b.scale, sure=False)
        for a, b in pairwise(found)
        if a.scale == 1 < b.scale and b.start - a.end <= _NEAR and a.figures
    ]
    return found + shared


def counted(text: str, parts: list[Part], lexicon: Lexicon) -> list[Quantity]:
    """The numbers that parts of a text add up to, each with its unit."""
    found: list[Quantity] = []
    n = 0
    while n < len(parts):
        part = parts[n]
        n += 1
        if part.kind in ("figures", "number", "scale"):
            quantity, n = _compose(parts, n, lexicon, text)
            found.append(_measured(quantity, text))
        elif part.kind == "clock":
            hour, minute = map(int, re.findall(r"\d+", part.text))
            found.append(_time(part, hour, minute, text))
        elif match := ROMAN.match(part.text):
            number = roman(match[1]) if len(part.text) > 1 else 0
            quantity = Quantity(number, part.start, part.end, part.text, sure=False)
            found += [_measured(quantity, text)] if number else []
    return found


def months(text: str, lexicon: Lexicon) -> list[tuple[int, int, int]]:
    """The months that stand beside a day or a year, or behind “in”, as (month, start, end)."""
    found: list[tuple[int, int, int]] = []
    if not any(map(naming_months(lexicon.language).__getitem__, text.split(" "))):
        return found
    for match in lexicon.months.finditer(text):
        before, after = text[: match.start()][-8:], text[match.end() :][:8]
        dated = re.search(r"\d\D*$", before) or re.match(r"\D*\d", after)
        if lexicon.language == "zh" or dated or _IN.search(before.lower()):
            found.append((lexicon.month(match[0]), *match.span()))
    return found


def _compose(parts: list[Part], n: int, lexicon: Lexicon, text: str) -> tuple[Quantity, int]:
    """The number that begins before part n, and the first part after it."""
    first = last = parts[n - 1]
    if n == len(parts) and first.kind == "figures":
        return Quantity(first.value, first.start, first.end, first.text, sure=first.sure), n
    number = NumberSum(first, lexicon)
    sure = first.sure
    while n < len(parts):
        following = n
        while following < n + 2 and _links(parts, following, last, lexicon):
            following += 1
        if following == len(parts):
            break
        part, linked = parts[following], following > n
        gap = text[last.end : part.start] if not linked else " "
        if part.kind not in ("figures", "number", "scale") or len(gap) > 1 or gap.strip("- \xa0"):
            break
        if part.kind == "figures" and (gap or lexicon.language != "zh"):
            break
        if part.start == last.end and part.kind == "number":
            linked = linked or lexicon.joined is not None
        if not number.add(part, linked):
            break
        sure = sure or part.kind == "scale" or part.sure
        last, n = part, following + 1
    scale = number.scale
    if first.kind == "figures" and scale == 1 and n < len(parts) and parts[n].start == last.end:
        suffix = parts[n].text.lower()
        if suffix in _SHORT:
            scale, last, n = _SHORT[suffix], parts[n], n + 1
            number.current *= scale
        elif parts[n].kind == "word" and not unit_of(suffix)[0] and suffix.isascii():
            sure = False  # 19th, 1990s, A4
    figures = first.kind == "figures"
    least = 3 if lexicon.language == "en" else 2  # “the two sides” may render “both sides”
    if (
        first.text[:1].isalpha()
        and text[first.end : last.end].strip() == ""
        and first.value < least
    ):
        sure = False
    whole = text[first.start : last.end]
    return Quantity(number.value, first.start, last.end, whole, scale, figures, sure), n


def _links(parts: list[Part], n: int, last: Part, lexicon: Lexicon) -> bool:
    """Whether part n is an “and” or an “a” within a number, and a number goes on after it."""
    if n + 1 >= len(parts) or parts[n].kind != "word" or last.kind == "figures":
        return (
            n < len(parts)
            and last.kind == "figures"
            and parts[n].text == "and"
            and (n + 2 < len(parts) and parts[n + 2].text == "half")
        )
    word = parts[n].text.lower()
    if word == "of":
        return last.value in (0.25, 0.5) and parts[n + 1].text in ("a", "million", "billion")
    return word in lexicon.links or word == "ën"


def _measured(quantity: Quantity, text: str) -> Quantity:
    """The quantity with the unit after it; what is a month or a time of day is not sure."""
    after = text[quantity.end : quantity.end + 24].lower()
    dimension, unit, length = unit_of(after)
    if not dimension and (of := _OF.match(after)):  # “4 millions d’euros”
        dimension, unit, length = unit_of(after[of.end() :])
        length += of.end()
    if text.endswith("百分之", 0, quantity.start):
        dimension, unit = "share", "percent"
    if dimension == "clock":
        return _hour(quantity, text)
    before = text[max(0, quantity.start - 12) : quantity.start].lower()
    if dimension == "century" or _CENTURY.search(before):
        return replace(quantity, dimension="century", sure=True)
    if after.startswith(("日", "号")):
        return replace(quantity, dimension="date")
    if after.startswith("成") and quantity.value <= 10:  # 六成: six tenths
        return replace(quantity, value=quantity.value * 10, dimension="share", sure=False)
    if after.startswith(("月", " other")) or _VAGUE.search(quantity.text):
        return replace(quantity, sure=False)
    if not dimension:
        return quantity
    return replace(quantity, dimension=dimension, unit=unit, reach=quantity.end + length)


def _hour(quantity: Quantity, text: str) -> Quantity:
    """A time of day by the word after it: 9 Uhr, 9.15 Uhr, 6.15 p.m., 8点半, 10时30分."""
    hour, minutes = int(quantity.value), round(quantity.value % 1 * 100)
    if later := _MINUTES.match(text[quantity.end :]):
        minutes = int(later[1] or 30)
    part = Part("clock", quantity.text, quantity.start, quantity.end)
    return _time(part, hour, minutes, text)


def _time(part: Part, hour: int, minutes: int, text: str) -> Quantity:
    """Minutes since midnight; not sure where half an hour or a quarter may be told in words."""
    sure = not _QUARTER.search(text[: part.start][-14:].lower())
    value = hour * 60 + minutes
    return Quantity(value, part.start, part.end, part.text, dimension="time of day", sure=sure)
