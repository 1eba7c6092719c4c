"""Segments as the page shows them: the text with the decisions made, and what is marked where."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from mtreview.model import Document, Item, Kind, Segment, Span
from mtreview.tui.glyphs import CARET, look, mark, seen
from mtreview.tui.wrap import Lines, wrap


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; `item` is the index of the finding that they belong to."""

    text: str
    look: str = "plain"
    item: int | None = None


class Passage:
    """One segment, broken into lines."""

    __slots__ = ("_runs", "_starts", "lines", "text")

    def __init__(self, runs: list[Run]) -> None:
        self.text = "".join(run.text for run in runs)
        self._runs = runs
        self._starts = [0, *accumulate(len(run.text) for run in runs)]
        self.lines: Lines = []

    def fold(self, width: int) -> None:
        """Break into lines of at most `width` columns."""
        self.lines = wrap(self.text, width)

    def line(self, row: int) -> list[Run]:
        """Return the runs of a line."""
        start, end = self.lines[row]
        made: list[Run] = []
        for at in range(bisect_right(self._starts, start) - 1, len(self._runs)):
            begin, run = self._starts[at], self._runs[at]
            if begin >= end:
                break
            text = run.text[max(0, start - begin) : end - begin]
            made.append(Run(text, run.look, run.item))
        return made

    def rows(self, item: int) -> tuple[int, int]:
        """Return the first and the last line that a finding stands on."""
        places = [n for n, run in enumerate(self._runs) if run.item == item]
        if not places:
            return 0, 0
        starts = [start for start, _ in self.lines]
        first = bisect_right(starts, self._starts[places[0]]) - 1
        return first, max(first, bisect_right(starts, self._starts[places[-1] + 1] - 1) - 1)


def place(item: Item) -> Span:
    """What an item takes up on the page: what was replaced, or what is faulty."""
    return item.edit.span if item.edit is not None else item.finding.span


class Typesetter:
    """Makes the passages of one document."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._inlines = sorted(inline.span for inline in document.inlines)
        self._ends = [span.end for span in self._inlines]

    def passage(self, segment: Segment, items: Iterable[tuple[int, Item]] = ()) -> Passage:
        """Set a segment with its findings (index and item), each led by its mark.

        One that begins within another is marked where that one ends: all can be seen and chosen.
        Of one that reaches over several segments the mark, and what is written instead, stand in
        its own.
        """
        made = [Run("• ", "inline")] if segment.kind is Kind.ITEM else []
        at, end = segment.span.start, segment.span.end
        for index, item in sorted(items, key=lambda pair: place(pair[1])):
            span = place(item)
            start, stop = min(max(span.start, at), end), min(max(span.end, at), end)
            made += self._around(Span(at, start))
            own = item.finding.segment == segment.index
            made += self._marked(Span(start, stop), index, item, own=own)
            at = stop
        return Passage(made + self._around(Span(at, end)))

    def _marked(self, span: Span, index: int, item: Item, *, own: bool) -> list[Run]:
        style, text = look(item), seen(span.of(self._text))
        made = [Run(mark(item), f"{style}-mark", index)] if own else []
        if item.edit is None:
            return [*made, Run(text or CARET, style, index)]
        if item.edit.text and own:
            return [*made, Run(seen(item.edit.text), style, index)]
        return [*made, Run(f"[{text}]", "deleted", index)]  # not every terminal strikes out

    def _around(self, span: Span) -> list[Run]:
        """What no finding marks; markup is shown there, but steps back."""
        made: list[Run] = []
        at = span.start
        for n in range(bisect_right(self._ends, span.start), len(self._inlines)):
            if self._inlines[n].start >= span.end:
                break
            start, end = max(self._inlines[n].start, at), min(self._inlines[n].end, span.end)
            made += [Run(seen(self._text[at:start])), Run(seen(self._text[start:end]), "inline")]
            at = end
        made.append(Run(seen(self._text[at : span.end])))
        return [run for run in made if run.text]
