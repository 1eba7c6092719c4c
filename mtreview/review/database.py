"""The file that holds a review: opened with care, migrated, its errors said in one line.

A file of a newer program or of another one is refused before a byte of it changes.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from mtreview.errors import InputError

APPLICATION = 0x4D545256  # "MTRV", so that a database of another program is never written to

# Each entry raises the version by one; an entry that was once released is never changed.
# Actions and settings are free text: what a later version adds needs no new table.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE documents (
            id INTEGER PRIMARY KEY,
            path TEXT NOT NULL UNIQUE,
            content TEXT NOT NULL,
            settings TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            touched TEXT NOT NULL)""",
        """CREATE TABLE decisions (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            document INTEGER NOT NULL REFERENCES documents (id),
            action TEXT NOT NULL,
            finding TEXT NOT NULL,
            rule TEXT NOT NULL,
            start INTEGER NOT NULL,
            stop INTEGER NOT NULL,
            text TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            edit_start INTEGER,
            edit_stop INTEGER,
            edit_text TEXT,
            reason TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            at TEXT NOT NULL,
            milliseconds INTEGER NOT NULL,
            reverts INTEGER REFERENCES decisions (number),
            content TEXT NOT NULL)""",
        "CREATE INDEX decisions_by_document ON decisions (document, number)",
        """CREATE TRIGGER decisions_are_not_changed BEFORE UPDATE ON decisions
            BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END""",
        """CREATE TRIGGER decisions_are_not_removed BEFORE DELETE ON decisions
            BEGIN SELECT RAISE (ABORT, 'decisions are append-only'); END""",
    ),
    (
        "ALTER TABLE decisions ADD COLUMN quote TEXT",
        "ALTER TABLE decisions ADD COLUMN batch TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE decisions ADD COLUMN scope TEXT NOT NULL DEFAULT 'here'",
        "ALTER TABLE decisions ADD COLUMN category TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE decisions ADD COLUMN severity TEXT",
        "ALTER TABLE decisions ADD COLUMN score REAL",
        """CREATE TABLE visits (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            document INTEGER NOT NULL REFERENCES documents (id),
            segment INTEGER NOT NULL,
            content TEXT NOT NULL,
            reviewer TEXT NOT NULL,
            at TEXT NOT NULL,
            milliseconds INTEGER NOT NULL,
            keys INTEGER NOT NULL)""",
        "CREATE INDEX visits_by_document ON visits (document)",
    ),
)

_ADVICE = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and try again, nothing decided is lost",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written; check it and try again, "
    "nothing decided is lost",
    sqlite3.SQLITE_BUSY: "another program is writing to it; try again when that one is done",
    sqlite3.SQLITE_LOCKED: "another program is writing to it; try again when that one is done",
    sqlite3.SQLITE_READONLY: "it is read-only; make it writable or name another with --session",
    sqlite3.SQLITE_PERM: "it may not be opened; change its permissions or name another with "
    "--session",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; check that its folder exists and is writable, "
    "or name another with --session",
    sqlite3.SQLITE_CORRUPT: "it is damaged; move it away and bring back a copy, or save what it "
    "holds with sqlite3's .recover",
    sqlite3.SQLITE_NOTADB: "it is not a review; name another with --session",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what goes wrong with a review's file into an InputError of one line."""
    try:
        yield
    except sqlite3.Error as error:
        unknown = f"it cannot be used ({error}); name another with --session"
        advice = _ADVICE.get(_cause(error, path), unknown)
        raise InputError(f"the review {path}: {advice}") from error
    except OSError as error:
        raise InputError(
            f"the review {path}: {error.strerror or error}; make room for it there or name another "
            "with --session"
        ) from error
    except UnicodeEncodeError as error:
        raise InputError(
            f"the review {path}: half a character cannot be stored; remove "
            f"{error.object[error.start]!a} from the text"
        ) from error
    except (ValueError, TypeError) as error:  # a value that no version of this program wrote
        raise InputError(
            f"the review {path}: {_ADVICE[sqlite3.SQLITE_CORRUPT]} ({error})"
        ) from error


def _cause(error: sqlite3.Error, path: Path) -> int:
    """What is wrong: where nothing may be written, SQLite says only that it cannot open."""
    writable = all(os.access(place, os.W_OK) for place in (path, path.parent))
    if _code(error) == sqlite3.SQLITE_CANTOPEN and path.exists() and not writable:
        return sqlite3.SQLITE_READONLY
    return _code(error)


def connect(path: Path, *, read_only: bool, wait: float) -> sqlite3.Connection:
    """Open the database, made or migrated as needed; `wait` is in seconds, for other writers.

    Raises InputError for what is not a review, or one of a newer version, and leaves it untouched.
    """
    with explained(path):
        if path.exists() and not path.is_file():
            raise InputError(f"the review {path}: it is not a file; name one with --session")
        exists = path.exists() and path.stat().st_size > 0
        if exists:
            _must_be_ours(path, wait)
        if read_only:
            return _reader(path, wait) if exists else _empty()
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        try:
            _prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection


def _must_be_ours(path: Path, wait: float) -> None:
    """Look at the version without a write, or a file beside it."""
    probe = _read(path, wait, immutable=not _has_log(path))
    try:
        (application,) = probe.execute("PRAGMA application_id").fetchone()
        (version,) = probe.execute("PRAGMA user_version").fetchone()
        (tables,) = probe.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        probe.close()
    if application != APPLICATION and (application or version or tables):
        raise InputError(
            f"the review {path}: it is a database of another program; name another with --session"
        )
    if version > len(MIGRATIONS):
        raise InputError(
            f"the review {path}: a newer mtreview wrote it (version {version}, this "
            f"one knows {len(MIGRATIONS)}); update mtreview"
        )


def _prepare(connection: sqlite3.Connection) -> None:
    _journal(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA fullfsync = ON")  # on macOS a plain fsync stops at the drive's cache
    migrate(connection)


def _journal(connection: sqlite3.Connection) -> None:
    """Choose the write-ahead log, or a rollback journal where the filesystem cannot have one."""
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError as error:
        if _code(error) == sqlite3.SQLITE_BUSY:  # another is just choosing
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
        else:
            (mode,) = connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    # Without a log, EXTRA also makes the end of a transaction itself last.
    connection.execute(f"PRAGMA synchronous = {'FULL' if mode == 'wal' else 'EXTRA'}")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the present version, all or nothing; also shows that it is writable."""
    with transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == len(MIGRATIONS):
            return
        for statements in MIGRATIONS[version:]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold the write lock, then commit what was written, or nothing of it after an error."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back already
            connection.execute("ROLLBACK")
        raise


def _reader(path: Path, wait: float) -> sqlite3.Connection:
    connection = _read(path, wait)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        if _has_log(path):  # an immutable reader would not see what is in the log
            raise
        connection = _read(path, wait, immutable=True)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return connection if version == len(MIGRATIONS) else _migrated(connection)


def _migrated(older: sqlite3.Connection) -> sqlite3.Connection:
    """What an older database would be after its migration; the file stays as it is."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    older.backup(connection)
    older.close()
    migrate(connection)
    return connection


def _empty() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


def _read(path: Path, wait: float, *, immutable: bool = False) -> sqlite3.Connection:
    """Open for reading; `immutable` needs no lock and no file beside it."""
    name = quote(path.absolute().as_posix().encode("utf-8", "surrogateescape"), safe="/:")
    name = name if name.startswith("/") else "/" + name  # a drive: file:///C:/...
    address = f"file://{name}?mode=ro" + ("&immutable=1" if immutable else "")
    return sqlite3.connect(address, uri=True, timeout=wait, isolation_level=None)


def _has_log(path: Path) -> bool:
    """Tell whether a write-ahead log holds what the database itself does not have yet."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


def _code(error: sqlite3.Error) -> int:
    """Return what kind of error it is; the rest of SQLite's code is detail."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
