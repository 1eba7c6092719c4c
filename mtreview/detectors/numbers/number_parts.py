"""The parts of a text that numbers are made of: figures, number words, Chinese numerals."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from mtreview.detectors.numbers.number_lexicon import Lexicon, lexicon, pieces_of
from mtreview.remembered import Remembered

_HAN = {sign: n for n, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_DAY = re.compile(r"\d\d?\.\d\d?")
_NOTHING, _LINKS, _COUNTS = range(3)
_CODE = 7  # figures in a row, as of a telephone number
_GOES_ON = 5  # pieces behind a number that tell whether it goes on: "and a half"
ROMAN = re.compile(r"([IVX]+)(?:e|è|ème|th|st)?\Z")
_WORD = r"[^\W\d_\u3400-\u9fff]+(?:['’-][^\W\d_]+)*"
_WORDS = re.compile(_WORD)
_SIGN = re.compile(r"[\d\u3400-\u9fff]")
_TOKEN = re.compile(
    r"(?P<clock>(?<![\d.,])[012]?\d(?::|\s?[hH]\s?)[0-5]\d(?![\d%]))"
    r"|(?P<figures>\d+(?:[.,٫٬'’]\d+|[ \xa0\u2009\u202f]\d{3}(?!\d))*)"
    r"|(?P<percent>百分之)|(?P<han>[多余几]?[零〇一二三四五六七八九十百千万萬亿億两兩]+)"
    rf"|(?P<word>{_WORD})|(?P<other>\S)"
)


class Part(NamedTuple):
    """A token: its kind (figures, number, scale, word ...), and its value if it is a number."""

    kind: str
    text: str
    start: int
    end: int
    value: float = 0.0
    sure: bool = True


def stretches(text: str, words: Lexicon) -> Iterator[tuple[int, int]]:
    """Where numbers may stand in a text, each stretch with what may go on from a number."""
    pieces = text.split(" ")
    kinds = list(map(_kinds(words.language).__getitem__, pieces))
    if _COUNTS not in kinds:
        return
    begin, end, at, left = -1, 0, 0, 0  # the stretch so far; how many pieces it still takes in
    for piece, kind in zip(pieces, kinds, strict=True):
        if kind == _COUNTS:
            if begin < 0:
                begin = at
            end, left = at + len(piece), 1
        elif begin >= 0 and piece:
            if left == 1 and kind == _LINKS:
                left = _GOES_ON
            left -= 1
            if left > 0:
                end = at + len(piece)
            else:
                yield begin, end
                begin = -1
        at += len(piece) + 1
    if begin >= 0:
        yield begin, end


@lru_cache(maxsize=16)
def _kinds(language: str) -> Remembered[int]:
    """Whether pieces of texts of a language may hold a number, or link parts of one."""
    words = lexicon(language)
    links = {"of", "and", "ën", *(words.links if words else ())}

    def kind_of(piece: str) -> int:
        found = _WORDS.findall(piece)
        if _SIGN.search(piece) or any(
            pieces_of(word, language) or (word[0] in "IVX" and ROMAN.match(word)) for word in found
        ):
            return _COUNTS
        return _LINKS if found and found[0].lower() in links else _NOTHING

    return Remembered(kind_of)


def parts_of(text: str, lexicon: Lexicon, start: int, end: int) -> Iterator[Part]:
    """Yield the tokens of a stretch of a text, in order."""
    for match in _TOKEN.finditer(text, start, end):
        kind, (start, end) = str(match.lastgroup), match.span()
        if kind == "figures":
            dated = lexicon.comma and _DAY.fullmatch(match[0]) and text[end : end + 1] == "."
            yield from _figures(match[0], start, lexicon, bool(dated))
        elif kind == "han" and lexicon.language == "zh":
            yield _han(match[0], start)
        elif kind == "word" and (pieces := pieces_of(match[0], lexicon.language)):
            for a, b in pieces:
                yield _word(match[0][a:b], start + a, lexicon, whole=b - a == end - start)
        else:
            yield Part(kind, match[0], start, end)


def _word(word: str, start: int, lexicon: Lexicon, whole: bool) -> Part:
    value = lexicon.values.get(word.lower())
    if value is None:
        return Part("word", word, start, start + len(word))
    kind = "scale" if value == 100 or value >= 1000 else "number"
    sure = not whole or word.lower() not in lexicon.doubtful
    return Part(kind, word, start, start + len(word), value, sure)


def _figures(text: str, start: int, lexicon: Lexicon, dated: bool) -> Iterator[Part]:
    """Figures, their marks read as the language sets them; dates and versions in their parts."""
    if text.isascii() and text.isdigit():
        yield Part("figures", text, start, start + len(text), float(text), len(text) < _CODE)
        return
    plain = unicodedata.normalize("NFKC", text).replace("٫", ",").replace("٬", "")
    plain = re.sub(r"[\s'’]", "", "".join(str(int(c)) if c.isdigit() else c for c in plain))
    point, mark = (",", ".") if lexicon.comma else (".", ",")
    if re.fullmatch(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+(?:\{point}\d+)?", plain):
        plain = plain.replace(mark, "")
    elif dated or len(re.findall(r"[.,]", plain)) > 1:
        for match in re.finditer(r"\d+", text):
            at = start + match.start()
            yield Part("figures", match[0], at, start + match.end(), float(match[0]), False)
        return
    sure = not (text.isdecimal() and len(text) >= _CODE)
    yield Part("figures", text, start, start + len(text), float(plain.replace(",", ".")), sure)


def _han(word: str, start: int) -> Part:
    """Chinese numerals; a single one may be no number, and a scale may go on with figures."""
    end, signs = start + len(word), word.lstrip("多余几")
    if set(signs) <= _HAN_SCALES.keys():
        value = 1.0
        for sign in signs:
            value *= _HAN_SCALES[sign]
        return Part("scale" if value >= 1000 else "number", word, start, end, value, sure=False)
    if len(signs) > 1 and set(signs) <= _HAN.keys():
        return Part("number", word, start, end, float("".join(str(_HAN[s]) for s in signs)), False)
    total = section = digit = 0
    for sign in signs:
        if sign in _HAN:
            digit = _HAN[sign]
        elif _HAN_SCALES[sign] < 10**4:
            section, digit = section + (digit or 1) * _HAN_SCALES[sign], 0
        else:
            total, section, digit = total + (section + digit) * _HAN_SCALES[sign], 0, 0
    value = float(total + section + digit)
    return Part("number", word, start, end, value, sure=value > 10)
