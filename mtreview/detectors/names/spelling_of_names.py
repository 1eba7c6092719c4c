"""Whether two words are one name, as two languages or two scripts spell it.

Names are compared by what spellings keep: small letters without accents, Cyrillic and Arabic ones
in Latin letters, Arabic without vowels.
"""

import difflib
import re
import unicodedata
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюя’ʼ'",
        "a b v g g d e e e zh z i i i i k l m n o p r s t u f h ts ch sh sh - i - e iu ia".split()
        + [""] * 3,
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "بتثجحخدذرزسشصضطظعغفقكلمنهوياأإآىةئؤء",
        "b t t g h h d d r z s s s d t z - g f k k l m n h v i - - - - - - - - -".split(),
        strict=True,
    )
)
_SAME = (
    ("sch", "s"), ("sh", "s"), ("ch", "h"), ("kh", "h"), ("zh", "z"), ("ph", "f"), ("th", "t"),
    ("ts", "s"), ("tz", "s"), ("cz", "s"), ("sz", "s"), ("rz", "z"), ("ou", "u"), ("oo", "u"),
    ("ck", "k"), ("qu", "k"), ("gh", "g"), ("dj", "g"), ("c", "k"), ("q", "k"), ("x", "ks"),
    ("w", "v"), ("y", "i"), ("j", "i"), ("ł", "l"), ("ø", "o"), ("ß", "s"), ("đ", "d"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1")
_ENOUGH = 0.62  # of the letters, in order
_SKELETON = 0.6


@lru_cache(maxsize=16384)
def plain(word: str) -> str:
    """A word in small Latin letters without accents, spelt alike however a language spells it."""
    low = word.lower()
    if not low.isascii():
        low = _in_latin(low)
    if not low.isalpha():
        low = "".join(filter(str.isalpha, low))
    for written, same in _SAME:
        low = low.replace(written, same)
    return _DOUBLED.sub(r"\1", low)


def _in_latin(low: str) -> str:
    """Small letters in Latin ones, marks apart."""
    if re.search("[а-яёєіїґ]", low):
        low = "".join(_CYRILLIC.get(c, c) for c in low).replace("-", "")
    elif re.search("[\u0600-\u06ff]", low):
        low = "".join(_ARABIC.get(c, "") for c in low).replace("-", "")
    return unicodedata.normalize("NFD", low)


def bones(word: str) -> str:
    """The consonants of a plain word, which is what Arabic writes."""
    return re.sub("[aeioué]", "", plain(word)).replace("p", "b").replace("v", "u").replace("u", "")


@lru_cache(maxsize=16384)
def one_name(word: str, other: str) -> bool:
    """Tell whether a word of one text may be a word of another, spelt by its language."""
    if re.search("[\u0600-\u06ff]", word + other):
        mine, yours = bones(word), bones(other)
        return min(len(mine), len(yours)) > 2 and _near(mine, yours, _SKELETON)
    mine, yours = plain(word), plain(other)
    if min(len(mine), len(yours)) >= 4 and mine[:4] == yours[:4]:
        return True
    return _near(mine, yours, _ENOUGH)


def _near(mine: str, yours: str, enough: float) -> bool:
    shared = sum(min(mine.count(c), yours.count(c)) for c in set(mine))
    if mine and 2 * shared / (len(mine) + len(yours)) < enough:
        return False  # which is quicker to see than their order
    return difflib.SequenceMatcher(None, mine, yours, autojunk=False).ratio() >= enough
