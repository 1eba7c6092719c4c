"""Rows of a corpus with what they were scored: in the rows themselves, or in a file beside them.

Both files are read at the same pace, a row at a time, so that their size does not matter.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from mtreview.choosing.scored import Fields, Scores, scored_rows, scores_of
from mtreview.corpus.inputs import BY_LINES, STDIN, Corpus, Open, form_of, local_file
from mtreview.corpus.lines import MAX_LINE
from mtreview.corpus.own import is_scored
from mtreview.corpus.rows import FIELDS, Reject, Row
from mtreview.errors import ConfigError, InputError
from mtreview.formats.fields import asked_fields

_TABLES = ("jsonl", "tsv", "parquet")  # forms in which scores are written
_HEADED = ("tsv", "csv")  # forms whose first line names the fields


@dataclass(frozen=True, slots=True)
class Entry:
    """A row, the line or lines that it was read from (empty where it is none), and its scores."""

    row: Row
    line: bytes
    scores: Scores | None


class _Recorder(io.BufferedIOBase):
    """A file read by lines, of which what was read since the last row is known."""

    def __init__(self, file: io.BufferedReader, form: str) -> None:
        self.head = b""
        self._file, self._form = file, form
        self._held = b""

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line, or the beginning of it."""
        line = self._file.readline(size)
        if self._form in _HEADED and not self.head:
            self.head = line
        elif self._form == "csv" and len(self._held) < MAX_LINE:  # whose rows may take several
            self._held += line
        else:
            self._held = line
        return line

    def taken(self) -> bytes:
        """What was read since this was asked last."""
        held, self._held = self._held, b""
        return held


class Entries:
    """The rows of a corpus, each with its scores, and the line of field names that it begins with.

    `scores` is the file that was written of this very corpus; without it, the rows of JSON lines
    may have their scores among their fields. `source` is the file whose lines are the sources of
    plain lines; `fields` names those of a table.
    """

    def __init__(
        self,
        name: str,
        form: str | None = None,
        encoding: str | None = None,
        scores: str | None = None,
        opened: Open = local_file,
        source: str | None = None,
        fields: str | None = None,
    ) -> None:
        if name == scores:
            raise ConfigError("the corpus and its scores are one file: leave --scores out")
        self.name = name
        self._may_be_scored = name != STDIN and "mt" not in asked_fields(fields, FIELDS)
        self._opened = opened
        self.form = form or form_of(name, opened)
        self._recorder: _Recorder | None = None
        self._beside = scored_rows(scores, opened) if scores else None
        self._corpus = Corpus(
            (name,), self.form, encoding, source, opened, through=self._recorded, fields=fields
        )

    @property
    def written(self) -> str:
        """The form that its rows are written in again: as they came, else JSON lines."""
        return self.form if self.form in BY_LINES else "jsonl"

    @property
    def head(self) -> bytes:
        """The line of field names, once a row was read; empty of a form that has none."""
        return self._recorder.head if self._recorder else b""

    def _recorded(self, file: io.BufferedReader) -> BinaryIO:
        self._recorder = _Recorder(file, self.form)
        return cast(BinaryIO, self._recorder)

    def __iter__(self) -> Iterator[Entry | Reject]:
        if self._may_be_scored and self.form in _TABLES and is_scored(self.name, self._opened):
            raise ConfigError(
                f"{self.name} has scores and no translations: name the corpus that was scored, and "
                f"--scores {self.name}"
            )
        for row in self._corpus.rows():
            line = self._recorder.taken() if self._recorder else b""
            if isinstance(row, Reject):
                yield row
                continue
            try:
                yield Entry(row, line, self._scores(row, line))
            except ValueError as error:
                yield Reject(row.number, str(error))
        if self._beside is not None and next(self._beside, None) is not None:
            raise InputError("the scores go on after the corpus ends: name the scores of it")

    def _scores(self, row: Row, line: bytes) -> Scores | None:
        if self._beside is not None:
            return _counterpart(row, self._beside)
        if self.form != "jsonl" or b'"quality"' not in line:
            return None
        fields = json.loads(line.decode(errors="replace"))  # scores are ASCII in any encoding
        return scores_of(fields) if "quality" in fields else None

    def unscored(self, entry: Entry) -> InputError:
        """Say that a row has no scores, and what to do."""
        return InputError(
            f"{self.name}, line {entry.row.number} has no quality: score the corpus (mtreview "
            "score) and name what that wrote, --scores FILE"
        )


def _counterpart(row: Row, beside: Iterator[tuple[Fields, Scores]]) -> Scores:
    """The scores of a row."""
    fields, scores = next(beside, ({}, None))
    if scores is None:
        raise InputError(
            f"the scores end before line {row.number} of the corpus: score this very corpus"
        )
    known = fields.get("id")
    if (known is None) != (row.id is None) or str(known) != str(row.id):
        raise InputError(
            f"line {row.number} of the corpus is “{row.id}”, and its scores are of “{known}”: name "
            "the scores of this corpus"
        )
    return scores
