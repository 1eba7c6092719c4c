"""Where a document stands: the items of each segment and the scores that the open ones leave."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from mtreview.config import Profile
from mtreview.model import Result, Score, Span
from mtreview.outcomes import Item, State
from mtreview.review import walk
from mtreview.review.desk import Desk
from mtreview.review.fold import BY_HAND
from mtreview.scoring import rescore_segment, score_document

Address = tuple[int, int]  # a segment and the number of an item among its own


class Standing:
    """Scores that follow the decisions; only what a decision touched is computed again.

    Items are known by their address, which outlasts what comes and goes in other segments. An item
    that reaches over several segments is shown in each, but counts in the score of its own.
    """

    def __init__(self, desk: Desk, result: Result, profile: Profile) -> None:
        self._desk = desk
        self._checked = result.segment_scores
        self._profile = profile
        self._items: Sequence[Item] = ()
        segments = result.document.segments
        self._starts = [segment.span.start for segment in segments]
        self._ends = [segment.span.end for segment in segments]
        self._counts = [0] * len(segments)
        self._firsts = [0] * (len(segments) + 1)
        self._guests: dict[int, set[Address]] = {}  # by segment, those that reach into it
        self._pending: set[int] = set()
        self.scores: list[Score] = list(result.segment_scores)
        self.score = result.score
        self.update()

    def update(self) -> set[int]:
        """Take the items as they are now; return the indexes of the segments that changed."""
        before, self._items = self._items, self._desk.items
        gone, come = _different(before, self._items)
        touched = [(item, -1) for item in gone] + [(item, 1) for item in come]
        changed = {item.finding.segment for item, _ in touched}
        for item, by in touched:
            self._counts[item.finding.segment] += by
        if gone or come:
            self._firsts = [0, *accumulate(self._counts)]
            changed |= self._invite(changed, before=gone)
        changed |= self._learned()
        for index in changed:
            self.scores[index] = self._score(index)
        if changed:
            self.score = score_document(self.scores)
        return changed

    def of(self, segment: int) -> list[tuple[Address, Item]]:
        """Return the items that stand in a segment with their addresses."""
        guests = [(address, self.item(address)) for address in self._guests.get(segment, ())]
        return [*guests, *self._own(segment)]

    def item(self, address: Address) -> Item:
        """Return the item at an address."""
        return self._items[self.index(address)]

    def index(self, address: Address) -> int:
        """Return the index of the item at an address."""
        return self._firsts[address[0]] + address[1]

    def address(self, index: int) -> Address:
        """Return the address of the item at an index."""
        segment = self._items[index].finding.segment
        return segment, index - self._firsts[segment]

    def again(self, held: Item, index: int) -> int | None:
        """Return the index of an item that was there before, or of what is nearest to it.

        Without an item in its segment that is what is at `index`; None if there is none at all.
        """
        segment = held.finding.segment
        for address, item in self._own(segment):
            if item.key == held.key:
                return self.index(address)
        if (first := walk.first(self._desk.items, segment)) is not None:
            return first
        return min(index, len(self._items) - 1) if self._items else None

    def is_pending(self, segment: int) -> bool:
        """Tell whether a segment waits for the check of its new text."""
        return segment in self._pending

    def _own(self, segment: int) -> list[tuple[Address, Item]]:
        first, last = self._firsts[segment], self._firsts[segment + 1]
        return [((segment, n), item) for n, item in enumerate(self._items[first:last])]

    def _invite(self, segments: set[int], before: Sequence[Item]) -> set[int]:
        """Note which items of some segments reach into others; return what changed there."""
        changed = {n for item in before for n in self._reached(item)}
        for guests in self._guests.values():
            guests.difference_update([a for a in guests if a[0] in segments])
        for segment in segments:
            for address, item in self._own(segment):
                for other in self._reached(item):
                    self._guests.setdefault(other, set()).add(address)
                    changed.add(other)
        return changed

    def _reached(self, item: Item) -> list[int]:
        """The other segments that an item stands in."""
        own = item.finding.segment
        if item.rewrite is not None:
            return []
        span = place(item)
        if self._starts[own] <= span.start and span.end <= self._ends[own]:
            return []
        first = bisect_right(self._ends, span.start)
        return [n for n in range(first, bisect_left(self._starts, span.end)) if n != own]

    def _learned(self) -> set[int]:
        """The segments whose new text was checked since, or is yet to be."""
        before, self._pending = self._pending, set(self._desk.pending())
        return before ^ self._pending

    def _score(self, index: int) -> Score:
        items = [item for _, item in self._own(index) if not item.stands_for_rewrite]
        still_open = [item.finding for item in items if item.state is State.OPEN]
        checked = self._checked[index]
        if self._desk.rewritten(index) is not None:
            checked = self._desk.rechecked(index) or checked
        if len(still_open) == len(items) and not any(map(_is_by_hand, items)):
            return checked
        every = [item.finding for item in items]
        return rescore_segment(checked, every, still_open, self._profile)


def place(item: Item) -> Span:
    """What an item takes up in the text: what was replaced, or what is faulty."""
    return item.edit.span if item.edit is not None else item.finding.span


def _is_by_hand(item: Item) -> bool:
    return item.finding.rule == BY_HAND


def _different(before: Sequence[Item], now: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return the items that went and those that came.

    Items that no decision touched are the same objects; apart from what differs in the middle, the
    two begin and end alike.
    """
    if len(before) == len(now):
        pairs = [(a, b) for a, b in zip(before, now, strict=True) if a is not b and a != b]
        return [a for a, _ in pairs], [b for _, b in pairs]
    least = min(len(before), len(now))
    head = next((n for n in range(least) if _differ(before[n], now[n])), least)
    left = least - head
    tail = next((n for n in range(left) if _differ(before[-1 - n], now[-1 - n])), left)
    return list(before[head : len(before) - tail]), list(now[head : len(now) - tail])


def _differ(one: Item, other: Item) -> bool:
    return one is not other and one != other
