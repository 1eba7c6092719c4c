"""The command line, by its bytes and exit codes."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import cast

import pytest

from mtreview.cli import review, run
from mtreview.config import load_config

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "corpora" / "fr-harbour.txt"
SOURCE = ROOT / "corpora" / "fr-harbour.source.txt"
FRENCH = ("--source-lang", "fr", "--select", "fr/sommet-du-pouvoir")
FAULTY = "They fought at the top of power.\n"

Captured = pytest.CaptureFixture[bytes]


def mtreview(capsys: Captured, *arguments: str | Path) -> tuple[int, str, str]:
    code = run([str(argument) for argument in arguments])
    out, err = capsys.readouterr()
    return code, out.decode(), err.decode()


def stdin(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def rows(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_version_and_help_load_nothing_heavy() -> None:
    heavy = (
        "('textual', 'transformers', 'spacy', 'onnxruntime', 'lemminflect', 'ftfy', 'lxml', "
        "'sacrebleu')"
    )
    program = (
        "import sys, mtreview; from mtreview.cli import run; run(['--help']); "
        f"sys.exit(sorted(set({heavy}) & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "check" in done.stdout


def test_check_says_where_what_and_what_instead(tmp_path: Path, capsysbinary: Captured) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    code, out, err = mtreview(capsysbinary, "check", path, *FRENCH, "--fail-on", "minor")
    lines = out.splitlines()
    assert code == 1
    assert err == ""
    assert lines[0] == str(path)
    assert lines[1] == "  1:16  minor  fr/sommet-du-pouvoir"
    assert lines[2] == "    They fought at the top of power."
    assert lines[3] == "                   ~~~~~~~~~~~~~~~~"
    assert "    → the top of the state  (+1 more)" in lines
    assert lines[-1].startswith("  quality ")


def test_check_writes_the_json_lines_of_the_contract(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    code, out, _ = mtreview(capsysbinary, "check", path, *FRENCH, "--format", "jsonl")
    finding, segment, document = rows(out)
    assert code == 0  # minor, below the default of --fail-on
    assert FAULTY[15:31] == "the top of power"
    assert (
        finding
        | {
            "type": "finding",
            "schema": 1,
            "document": str(path),
            "segment": 0,
            "rule": "fr/sommet-du-pouvoir",
            "severity": "minor",
            "start": 15,
            "end": 31,
            "text": "the top of power",
        }
        == finding
    )
    assert {"id", "category", "confidence", "message"} <= finding.keys()
    suggestions = finding["suggestions"]
    assert isinstance(suggestions, list)
    assert suggestions[0] == {
        "start": 15,
        "end": 31,
        "text": "the top of the state",
        "origin": "rule",
        "confidence": suggestions[0]["confidence"],
        "safe": False,
    }
    assert set(segment) == {
        "type", "schema", "document", "segment", "start", "end", "quality",
        "quality_interval", "mqm",
    }  # fmt: skip
    assert (segment["start"], segment["end"], segment["mqm"]) == (0, 32, -1.0)
    assert set(document) == {
        "type", "schema", "document", "words", "segments", "quality", "mqm",
        "mqm_per_1000_words", "signature",
    }  # fmt: skip
    assert (document["words"], document["segments"], document["mqm"]) == (7, 1, -1.0)
    assert document["mqm_per_1000_words"] == -142.9


def test_check_tells_how_a_segment_reads_with_its_suggestions(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("All is well. He saw the the man at the top of power.")
    options = ("--source-lang", "fr")
    _, out, _ = mtreview(capsysbinary, "check", path, *options, "--format", "jsonl")
    segments = [row for row in rows(out) if row["type"] == "segment"]
    rewritten = "He saw the man at the top of the state."
    assert [row.get("rewrite") for row in segments] == [None, rewritten]
    _, out, _ = mtreview(capsysbinary, "check", path, *options)
    assert f"  the segment with its 2 suggestions\n    → {rewritten}\n" in out


def test_check_reads_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    stdin(monkeypatch, b"All is well.\n")
    code, out, err = mtreview(capsysbinary, "check", "-")
    assert (code, err) == (0, "")
    assert out.startswith("<stdin>\n")
    assert "no findings in 3 words, 1 segment" in out


def test_same_input_same_output(capsysbinary: Captured) -> None:
    arguments = ("check", ARTICLE, "--source-lang", "fr", "--format", "jsonl")
    assert mtreview(capsysbinary, *arguments) == mtreview(capsysbinary, *arguments)


def test_a_source_keeps_a_rule_from_firing_where_its_expression_is_not_there(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path, source = tmp_path / "a.txt", tmp_path / "s.txt"
    path.write_text(FAULTY)
    fail = ("--fail-on", "minor", "--source", source)
    source.write_text("Ils se sont battus au sommet du pouvoir.\n")
    assert mtreview(capsysbinary, "check", path, *FRENCH, *fail)[0] == 1
    source.write_text("Ils se sont battus au faîte de la gloire.\n")
    assert mtreview(capsysbinary, "check", path, *FRENCH, *fail)[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said", "code"),
    [
        (("check", "nosuch.txt"), "nosuch.txt does not exist", 3),
        (("export", "."), "is a directory", 3),
        (("check", "sub"), "sub holds no document of a known format", 3),
        (("check", ".", "--source", "x.txt"), "one document only", 2),
        (("check", ""), "the name of a file is empty", 3),
        (("score", ""), "the name of a file is empty", 3),
        (("export", ""), "the name of a file is empty", 3),
        (("check", "x.txt", "--source", ""), "the name of a file is empty", 3),
        (("check", "rows.json"), "rows.json is JSON and not a row a line", 3),
        (("score", "rows.json"), "rows.json is JSON and not a row a line", 3),
        (("check", "object.json"), "object.json is JSON and not a row a line", 3),
        (("check", "r.jsonl", "--fields", "mt=a,mt=b"), "names mt twice", 2),
        (("check", "x.txt", "--select", "stray-drop-kap"), "did you mean “stray-drop-cap”", 2),
        (("check", "x.txt", "--ignore", "qqqq"), "unknown rule “qqqq”", 2),
        (("check", "x.txt", "--min-severity", "huge"), "huge", 2),
        (("check", "x.txt", "--min-confidence", "7"), "7", 2),
        (("check", "x.txt", "--min-confidence", "nan"), "nan", 2),
        (("check", "x.txt", "--encoding", "utf-99"), "utf-99", 2),
        (("check", "x.txt", "--config", "none.toml"), "none.toml", 2),
        (("check", "x.txt", "y.txt", "--source", "z.txt"), "one document only", 2),
        (("check",), "PATH", 2),
        (("chek", "x.txt"), "did you mean “check”", 2),
        (("frobnicate",), "frobnicate", 2),
        (("check", "no\x1b[31m\nsuch\udce9.txt"), "no\\x1b[31m such\\udce9.txt does not exist", 3),
        (("score", "nosuch.jsonl"), "nosuch.jsonl does not exist", 3),
        (("score", "x.txt", "-o", "."), "is a directory", 3),
        (("score", "*.tsv"), "fits no file", 3),
        (("score", "x.txt", "--jobs", "0"), "0", 2),
        (("export", "nosuch.txt"), "nosuch.txt does not exist", 3),
        (("export", "x.txt", "--session", "none.db"), "none.db does not exist", 3),
        (("check", "x.txt", "--select", "nosuch"), "rule “nosuch”: `mtreview rules` lists them", 2),
        (("rules", "stray"), "unknown rule “stray”", 2),
    ],
)
def test_a_known_error_is_one_line_and_a_code(
    arguments: tuple[str, ...],
    said: str,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: Captured,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "x.txt").write_text("All is well.\n")
    (tmp_path / "r.jsonl").write_text('{"a": "All is well.", "b": "It is."}\n')
    (tmp_path / "rows.json").write_text('[\n  {"mt": "All is well."}\n]\n')
    (tmp_path / "object.json").write_text('{\n  "mt": "All is well."\n}\n')
    outcome, out, err = mtreview(capsysbinary, *arguments)
    assert (outcome, out) == (code, "")
    assert said in err
    assert err.startswith("mtreview: ")
    assert len(err.splitlines()) == 1


def test_a_row_without_a_line_end_is_a_row(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    stdin(monkeypatch, b'{"mt": "It is closed for renovations."}')
    code, out, _ = mtreview(capsysbinary, "check", "-", "--no-model")
    assert (code, "in 5 words" in out) == (0, True)


def test_check_takes_the_documents_of_a_folder_and_its_settings(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    for name in ("b.txt", "a.md", "a.corrected.md", ".hidden.txt", "picture.png"):
        (tmp_path / name).write_text(FAULTY)
    (tmp_path / "mtreview.toml").write_text('source-lang = "fr"\nfail-on = "minor"\n')
    only = ("--select", "fr/sommet-du-pouvoir", "--format", "jsonl")
    code, out, _ = mtreview(capsysbinary, "check", tmp_path, tmp_path / "b.txt", *only)
    told = [Path(str(row["document"])).name for row in rows(out) if row["type"] == "document"]
    assert (code, told) == (1, ["a.md", "b.txt"])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"caf\xe9 noir\n", "--encoding"),
        (b"\x89PNG\r\n\x1a\n\0\0", "PNG"),
        (b"a\0b\0c", "text"),
        (b"\xff\xfea\xd8", "utf-16"),
    ],
)
def test_what_is_not_text_is_refused_and_the_others_are_checked(
    data: bytes, said: str, tmp_path: Path, capsysbinary: Captured
) -> None:
    bad, good = tmp_path / "bad.txt", tmp_path / "good.txt"
    bad.write_bytes(data)
    good.write_text("All is well.\n")
    code, out, err = mtreview(capsysbinary, "check", bad, good)
    assert code == 3
    assert out.startswith(f"{good}\n")
    assert said.lower() in err.lower()
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        " \n\n\t\n",
        "\ufeff",
        "\x1b[31mred\x07\x00",
        "שלום עולם. مرحبا بالعالم.",
        "a" * 500_000,
    ],
    ids=["empty", "newline", "blank", "bom", "controls", "right-to-left", "one long word"],
)
def test_odd_texts_are_checked_and_come_back_as_they_were(
    text: str, tmp_path: Path, capsysbinary: Captured
) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(text.replace("\x00", "").encode())
    code, out, _ = mtreview(capsysbinary, "check", path)
    assert code == 0
    assert "\x1b" not in out
    code = run(["export", str(path)])
    assert (code, capsysbinary.readouterr().out) == (0, path.read_bytes())


@pytest.mark.parametrize(("name", "is_corpus"), [("a.txt", 1), ("a.xlf", 1), ("a.po", 0)])
def test_a_document_too_large_for_a_review_is_refused(
    name: str, is_corpus: int, tmp_path: Path, capsysbinary: Captured
) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    code, out, err = mtreview(capsysbinary, "check", path)
    assert (code, out) == (3, "")
    assert err.count("mtreview score") == is_corpus


def test_settings_come_from_the_nearest_file_and_the_command_line_goes_over_them(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    (tmp_path / "deep").mkdir()
    path = tmp_path / "deep" / "a.txt"
    path.write_text(FAULTY)
    config = tmp_path / "mtreview.toml"
    config.write_text('source-lang = "fr"\nselect = ["fr"]\nfail-on = "minor"\n')
    assert mtreview(capsysbinary, "check", path)[0] == 1
    assert mtreview(capsysbinary, "check", path, "--fail-on", "never")[0] == 0
    assert mtreview(capsysbinary, "check", path, "--ignore", "fr")[0] == 0
    assert mtreview(capsysbinary, "check", path, "--ignore", "fr", "--ignore", "mojibake")[0] == 0
    config.write_text('sorce-lang = "fr"\n')
    code, _, err = mtreview(capsysbinary, "check", path)
    assert (code, len(err.splitlines())) == (2, 1)
    assert "did you mean “source-lang”" in err


def test_export_writes_suggestions_only_when_asked(tmp_path: Path, capsysbinary: Captured) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(FAULTY.encode().replace(b"\n", b"\r\n"))
    code, out, err = mtreview(capsysbinary, "export", path, *FRENCH)
    assert (code, out) == (0, FAULTY.replace("\n", "\r\n"))
    assert "1 finding still open" in err
    out_path = tmp_path / "b.txt"
    assert (
        mtreview(capsysbinary, "export", path, *FRENCH, "--accept", "all", "-o", out_path)[0] == 0
    )
    assert out_path.read_bytes() == b"They fought at the top of the state.\r\n"
    code, _, err = mtreview(capsysbinary, "export", path, *FRENCH, "-o", out_path)
    assert code == 3
    assert "--force" in err
    assert out_path.read_bytes() == b"They fought at the top of the state.\r\n"
    assert mtreview(capsysbinary, "export", path, *FRENCH, "-o", out_path, "--force")[0] == 0
    assert out_path.read_bytes() == path.read_bytes()


def test_on_a_terminal_what_export_says_has_a_line_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    path = tmp_path / "a.txt"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for text, apart in (("No end", "\n"), ("An end.\n", ""), ("", "")):
        path.write_text(text)
        _, out, err = mtreview(capsysbinary, "export", path)
        assert (out, err[: err.index("0")]) == (text, apart)


def test_export_as_a_diff(tmp_path: Path, capsysbinary: Captured) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FAULTY)
    arguments = ("export", path, *FRENCH, "--accept", "all", "--format", "diff")
    code, out, _ = mtreview(capsysbinary, *arguments)
    assert code == 0
    assert out.splitlines()[3:] == [
        "-They fought at the top of power.",
        "+They fought at the top of the state.",
    ]


def test_rules_are_listed_and_explained(capsysbinary: Captured) -> None:
    code, out, _ = mtreview(capsysbinary, "rules")
    assert code == 0
    assert "stray-drop-cap" in out
    code, out, _ = mtreview(capsysbinary, "rules", "stray-drop-cap")
    assert code == 0
    assert "⟦" in out
    assert "Not flagged" in out
    assert "Known misses" in out
    assert "fr/sommet-du-pouvoir" in mtreview(capsysbinary, "rules", "fr")[1]
    assert "ru/cherez-dnej" in mtreview(capsysbinary, "rules", "--lang", "RU")[1]
    out = mtreview(capsysbinary, "rules", "*-drop-cap")[1]
    assert "stray-drop-cap" in out
    assert "mojibake" not in out
    for arguments, said in (
        (("--lang", "tlh"), "no rules for tlh yet"),
        (("--lang", "x1"), "language code"),
        (("fr", "--lang", "fr"), "not both"),
    ):
        code, out, err = mtreview(capsysbinary, "rules", *arguments)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
        assert said in err


def test_a_project_silences_rules_for_some_of_its_files(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    (tmp_path / "mtreview.toml").write_text(
        '[[silence]]\npaths = ["old/**"]\nrules = ["doubled-*"]\n'
    )
    (tmp_path / "old").mkdir()
    new, old = tmp_path / "a.txt", tmp_path / "old" / "a.txt"
    for path in (new, old):
        path.write_text("He saw the the town.\n")
    code, out, _ = mtreview(capsysbinary, "check", new, old, "--format", "jsonl")
    found = [row["document"] for row in rows(out) if row["type"] == "finding"]
    assert (code, found) == (0, [str(new)])
    signatures = [row["signature"] for row in rows(out) if row["type"] == "document"]
    assert signatures[0] != signatures[1]
    for path, count in ((new, 1), (old, 0)):
        out = mtreview(capsysbinary, "score", path)[1]
        assert [len(cast(list[object], row["findings"])) for row in rows(out)] == [count]
    out = mtreview(capsysbinary, "export", old, "--accept", "all")[1]
    assert out == "He saw the the town.\n"
    config = load_config(tmp_path / "mtreview.toml")
    assert review._settings(config, None, old) == {"ignore": ["doubled-*"]}
    assert review._settings(config, None, new) == {}


def test_a_rule_to_silence_must_be_known(tmp_path: Path, capsysbinary: Captured) -> None:
    (tmp_path / "mtreview.toml").write_text(
        '[[silence]]\npaths = ["old/**"]\nrules = ["doubled-wrd"]\n'
    )
    (tmp_path / "a.txt").write_text("The town.\n")
    code, out, err = mtreview(capsysbinary, "check", tmp_path / "a.txt")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "unknown rule “doubled-wrd”: did you mean “doubled-word”" in err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, capsysbinary: Captured) -> None:
    code, out, _ = mtreview(capsysbinary, "completion", shell)
    assert code == 0
    assert "_MTREVIEW_COMPLETE" in out


def program(*arguments: str | Path, **variables: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "mtreview", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **variables},
        preexec_fn=None if os.name == "nt" else _heed,  # noqa: PLW1509 - no thread forks here
    )


def _heed() -> None:
    """Let the program be interrupted, even where these tests run in the background of a shell."""
    for name in ("SIGINT", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)


def test_nothing_asked_is_answered_with_the_help() -> None:
    out, err = program().communicate()
    assert (b"Commands:" in out, err) == (True, b"")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-16"])
def test_what_is_piped_is_utf_8_whatever_the_locale_says(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("“Ναι”, said the the café.\n", "utf-8")
    for form in ("text", "jsonl"):
        process = program(
            "check", path, "--format", form, PYTHONIOENCODING=encoding, LC_ALL="C", PYTHONUTF8="0"
        )
        out, err = process.communicate()
        assert (process.returncode, err) == (0, b"")
        assert "Ναι" in out.decode() or form == "jsonl"


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
@pytest.mark.parametrize("name", [b"two\nlines.txt", b"\x1b[31mred.txt", b"caf\xe9.txt"])
def test_a_file_of_any_name_is_checked_and_its_diff_applies(tmp_path: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text(FAULTY)
    process = program("check", path, "--no-model")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert b"\x1b" not in out
    assert out.count(b"\n") == 2
    process = program("export", path, *FRENCH, "--no-model", "--accept", "all", "--format", "diff")
    out, err = process.communicate()
    assert process.returncode == 0
    assert err.count(b"\n") == 1
    assert out.count(b"\n") == 5


@pytest.mark.skipif(os.name == "nt", reason="POSIX lets a stream be closed")
@pytest.mark.parametrize(
    ("closed", "code", "said"), [("<&-", 3, b"standard input"), (">&-", 3, b"standard output")]
)
def test_a_closed_stream_is_one_line(closed: str, code: int, said: bytes) -> None:
    for command in ("check -", "score -", "export -"):
        line = f'exec "{sys.executable}" -m mtreview {command} {closed}'
        done = subprocess.run(["sh", "-c", line], input=b"", capture_output=True, check=False)
        assert done.returncode == code
        assert said in done.stderr
        assert done.stderr.count(b"\n") == 1


def test_a_closed_pipe_ends_it_quietly(tmp_path: Path) -> None:
    corpus = tmp_path / "c.txt"
    corpus.write_text("All is well.\n" * 200_000)
    process = program("score", corpus, "--select", "stray-drop-cap")
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        ("SIGINT", 130, b"mtreview: interrupted\n"),
        ("SIGTERM", 143, b""),
        ("SIGHUP", 129, b""),
    ],
)
def test_an_interrupt_leaves_no_half_written_file(
    tmp_path: Path, jobs: str, number: str, code: int, said: bytes
) -> None:
    corpus, out = tmp_path / "c.txt", tmp_path / "out.jsonl"
    corpus.write_text("All is well.\n" * 2_000_000)
    process = program("score", corpus, "-o", out, "--jobs", jobs, "--select", "stray-drop-cap")
    deadline = time.monotonic() + 60
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(getattr(signal, number))
    _, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert not out.exists()
    unfinished = out.with_name("out.jsonl.unfinished")
    kept = err.removesuffix(said)
    assert err.endswith(said)
    assert unfinished.exists() == (b"--resume goes on" in kept) == bool(kept)


def test_an_interrupt_during_the_imports_is_one_line() -> None:
    # Stands for Ctrl-C in the tenths of a second before there is a command to interrupt.
    impatient = """
import sys
from mtreview.__main__ import main
class Impatient:
    def find_spec(self, name, path=None, target=None):
        if name == "click":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Impatient())
main()
"""
    done = subprocess.run([sys.executable, "-c", impatient], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (130, b"")
    assert done.stderr == b"mtreview: interrupted\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", "from mtreview.cli import main; main()", "check", ARTICLE],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.startswith(b"mtreview: standard output: ")
    assert b"free some space" in done.stderr
    assert done.stderr.count(b"\n") == 1
