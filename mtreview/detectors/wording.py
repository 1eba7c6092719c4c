"""Small steps of rewriting: the indefinite article, a singular, a possessive, a capital."""

import re
from functools import lru_cache

from mtreview.detectors.inflections import lemmas_of

_CONSONANT = re.compile(r"[^aeiou]|eu|uk|ur[uo]|ug|u[nt][ei]|use|usu|one|once|uni")
_SILENT = re.compile(r"unin|unim|hono|heir|hour")
_VOWEL_NUMBER = re.compile(r"8|1[18](?=\D|$|\d{3}(?!\d))")
_NUMBERS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
    hundred
    """.split()
)


def article(text: str) -> str:
    """Return the indefinite article for a phrase: "a European", "an 18-year-old"."""
    word = text.lower()
    if word[:1].isdigit():
        return "an" if _VOWEL_NUMBER.match(word) else "a"
    return "a" if _CONSONANT.match(word) and not _SILENT.match(word) else "an"


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """The singular of a lower-case noun; the noun itself where it is none."""
    lemmas = lemmas_of(word).get("NOUN", ())
    return min(lemmas, key=len) if lemmas and word not in lemmas else word


def possessive(noun: str, apostrophe: str = "’") -> str:
    """The possessive of a noun phrase: "the mayor’s", "the neighbours’"."""
    plural = noun.endswith("s") and not noun.endswith(("ss", "us", "is"))
    return noun + apostrophe + ("" if plural else "s")


def capital_like(text: str, old: str) -> str:
    """The text with the first letter as large as that of what it replaces."""
    return text[:1].upper() + text[1:] if old[:1].isupper() else text


def is_number(word: str) -> bool:
    """Tell whether a lower-case token is a number in figures or in words, up to a hundred."""
    tens, _, unit = word.partition("-")
    return word[:1].isdigit() or (tens in _NUMBERS and (not unit or unit in _NUMBERS))
