"""The edits that go together into one document: none clashes with another or leaves the text.

The same conditions under which `formats.write` accepts edits, so that it never refuses these.
"""

from bisect import bisect_left

from mtreview.formats.editing import Limits, growth
from mtreview.model import Document, Edit, Span


class Patch:
    """Edits of one document, kept in text order."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._edits: list[Edit] = []
        self._places: list[tuple[int, int]] = []  # theirs; numbers compare faster than spans
        self.limits = Limits(document)

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, sorted, none overlapping another."""
        return tuple(self._edits)

    def add(self, edit: Edit) -> bool:
        """Take an edit in, unless something forbids it; tell whether it was taken."""
        if self.clashes(edit.span) or self.refusal(edit):
            return False
        at = bisect_left(self._places, (edit.span.start, edit.span.end))
        self._places.insert(at, (edit.span.start, edit.span.end))
        self._edits.insert(at, edit)
        return True

    def refusal(self, edit: Edit) -> str | None:
        """Return why an edit may not go in, beside those that it clashes with; None if it may."""
        if reason := self.limits.refusal(edit):
            return reason
        index = self.limits.segment(edit) or 0
        segment = self._document.segments[index]
        if segment.limit is None or growth(edit) <= 0:
            return None
        replaced = self.clashes(edit.span)
        others = (e for e in self._edits if segment.span.covers(e.span) and e not in replaced)
        return self.limits.too_long(index, growth(edit) + sum(map(growth, others)))

    def remove(self, edit: Edit) -> None:
        """Take an edit out that is in."""
        at = bisect_left(self._places, (edit.span.start, edit.span.end))
        del self._places[at], self._edits[at]

    def within(self, span: Span) -> list[Edit]:
        """Return what the edits do within a span, in order.

        Of a deletion that reaches beyond it, which takes a line with its break, that is a part.
        """
        at = bisect_left(self._places, (span.start, span.start))
        if at and self._places[at - 1][1] > span.start:
            at -= 1
        found = []
        for edit in self._edits[at : bisect_left(self._places, (span.end + 1,))]:
            start, end = max(edit.span.start, span.start), min(edit.span.end, span.end)
            if start < end or edit.span.start == edit.span.end:
                found.append(Edit(Span(start, end), edit.text))
        return found

    def clashes(self, span: Span) -> list[Edit]:
        """Return the edits that cannot stand beside one of `span`.

        An insertion may touch another edit; two insertions at one place have no order.
        """
        at = bisect_left(self._places, (span.start, span.end))
        first = at - 1 if at and self._places[at - 1][1] > span.start else at
        last = at
        while last < len(self._places) and _collide((span.start, span.end), self._places[last]):
            last += 1
        return self._edits[first:last]


def closed_up(text: str, span: Span, within: Span) -> Span:
    """Return what to delete for `span` to go without a space left over, within a segment."""
    before, after = text[within.start : span.start][-1:], text[span.end : within.end][:1]
    if after == " " and before in {"", " ", "(", "[", "“", "‘"}:
        return Span(span.start, span.end + 1)
    if before == " " and (not after or after in " ,.;:!?)]”’"):
        return Span(span.start - 1, span.end)
    return span


def _collide(place: tuple[int, int], later: tuple[int, int]) -> bool:
    return place[1] > later[0] or place == later
