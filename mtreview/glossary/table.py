"""Glossaries as tables: a header, then an entry a row; cells are parted by comma, semicolon or tab.

Columns: `source`, `target`, `forbidden`, `lang` (the language of the source) and `note`, in any
order; target or forbidden must be there. Several terms in a cell are parted by "|".
"""

import csv
import io
from pathlib import Path

from mtreview.errors import InputError
from mtreview.glossary.term import Term

_COLUMNS = ("source", "target", "forbidden", "lang", "note")
_MARKS = (",", ";", "\t")


def read_table(data: bytes, path: Path) -> tuple[Term, ...]:
    """The entries of a table in UTF-8; InputError names the line that cannot be used."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: save the glossary as UTF-8") from error
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(_MARKS, key=first.count))
    try:
        columns = _columns(next(rows, []), path)
        entries = [_term(row, columns, f"{path}:{rows.line_num}") for row in rows if any(row)]
    except csv.Error as error:
        raise InputError(f"{path}:{rows.line_num} is no row of a table: {error}") from error
    return tuple(entries)


def _columns(header: list[str], path: Path) -> list[str]:
    columns = [cell.strip().lower() for cell in header]
    wanted = ", ".join(_COLUMNS)
    for column in columns:
        if column not in _COLUMNS:
            raise InputError(f"{path}: “{column[:40]}” is no column of a glossary: name {wanted}")
    if not {"target", "forbidden"} & set(columns) or len(set(columns)) < len(columns):
        raise InputError(f"{path} needs a first line that names its columns once: {wanted}")
    return columns


def _term(row: list[str], columns: list[str], place: str) -> Term:
    if len(row) > len(columns) and any(row[len(columns) :]):
        raise InputError(
            f'{place} has more cells than the first line: put cells with commas in “"”'
        )
    cells = dict(zip(columns, row, strict=False))
    lang = cells.get("lang", "").strip().lower().replace("_", "-").partition("-")[0]
    term = Term(
        _terms(cells.get("target", "")),
        _terms(cells.get("forbidden", "")),
        tuple((lang, source) for source in _terms(cells.get("source", ""))),
        cells.get("note", "").strip(),
    )
    if not term.targets and not term.forbidden:
        raise InputError(f"{place} has neither a target nor a forbidden term")
    return term


def _terms(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(t.split()) for t in cell.split("|") if t.strip()))
