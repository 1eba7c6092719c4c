"""A word or a sentence is left in the language of the source.

Engines copy what they do not know, and skip a sentence now and then.

    Faulty: The bakery has néanmoins decided to keep its staff.
    Faulty: The money was handed over in sobres.

    Instead: The bakery has nevertheless decided to keep its staff.
    Instead: The money was handed over in envelopes.

A word counts if it is written small, no English that is known, and either stands in the source at
hand or looks like the language of the source; that language must be known. Quoted words, words that
the text explains in brackets, loanwords and the small words inside names pass. Small words that
have one meaning are translated, and single words that the lists of names and things or the rule
packs hold. Missed: nouns of German that are not listed; words that resemble English ("incidente")
where there is no source.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.detectors.lexicon import is_word
from mtreview.detectors.packs import in_pack
from mtreview.detectors.quoted import quotation_around
from mtreview.detectors.source.bilingual import in_english
from mtreview.detectors.untranslated.foreign_words import (
    is_foreign,
    is_unknown,
    is_unlike_english,
    looks_foreign,
    phrase_heads,
    phrases,
    small_words,
    translation,
    unknown_words,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_ABOUT_WORDS = frozenset(
    "called name named term word words slogan motto phrase expression known reading reads read "
    "saying says hashtag letter letters character characters sign written spelled meaning "
    "titled".split()
)
_CONJUNCTIONS = {"es": "y", "pt": "e", "it": "e", "de": "und", "pl": "oraz", "fr": "et"}
_EVERY_CONJUNCTION = frozenset(_CONJUNCTIONS.values())
_SHORT = 2  # letters
_ADDRESS = re.compile(r"[@/_]|[.:]\w")
_JOINING = frozenset("{<%$#@/-_.'’*")
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Gather neighbouring words of the source's language, each run one fault."""
    language = reading.document.source_lang
    if language is None or language == "en":
        return
    yield from _phrases(reading, language)
    yield from _conjunctions(reading, language)
    if language == "de":
        yield from _german_nouns(reading)
    suspects = unknown_words(reading)
    if not suspects:
        return
    at = 0
    for i in reading.among(word.replace("’", "'") for word in suspects):
        if i < at or reading.words[i] not in suspects or not _is_left(reading, i, language):
            continue
        first, at = _run(reading, i, language)
        span = reading.span(first, at)
        if _is_name(reading, first, at) or is_explained(reading, first, at):
            continue
        if quotation_around(reading, span):
            continue
        yield _hit(reading, first, at, language)


def _may_be_left(word: str) -> bool:
    """Whether a word is no English, or begins a phrase of English words that is none."""
    if word in _EVERY_CONJUNCTION or word.lower() in phrase_heads():
        return True
    return is_unknown(word) or (word.istitle() and bool(translation(word.lower(), "de")))


def _conjunctions(reading: Reading, language: str) -> Iterator[Hit]:
    """“And” as the source says it, between two English words: “cars e bridges”."""
    word = _CONJUNCTIONS.get(language)
    for i in reading.among({word} if word else ()):
        first, last = reading.limits(i)
        if (
            first < i < last - 1
            and reading.words[i] == word
            and _are_english(reading, i - 1, i + 1)
        ):
            message = "a word is left in the language of the source"
            yield Hit(message, i, i + 1, rewrites=("and",), confidence=0.9)


def _are_english(reading: Reading, *places: int) -> bool:
    """Whether plain English words stand at some tokens."""
    return all(
        len(reading.words[i]) > _SHORT and reading.words[i].islower() and is_word(reading.words[i])
        for i in places
    )


def _german_nouns(reading: Reading) -> Iterator[Hit]:
    """Nouns that German writes with a capital, amid English words: “the new Krankenhaus will”."""
    nouns = (word.lower() for word in reading.vocabulary if word.istitle())
    known = {word for word in nouns if translation(word, "de") and not is_word(word)}
    for i in reading.among(known):
        first, last = reading.limits(i)
        before = i > first and reading.words[i - 1].islower()
        if reading.words[i].istitle() and before and not is_explained(reading, i, i + 1):
            named = i + 1 < last and reading.words[i + 1][0].isupper()
            if not named and not quotation_around(reading, reading.span(i, i + 1)):
                yield _hit(reading, i, i + 1, "de")


def _phrases(reading: Reading, language: str) -> Iterator[Hit]:
    """Set phrases whose words, each alone, are English ("sin embargo")."""
    for phrase in phrases(language):
        words = phrase.split()
        for i in reading.among({words[0]}):
            if reading.lower[i : i + len(words)] == words:
                yield _hit(reading, i, i + len(words), language)


def _is_left(reading: Reading, i: int, language: str) -> bool:
    """Whether an unknown word is surely of the source's language."""
    word = reading.lower[i]
    if translation(word, language):
        return True
    source = reading.segment(i).source
    if source is not None:
        return len(word) > 3 and word in _words_of(source) and is_unlike_english(word)
    return looks_foreign(word, language)


@lru_cache(maxsize=64)
def _words_of(source: str) -> frozenset[str]:
    """The words of a source that are written small, so that names are not among them.

    In a script of its own a source holds Latin letters only for what is to stay so.
    """
    if len(_LATIN.findall(source)) * 2 < len(source):
        return frozenset()
    return frozenset(word for word in _LETTERS.findall(source) if word.islower())


def _run(reading: Reading, i: int, language: str) -> tuple[int, int]:
    """The tokens around token i that are of the same language, small words at the ends too."""
    lowest, highest = reading.limits(i)
    first, last = i, i + 1
    small = small_words(language)
    while first > lowest and _belongs(reading, first - 1, small, language):
        first -= 1
    while last < highest:
        if _belongs(reading, last, small, language):
            last += 1
        elif last + 1 < highest and _belongs(reading, last + 1, small, language):
            last += 2  # one word that both languages share, between two that they do not
        else:
            break
    return first, last


def _belongs(reading: Reading, i: int, small: frozenset[str], language: str) -> bool:
    word = reading.lower[i]
    return word in small or (is_unknown(reading.words[i]) and is_foreign(word, language))


def _is_name(reading: Reading, first: int, last: int) -> bool:
    """Whether a short run stands in or beside a name ("Médecins sans frontières")."""
    lowest, highest = reading.limits(first)
    before = reading.words[first - 1] if first > lowest else ""
    after = reading.words[last] if last < highest else ""
    begins = before[:1].isupper() and first - 1 > lowest
    if "between" in reading.lower[max(lowest, first - 2) : first]:
        return False  # "between Vienna und Hamburg"
    return last - first <= 3 and (begins or after[:1].isupper())


def is_explained(reading: Reading, first: int, last: int) -> bool:
    """Whether the text speaks of the words, explains them in brackets, or writes an address."""
    start, end = reading.starts[first], reading.ends[last - 1]
    if _ADDRESS.match(reading.text, end) or reading.text[max(0, start - 1) : start] in _JOINING:
        return True
    lowest, highest = reading.limits(first)
    before = reading.lower[max(lowest, first - 2) : first]
    after = reading.words[last] if last < highest else ""
    return (
        after in ("(", "[", "/")
        or any(word in _ABOUT_WORDS for word in before)
        or (bool(before) and before[-1] in ("(", "#", "@", "/", "-", "_", "'", "’", "*"))
    )


def _hit(reading: Reading, first: int, last: int, language: str) -> Hit:
    quote = reading.quote(first, last)
    word = quote.lower().replace("’", "'")
    english = translation(word, language) or in_english(word, language) or in_pack(word, language)
    noun = "a word is" if last - first == 1 else "these words are"
    message = f"{noun} left in the language of the source"
    return Hit(
        message,
        first,
        last,
        rewrites=(english,) if english else (),
        confidence=0.9 if english or reading.segment(first).source else 0.75,
    )


DETECTOR = Detector(
    rule="untranslated-word",
    page=__doc__,
    category="Accuracy/Untranslated",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Whole(word=_may_be_left),
    find=find,
    flagged=(
        Flagged(
            "The owner handed it over in ⟦sobres⟧ at night.",
            None,
            "El dueño lo entregó por la noche en sobres cerrados.",
        ),
        Flagged(
            "She went to the ⟦comisaría⟧ in the village.",
            "police station",
            "Fue a la comisaría del pueblo.",
        ),
        Flagged(
            "An old ⟦jubilado⟧ sat in the square.",
            None,
            "Un viejo jubilado estaba sentado en la plaza mayor del pueblo.",
        ),
        Flagged(
            "The flood carried off cars ⟦e⟧ bridges.",
            "and",
            "A enchente levou carros e pontes durante a noite.",
        ),
        Flagged(
            "The new ⟦Krankenhaus⟧ will have 400 beds.",
            "hospital",
            "Das neue Krankenhaus wird 400 Betten haben.",
        ),
        Flagged(
            "The ⟦gemeente⟧ wants to ban mopeds.",
            "municipality",
            "De gemeente wil brommers verbieden in de hele binnenstad.",
        ),
        Flagged(
            "The bakery has ⟦néanmoins⟧ kept its staff.",
            "nevertheless",
            "La boulangerie a néanmoins gardé tous ses employés.",
        ),
        Flagged(
            "The residents, ⟦sin embargo⟧, were not asked.",
            "however",
            "A los vecinos, sin embargo, nadie les preguntó nada.",
        ),
        Flagged(
            "The village lives with the ⟦sécheresse⟧ of the summer.",
            "drought",
            "Le village vit avec la sécheresse de cet été depuis le mois de mai.",
        ),
        Flagged(
            "They reopen on ⟦segunda-feira⟧ at ten.",
            "Monday",
            "Eles reabrem na segunda-feira às dez horas da manhã.",
        ),
        Flagged(
            "The player, ⟦que llegó en enero⟧, is hurt.",
            None,
            "El jugador, que llegó en enero, está lesionado desde ayer.",
        ),
    ),
    passing=(
        "The coup d'état failed, and a soupçon of schadenfreude remained.",
        "It is de facto an ad hoc committee, and vice versa.",
        "",
    ),
)
