"""Decisions and marks that travel: from one session into another, through other tools."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from mtreview.cli import run
from mtreview.config import Config
from mtreview.formats import read
from mtreview.model import Action, Severity, Span
from mtreview.outcomes import State
from mtreview.pipeline import Pipeline
from mtreview.review.annotations import marks, mqm_table, pearmut, read_mqm_table, read_pearmut
from mtreview.review.desk import Desk
from mtreview.review.exchange import disagreements
from mtreview.review.session import Session

TEXT = "The the port is closed.\n\nSchools in the the town.\n\nAll ships\tare gone.\n"
ONLY = ("--no-model", "--select", "doubled-word")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, "utf-8")
    return file


def desk_of(path: Path, session: Session) -> Desk:
    config = Config(model=False, select=("doubled-word",))
    return Desk(session, Pipeline(config).check(read(path)), path)


def sessions(path: Path) -> tuple[Path, Path]:
    return path.with_name("anna.db"), path.with_name("ben.db")


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert run(["annotations", *arguments, *ONLY]) == 0
    return capsys.readouterr().out


def test_decisions_are_merged_with_undo_and_redo(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    anna, ben = sessions(path)
    with Session(anna, reviewer="anna") as session:
        desk = desk_of(path, session)
        desk.accept(0)
        desk.dismiss(1)
        desk.undo()
        desk.rewrite(2, "All ships have gone.")
        desk.note(0, Action.COMMENT, reason="fine")
    lines = tmp_path / "anna.jsonl"
    assert run(["annotations", str(path), "--session", str(anna), "-o", str(lines), *ONLY]) == 0
    assert len(lines.read_text("utf-8").splitlines()) == 5
    for known in (0, 5):
        arguments = [str(path), "--merge", str(lines), "--session", str(ben)]
        assert written(capsys, *arguments) == ""
        with Session(ben, reviewer="ben") as session:
            desk = desk_of(path, session)
            assert len(desk.log) == 5, f"{known} were known"
            assert [item.state for item in desk.items][:2] == [State.ACCEPTED, State.OPEN]
            assert desk.segment_text(2) == "All ships have gone."
            assert {event.reviewer for event in desk.log} == {"anna"}
            assert desk.notes(0).comments[0].reason == "fine"


def test_what_two_decided_otherwise_is_told_and_not_taken(
    path: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    anna, ben = sessions(path)
    with Session(anna, reviewer="anna") as session:
        desk_of(path, session).accept(0)
        desk_of(path, session).dismiss(1)
    with Session(ben, reviewer="ben") as session:
        desk_of(path, session).dismiss(0, "a band")
        desk_of(path, session).dismiss(1)
    lines = tmp_path / "anna.jsonl"
    assert run(["annotations", str(path), "--session", str(anna), "-o", str(lines), *ONLY]) == 0
    told = written(capsys, str(path), "--merge", str(lines), "--session", str(ben))
    (line,) = told.splitlines()
    entry = json.loads(line)
    assert (entry["here"]["reviewer"], entry["here"]["reason"]) == ("ben", "a band")
    assert (entry["there"]["reviewer"], entry["there"]["action"]) == ("anna", "accept")
    with Session(ben, reviewer="ben") as session:
        desk = desk_of(path, session)
        assert [item.state for item in desk.items] == [State.DISMISSED, State.DISMISSED]
        assert list(disagreements(desk.log)) == []


def test_disagreements_within_one_session(path: Path) -> None:
    place = path.with_name("s.db")
    with Session(place, reviewer="anna") as session:
        desk_of(path, session).accept(0)
    with Session(place, reviewer="ben") as session:
        desk = desk_of(path, session)
        desk.dismiss(0)
        ((one, other),) = disagreements(desk.log)
    assert (one.reviewer, other.reviewer) == ("anna", "ben")


@pytest.mark.parametrize("line", ["{}", "nothing", '{"type":"decision","schema":9}', "[1]"])
def test_what_is_no_decision_is_told_with_its_line(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    lines = tmp_path / "bad.jsonl"
    lines.write_text(line + "\n", "utf-8")
    assert run(["annotations", str(path), "--merge", str(lines), *ONLY]) == 3
    said = capsys.readouterr().err
    assert "line 1 of" in said
    assert said.count("\n") == 1


def test_ends_are_inclusive_in_pearmut_and_come_back(path: Path) -> None:
    with Session(path.with_name("s.db"), reviewer="anna") as session:
        desk = desk_of(path, session)
        at = TEXT.index("ships")
        desk.add(Span(at, at + 5), "Accuracy/Mistranslation", Severity.MAJOR)
        desk.accept(0)
        found = marks(desk)
    assert [(m.segment, m.span) for m in found] == [(0, Span(0, 7)), (2, Span(4, 9))]
    document = read(path)
    campaign = pearmut([(document, found)], "test")
    spans: Any = [item["error_spans"]["mt"] for item in json.loads(campaign)["data"][0][0]]
    assert spans[2] == [
        {"start_i": 4, "end_i": 8, "severity": "major", "category": "Accuracy/Mistranslation"}
    ]
    back = read_pearmut(campaign, "test", document)
    assert [(m.segment, m.span, m.severity) for m in back] == [
        (m.segment, m.span, m.severity) for m in found
    ]
    table = mqm_table([(document, found)])
    rows = list(csv.DictReader(io.StringIO(table), delimiter="\t"))
    assert [row["target"] for row in rows] == [
        "<v>The the</v> port is closed.",
        "Schools in the the town.",
        "All <v>ships</v> are gone.",
    ]
    assert [row["severity"] for row in rows][1] == "No-error"
    assert rows[0]["rater"] == "anna"
    again = read_mqm_table(table, "test", document)
    assert [(m.segment, m.span, m.category) for m in again] == [
        (m.segment, m.span, m.category) for m in found
    ]


def test_quotation_marks_go_through_the_table(tmp_path: Path) -> None:
    path = tmp_path / "q.txt"
    path.write_text('He said "no" to the the plan.', "utf-8")
    with Session(tmp_path / "s.db", reviewer="anna") as session:
        desk = desk_of(path, session)
        desk.accept(0)
        found = marks(desk)
    table = mqm_table([(read(path), found)])
    assert 'He said "no" to <v>the the</v> plan.' in table
    assert [m.span for m in read_mqm_table(table, "t", read(path))] == [m.span for m in found]


def test_marks_of_another_tool_become_findings_by_hand_once(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "marks.tsv"
    table.write_text(
        "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"
        "x\ta\t1\t1\trater1\tLe port.\tSchools in the the <v>town</v>.\tFluency/Register\tMajor\n"
        "x\ta\t1\t1\trater1\tLe port.\tAnother text <v>here</v>.\tFluency/Register\tMajor\n",
        "utf-8",
    )
    for added in ("1 finding added", "0 findings added"):
        assert run(["annotations", str(path), "--merge", str(table), *ONLY]) == 0
        assert added in capsys.readouterr().err
    with Session(path.parent / ".mtreview" / "session.db") as session:
        (item,) = [i for i in desk_of(path, session).items if i.finding.rule == "by-hand"]
        assert (item.finding.text, item.finding.severity) == ("town", Severity.MAJOR)
        assert desk_of(path, session).log[0].reviewer == "rater1"
    (tmp_path / "bad.tsv").write_text("a\tb\n", "utf-8")
    assert run(["annotations", str(path), "--merge", str(tmp_path / "bad.tsv"), *ONLY]) == 3


def test_a_mark_where_a_finding_is_says_who_saw_it_too(path: Path) -> None:
    table = path.with_name("marks.tsv")
    category = desk_of(path, Session(path.with_name("none.db"))).items[0].finding.category
    table.write_text(
        "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"
        f"x\ta\t1\t0\trater1\t\t<v>The the</v> port is closed.\t{category}\tMajor\n",
        "utf-8",
    )
    for _ in range(2):
        assert run(["annotations", str(path), "--merge", str(table), *ONLY]) == 0
    with Session(path.parent / ".mtreview" / "session.db") as session:
        desk = desk_of(path, session)
        (comment,) = desk.notes(0).comments
        assert comment.reviewer == "rater1"
        assert comment.reason == f"marked too: “The the” ({category}, major)"
        assert len(desk.items) == 2


def test_of_a_folder_what_was_not_reviewed_is_left_out(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path.with_name("other.txt").write_text("All is well.", "utf-8")
    assert run(["annotations", str(tmp_path), "--format", "mqm", *ONLY]) == 3
    assert "was not reviewed" in capsys.readouterr().err
    with Session(tmp_path / ".mtreview" / "session.db") as session:
        desk_of(path, session).accept(0)
    for suffix in ("jsonl", "tsv", "json"):
        for _ in range(2):  # what was written is no document of the folder the next time
            out = tmp_path / f"out.{suffix}"
            assert run(["annotations", str(tmp_path), "-o", str(out), "--force", *ONLY]) == 0
            assert f"{tmp_path / 'other.txt'} was not reviewed: left out" in capsys.readouterr().err
            assert "All is well." not in out.read_text("utf-8")
    assert run(["annotations", str(tmp_path), "-o", str(path), "--force", *ONLY]) == 2
    assert path.read_text("utf-8") == TEXT
    (tmp_path / "broken.tsv").write_text("a\tb\n", "utf-8")
    assert run(["annotations", str(tmp_path), "--merge", str(tmp_path / "out.jsonl"), *ONLY]) == 0
    err = capsys.readouterr().err
    assert "article.txt: 0 decisions added, 1 known already" in err
    assert "broken.tsv" in err


def test_open_findings_are_marks_only_if_that_is_wanted(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = path.with_name("s.db")
    with Session(place) as session:
        desk_of(path, session).dismiss(0)
    for more, count in (((), 0), (("--with-open",), 1)):
        arguments = [str(path), "--session", str(place), "--format", "pearmut", *more]
        made = json.loads(written(capsys, *arguments))
        assert sum(len(item["error_spans"]["mt"]) for item in made["data"][0][0]) == count
