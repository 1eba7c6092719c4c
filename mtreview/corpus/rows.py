"""Rows of a corpus, read one at a time: JSON lines, TSV with a header, or a segment a line.

A row that cannot be used comes out as a Reject with its line number; the rest go on.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from mtreview.errors import InputError

MAX_LINE = 32 * 2**20  # bytes; a longer line is no segment, and would not fit the memory bound
FIELDS = ("id", "doc", "system", "lp", "source_lang", "src", "mt", "ref")
Decode = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One segment of a corpus; `number` is its line, from 1. Only `mt` is required."""

    number: int
    mt: str
    id: str | int | None = None
    doc: str | int | None = None
    system: str | None = None
    src: str | None = None
    source_lang: str | None = None
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that is no row, and why."""

    number: int
    reason: str


def read_rows(file: BinaryIO, form: str, decode: Decode) -> Iterator[Row | Reject]:
    """Yield the rows of a corpus in the given form (jsonl, tsv, text)."""
    lines = _lines(file)
    if form == "jsonl":
        return _each(lines, decode, _from_json)
    if form == "tsv":
        return _tsv(lines, decode)
    return _each(lines, decode, _from_text)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
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
    lines: Iterator[tuple[int, bytes | None]],
    decode: Decode,
    make: Callable[[int, str], Row],
) -> Iterator[Row | Reject]:
    for number, line in lines:
        if line is None:
            yield Reject(number, f"the line is longer than {MAX_LINE // 2**20} MB")
            continue
        try:
            text = decode(line)
            if text.strip():
                yield make(number, text)
        except UnicodeDecodeError as error:
            yield Reject(number, f"not {error.encoding}: byte 0x{line[error.start]:02x}")
        except ValueError as error:
            yield Reject(number, str(error))


def _from_text(number: int, text: str) -> Row:
    return Row(number, text, id=number)


def _from_json(number: int, text: str) -> Row:
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error.msg} at column {error.colno}") from error
    except RecursionError:
        raise ValueError("not a row: nested too deeply") from None
    if not isinstance(fields, dict):
        raise ValueError("not a JSON object")
    return _row(number, {name: fields.get(name) for name in FIELDS})


def _tsv(lines: Iterator[tuple[int, bytes | None]], decode: Decode) -> Iterator[Row | Reject]:
    _, head = next(lines, (0, b""))
    try:
        names = decode(head or b"").lstrip("\ufeff").split("\t")
    except ValueError:
        names = []
    if "mt" not in names:
        raise InputError("a TSV corpus begins with a line of field names, `mt` among them")

    def make(number: int, text: str) -> Row:
        cells = text.split("\t")
        if len(cells) != len(names):
            raise ValueError(f"{len(cells)} fields where the header names {len(names)}")
        fields = dict(zip(names, cells, strict=True))
        return _row(number, {name: fields.get(name) or None for name in FIELDS})

    return _each(lines, decode, make)


def _row(number: int, fields: dict[str, object]) -> Row:
    for name, value in fields.items():
        if value is not None and not isinstance(value, str) and not _is_number(name, value):
            raise ValueError(f"field {name} is not a text")
    mt = fields["mt"]
    if not isinstance(mt, str) or not mt.strip():
        raise ValueError("field mt is missing" if mt is None else "field mt is empty")
    key, doc = fields["id"], fields["doc"]
    return Row(
        number,
        mt,
        id=key if isinstance(key, str | int) else None,
        doc=doc if isinstance(doc, str | int) else None,
        system=_text(fields["system"]),
        src=_text(fields["src"]),
        source_lang=_language(fields["source_lang"] or fields["lp"]),
        ref=_text(fields["ref"]),
    )


def _language(name: object) -> str | None:
    """The source language in "fr", "fr-CA" or a pair such as "fr-en"; None for anything else."""
    code = re.match(r"[a-z]{2,3}(?![a-z])", str(name or "").lower())
    return code[0] if code else None


def _is_number(name: str, value: object) -> bool:
    return name in ("id", "doc") and isinstance(value, int)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
