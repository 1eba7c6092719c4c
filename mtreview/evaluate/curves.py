"""What confidences are worth: reliability, and precision against recall."""

from typing import Any

import numpy as np

from mtreview.evaluate.run import Measured

Point = dict[str, Any]
_POINTS = 200  # of a curve: more than a plot can show


def reliability(measured: Measured) -> list[Point]:
    """Findings by confidence, in tenths: what was claimed, and the share that were faults."""
    bins: dict[int, list[tuple[float, float]]] = {}
    for confidence, hit in measured.confidences:
        bins.setdefault(min(9, int(confidence * 10)), []).append((confidence, hit))
    return [
        {
            "confidence": sum(c for c, _ in entries) / len(entries),
            "precision": sum(hit for _, hit in entries) / len(entries),
            "findings": len(entries),
        }
        for _, entries in sorted(bins.items())
    ]


def precision_recall(measured: Measured) -> list[Point]:
    """Precision and recall (of spans, overlapping) as the least confidence falls."""
    if not measured.confidences or not measured.marked:
        return []
    confidences, hits = np.array(sorted(measured.confidences, reverse=True)).T
    best, weights = np.array(sorted(measured.reached, reverse=True)).reshape(-1, 2).T
    lasts = np.flatnonzero(np.diff(confidences, append=-1))  # of those of equal confidence
    if len(lasts) > _POINTS:
        lasts = lasts[np.linspace(0, len(lasts) - 1, _POINTS).astype(int)]
    precision = np.cumsum(hits)[lasts] / (lasts + 1)
    reached = np.searchsorted(-best, -confidences[lasts], side="right")
    recall = np.concatenate([[0.0], np.cumsum(weights)])[reached] / measured.marked
    points = zip(confidences[lasts], precision, recall, strict=True)
    return [
        {"confidence": float(c), "precision": float(p), "recall": float(r)} for c, p, r in points
    ]
