"""Paragraphs of running prose taken out of a file of another kind, and cut into segments."""

from collections.abc import Iterable
from dataclasses import dataclass

from mtreview.formats.layout import Builder, Escape
from mtreview.formats.markup import Markup, cut
from mtreview.model import Inline, Kind, Segment, Span

GAP = "\n\n"  # between paragraphs, as in plain text


@dataclass(slots=True)
class Part:
    """Characters of the text, and the range of the file that stands for them.

    `text` is None where the file has them as they are.
    """

    text: str | None
    start: int
    end: int
    escape: Escape | None = None
    is_mark: bool = False
    is_opaque: bool = False
    is_bare: bool = False  # a mark at whose sides no text may come


class Block:
    """One paragraph, as a reader adds its parts in the order of the file."""

    def __init__(self, raw: str, kind: Kind = Kind.PROSE) -> None:
        self.kind = kind
        self.parts: list[Part] = []
        self._raw = raw

    def add(self, text: str, start: int, end: int, escape: Escape | None = None) -> None:
        """Add characters; those that the file has as they are go on with what is before them."""
        if text != self._raw[start:end]:
            self.parts.append(Part(text, start, end, escape))
            return
        last = self.parts[-1] if self.parts else None
        if last and last.text is None and last.end == start and last.escape is escape:
            last.end = end
        else:
            self.parts.append(Part(None, start, end, escape))

    def mark(
        self, label: str, start: int, end: int, *, opaque: bool = False, bare: bool = False
    ) -> None:
        """Add a placeholder for markup; text may come on either side of it unless it is bare."""
        part = Part(label, start, end, is_mark=True, is_opaque=opaque, is_bare=bare)
        self.parts.append(part)


def gather(blocks: Iterable[Block], builder: Builder) -> tuple[Segment, ...]:
    """Join the blocks to the builder's text; return the segments that they are cut into.

    The builder's inlines are afterwards those within segments.
    """
    made: list[Segment] = []
    kept: list[Inline] = []
    paragraph = 0
    for block in blocks:
        if builder.at:
            builder.gap(GAP)
        at, known = builder.at, len(made)
        builder.begin()
        marks = _build(block, builder)
        text = builder.taken
        for start, end, own in cut(text, 0, len(text), marks):
            made.append(Segment(len(made), Span(at + start, at + end), paragraph, block.kind))
            kept += (Inline(Span(at + low, at + high), opaque) for low, high, opaque in own)
        paragraph += len(made) > known
    builder.inlines = kept
    return tuple(made)


def _build(block: Block, builder: Builder) -> list[Markup]:
    """Add a block to the builder's text; return its marks, by their offsets in it."""
    at, marks = builder.at, []
    for part in block.parts:
        text = builder.raw[part.start : part.end] if part.text is None else part.text
        if part.is_mark:
            if part.is_bare:
                span = builder.placeholder(text, opaque=part.is_opaque)
            else:
                span = builder.mark(text, part.start, part.end, opaque=part.is_opaque)
            marks.append((span.start - at, span.end - at, part.is_opaque))
        else:
            builder.add(text, part.start, part.end, part.escape)
    return marks
