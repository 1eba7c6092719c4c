"""Segments as the page shows them: the text with the decisions made, and what is marked where."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

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
    AFTER = "the text after"
    BEFORE = "the text before"


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

    def rows(self, item: Address) -> tuple[int, int]:
        """Return the first and the last line that a finding stands on."""
        places = [n for n, run in enumerate(self._runs) if run.item == item]
        if not places:
            return 0, 0
        starts = [start for start, _ in self.lines]
        first = bisect_right(starts, self._starts[places[0]]) - 1
        return first, max(first, bisect_right(starts, self._starts[places[-1] + 1] - 1) - 1)


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

    def compared(self, segment: Segment, text: str, view: View, *, plain: bool) -> Passage:
        """Set a segment with `text` for its words, or as it was, or as both."""
        made = [Run("• ", "inline")] if segment.kind is Kind.ITEM else []
        old = segment.span.of(self._text)
        if view is View.CHANGES and old != text:
            changes = diff.shown(seen(old), seen(text), plain=plain, whole=True)
            looks = {"same": "plain", "note": "inline"}
            return Passage(made + [Run(words, looks.get(op, op)) for op, words in changes])
        return Passage([*made, Run(seen(old if view is View.BEFORE else text))])

    def _marked(self, span: Span, address: Address, item: Item, *, own: bool) -> list[Run]:
        style = look(item)
        text = seen(item.rewrite.of(span) if item.rewrite else span.of(self._text))
        made = [Run(mark(item), f"{style}-mark", address)] if own else []
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
