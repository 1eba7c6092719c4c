"""Scores against references, added up along a corpus; BLEU and the others are metrics.py's."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from mtreview.corpus.rows import Row

COLUMNS = {"BLEU": "bleu", "chrF": "chrf", "TER": "ter"}  # of a scored row, by metric


@dataclass(slots=True)
class Tally:
    """What the metrics counted in some segments; whole numbers, so that sums are exact."""

    segments: int = 0
    sums: dict[str, list[float]] = field(default_factory=dict)

    def merge(self, other: "Tally") -> None:
        """Add another one's counts."""
        self.segments += other.segments
        for name, counts in other.sums.items():
            before = self.sums.get(name) or [0.0] * len(counts)
            self.sums[name] = [a + b for a, b in zip(before, counts, strict=True)]


def compared(rows: Sequence[Row]) -> dict[int, tuple[dict[str, float], Tally]]:
    """The scores of each row that has a reference by itself, and its counts, by the row's place."""
    known = [n for n, row in enumerate(rows) if row.ref]
    if not known:  # as in most corpora, and sacreBLEU takes a while to import
        return {}
    from mtreview.metrics import count, segment_scores

    texts, references = [rows[n].mt for n in known], [rows[n].ref or "" for n in known]
    counted = {name: count(name, texts, references) for name in COLUMNS}
    alone = {name: segment_scores(name, counts) for name, counts in counted.items()}
    return {
        n: (
            {column: round(float(alone[name][at]), 2) for name, column in COLUMNS.items()},
            Tally(1, {name: counts[at].tolist() for name, counts in counted.items()}),
        )
        for at, n in enumerate(known)
    }


def scores(tally: Tally) -> dict[str, Any]:
    """The scores of all that was counted as one corpus, each with its signature."""
    if not tally.segments:
        return {}
    import numpy as np

    from mtreview.metrics import scores_of, signature

    told: dict[str, Any] = {"segments": tally.segments}
    for name, counts in tally.sums.items():
        score = float(scores_of(name, np.array([counts]))[0])
        told[name] = {"score": round(score, 2), "signature": signature(name)}
    return told
