"""A session loses nothing: processes killed, disks full, rivals, files old, foreign or broken."""

import errno
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mtreview.errors import InputError
from mtreview.model import Action, Decision, Edit, Span
from mtreview.review import database
from mtreview.review.session import FOLDER, Session

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals and limits")

MADE = Decision(
    action=Action.EDIT,
    finding="f0",
    rule="rule",
    span=Span(3, 7),
    text="a\0b “ß”",
    before="be",
    after="af\r\n",
    edit=Edit(Span(3, 6), ""),
    reason="because",
    milliseconds=1500,
    content="c0",
)


def add(session: Session, count: int = 1, name: str = "a.txt") -> list[Decision]:
    entry = session.enter(session.path.parent / name, "c0", {"source_lang": "fr"})
    return [session.record(entry.id, replace(MADE, reason=str(n))) for n in range(count)]


def read(path: Path) -> list[Decision]:
    with Session(path) as session:
        return [d for known in session.documents() for d in session.decisions(known.id)]


def refusal(path: Path, *, read_only: bool = False, wait: float = 0.1) -> str:
    with pytest.raises(InputError) as caught, Session(path, read_only=read_only, wait=wait) as s:
        add(s)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    return message


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session.db"


def test_what_is_recorded_is_read_again(path: Path) -> None:
    with Session(path, reviewer="Ada") as session:
        (first,) = add(session)
        undo = replace(MADE, action=Action.UNDO, edit=None, reverts=first.number)
        second = session.record(1, undo)
        (known,) = session.documents()
    assert (known.path, known.settings, known.reviewer) == ("a.txt", {"source_lang": "fr"}, "Ada")
    assert known.touched.endswith("+00:00")
    assert read(path) == [first, second]
    assert first == replace(MADE, reason="0", reviewer="Ada", at=first.at, number=1)
    with Session(path) as session:
        assert session.decisions(1, after=1) == (second,)


def test_settings_are_kept_until_new_ones_come(path: Path) -> None:
    document = path.parent / "a.txt"
    with Session(path) as session:
        session.enter(document, "c0", {"select": ["rule"]})
        assert session.enter(document, "c1").settings == {"select": ["rule"]}
        assert session.enter(document, "c1", {}).settings == {}


def test_decisions_are_neither_changed_nor_removed(path: Path) -> None:
    with Session(path) as session:
        add(session)
    connection = sqlite3.connect(path)
    for statement in ("UPDATE decisions SET reason = 'x'", "DELETE FROM decisions"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_the_log_is_written_ahead_and_synced(path: Path) -> None:
    with Session(path) as session:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            assert session._connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_where_there_can_be_no_log_a_journal_is_kept() -> None:
    asked: list[str] = []

    class Elsewhere:
        def execute(self, statement: str) -> "Elsewhere":
            asked.append(statement)
            if "WAL" in statement:
                raise sqlite3.OperationalError("locking protocol")
            return self

        def fetchone(self) -> tuple[str]:
            return ("delete",)

    database._journal(Elsewhere())  # type: ignore[arg-type]
    assert asked[1:] == ["PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA"]


def test_the_place_of_a_session(tmp_path: Path) -> None:
    folder = tmp_path / "desk" / "texts"
    folder.mkdir(parents=True)
    document = folder / "a.txt"
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    beside = folder / FOLDER / "session.db"
    if Session.locate(tmp_path / "x.txt") == tmp_path / FOLDER / "session.db":
        assert Session.locate(document) == beside
    (tmp_path / "pyproject.toml").write_text("[tool.mtreview]\n")
    assert Session.locate(document) == tmp_path / FOLDER / "session.db"
    (tmp_path / "desk" / "mtreview.toml").write_text("")
    assert Session.locate(document) == tmp_path / "desk" / FOLDER / "session.db"
    assert Session.locate(document, Path("other.db")) == Path("other.db")
    Session(beside).close()
    assert Session.locate(document) == beside, "what was begun is continued where it is"


def test_a_session_makes_its_folder_and_keeps_it_out_of_git(tmp_path: Path) -> None:
    path = Session.locate(tmp_path / "a.txt")
    with Session(path) as session:
        assert session.enter(tmp_path / "sub" / "a.txt", "c0").path == "sub/a.txt"
    assert (path.parent / ".gitignore").read_text() == "*\n"


def test_a_document_that_moved_keeps_its_decisions_and_a_copy_begins_anew(path: Path) -> None:
    old, new = path.parent / "a.txt", path.parent / "b.txt"
    old.write_text("text")
    with Session(path) as session:
        (made,) = add(session)
        assert session.find(new, "c0") is None
        old.unlink()
        assert session.find(new, "c1") is None
        moved = session.enter(new, "c0")
        assert (moved.path, moved.settings) == ("b.txt", {"source_lang": "fr"})
        assert session.decisions(moved.id) == (made,)
        assert len(session.documents()) == 1


@POSIX
def test_a_name_that_is_not_utf8(path: Path) -> None:
    document = path.parent / os.fsdecode(b"caf\xe9.txt")
    with Session(path) as session:
        entry = session.enter(document, "c0")
        assert session.find(document, "c1") == entry


def test_half_a_character_is_refused(path: Path) -> None:
    with Session(path) as session:
        add(session)
        with pytest.raises(InputError, match="half a character"):
            session.record(1, replace(MADE, reason="\ud800"))
    assert len(read(path)) == 1


def test_an_error_in_the_middle_leaves_nothing_half_done(path: Path) -> None:
    with Session(path) as session:
        add(session)
        with pytest.raises(ZeroDivisionError), session.exclusive():
            session.record(1, MADE)
            raise ZeroDivisionError
        add(session)
    assert len(read(path)) == 2


# What is in the way


def test_a_newer_session_is_refused_untouched(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, ("CREATE TABLE t (x)",)))
        with Session(path) as session:
            add(session)
    before = path.read_bytes()
    assert "update mtreview" in refusal(path)
    assert "update mtreview" in refusal(path, read_only=True)
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_an_older_session_is_migrated(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Session(path) as session:
        made = add(session, 3)
    more = ("ALTER TABLE documents ADD COLUMN note TEXT NOT NULL DEFAULT ''",)
    monkeypatch.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, more))
    assert read(path) == made
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(database.MIGRATIONS),)
    assert connection.execute("SELECT note FROM documents").fetchall() == [("",)]
    connection.close()


def test_a_failed_migration_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Session(path) as session:
        made = add(session, 3)
    with monkeypatch.context() as broken:
        steps = ("CREATE TABLE t (x)", "CREATE TABLE documents (x)")
        broken.setattr(database, "MIGRATIONS", (*database.MIGRATIONS, steps))
        refusal(path)
    assert read(path) == made


def test_the_database_of_another_program_is_refused_untouched(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (address)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert "another program" in refusal(path)
    assert path.read_bytes() == before


def test_what_is_no_database(path: Path) -> None:
    path.write_text("Dear diary,\n" * 500)
    assert "not a review" in refusal(path)
    path.write_bytes(b"")
    with Session(path) as session:
        assert len(add(session)) == 1, "an empty file is an empty session"


def test_a_damaged_session(path: Path) -> None:
    with Session(path) as session:
        add(session, 200)
    data = bytearray(path.read_bytes())
    data[4096:] = random.Random(1).randbytes(len(data) - 4096)
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged"):
        read(path)


def test_a_value_that_means_nothing(path: Path) -> None:
    with Session(path) as session:
        add(session)
        session._connection.execute("UPDATE documents SET settings = '{'")
        with pytest.raises(InputError, match="damaged"):
            session.documents()


def test_no_folder_or_a_folder_in_its_place(tmp_path: Path) -> None:
    assert "folder exists" in refusal(tmp_path / "none" / "session.db")
    assert "not a file" in refusal(tmp_path)
    (tmp_path / FOLDER).write_text("in the way")
    refusal(tmp_path / FOLDER / "session.db")


def test_a_session_that_is_being_written_to(path: Path) -> None:
    with Session(path) as session:
        add(session)
        with session.exclusive():
            assert "another program is writing" in refusal(path)
        add(session)
    assert len(read(path)) == 2


def test_a_full_disk(path: Path) -> None:
    with Session(path) as session:
        made = add(session, 5)
        (pages,) = session._connection.execute("PRAGMA page_count").fetchone()
        session._connection.execute(f"PRAGMA max_page_count = {pages}")
        long = replace(MADE, reason="x" * 100_000)
        with pytest.raises(InputError, match="disk is full"):
            session.record(1, long)
        with pytest.raises(InputError, match="disk is full"), session.exclusive():
            session.record(1, long)
        session._connection.execute("PRAGMA max_page_count = 100000")
        made.append(session.record(1, long))
    assert read(path) == made


@contextmanager
def unprivileged() -> Iterator[None]:
    """To root no folder is read-only; for a while, be somebody else."""
    if sys.platform == "win32" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def shared_folder() -> Iterator[Path]:
    """A folder that everybody can reach, unlike those of pytest."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@POSIX
def test_a_read_only_folder(shared_folder: Path) -> None:
    path = shared_folder / "session.db"
    with Session(path) as session:
        made = add(session, 3)
    path.chmod(0o444)
    shared_folder.chmod(0o555)
    with unprivileged():
        assert "read-only" in refusal(path)
        refusal(shared_folder / "new.db")
        assert "make room" in refusal(shared_folder / FOLDER / "session.db")
        with Session(path, read_only=True) as session:
            assert list(session.decisions(1)) == made
            with pytest.raises(InputError, match="read-only"):
                add(session)
    shared_folder.chmod(0o777)
    path.chmod(0o666)
    assert read(path) == made


def test_reading_what_is_not_there_makes_nothing(path: Path) -> None:
    with Session(path, read_only=True) as session:
        assert session.documents() == ()
        assert session.find(path.parent / "a.txt", "c0") is None
    assert not path.exists()


# Other processes

LOOP = """
import importlib.util, sys
from pathlib import Path
spec = importlib.util.spec_from_file_location("helpers", sys.argv[1])
helpers = importlib.util.module_from_spec(spec)
spec.loader.exec_module(helpers)
if len(sys.argv) > 4:
    import resource
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[4]),) * 2)
with helpers.Session(Path(sys.argv[2]), wait=30) as session:
    for _ in range(int(sys.argv[3])):
        try:
            print(helpers.add(session)[0].number, flush=True)
        except helpers.InputError as error:
            print(error, file=sys.stderr)
            break
"""


def start(path: Path, printed: Path, *more: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", LOOP, __file__, str(path), *map(str, more)]
    with printed.open("wb") as output:  # not a pipe, of which a reader may hold back a part
        return subprocess.Popen(
            command, stdout=output, stderr=subprocess.PIPE, text=True, encoding="utf-8"
        )


def numbers(printed: Path) -> list[int]:
    # The last line may have been cut by the kill.
    lines = printed.read_text().splitlines(keepends=True)
    return [int(line) for line in lines if line.endswith("\n")]


@POSIX
@pytest.mark.parametrize("seed", range(4))
def test_kill_9_loses_no_decision(path: Path, seed: int) -> None:
    printed = path.with_name("printed")
    process = start(path, printed, 1_000_000)
    patience = time.monotonic() + 60
    while not printed.stat().st_size and time.monotonic() < patience:
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0, 0.3))
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    promised = numbers(printed)
    kept = [decision.number for decision in read(path)]
    assert promised
    assert kept[: len(promised)] == promised
    assert len(kept) - len(promised) in (0, 1), "at most the one that was about to be printed"


def test_two_processes_write_at_once(path: Path) -> None:
    printed = [path.with_name(f"printed-{n}") for n in range(2)]
    for process in [start(path, each, 60) for each in printed]:
        process.communicate(timeout=120)
    assert sorted(numbers(printed[0]) + numbers(printed[1])) == list(range(1, 121))
    assert [decision.number for decision in read(path)] == list(range(1, 121))


@POSIX
def test_a_disk_that_takes_no_more_keeps_what_was_promised(path: Path) -> None:
    printed = path.with_name("printed")
    _, error = start(path, printed, 100_000, 300_000).communicate(timeout=120)
    promised = numbers(printed)
    assert len(promised) > 10
    assert "nothing decided is lost" in error
    assert [decision.number for decision in read(path)] == promised


FIRST_VERSION = (
    "INSERT INTO documents VALUES (1, 'a.txt', 'c0', '{}', 'Ada', '2026-01-02T03:04:05.000+00:00')",
    "INSERT INTO decisions VALUES (1, 1, 'dismiss', 'f', 'rule', 3, 7, 'word', 'be', 'af', NULL, "
    "NULL, NULL, 'why', 'Ada', '2026-01-02T03:04:05.000+00:00', 12, NULL, 'c0')",
)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_review_of_the_first_version_is_read_and_gone_on_with(
    path: Path, read_only: bool
) -> None:
    old = sqlite3.connect(path)
    for statement in (*database.MIGRATIONS[0], *FIRST_VERSION):
        old.execute(statement)
    old.execute(f"PRAGMA application_id = {database.APPLICATION}")
    old.execute("PRAGMA user_version = 1")
    old.commit()
    old.close()
    before = path.read_bytes()
    with Session(path, read_only=read_only) as session:
        (decision,) = session.decisions(1)
        assert (decision.action, decision.reason, decision.quote) == (Action.DISMISS, "why", None)
        assert session.visits(1) == ()
        if not read_only:
            (added,) = add(session)
            assert session.decisions(1) == (decision, added)
    assert (path.read_bytes() == before) is read_only


def test_a_folder_of_its_own_is_kept_out_of_git_after_a_full_disk_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / ".mtreview" / "session.db"

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("mtreview.review.session.write_atomically", full)
        with pytest.raises(InputError):
            Session(place)
    assert not (place.parent / ".gitignore").exists()
    with Session(place):
        assert (place.parent / ".gitignore").read_text() == "*\n"
