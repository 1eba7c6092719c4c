"""A row of a corpus: one segment, and what its fields may be."""

from collections.abc import Mapping
from dataclasses import dataclass

from mtreview.formats.fields import has_marks, language, layout_of, unmarked
from mtreview.report.jsonl import dumps

FIELDS = ("id", "doc", "system", "lp", "source_lang", "src", "mt", "ref")
COPIED = ("file", "id", "doc", "system")  # what a scored row takes over, where it is known
_NUMBERS = ("id", "doc")  # fields that may be a number as well


@dataclass(frozen=True, slots=True)
class Row:
    """One segment; `number` is its line or its row, from 1. Only `mt` is required.

    `file` is named where a corpus has several; `lp` is the language pair as it was given.
    """

    number: int
    mt: str
    id: str | int | None = None
    doc: str | int | None = None
    system: str | None = None
    src: str | None = None
    source_lang: str | None = None
    ref: str | None = None
    lp: str | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """A line that is no row, and why."""

    number: int
    reason: str
    file: str | None = None


def said_of(reject: Reject) -> str:
    """A bad row, in words."""
    place = f"{reject.file}, " if reject.file else ""
    return f"{place}line {reject.number}: {reject.reason}"


def reject_line(reject: Reject) -> bytes:
    """A bad row as the rejects file has it."""
    named = {"file": reject.file} if reject.file else {}
    return f"{dumps({**named, 'line': reject.number, 'reason': reject.reason})}\n".encode()


def row_of(number: int, fields: Mapping[str, object]) -> Row:
    """Return the row of some fields, those that are not ours left out; ValueError says what not."""
    known = {name: fields.get(name) for name in FIELDS}
    known["mt"], known["src"] = map(fields.get, layout_of(fields) or ("mt", "src"))
    for name, value in known.items():
        if value is not None and not isinstance(value, str) and not _is_number(name, value):
            raise ValueError(f"field {name} is not a text")
    mt = known["mt"]
    if not isinstance(mt, str) or not mt.strip():
        raise ValueError("field mt is missing" if mt is None else "field mt is empty")
    if has_marks(fields):
        mt = unmarked(mt)
    key, doc = known["id"], known["doc"]
    return Row(
        number,
        mt,
        id=key if isinstance(key, str | int) else None,
        doc=doc if isinstance(doc, str | int) else None,
        system=_text(known["system"]),
        src=_text(known["src"]),
        source_lang=language(known),
        ref=_text(known["ref"]),
        lp=_text(known["lp"]),
    )


def _is_number(name: str, value: object) -> bool:
    return name in _NUMBERS and isinstance(value, int)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
