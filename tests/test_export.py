"""Exports: which edits go in, a diff that `patch` reads, a file written whole or not at all."""

import errno
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.cli import run
from mtreview.errors import InputError
from mtreview.files import write_atomically
from mtreview.formats import apply, read_bytes, write
from mtreview.model import (
    Document,
    Edit,
    Finding,
    Inline,
    Result,
    Score,
    Segment,
    Severity,
    Span,
    Suggestion,
)
from mtreview.review.desk import Desk
from mtreview.review.export import Accept, Export, diff, export
from mtreview.review.session import Session

TEXT = "The teh first. All forces Russian armies left. It is is over, says he.\n"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions or devices")


def finding(quoted: str, *rewrites: str, safe: bool = False, confidence: float = 0.5) -> Finding:
    start = TEXT.index(quoted)
    span = Span(start, start + len(quoted))
    suggestions = tuple(
        Suggestion(span, text, confidence=confidence, safe=safe and n == 0)
        for n, text in enumerate(rewrites)
    )
    return Finding(quoted, "rule", 0, span, quoted, "Style", Severity.MINOR, 0.9, "-", suggestions)


def checked(*findings: Finding, inlines: tuple[Inline, ...] = ()) -> Result:
    document = Document("a.txt", TEXT, (Segment(0, Span(0, len(TEXT) - 1)),), inlines)
    return Result(document, findings, (), Score(100.0, 0.0, 1), "")


RESULT = checked(
    finding("teh", "the", safe=True),
    finding("forces Russian armies", "Russian armed forces", "Russian forces"),
    finding("is is", "is", safe=True),
    finding("says he"),
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with Session(tmp_path / "session.db") as session:
        yield session


def texts(made: Export) -> list[str]:
    return [edit.text for edit in made.edits]


@pytest.mark.parametrize(
    ("accept", "expected", "counts"),
    [
        ("none", [], (0, 0, 0, 4)),
        ("safe", ["the", "is"], (0, 2, 0, 2)),
        ("all", ["the", "Russian armed forces", "is"], (0, 3, 0, 1)),
    ],
)
def test_without_a_review(
    accept: Accept, expected: list[str], counts: tuple[int, int, int, int]
) -> None:
    made = export(RESULT.document, RESULT, None, accept)
    assert texts(made) == expected
    assert (made.decided, made.applied, made.skipped, made.open_count) == counts


def test_the_editor_has_the_last_word(session: Session) -> None:
    path = session.path.parent / "a.txt"
    path.touch()  # else b.txt, of the same text, would be what became of it
    desk = Desk(session, RESULT, path)
    desk.accept(1, choice=1)
    desk.dismiss(2)
    desk.edit(3, "he says")
    for accept, expected in (
        ("none", ["Russian forces", "he says"]),
        ("safe", ["the", "Russian forces", "he says"]),
        ("all", ["the", "Russian forces", "he says"]),
    ):
        made = export(RESULT.document, RESULT, session, accept, path)  # type: ignore[arg-type]
        assert texts(made) == expected
        assert (made.decided, made.open_count) == (2, int(accept == "none"))
    unchecked = export(RESULT.document, None, session, path=path)
    assert texts(unchecked) == ["Russian forces", "he says"]
    assert export(RESULT.document, RESULT, session, path=path.with_name("b.txt")).edits == ()


def test_what_was_decided_and_lost_is_told(session: Session) -> None:
    path = session.path.parent / "a.txt"
    Desk(session, RESULT, path).accept(0)
    changed = read_bytes(TEXT.replace("teh", "new").encode(), "a.txt")
    made = export(changed, None, session, path=path)
    assert (made.edits, [lost.text for lost in made.lost]) == ((), ["teh"])


def test_of_two_that_overlap_the_surer_goes_in_and_the_other_is_counted() -> None:
    result = checked(
        finding("All forces Russian", "Every Russian", confidence=0.4),
        finding("forces Russian armies", "Russian armed forces", confidence=0.8),
    )
    made = export(result.document, result, None, "all")
    assert (texts(made), made.applied, made.skipped, made.open_count) == (
        ["Russian armed forces"],
        1,
        1,
        1,
    )


def test_markup_is_left_alone() -> None:
    at = TEXT.index("Russian")
    result = checked(finding("forces Russian armies", "x"), inlines=(Inline(Span(at, at + 1)),))
    assert export(result.document, result, None, "all").skipped == 1


# Diffs


@pytest.mark.skipif(shutil.which("patch") is None, reason="patch is not installed")
@pytest.mark.parametrize(
    "text", ["a\nb\nc\n", "a\nb\nc", "a\r\nb\r\nc\r\n", "b\n", "b", "\u2028b\x0c\n"]
)
def test_a_diff_makes_the_corrected_text(text: str, tmp_path: Path) -> None:
    document, corrected = Document("a.txt", text), text.replace("b", "B")
    target = tmp_path / "a.txt"
    target.write_bytes(text.encode())
    subprocess.run(
        ["patch", "--binary", "-p0", "-s"],
        input=diff(document.text, corrected, "a.txt").encode(),
        cwd=tmp_path,
        check=True,
        timeout=30,
    )
    assert target.read_bytes() == corrected.encode()


def test_a_diff_of_nothing_is_empty() -> None:
    assert diff(TEXT, TEXT, "a.txt") == ""


lines = st.lists(st.sampled_from(["a\n", "b\r\n", "c", "\n", "\x85", "-", "+\n", "once\n"]))


@given(lines.map("".join), lines.map("".join))
def test_a_diff_makes_one_text_of_the_other(old: str, new: str) -> None:
    assert patched(old, diff(old, new, "a")) == new


def patched(old: str, patch: str) -> str:
    """Apply a unified diff, strictly."""
    source, result, at = re.findall(r"[^\n]*\n|[^\n]+", old), "", 0
    body = patch.replace("\n\\ No newline at end of file\n", "\0")
    for line in re.findall(r"[^\n\0]*[\n\0]", body)[2:]:
        mark, content = line[0], line[1:].removesuffix("\0")
        if header := re.match(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line):
            start = int(header[1]) - (header[2] != "0")
            result += "".join(source[at:start])
            at = start
        elif mark == "+":
            result += content
        else:
            assert source[at] == content
            result += content if mark == " " else ""
            at += 1
    return result + "".join(source[at:])


def test_a_diff_of_many_lines_takes_little_time() -> None:
    old = [f"This is line {n} of a long document.\n\n" for n in range(20_000)]
    new = [line.replace("long", "big") if n % 20 == 0 else line for n, line in enumerate(old)]
    started = time.process_time()
    made = diff("".join(old), "".join(new), "a")
    assert time.process_time() - started < 5
    assert made.count("\n+This") == 1000


# Files


def refused(path: Path, force: bool = False) -> str:
    with pytest.raises(InputError) as caught:
        write_atomically(path, b"new", force=force)
    message = str(caught.value)
    assert str(path) in message
    assert "\n" not in message
    return message


def left(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_writing_and_overwriting(tmp_path: Path) -> None:
    # As long as a name can be, where the whole path may be longer than that.
    path = tmp_path / ("x" * (20 if sys.platform == "win32" else 250))
    write_atomically(path, b"one")
    assert "--force" in refused(path)
    assert path.read_bytes() == b"one"
    write_atomically(path, b"two", force=True)
    assert path.read_bytes() == b"two"
    assert left(tmp_path) == [path.name]


def test_what_cannot_be_a_target(tmp_path: Path) -> None:
    assert "is a directory" in refused(tmp_path, force=True)
    assert "there is no folder" in refused(tmp_path / "none" / "a.txt")
    (tmp_path / "file").write_text("")
    assert "there is no folder" in refused(tmp_path / "file" / "a.txt")
    refused(tmp_path / ("x" * 300))
    assert left(tmp_path) == ["file"]


@POSIX
def test_a_replaced_file_keeps_its_mode_and_a_new_one_has_the_usual(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    usual = stat.S_IMODE(path.stat().st_mode)
    path.chmod(0o640)
    write_atomically(path, b"new", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    write_atomically(tmp_path / "b.txt", b"new")
    assert stat.S_IMODE((tmp_path / "b.txt").stat().st_mode) == usual


@POSIX
def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target = tmp_path / "folder" / "a.txt"
    link = tmp_path / "link.txt"
    link.symlink_to(target)
    assert "exists" in refused(link), "even a link to nothing is somebody's"
    write_atomically(link, b"new", force=True)
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")


def test_a_name_taken_in_the_meantime_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"

    def too_late(_handle: int) -> None:
        path.write_text("of another")

    monkeypatch.setattr(os, "fsync", too_late)
    assert "exists" in refused(path)
    assert path.read_text() == "of another"
    monkeypatch.setattr(os, "link", no_links)
    path.unlink()
    assert "exists" in refused(path)
    assert (path.read_text(), left(tmp_path)) == ("of another", ["a.txt"])


def no_links(*_: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_a_filesystem_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", no_links)
    write_atomically(tmp_path / "a.txt", b"new")
    assert (left(tmp_path), (tmp_path / "a.txt").read_bytes()) == (["a.txt"], b"new")


def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left" in refused(path, force=True)
    assert "No space left" in refused(tmp_path / "b.txt")
    assert (left(tmp_path), path.read_bytes()) == (["a.txt"], b"old")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_written_to_and_never_replaced() -> None:
    assert "No space left" in refused(Path("/dev/full"), force=True)
    write_atomically(Path(os.devnull), b"gone")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


LIMITED = """
import resource, sys
from pathlib import Path
from mtreview.errors import InputError
from mtreview.files import write_atomically
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 5000, force=True)
except InputError as error:
    print(error)
"""


@POSIX
def test_a_disk_that_is_full_halfway(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", LIMITED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert "cannot be written" in done.stdout
    assert (left(tmp_path), path.read_bytes()) == (["a.txt"], b"old")


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


@POSIX
def test_a_read_only_folder() -> None:
    folder = Path(tempfile.mkdtemp())
    (folder / "a.txt").write_bytes(b"old")
    folder.chmod(0o555)
    try:
        with unprivileged():
            assert "permission denied" in refused(folder / "a.txt", force=True)
            assert "permission denied" in refused(folder / "b.txt")
        assert (left(folder), (folder / "a.txt").read_bytes()) == (["a.txt"], b"old")
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@given(
    st.lists(st.tuples(st.integers(0, 70), st.integers(0, 12), st.floats(0, 1)), max_size=12),
    st.sets(st.integers(0, 70), max_size=3),
)
def test_no_export_is_refused_by_its_format(
    places: list[tuple[int, int, float]], marks: set[int]
) -> None:
    found = []
    for n, (start, length, confidence) in enumerate(places):
        span = Span(start, min(start + length, len(TEXT) - 1))
        suggestion = Suggestion(span, f"<{n}>", confidence=confidence)
        found.append(
            Finding(str(n), str(n), 0, span, "", "", Severity.MINOR, 1.0, "", (suggestion,))
        )
    result = checked(*found, inlines=tuple(Inline(Span(at, at + 1)) for at in sorted(marks)))
    made = export(result.document, result, None, "all")
    assert write(result.document, made.edits) == apply(TEXT, made.edits).encode()
    assert made.applied + made.skipped == len(found)
    assert all(isinstance(edit, Edit) for edit in made.edits)


def test_a_docx_is_exported_with_tracked_changes(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sample, out = Path(__file__).parent / "samples" / "letter.docx", tmp_path / "out.docx"
    options = ["--accept", "all", "--source-lang", "fr", "--no-model", "-o", str(out)]
    assert run(["export", str(sample), *options, "--track-changes"]) == 0
    with zipfile.ZipFile(out) as archive:
        body, comments = (archive.read(f"word/{n}.xml").decode() for n in ("document", "comments"))
    assert body.count("<w:del ") >= 2
    assert body.count("<w:commentReference ") == comments.count("<w:comment ") >= 2
    assert "(word-order-adjective)" in comments
    capfd.readouterr()
    film = sample.with_name("film.srt")
    assert run(["export", str(film), "--no-model", "--track-changes"]) == 2
    assert "--track-changes is for docx: a srt file has no place" in capfd.readouterr().err


def test_a_selector_and_fields_are_options(capfd: pytest.CaptureFixture[str]) -> None:
    samples = Path(__file__).parent / "samples"
    page = ["check", str(samples / "page.html"), "--no-model", "--format", "jsonl"]
    assert run([*page, "--selector", "h1"]) == 0
    assert '"segments":1,' in capfd.readouterr().out.replace(" ", "")
    assert run([*page, "--selector", "h1["]) == 2
    assert "is no CSS selector" in capfd.readouterr().err
    table = ["check", str(samples / "rows.csv"), "--no-model", "--fields"]
    assert run([*table, "mt=src"]) == 0
    assert run([*table, "mt=nosuch"]) == 3
    assert "has no field 'nosuch'" in capfd.readouterr().err


def test_decisions_are_never_written_over(tmp_path: Path) -> None:
    article, place = tmp_path / "a.txt", tmp_path / ".mtreview" / "session.db"
    article.write_text("The the port is closed.\n")
    with Session(place):
        pass
    before = place.read_bytes()
    assert run(["export", str(article), "-o", str(place), "--force", "--no-model"]) == 3
    assert place.read_bytes() == before
