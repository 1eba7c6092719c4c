"""Segments as the page shows them: the text with the decisions made, and what is marked where."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import accumulate

from rich.cells import cell_len

from mtreview.model import Document, Kind, Segment, Span
from mtreview.outcomes import Item, Rewrite
from mtreview.review.standing import Address, place
from mtreview.tui import diff
from mtreview.tui.glyphs import CARET, look, mark, seen
from mtreview.tui.wrap import Lines, wrap


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; `item` is the address of the finding that they belong to."""

    text: str
    look: str = "plain"
    item: Address | None = None


class View(StrEnum):
    """What the page shows of a segment."""

    FINDINGS = "the findings"
    CHANGES = "what was changed"
    BESIDE = "before and after, side by side"
    AFTER = "the text after"
    BEFORE = "the text before"


class Passage:
    """One segment, broken into lines.

    Of thousands of them a few are drawn: what can be made again when one is, is not kept.
    """

    __slots__ = ("_runs", "lines")

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs
        self.lines: Lines = []

    def fold(self, width: int) -> None:
        """Break into lines of at most `width` columns."""
        self.lines = wrap("".join(run.text for run in self._runs), width)

    def line(self, row: int) -> list[Run]:
        """Return the runs of a line."""
        start, end = self.lines[row]
        made: list[Run] = []
        for begin, run in zip(self._starts(), self._runs, strict=False):
            if begin >= end:
                break
            if begin + len(run.text) > start:
                text = run.text[max(0, start - begin) : end - begin]
                made.append(Run(text, run.look, run.item))
        return made

    def rows(self, item: Address) -> tuple[int, int]:
        """Return the first and the last line that a finding stands on."""
        places = [n for n, run in enumerate(self._runs) if run.item == item]
        if not places:
            return 0, 0
        lines, runs = [start for start, _ in self.lines], self._starts()
        first = bisect_right(lines, runs[places[0]]) - 1
        return first, max(first, bisect_right(lines, runs[places[-1] + 1] - 1) - 1)

    def _starts(self) -> list[int]:
        """Where each run begins, and where the last one ends."""
        return [0, *accumulate(len(run.text) for run in self._runs)]


class Columns:
    """A segment before and after in two columns, or where these would be narrow, in one."""

    GAP = 3
    LEAST = 75  # columns of a terminal that have room for two of text

    def __init__(self, before: Passage, after: Passage, both: Passage) -> None:
        self._before, self._after, self._both = before, after, both
        self._is_wide = False
        self._width = 0
        self.lines: Lines = []

    def fold(self, width: int) -> None:
        """Break both into lines of half of `width` columns."""
        self._is_wide, self._width = width >= self.LEAST, (width - self.GAP) // 2
        if self._is_wide:
            self._before.fold(self._width)
            if self._after is not self._before:
                self._after.fold(self._width)
            self.lines = max(self._before.lines, self._after.lines, key=len)
        else:
            self._both.fold(width)
            self.lines = self._both.lines

    def line(self, row: int) -> list[Run]:
        """Return the runs of a line."""
        if not self._is_wide:
            return self._both.line(row)
        left = self._before.line(row) if row < len(self._before.lines) else []
        right = self._after.line(row) if row < len(self._after.lines) else []
        used = sum(cell_len(run.text) for run in left)
        return [*left, Run(" " * (self._width - used + self.GAP)), *right]

    def rows(self, _item: Address) -> tuple[int, int]:
        """No finding stands in it by itself."""
        return 0, 0


class Typesetter:
    """Makes the passages of one document."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._inlines = sorted(inline.span for inline in document.inlines)
        self._ends = [span.end for span in self._inlines]

    def passage(self, segment: Segment, items: Iterable[tuple[Address, Item]] = ()) -> Passage:
        """Set a segment with its findings (address and item), each led by its mark.

        One that begins within another is marked where that one ends: all can be seen and chosen.
        Of one that reaches over several segments the mark, and what is written instead, stand in
        its own.
        """
        items = list(items)
        made = [Run("• ", "inline")] if segment.kind is Kind.ITEM else []
        rewrite = next((item.rewrite for _, item in items if item.rewrite), None)
        at, end = segment.span.start, segment.span.end
        if rewrite is not None:
            end = at + len(rewrite.text)
        for address, item in sorted(items, key=lambda pair: place(pair[1])):
            span = place(item)
            start, stop = min(max(span.start, at), end), min(max(span.end, at), end)
            made += self._around(Span(at, start), rewrite)
            own = item.finding.segment == segment.index
            made += self._marked(Span(start, stop), address, item, own=own)
            at = stop
        return Passage(made + self._around(Span(at, end), rewrite))

    def compared(
        self, segment: Segment, text: str, view: View, *, plain: bool
    ) -> Passage | Columns:
        """Set a segment with `text` for its words, or as it was, or as both."""
        lead = [Run("• ", "inline")] if segment.kind is Kind.ITEM else []
        old = segment.span.of(self._text)
        if view in {View.BEFORE, View.AFTER}:
            return Passage([*lead, Run(seen(old if view is View.BEFORE else text))])
        if old == text:
            same = Passage([*lead, Run(seen(text))])
            return same if view is View.CHANGES else Columns(same, same, same)
        changes = diff.shown(seen(old), seen(text), plain=plain, whole=True)
        both = Passage(lead + [_run(change) for change in changes])
        if view is View.CHANGES:
            return both
        before = [_run(change) for change in changes if change[0] in {"same", "cut"}]
        after = [_run(change) for change in changes if change[0] in {"same", "new"}]
        return Columns(Passage(lead + before), Passage(lead + after), both)

    def _marked(self, span: Span, address: Address, item: Item, *, own: bool) -> list[Run]:
        style = look(item)
        text = seen(item.rewrite.of(span) if item.rewrite else span.of(self._text))
        made = [Run(mark(item), _marks(style), address)] if own else []
        if item.stands_for_rewrite:
            return made
        if item.edit is None:
            return [*made, Run(text or CARET, style, address)]
        if item.edit.text and own:
            return [*made, Run(seen(item.edit.text), style, address)]
        return [*made, Run(f"[{text}]", "deleted", address)]  # not every terminal strikes out

    def _around(self, span: Span, rewrite: Rewrite | None) -> list[Run]:
        """What no finding marks; markup is shown there, but steps back."""
        if rewrite is not None:
            return [Run(seen(rewrite.of(span)))] if span.start < span.end else []
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


@cache
def _marks(style: str) -> str:
    """The name of the style of a mark: one for all findings."""
    return f"{style}-mark"


def _run(change: diff.Change) -> Run:
    op, words = change
    return Run(words, {"same": "plain", "note": "inline"}.get(op, op))
