"""Words for people, bodies and things, and given names of one gender, from persons.toml."""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

from mtreview.detectors.wording import singular
from mtreview.tokens import Reading

_MEANT = frozenset(
    "he him his himself she her hers herself who whom mr mrs ms mr. mrs. ms. dr.".split()
)
_PLACING = frozenset(("in", "at", "of"))


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    data = resources.files("mtreview.detectors.names").joinpath("persons.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(data).items()}


def people() -> frozenset[str]:
    """Nouns for a person."""
    return _words()["people"]


def bodies() -> frozenset[str]:
    """Nouns for a company, an office or another body, which may act but is an “it”."""
    return _words()["bodies"]


def things() -> frozenset[str]:
    """Nouns for what is neither."""
    return _words()["things"]


def women() -> frozenset[str]:
    """Given names of women, in small letters."""
    return _words()["women"]


def men() -> frozenset[str]:
    """Given names of men, in small letters."""
    return _words()["men"]


def gender_of(given: str, surname: str) -> tuple[str, float]:
    """“she”, “he” or "" for a name in small letters, and how sure that is as a share of certain.

    A name of both genders counts where it is a man's in Italian alone and its surname does not look
    Italian (“Nicola Sturgeon”): a guess, for not all Italian surnames end in a vowel.
    """
    if given in _words()["doubtful"]:
        return "", 0
    if given in _words()["italian_men"]:
        return ("", 0) if surname[-1:] in "aeiou" else ("she", 0.6)
    return "she" if given in women() else "he" if given in men() else "", 1


def names_person(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a stretch holds a person: a pronoun, a word for one, or a name.

    Where the document is tagged, any name counts that does not follow "in", "at" or "of".
    """
    for n in range(first, last):
        word = reading.lower[n]
        if word in _MEANT or word in people() or singular(word) in people():
            return True
        if reading.words[n][0].isupper() and word in women() | men():
            return True
        is_name = reading.tags and reading.tags[n] == "NNP" and n > first
        if is_name and reading.lower[n - 1] not in _PLACING:
            return True
    return False


def opens_with_person(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a stretch begins with a person: “The (old) minister”, “Ana Ruiz”."""
    for n in range(first, min(first + 3, last)):
        word = reading.lower[n]
        if word in people() or (reading.words[n][0].isupper() and word in women() | men()):
            return True
    return False


def names_body(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a body stands in a stretch as its subject may: not after "of" or "in"."""
    for n in range(first, last):
        word = reading.lower[n]
        if word in bodies() and not any(
            w in _PLACING for w in reading.lower[max(first, n - 3) : n]
        ):
            return True
    return False


def pronouns_for(reading: Reading, first: int, last: int) -> tuple[str, ...]:
    """“he” and “she”, the likelier first by the given names in a stretch."""
    names = {reading.lower[n] for n in range(first, last) if reading.words[n][0].isupper()}
    return ("she", "he") if names & women() and not names & men() else ("he", "she")
