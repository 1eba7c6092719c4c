"""What a text tells, as a comparison with its other side needs it: things, words, figures.

A text is read by the pieces between its spaces, most of which have been met before.
"""

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import NamedTuple

from mtreview.detectors.lexicon import is_word
from mtreview.detectors.names.spelling_of_names import plain
from mtreview.detectors.source.bilingual import (
    ELIDED,
    Mention,
    folded,
    in_order,
    in_phrases,
    in_words,
    is_phrasal,
)
from mtreview.remembered import Remembered

_WORD = re.compile(r"[^\W\d_]{2,}(?:[-'’ʼ][^\W\d_]+)*")
_FIGURES = re.compile(r"\d+")
_ALIKE = 5  # letters that two words begin with
_ELIDING = frozenset(("fr", "it"))  # languages that write articles together with words
_CAPITALS = frozenset(("de",))  # and that write every noun with a capital


class Word(NamedTuple):
    """A word as it is written, and how it begins, spelt plainly ("" if it is too short).

    `is_name` says that it may be a name: in English where it is no word besides.
    """

    written: str
    beginning: str
    is_name: bool


class _Piece(NamedTuple):
    """What a piece of text tells; all ends are counted from where it begins."""

    mentions: tuple[Mention, ...]
    sure: tuple[frozenset[int], ...]  # what must be named on the other side too
    phrasal: bool  # whether it may be of a phrase
    words: tuple[tuple[Word, int], ...]
    figures: tuple[tuple[str, int], ...]
    handles: tuple[object, ...]
    names: bool


_SURE, _PHRASAL = attrgetter("sure"), attrgetter("phrasal")
_HANDLES, _NAMES = attrgetter("handles"), attrgetter("names")


class Told:
    """A text in a language of bilingual.txt: what it names, and how it spells the rest.

    `handles` are the things that it names, its figures, and how its words begin: what two texts
    tell alike they have one of in common, but for names that only sound alike.
    """

    def __init__(self, text: str, language: str) -> None:
        self._pieces = text.split(" ") if text else []
        self._known = list(map(_known(language).__getitem__, self._pieces))
        self._telling = list(filter(None, self._known))
        phrasal = any(map(_PHRASAL, self._telling))
        self._phrases = tuple(in_phrases(folded(text, language), language)) if phrasal else ()
        phrases = (mention.things for mention in self._phrases)
        self.handles = frozenset(chain(*map(_HANDLES, self._telling), *phrases))

    @property
    def has_names(self) -> bool:
        """Whether any word may be a name."""
        return any(map(_NAMES, self._telling))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """What is named, in order."""
        found = (
            Mention(m.things, at + m.start, at + m.end, m.sure)
            for at, piece in self._placed
            for m in piece.mentions
        )
        return in_order((*found, *self._phrases))

    def without(self, there: frozenset[object]) -> tuple[Mention, ...]:
        """What is surely named and is not among some things."""
        phrases = (mention.things for mention in self._phrases if mention.sure)
        sure = chain(*map(_SURE, self._telling), phrases)
        if not any(map(there.isdisjoint, sure)):
            return ()
        return tuple(m for m in self.mentions if m.sure and m.things.isdisjoint(there))

    @cached_property
    def words(self) -> list[tuple[Word, int]]:
        """The words in order, each with its end."""
        return [(word, at + end) for at, piece in self._placed for word, end in piece.words]

    @cached_property
    def figures(self) -> list[tuple[str, int]]:
        """The figures in order, each with its end."""
        return [(written, at + end) for at, piece in self._placed for written, end in piece.figures]

    @property
    def _placed(self) -> list[tuple[int, _Piece]]:
        starts = accumulate(map(len, self._pieces), initial=0)
        placed = zip(starts, self._known, strict=False)
        return [(start + n, piece) for n, (start, piece) in enumerate(placed) if piece]


@lru_cache(maxsize=16)
def _known(language: str) -> Remembered[_Piece | None]:
    """What the pieces of texts of a language tell; None of those that tell nothing."""

    def of_piece(piece: str) -> _Piece | None:
        low = folded(piece, language)
        mentions, phrasal = tuple(in_words(low, language)), is_phrasal(low, language)
        words = tuple(_words_of(piece, language))
        names = any(word.is_name for word, _ in words)
        found = () if piece.isalpha() else _FIGURES.finditer(piece)
        figures = tuple((match[0], match.end()) for match in found)
        beginnings = [word.beginning for word, _ in words if word.beginning]
        if not (mentions or phrasal or names or figures or beginnings):
            return None
        named = chain(*(mention.things for mention in mentions))
        handles = (*beginnings, *(written for written, _ in figures), *named)
        sure = tuple(mention.things for mention in mentions if mention.sure)
        return _Piece(mentions, sure, phrasal, words, figures, handles, names)

    return Remembered(of_piece)


def _words_of(piece: str, language: str) -> Iterator[tuple[Word, int]]:
    if piece.isalpha():  # as most are
        if len(piece) > 1:
            word = Word(piece, beginning_of(piece), _may_be_name(piece, language))
            yield word, len(piece)
        return
    for match in _WORD.finditer(piece):
        elided = language in _ELIDING
        written = ELIDED.sub("", match[0], count=1) if elided else match[0]
        word = Word(written, beginning_of(written), _may_be_name(written, language))
        yield word, match.end()


def beginning_of(word: str) -> str:
    """How a word begins, spelt plainly; "" of one that is too short to tell."""
    beginning = plain(word)[:_ALIKE]
    return beginning if len(beginning) == _ALIKE else ""


def _may_be_name(word: str, language: str) -> bool:
    if language == "en":
        return word[0].isupper() and not is_word(word.lower())
    return language == "ar" or (word[0].isupper() and language not in _CAPITALS)
