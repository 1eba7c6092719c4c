"""A row on which a rule or the model fails is a reject, and all others are scored."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mtreview.cli import run
from mtreview.config import Config
from mtreview.corpus.local import scorer
from mtreview.corpus.rows import Row
from mtreview.detectors.scan import Scanner
from mtreview.errors import ModelError
from mtreview.pipeline import Pipeline
from mtreview.qe.estimate import Estimate

Captured = pytest.CaptureFixture[bytes]
FailAt = Callable[[str], None]
OPTIONS = ("--source-lang", "fr", "--select", "fr,doubled-word", "--no-model")
FAULTY = "They fought at the the top of power."
BAD = (0, 300, 301, 302, 700)  # 300 to 302 are a whole document


def corpus(path: Path, bad: bool = True) -> Path:
    """Rows in documents of three, the bad ones with a text that the rules fail on."""
    rows = [
        {"id": n, "doc": n // 3, "mt": f"{FAULTY if n % 4 else 'Fine.'} {'BOOM' * (n in BAD)}{n}"}
        for n in range(720)
        if bad or n not in BAD
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def parsed(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_others_are_scored_as_if_it_were_not_there(
    tmp_path: Path, jobs: str, fail_at: FailAt, capsysbinary: Captured
) -> None:
    fail_at("BOOM")
    out, expected = tmp_path / "out.jsonl", tmp_path / "expected.jsonl"
    arguments = ["score", str(corpus(tmp_path / "c.jsonl")), *OPTIONS, "--jobs", jobs]
    assert run([*arguments, "-o", str(out)]) == 0
    assert b"5 rows rejected" in capsysbinary.readouterr().err
    whole = corpus(tmp_path / "whole.jsonl", bad=False)
    assert run(["score", str(whole), *OPTIONS, "-o", str(expected)]) == 0
    assert out.read_bytes() == expected.read_bytes()
    rejects = parsed(tmp_path / "out.rejects.jsonl")
    assert [reject["line"] for reject in rejects] == [n + 1 for n in BAD]
    assert "ZeroDivisionError: division by zero, pipeline.py line" in rejects[0]["reason"]
    capsysbinary.readouterr()
    assert run([*arguments, "-o", str(tmp_path / "strict.jsonl"), "--strict"]) == 3
    err = capsysbinary.readouterr().err.decode()
    assert "--strict is given: line 1: it cannot be scored" in err
    assert len(err.splitlines()) == 1


def test_it_is_counted_once_by_a_run_that_goes_on(
    tmp_path: Path, fail_at: FailAt, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at("BOOM")
    monkeypatch.setattr("mtreview.corpus.spool.EVERY", 0.0)
    arguments = ["score", str(corpus(tmp_path / "c.jsonl")), *OPTIONS, "--jobs", "1"]
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    assert run([*arguments, "-o", str(whole)]) == 0
    with monkeypatch.context() as patch:
        patch.setattr("mtreview.corpus.spool.Spool.finish", interrupt)
        assert run([*arguments, "-o", str(out)]) == 130
    assert run([*arguments, "-o", str(out), "--resume"]) == 0
    assert out.read_bytes() == whole.read_bytes()
    beside = (path.with_name(f"{path.stem}.rejects.jsonl") for path in (out, whole))
    one, other = (path.read_bytes() for path in beside)
    assert one == other


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def test_what_fails_only_beside_another_is_read_alone(fail_at: FailAt) -> None:
    score = scorer(Config(model=False, select=("doubled-word",)))
    rows = [Row(n, f"The the row {n}.", doc="d") for n in range(1, 4)]
    fail_at("2.\n\nThe the row 3.")
    scored = score([rows])
    assert [json.loads(line)["mqm"] for line in scored.lines.splitlines()] == [-1.0] * 3
    assert (scored.rows, scored.rejects) == (3, [])


def test_what_every_row_would_meet_ends_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    def missing(*_: object) -> None:
        raise ModelError("the extra is missing")

    monkeypatch.setattr(Scanner, "scan_all", missing)
    arguments = ["score", str(corpus(tmp_path / "c.jsonl")), *OPTIONS, "--jobs", "1"]
    assert run([*arguments, "-o", str(tmp_path / "out.jsonl")]) == 3
    assert capsysbinary.readouterr().err == b"mtreview: the extra is missing\n"


def test_where_every_row_fails_there_is_no_output(
    tmp_path: Path, fail_at: FailAt, capsysbinary: Captured
) -> None:
    fail_at("")
    path, out = corpus(tmp_path / "c.jsonl"), tmp_path / "out.jsonl"
    assert run(["score", str(path), *OPTIONS, "-o", str(out)]) == 3
    assert b"has no row that can be used: line 1: it cannot be scored" in (
        capsysbinary.readouterr().err
    )
    assert not out.exists()


def test_the_model_may_fail_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    class Failing:
        """Fails on one text."""

        name = "failing"

        def estimate(self, pairs: list[tuple[str, str | None]]) -> list[Estimate]:
            if any("BOOM" in text for text, _ in pairs):
                raise RuntimeError("no such piece")
            return [Estimate(80.0)] * len(pairs)

    score = scorer(Config(model=False, select=("doubled-word",)))
    pipeline: Pipeline = score.args[0]  # type: ignore[attr-defined]
    monkeypatch.setattr(pipeline, "_estimator", Failing())
    scored = score([[Row(1, "Fine.")], [Row(2, "BOOM.")], [Row(3, "The the end.")]])
    assert [json.loads(line)["mqm"] for line in scored.lines.splitlines()] == [0.0, -1.0]
    assert [reject.number for reject in scored.rejects] == [2]
