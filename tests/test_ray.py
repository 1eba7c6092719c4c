"""The Ray engine on a real cluster of this machine: what the local engine makes, row for row."""

import json
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mtreview.cli import run
from mtreview.config import Config
from mtreview.corpus.cluster import Plan, plan
from mtreview.corpus.local import scorer
from mtreview.corpus.ray_engine import score_on_ray
from mtreview.corpus.scoring import Scored
from mtreview.corpus.windows import Window
from mtreview.detectors.scan import Scanner
from mtreview.tokens import Reading

ray = pytest.importorskip("ray.data", reason="Ray, extra ray, is not installed")

Captured = pytest.CaptureFixture[bytes]
FAULTY = "They fought at the top of power."
OPTIONS = ("--source-lang", "fr", "--no-model", "--select", "fr")
CONFIG = Config(source_lang="fr", model=False, select=("fr",))
FILES = 6


@pytest.fixture(scope="module", autouse=True)
def cluster() -> Iterator[None]:
    """Two workers, for all tests of this file."""
    import ray
    from ray import cloudpickle

    os.environ |= {"RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
    ray.init(address="local", num_cpus=2, include_dashboard=False, log_to_driver=False)
    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # no worker can import this
    yield
    ray.shutdown()


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for part in range(FILES):
        rows = [
            {"id": n, "doc": n // 3, "lp": "fr-en", "mt": FAULTY if n % 5 == part else f"Row {n}."}
            for n in range(40)
        ]
        lines = [json.dumps(row) for row in rows]
        lines.insert(7, "no row") if part == 2 else None
        (folder / f"p{part}.jsonl").write_text("".join(f"{line}\n" for line in lines))
    return folder


def locally(corpus: Path) -> tuple[bytes, Any]:
    out, summary = corpus.with_name("local.jsonl"), corpus.with_name("local.json")
    arguments = ["score", str(corpus), "-o", str(out), "--summary", str(summary), *OPTIONS]
    assert run(arguments) == 0
    return out.read_bytes(), json.loads(summary.read_text())


def joined(out: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(out.glob("*.jsonl")))


def planned(corpus: Path) -> Plan:
    made = plan([str(corpus)], str(corpus.with_name("out")), CONFIG, None)
    assert made.claim(resume=False) == {}
    return made


def test_the_same_rows_rejects_and_summary_as_the_local_engine(corpus: Path) -> None:
    out, summary = corpus.with_name("out"), corpus.with_name("summary.json")
    arguments = ["score", str(corpus), "--engine", "ray", "-o", str(out), "--summary", str(summary)]
    assert run([*arguments, *OPTIONS]) == 0
    rows, told = locally(corpus)
    assert joined(out) == rows
    assert json.loads(summary.read_text()) == told
    (reject,) = (out / "_rejects").iterdir()
    expected = corpus.with_name("local.rejects.jsonl").read_bytes()
    assert reject.read_bytes() == expected


def test_parquet_in_and_out_as_one_table(corpus: Path, capsysbinary: Captured) -> None:
    import pyarrow
    from pyarrow import parquet

    for path in corpus.iterdir():
        rows = [json.loads(line) for line in path.open() if line.startswith("{")]
        parquet.write_table(pyarrow.Table.from_pylist(rows), path.with_suffix(".parquet"))
        path.unlink()
    out = corpus.with_name("out.parquet")
    arguments = ["score", f"file://{corpus}", "--engine", "ray", "-o", str(out), *OPTIONS]
    assert run(arguments) == 0
    capsysbinary.readouterr()
    assert run(["score", str(corpus), "--jobs", "1", *OPTIONS]) == 0
    expected = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    found = parquet.read_table(out).to_pylist()
    assert [row["mqm"] for row in found] == [row["mqm"] for row in expected]
    assert {row["file"] for row in found} == {f"file://{p}" for p in corpus.iterdir()}


def begin_dying(mark: Path) -> Callable[[Window], Scored]:
    """What kills its process at the first window of the third file, the first time."""
    score = scorer(CONFIG)

    def scoring(window: Window) -> Scored:
        if str(window[0][0].file).endswith("p2.jsonl") and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return score(window)

    return scoring


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_a_worker_that_is_killed_is_made_up_for(corpus: Path, tmp_path: Path) -> None:
    made, mark = planned(corpus), tmp_path / "killed"
    done = dict(score_on_ray(made.shards, partial(begin_dying, mark)))
    assert mark.exists()
    assert sorted(done) == list(range(FILES))
    assert joined(Path(made.out)) == locally(corpus)[0]


def begin_failing() -> Callable[[Window], Scored]:
    """What fails on every document that holds BOOM."""
    scan = Scanner.scan_all

    def failing(self: Scanner, readings: Sequence[Reading], *rest: Any) -> Any:
        if any("BOOM" in reading.document.text for reading in readings):
            raise ZeroDivisionError("division by zero")
        return scan(self, readings, *rest)

    Scanner.scan_all = failing  # type: ignore[method-assign, assignment]
    return scorer(CONFIG)


def test_a_row_on_which_a_rule_fails_is_a_reject(
    corpus: Path, fail_at: Callable[[str], None]
) -> None:
    for name, row in (("p0", 13), ("p4", 0), ("p4", 39)):
        path = corpus / f"{name}.jsonl"
        lines = path.read_text().splitlines()
        lines[row] = json.dumps({**json.loads(lines[row]), "mt": f"BOOM. {FAULTY}"})
        path.write_text("".join(f"{line}\n" for line in lines))
    made = planned(corpus)
    done = dict(score_on_ray(made.shards, begin_failing))
    assert sum(total.rejected for total in done.values()) == 4  # and the one that is no row
    fail_at("BOOM")
    assert joined(Path(made.out)) == locally(corpus)[0]
    expected = corpus.with_name("local.rejects.jsonl").read_bytes().splitlines()
    found = joined(Path(made.out) / "_rejects").splitlines()
    assert sorted(found) == sorted(expected)  # what is no row comes out before a window is scored


def test_a_bad_row_ends_a_strict_run_whenever_it_was_met(
    corpus: Path, capsysbinary: Captured
) -> None:
    out = str(corpus.with_name("out"))
    arguments = ["score", str(corpus), "--engine", "ray", "-o", out, *OPTIONS]
    for more in ((), ("--resume",)):
        assert run([*arguments, "--strict", *more]) == 3
        err = capsysbinary.readouterr().err.decode()
        assert "--strict is given" in err
        assert "line 8: not JSON" in err
    assert run([*arguments, "--resume"]) == 0


def begin_slow(folder: Path) -> Callable[[Window], Scored]:
    """What takes two seconds a window in the process that comes first."""
    score = scorer(CONFIG)

    def scoring(window: Window) -> Scored:
        with (folder / f"worker-{os.getpid()}").open("a") as file:
            file.write("x")
        try:
            (folder / "slow").write_text(str(os.getpid())) if not (folder / "slow").exists() else 0
        finally:
            is_slow = (folder / "slow").read_text() == str(os.getpid())
        time.sleep(4 if is_slow else 0)
        return score(window)

    return scoring


def test_a_slow_worker_gets_fewer_files(corpus: Path, tmp_path: Path) -> None:
    made = planned(corpus)
    assert len(dict(score_on_ray(made.shards, partial(begin_slow, tmp_path), 2))) == FILES
    slow = tmp_path / f"worker-{(tmp_path / 'slow').read_text()}"
    scored = sum(len(path.read_text()) for path in tmp_path.glob("worker-*"))
    assert scored == FILES
    assert len(slow.read_text()) < FILES / 2
    assert joined(Path(made.out)) == locally(corpus)[0]


def test_a_run_that_ended_early_is_gone_on_with(corpus: Path, capsysbinary: Captured) -> None:
    made = planned(corpus)
    arguments = ["score", str(corpus), "--engine", "ray", "-o", made.out, *OPTIONS]
    answers = score_on_ray(made.shards, partial(scorer, CONFIG), 1)
    number, _ = next(answers)
    answers.close()  # type: ignore[attr-defined]
    first = Path(made.shards[number].part)
    before = first.stat().st_mtime_ns
    assert run(arguments) == 3
    assert b"--resume" in capsysbinary.readouterr().err
    assert run([*arguments, "--min-confidence", "0.9", "--resume"]) == 2
    assert run([*arguments, "--resume"]) == 0
    assert joined(Path(made.out)) == locally(corpus)[0]
    assert first.stat().st_mtime_ns == before


def test_a_file_that_cannot_be_read_is_one_line(corpus: Path, capsysbinary: Captured) -> None:
    (corpus / "p1.jsonl").write_bytes(b"\x1f\x8b\x08 rest")
    arguments = ["score", str(corpus), "--engine", "ray", "-o", str(corpus.with_name("out"))]
    assert run([*arguments, *OPTIONS]) == 3
    err = capsysbinary.readouterr().err.decode()
    assert "p1.jsonl cannot be unpacked" in err
    assert len(err.splitlines()) == 1
