"""The real program in a real terminal, and what happens to it: nothing that was decided is lost."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from mtreview.model import Action, Decision
from mtreview.review.session import Session

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal and signals are POSIX", allow_module_level=True)

from terminal import PATIENCE, reviewing

TEXT = "".join(f"Paragraph {n} is about the the harbour.\n\n" for n in range(20))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, "utf-8")
    return file


def decided(path: Path, session: Path | None = None) -> Sequence[Decision]:
    """What the session holds of the one document."""
    with Session(Session.locate(path, session), read_only=True) as opened:
        (known,) = opened.documents()
        return opened.decisions(known.id)


# Killed


@pytest.mark.parametrize("seed", range(4))
def test_kill_9_at_any_moment_loses_no_decision(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with reviewing(path) as terminal:
        terminal.wait("20 open")
        terminal.press("ad")
        terminal.wait("2 decided")
        terminal.press("e")
        terminal.wait("Instead of")
        terminal.press("X\r")
        terminal.wait("3 decided")
        terminal.press("".join(chance.choices("aaadu", k=12)))  # and in the middle of these
        time.sleep(chance.uniform(0, 0.2))
        terminal.process.send_signal(signal.SIGKILL)
        terminal.end()
        shown = terminal.text.count("decided")
    made = decided(path)
    assert len(made) >= 3
    assert shown >= 3
    first = [Action.ACCEPT, Action.DISMISS, Action.EDIT]
    assert [decision.action for decision in made[:3]] == first
    assert made[2].edit is not None
    assert made[2].edit.text == "theX"
    assert path.read_text("utf-8") == TEXT
    left = replayed(decision.action for decision in made)
    with reviewing(path) as terminal:
        terminal.wait(f"{20 - left} open +{left} decided")
        terminal.press("q")
        terminal.wait(f"{left} decided and kept, {20 - left} findings open")


def replayed(actions: Iterator[Action]) -> int:
    """How many decisions stand after these, of which each undo takes back the last."""
    standing = 0
    for action in actions:
        standing += -1 if action is Action.UNDO else 1
    return standing


def test_kill_9_keeps_what_was_shown_as_decided(path: Path) -> None:
    with reviewing(path) as terminal:
        terminal.wait("20 open")
        terminal.press("aaaaaaaaaaaa")
        terminal.wait("([4-9]|1[0-9]) decided")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait(PATIENCE)
        shown = terminal.shown()
    assert len(decided(path)) >= shown >= 4


def test_kill_9_loses_no_segment_that_was_written_anew(path: Path) -> None:
    with reviewing(path) as terminal:
        terminal.wait("20 open")
        terminal.press("E")
        terminal.wait("as it should read")
        terminal.press(" It is shut.\r")
        terminal.wait("1 decided")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait(PATIENCE)
    (made,) = decided(path)
    assert made.action is Action.REWRITE
    assert made.edit is not None
    assert made.edit.text == "Paragraph 0 is about the the harbour. It is shut."
    with reviewing(path) as terminal:
        terminal.wait("harbour. It is shut.")
        terminal.press("u")
        terminal.wait("Undone: rewrite")
        terminal.press("q")


# The terminal


@contextmanager
def heeding(handler: signal.Handlers) -> Iterator[None]:
    """Let programs that are started here begin with this answer to a hang-up."""
    before = signal.signal(signal.SIGHUP, handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("heeded", [signal.SIG_DFL, signal.SIG_IGN])  # the second under nohup
def test_a_terminal_that_is_gone_ends_the_program_and_loses_nothing(
    path: Path, heeded: signal.Handlers
) -> None:
    with heeding(heeded), reviewing(path) as terminal:
        terminal.wait("20 open")
        terminal.press("aad")
        terminal.wait("3 decided")
        terminal.press("e")
        terminal.wait("Instead of")
        terminal.hang_up()
    assert [d.action for d in decided(path)] == [Action.ACCEPT, Action.ACCEPT, Action.DISMISS]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_program_and_loses_nothing(path: Path, number: signal.Signals) -> None:
    with reviewing(path) as terminal:
        terminal.wait("20 open")
        terminal.press("aa")
        terminal.wait("2 decided")
        terminal.process.send_signal(number)
        ended = terminal.end()
        assert "Traceback" not in terminal.text
        if number is signal.SIGTERM:  # the terminal is given back: the other screen, the cursor
            assert ended == 128 + number
            assert b"\x1b[?1049l" in terminal.data
            assert b"\x1b[?25h" in terminal.data
    assert [d.action for d in decided(path)] == [Action.ACCEPT, Action.ACCEPT]


def test_a_terminal_of_another_size_is_drawn_anew(path: Path) -> None:
    with reviewing(path) as terminal:
        terminal.wait("20 open")
        for columns, lines in ((40, 10), (240, 70), (20, 5), (80, 24)):
            terminal.forget()
            terminal.resize(columns, lines)
            terminal.wait("decided" if columns > 40 else "harbour|the")
        terminal.press("a")
        terminal.wait("1 decided")
        terminal.press("q")
        assert terminal.end() == 0
        assert "Traceback" not in terminal.text


# The document


def test_a_document_that_goes_or_changes_is_said_and_nothing_is_lost(path: Path) -> None:
    with reviewing(path) as terminal:
        terminal.wait("20 open")
        terminal.press("a")
        terminal.wait("1 decided")
        path.write_text("Now. " + TEXT, "utf-8")
        terminal.wait("article.txt was changed meanwhile")
        terminal.press("a")
        terminal.wait("2 decided")
        path.unlink()
        terminal.wait("article.txt was moved or deleted")
        terminal.press("a")
        terminal.wait("3 decided")
        terminal.press("q")
        terminal.wait("3 decided and kept, 17 findings open")
    path.write_text("Now. " + TEXT, "utf-8")
    with reviewing(path) as terminal:
        terminal.wait("17 open +3 decided")


# The disk


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a disk of its own needs Linux and the right to mount one")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(512))
        except OSError:
            return filler


def test_a_full_disk_is_said_and_loses_nothing(path: Path, disk: Path) -> None:
    session = disk / "session.db"
    with reviewing(path, "--session", str(session)) as terminal:
        terminal.wait("20 open")
        terminal.press("aa")
        terminal.wait("2 decided")
        filler = fill(disk)
        shown, full = 2, "the disk is full; free some space and try again, nothing decided is lost"
        terminal.press("a")  # one key at a time: what waits would be decided when there is space
        while terminal.wait(f"{full}|{shown + 1} decided") != full:
            shown += 1
            terminal.press("a")
        assert len(decided(path, session)) == shown
        filler.unlink()
        terminal.forget()
        terminal.press("d")
        terminal.wait(f"{shown + 1} decided")
        terminal.process.send_signal(signal.SIGKILL)
        terminal.process.wait(PATIENCE)
    made = [decision.action for decision in decided(path, session)]
    assert made == [*[Action.ACCEPT] * shown, Action.DISMISS]


def test_a_disk_that_may_only_be_read_is_said_before_the_desk_opens(path: Path, disk: Path) -> None:
    session = disk / "session.db"
    with reviewing(path, "--session", str(session)) as terminal:
        terminal.wait("20 open")
        terminal.press("a")
        terminal.wait("1 decided")
        terminal.press("q")
        assert terminal.end() == 0
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert "it is read-only; make it writable or name another" in refused(path, session)
    assert len(decided(path, session)) == 1


def test_a_review_of_a_newer_version_is_refused_untouched(path: Path) -> None:
    place = Session.locate(path)
    with Session(place) as session:
        session._connection.execute("PRAGMA user_version = 999")
    before = place.read_bytes()
    assert "a newer mtreview wrote it" in refused(path, place)
    assert place.read_bytes() == before


def refused(path: Path, session: Path) -> str:
    """The one line of a program that does not open the desk."""
    with reviewing(path, "--session", str(session)) as terminal:
        assert terminal.end() == 3
        assert terminal.data.count(b"\n") == 1
        return terminal.text
