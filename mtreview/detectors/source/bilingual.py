"""What a source and its translation both name: months, countries, agencies, the nouns of the news.

bilingual.txt lists what names one thing in English and in eleven languages. `mentions` reads a text
with it; a mention may stand for several things ("court"), and it is `sure` if it can be missed.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "zh")
_COMPOUNDING = ("de", "nl")
_LEFT = 2  # letters
_UNPARTED = ("ar", "zh")  # languages whose words have no such endings
_PART = 4  # the letters that a part of a compound has at least
_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*\.?|[$%％]")
# "l'hôpital", "dell'ospedale": what a word is written together with.
ELIDED = re.compile(
    r"(?:[cdjlmnst]|qu|nell|dell|dall|all|sull|coll|un|quell|quest|c)['’ʼ](?=\w)", re.I
)
_ELIDING = ("fr", "it")
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}")
_MARKS = re.compile("[\u064b-\u0652\u0640\u200b-\u200f]")
_ALEF = str.maketrans("أإآٱىة", "ااااي" + "ه")
_ARTICLES = ("وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و", "ب", "ل", "ف", "ك")
_NAMES = frozenset(("Countries", "Cities", "Those"))  # the parts of the list that hold names


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of a text that names one of some things; `sure` if its translation must name it."""

    things: frozenset[int]
    start: int
    end: int
    sure: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's words: beginnings, whole words and phrases, each with what it may stand for."""

    beginnings: dict[str, frozenset[int]]
    whole: dict[str, frozenset[int]]
    phrases: re.Pattern[str]
    phrasal: re.Pattern[str]  # of each phrase the word that is found least
    doubtful: frozenset[tuple[str, int]]
    longest: int


def mentions(text: str, language: str) -> tuple[Mention, ...]:
    """The things that a text names, in order; none in a language that is not listed."""
    if not text or language not in LANGUAGES:
        return ()
    low = folded(text, language)
    return in_order((*in_words(low, language), *in_phrases(low, language)))


def in_order(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions by where they stand, of two at one place the longer one first."""
    return tuple(sorted(found, key=lambda m: (m.start, -m.end)))


def in_words(low: str, language: str) -> Iterator[Mention]:
    """What single words of a folded text name, which does not depend on what stands beside them."""
    if low.isalpha() and language != "ar":
        if found := _named(low, language):
            yield Mention(found[0], 0, len(low), found[1])
        return
    if language == "ar":
        yield from _arabic(low)
        return
    dotted = _DOTTED.finditer(low) if "." in low else ()
    for match in (*_WORD.finditer(low), *dotted):
        elided = ELIDED.match(match[0]) if language in _ELIDING else None
        cut = elided.end() if elided else 0
        if found := _named(match[0][cut:], language):
            stop = match[0].endswith(".") and "." not in match[0][:-1]
            yield Mention(found[0], match.start() + cut, match.end() - stop, found[1])


def in_phrases(low: str, language: str) -> Iterator[Mention]:
    """What phrases of a folded text name, signs among them."""
    words = _words(language)
    for match in words.phrases.finditer(low):
        things = words.whole[match[0]]
        sure = not any((match[0], thing) in words.doubtful for thing in things)
        yield Mention(things, match.start(), match.end(), sure)


def is_phrasal(low: str, language: str) -> bool:
    """Whether a folded piece between spaces may be of a phrase; some piece of each phrase is."""
    return _words(language).phrasal.search(low) is not None


@lru_cache(maxsize=2048)
def english(thing: int) -> str:
    """The first English name of a thing, as a sentence writes it."""
    name = _table()[thing][0].split()[0].strip("?.").replace("_", " ")
    return name.title() if is_name(thing) else name


def in_english(word: str, language: str) -> str | None:
    """The English for a single word of a language; None if it is not listed or names several.

    Of a listed beginning no more than one letter may be left: “pesca” is no “pescador”.
    """
    found = [m for m in mentions(word, language) if (m.start, m.end) == (0, len(word)) and m.sure]
    things = {thing for mention in found for thing in mention.things}
    if len(things) != 1:
        return None
    thing, low = things.pop(), folded(word, language)
    column = _table()[thing][LANGUAGES.index(language)]
    listed = [folded(form.lstrip("?").rstrip("."), language) for form in column.split()]
    whole = any(low.startswith(form) and len(low) - len(form) < _LEFT for form in listed)
    return english(thing) if whole or language in _UNPARTED else None


@lru_cache(maxsize=2048)
def kind(thing: int) -> str:
    """The heading that a thing stands under in the list: "Cities whose name differs"."""
    row, heading = 0, ""
    for line in _lines():
        if line.startswith("#"):
            heading = line[2:]
        elif row == thing:
            break
        row += not line.startswith("#")
    return heading


@lru_cache(maxsize=2048)
def is_name(thing: int) -> bool:
    """Whether a thing is a country, a city or an agency."""
    return kind(thing).partition(" ")[0] in _NAMES


def folded(text: str, language: str) -> str:
    """Small letters; Arabic with one form of each letter. No character comes or goes."""
    low = text.lower()
    if len(low) != len(text):  # "İ" has two characters in small letters
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    low = low.replace("’", "'").replace("ʼ", "'")
    return low.translate(_ALEF) if language == "ar" else low


@lru_cache(maxsize=1)
def _lines() -> tuple[str, ...]:
    text = (resources.files("mtreview.detectors.source") / "bilingual.txt").read_text("utf-8")
    return tuple(unicodedata.normalize("NFC", text).splitlines())


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[str, ...], ...]:
    rows = (line for line in _lines() if not line.startswith("#"))
    return tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows)


@lru_cache(maxsize=12)
def _words(language: str) -> _Words:
    column = LANGUAGES.index(language)
    beginnings: dict[str, set[int]] = defaultdict(set)
    whole: dict[str, set[int]] = defaultdict(set)
    phrases: set[str] = set()
    doubtful = set()
    for thing, row in enumerate(_table()):
        for written in row[column].split():
            word = folded(written.lstrip("?"), language)
            phrase = "_" in word or language == "zh" or not word[0].isalpha()
            exact = phrase or (word.endswith(".") and word.count(".") == 1)
            word = word.replace("_", " ").strip() if phrase else word.rstrip("." if exact else "")
            (whole if exact else beginnings)[word].add(thing)
            if phrase:
                phrases.add(word)
            if written.startswith("?") or (language == "zh" and len(word) == 1):
                doubtful.add((word, thing))
    bound = "" if language == "zh" else r"(?<!\w)"
    return _Words(
        {word: frozenset(things) for word, things in beginnings.items()},
        {word: frozenset(things) for word, things in whole.items()},
        _any_of(phrases, bound),
        _any_of({max(phrase.split(" ")[::-1], key=len) for phrase in phrases}),
        frozenset(doubtful),
        max(map(len, beginnings), default=0),
    )


def _any_of(phrases: set[str], bound: str = "") -> re.Pattern[str]:
    """A pattern of some phrases, the longest first."""
    every = "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
    return re.compile(f"{bound}(?:{every})" if every else r"(?!)")


def _arabic(low: str) -> Iterator[Mention]:
    """Arabic words with and without the particles that are written with them."""
    for match in re.finditer(r"\w+", low):
        bare = _MARKS.sub("", match[0])
        forms = [bare, *(bare[len(a) :] for a in _ARTICLES if bare.startswith(a))]
        for form in forms:
            if len(form) > 1 and (found := _named(form, "ar")):
                yield Mention(found[0], match.start(), match.end(), found[1])
                break


@lru_cache(maxsize=16384)
def _named(word: str, language: str) -> tuple[frozenset[int], bool] | None:
    """What a word may stand for, and whether a translation must name it."""
    words = _words(language)
    bare = word if "." in word[:-1] else word.rstrip(".")
    things = set(words.whole.get(bare, ()))
    sure = bool(things) and not any((bare, thing) in words.doubtful for thing in things)
    for end in range(min(len(bare), words.longest), 1, -1):
        if found := words.beginnings.get(bare[:end]):
            sure = (
                sure
                if things
                else not any((bare[:end], thing) in words.doubtful for thing in found)
            )
            things |= found
    if language in _COMPOUNDING or "-" in bare:
        parts = {thing for part in _parts(bare, words) for thing in part}
        sure = sure and bool(things)
        things |= parts
    return (frozenset(things), sure) if things else None


def _parts(word: str, words: _Words) -> Iterator[frozenset[int]]:
    """What the later parts of a compound stand for."""
    for start in range(_PART - 1, len(word) - _PART + 1):
        for end in range(start + _PART, min(len(word), start + words.longest) + 1):
            if found := words.beginnings.get(word[start:end]):
                yield found
        if found := words.whole.get(word[start:]):
            yield found
