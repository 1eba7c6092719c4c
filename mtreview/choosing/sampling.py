"""What people should look at next, within so many words.

A row's need is what its quality may lack: 100 less the lower end of its interval, so that what is
bad and what the model is unsure of both come first. What has been chosen already makes its like
less wanted: a row's need is multiplied by how much of it (its pairs of words, the rules that found
something) is new. Beside them, on request, a control group drawn at random from all rows, which
tells how the corpus is as a whole.

A pool is held, of a size that goes by the budget and not by the corpus.
"""

import heapq
import random
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from mtreview.choosing.entries import Entry
from mtreview.choosing.filtering import words_in

_POOL = 20  # times the budget: the most needy rows, among which one chooses
_FADING = 0.5  # what a feature is worth each time that it has been chosen already
PRIORITY, CONTROL = "priority", "control"


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row to look at, and why: for its need, or by chance."""

    entry: Entry
    group: str
    place: int  # in the corpus


@dataclass
class _Pool:
    """The rows of the highest keys, as many as hold `most` words; a text stands in it once."""

    most: int
    words: int = 0
    heap: list[tuple[float, int, Entry]] = field(default_factory=list)
    texts: set[str] = field(default_factory=set)

    def add(self, key: float, place: int, entry: Entry) -> None:
        """Take a row in, and let go of those of lower keys that are no longer needed."""
        mt = entry.row.mt
        if mt in self.texts:
            return
        heapq.heappush(self.heap, (key, -place, entry))  # of equal keys, the later go first
        self.texts.add(mt)
        self.words += words_in(mt)
        while (rest := self.words - words_in(self.heap[0][2].row.mt)) >= self.most:
            self.texts.remove(heapq.heappop(self.heap)[2].row.mt)
            self.words = rest

    def best(self) -> list[tuple[float, int, Entry]]:
        """Key, place and row, the highest key first."""
        ordered = sorted(self.heap, key=lambda item: (-item[0], -item[1]))
        return [(key, -place, entry) for key, place, entry in ordered]


def choose(
    entries: Iterable[Entry], budget: int, control: float = 0.0, seed: int = 0
) -> list[Chosen]:
    """Choose rows of together at most `budget` words, a share `control` of them at random.

    They come in the order of the corpus, each text once.
    """
    generator = random.Random(seed)
    at_random = round(budget * control)
    needy, drawn = _Pool(_POOL * budget), _Pool(2 * at_random)
    for place, entry in enumerate(entries):
        needy.add(need(entry), place, entry)
        if at_random:
            drawn.add(generator.random(), place, entry)
    controls = list(_by_chance(drawn, at_random))
    taken = {chosen.entry.row.mt for chosen in controls}
    left = budget - sum(map(words_in, taken))
    candidates = [item for item in needy.best() if item[2].row.mt not in taken]
    return sorted([*controls, *_diverse(candidates, left)], key=lambda chosen: chosen.place)


def need(entry: Entry) -> float:
    """What a row's quality may lack."""
    if entry.scores is None:
        raise ValueError("a row without scores has no need")
    low = entry.scores.interval[0] if entry.scores.interval else entry.scores.quality
    return 100.0 - low


def _by_chance(drawn: _Pool, budget: int) -> Iterator[Chosen]:
    """Rows in the order of their lots, until one does not fit."""
    # To pass over the long ones would favour the short, and the group be unlike the corpus.
    for _, place, entry in drawn.best():
        budget -= words_in(entry.row.mt)
        if budget < 0:
            return
        yield Chosen(entry, CONTROL, place)


def _diverse(candidates: list[tuple[float, int, Entry]], budget: int) -> Iterator[Chosen]:
    """Rows by need and novelty, as many as fit."""
    # Novelty only falls as rows are chosen: one that leads with its worth of now is the best.
    met: Counter[Hashable] = Counter()
    heap = [(-key, place, key, entry) for key, place, entry in candidates]
    heapq.heapify(heap)
    while heap and budget > 0:
        _, place, key, entry = heapq.heappop(heap)
        if words_in(entry.row.mt) > budget:
            continue
        worth = key * _novelty(entry, met)
        if heap and (-worth, place) > heap[0][:2]:
            heapq.heappush(heap, (-worth, place, key, entry))
            continue
        met.update(_features(entry))
        budget -= words_in(entry.row.mt)
        yield Chosen(entry, PRIORITY, place)


def _novelty(entry: Entry, met: Counter[Hashable]) -> float:
    features = _features(entry)
    return sum(_FADING ** met[feature] for feature in features) / len(features)


def _features(entry: Entry) -> set[Hashable]:
    """What a row has in common with others: pairs of words, and rules that found something."""
    words = entry.row.mt.casefold().split()
    found = entry.scores.findings if entry.scores else ()
    return {*pairwise(["", *words, ""]), *(finding.rule for finding in found)}
