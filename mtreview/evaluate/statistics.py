"""Correlations and bootstrap intervals, on numpy arrays."""

import math
from collections.abc import Callable, Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_RESAMPLES = 500
_SEED = 20
_ROUNDING = 1e-12
_KNOWN = 0.95  # of the draws, for an interval to be said


def pearson(x: Array, y: Array) -> float:
    """Linear correlation; not a number where a side does not vary."""
    if len(x) < 2 or x.min() == x.max() or y.min() == y.max():  # else rounding would be correlated
        return float("nan")
    x, y = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((x @ x) * (y @ y)))
    return float(x @ y) / spread if spread > 0 else float("nan")


def ranks(x: Array) -> Array:
    """Ranks from 1, those of equal values averaged."""
    _, place, counts = np.unique(x, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[place], dtype=np.float64)


def spearman(x: Array, y: Array) -> float:
    """Correlation of ranks."""
    return pearson(ranks(x), ranks(y))


def kendall(x: Array, y: Array) -> float:
    """Kendall's tau-b, by Knight's method: n log n, ties accounted for."""
    order = np.lexsort((y, x))
    x, y = x[order], y[order]
    n = len(x)
    pairs = n * (n - 1) / 2
    both = _ties(np.stack([x, y], axis=1))
    tied_x, tied_y = _ties(x), _ties(y)
    discordant = _inversions(ranks(y))
    concordant = pairs - tied_x - tied_y + both - discordant
    spread = float(np.sqrt((pairs - tied_x) * (pairs - tied_y)))
    return (concordant - discordant) / spread if spread > 0 else float("nan")


def _ties(values: NDArray[np.float64]) -> float:
    _, counts = np.unique(values, axis=0, return_counts=True)
    return float((counts * (counts - 1) / 2).sum())


def _inversions(values: Array) -> float:
    """Pairs out of order, counted bit by bit from the highest, among those alike so far."""
    _, places = np.unique(values, return_inverse=True)
    total = 0.0
    for bit in reversed(range(int(places.max(initial=0)).bit_length())):
        ones = (places >> bit) & 1
        alike = places >> (bit + 1)
        before = np.cumsum(ones) - ones
        within = before - before[np.searchsorted(alike, alike)]
        total += float(within[ones == 0].sum())
        places = places[np.argsort(places >> bit, kind="stable")]
    return total


def bootstrap(
    rows: Array, groups: Sequence[Hashable], statistic: Callable[[Array], float]
) -> tuple[float, float]:
    """The 95% interval of a statistic of summed rows, where whole groups (documents) are drawn.

    Segments of one document are alike, so that drawing them one by one would claim too much. Not a
    number where there is one group alone, or where many draws have no value and the rest would
    flatter.
    """
    sums = _by_group(rows, groups)
    if len(sums) < 2:
        return float("nan"), float("nan")
    generator = np.random.default_rng(_SEED)
    drawn = (generator.integers(0, len(sums), len(sums)) for _ in range(_RESAMPLES))
    values = [statistic(sums[chosen].sum(0)) for chosen in drawn]
    known = [value for value in values if not np.isnan(value)]
    if len(known) < _KNOWN * _RESAMPLES:
        return float("nan"), float("nan")
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _by_group(rows: Array, groups: Sequence[Hashable]) -> Array:
    places = {group: n for n, group in enumerate(dict.fromkeys(groups))}
    sums = np.zeros((len(places), rows.shape[1]))
    np.add.at(sums, [places[group] for group in groups], rows)
    return sums


def moments(x: Array, y: Array) -> Array:
    """Rows whose sum `pearson_of` turns into the correlation of x and y."""
    x, y = x - x.mean(), y - y.mean()  # small numbers, whose squares lose less
    return np.stack([np.ones(len(x)), x, y, x * x, y * y, x * y], axis=1)


def pearson_of(total: Array) -> float:
    """Linear correlation from summed `moments`."""
    n, x, y, xx, yy, xy = map(float, total)
    spread_x, spread_y = xx - x * x / n, yy - y * y / n
    if spread_x <= _ROUNDING * xx or spread_y <= _ROUNDING * yy:
        return float("nan")
    return (xy - x * y / n) / math.sqrt(spread_x * spread_y)
