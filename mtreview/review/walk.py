"""Ways through the items of a document, which are in text order."""

from bisect import bisect_left
from collections.abc import Callable, Sequence

from mtreview.outcomes import Item, State

Items = Sequence[Item]
Fits = Callable[[Item], bool]


def first(items: Items, segment: int) -> int | None:
    """Return the index of the first item of a segment, if it has any."""
    at = bisect_left(items, segment, key=_segment)
    return at if at < len(items) and _segment(items[at]) == segment else None


def before(items: Items, segment: int) -> int:
    """Return the index of the last item before a segment, -1 if there is none."""
    return bisect_left(items, segment, key=_segment) - 1


def seek(items: Items, start: int, by: int, fits: Fits) -> int | None:
    """Return the first item that fits after an index (before it, if `by` is -1), all around."""
    count = len(items)
    around = ((start + by * step) % count for step in range(1, count + 1))
    return next((index for index in around if fits(items[index])), None)


def next_open(items: Items, after: int = -1, fits: Fits | None = None) -> int | None:
    """Return the first open item after an index, around the end; None if none is open.

    With `fits`, the first of those that fit.
    """
    return seek(items, after, 1, lambda item: item.state is State.OPEN and (not fits or fits(item)))


def _segment(item: Item) -> int:
    return item.finding.segment
