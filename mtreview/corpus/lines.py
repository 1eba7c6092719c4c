"""Corpora that are read by lines: JSON lines, TSV and CSV with a header, a segment a line.

A line that cannot be used comes out as a Reject with its number; the rest go on.
"""

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest
from typing import BinaryIO, TypeVar

from mtreview.corpus.rows import Names, Reject, Row, must_have, row_of
from mtreview.errors import InputError
from mtreview.formats.fields import layout_of

MAX_LINE = 32 * 2**20  # bytes; a longer line is no segment, and would not fit the memory bound
Decode = Callable[[bytes], str]
Rows = Iterator[Row | Reject]
_Line = tuple[int, bytes | None]
_T = TypeVar("_T")


def json_lines(file: BinaryIO, decode: Decode, asked: Names) -> Rows:
    """A JSON object a line."""
    return _each(_lines(file), decode, partial(_from_json, asked))


def plain_lines(file: BinaryIO, decode: Decode, _asked: Names) -> Rows:
    """A segment a line; its number is its id, and a blank line is none."""
    return _each(_lines(file), decode, lambda number, text: Row(number, text, id=number))


def pairs(file: BinaryIO, decode: Decode, sources: BinaryIO, decode_source: Decode) -> Rows:
    """A segment a line, its source on the same line of another file, as Moses has them."""
    lines, beside = _lines(file), _lines(sources)
    for target, source in zip_longest(lines, beside):
        if target is None or source is None:
            number = (target or source)[0]
            fewer = "the translation" if target is None else "the source"
            raise InputError(f"{fewer} ends before line {number}: each line needs its counterpart")
        for row in _each(iter([target]), decode, lambda n, text: Row(n, text, id=n)):
            yield row if isinstance(row, Reject) else _with_source(row, source, decode_source)


def _with_source(row: Row, source: _Line, decode: Decode) -> Row | Reject:
    number, line = source
    try:
        src = _decoded(line, decode)
    except ValueError as error:
        return Reject(number, f"the source: {error}")
    return Row(number, row.mt, id=row.id, src=src if src.strip() else None)


def tab_lines(file: BinaryIO, decode: Decode, asked: Names) -> Rows:
    """Fields between tabs, named by the first line."""
    lines = _lines(file)
    _, head = next(lines, (0, b""))
    names = _names(lambda: _header(head, decode).split("\t"), "TSV", asked)

    def make(number: int, text: str) -> Row:
        return row_of(number, _named(names, text.split("\t")), asked)

    return _each(lines, decode, make)


def comma_lines(file: BinaryIO, decode: Decode, asked: Names) -> Rows:
    """Comma-separated values, named by the first line, which may part them by semicolons instead.

    A field in quotation marks may hold line breaks; a row's number is that of its last line.
    """
    lines = _lines(file)
    _, head = next(lines, (0, b""))
    delimiter = max(",;", key=lambda mark: (head or b"").count(mark.encode()))
    header = csv.reader([_header(head, decode)], delimiter=delimiter)
    names = _names(lambda: next(header), "CSV", asked)
    texts = _Texts(lines, decode)
    cells = csv.reader(texts, delimiter=delimiter)
    while True:
        try:
            found = next(cells)
            if found:
                yield row_of(texts.number, _named(names, found), asked)
        except StopIteration:
            return
        except (csv.Error, ValueError) as error:
            yield Reject(texts.number, str(error))


class _Texts:
    """Lines as text for a reader of CSV, which asks for as many as a row takes."""

    def __init__(self, lines: Iterator[_Line], decode: Decode) -> None:
        self.number = 1
        self._lines, self._decode = lines, decode

    def __iter__(self) -> "_Texts":
        return self

    def __next__(self) -> str:
        """The next line; what it raises ends the row, and the reader begins another."""
        self.number, line = next(self._lines)
        return f"{_decoded(line, self._decode)}\n"


def _lines(file: BinaryIO) -> Iterator[_Line]:
    """Number and bytes of each line; None for one that is too long, which is read past."""
    number = 0
    while line := file.readline(MAX_LINE):
        number += 1
        if len(line) == MAX_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line.rstrip(b"\r\n")


def _each(
    lines: Iterator[_Line], decode: Decode, make: Callable[[int, str], _T]
) -> Iterator[_T | Reject]:
    """What is made of each line that is not blank."""
    for number, line in lines:
        try:
            text = _decoded(line, decode)
            if text.strip():
                yield make(number, text)
        except ValueError as error:
            yield Reject(number, str(error))


def _decoded(line: bytes | None, decode: Decode) -> str:
    """The text of a line; ValueError says why it has none."""
    if line is None:
        raise ValueError(f"the line is longer than {MAX_LINE // 2**20} MB")
    try:
        return decode(line)
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise ValueError(f"not {error.encoding}: byte 0x{byte:02x}") from None


def _from_json(asked: Names, number: int, text: str) -> Row:
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError:
        raise ValueError("not a row: nested too deeply") from None
    if not isinstance(fields, dict):
        raise ValueError("not a JSON object")
    return row_of(number, fields, asked)


def _header(line: bytes | None, decode: Decode) -> str:
    return decode(line or b"").lstrip("\ufeff")


def _names(read: Callable[[], list[str]], form: str, asked: Names) -> list[str]:
    """The names of the fields; InputError where there is no translation among them."""
    try:
        names = read()
    except (ValueError, csv.Error, StopIteration):
        names = []
    if "mt" not in asked and layout_of(names) is None:
        raise InputError(
            f"a {form} corpus begins with a line of field names, `mt` among them; another name "
            "is told by --fields mt=NAME"
        )
    must_have(names, asked, f"the {form} corpus")
    return names


def _named(names: Sequence[str], cells: Sequence[str]) -> dict[str, object]:
    if len(cells) != len(names):
        raise ValueError(f"{len(cells)} fields where the header names {len(names)}")
    return {name: cell or None for name, cell in zip(names, cells, strict=True)}
