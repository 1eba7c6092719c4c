"""Parquet: the column of translations is reviewed; the other columns, types and metadata stay.

An edited file is written anew by pyarrow: the same table but for the edited cells, in row groups
as before, compressed as before.
"""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from mtreview.errors import InputError, MtreviewError
from mtreview.formats.cells import GAP
from mtreview.formats.editing import Limits, apply
from mtreview.formats.fields import Fields, group, language
from mtreview.formats.options import Options
from mtreview.model import Document, Edit, Segment, Span
from mtreview.outcomes import Review

_MOST_ROWS = 1_000_000
_MOST_BYTES = 2**29  # unpacked, as the file itself says
_NO_PYARROW = "needs pyarrow: install the extra, `pip install 'mtreview[parquet]'`"


@dataclass(frozen=True, slots=True)
class Columns:
    """A file, its column of translations, and the row of each segment."""

    data: bytes
    column: str
    rows: tuple[int, ...]


def sniff(head: str) -> bool:
    """Tell whether a file begins as Parquet does."""
    return head.startswith("PAR1")


def read(data: bytes, name: str, options: Options) -> Document:
    """Return the translations of a Parquet file; InputError if it is none, or without pyarrow."""
    opened = _open(data, name)
    fields = Fields.among(opened.schema_arrow.names, options.fields, name)
    wanted = {fields.mt, fields.src, "source_lang", "lp", "doc", "system"}
    columns = [column for column in opened.schema_arrow.names if column in wanted]
    with _told(name):
        rows = opened.read(columns=columns).to_pylist()
    return _document(data, name, rows, fields)


def _document(data: bytes, name: str, rows: list[dict[str, Any]], fields: Fields) -> Document:
    segments: list[Segment] = []
    texts: list[str] = []
    kept: list[int] = []
    groups: list[tuple[str, str] | None] = []
    at = 0
    for number, row in enumerate(rows):
        text = row[fields.mt]
        if text is None or (isinstance(text, str) and not any(map(str.isalnum, text))):
            continue
        if not isinstance(text, str):
            raise InputError(f"{name}: column {fields.mt} is not of texts")
        index, source = len(texts), row.get(fields.src or "")
        source = source if isinstance(source, str) else None
        if groups[-1:] != [group(row)]:
            groups.append(group(row))
        span = Span(at, at + len(text))
        segments.append(Segment(index, span, index, source=source, group=len(groups) - 1))
        at += len(text) + len(GAP)
        texts.append(text)
        kept.append(number)
    languages = {language(row) for row in rows}
    return Document(
        name,
        GAP.join(texts),
        tuple(segments),
        source_lang=languages.pop() if len(languages) == 1 else None,
        layout=Columns(data, fields.mt, tuple(kept)),
    )


def write(document: Document, edits: Sequence[Edit], _review: Review | None = None) -> bytes:
    """Return the file with `edits` made; without any, the very bytes that were read."""
    columns: Columns = document.layout
    allowed = Limits(document).require(edits)
    if not allowed:
        return columns.data
    changed = {columns.rows[index]: text for index, text in _edited(document, allowed)}
    with _told(document.name):  # not all columns were read before
        return _written(_open(columns.data, document.name), columns.column, changed)


def _edited(document: Document, edits: Sequence[Edit]) -> Iterator[tuple[int, str]]:
    """Yield the segments that edits change, and their new text."""
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    at = 0
    for segment in document.segments:
        own: list[Edit] = []
        while at < len(ordered) and ordered[at].span.start <= segment.span.end:
            edit = ordered[at]
            low, high = (
                max(edit.span.start, segment.span.start),
                min(edit.span.end, segment.span.end),
            )
            own.append(Edit(Span(low, high).shift(-segment.span.start), edit.text))
            if edit.span.end > segment.span.end:  # a deletion of several rows' texts
                break
            at += 1
        if own:
            yield segment.index, apply(segment.span.of(document.text), own)


def _written(opened: Any, column: str, changed: dict[int, str]) -> bytes:
    import pyarrow
    import pyarrow.parquet

    table = opened.read()
    index = table.schema.get_field_index(column)
    values = table.column(index).to_pylist()
    for row, text in changed.items():
        values[row] = text
    field = table.schema.field(index)
    table = table.set_column(index, field, pyarrow.array(values, field.type))
    group = opened.metadata.row_group(0)
    chunk = group.column(0)
    codec = "none" if chunk.compression == "UNCOMPRESSED" else chunk.compression.lower()
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out, row_group_size=group.num_rows, compression=codec)
    return out.getvalue()


def _open(data: bytes, name: str) -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise InputError(f"{name} {_NO_PYARROW}") from None
    try:
        opened = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise InputError(f"{name} is no whole Parquet file ({_line(error)})") from None
    meta = opened.metadata
    size = sum(meta.row_group(n).total_byte_size for n in range(meta.num_row_groups))
    if meta.num_rows > _MOST_ROWS or size > _MOST_BYTES:
        raise InputError(
            f"{name} holds more than {_MOST_ROWS:,} rows or {_MOST_BYTES // 2**20} MB: split it, "
            "or score it as a corpus (mtreview score)"
        )
    return opened


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn what pyarrow raises for a damaged file, which is of no one class, into one line."""
    try:
        yield
    except MtreviewError:
        raise
    except Exception as error:
        raise InputError(f"{name} is damaged ({_line(error)}): save it again") from None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120]
