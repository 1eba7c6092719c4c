"""A table as a document: each row's translation is a segment, written back into its own cell."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mtreview.formats.editing import Limits, apply
from mtreview.formats.encoding import encode
from mtreview.formats.layout import Builder, Escape, Layout
from mtreview.model import Document, Edit, Segment, Span
from mtreview.outcomes import Review

GAP = "\n\n"  # between two rows
_SPAN_MARK = re.compile(r"</?v>")

Piece = tuple[str, int, int]  # text, and the range of the file that stands for it


@dataclass(frozen=True, slots=True)
class Cell:
    """The translation of a row: where it stands, its pieces, how new text is written in it.

    `is_bare` says that it is a CSV cell without quotation marks, which new text may need.
    """

    place: Span
    pieces: Sequence[Piece]
    escape: Escape
    source: str | None = None
    language: str | None = None
    group: tuple[str, str] | None = None
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A file's layout, where each reviewed cell stands, what parts two cells (CSV alone)."""

    layout: Layout
    cells: tuple[Span, ...]
    bare: frozenset[int]
    delimiter: str = ""

    @property
    def raw(self) -> str:
        """The whole file."""
        return self.layout.raw


def document(
    name: str, raw: str, cells: Iterable[Cell], *, delimiter: str = "", marked: bool = False
) -> Document:
    """Return the document of a table's cells; those without a word are no segments."""
    builder = Builder(raw, str)
    segments: list[Segment] = []
    places: list[Span] = []
    bare = set[int]()
    languages = set[str | None]()
    groups: list[tuple[str, str] | None] = []
    for cell in cells:
        if builder.at:
            builder.gap(GAP)
        builder.begin()
        builder.escape = cell.escape  # beside a mark too
        for piece in cell.pieces:
            _add(builder, piece, cell.escape, marked)
        if span := builder.segment():
            index = len(segments)
            if groups[-1:] != [cell.group]:
                groups.append(cell.group)
            segments.append(Segment(index, span, index, source=cell.source, group=len(groups) - 1))
        if cell.is_bare:
            bare.add(len(places))
        places.append(cell.place)
        languages.add(cell.language)
    return Document(
        name,
        builder.text,
        tuple(segments),
        tuple(builder.inlines),
        source_lang=languages.pop() if len(languages) == 1 else None,
        layout=Table(builder.layout(), tuple(places), frozenset(bare), delimiter),
    )


def write(document: Document, edits: Sequence[Edit], _review: Review | None = None) -> bytes:
    """Return the file with `edits` made, each in its own cell."""
    table: Table = document.layout
    raw = table.layout.raw
    changes = list(table.layout.edits(document.text, Limits(document).require(edits)))
    text = apply(raw, _quoted(table, changes) if table.bare else changes)
    return encode(text, document.encoding, document.bom, document.name)


def lines(raw: str) -> Iterator[tuple[int, int]]:
    """Yield where each line is, without its break; only CR and LF end one."""
    at = 0
    for match in re.finditer(r"\r\n|\r|\n", raw):
        yield at, match.start()
        at = match.end()
    if at < len(raw):
        yield at, len(raw)


def _add(builder: Builder, piece: Piece, escape: Escape, marked: bool) -> None:
    """Add a piece; <v> and </v>, which mark a span that people rated, are placeholders."""
    text, start, end = piece
    at = 0
    for mark in _SPAN_MARK.finditer(text) if marked else ():
        builder.add(text[at : mark.start()], start + at, start + mark.start(), escape)
        builder.mark(mark[0].strip("<>"), start + mark.start(), start + mark.end())
        at = mark.end()
    builder.add(text[at:], start + at, end, escape)


def _quoted(table: Table, edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits, those of one cell as one where it needs quotation marks now."""
    starts = [place.start for place in table.cells]
    by_cell: dict[int, list[Edit]] = {}
    for edit in edits:
        by_cell.setdefault(bisect_right(starts, edit.span.start) - 1, []).append(edit)
    made: list[Edit] = []
    for index, own in sorted(by_cell.items()):
        place = table.cells[index]
        old = place.of(table.layout.raw)
        new = apply(old, [Edit(edit.span.shift(-place.start), edit.text) for edit in own])
        if index in table.bare and re.search(rf'["\r\n{re.escape(table.delimiter)}]', new):
            made.append(Edit(place, '"' + new.replace('"', '""') + '"'))
        else:
            made += own
    return made
