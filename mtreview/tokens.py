"""A document as its rules read it: one pass of tokens with exact offsets, shared by all.

Tokens follow the Penn Treebank where a tagger cares ("did" + "n't", "U.S.", "Mr."), but a
hyphenated word stays whole. Markup inside a segment is read over, or, where it stands for words,
becomes one token OPAQUE that no rule knows.
"""

import re
from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache, partial, wraps
from itertools import chain, pairwise
from operator import itemgetter
from typing import TypeVar, cast

from mtreview.model import Document, Segment, Span

OPAQUE = "\ufffc"
_MANY = 1_000_000  # tokens of which a list of numbers would take too much memory
T = TypeVar("T")

_TOKEN = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                                        # U.S., a.m., J.K.
  | (?:Mrs?|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Sen|Rep|Gov|Rev|St|Jr|Sr|No|vs)\.(?!\w)
  | [^\W\d_][\w\u0300-\u036f]*(?:['’‐‑-][\w\u0300-\u036f]+)*  # words, whole with hyphen, apostrophe
  | \d+(?:[.,:]\d+)*[^\W_]*                                   # 1,234.5  14h30  19th
  | \.{2,}
  | [^\w\s\u00ad\u200b-\u200f\u2060\ufeff]                    # format characters are no tokens
  | _+
    """,
    re.VERBOSE,
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_CLITICS = frozenset({"s", "re", "ve", "ll", "d", "m"})
_SHORT = 200  # tokens
_LONGEST = 40  # characters of a chunk that is worth remembering

Token = tuple[str, str, int, int]
"""A word, its lower-case form with straight apostrophes, and where in its chunk it stands."""


class Reading:
    """The tokens of a document in parallel lists, and which of them make up each segment.

    `words[i]` covers `text[starts[i]:ends[i]]`; `lower[i]` is its lower-case form with straight
    apostrophes; segment s holds the tokens `bounds[s][0]` up to, not including, `bounds[s][1]`.
    `tags` are Penn Treebank tags, empty until a tagger has filled them.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.words: list[str] = []
        self.lower: list[str] = []
        # Of millions of tokens, a list of numbers would take ten times as much memory.
        self.starts = array("i")
        self.ends = array("i")
        self.bounds: list[tuple[int, int]] = []
        self.tags: list[str] = []
        self.kept: dict[object, object] = {}  # what `once` has worked out
        self._inlines = sorted((i.span.start, i.span.end, i.opaque) for i in document.inlines)
        for segment in document.segments:
            first = len(self.words)
            self._read(segment.span)
            self.bounds.append((first, len(self.words)))

    def _read(self, span: Span) -> None:
        position = span.start
        at = bisect_right(self._inlines, (position,))
        while at < len(self._inlines) and self._inlines[at][0] < span.end:
            start, end, opaque = self._inlines[at]
            self._tokenise(position, start)
            if opaque:
                self._add(OPAQUE, OPAQUE, start, end)
            position = max(position, end)
            at += 1
        self._tokenise(position, span.end)

    def _tokenise(self, start: int, end: int) -> None:
        """Read a stretch, one chunk between spaces after the other; most are known already."""
        words, lower, starts, ends = self.words, self.lower, self.starts, self.ends
        at = start
        for chunk in self.text[start:end].split(" "):
            tokens = _known(chunk) if len(chunk) <= _LONGEST else _tokens(chunk)
            for word, low, first, last in tokens:
                words.append(word)
                lower.append(low)
                starts.append(at + first)
                ends.append(at + last)
            at += len(chunk) + 1

    def _add(self, word: str, lower: str, start: int, end: int) -> None:
        self.words.append(word)
        self.lower.append(lower)
        self.starts.append(start)
        self.ends.append(end)

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def owners(self) -> "array[int]":
        """The segment that each token belongs to."""
        owners = array("i")
        for index, (first, last) in enumerate(self.bounds):
            owners.extend(array("i", [index]) * (last - first))
        return owners

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Each word of the document once, as it is written."""
        return frozenset(self.words)

    @cached_property
    def characters(self) -> frozenset[str]:
        """Each character of the text once: what needs one that is not there need not look."""
        return frozenset(self.text)

    @cached_property
    def has_source(self) -> bool:
        """Whether some segment has a source."""
        return any(segment.source for segment in self.document.segments)

    @property
    def is_short(self) -> bool:
        """Whether to look through all tokens again costs less than an index of them."""
        return len(self) < _SHORT

    @cached_property
    def are_words(self) -> bytearray:
        """Of each token whether it is a word or a number, and no punctuation mark."""
        return bytearray(map(str.isalnum, map(itemgetter(0), self.words)))

    @cached_property
    def _forms(self) -> frozenset[str]:
        return frozenset(self.lower)

    @cached_property
    def places(self) -> "dict[str, list[int] | array[int]]":
        """Each lower-case word with the tokens that it is."""
        kind = list if len(self) < _MANY else partial(array, "i")
        places: dict[str, list[int] | array[int]] = defaultdict(kind)
        for i, word in enumerate(self.lower):
            places[word].append(i)
        return dict(places)

    def among(self, words: Iterable[str]) -> list[int]:
        """The tokens whose lower-case form is one of `words`, in order."""
        there = self._forms.intersection(words)
        if not there:
            return []
        if self.is_short:  # to look again is cheaper than an index
            return [i for i, form in enumerate(self.lower) if form in there]
        return sorted(chain.from_iterable(map(self.places.__getitem__, there)))

    @cached_property
    def echoes(self) -> list[tuple[int, int]]:
        """The bounds of the segments that hold two neighbouring tokens twice, as few do.

        Whatever is said again in a segment is said in one of these.
        """
        echoes = []
        for first, last in self.bounds:
            if len(set(pairwise(self.lower[first:last]))) < last - first - 1:
                echoes.append((first, last))
        return echoes

    def matches(
        self, pattern: re.Pattern[str], signs: Iterable[str]
    ) -> Iterator[tuple[Segment, re.Match[str]]]:
        """The matches of a regex within single segments, in order, each with its segment.

        Only segments that hold one of `signs`, as it is written, are searched: to look for a string
        costs a hundredth of what most regexes do.
        """
        there = (sign for sign in signs if sign[0] in self.characters)
        for index in sorted({index for sign in there for index in self._holding(sign)}):
            segment = self.document.segments[index]
            for match in pattern.finditer(self.text, segment.span.start, segment.span.end):
                yield segment, match

    def _holding(self, sign: str) -> Iterator[int]:
        """The segments that a string begins in or right behind."""
        segments, at = self.document.segments, self.text.find(sign)
        while at >= 0:
            following = bisect_right(segments, at, key=lambda segment: segment.span.start)
            if following:
                yield following - 1
            if following == len(segments):
                return
            at = self.text.find(sign, segments[following].span.start)

    def segment(self, i: int) -> Segment:
        """The segment of token i."""
        return self.document.segments[self.owners[i]]

    def limits(self, i: int) -> tuple[int, int]:
        """The tokens of the segment that token i stands in, as a half-open range."""
        return self.bounds[self.owners[i]]

    def span(self, first: int, last: int) -> Span:
        """The characters from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])

    def quote(self, first: int, last: int) -> str:
        """The untouched text of the tokens from `first` up to, not including, `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    @cached_property
    def paragraphs(self) -> list[list[Segment]]:
        """The segments of each paragraph, in order."""
        groups: list[list[Segment]] = []
        for segment in self.document.segments:
            if not groups or segment.paragraph != groups[-1][0].paragraph:
                groups.append([])
            groups[-1].append(segment)
        return groups


def once(work: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """Let a function work out but once what it makes of a reading, for all rules that ask."""

    @wraps(work)
    def known(reading: Reading) -> T:
        if work not in reading.kept:
            reading.kept[work] = work(reading)
        return cast(T, reading.kept[work])

    return known


def whole(text: str) -> str:
    """A text without halves of characters, which no tagger or model takes, as long as it was."""
    return _SURROGATE.sub("\ufffd", text)


def _tokens(chunk: str) -> tuple[Token, ...]:
    """The tokens of a chunk of text."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(chunk):
        (first, last), cut = match.span(), _clitic(match[0])
        ranges = ((first, first + cut), (first + cut, last)) if cut else ((first, last),)
        for start, end in ranges:
            word = chunk[start:end]
            tokens.append((word, word.lower().replace("’", "'"), start, end))
    return tuple(tokens)


_known = lru_cache(maxsize=16384)(_tokens)


def _clitic(word: str) -> int:
    """Return where a contraction parts ("did|n't", "he|'s"), 0 where the word is whole."""
    straight = word.lower().replace("’", "'")
    if straight.endswith("n't") and len(word) > 3:
        return len(word) - 3
    cut = straight.rfind("'")
    return cut if cut > 0 and straight[cut + 1 :] in _CLITICS else 0
