"""JSON lines, TSV and CSV: the field of translations is reviewed and written back.

A row is one segment and is never cut. Each format is read cell by cell, with places: only what an
edit changes is written anew, in the way of the cell (escapes, quotation marks).
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from mtreview.errors import InputError
from mtreview.formats.cells import Cell, Piece, document
from mtreview.formats.encoding import decode
from mtreview.formats.fields import Fields, language
from mtreview.formats.options import Options
from mtreview.model import Document, Span

_LINE = re.compile(r"[^\r\n]+|\r\n|\r|\n")
_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\.|[^\\]+"
)
_QUOTE = re.compile(r'""|[^"]+')
_BREAKS = re.compile(r"[\t\r\n]+")
_DELIMITERS = ",;\t|"
_DECODER = json.JSONDecoder()

Member = tuple[str, int, int, Any]  # key, the range of its value, the value


def sniff_jsonl(head: str) -> bool:
    """Tell whether a file begins with a JSON object, whole on its line."""
    line = head.lstrip().partition("\n")[0].rstrip()
    return line.startswith('{"') and line.endswith("}") and "\n" in head.lstrip()


def read_jsonl(data: bytes, name: str, options: Options) -> Document:
    """Return the translations of JSON lines; InputError names a line that is none."""
    raw, codec, bom = decode(data, options.encoding, name)
    return document(name, raw, _json_cells(raw, name, options.fields), codec, bom)


def read_tsv(data: bytes, name: str, options: Options) -> Document:
    """Return the translations of a table whose cells tabs part, after a line of names."""
    raw, codec, bom = decode(data, options.encoding, name)
    rows = ([(a, b, False) for a, b in _parted(raw, *line)] for line in _lines(raw))
    return _rows(raw, name, options, rows, codec, bom, "\t", is_csv=False)


def read_csv(data: bytes, name: str, options: Options) -> Document:
    """Return the translations of a table in CSV, after a line of names."""
    raw, codec, bom = decode(data, options.encoding, name)
    delimiter = _delimiter(raw, options.fields)
    return _rows(raw, name, options, _csv(raw, name, delimiter), codec, bom, delimiter, is_csv=True)


def _json_cells(raw: str, name: str, asked: str | None) -> Iterator[Cell]:
    escaped = "\\u" in raw

    def escape(text: str) -> str:
        return json.dumps(text, ensure_ascii=escaped)[1:-1]

    fields: Fields | None = None
    for number, (start, end) in enumerate(_lines(raw), 1):
        if not raw[start:end].strip():
            continue
        row = _object(raw, start, end, f"{name} line {number}")
        if fields is None:
            fields = Fields.among(list(row), asked, name)
        if fields.mt not in row or (found := row[fields.mt])[3] is None:
            continue
        _, first, last, value = found
        if not isinstance(value, str):
            raise InputError(f"{name} line {number}: field {fields.mt} is not a text")
        place = Span(first + 1, last - 1)
        values = {key: member[3] for key, member in row.items()}
        source = values.get(fields.src) if fields.src else None
        source = source if isinstance(source, str) else None
        yield Cell(place, _json_pieces(raw, place), escape, source, language(values))


def _object(raw: str, start: int, end: int, where: str) -> dict[str, Member]:
    """Return the members of a JSON object with the places of their values."""
    members: dict[str, Member] = {}
    line = raw[start:end]
    try:
        at = _expect(line, 0, "{")
        while line[at : at + 1] != "}":
            at = _expect(line, at, ",") if members else at
            key, at = _DECODER.raw_decode(line, _expect(line, at, '"') - 1)
            first = _SPACE.match(line, _expect(line, at, ":")).end()  # type: ignore[union-attr]
            value, at = _DECODER.raw_decode(line, first)
            members[key] = key, start + first, start + at, value
            at = _SPACE.match(line, at).end()  # type: ignore[union-attr]
        if line[at + 1 :].strip():
            raise ValueError("more than one value")
    except RecursionError:
        raise InputError(f"{where} is nested too deeply") from None
    except ValueError as error:
        said = getattr(error, "msg", str(error))
        raise InputError(
            f"{where} is no JSON object ({said}): correct it or leave it out"
        ) from None
    return members


def _expect(line: str, at: int, sign: str) -> int:
    """Return where the text behind a sign begins."""
    space = _SPACE.match(line, at)
    at = space.end() if space else at
    if line[at : at + 1] != sign:
        raise ValueError(f"no {sign} at column {at + 1}")
    at += 1
    if sign == '"':
        return at
    space = _SPACE.match(line, at)
    return space.end() if space else at


def _json_pieces(raw: str, place: Span) -> list[Piece]:
    return [
        (json.loads(f'"{match[0]}"') if match[0][0] == "\\" else match[0], *match.span())
        for match in _ESCAPE.finditer(raw, place.start, place.end)
    ]


def _rows(
    raw: str,
    name: str,
    options: Options,
    rows: Iterator[list[tuple[int, int, bool]]],
    codec: str,
    bom: bytes,
    delimiter: str,
    *,
    is_csv: bool,
) -> Document:
    """Return the document of rows of cells, of which the first holds the names."""
    header = next(rows, [])
    names = [_value(raw, *cell) for cell in header]
    fields = Fields.among(names, options.fields, name)
    column = names.index(fields.mt)

    def cells() -> Iterator[Cell]:
        for number, row in enumerate(rows, 2):
            if len(row) == 1 and row[0][0] == row[0][1]:
                continue  # a blank line
            if len(row) != len(names):
                raise InputError(
                    f"{name} row {number} has {len(row)} fields where the first names "
                    f"{len(names)}: correct it or leave it out"
                )
            start, end, quoted = row[column]
            values = {key: _value(raw, *cell) for key, cell in zip(names, row, strict=True)}
            source = values.get(fields.src) or None if fields.src else None
            yield Cell(
                Span(start, end),
                _cell_pieces(raw, start, end, quoted),
                _doubled if quoted else str if is_csv else _one_line,
                source,
                language(values),
                is_bare=is_csv and not quoted,
            )

    return document(name, raw, cells(), codec, bom, delimiter=delimiter, marked=fields.marked)


def _cell_pieces(raw: str, start: int, end: int, quoted: bool) -> list[Piece]:
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


def _lines(raw: str) -> Iterator[tuple[int, int]]:
    """Yield where each line is, without its break; only CR and LF end one."""
    at = 0
    for match in re.finditer(r"\r\n|\r|\n", raw):
        yield at, match.start()
        at = match.end()
    if at < len(raw):
        yield at, len(raw)


def _parted(raw: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (tab := raw.find("\t", start, end)) >= 0:
        yield start, tab
        start = tab + 1
    yield start, end


def _delimiter(raw: str, asked: str | None) -> str:
    """Return what parts the names in the first line, so that a field of translations is found."""
    line = raw[: next(_lines(raw), (0, 0))[1]]
    for delimiter in _DELIMITERS:
        names = [name.strip('"') for name in line.split(delimiter)]
        try:
            Fields.among(names, asked, "")
        except InputError:
            continue
        return delimiter
    return max(_DELIMITERS, key=line.count)


def _csv(raw: str, name: str, delimiter: str) -> Iterator[list[tuple[int, int, bool]]]:
    """Yield the rows of a CSV file: where each cell is, without the quotation marks around it."""
    cell = re.compile(rf'"((?:[^"]|"")*+)"|([^{re.escape(delimiter)}\r\n]*+)')
    row: list[tuple[int, int, bool]] = []
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
        after = re.compile(r"\r\n|\r|\n|\Z").match(raw, at)
        if after is None:
            raise InputError(
                f"{name} row {number} has a quotation mark in the wrong place: correct it there"
            )
        yield row
        row, at, number = [], after.end(), number + 1
