"""How far found spans and marked spans agree: exactly, by overlap, by character."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mtreview.model import Span

# What one rating of a text adds to the totals; rows are added up and averaged as they are.
COLUMNS = (
    "found",
    "marked",
    "exact",
    "found_touching",
    "marked_touched",
    "characters_found",
    "characters_marked",
    "characters_both",
)
Row = tuple[float, ...]
Array = NDArray[np.float64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, recall and F1, each 0-1; not a number where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where one side alone has nothing."""
        if math.isnan(self.precision) and math.isnan(self.recall):
            return math.nan
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total > 0 else 0.0


def compare(found: Iterable[Span], marked: Iterable[Span]) -> Row:
    """Count the agreement of two sets of spans in one text; a span marked twice counts once."""
    one, other = _ordered(found), _ordered(marked)
    covered, covered_too = _covered(one), _covered(other)
    return (
        len(one),
        len(other),
        len(set(one).intersection(other)),
        sum(_touching(one, other)),
        sum(_touching(other, one)),
        covered,
        covered_too,
        covered + covered_too - _covered(sorted([*one, *other])),
    )


def swapped(row: Row) -> Row:
    """What `compare` would count with its arguments exchanged."""
    found, marked, exact, touch, touched, covered, covered_too, both = row
    return marked, found, exact, touched, touch, covered_too, covered, both


def everything(words: Sequence[Span], length: int, marked: Iterable[Span]) -> Row:
    """Count what marking each word, and for the characters all of the text, would score.

    The words are in order and do not overlap, so that each marked span's are found by halving.
    """
    other = _ordered(marked)
    starts, ends = [word.start for word in words], [word.end for word in words]
    touched: set[int] = set()
    touching_any = 0
    for start, end in other:
        if start < end:
            hit = range(bisect_right(ends, start), bisect_left(starts, end))
        else:
            hit = range(bisect_left(ends, start), bisect_right(starts, start))
        touched.update(hit)
        touching_any += bool(hit)
    exact = len(set(zip(starts, ends, strict=True)).intersection(other))
    covered = _covered(other)
    return len(words), len(other), exact, len(touched), touching_any, length, covered, covered


def average(rows: Sequence[Row]) -> Row:
    """The mean of what several people's ratings add."""
    if len(rows) == 1:
        return rows[0]
    return tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))


def touching(spans: Iterable[Span], others: Iterable[Span]) -> list[bool]:
    """Tell for each span whether one of the others overlaps it."""
    return _touching([(span.start, span.end) for span in spans], _ordered(others))


def _ordered(spans: Iterable[Span]) -> list[Pair]:
    """The places that are marked, once each; pairs sort and compare many times faster."""
    return sorted({(span.start, span.end) for span in spans})


def _touching(spans: list[Pair], ordered: list[Pair]) -> list[bool]:
    widest = max((end - start for start, end in ordered), default=0)
    answers = []
    for start, end in spans:
        at = bisect_left(ordered, (start - widest, 0))
        hit = False
        while at < len(ordered) and ordered[at][0] <= end and not hit:
            hit = _overlap(start, end, *ordered[at])
            at += 1
        answers.append(hit)
    return answers


def _overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    """As `Span.overlaps`: a zero-width span is in what encloses or adjoins it."""
    if start == end or other_start == other_end:
        return start <= other_end and other_start <= end
    return start < other_end and other_start < end


def _covered(ordered: list[Pair]) -> int:
    """The number of characters in at least one of the spans."""
    covered = reached = 0
    for start, end in ordered:
        covered += max(0, end - max(start, reached))
        reached = max(reached, end)
    return covered


def exactly(total: Sequence[float] | Array) -> Agreement:
    """Agreement of spans that begin and end alike."""
    return Agreement(_share(total[2], total[0]), _share(total[2], total[1]))


def overlapping(total: Sequence[float] | Array) -> Agreement:
    """Agreement of spans that share a character."""
    return Agreement(_share(total[3], total[0]), _share(total[4], total[1]))


def by_character(total: Sequence[float] | Array) -> Agreement:
    """Agreement of characters."""
    return Agreement(_share(total[7], total[5]), _share(total[7], total[6]))


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else math.nan
