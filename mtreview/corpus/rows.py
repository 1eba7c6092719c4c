"""A row of a corpus: one segment, and what its fields may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from mtreview.errors import InputError
from mtreview.formats.fields import has_marks, language, layout_of, listed, unmarked
from mtreview.report.jsonl import dumps

FIELDS = ("id", "doc", "system", "lp", "source_lang", "src", "mt", "ref")
COPIED = ("file", "id", "doc", "system")  # what a scored row takes over, where it is known
_NUMBERS = ("id", "doc")  # fields that may be a number as well
Names = Mapping[str, str]
"""What fields are called in a table, by what we call them."""


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


def row_of(number: int, fields: Mapping[str, object], asked: Names = MappingProxyType({})) -> Row:
    """Return the row of some fields, those that are not ours left out; ValueError says what not.

    `asked` has the names of ours that were asked for; the others go by the layouts that are known.
    """
    mt_name, src_name = layout_of(fields) or ("mt", "src")
    names = {"mt": mt_name, "src": src_name, **asked}
    known = {name: fields.get(names.get(name, name)) for name in FIELDS}
    for name, value in known.items():
        if value is not None and not isinstance(value, str) and not _is_number(name, value):
            raise ValueError(f"field {names.get(name, name)} is not a text")
    mt = known["mt"]
    if not isinstance(mt, str) or not mt.strip():
        raise ValueError(f"field {names['mt']} is {'missing' if mt is None else 'empty'}")
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


def must_have(names: Sequence[str], asked: Names, where: str) -> None:
    """Raise InputError where a table has no field of a name that was asked for."""
    for name in asked.values():
        if name not in names:
            raise InputError(f"{where} has no field {name!r}; it has {listed(names)}")


def _is_number(name: str, value: object) -> bool:
    return name in _NUMBERS and isinstance(value, int)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
