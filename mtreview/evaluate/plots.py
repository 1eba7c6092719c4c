"""Plots of confidences: how sure findings were, and how often they were right."""

import math
from collections.abc import Sequence
from typing import Any

from mtreview.report.svg import circle, line, plot, text, ticks

Point = dict[str, Any]
_RADIUS = 14  # of the largest circle
_DOTS = 60  # points of a line that are marked one by one
_EXTENTS = (0.05, 0.1, 0.2, 0.5, 1.0)  # what the recall axis may end at


def reliability_plot(points: Sequence[Point]) -> str:
    """Confidence against measured precision; the area of a circle is the number of findings."""
    most = max((point["findings"] for point in points), default=1)
    marks = [line([(0, 0), (1, 1)], "ideal"), text(0.02, 0.28, "as sure as right", "note")]
    for point in points:
        at, share, count = point["confidence"], point["precision"], point["findings"]
        low, high = wilson(share, count)
        said = f"confidence {at:.2f}: {share:.3f} of {count:,} findings ({low:.2f} to {high:.2f})"
        radius = max(3.0, _RADIUS * math.sqrt(count / most))
        marks.append(line([(at, low), (at, high)], "range"))
        marks.append(circle(at, share, radius, said))
    names = ("confidence", "measured precision")
    return plot("Reliability", names, ticks(), ticks(form=".1f"), marks)


def precision_recall_plot(points: Sequence[Point], levels: dict[str, float]) -> str:
    """Precision against recall as the least confidence falls; `levels` are drawn across."""
    reached = max((point["recall"] for point in points), default=1.0)
    extent = next((e for e in _EXTENTS if reached <= e), 1.0)
    marks: list[str] = []
    for name, level in levels.items():
        marks.append(line([(0, level), (1, level)], "level"))
        marks.append(text(0.985, level + 0.02, f"{name} {level:.3f}", "end note"))
    at = [(point["recall"] / extent, point["precision"]) for point in points]
    marks.append(line(at, "curve"))
    every = -(-len(points) // _DOTS) or 1
    for n, (point, (x, y)) in enumerate(zip(points, at, strict=True)):
        if n % every == 0 or n == len(points) - 1:
            said = (
                f"confidence from {point['confidence']:.2f}: "
                f"precision {point['precision']:.3f}, recall {point['recall']:.3f}"
            )
            marks.append(circle(x, y, 3, said))
    names = ("recall (overlapping)", "precision")
    return plot("Precision and recall", names, ticks(extent), ticks(form=".1f"), marks)


def wilson(share: float, count: int) -> tuple[float, float]:
    """The 95% interval of a share by Wilson's method, which holds for few findings too."""
    z2 = 1.96**2
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = math.sqrt(z2 * (share * (1 - share) / count + z2 / (4 * count**2))) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)
