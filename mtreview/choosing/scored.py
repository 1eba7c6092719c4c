"""What `mtreview score` wrote, read back: JSON lines, TSV or Parquet, packed or not."""

import io
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mtreview.corpus.inputs import Open, local_file
from mtreview.corpus.packed import damage_named, form_suffix, unpacked
from mtreview.corpus.parquet import fields_in
from mtreview.corpus.rows import COPIED
from mtreview.errors import InputError
from mtreview.model import Severity

Fields = dict[str, Any]
_NUMBERS = ("quality", "quality_low", "quality_high", "mqm")
_COLUMNS = (*COPIED, *_NUMBERS, "findings")


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as far as one chooses by it."""

    rule: str
    category: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Scores:
    """What a row was scored; `interval` is around the quality."""

    quality: float
    interval: tuple[float, float] | None
    mqm: float
    findings: tuple[Found, ...]


def scored_rows(name: str, opened: Open = local_file) -> Iterator[tuple[Fields, Scores]]:
    """Each row of a scored file with its scores; one that is none is an InputError."""
    with damage_named(name), opened(name) as packed:
        rows = _rows(unpacked(packed), name)
        number = 0
        while True:
            number += 1
            try:
                fields = next(rows, None)
                if fields is None:
                    return
                yield fields, scores_of(fields)
            except (ValueError, RecursionError, TypeError, AttributeError) as error:
                reason = error if isinstance(error, ValueError) else "it has no fields"
                raise InputError(f"row {number} of {name} is no scored row: {reason}") from None


def _rows(file: io.BufferedReader, name: str) -> Iterator[Fields]:
    form = form_suffix(name)
    if form == ".tsv":
        return _tab_rows(file)
    if form == ".parquet":
        return map(_bounded, fields_in(file, name, _COLUMNS, ["quality"]))
    return map(json.loads, _lines(file))


def _lines(file: io.BufferedReader) -> Iterator[bytes]:
    return (line for line in file if line.strip())


def _tab_rows(file: io.BufferedReader) -> Iterator[Fields]:
    names = next(file, b"").decode().rstrip("\r\n").split("\t")
    for line in _lines(file):
        cells = line.decode().rstrip("\r\n").split("\t")
        row: Fields = {n: cell or None for n, cell in zip(names, cells, strict=True)}
        row |= {n: float(row[n]) for n in _NUMBERS if row.get(n)}
        yield _bounded({**row, "findings": json.loads(row.get("findings") or "[]")})


def _bounded(row: Fields) -> Fields:
    """The row with its interval in one field, as JSON lines have it."""
    bounds = [row.get("quality_low"), row.get("quality_high")]
    return {**row, "quality_interval": None if None in bounds else bounds}


def scores_of(fields: Fields) -> Scores:
    """The scores in the fields of a row; ValueError says what is wrong with them."""
    findings = fields.get("findings")
    if not isinstance(findings, list | None):
        raise ValueError("findings is no list")
    return Scores(
        _number(fields.get("quality"), "quality"),
        _interval(fields.get("quality_interval")),
        _number(fields.get("mqm", 0.0), "mqm"),
        tuple(map(_found, findings or ())),
    )


def _found(fields: Any) -> Found:
    try:
        severity = Severity(fields["severity"])
        return Found(str(fields["rule"]), str(fields["category"]), severity)
    except (TypeError, KeyError, ValueError):
        raise ValueError("a finding lacks its rule, category or severity") from None


def _interval(bounds: Any) -> tuple[float, float] | None:
    if bounds is None:
        return None
    if not isinstance(bounds, list) or len(bounds) != 2:
        raise ValueError("quality_interval is no pair of numbers")
    return _number(bounds[0], "quality_interval"), _number(bounds[1], "quality_interval")


def _number(value: Any, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"field {name} is missing" if value is None else f"{name} is no number")
    return float(value)
