"""Which files this program wrote of a corpus or of documents: they are no corpora themselves."""

import json
from collections.abc import Collection
from pathlib import Path

from mtreview.corpus.inputs import Open, local_file
from mtreview.corpus.lines import MAX_LINE
from mtreview.corpus.packed import damage_named, form_suffix, unpacked
from mtreview.corpus.parquet import columns_in
from mtreview.formats.fields import layout_of

_LINES = {"type", "schema"}  # fields of every line of JSON that it writes


def is_scored(name: str, opened: Open = local_file) -> bool:
    """Whether the rows of a file have scores and no texts."""
    names = _names(name, opened)
    return "quality" in names and layout_of(names) is None


def is_own(name: str) -> bool:
    """Whether a file of this machine holds scores, findings or decisions, and no texts."""
    names = _names(name, local_file)
    return ("quality" in names or set(names) >= _LINES) and layout_of(names) is None


def _names(name: str, opened: Open) -> Collection[str]:
    """The names of a table's fields by its beginning; none where that does not tell them."""
    if Path(name).exists() and not Path(name).is_file():
        return ()  # a pipe is read but once
    form = form_suffix(name)
    with damage_named(name), opened(name) as file:
        if form == ".parquet":
            return columns_in(file, name)
        line = unpacked(file).readline(MAX_LINE)
    if form == ".tsv":
        return line.decode(errors="replace").rstrip().split("\t")
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return ()  # if something is wrong with it, that is said when it is read
    return fields if isinstance(fields, dict) else ()
