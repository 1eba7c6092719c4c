"""How a name sounds: what is left of its spelling whoever put it into Latin letters.

Two spellings of one name share their consonants (`bones`); two systems of transliteration differ in
less than that, in "y" for "i", in marks and doubled letters (`sound`).
"""

import re
import unicodedata
from functools import lru_cache

_MARKED = str.maketrans(
    {"č": "ch", "ć": "ch", "š": "sh", "ş": "sh", "ś": "sh", "ž": "zh", "ż": "zh", "ł": "l",
     "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "a", "œ": "o", "ı": "i", "ħ": "h"}
)  # fmt: skip
_DIGRAPHS = tuple(
    (re.compile(written), same)
    for written, same in (
        ("schtsch|shch|szcz|sch|sh|sz", "s"),
        ("tsch|tch|dge|dzh|cz|tx|ch", "ç"),
        ("zh", "z"),
        ("kh|gh", "h"),
        ("ph", "f"),
        ("th", "t"),
        ("dj", "g"),
        ("ts|tz", "s"),
        ("ck|qu", "k"),
        ("rz", "z"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue|ou|oo", "u"),
        ("x", "ks"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("w", "v"),
        ("f+$", "v"),
        ("q", "k"),
        ("dh", "d"),
        ("y|^j|j(?![iu])", "i"),  # but Xinjiang
        ("h$", ""),
    )
)
_ARTICLE = re.compile("^(?:el|ad|an|ar|as|ash|at|az)-")  # Arabic, however it is spoken
_PEOPLE = re.compile("[ie]?an")  # Palestine, Palestinian
_VOWELS = "aeiou"
_THROAT = str.maketrans("gç", "hh")
_MASCULINE = ("ov", "ev", "in", "yn", "iv")  # which a woman's name puts "a" after
_FEMININE = "a"
_OBLIQUE = {  # endings of the nominative, and what other Slavic cases put in their place
    "a": ("y", "i", "ii", "ie", "ę", "ą", "ej", "iej", "oi", "u"),
    "i": ("iego", "iemu", "im", "oho", "omu"),
    "y": ("ego", "emu", "ym", "oho", "omu"),
    "": ("a", "owi", "em", "iem", "u"),
}


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """A name as all systems of transliteration would write it, in small letters."""
    low = _ARTICLE.sub("al", word.lower()).translate(_MARKED)
    low = "".join(c for c in low if c.isalpha())
    low = unicodedata.normalize("NFD", low)
    low = "".join(c for c in low if c.isalpha())
    for written, same in _DIGRAPHS:
        low = written.sub(same, low)
    return re.sub(r"(.)\1+", r"\1", low)


@lru_cache(maxsize=16384)
def bones(word: str) -> str:
    """The consonants of a name, in order; what begins with a vowel begins with "a"."""
    heard = sound(word)
    rest = "".join(c for c in heard if c not in _VOWELS).translate(_THROAT)
    return ("a" if heard[:1] in _VOWELS else "") + re.sub(r"(.)\1+", r"\1", rest)


def kin_forms(form: str, other: str) -> bool:
    """Tell whether two names of the same bones are two words: his and hers, Iran(i), plurals."""
    short, long = sorted((form.lower(), other.lower()), key=len)
    if long in (short, f"{short}s", f"{short}es"):
        return True
    mine, yours = sound(form), sound(other)
    if mine == yours:
        return False
    if mine.rstrip(_VOWELS) == yours.rstrip(_VOWELS):  # only the end differs
        return True
    if _PEOPLE.fullmatch(yours.removeprefix(mine.rstrip(_VOWELS))) or _PEOPLE.fullmatch(
        mine.removeprefix(yours.rstrip(_VOWELS))
    ):
        return True
    return mine.endswith(_FEMININE) != yours.endswith(_FEMININE)


def inflected(nominative: str, other: str) -> bool:
    """Tell whether `other` is a Slavic case of a name ("Wójcickiej" of "Wójcicka")."""
    if nominative.endswith(_MASCULINE) and other == f"{nominative}a":
        return False
    stem = 0
    while stem < min(len(nominative), len(other)) and nominative[stem] == other[stem]:
        stem += 1
    return any(
        nominative[cut:] in _OBLIQUE and other[cut:] in _OBLIQUE[nominative[cut:]]
        for cut in (stem, stem - 1)
        if cut > 2
    )


def alike(given: str, other: str) -> bool:
    """Tell whether two given names may be one: of one sound, or one short for the other."""
    if given == other or inflected(given, other) or inflected(other, given):
        return True
    if bones(given) == bones(other):
        return not kin_forms(given, other)
    mine, yours = sound(given), sound(other)
    return mine[:5] == yours[:5] and len(mine) > 5 < len(yours) and mine[-1] == yours[-1]
