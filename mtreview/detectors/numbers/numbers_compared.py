"""The numbers of each segment beside those of its source: which have no answer there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mtreview.detectors.numbers.number_lexicon import lexicon
from mtreview.detectors.numbers.quantities import Quantity, months, quantities
from mtreview.detectors.numbers.same_quantity import same
from mtreview.language import language_of
from mtreview.tokens import Reading, once

_BESIDE = 4  # characters: “5 de mayo”
_CACHED = 64  # texts; each is read thrice, as its neighbours look at it as well


@dataclass(frozen=True, slots=True)
class Side:
    """What one text counts: its numbers, and its months as (month, start, end)."""

    numbers: tuple[Quantity, ...] = ()
    months: tuple[tuple[int, int, int], ...] = ()

    @property
    def counts(self) -> bool:
        """Whether anything is counted."""
        return bool(self.numbers or self.months)

    def is_day(self, number: Quantity) -> bool:
        """Whether a number stands beside a month, so that it is the day and no month itself."""
        gaps = ((start - number.end, number.start - end) for _, start, end in self.months)
        return any(0 <= after <= _BESIDE or 0 <= before <= 1 for after, before in gaps)

    @property
    def all(self) -> list[Quantity]:
        """Numbers, and months as the numbers that a date in figures has for them."""
        dates = (Quantity(month, start, end, str(month)) for month, start, end in self.months)
        return [*self.numbers, *dates]


@dataclass(frozen=True, slots=True)
class Compared:
    """A segment beside its source.

    `odd` are numbers of the segment that nothing in the source or its neighbours explains, `lost`
    those of the source that neither the segment nor its neighbours took up; `start` is where the
    segment begins, `beyond` are the months of the neighbouring sources.
    """

    start: int
    ours: Side
    theirs: Side
    odd: tuple[Quantity, ...]
    lost: tuple[Quantity, ...]
    beyond: frozenset[int]


@once
def compare(reading: Reading) -> tuple[Compared, ...]:
    """Compare what counts anything and has a source, in a language whose numbers are known."""
    return tuple(_compared(reading))


def _compared(reading: Reading) -> Iterator[Compared]:
    segments = reading.document.segments
    sources = [segment.source for segment in segments]
    if not any(sources):
        return
    language = reading.document.source_lang or language_of(sources) or _script(sources)
    if language == "en" or lexicon(language) is None:
        return
    for n, source in enumerate(sources):
        if not source:
            continue
        near = [k for k in (n - 1, n, n + 1) if 0 <= k < len(segments)]
        texts = [_side(segments[k].span.of(reading.text), "en") for k in near]
        originals = [_side(sources[k] or "", language) for k in near]
        ours, theirs = texts[near.index(n)], originals[near.index(n)]
        if not (ours.counts or theirs.counts):
            continue
        yield Compared(
            start=segments[n].span.start,
            ours=ours,
            theirs=theirs,
            odd=_unanswered(ours, originals),
            lost=_unanswered(theirs, texts),
            beyond=frozenset(month for side in originals for month, _, _ in side.months),
        )


def _unanswered(side: Side, others: Sequence[Side]) -> tuple[Quantity, ...]:
    """The numbers of a side that nothing on the other explains; a month explains no day."""
    numbers = [number for other in others for number in other.numbers]
    every = [number for other in others for number in other.all]
    return tuple(
        n
        for n in side.numbers
        if n.sure and not any(same(n, other) for other in (numbers if side.is_day(n) else every))
    )


def _script(sources: Sequence[str | None]) -> str:
    """The language of sources too short to tell it by anything but their letters."""
    text = "".join(filter(None, sources))
    if re.search(r"[\u4e00-\u9fff]", text) and not re.search(r"[\u3040-\u30ff]", text):
        return "zh"
    return "ar" if re.search(r"[\u0620-\u06d3]", text) else ""


@lru_cache(maxsize=_CACHED)
def _side(text: str, language: str) -> Side:
    words = lexicon(language)
    if words is None or not text:
        return Side()
    return Side(tuple(quantities(text, words)), tuple(months(text, words)))
