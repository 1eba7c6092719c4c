"""The outputs of systems from files: translations, or what `mtreview score` wrote of them."""

from collections.abc import Iterator

from mtreview.choosing.entries import Entries
from mtreview.choosing.scored import scored_rows
from mtreview.compare.systems import Lost, Output
from mtreview.corpus.inputs import Open, local_file
from mtreview.corpus.own import is_scored
from mtreview.corpus.packed import damage_named, unpacked
from mtreview.corpus.rows import Reject
from mtreview.errors import InputError


def outputs_of(
    name: str,
    encoding: str | None = None,
    opened: Open = local_file,
    fields: str | None = None,
) -> Iterator[Output | Lost]:
    """A file's outputs, in order, and the rows that cannot be used."""
    if not fields and is_scored(name, opened):
        for n, (told, scores) in enumerate(scored_rows(name, opened)):
            key, doc, system = (_name(told.get(known)) for known in ("id", "doc", "system"))
            yield Output(n, key, doc, system, scores=scores)
        return
    entries = Entries(name, None, encoding, None, opened, fields=fields)
    for n, entry in enumerate(entries):
        # In a plain text a blank line is no segment, and the lines beside it still count it.
        number = entry.number if isinstance(entry, Reject) else entry.row.number
        place = number - 1 if entries.form == "text" else n
        if isinstance(entry, Reject):
            yield Lost(place, entry)
        else:
            row = entry.row
            yield Output(place, _name(row.id), _name(row.doc), row.system, row, entry.scores)


def _name(value: object) -> str | None:
    return None if value is None else str(value)


def lines_of(name: str, opened: Open = local_file) -> list[str]:
    """The lines of a text: sources or references, one a segment."""
    with damage_named(name), opened(name) as file:
        data = unpacked(file).read()
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError(f"{name} is not UTF-8: convert it") from None
    return [line.rstrip("\r") for line in (lines if lines[-1] else lines[:-1])]
