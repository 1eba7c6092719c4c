"""The numbers and months of a text, in figures or words, in English and eleven source languages.

A number with its scale is one quantity: "3,2 млрд" is 3.2e9, "3.2亿" is 3.2e8.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from mtreview.detectors.number_lexicon import Lexicon, unit_of
from mtreview.detectors.numerals import roman

_HAN = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_TOKEN = re.compile(
    r"(?P<clock>(?<![\d.,])[012]?\d(?::|\s?[hH]\s?)[0-5]\d(?![\d%]))"
    r"|(?P<figures>\d+(?:[.,٫٬'’]\d+|[ \xa0\u2009\u202f]\d{3}(?!\d))*)"
    r"|(?P<percent>百分之)|(?P<han>[多余几]?[零〇一二三四五六七八九十百千万萬亿億两兩]+)"
    r"|(?P<word>[^\W\d_\u3400-\u9fff]+(?:['’-][^\W\d_]+)*)|(?P<other>\S)"
)
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_VAGUE = re.compile("几|[一二三四五六七八九]{2}[十百千万亿]")  # some dozen; forty or fifty
_CENTURY = re.compile(r"(?:siglo|secolo|século|القرن)\s*$")
_MINUTES = re.compile(r"\s?(?:点|时)(?:(\d\d?)分|半)")
_QUARTER = re.compile("halb|viertel|half|kwart|quart|past|pół|полов|четверт|пів|чверт|min")
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


@dataclass(frozen=True, slots=True)
class _Part:
    kind: str
    text: str
    start: int
    end: int
    value: float = 0.0
    sure: bool = True


class _Sum:
    """Adds up the words of one number; `add` says whether the next still belongs to it."""

    def __init__(self, part: _Part, lexicon: Lexicon) -> None:
        self.language = lexicon.language
        self.total = self.current = 0.0
        self.scale, self.lowest, self.last = 1.0, float("inf"), ""
        self.add(part, linked=False)

    @property
    def value(self) -> float:
        return self.total + self.current

    def add(self, part: _Part, linked: bool) -> bool:
        fits = self._scale(part.value) if part.kind == "scale" else self._plus(part, linked)
        self.last = part.kind if fits else self.last
        return fits

    def _scale(self, value: float) -> bool:
        if value < 1000:
            if self.current >= 100 or self.current % 1:
                return False
            self.current = (self.current or 1) * value
            return True
        if not self.current and self.last == "scale":
            self.total *= value  # "thousand million"
        elif self.current or not self.last:
            if value >= self.lowest:
                return False
            self.total, self.current = self.total + (self.current or 1) * value, 0.0
        else:
            return False
        self.scale *= value if self.lowest == float("inf") or self.last == "scale" else 1
        self.lowest = value
        return True

    def _plus(self, part: _Part, linked: bool) -> bool:
        value, current = part.value, self.current
        if not self.last:
            fits = True
        elif part.kind == "figures":
            fits = self.last == "scale" and not current
        elif value == 0.5 and linked and self.last == "scale" and self.lowest < float("inf"):
            self.total += self.lowest / 2  # "two million and a half"
            return True
        elif value == 0.5:
            fits = linked and current > 0
        elif not current:
            fits = self.total > 0
        elif value >= 100 or value % 1:
            fits = False
        else:
            fits = self._joins(int(value), int(current) % 100, linked)
        self.current += value if fits else 0
        return fits

    def _joins(self, value: int, rest: int, linked: bool) -> bool:
        """Whether a number below a hundred may be added to one that ends in `rest`."""
        if not rest or (rest >= 20 and rest % 10 == 0 and value < 10):
            return True
        if self.language == "fr" and rest in (60, 80) and value < 20:
            return True  # soixante-dix
        if self.language == "ar" and value == 10 and rest < 10:
            return True  # three ten
        return linked and self.language in ("de", "nl", "ar") and rest < 10 and value % 10 == 0


def quantities(text: str, lexicon: Lexicon) -> list[Quantity]:
    """Every number of a text, in order; of two that share a scale ("2-3 million"), both have it."""
    parts = list(_parts(text, lexicon))
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
        elif number := roman(re.sub(r"(?:e|è|ème|th|st)$", "", part.text)):
            quantity = Quantity(number, part.start, part.end, part.text, sure=False)
            found += [_measured(quantity, text)] if len(part.text) > 1 else []
    shared = [
        replace(a, value=a.value * b.scale, scale=b.scale, sure=False)
        for a, b in pairwise(found)
        if a.scale == 1 < b.scale and b.start - a.end <= _NEAR and a.figures
    ]
    return found + shared


def months(text: str, lexicon: Lexicon) -> list[tuple[int, int, int]]:
    """The months that stand beside a day or a year, as (month, start, end)."""
    found = []
    for match in lexicon.months.finditer(text):
        before, after = text[: match.start()][-8:], text[match.end() :][:8]
        if lexicon.language == "zh" or re.search(r"\d\D*$", before) or re.match(r"\D*\d", after):
            found.append((lexicon.month(match[0]), *match.span()))
    return found


def _compose(parts: list[_Part], n: int, lexicon: Lexicon, text: str) -> tuple[Quantity, int]:
    """The number that begins before part n, and the first part after it."""
    first = last = parts[n - 1]
    number = _Sum(first, lexicon)
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
    if first.text[:1].isalpha() and text[first.end : last.end].strip() == "" and first.value < 3:
        sure = False
    whole = text[first.start : last.end]
    return Quantity(number.value, first.start, last.end, whole, scale, figures, sure), n


def _links(parts: list[_Part], n: int, last: _Part, lexicon: Lexicon) -> bool:
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
    if text[: quantity.start].endswith("百分之"):
        dimension, unit = "share", "percent"
    if dimension == "clock":
        return _hour(quantity, text)
    if dimension == "century" or _CENTURY.search(text[: quantity.start][-12:].lower()):
        return replace(quantity, dimension="century", sure=True)
    if after.startswith(("日", "号")):
        return replace(quantity, dimension="date")
    if after.startswith("成") and quantity.value <= 10:  # 六成: six tenths
        return replace(quantity, value=quantity.value * 10, dimension="share", sure=False)
    if after.startswith(("月", " other")) or _VAGUE.search(quantity.text):
        return replace(quantity, sure=False)
    reach = quantity.end + length
    return replace(quantity, dimension=dimension, unit=unit, reach=reach)


def _hour(quantity: Quantity, text: str) -> Quantity:
    """A time of day by the word after it: 9 Uhr, 9.15 Uhr, 6.15 p.m., 8点半, 10时30分."""
    hour, minutes = int(quantity.value), round(quantity.value % 1 * 100)
    if later := _MINUTES.match(text[quantity.end :]):
        minutes = int(later[1] or 30)
    part = _Part("clock", quantity.text, quantity.start, quantity.end)
    return _time(part, hour, minutes, text)


def _time(part: _Part, hour: int, minutes: int, text: str) -> Quantity:
    """Minutes since midnight; not sure where half an hour or a quarter may be told in words."""
    sure = not _QUARTER.search(text[: part.start][-14:].lower())
    value = hour * 60 + minutes
    return Quantity(value, part.start, part.end, part.text, dimension="time of day", sure=sure)


def _parts(text: str, lexicon: Lexicon) -> Iterator[_Part]:
    for match in _TOKEN.finditer(text):
        kind, (start, end) = str(match.lastgroup), match.span()
        if kind == "figures":
            yield from _figures(match[0], start, lexicon)
        elif kind == "han" and lexicon.language == "zh":
            yield _han(match[0], start)
        elif kind == "word" and (pieces := lexicon.pieces(match[0])):
            for a, b in pieces:
                yield _word(match[0][a:b], start + a, lexicon, whole=b - a == end - start)
        else:
            yield _Part(kind, match[0], start, end)


def _word(word: str, start: int, lexicon: Lexicon, whole: bool) -> _Part:
    value = lexicon.values.get(word.lower())
    if value is None:
        return _Part("word", word, start, start + len(word))
    kind = "scale" if value == 100 or value >= 1000 else "number"
    sure = not whole or word.lower() not in lexicon.doubtful
    return _Part(kind, word, start, start + len(word), value, sure)


def _figures(text: str, start: int, lexicon: Lexicon) -> Iterator[_Part]:
    """Figures, their marks read as the language sets them; dates and versions in their parts."""
    plain = unicodedata.normalize("NFKC", text).replace("٫", ",").replace("٬", "")
    plain = re.sub(r"[\s'’]", "", "".join(str(int(c)) if c.isdigit() else c for c in plain))
    point, mark = (",", ".") if lexicon.comma else (".", ",")
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+(?:\{point}\d+)?", plain):
        plain = plain.replace(mark, "")
    elif len(re.findall(r"[.,]", plain)) > 1:
        for match in re.finditer(r"\d+", text):
            at = start + match.start()
            yield _Part("figures", match[0], at, start + match.end(), float(match[0]), False)
        return
    yield _Part("figures", text, start, start + len(text), float(plain.replace(",", ".")))


def _han(word: str, start: int) -> _Part:
    """Chinese numerals; a single one may be no number, and a scale may go on with figures."""
    end, signs = start + len(word), word.lstrip("多余几")
    if set(signs) <= _HAN_SCALES.keys():
        value = 1.0
        for sign in signs:
            value *= _HAN_SCALES[sign]
        return _Part("scale" if value >= 1000 else "number", word, start, end, value, sure=False)
    if len(signs) > 1 and set(signs) <= _HAN.keys():
        return _Part("number", word, start, end, float("".join(str(_HAN[s]) for s in signs)), False)
    total = section = digit = 0
    for sign in signs:
        if sign in _HAN:
            digit = _HAN[sign]
        elif _HAN_SCALES[sign] < 10**4:
            section, digit = section + (digit or 1) * _HAN_SCALES[sign], 0
        else:
            total, section, digit = total + (section + digit) * _HAN_SCALES[sign], 0, 0
    value = float(total + section + digit)
    return _Part("number", word, start, end, value, sure=value > 10)
