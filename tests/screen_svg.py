"""A screen as a small SVG: a line of text an element, its looks as classes, nothing else.

What Textual exports itself is ten times as large, and names things by a hash of the whole.
"""

from collections.abc import Iterator
from html import escape
from itertools import groupby

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate

from mtreview.tui.app import ReviewApp

WIDTH, HEIGHT = 10, 20  # of a character
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" font-family="monospace" '
_HEAD += 'font-size="16" shape-rendering="crispEdges">'


def svg(app: ReviewApp) -> str:
    """Draw what is on the screen."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    assert isinstance(update, LayoutUpdate)
    cut = [[piece for strip in strips for piece in strip] for strips in update.strips]
    rows = [_joined(pieces) for pieces in cut]
    names: dict[str, str] = {}
    behind = [_rectangle(*place, names) for place in _backgrounds(rows)]
    lines = [_line(row, pieces, names) for row, pieces in enumerate(rows)]
    looks = [f".{name}{{{look}}}" for look, name in names.items()]
    width, height = app.size
    head = _HEAD.format(width * WIDTH, height * HEIGHT)
    style = ["<style>", "text{white-space:pre}", *looks, "</style>"]
    return "\n".join([head, *style, *behind, *filter(None, lines), "</svg>"]) + "\n"


def _backgrounds(rows: list[list[Segment]]) -> list[tuple[int, int, int, int, str]]:
    """Rectangles of one colour, as high as can be: left, top, width, height, colour."""
    begun: dict[tuple[int, int, str], int] = {}
    made = []
    for row, pieces in enumerate([*rows, []]):
        spans = set(_spans(pieces))
        for span in sorted(begun.keys() - spans):
            top = begun.pop(span)
            made.append((span[0], top, span[1], row - top, span[2]))
        for span in spans:
            begun.setdefault(span, row)
    return sorted(made, key=lambda place: (place[1], place[0]))


def _spans(pieces: list[Segment]) -> Iterator[tuple[int, int, str]]:
    """Where a line has which background: left, width, colour."""
    at = 0
    for back, group in groupby(pieces, key=lambda piece: _back(piece.style or Style())):
        width = sum(cell_len(piece.text) for piece in group)
        if back:
            yield at, width, back
        at += width


def _rectangle(x: int, y: int, width: int, height: int, back: str, names: dict[str, str]) -> str:
    name = names.setdefault(f"fill:{back}", f"b{len(names)}")
    size = f'width="{width * WIDTH}" height="{height * HEIGHT}"'
    return f'<rect x="{x * WIDTH}" y="{y * HEIGHT}" {size} class="{name}"/>'


def _line(row: int, pieces: list[Segment], names: dict[str, str]) -> str:
    """The characters of a line, without those of which nothing is seen."""
    text, at = "", 0
    for piece in pieces:
        style = piece.style or Style()
        is_lined = bool(style.underline or style.strike)
        if words := piece.text if is_lined else piece.text.rstrip():
            name = names.setdefault(_look(style), f"t{len(names)}")
            text += f'<tspan x="{at * WIDTH}" class="{name}">{escape(words)}</tspan>'
        at += cell_len(piece.text)
    return f'<text y="{row * HEIGHT + 15}">{text}</text>' if text else ""


def _joined(pieces: list[Segment]) -> list[Segment]:
    """Neighbours that look alike are one."""
    made: list[Segment] = []
    for piece in pieces:
        if made and _look_of(made[-1]) == _look_of(piece):
            made[-1] = Segment(made[-1].text + piece.text, piece.style)
        else:
            made.append(piece)
    return made


def _look_of(piece: Segment) -> tuple[str, str]:
    style = piece.style or Style()
    return _back(style), _look(style)


def _back(style: Style) -> str:
    colour = style.color if style.reverse else style.bgcolor
    return colour.get_truecolor().hex if colour is not None else ""


def _look(style: Style) -> str:
    colour = style.bgcolor if style.reverse else style.color
    parts = [f"fill:{colour.get_truecolor().hex if colour is not None else '#888'}"]
    parts += ["font-weight:bold"] if style.bold else []
    parts += ["font-style:italic"] if style.italic else []
    parts += ["opacity:.6"] if style.dim else []
    lines = ["underline"] * bool(style.underline) + ["line-through"] * bool(style.strike)
    parts += [f"text-decoration:{' '.join(lines)}"] if lines else []
    return ";".join(parts)
