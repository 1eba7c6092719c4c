"""The page: a document as prose with its findings marked, drawn a line at a time.

Only the lines in sight are drawn, and only the segments that changed are set again, so that a book
answers as fast as a note.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import ClassVar

from rich.segment import Segment as Piece
from rich.style import Style
from textual import on
from textual.binding import Binding, BindingType
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mtreview.model import Document, Kind, Severity
from mtreview.outcomes import Item, State
from mtreview.review.standing import Address
from mtreview.tui import themes
from mtreview.tui.passage import Columns, Passage, Run, Typesetter, View

GUTTER = 8  # pointer, state, score
MEASURE = 88  # longer lines are hard to read
_MARKED = [str(look) for look in (*Severity, State.ACCEPTED, State.EDITED, State.DISMISSED)]
_LOOKS = ["plain", "cut", "new", "inline", "deleted", "heading", "chosen", "score", "low", *_MARKED]
Label = tuple[str, str]  # the state mark and the score of a segment


class Layout:
    """The segments in one view: which are not set as they are now, and the width of the others."""

    def __init__(self, passages: list[Passage | Columns], *, is_set: bool) -> None:
        self.passages = passages
        self.stale = set() if is_set else set(range(len(passages)))
        self._width = 0

    def fold(self, width: int) -> bool:
        """Break into lines of another width; tell whether that was needed."""
        if width == self._width:
            return False
        self._width = width
        for index, passage in enumerate(self.passages):
            if index not in self.stale:
                passage.fold(width)
        return True


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """Segment after segment, a blank line between paragraphs, scores in the margin."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pageup", "page_up", "page up", show=False, id="desk-page_up"),
        Binding("pagedown,space", "page_down", "page down", show=False, id="desk-page_down"),
        Binding("home,g", "scroll_home", "top of the text", show=False, id="desk-top"),
        Binding("end,G", "scroll_end", "end of the text", show=False, id="desk-end"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"page--{look}" for look in _LOOKS),
        *(f"page--{look}-mark" for look in _MARKED),
    }

    @dataclass
    class Picked(Message):
        """A finding, or a segment beside its findings, was clicked."""

        segment: int
        item: Address | None

    def __init__(self, document: Document) -> None:
        super().__init__(id="page")
        self._segments = document.segments
        self._setter = Typesetter(document)
        self._view = View.FINDINGS
        self._plain: list[Passage | Columns] = [self._setter.passage(s) for s in self._segments]
        self._layouts = {View.FINDINGS: Layout([*self._plain], is_set=True)}
        self._labels: list[Label] = [("", "")] * len(self._segments)
        paragraphs = [-1, *(segment.paragraph for segment in self._segments)]
        self._gaps = [int(a != b) for a, b in pairwise(paragraphs)]
        self._tops: list[int] = []
        self._chosen: tuple[int, Address | None] | None = None  # segment and item
        self._pointer = range(0)
        self._strips: dict[int, Strip] = {}

    def show(
        self,
        changed: Iterable[int],
        items: Callable[[int], Sequence[tuple[Address, Item]]],
        labels: Callable[[int], Label],
        texts: Callable[[int], str],
    ) -> None:
        """Set the segments that changed again; the others say how they are now.

        In a view that is not shown they wait until it is.
        """
        for index in changed:
            self._labels[index] = labels(index)
            for layout in self._layouts.values():
                layout.stale.add(index)
        layout, measure, plain = self._layout, self._measure, themes.few_colours(self.app)
        layout.fold(measure)
        for index in layout.stale:
            segment = self._segments[index]
            if self._view is View.FINDINGS:
                passage: Passage | Columns = self._setter.passage(segment, items(index))
            else:
                passage = self._setter.compared(segment, texts(index), self._view, plain=plain)
            passage.fold(measure)
            layout.passages[index] = passage
        layout.stale.clear()
        self._stack()

    def turn(self) -> View:
        """Go on to the next view, which `show` is to set; return it."""
        views = list(View)
        if self.app.size.width - GUTTER - 2 < Columns.LEAST:
            views.remove(View.BESIDE)
        at = views.index(self._view) if self._view in views else -1
        if self._view is not View.FINDINGS:  # that one alone is worth its memory
            del self._layouts[self._view]
        self._view = views[(at + 1) % len(views)]
        self._layouts.setdefault(self._view, Layout([*self._plain], is_set=False))
        return self._view

    def choose(self, segment: int, item: Address | None) -> None:
        """Point at a finding, or at a segment alone, and bring it into sight."""
        self._chosen = segment, item
        self._point()
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Draw a line of what is in sight."""
        row = self.scroll_offset.y + y
        if (strip := self._strips.get(row)) is None:
            strip = self._strips[row] = self._draw(row)
        return strip

    def notify_style_update(self) -> None:
        """Draw everything again in the new colours."""
        self._strips.clear()
        super().notify_style_update()

    @on(Resize)
    def _fold(self) -> None:
        if self._layout.fold(self._measure):  # else only the height changed
            self._stack()
        self._reveal()

    @on(Click)
    def _pick(self, event: Click) -> None:
        segment = event.style.meta.get("segment")
        if segment is not None:
            self.post_message(self.Picked(segment, event.style.meta.get("item")))

    @property
    def _layout(self) -> "Layout":
        return self._layouts[self._view]

    @property
    def _passages(self) -> list[Passage | Columns]:
        return self._layout.passages

    @property
    def _measure(self) -> int:
        most = 2 * MEASURE + Columns.GAP if self._view is View.BESIDE else MEASURE
        return max(min(self.size.width - GUTTER - 2, most), 10)

    def _stack(self) -> None:
        """Pile the passages up: where each begins, and how high the page is."""
        pairs = zip(self._passages, self._gaps, strict=True)
        self._tops = [0, *accumulate(len(passage.lines) + gap for passage, gap in pairs)]
        self.virtual_size = Size(self.size.width, self._tops[-1] + 1)
        self._strips.clear()
        self._point()
        self.refresh()

    def _point(self) -> None:
        """Draw again where the pointer was and where it is."""
        self._forget(self._pointer)
        self._pointer = range(0)
        if self._chosen is not None and self._tops:
            segment, item = self._chosen
            first, last = self._passages[segment].rows(item) if item else (0, 0)
            top = self._tops[segment] + self._gaps[segment]
            self._pointer = range(top + first, top + last + 1)
            self._forget(self._pointer)

    def _forget(self, rows: range) -> None:
        for row in rows:
            self._strips.pop(row, None)
        if rows:
            self.refresh_lines(rows.start, len(rows))

    def _reveal(self) -> None:
        """Scroll only where the finding is out of sight or at the edge: the page stays calm."""
        height, at = self.size.height, self.scroll_offset.y
        if not self._pointer or not height:
            return
        low, high = self._pointer[0], self._pointer[-1]
        edge = min(2, height // 4)
        if low < at + edge or high >= at + height - edge:
            self.scroll_to(y=max(0, low - height // 3), animate=False, immediate=True)

    def _draw(self, row: int) -> Strip:
        width = self.size.width
        index = bisect_right(self._tops, row) - 1
        plain = self.get_component_rich_style("page--plain")
        if not 0 <= index < len(self._passages) or row < self._tops[index] + self._gaps[index]:
            return Strip.blank(width, plain)
        line = row - self._tops[index] - self._gaps[index]
        margin = max(0, (width - GUTTER - self._measure - 2) // 2)
        pieces = [Piece(" " * margin, plain), *self._gutter(row, index, line)]
        heading = self._segments[index].kind is Kind.HEADING
        pieces += [self._piece(run, index, heading) for run in self._passages[index].line(line)]
        return Strip(pieces).adjust_cell_length(width, plain)

    def _gutter(self, row: int, index: int, line: int) -> list[Piece]:
        state, score = self._labels[index] if line == 0 else ("", "")
        style = "low" if score.isdecimal() and float(score) < 66 else "score"
        pointer = "▸" if row in self._pointer[:1] else " "
        return [
            Piece(pointer, self.get_component_rich_style("page--plain")),
            Piece(f"{state:1} {score:>3}  ", self.get_component_rich_style(f"page--{style}")),
        ]

    def _piece(self, run: Run, segment: int, heading: bool) -> Piece:
        look = "heading" if heading and run.look == "plain" else run.look
        style = self.get_component_rich_style(f"page--{look}")
        if run.item is not None and self._chosen is not None and run.item == self._chosen[1]:
            style += self.get_component_rich_style("page--chosen", partial=True)
        return Piece(run.text, style + Style(meta={"segment": segment, "item": run.item}))
