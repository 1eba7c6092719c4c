"""A run that ended early is gone on with, and comes to the same bytes as one that did not."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mtreview.cli import run
from mtreview.corpus.spool import spool_of
from mtreview.files import publish

Captured = pytest.CaptureFixture[bytes]
FAULTY = "They fought at the top of power."
OPTIONS = ("--source-lang", "fr", "--no-model", "--select", "fr", "--jobs", "1")
KEPT = "--resume goes on"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Rows of which some are faulty, some bad, and some neighbours one document."""
    chance = random.Random(9)
    path = tmp_path / "c.jsonl"
    with path.open("w") as file:
        for n in range(1600):
            text = FAULTY if chance.random() < 0.1 else f"Row {n} is fine."
            row = {"id": n, "doc": f"d{n // 9}", "system": f"s{n // 800}", "mt": text}
            file.write("no row\n" if n % 97 == 5 else f"{json.dumps(row)}\n")
    return path


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make sure of what is there after every window."""
    monkeypatch.setattr("mtreview.corpus.spool.EVERY", 0.0)


def score(corpus: Path, out: Path, *more: str) -> int:
    summary = out.with_suffix(".summary.json")
    return run(["score", str(corpus), "-o", str(out), "--summary", str(summary), *OPTIONS, *more])


def results(out: Path) -> tuple[bytes, ...]:
    beside = (out, out.with_suffix(".rejects.jsonl"), out.with_suffix(".summary.json"))
    return tuple(path.read_bytes() for path in beside)


@pytest.fixture
def undisturbed(corpus: Path) -> tuple[bytes, ...]:
    out = corpus.with_name("undisturbed.jsonl")
    assert score(corpus, out) == 0
    return results(out)


def end_after(monkeypatch: pytest.MonkeyPatch, windows: int, error: BaseException) -> None:
    """Let the disk fail when so many windows have been written."""
    count, sync = 0, os.fsync

    def failing(handle: int) -> None:
        nonlocal count
        count += 1
        if count == 3 * windows:  # rows, rejects, journal
            raise error
        sync(handle)

    monkeypatch.setattr(os, "fsync", failing)


@pytest.mark.parametrize("windows", [1, 2, 5])
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), 3, "free some space"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_after_a_full_disk_or_an_interrupt(
    corpus: Path,
    undisturbed: tuple[bytes, ...],
    windows: int,
    error: BaseException,
    code: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: Captured,
) -> None:
    out = corpus.with_name("out.jsonl")
    capsysbinary.readouterr()
    with monkeypatch.context() as patch:
        end_after(patch, windows, error)
        assert score(corpus, out) == code
    err = capsysbinary.readouterr().err.decode()
    assert said in err
    assert (KEPT in err) == (windows > 1)
    assert not out.exists()
    assert score(corpus, out, "--resume") == 0
    assert results(out) == undisturbed
    assert not spool_of(out).exists()


def test_an_interrupt_at_the_start_leaves_nothing(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    out = corpus.with_name("out.jsonl")
    monkeypatch.setattr("mtreview.corpus.spool.Spool._open", interrupted)
    assert score(corpus, out) == 130
    assert not spool_of(out).exists()
    assert KEPT not in capsysbinary.readouterr().err.decode()


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_after_kill_9(corpus: Path, undisturbed: tuple[bytes, ...], jobs: str) -> None:
    out = corpus.with_name("out.jsonl")
    program = (
        "from mtreview.corpus import spool; spool.EVERY = 0.0\n"
        "from mtreview.cli import main; main()"
    )
    summary = str(out.with_suffix(".summary.json"))
    command = [sys.executable, "-c", program, "score", str(corpus), "-o", str(out), "--resume"]
    command += ["--summary", summary, *OPTIONS, "--jobs", jobs]
    journal = spool_of(out) / "journal.json"
    for _ in range(3):
        before = journal.read_bytes() if journal.exists() else b""
        with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and (
                not journal.exists() or journal.read_bytes() == before
            ):
                time.sleep(0.01)
            process.send_signal(signal.SIGKILL)
    assert subprocess.run(command, stderr=subprocess.PIPE, check=False).returncode == 0
    assert results(out) == undisturbed


@pytest.mark.parametrize("form", ["jsonl", "tsv", "jsonl.gz", "jsonl.zst"])
@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_end_while_names_are_given(
    corpus: Path, form: str, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected, out = corpus.with_name(f"expected.{form}"), corpus.with_name(f"out.{form}")
    assert score(corpus, expected) == 0

    def ending(file: Path, path: Path, *, force: bool = False) -> None:
        if moment == "after":
            publish(file, path, force=force)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("mtreview.corpus.spool.publish", ending)
        assert score(corpus, out) == 130
    assert score(corpus, out, "--resume") == 0
    assert out.read_bytes() == expected.read_bytes()
    assert not spool_of(out).exists()


def unfinished(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    out = corpus.with_name("out.jsonl")
    with monkeypatch.context() as patch:
        end_after(patch, 4, KeyboardInterrupt())
        assert score(corpus, out) == 130
    return out


def test_a_run_over_an_unfinished_one_must_say_which(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    out = unfinished(corpus, monkeypatch)
    capsysbinary.readouterr()
    assert score(corpus, out) == 3
    assert b"--resume goes on with it, --force begins anew" in capsysbinary.readouterr().err
    assert score(corpus, out, "--force") == 0
    assert not spool_of(out).exists()


@pytest.mark.parametrize("change", ["corpus", "settings"])
def test_only_the_same_run_goes_on(
    corpus: Path, change: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    out = unfinished(corpus, monkeypatch)
    if change == "corpus":
        corpus.write_text(corpus.read_text().replace("Row 1599", "Row 9999"))
    capsysbinary.readouterr()
    more = ("--min-confidence", "0.9") if change == "settings" else ()
    assert score(corpus, out, "--resume", *more) == 2
    err = capsysbinary.readouterr().err.decode()
    assert "other settings" in err
    assert len(err.splitlines()) == 1
    assert spool_of(out).exists()


def test_where_there_is_nothing_to_go_on_with(corpus: Path, capsysbinary: Captured) -> None:
    out = corpus.with_name("out.jsonl")
    assert score(corpus, out, "--resume") == 0
    before = out.stat().st_mtime_ns
    assert score(corpus, out, "--resume") == 0
    assert out.stat().st_mtime_ns == before
    assert b"nothing to resume" in capsysbinary.readouterr().err
    assert run(["score", str(corpus), "--resume"]) == 2


def test_a_journal_that_claims_too_much_is_told(
    corpus: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    out = unfinished(corpus, monkeypatch)
    (spool_of(out) / "rows.jsonl").write_bytes(b"")
    capsysbinary.readouterr()
    assert score(corpus, out, "--resume") == 3
    assert b"damaged" in capsysbinary.readouterr().err


@pytest.mark.parametrize("journal", ["{", "[]", '{"rejected": 1}', "\ufffd"])
def test_a_journal_that_is_none_is_told(
    corpus: Path, journal: str, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    out = unfinished(corpus, monkeypatch)
    (spool_of(out) / "journal.json").write_text(journal, "utf-8")
    capsysbinary.readouterr()
    assert score(corpus, out, "--resume") == 3
    err = capsysbinary.readouterr().err
    assert b"journal.json is damaged: begin anew with --force" in err
    assert len(err.splitlines()) == 1
    assert score(corpus, out, "--force") == 0
