"""BLEU, chrF and TER: the only importer of sacreBLEU, whose figures and signatures these are.

A metric counts in each segment, and makes one score of the counts' sum; so totals run along a
corpus of any size, and `mtreview.significance` can draw segments without reading them again.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.metrics.base import Metric

Array = NDArray[np.float64]
NAMES = ("BLEU", "chrF", "TER")
LOWER_IS_BETTER = frozenset({"TER"})
_METRICS: dict[str, Metric] = {"BLEU": BLEU(), "chrF": CHRF(), "TER": TER()}
# Of one segment, BLEU leaves out the lengths that it has no n-grams of, as sacreBLEU's own does.
_OF_SEGMENTS = {**_METRICS, "BLEU": BLEU(effective_order=True)}


def count(name: str, texts: Sequence[str], references: Sequence[str]) -> Array:
    """What a metric counts in each text beside its one reference: a row each, to be added up."""
    return np.array(_METRICS[name]._extract_corpus_statistics(texts, [references]), np.float64)


def scores_of(name: str, rows: Array) -> Array:
    """The score that each row of summed counts makes: 0 to 100, TER from 0, which is best."""
    return np.array([_score(_METRICS[name], row) for row in rows.tolist()])


def segment_scores(name: str, rows: Array) -> Array:
    """The score of each segment by itself, from the row counted in it."""
    return np.array([_score(_OF_SEGMENTS[name], row) for row in rows.tolist()])


def _score(metric: Metric, row: list[float]) -> float:
    return float(metric._compute_score_from_stats(row).score)


def signature(name: str) -> str:
    """What a metric's figures depend on, as sacreBLEU writes it, with one reference a segment."""
    metric: Any = _METRICS[name]
    metric.num_refs = 1  # which it would learn from the first texts
    return str(metric.get_signature())
