"""Whether a difference between two systems on the same segments is more than chance.

Paired bootstrap resampling (Koehn 2004) and approximate randomisation (Riezler and Maxwell 2005),
by the formulas of sacreBLEU, whose own tests are of its own metrics and hold all draws at once.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Scores = Callable[[Array], Array]
"""From rows of summed counts to a score each."""
RESAMPLES = 1000  # of the bootstrap, as sacreBLEU makes them
TRIALS = 10_000  # of the randomisation, likewise
SEED = 12345
_WORK = 2 * 10**9  # segments times draws; of a larger corpus fewer draws are made
_FEWEST = 200
_CELLS = 10**7  # of the draws that are held at a time


@dataclass(frozen=True, slots=True)
class Standing:
    """A system's score with its 95% interval, and how it stands against the baseline.

    The p-values, None for the baseline, say how often chance alone would make a difference as
    large; each is of so many draws.
    """

    score: float
    interval: tuple[float, float]
    bootstrap: float | None = None
    randomisation: float | None = None


def mean(rows: Array) -> Array:
    """Scores that are averages: rows of sums, and of what they are sums over."""
    return np.asarray(rows[:, 0] / np.maximum(rows[:, 1], 1e-300))


def draws_for(segments: int) -> tuple[int, int]:
    """How many resamples and how many trials are made for so many segments."""
    most = max(_FEWEST, _WORK // max(segments, 1))
    return min(RESAMPLES, most), min(TRIALS, most)


def compare(scores: Scores, systems: Sequence[Array], seed: int = SEED) -> list[Standing]:
    """Test each system against the first; they hold a row a segment, of the same segments."""
    resamples, trials = draws_for(len(systems[0]))
    reached = [float(scores(rows.sum(0)[None])[0]) for rows in systems]
    drawn = [_drawn(scores, rows, resamples, seed) for rows in systems]
    intervals = [_interval(values) for values in drawn]
    outcomes = [Standing(reached[0], intervals[0])]
    for n, rows in enumerate(systems[1:], 1):
        gap = abs(reached[n] - reached[0])
        gaps = np.abs(drawn[n] - drawn[0])
        by_chance = _by_chance(scores, systems[0], rows, trials, seed)
        p_values = _p_value(gaps - gaps.mean(), gap), _p_value(by_chance, gap)
        outcomes.append(Standing(reached[n], intervals[n], *p_values))
    return outcomes


def _interval(values: Array) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _p_value(by_chance: Array, gap: float) -> float:
    """The share of draws that make as much of a difference; never 0, as some draw might have."""
    # As much, not more: where one segment alone differs, each draw makes the very same difference,
    # but for rounding. (sacreBLEU asks for more, which would call that beyond chance.)
    as_large = np.count_nonzero(by_chance >= gap - 1e-9)
    return (int(as_large) + 1) / (len(by_chance) + 1)


def _drawn(scores: Scores, rows: Array, resamples: int, seed: int) -> Array:
    """Scores of as many segments drawn with replacement; the same draws for every system."""
    generator, n = np.random.default_rng(seed), len(rows)
    chosen = (generator.integers(0, n, n) for _ in range(resamples))
    return scores(np.array([rows[draw].sum(0) for draw in chosen]))


def _by_chance(scores: Scores, one: Array, other: Array, trials: int, seed: int) -> Array:
    """Differences between two systems whose segments are swapped or not, at random."""
    generator, difference = np.random.default_rng(seed), one - other
    sums, gaps = (one.sum(0), other.sum(0)), []
    for count in _chunks(trials, len(one)):
        swapped = generator.integers(2, size=(count, len(one)), dtype=bool)
        moved = swapped.astype(np.float64) @ difference
        gaps.append(np.abs(scores(sums[0] - moved) - scores(sums[1] + moved)))
    return np.concatenate(gaps)


def _chunks(trials: int, segments: int) -> Iterator[int]:
    size = max(1, _CELLS // max(segments, 1))
    while trials > 0:
        yield min(size, trials)
        trials -= size
