"""Rows of a corpus with what they were scored: in the rows themselves, or in a file beside them.

Both files are read at the same pace, a row at a time, so that their size does not matter.
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from mtreview.corpus.rows import Decode, Reject, Row, read_rows
from mtreview.errors import InputError
from mtreview.model import Severity

Fields = dict[str, Any]


class Lines(Protocol):
    """A file as far as a corpus is read from it."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or the beginning of it."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as far as one chooses by it."""

    rule: str
    category: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Scores:
    """What a row was scored, as `mtreview score` writes it; `interval` is around the quality."""

    quality: float
    interval: tuple[float, float] | None
    mqm: float
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, the line that it was read from, and its scores; None where it has none."""

    row: Row
    line: bytes
    scores: Scores | None


class _Recorder:
    """A file of which the line read last is known."""

    def __init__(self, file: Lines) -> None:
        self.line = b""
        self._file = file

    def readline(self, size: int = -1, /) -> bytes:
        self.line = self._file.readline(size)
        return self.line


def entries(
    file: Lines, form: str, decode: Decode, beside: Iterator[Fields] | None = None
) -> tuple[bytes, Iterator[Entry | Reject]]:
    """The line of field names, if the form has one, and the rows, each with its scores.

    `beside` are the rows of a scored file, which must be of this very corpus.
    """
    recorder = _Recorder(file)
    rows = read_rows(recorder, form, decode)  # type: ignore[arg-type] # reads lines and no more
    return recorder.line, _entries(rows, recorder, form, decode, beside)


def _entries(
    rows: Iterator[Row | Reject],
    recorder: _Recorder,
    form: str,
    decode: Decode,
    beside: Iterator[Fields] | None,
) -> Iterator[Entry | Reject]:
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        line = recorder.line
        if beside is not None:
            yield Entry(row, line, scores_of(_counterpart(row, beside)))
            continue
        fields = json.loads(decode(line)) if form == "jsonl" else {}
        try:
            yield Entry(row, line, scores_of(fields) if "quality" in fields else None)
        except ValueError as error:
            yield Reject(row.number, str(error))
    if beside is not None and next(beside, None) is not None:
        raise InputError("the scores go on after the corpus ends: name the scores of this corpus")


def _counterpart(row: Row, beside: Iterator[Fields]) -> Fields:
    """The scored row of a row."""
    fields = next(beside, None)
    if fields is None:
        raise InputError(
            f"the scores end before line {row.number} of the corpus: score this very corpus"
        )
    if fields.get("id") != row.id:
        raise InputError(
            f"line {row.number} of the corpus is {row.id!r}, and its scores are of "
            f"{fields.get('id')!r}: name the scores of this corpus"
        )
    return fields


def unscored(corpus: str, entry: Entry) -> InputError:
    """Say that a row has no scores, and what to do."""
    return InputError(
        f"{corpus}, line {entry.row.number} has no quality: score the corpus (mtreview score) and "
        "name what that wrote, --scores FILE"
    )


def scored_rows(file: Lines, name: str) -> Iterator[Fields]:
    """The rows that `mtreview score` wrote, as they are; one that is none is an InputError."""
    number = 0
    while line := file.readline():
        number += 1
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
            scores_of(fields)
        except (ValueError, RecursionError, TypeError, AttributeError) as error:
            reason = error if isinstance(error, ValueError) else "it is no JSON object"
            raise InputError(f"{name}, line {number} is no scored row: {reason}") from None
        yield fields


def scores_of(fields: Fields) -> Scores:
    """The scores in a scored row; ValueError says what is wrong with them."""
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
