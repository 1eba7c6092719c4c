"""The forms of OUT, told by its name: JSON lines as they are, TSV or Parquet, packed or not."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from mtreview.corpus.packed import SUFFIXES, form_suffix, packing
from mtreview.corpus.parquet import columns_of, must_have_pyarrow, write_parquet
from mtreview.corpus.references import COLUMNS

Write = Callable[[Iterable[bytes], BinaryIO], None]
_COLUMNS = (
    "file",
    "id",
    "doc",
    "system",
    "quality",
    "quality_low",
    "quality_high",
    "mqm",
    *COLUMNS.values(),
    "findings",
)
_BREAKS = str.maketrans("\t\r\n", "   ")


def writer_of(out: Path) -> Write | None:
    """What writes scored rows as OUT's name asks for; None where they are that already.

    Raises ConfigError, which names the extra, where that is missing.
    """
    form = form_suffix(out.name)
    is_packed = out.suffix.lower() in SUFFIXES
    if form == ".parquet":
        must_have_pyarrow()
        return write_parquet
    if form != ".tsv" and not is_packed:
        return None
    lines = _tab_lines if form == ".tsv" else iter

    def write(rows: Iterable[bytes], file: BinaryIO) -> None:
        with packing(file, out.name) as packed:
            for line in lines(rows):
                packed.write(line)

    return write


def _tab_lines(rows: Iterable[bytes]) -> Iterator[bytes]:
    """The rows as TSV under a line of names; findings are JSON."""
    yield _line(_COLUMNS)
    for row in rows:
        columns = columns_of(row)
        columns["findings"] = json.dumps(columns["findings"], ensure_ascii=False)
        yield _line(_cell(columns[name]) for name in _COLUMNS)


def _line(cells: Iterable[str]) -> bytes:
    return ("\t".join(cells) + "\n").encode(errors="replace")


def _cell(value: Any) -> str:
    """A value as one cell: nothing for what is not known, and no tab or line break."""
    return "" if value is None else str(value).translate(_BREAKS)
