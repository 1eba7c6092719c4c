"""Patterns over tokens, as pattern.py compiles them: their places, and where they match."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from mtreview.detectors.detector import Words
from mtreview.tokens import Reading

_STOPS = frozenset('.!?;:,)”"»…—–')
_OPENINGS = frozenset('.!?;:(“"«„‘…—–•*')


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: a word of a set, a word of a shape, a gap, an edge, or any of them.

    `edge` is "start" or "end" where the edge of a clause will do, "any" where the segment's will;
    `repeats` says that a rewrite may repeat it by number.
    """

    words: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    shapes: tuple[Callable[[str], bool], ...] = ()
    lemmas: tuple[tuple[str, str], ...] = ()
    least: int = 1
    most: int = 1
    edge: str = ""
    capital: bool = False
    repeats: bool = False

    @property
    def narrowest(self) -> int:
        """The fewest tokens that it takes."""
        return 0 if self.edge else self.least

    @property
    def can_anchor(self) -> bool:
        """Tell whether a pattern can be looked up by this place's words."""
        return bool(self.words) and not self.shapes and self.narrowest == 1 == self.most

    def accepts(self, reading: Reading, i: int) -> bool:
        """Tell whether token i may stand at this place."""
        word, lower = reading.words[i], reading.lower[i]
        if lower in self.words:
            return word[0].isupper() or not self.capital
        if lower in self.barred:
            return False
        if self.shapes:
            return any(shape(word) for shape in self.shapes)
        return not self.words and word[0].isalnum()

    def widths(self, reading: Reading, i: int, first: int, last: int) -> Iterator[int]:
        """Yield how many tokens it may take from token i on, fewest first."""
        if self._at_edge(reading, i, first, last):
            yield 0
        for taken in range(self.most + 1):
            if taken >= self.least:
                yield taken
            if i + taken >= last or not self.accepts(reading, i + taken):
                return

    def _at_edge(self, reading: Reading, i: int, first: int, last: int) -> bool:
        if self.edge == "start":
            return i == first or reading.words[i - 1] in _OPENINGS
        if self.edge == "end":
            return i >= last or reading.words[i] in _STOPS
        return self.edge == "any" and i in (first, last)


@dataclass(frozen=True, slots=True)
class Match:
    """The faulty tokens, and what each of the pattern's elements took within them."""

    first: int
    last: int
    captures: tuple[tuple[Element, int, int], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern; `elements[opens:closes]` are the faulty part.

    `trigger` holds the words of which one must be there for the pattern to match, and those beside
    it; `reach` how many tokens may stand before that word.
    """

    elements: tuple[Element, ...]
    opens: int
    closes: int
    anchor: int
    trigger: Words = field(init=False)
    reach: range = field(init=False)

    def __post_init__(self) -> None:
        """Work out once what every look-up asks for."""
        before, after = self.elements[: self.anchor], self.elements[self.anchor + 1 :]
        words = self.elements[self.anchor].words
        trigger = Words(words, after=nearest(reversed(before)), then=nearest(after))
        fewest, most = sum(e.narrowest for e in before), sum(e.most for e in before)
        object.__setattr__(self, "trigger", trigger)
        object.__setattr__(self, "reach", range(fewest, most + 1))

    def match(self, reading: Reading, i: int) -> Match | None:
        """Match with the anchor at token i, inside the segment of token i."""
        first, last = reading.limits(i)
        after, then = self.trigger.after, self.trigger.then
        if after is not None and (i == first or reading.lower[i - 1] not in after):
            return None
        if then is not None and (i + 1 == last or reading.lower[i + 1] not in then):
            return None
        for start in range(max(first, i - self.reach[-1]), i - self.reach[0] + 1):
            for places in self._walk(reading, start, (first, last, i), 0):
                inside = places[self.opens : self.closes]
                if inside[0][0] < inside[-1][1]:
                    elements = self.elements[self.opens : self.closes]
                    captures = zip(elements, inside, strict=True)
                    return Match(
                        inside[0][0], inside[-1][1], tuple((e, a, b) for e, (a, b) in captures)
                    )
        return None

    def _walk(
        self, reading: Reading, i: int, limits: tuple[int, int, int], at: int
    ) -> Iterator[list[tuple[int, int]]]:
        """Yield the token ranges of the elements from `at` on, when the first begins at token i."""
        if at == len(self.elements):
            yield []
            return
        first, last, anchored = limits
        if at == self.anchor and i != anchored:
            return
        for taken in self.elements[at].widths(reading, i, first, last):
            for rest in self._walk(reading, i + taken, limits, at + 1):
                yield [(i, i + taken), *rest]


def nearest(elements: Iterable[Element]) -> frozenset[str] | None:
    """The words of which one stands next to a place, None where it may be any."""
    words: frozenset[str] = frozenset()
    for element in elements:
        if not element.words or element.shapes or element.edge:
            return None
        words |= element.words
        if element.least:
            return words
    return None
