"""What `check` says of each article of corpora/, whole, to be read as a diff when it changes.

`MTREVIEW_UPDATE=1 scripts/test tests/test_golden.py` writes the files anew.
"""

import os
from pathlib import Path

import pytest

from mtreview.cli import run

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
GOLDEN = Path(__file__).parent / "golden"
UPDATE = os.environ.get("MTREVIEW_UPDATE") == "1"
SUFFIXES = (".source", ".corrected", ".raw")
ARTICLES = sorted(p.stem for p in CORPORA.glob("*.txt") if not p.stem.endswith(SUFFIXES))
RUNS = [
    *((name, name, ()) for name in ARTICLES if name.startswith("clean-")),
    *((name, name, ("--source-lang", name[:2])) for name in ARTICLES if name[:6] != "clean-"),
    # The language is told from the source where there is one.
    *((name, f"{name}.source", ("--source", f"{name}.source.txt"))
      for name in ARTICLES if (CORPORA / f"{name}.source.txt").exists()),
]  # fmt: skip


@pytest.mark.parametrize(("name", "golden", "options"), RUNS, ids=[run[1] for run in RUNS])
def test_check_on_a_whole_article(
    name: str,
    golden: str,
    options: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(CORPORA)  # the golden names the article as it is called here
    run(["check", f"{name}.txt", *options])
    said = capsysbinary.readouterr().out.decode()
    path = GOLDEN / f"{golden}.txt"
    if UPDATE:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(said.encode())
    assert said == path.read_bytes().decode()
