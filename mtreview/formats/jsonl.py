"""JSON lines: the field of translations is reviewed and written back, a line a segment.

Each object is read member by member, with places, so that only the text that an edit changes is
written anew, with the escapes that the file uses.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mtreview.errors import InputError
from mtreview.formats.cells import Cell, Piece, document, lines
from mtreview.formats.encoding import decode
from mtreview.formats.fields import Fields, group, language
from mtreview.formats.options import Options
from mtreview.model import Document, Span

_WHOLE = re.compile(r'\s*\[?\s*\{\s*"[^"\n]*"\s*:')
_SPACE = re.compile(r"[ \t\r\n]*")
_ESCAPE = re.compile(
    r"\\u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|\\u[\da-fA-F]{4}|\\.|[^\\]+"
)
_DECODER = json.JSONDecoder()

Member = tuple[str, int, int, Any]  # key, the range of its value, the value


def sniff(head: str) -> bool:
    """Tell whether a file begins with a JSON object, whole on its line as far as is known."""
    line, end, _ = head.lstrip().partition("\n")
    return line.startswith('{"') and (line.rstrip().endswith("}") or not end)


def must_be_lines(head: str, name: str) -> None:
    """Refuse what begins as JSON that is no JSON lines: to review it as text would harm it."""
    if _WHOLE.match(head):
        raise InputError(
            f"{name} is JSON and not a row a line: convert it (jq -c '.[]'), or name its format "
            "with --input-format"
        )


def read(data: bytes, name: str, options: Options) -> Document:
    """Return the translations of JSON lines; InputError names a line that is none."""
    raw, codec, bom = decode(data, options.encoding, name)
    made = document(name, raw, _cells(raw, name, options.fields))
    return replace(made, encoding=codec, bom=bom)


def _cells(raw: str, name: str, asked: str | None) -> Iterator[Cell]:
    escaped = "\\u" in raw

    def escape(text: str) -> str:
        return json.dumps(text, ensure_ascii=escaped)[1:-1]

    fields: Fields | None = None
    for number, (start, end) in enumerate(lines(raw), 1):
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
        yield Cell(place, _pieces(raw, place), escape, source, language(values), group(values))


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


def _pieces(raw: str, place: Span) -> list[Piece]:
    return [
        (json.loads(f'"{match[0]}"') if match[0][0] == "\\" else match[0], *match.span())
        for match in _ESCAPE.finditer(raw, place.start, place.end)
    ]
