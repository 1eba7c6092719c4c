"""Parquet in and out, through pyarrow (extra `parquet`); a batch of rows is held at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from types import MappingProxyType
from typing import Any, BinaryIO

from mtreview.corpus.references import COLUMNS
from mtreview.corpus.rows import COPIED, FIELDS, Names, Reject, Row, must_have, row_of
from mtreview.errors import ConfigError, InputError
from mtreview.formats.fields import SOURCES, TRANSLATIONS, listed

_BATCH = 1024  # rows that are read together
_COLUMNS = (*FIELDS, *TRANSLATIONS, *SOURCES, "category", "severity")
_GROUP = 8192  # rows that are written together
_MISSING = "Parquet needs pyarrow: install the extra, `pip install 'mtreview[parquet]'`"


def read_parquet(file: BinaryIO, name: str, asked: Names) -> Iterator[Row | Reject]:
    """Yield the rows of a Parquet file; one that cannot be used comes out as a Reject."""
    wanted = dict.fromkeys((*_COLUMNS, *asked.values()))
    needed = [asked["mt"]] if "mt" in asked else TRANSLATIONS
    for number, fields in enumerate(fields_in(file, name, wanted, needed, asked), 1):
        try:
            yield row_of(number, fields, asked)
        except ValueError as error:
            yield Reject(number, str(error))


def fields_in(
    file: BinaryIO,
    name: str,
    wanted: Iterable[str],
    needed: Sequence[str],
    asked: Names = MappingProxyType({}),
) -> Iterator[dict[str, Any]]:
    """Yield of each row the columns that are wanted and there.

    One of those `needed` must be, and all that were `asked` for.
    """
    with _damage_named(name):
        # Buffered, or a whole group of rows would be held, which may be all of the file.
        opened = _pyarrow()[1].ParquetFile(file, buffer_size=2**20, pre_buffer=False)
        names = opened.schema_arrow.names
        must_have(names, asked, name)
        columns = [column for column in wanted if column in names]
        if not set(needed) & set(columns):
            raise InputError(f"{name} has no column `{needed[0]}`; it has {listed(names)}")
        for batch in opened.iter_batches(_BATCH, columns=columns):
            yield from batch.to_pylist()


def columns_in(file: BinaryIO, name: str) -> list[str]:
    """The names of a Parquet file's columns."""
    with _damage_named(name):
        return list(_pyarrow()[1].read_schema(file).names)


@contextmanager
def _damage_named(name: str) -> Iterator[None]:
    arrow, _ = _pyarrow()
    try:
        yield
    except (arrow.ArrowException, OSError) as error:
        said = str(error).partition("\n")[0]
        raise InputError(f"{name} cannot be read as Parquet: {said}") from error


def write_parquet(lines: Iterable[bytes], file: BinaryIO) -> None:
    """Write scored rows: ids as texts, since a column has one type, and findings nested."""
    arrow, parquet = _pyarrow()
    schema = _schema(arrow)
    rows = map(columns_of, lines)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(rows, _GROUP)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))


def columns_of(line: bytes) -> dict[str, Any]:
    """The columns of a scored row."""
    row = json.loads(line)
    if b"\\ud" in line:  # perhaps a lone half of a character, which is no text elsewhere
        row = json.loads(json.dumps(row, ensure_ascii=False).encode(errors="replace"))
    low, high = row["quality_interval"] or (None, None)
    named = {name: None if (value := row.get(name)) is None else str(value) for name in COPIED}
    scores = {name: row[name] for name in ("quality", "mqm", "findings")}
    scores |= {name: row.get(name) for name in COLUMNS.values()}
    return {**named, **scores, "quality_low": low, "quality_high": high}


def must_have_pyarrow() -> None:
    """Raise ConfigError, which names the extra, where pyarrow is missing."""
    _pyarrow()


def _schema(arrow: Any) -> Any:
    text, number, offset = arrow.string(), arrow.float64(), arrow.int32()
    place = {"start": offset, "end": offset}
    edit = {**place, "text": text, "origin": text, "confidence": number, "safe": arrow.bool_()}
    finding = {
        **dict.fromkeys(("id", "rule", "category", "severity"), text),
        "confidence": number,
        **place,
        **dict.fromkeys(("text", "message"), text),
        "suggestions": arrow.list_(arrow.struct(edit)),
        "related": arrow.list_(arrow.struct(place)),
    }
    names = ("quality", "quality_low", "quality_high", "mqm", *COLUMNS.values())
    scores = dict.fromkeys(names, number)
    findings = {"findings": arrow.list_(arrow.struct(finding))}
    return arrow.schema({**dict.fromkeys(COPIED, text), **scores, **findings})


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise ConfigError(_MISSING) from None
    return pyarrow, parquet
