"""Plots of confidences as SVG: axes, marks and a title for every point, no script."""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

Point = dict[str, Any]
_WIDTH, _HEIGHT = 460, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 16, 46
_TICKS = 5
_RADIUS = 14  # of the largest circle
_DOTS = 60  # points of a line that are marked one by one
_EXTENTS = (0.05, 0.1, 0.2, 0.5, 1.0)  # what the recall axis may end at


def reliability_plot(points: Sequence[Point]) -> str:
    """Confidence against measured precision; the area of a circle is the number of findings."""
    most = max((point["findings"] for point in points), default=1)
    marks = [_line([(0, 0), (1, 1)], "ideal"), _text(0.02, 0.28, "as sure as right", "note")]
    for point in points:
        at, share, count = point["confidence"], point["precision"], point["findings"]
        low, high = wilson(share, count)
        said = f"confidence {at:.2f}: {share:.3f} of {count:,} findings ({low:.2f} to {high:.2f})"
        radius = max(3.0, _RADIUS * math.sqrt(count / most))
        marks.append(_line([(at, low), (at, high)], "range"))
        marks.append(_circle(at, share, radius, said))
    return _plot("Reliability", ("confidence", "measured precision"), marks)


def precision_recall_plot(points: Sequence[Point], levels: dict[str, float]) -> str:
    """Precision against recall as the least confidence falls; `levels` are drawn across."""
    reached = max((point["recall"] for point in points), default=1.0)
    extent = next((e for e in _EXTENTS if reached <= e), 1.0)
    marks: list[str] = []
    for name, level in levels.items():
        marks.append(_line([(0, level), (1, level)], "level"))
        marks.append(_text(0.985, level + 0.02, f"{name} {level:.3f}", "end note"))
    at = [(point["recall"] / extent, point["precision"]) for point in points]
    marks.append(_line(at, "curve"))
    every = -(-len(points) // _DOTS) or 1
    for n, (point, (x, y)) in enumerate(zip(points, at, strict=True)):
        if n % every == 0 or n == len(points) - 1:
            said = (
                f"confidence from {point['confidence']:.2f}: "
                f"precision {point['precision']:.3f}, recall {point['recall']:.3f}"
            )
            marks.append(_circle(x, y, 3, said))
    return _plot("Precision and recall", ("recall (overlapping)", "precision"), marks, extent)


def wilson(share: float, count: int) -> tuple[float, float]:
    """The 95% interval of a share by Wilson's method, which holds for few findings too."""
    z2 = 1.96**2
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = math.sqrt(z2 * (share * (1 - share) / count + z2 / (4 * count**2))) / (1 + z2 / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def _plot(title: str, names: tuple[str, str], marks: Iterable[str], extent: float = 1.0) -> str:
    name = escape(f"{title}: {names[0]} across, {names[1]} upwards")
    parts = [*_axes(names, extent), *marks]
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{name}">'
        f"{''.join(parts)}</svg>"
    )


def _axes(names: tuple[str, str], extent: float) -> Iterator[str]:
    for n in range(_TICKS + 1):
        share = n / _TICKS
        yield _line([(0, share), (1, share)], "grid")
        yield _line([(share, 0), (share, 1)], "grid")
        yield _text(share, 0, f"{share * extent:.4g}", "middle", down=18)
        yield _text(0, share, f"{share:.1f}", "end", left=8, down=4)
    yield _text(0.5, 0, names[0], "middle name", down=38)
    middle = _y(0.5)
    yield (
        f'<text class="middle name" transform="translate(14 {middle:.1f}) rotate(-90)">'
        f"{escape(names[1])}</text>"
    )


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)


def _line(points: Sequence[tuple[float, float]], kind: str) -> str:
    at = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    return f'<polyline class="{kind}" points="{at}"/>'


def _circle(x: float, y: float, radius: float, said: str) -> str:
    where = f'cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="{radius:.1f}"'
    return f"<circle {where}><title>{escape(said)}</title></circle>"


def _text(x: float, y: float, text: str, kind: str, left: float = 0, down: float = 0) -> str:
    where = f'x="{_x(x) - left:.1f}" y="{_y(y) + down:.1f}"'
    return f'<text class="{kind}" {where}>{escape(text)}</text>'
