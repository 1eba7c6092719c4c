"""The outputs of systems from files: translations, or what `mtreview score` wrote of them."""

import json
from collections.abc import Iterator

from mtreview.choosing.entries import Entries
from mtreview.choosing.scored import scored_rows
from mtreview.compare.systems import Output
from mtreview.corpus.inputs import Open, local_file
from mtreview.corpus.packed import damage_named, form_suffix, unpacked
from mtreview.corpus.parquet import columns_in
from mtreview.corpus.rows import Reject
from mtreview.errors import InputError


def outputs_of(
    name: str, encoding: str | None = None, opened: Open = local_file
) -> Iterator[Output]:
    """A file's outputs, in order; a row that cannot be used is an InputError."""
    if _is_scored_alone(name, opened):
        for n, (fields, scores) in enumerate(scored_rows(name, opened)):
            key, doc, system = (_name(fields.get(known)) for known in ("id", "doc", "system"))
            yield Output(n, key, doc, system, scores=scores)
        return
    entries = Entries(name, None, encoding, None, opened)
    for n, entry in enumerate(entries):
        if isinstance(entry, Reject):
            raise InputError(f"{name}, line {entry.number} cannot be compared: {entry.reason}")
        row = entry.row
        # In a plain text a blank line is no segment, and the lines beside it still count it.
        place = row.number - 1 if entries.form == "text" else n
        yield Output(place, _name(row.id), _name(row.doc), row.system, row, entry.scores)


def _name(value: object) -> str | None:
    return None if value is None else str(value)


def _is_scored_alone(name: str, opened: Open) -> bool:
    """Whether the rows of a file have scores and no texts."""
    if form_suffix(name) == ".parquet":
        with opened(name) as file:
            return "mt" not in columns_in(file, name)
    with damage_named(name), opened(name) as file:
        first = unpacked(file).readline()
    if form_suffix(name) == ".tsv":
        names = first.rstrip().split(b"\t")
        return b"quality" in names and b"mt" not in names
    try:
        fields = json.loads(first)
    except (ValueError, RecursionError):
        return False  # if something is wrong with it, that is said when it is read
    return isinstance(fields, dict) and "quality" in fields and "mt" not in fields


def lines_of(name: str, opened: Open = local_file) -> list[str]:
    """The lines of a text: sources or references, one a segment."""
    with damage_named(name), opened(name) as file:
        data = unpacked(file).read()
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError(f"{name} is not UTF-8: convert it") from None
    return [line.rstrip("\r") for line in (lines if lines[-1] else lines[:-1])]
