"""A run over a corpus: rows in, scored rows out, from where an earlier run ended."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import BinaryIO, Protocol

from mtreview.config import Config
from mtreview.corpus.inputs import Corpus
from mtreview.corpus.local import score_rows
from mtreview.corpus.rows import Reject, Row, said_of
from mtreview.corpus.scoring import Scored
from mtreview.corpus.summary import Summary
from mtreview.errors import InputError


class Sink(Protocol):
    """Where a run's rows and rejects go, and what came before it.

    `read` counts the rows that were scored or failed, `rejected` these and what is no row.
    """

    summary: Summary
    read: int
    rejected: int
    is_complete: bool

    def add(self, scored: Scored) -> None:
        """Take the rows of a window."""

    def reject(self, reject: Reject) -> None:
        """Take what is no row."""


class Stream:
    """A sink that writes at once, to what no run can go on with; `say` tells of bad rows."""

    def __init__(self, file: BinaryIO, say: Callable[[str], None]) -> None:
        self.summary = Summary()
        self.read = self.rejected = 0
        self.is_complete = False
        self._file, self._say = file, say

    def add(self, scored: Scored) -> None:
        """Write scored rows, and tell of those that failed."""
        self._file.write(scored.lines)
        self.summary.merge(scored.summary)
        self.read += scored.rows
        for reject in scored.rejects:
            self.reject(reject)

    def reject(self, reject: Reject) -> None:
        """Tell of a bad row."""
        self._say(said_of(reject))
        self.rejected += 1


def run(
    corpus: Corpus,
    config: Config,
    sink: Sink,
    jobs: int,
    *,
    strict: bool = False,
) -> Generator[None, None, None]:
    """Score what the sink does not have yet, a step a window.

    Raises InputError for a corpus without a good row, and with `strict` at the first bad one.
    """
    if sink.is_complete:
        return
    first = ""
    failed = sink.read - sink.summary.segments
    rows = _beyond(corpus.rows(), sink.read, sink.rejected - failed)
    with closing(score_rows(rows, config, jobs)) as outcomes:
        for outcome in outcomes:
            rejects = [outcome] if isinstance(outcome, Reject) else outcome.rejects
            first = first or "".join(map(said_of, rejects[:1]))
            if rejects and strict:
                raise InputError(f"a row cannot be used, and --strict is given: {first}")
            if isinstance(outcome, Reject):
                sink.reject(outcome)
            else:
                sink.add(outcome)
                yield
    if first and not sink.summary.segments:
        raise InputError(f"{', '.join(corpus.files)} has no row that can be used: {first}")


def _beyond(items: Iterable[Row | Reject], rows: int, rejects: int) -> Iterator[Row | Reject]:
    """What comes after so many rows and rejects."""
    for item in items:
        if isinstance(item, Reject) and rejects:
            rejects -= 1
        elif isinstance(item, Row) and rows:
            rows -= 1
        else:
            yield item
