"""Long texts in overlapping windows, so that nothing is cut off unseen."""

from collections.abc import Iterator
from dataclasses import dataclass

from mtreview.qe.pieces import END, START, Pieces

TARGET = 192  # pieces of a translation in one window
OVERLAP = 48  # pieces that neighbouring windows share
SOURCE = 288  # pieces of the source beside it
MARGIN = 32  # pieces of the source that a window shows beyond its own share


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a pair: ids and sides for the model, and which pieces of the translation it reads.

    Of the pieces from `first` on, those from `own` up to `own_end` are this window's to judge.
    """

    ids: tuple[int, ...]
    sides: tuple[int, ...]
    first: int
    own: int
    own_end: int


def windows(target: Pieces, source: Pieces | None) -> Iterator[Window]:
    """Yield the windows of a pair; nearly always there is but one."""
    length = len(target)
    step = TARGET - OVERLAP
    for first in range(0, max(1, length - OVERLAP), step):
        last = min(first + TARGET, length)
        own = first + OVERLAP // 2 if first else 0
        own_end = last - OVERLAP // 2 if last < length else length
        ids = (START, *target.ids[first:last], END)
        beside = _beside(source, first / max(1, length), last / max(1, length)) if source else ()
        sides = (0,) * len(ids) + (1,) * len(beside)
        yield Window((*ids, *beside), sides, first, own, own_end)


def _beside(source: Pieces, begin: float, end: float) -> tuple[int, ...]:
    """The part of the source that belongs beside a part of the translation, by its place."""
    length = len(source)
    first, last = 0, length
    if begin > 0 or end < 1:
        first = max(0, int(begin * length) - MARGIN)
        last = min(length, int(end * length) + MARGIN)
    if last - first > SOURCE:  # a source that says far more than its translation
        middle = (first + last) // 2
        first = max(first, middle - SOURCE // 2)
        last = first + SOURCE
    return (END, *source.ids[first:last], END)
