"""Edits into a text: refused where they clash or leave what may be edited, else exact."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from mtreview.formats.encoding import encode
from mtreview.model import Document, Edit, Span


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` with `edits` made, in whatever order they come; ValueError if two clash.

    Offsets are of `text` itself. An insertion at the edge of another edit does not clash with it;
    two insertions at one place do, since nothing says which comes first.
    """
    ordered = _ordered(text, edits)
    parts: list[str] = []
    at = 0
    for edit in ordered:
        parts += text[at : edit.span.start], edit.text
        at = edit.span.end
    parts.append(text[at:])
    return "".join(parts)


class Limits:
    """Where edits of a document may be made: within its segments, and not on markup in them.

    A deletion may take whole segments together with the whitespace around them: a line with its
    break.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [segment.span.start for segment in document.segments]
        self._inlines = sorted(inline.span for inline in document.inlines)
        self._inline_ends = [span.end for span in self._inlines]

    def allow(self, edit: Edit) -> bool:
        """Tell whether an edit may be made."""
        return self.segment(edit) is not None and self.markup(edit.span) is None

    def markup(self, span: Span) -> Span | None:
        """Return markup that an edit of `span` would write over."""
        # Inlines are disjoint, so the first that ends after the edit begins is the only suspect.
        at = bisect_right(self._inline_ends, span.start)
        touched = at < len(self._inlines) and self._inlines[at].start < span.end
        return self._inlines[at] if touched else None

    def segment(self, edit: Edit) -> int | None:
        """Return the index of the segment that an edit is made in, None if it is in none."""
        segments, span = self._document.segments, edit.span
        at = bisect_right(self._starts, span.start) - 1
        for index in (at, at - 1):  # an insertion may stand at the end of the one before
            if index >= 0 and segments[index].span.covers(span):
                return index
        return None if edit.text else _removed(self._document, span, max(at, 0))


def _removed(document: Document, span: Span, at: int) -> int | None:
    """The first of the whole segments in `span`, if besides them it holds only whitespace."""
    position, first = span.start, None
    for index in range(at, len(document.segments)):
        segment = document.segments[index].span
        if segment.start >= span.end:
            break
        if segment.end <= position:
            continue
        if not span.covers(segment) or document.text[position : segment.start].strip():
            return None
        position, first = segment.end, index if first is None else first
    return None if document.text[position : span.end].strip() else first


def rewrite(document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the bytes of a document whose text is its file, with `edits` made.

    Raises ValueError for an edit outside of every segment or on markup within one.
    """
    limits = Limits(document)
    for edit in edits:
        if limits.segment(edit) is None:
            raise ValueError(f"edit {edit.span} is not within a segment of {document.name}")
        if markup := limits.markup(edit.span):
            raise ValueError(f"edit {edit.span} touches markup {markup} of {document.name}")
    text = apply(document.text, edits)
    return encode(text, document.encoding, document.bom, document.name)


def _ordered(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits by place; an insertion comes before what begins at the same character."""
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    for edit in ordered:
        if not 0 <= edit.span.start <= edit.span.end <= len(text):
            raise ValueError(f"edit {edit.span} is not within the text ({len(text)} characters)")
    for before, after in pairwise(ordered):
        if before.span.end > after.span.start or before.span == after.span:
            raise ValueError(f"edits {before.span} and {after.span} clash")
    return ordered
