"""A segment as the model reads it: without its markup, and the way back to the document."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtreview.model import Document, Edit, Inline, Segment, Span
from mtreview.tokens import whole


@dataclass(frozen=True, slots=True)
class Plain:
    """A segment's text without marks; `starts` and `shifts` lead its offsets to the document's.

    `opaque` are characters of the document that stand for words (code, an image).
    """

    text: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    opaque: tuple[Span, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """The characters of the document that a range of this text stands for."""
        if start == end:
            return Span(self._place(start), self._place(start))
        return Span(self._place(start), self._place(end - 1) + 1)

    def edit(self, edit: Edit) -> Edit:
        """An edit of this text as one of the document."""
        return Edit(self.span(edit.span.start, edit.span.end), edit.text)

    def is_opaque(self, span: Span) -> bool:
        """Whether characters of the document are no prose."""
        return any(span.overlaps(other) for other in self.opaque)

    def _place(self, at: int) -> int:
        return at + self.shifts[bisect_right(self.starts, at) - 1]


def plains(document: Document) -> Iterator[Plain]:
    """Yield every segment of a document as plain text, in order."""
    inlines = sorted(document.inlines, key=lambda inline: inline.span)
    starts = [inline.span.start for inline in inlines]
    for segment in document.segments:
        first = bisect_left(starts, segment.span.start)
        last = bisect_left(starts, segment.span.end)
        yield _plain(document.text, segment, inlines[first:last])


def _plain(text: str, segment: Segment, inlines: Sequence[Inline]) -> Plain:
    parts, starts, shifts = [], [0], [segment.span.start]
    at, length = segment.span.start, 0
    for inline in inlines:
        if inline.opaque or inline.span.start < at:
            continue
        parts.append(text[at : inline.span.start])
        length += inline.span.start - at
        at = min(inline.span.end, segment.span.end)
        starts.append(length)
        shifts.append(at - length)
    parts.append(text[at : segment.span.end])
    opaque = tuple(inline.span for inline in inlines if inline.opaque)
    return Plain(whole("".join(parts)), tuple(starts), tuple(shifts), opaque)
