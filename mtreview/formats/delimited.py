"""TSV and CSV: the column of translations is reviewed and written back, a row a segment.

The tables are read cell by cell, with places, so that only the text that an edit changes is written
anew, in the way of its cell. In TSV nothing is quoted: its cells are what stands between the tabs.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from mtreview.errors import InputError
from mtreview.formats.cells import Cell, Piece, document, lines
from mtreview.formats.encoding import decode
from mtreview.formats.fields import Fields, group, language
from mtreview.formats.options import Options
from mtreview.model import Document, Span

_QUOTE = re.compile(r'""|[^"]+')
_BREAKS = re.compile(r"[\t\r\n]+")
_BREAK = re.compile(r"\r\n|\r|\n|\Z")
_DELIMITERS = ",;\t|"

Place = tuple[int, int, bool]  # of a cell, without the quotation marks around it, if it has any
Row = list[Place]


def read_tsv(data: bytes, name: str, options: Options) -> Document:
    """Return the translations of a table whose cells tabs part, after a line of names."""
    raw, codec, bom = decode(data, options.encoding, name)
    rows: Iterator[Row] = ([(a, b, False) for a, b in _parted(raw, *line)] for line in lines(raw))
    header = next(rows, [])
    if not raw.strip():
        return replace(document(name, raw, ()), encoding=codec, bom=bom)
    fields, names = _header(raw, name, header, options.fields)
    cells = _cells(raw, name, rows, names, fields)
    made = document(name, raw, cells, marked=fields.marked)
    return replace(made, encoding=codec, bom=bom)


def read_csv(data: bytes, name: str, options: Options) -> Document:
    """Return the translations of a table in CSV, after a line of names."""
    raw, codec, bom = decode(data, options.encoding, name)
    if not raw.strip():
        return replace(document(name, raw, ()), encoding=codec, bom=bom)
    delimiter = _delimiter(raw, options.fields)
    rows = _csv(raw, name, delimiter)
    fields, names = _header(raw, name, next(rows, []), options.fields)
    cells = (
        replace(cell, escape=str, is_bare=True) if cell.escape is _one_line else cell
        for cell in _cells(raw, name, rows, names, fields)
    )
    made = document(name, raw, cells, marked=fields.marked, delimiter=delimiter)
    return replace(made, encoding=codec, bom=bom)


def _header(raw: str, name: str, row: Row, asked: str | None) -> tuple[Fields, list[str]]:
    names = [_value(raw, *cell) for cell in row]
    return Fields.among(names, asked, name), names


def _cells(
    raw: str, name: str, rows: Iterator[Row], names: list[str], fields: Fields
) -> Iterator[Cell]:
    """Yield the translation of each row."""
    column = names.index(fields.mt)
    for number, row in enumerate(rows, 2):
        if len(row) == 1 and row[0][0] == row[0][1]:
            continue  # a blank line
        if len(row) != len(names):
            raise InputError(
                f"{name} row {number} has {len(row)} fields where the first names {len(names)}: "
                "correct it or leave it out"
            )
        start, end, quoted = row[column]
        values = {key: _value(raw, *cell) for key, cell in zip(names, row, strict=True)}
        yield Cell(
            Span(start, end),
            _pieces(raw, start, end, quoted),
            _doubled if quoted else _one_line,
            values.get(fields.src or "") or None,
            language(values),
            group(values),
        )


def _pieces(raw: str, start: int, end: int, quoted: bool) -> list[Piece]:
    if not quoted:
        return [(raw[start:end], start, end)]
    found = _QUOTE.finditer(raw, start, end)
    return [('"' if match[0] == '""' else match[0], *match.span()) for match in found]


def _value(raw: str, start: int, end: int, quoted: bool) -> str:
    return raw[start:end].replace('""', '"') if quoted else raw[start:end]


def _doubled(text: str) -> str:
    return text.replace('"', '""')


def _one_line(text: str) -> str:
    """Return a text as a cell without quotation marks can hold it."""
    return _BREAKS.sub(" ", text)


def _parted(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (tab := raw.find("\t", start, end)) >= 0:
        yield start, tab
        start = tab + 1
    yield start, end


def _delimiter(raw: str, asked: str | None) -> str:
    """Return what parts the names in the first line, so that a field of translations is found."""
    line = raw[: next(lines(raw), (0, 0))[1]]
    for delimiter in _DELIMITERS:
        names = [name.strip('"') for name in line.split(delimiter)]
        try:
            Fields.among(names, asked, "")
        except InputError:
            continue
        return delimiter
    return max(_DELIMITERS, key=line.count)


def _csv(raw: str, name: str, delimiter: str) -> Iterator[Row]:
    """Yield the rows of a CSV file: where each cell is, without the quotation marks around it."""
    cell = re.compile(rf'"((?:[^"]|"")*+)"|([^{re.escape(delimiter)}\r\n]*+)')
    row: Row = []
    at, number = 0, 1
    while at < len(raw) or row:
        found = cell.match(raw, at)
        assert found is not None, "the second way matches anything"
        quoted = found[1] is not None
        if not quoted and raw.startswith('"', at):
            raise InputError(
                f"{name} row {number} has a quotation mark that is not closed: close it"
            )
        row.append((*found.span(1 if quoted else 2), quoted))
        at = found.end()
        if raw.startswith(delimiter, at):
            at += 1
            continue
        after = _BREAK.match(raw, at)
        if after is None:
            raise InputError(
                f"{name} row {number} has a quotation mark in the wrong place: correct it there"
            )
        yield row
        row, at, number = [], after.end(), number + 1
