"""Plots as SVG: axes, and marks with a title for every point, no script.

Points are shares of the drawing's width and height, 0 to 1 from its lower left corner.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

_WIDTH, _HEIGHT = 460, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 16, 46
_TICKS = 5

Labels = Sequence[tuple[float, str]]
"""Where on an axis, and what is written there."""


def ticks(extent: float = 1.0, form: str = ".4g") -> list[tuple[float, str]]:
    """Labels at even steps of an axis that ends at `extent`."""
    return [(n / _TICKS, f"{n / _TICKS * extent:{form}}") for n in range(_TICKS + 1)]


def plot(
    title: str, names: tuple[str, str], across: Labels, upwards: Labels, marks: Iterable[str]
) -> str:
    """A drawing with the names and labels of its two axes."""
    name = escape(f"{title}: {names[0]} across, {names[1]} upwards")
    parts = [*_axes(names, across, upwards), *marks]
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{name}">'
        f"{''.join(parts)}</svg>"
    )


def _axes(names: tuple[str, str], across: Labels, upwards: Labels) -> Iterator[str]:
    for share, label in across:
        yield line([(share, 0), (share, 1)], "grid")
        yield text(share, 0, label, "middle", down=18)
    for share, label in upwards:
        yield line([(0, share), (1, share)], "grid")
        yield text(0, share, label, "end", left=8, down=4)
    yield text(0.5, 0, names[0], "middle name", down=38)
    middle = _y(0.5)
    yield (
        f'<text class="middle name" transform="translate(14 {middle:.1f}) rotate(-90)">'
        f"{escape(names[1])}</text>"
    )


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)


def _y(share: float) -> float:
    return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)


def line(points: Sequence[tuple[float, float]], kind: str, said: str = "") -> str:
    """A line through points, of a class that the page's style knows."""
    at = " ".join(f"{_x(x):.1f},{_y(y):.1f}" for x, y in points)
    title = f"<title>{escape(said)}</title>" if said else ""
    return f'<polyline class="{kind}" points="{at}">{title}</polyline>'


def circle(x: float, y: float, radius: float, said: str) -> str:
    """A point, with what is told of it."""
    where = f'cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="{radius:.1f}"'
    return f"<circle {where}><title>{escape(said)}</title></circle>"


def box(across: tuple[float, float], height: float, said: str) -> str:
    """A column from the lower axis up, with what is told of it."""
    left, top = _x(across[0]), _y(height)
    size = f'width="{_x(across[1]) - left:.1f}" height="{_y(0) - top:.1f}"'
    where = f'x="{left:.1f}" y="{top:.1f}"'
    return f'<rect class="column" {where} {size}><title>{escape(said)}</title></rect>'


def text(x: float, y: float, said: str, kind: str, left: float = 0, down: float = 0) -> str:
    """A text at a point, moved by some pixels."""
    where = f'x="{_x(x) - left:.1f}" y="{_y(y) + down:.1f}"'
    return f'<text class="{kind}" {where}>{escape(said)}</text>'
