"""Text that stands in a file of another kind: each piece of it knows its place in the file.

The text under review is joined from pieces (and placeholders for tags between them). An edit goes
into the file at the places of the pieces that it changes, so that nothing else moves: neither the
tags, nor how the rest of the same unit is written.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mtreview.formats.editing import Limits, apply
from mtreview.formats.encoding import encode
from mtreview.formats.finer import finer
from mtreview.formats.markup import has_word, trim
from mtreview.model import Document, Edit, Inline, Span
from mtreview.outcomes import Review

Escape = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of the text, the characters of the file that stand for them, how it writes any.

    Where both are the same a part of the piece may change; else all of it is rewritten: an entity,
    or a space that is shown and is not in the file.
    """

    span: Span
    place: Span
    escape: Escape


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's decoded text, and the pieces of the text under review in it, both in order."""

    raw: str
    pieces: tuple[Piece, ...]

    def edits(self, text: str, edits: Sequence[Edit]) -> Iterator[Edit]:
        """Yield edits of the text under review as edits of the file, in order."""
        for piece, parts in self.changed(text, edits):
            yield from self._in_file(text, piece, parts)

    def changed(self, text: str, edits: Sequence[Edit]) -> Iterator[tuple[Piece, list[Edit]]]:
        """Yield the pieces that the edits change, each with what of them falls on it, in order."""
        changes: dict[int, list[Edit]] = {}
        for edit in finer(text, sorted(edits, key=lambda e: (e.span.start, e.span.end))):
            parts = list(self._parts(edit))
            if edit.text and not parts:
                raise ValueError(f"edit {edit.span} has no place in the file")
            for index, part in parts:
                changes.setdefault(index, []).append(part)
        for index, own in sorted(changes.items()):
            yield self.pieces[index], own

    def before(self, at: int) -> int | None:
        """Return where in the file the text from `at` on begins; None if that is within a piece."""
        index = bisect_right(self.pieces, at, key=lambda piece: piece.span.start) - 1
        return self._place(index, at)

    def after(self, at: int) -> int | None:
        """Return where in the file the text up to `at` ends; None if that is within a piece."""
        index = bisect_left(self.pieces, at, key=lambda piece: piece.span.end)
        return self._place(index, at)

    def _place(self, index: int, at: int) -> int | None:
        piece = self.pieces[index]
        span, place = piece.span, piece.place
        if not span.start <= at <= span.end:
            return None
        if span.end - span.start == place.end - place.start:  # character by character
            return place.start + at - span.start
        return {span.start: place.start, span.end: place.end}.get(at)

    def _parts(self, edit: Edit) -> Iterator[tuple[int, Edit]]:
        """The pieces that an edit changes, and what of it falls on each; new text on the first."""
        start, end, new = edit.span.start, edit.span.end, edit.text
        index = bisect_left(self.pieces, start, key=lambda piece: piece.span.end)
        if start < end:  # what ends where the edit begins is not changed, unless nothing else is
            while index < len(self.pieces) and self.pieces[index].span.end == start:
                index += 1
        while index < len(self.pieces) and self.pieces[index].span.start < max(end, start + 1):
            span = self.pieces[index].span
            yield index, Edit(Span(max(start, span.start), min(end, span.end)), new)
            index, new = index + 1, ""
            if start == end:
                return

    def _in_file(self, text: str, piece: Piece, parts: list[Edit]) -> Iterator[Edit]:
        start, low = piece.span.start, piece.place.start
        edges = {piece.span.start: low, piece.span.end: piece.place.end}
        old = piece.span.of(text)
        if old == piece.place.of(self.raw):
            for part in parts:
                yield Edit(part.span.shift(low - start), piece.escape(part.text))
        elif piece.place.end > low and all(p.span.start == p.span.end in edges for p in parts):
            for part in parts:
                at = edges[part.span.start]
                yield Edit(Span(at, at), piece.escape(part.text))
        else:
            new = apply(old, [Edit(part.span.shift(-start), part.text) for part in parts])
            yield Edit(piece.place, piece.escape(new))


class Builder:
    """Joins a document's text from pieces of its file, in order."""

    def __init__(self, raw: str, escape: Escape) -> None:
        self.raw = raw
        self.at = 0  # how long the text is by now
        self.inlines: list[Inline] = []
        self.escape = escape
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self._begun = (0, 0, 0)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def add(self, text: str, low: int, high: int, escape: Escape | None = None) -> Span:
        """Add characters that raw[low:high] stands for; "" makes a place where text may come."""
        span = Span(self.at, self.at + len(text))
        self._pieces.append(Piece(span, Span(low, high), escape or self.escape))
        return self.gap(text)

    def mark(self, label: str, low: int, high: int, *, opaque: bool = False) -> Span:
        """Add a placeholder for the tag raw[low:high]; text may come on either side of it."""
        return self.code(f"⟨{label}⟩", low, high, opaque=opaque)

    def code(self, text: str, low: int, high: int, *, opaque: bool = True) -> Span:
        """Add characters that raw[low:high] stands for and that no edit may touch."""
        self.add("", low, low)
        span = self._protected(text, opaque)
        self.add("", high, high)
        return span

    def placeholder(self, label: str, *, opaque: bool = False) -> Span:
        """Add a placeholder at whose sides no text may come, unless there is a piece.

        Its brackets are none that a text or a rule about leftover tags would know.
        """
        return self._protected(f"⟨{label}⟩", opaque)

    def _protected(self, text: str, opaque: bool) -> Span:
        span = self.gap(text)
        self.inlines.append(Inline(span, opaque))
        return span

    def gap(self, text: str) -> Span:
        """Add characters that stand for nothing in the file: what is between units."""
        span = Span(self.at, self.at + len(text))
        self._parts.append(text)
        self.at = span.end
        return span

    def begin(self) -> None:
        """Begin a segment here."""
        self._begun = (self.at, len(self._parts), len(self.inlines))

    @property
    def taken(self) -> str:
        """The text since `begin`."""
        return "".join(self._parts[self._begun[1] :])

    def segment(self) -> Span | None:
        """Return what was added since `begin`, less the space and the markup at its ends.

        None if there is no word in it. Placeholders outside of it are text that nobody edits.
        """
        start, _, inline = self._begun
        text = self.taken
        marks = [
            (i.span.start - start, i.span.end - start, i.opaque) for i in self.inlines[inline:]
        ]
        first, last = trim(text, 0, len(text), marks)
        del self.inlines[inline:]
        if not has_word(text, first, last, marks):
            return None
        self.inlines += (Inline(Span(start + a, start + b), opaque) for a, b, opaque in marks)
        return Span(start + first, start + last)

    def layout(self) -> Layout:
        """Return where each piece stands."""
        return Layout(self.raw, tuple(self._pieces))


def changes(document: Document, edits: Iterable[Edit]) -> list[Edit]:
    """Return edits of a document as edits of its file; errors as `rewrite`."""
    layout: Layout = document.layout
    return list(layout.edits(document.text, Limits(document).require(edits)))


def splice(document: Document, edits: Iterable[Edit], _review: Review | None = None) -> bytes:
    """Return the file of a document that has a Layout, with `edits` made; errors as `rewrite`."""
    text = apply(document.layout.raw, changes(document, edits))
    return encode(text, document.encoding, document.bom, document.name)
