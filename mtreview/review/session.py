"""A session: the append-only log of decisions on the documents of a folder, in one SQLite file.

A decision is on disk when the call that records it returns. Each is known by its number, which
grows; documents are known by their path relative to the session's folder, and by the hash of their
text when they were moved.
"""

import getpass
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from mtreview.config import find_config
from mtreview.files import write_atomically
from mtreview.model import Decision
from mtreview.review.database import connect, explained, transaction
from mtreview.review.rows import INSERT, SELECT, SELECT_ALL, from_row, to_row

FOLDER = ".mtreview"
FILE_NAME = "session.db"

_AT_WORK = timedelta(minutes=10)  # since somebody touched a document


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document as the session knows it: `touched` is when it was last worked on, UTC, ISO 8601.

    `settings` are those of the review (source language, rules), so that an export can use them.
    """

    id: int
    path: str
    content: str
    settings: Mapping[str, Any]
    reviewer: str
    touched: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay at a segment: the time worked there, idle time left out, and the keys pressed.

    `content` is the hash of the text whose segments are counted.
    """

    segment: int
    content: str
    milliseconds: int
    keys: int
    reviewer: str = ""
    at: str = ""


class Session:
    """The decisions kept in one file; to be used from one thread, and as a context manager."""

    def __init__(
        self, path: Path, *, reviewer: str | None = None, read_only: bool = False, wait: float = 5.0
    ) -> None:
        """Open or begin the session at `path`; InputError, one line, if that cannot be.

        `wait` is how many seconds another program may hold the file before that is an error.
        """
        self.path = path
        self.reviewer = reviewer or _user()
        self.read_only = read_only
        if not read_only:
            _make_folder(path)
        self._connection = connect(path, read_only=read_only, wait=wait)

    @staticmethod
    def locate(document: Path, explicit: Path | None = None) -> Path:
        """Return where the decisions on a document are kept: `explicit`, or beside its settings.

        A session begun beside the document goes on there even if settings came later further up.
        """
        if explicit is not None:
            return explicit
        folder = document.resolve().parent
        own = folder / FOLDER / FILE_NAME
        if own.exists() or (config := find_config(folder)) is None:
            return own
        return config.parent / FOLDER / FILE_NAME

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go; nothing waits to be written."""
        self._connection.close()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Keep other writers out, so that what is decided rests on what was just read."""
        if self._connection.in_transaction:
            yield
            return
        with explained(self.path), transaction(self._connection):
            yield

    def documents(self) -> tuple[Reviewed, ...]:
        """Return every document of the session, by path."""
        return self._documents("1")

    def find(self, document: Path, content: str) -> Reviewed | None:
        """Return what is known of a document, by its path, else as one that was moved here."""
        for known in self._documents("path = ?", self._key(document)):
            return known
        alike = self._documents("content = ?", content)
        moved = [known for known in alike if not (self._folder / known.path).exists()]
        return moved[0] if len(moved) == 1 else None

    def others_at_work(self, document: Path, content: str) -> str:
        """Return who else opened or decided on a document in the last minutes, "" if nobody did."""
        if (known := self.find(document, content)) is None:
            return ""
        since = (datetime.now(UTC) - _AT_WORK).isoformat(timespec="milliseconds")
        if known.reviewer != self.reviewer and known.touched > since:
            return known.reviewer
        with explained(self.path):
            others = self._connection.execute(
                "SELECT reviewer FROM decisions WHERE document = ? AND reviewer != ? AND at > ? "
                "ORDER BY number DESC LIMIT 1",
                (known.id, self.reviewer, since),
            )
            return next((reviewer for (reviewer,) in others), "")

    def enter(
        self, document: Path, content: str, settings: Mapping[str, Any] | None = None
    ) -> Reviewed:
        """Make a document known, or note that it is worked on again; None keeps its settings."""
        with self.exclusive():
            known = self.find(document, content)
            kept = settings if settings is not None else known.settings if known else {}
            row = (self._key(document), content, json.dumps(kept), self.reviewer, now())
            if known is None:
                added = self._connection.execute(
                    "INSERT INTO documents (path, content, settings, reviewer, touched) "
                    "VALUES (?, ?, ?, ?, ?)",
                    row,
                )
                return Reviewed(added.lastrowid or 0, row[0], content, kept, *row[3:])
            self._connection.execute(
                "UPDATE documents SET path = ?, content = ?, settings = ?, reviewer = ?, "
                "touched = ? WHERE id = ?",
                (*row, known.id),
            )
            return Reviewed(known.id, row[0], content, kept, *row[3:])

    def decisions(self, document: int, after: int = 0) -> tuple[Decision, ...]:
        """Return the log of a document in order, from the event that follows number `after`."""
        with explained(self.path):
            rows = self._connection.execute(SELECT, (document, after))
            return tuple(from_row(row) for row in rows)

    def record(self, document: int, decision: Decision) -> Decision:
        """Append a decision; it is on disk on return, with its number, reviewer and time."""
        full = replace(
            decision, reviewer=decision.reviewer or self.reviewer, at=decision.at or now()
        )
        with explained(self.path):
            added = self._connection.execute(INSERT, (document, *to_row(full)))
        return replace(full, number=added.lastrowid or 0)

    def every_decision(self, after: int = 0) -> tuple[tuple[int, Decision], ...]:
        """Return the decisions on all documents from the one that follows number `after`."""
        with explained(self.path):
            rows = self._connection.execute(SELECT_ALL, (after,))
            return tuple((row[-1], from_row(row[:-1])) for row in rows)

    def note(self, document: int, visit: Visit) -> None:
        """Append a stay at a segment; it is on disk on return."""
        who, at = visit.reviewer or self.reviewer, visit.at or now()
        row = (document, visit.segment, visit.content, who, at, visit.milliseconds, visit.keys)
        with explained(self.path):
            self._connection.execute(
                "INSERT INTO visits (document, segment, content, reviewer, at, milliseconds, keys) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def visits(self, document: int) -> tuple[Visit, ...]:
        """Return the stays at the segments of a document, in order."""
        with explained(self.path):
            rows = self._connection.execute(
                "SELECT segment, content, milliseconds, keys, reviewer, at FROM visits "
                "WHERE document = ? ORDER BY number",
                (document,),
            )
            return tuple(Visit(*row) for row in rows)

    def _documents(self, condition: str, *values: str) -> tuple[Reviewed, ...]:
        with explained(self.path):
            rows = self._connection.execute(
                "SELECT id, path, content, settings, reviewer, touched FROM documents "
                f"WHERE {condition} ORDER BY path",
                values,
            )
            return tuple(
                Reviewed(id, path, content, json.loads(settings), reviewer, touched)
                for id, path, content, settings, reviewer, touched in rows
            )

    @property
    def _folder(self) -> Path:
        folder = self.path.resolve().parent
        return folder.parent if folder.name == FOLDER else folder

    def _key(self, document: Path) -> str:
        """Name a document within the session, alike on every system."""
        resolved = document.resolve()
        try:
            relative = os.path.relpath(resolved, self._folder)
        except ValueError:  # another drive
            relative = str(resolved)
        # A name that is not UTF-8 cannot be stored as it is.
        return Path(relative).as_posix().encode("utf-8", "backslashreplace").decode()


def now() -> str:
    """Return the time, UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _user() -> str:
    with suppress(OSError, KeyError, ImportError):  # no such user, no such variable, no pwd
        return getpass.getuser()
    return ""


def _make_folder(path: Path) -> None:
    """Make the folder of a session that has one of its own, and keep it out of git.

    A database that is being written cannot be merged, and would be torn by a commit; ignored, it
    also survives `git clean`.
    """
    if path.parent.name != FOLDER or path.exists():
        return
    with explained(path):
        path.parent.mkdir(exist_ok=True)
        if not (ignore := path.parent / ".gitignore").exists():
            write_atomically(ignore, b"*\n")
