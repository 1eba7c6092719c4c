"""Edits into a text: refused where they clash or leave what may be edited, else exact."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from mtreview.formats.encoding import encode
from mtreview.model import Document, Edit, Segment, Span
from mtreview.outcomes import Review


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
    break. An edit may span markup that its text holds too, in the same order.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [segment.span.start for segment in document.segments]
        self._inlines = sorted(inline.span for inline in document.inlines)
        self._inline_ends = [span.end for span in self._inlines]

    def allow(self, edit: Edit) -> bool:
        """Tell whether an edit may be made."""
        return self.refusal(edit) is None

    def refusal(self, edit: Edit) -> str | None:
        """Return why an edit may not be made, None if it may."""
        text = self._document.text
        if self.parts(edit) is None:
            markup = self.markup(edit.span)[0].of(text)
            does = "reorder or repeat" if self._holds_all(edit) else "write over"
            return (
                f"this would {does} the markup “{short(markup)}”; edit the words beside it, or "
                "dismiss the finding"
            )
        if (index := self.segment(edit)) is None:
            return f"“{short(edit.span.of(text))}” is not within one segment; edit each part alone"
        if any(segment.locked for segment in self._touched(edit, index)):
            return f"“{short(edit.span.of(text))}” is locked in its file; it is shown, not changed"
        return None

    def require(self, edits: Iterable[Edit]) -> list[Edit]:
        """Return the edits, cut where they keep markup; ValueError for one that is refused."""
        allowed: list[Edit] = []
        growths: dict[int, int] = {}
        for edit in edits:
            if reason := self.refusal(edit):
                raise ValueError(f"{self._document.name}: edit {edit.span} is refused: {reason}")
            allowed += self.parts(edit) or ()
            index = self.segment(edit) or 0
            growths[index] = growths.get(index, 0) + growth(edit)
        for index, grown in growths.items():
            if reason := self.too_long(index, grown):
                raise ValueError(f"{self._document.name}: segment {index} is refused: {reason}")
        return allowed

    def too_long(self, index: int, grown: int) -> str | None:
        """Return why a segment may not grow by so many characters, None if it may."""
        segment = self._document.segments[index]
        length = segment.span.end - segment.span.start + grown
        if segment.limit is None or grown <= 0 or length <= segment.limit:
            return None
        return f"this makes {length} characters where {segment.limit} are allowed; say it shorter"

    def markup(self, span: Span) -> list[Span]:
        """Return the markup that an edit of `span` would write over."""
        # Inlines are disjoint, so those that end after the edit begins are the only suspects.
        first = last = bisect_right(self._inline_ends, span.start)
        while last < len(self._inlines) and self._inlines[last].start < span.end:
            last += 1
        return self._inlines[first:last]

    def parts(self, edit: Edit) -> list[Edit] | None:
        """Return the edit as edits between the markup that it keeps; None if it keeps not all."""
        marks = self.markup(edit.span)
        if not marks:
            return [edit]
        parts: list[Edit] = []
        at, rest, text = edit.span.start, edit.text, self._document.text
        for mark in marks:
            before, found, rest = rest.partition(mark.of(text))
            if not found or not edit.span.covers(mark):
                return None
            parts.append(Edit(Span(at, mark.start), before))
            at = mark.end
        parts.append(Edit(Span(at, edit.span.end), rest))
        if any(mark.of(text) in part.text for mark in marks for part in parts):
            return None
        return [part for part in parts if part.span.of(text) != part.text]

    def segment(self, edit: Edit) -> int | None:
        """Return the index of the segment that an edit is made in, None if it is in none."""
        segments, span = self._document.segments, edit.span
        at = bisect_right(self._starts, span.start) - 1
        for index in (at, at - 1):  # an insertion may stand at the end of the one before
            if index >= 0 and segments[index].span.covers(span):
                return index
        return None if edit.text else _removed(self._document, span, max(at, 0))

    def _touched(self, edit: Edit, first: int) -> Iterator[Segment]:
        """The segments that an edit changes, of which `first` is the first."""
        segments = self._document.segments
        yield segments[first]
        for segment in islice(segments, first + 1, None):
            if segment.span.start >= edit.span.end:
                break
            yield segment

    def _holds_all(self, edit: Edit) -> bool:
        marks = self.markup(edit.span)
        return all(edit.span.covers(m) and m.of(self._document.text) in edit.text for m in marks)


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


def growth(edit: Edit) -> int:
    """Return by how many characters an edit makes a text longer."""
    return len(edit.text) - (edit.span.end - edit.span.start)


def short(text: str, most: int = 40) -> str:
    """Return a quotation that fits into a line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def rewrite(document: Document, edits: Sequence[Edit], _review: Review | None = None) -> bytes:
    """Return the bytes of a document whose text is its file, with `edits` made.

    Raises ValueError for an edit outside of every segment or on markup within one.
    """
    text = apply(document.text, Limits(document).require(edits))
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
