"""The scorecard of a review: what was decided, how long it took, and what it came to."""

import json
from pathlib import Path
from typing import Any

import pytest

from mtreview.cli import run
from mtreview.config import Config, Profile
from mtreview.formats import read
from mtreview.model import Action, Scope, Severity, Span
from mtreview.pipeline import Pipeline
from mtreview.report.scorecard import scorecard_page
from mtreview.review.desk import Desk
from mtreview.review.recall import Memory
from mtreview.review.scorecard import Reviewed, faults, scorecard
from mtreview.review.session import Session
from mtreview.review.stopwatch import IDLE, Stopwatch
from mtreview.review.tally import tallies

TEXT = """\
The the port is closed.

Schools in the the town stay closed. The mayor spoke to the the press.

All ships are gone.
"""
ONLY = ("--no-model", "--select", "doubled-word")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.fixture
def reviewed(path: Path) -> Path:
    """An article with an accepted, a dismissed and a rewritten finding, a comment, and stays."""
    config = Config(model=False, select=("doubled-word",))
    result = Pipeline(config).check(read(path))
    settings = {"select": ["doubled-word"], "model": False}
    with Session(path.parent / ".mtreview" / "session.db", reviewer="Ada") as session:
        desk = Desk(session, result, path, settings)
        desk.visit(0, 4000, 2)
        desk.accept(0, milliseconds=3000)
        desk.dismiss(1)
        desk.visit(1, 60000, 20)
        desk.rewrite(2, "The mayor spoke to the the town.")
        desk.note(2, Action.COMMENT, reason="who?")
        desk.note(3, Action.DONE)
        desk.add(
            Span(TEXT.index("ships"), TEXT.index("ships") + 5), "Terminology", Severity.CRITICAL
        )
    return path


def card(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert run(["report", *arguments, "--format", "json", *ONLY]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_figures(reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = card(capsys, str(reviewed))
    (document,) = made["documents"]
    assert document["findings"] == {"accepted": 1, "dismissed": 1, "rewritten": 1, "open": 1}
    assert (document["segments"], document["done"]) == (4, 1)
    assert document["quality_before"] < 100
    assert [s["segment"] for s in document["segment"]] == [0, 1, 2, 3]
    first, second, third, _ = document["segment"]
    assert (first["before"], first["after"]) == (
        "The the port is closed.", "The port is closed.",
    )  # fmt: skip
    assert first["TER"] == 25.0, "one word of four"
    assert (first["milliseconds"], first["keys"]) == (4000, 2)
    assert second["before"] == second["after"]
    assert second["TER"] == 0.0
    assert third["comments"] == ["who?"]
    assert document["effort"] == [
        {"reviewer": "Ada", "milliseconds": 64000, "keys": 22, "segments": 2, "decisions": 6}
    ]
    by_category = {error["category"]: error for error in document["errors"]}
    assert by_category["Terminology"]["open"] == {"critical": 1}
    doubled = next(error for name, error in by_category.items() if name != "Terminology")
    assert (sum(doubled["confirmed"].values()), doubled["dismissed"]) == (2, 1)
    rules = {rule["rule"]: rule for rule in made["rules"]}
    assert rules["doubled-word"]["precision"] == 0.5
    assert rules["doubled-word"]["open"] == 1, "what was written anew has one again"
    assert set(made["total"]["post_edit"]) == {"TER", "chrF"}


def test_the_page_is_one_file_and_says_the_same(reviewed: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert run(["report", str(reviewed), "-o", str(out), *ONLY]) == 0
    text = out.read_text("utf-8")
    for needed in ("MQM scorecard", "Effort", "Terminology", "article.txt", "who?", "<svg", "Ada"):
        assert needed in text
    assert "http" not in text.replace("http://www.w3.org", "")
    assert "<script" not in text
    assert run(["report", str(reviewed), "-o", str(out), *ONLY]) == 3, "never written over unasked"


def test_names_and_texts_cannot_leave_their_place_on_the_page(reviewed: Path) -> None:
    with Session(reviewed.parent / ".mtreview" / "session.db", reviewer="<b>Eve") as session:
        result = Pipeline(Config(model=False)).check(read(reviewed))
        desk = Desk(session, result, reviewed)
        desk.note(0, Action.COMMENT, reason="<script>alert(1)</script>")
        desk.accept(1)
        made = scorecard([Reviewed(result, desk, (), Profile())], desk.memory)
    page = scorecard_page(made)
    assert "Disagreements" in page
    (entry,) = made["documents"][0]["disagreements"]
    assert [d["action"] for d in entry["decisions"]] == ["dismiss", "accept"]
    assert "<script>" not in page
    assert "<b>Eve" not in page


def test_a_folder_is_reported_and_what_was_not_reviewed_is_left_out(
    reviewed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (reviewed.parent / "other.txt").write_text("Nothing.", "utf-8")
    (reviewed.parent / "bad.txt").write_bytes(b"caf\xe9")
    (reviewed.parent / "article.corrected.txt").write_text("Nothing.", "utf-8")
    article, folder = str(reviewed), reviewed.parent
    assert run(["report", article, "-o", str(folder / "report.html"), *ONLY]) == 0
    assert run(["annotations", article, "-o", str(folder / "ada.jsonl"), *ONLY]) == 0
    assert run(["annotations", article, "-o", str(folder / "marks.tsv"), *ONLY]) == 0
    assert run(["check", article, "--format", "jsonl", "--fail-on", "never", *ONLY]) == 0
    (folder / "found.jsonl").write_text(capsys.readouterr().out, "utf-8")
    assert run(["report", str(reviewed.parent), "--format", "json", *ONLY]) == 0
    said = capsys.readouterr()
    assert [d["document"][-11:] for d in json.loads(said.out)["documents"]] == ["article.txt"]
    assert said.err.count("was not reviewed: left out") == 1
    assert said.err.count("bad.txt") == 1
    assert run(["report", str(reviewed.parent / "bad.txt"), *ONLY]) == 3


def test_what_lost_its_place_is_told(reviewed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reviewed.write_text(TEXT.replace("The the port is closed.", "The harbour is shut."), "utf-8")
    assert run(["report", str(reviewed), "--format", "json", *ONLY]) == 0
    said = capsys.readouterr()
    assert "article.txt: 1 decision without a place in this text, counted nowhere" in said.err
    (lost,) = json.loads(said.out)["documents"][0]["lost"]
    assert (lost["rule"], lost["action"], lost["written"]) == ("doubled-word", "accept", "The")
    page = scorecard_page(json.loads(said.out))
    assert "Decisions without a place" in page


@pytest.mark.parametrize("command", ["report", "annotations", "review"])
def test_a_document_that_is_not_there_is_said(
    reviewed: Path,
    command: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mtreview.cli.review._must_have_terminal", lambda: None)
    assert run([command, str(reviewed.with_name("nofile.txt"))]) == 3
    assert "nofile.txt does not exist: check its name\n" in capsys.readouterr().err


def test_what_was_not_reviewed_has_no_report(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["report", str(path), *ONLY]) == 3
    assert "`mtreview review` does that" in capsys.readouterr().err
    assert not (path.parent / ".mtreview").exists()


def test_what_became_of_every_finding(reviewed: Path) -> None:
    result = Pipeline(Config(model=False, select=("doubled-word",))).check(read(reviewed))
    with Session(reviewed.parent / ".mtreview" / "session.db", read_only=True) as session:
        desk = Desk(session, result, reviewed)
        states = [str(state) for _, state in faults(desk)]
    assert states == ["accepted", "dismissed", "rewritten", "open"]


def test_idle_time_is_no_work() -> None:
    now = 0.0
    watch = Stopwatch(lambda: now)
    for passed in (2.0, IDLE + 1, 3.0):
        now += passed
        watch.press()
    assert (watch.read().milliseconds, watch.read().keys) == (5000, 3)
    now += 1
    assert watch.read().milliseconds == 6000


def test_rules_that_are_mostly_dismissed_come_first(path: Path) -> None:
    path.write_text("The the.\n\n" * 6 + "He does not there was any.\n", "utf-8")
    result = Pipeline(Config(model=False)).check(read(path))
    with Session(path.parent / "s.db") as session:
        desk = Desk(session, result, path)
        for index in range(5):
            desk.dismiss(index)
        first, *_ = tallies(desk.memory, [desk])
        assert (first.rule, first.dismissed, first.open) == ("doubled-word", 5, 1)
        assert first.is_mostly_dismissed
        desk.silence("doubled-word")
        assert tallies(Memory(session), [desk])[0].is_off
        (reaching,) = desk.memory.reaching()
        assert reaching.decision.scope is Scope.RULE
