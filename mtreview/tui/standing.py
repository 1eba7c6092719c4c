"""Where a document stands: the findings of each segment and the scores that open ones leave."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from mtreview.config import Profile
from mtreview.model import Item, Result, Score, State
from mtreview.scoring import rescore_segment, score_document
from mtreview.tui.passage import place


class Standing:
    """Scores that follow the decisions; only what a decision touched is computed again.

    `segments` names, for each segment, the indexes of the items that stand in it: a finding that
    reaches over several is in each, but counts in the score of its own.
    """

    def __init__(self, result: Result, profile: Profile) -> None:
        self._checked = result.segment_scores
        self._profile = profile
        self._items: Sequence[Item] = ()
        self._starts = [segment.span.start for segment in result.document.segments]
        self._ends = [segment.span.end for segment in result.document.segments]
        self.segments: list[list[int]] = [[] for _ in self._starts]
        self.scores: list[Score] = list(result.segment_scores)
        self.score = result.score

    def update(self, items: Sequence[Item]) -> set[int]:
        """Take the items as they are now; return the indexes of the segments that changed."""
        before, self._items = self._items, items
        if len(before) != len(items):
            changed = self._group(items)
        else:
            # Items that no decision touched are the same objects.
            pairs = enumerate(zip(before, items, strict=True))
            moved = [(n, a, b) for n, (a, b) in pairs if a is not b and a != b]
            changed = set[int]()
            for number, old, new in moved:
                changed |= self._move(number, old, new)
        for index in changed:
            self.scores[index] = self._score(index)
        if changed:
            self.score = score_document(self.scores)
        return changed

    def of(self, segment: int) -> list[Item]:
        """Return the items that stand in a segment."""
        return [self._items[index] for index in self.segments[segment]]

    def _touched(self, item: Item) -> Iterable[int]:
        span, own = place(item), item.finding.segment
        first = bisect_right(self._ends, span.start)
        last = bisect_left(self._starts, span.end) - 1
        return range(min(first, own), max(last, own) + 1)

    def _move(self, number: int, old: Item, new: Item) -> set[int]:
        left, entered = set(self._touched(old)), set(self._touched(new))
        for index in left - entered:
            self.segments[index].remove(number)
        for index in entered - left:
            self.segments[index].append(number)
        return left | entered

    def _group(self, items: Sequence[Item]) -> set[int]:
        before = self.segments
        self.segments = [[] for _ in before]
        for number, item in enumerate(items):
            for index in self._touched(item):
                self.segments[index].append(number)
        # An item that came or went moves the indexes of those that follow.
        pairs = enumerate(zip(before, self.segments, strict=True))
        return {index for index, (old, new) in pairs if old or new}

    def _score(self, index: int) -> Score:
        items = [item for item in self.of(index) if item.finding.segment == index]
        still_open = [item.finding for item in items if item.state is State.OPEN]
        if len(still_open) == len(items):
            return self._checked[index]
        every = [item.finding for item in items]
        return rescore_segment(self._checked[index], every, still_open, self._profile)
