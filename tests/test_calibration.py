"""Confidences follow what was measured: counts in a file, from labels or from reviews."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from mtreview.calibration import Calibration, dump_calibration, load_calibration
from mtreview.cli import run
from mtreview.config import Config, load_config
from mtreview.detectors import DETECTORS
from mtreview.errors import ConfigError
from mtreview.evaluate.reviews import standing
from mtreview.formats import read_bytes
from mtreview.model import Action, Decision, Span
from mtreview.pipeline import Pipeline
from mtreview.review.desk import Desk
from mtreview.review.session import Session

Captured = pytest.CaptureFixture[str]
GOLD = (
    '{"mt": "He saw the the town.", "lp": "fr-en", "spans": [{"start": 7, "end": 14, '
    '"category": "x", "severity": "minor"}]}\n'
    '{"mt": "We left the the town.", "lp": "fr-en", "spans": []}\n'
)


def test_a_rule_nobody_measured_keeps_its_confidence() -> None:
    assert Calibration("x", {}).confidence("r", 0.8) == pytest.approx(0.8)
    assert Calibration("x", {}).confidence("r", 0.8, 0.4) == pytest.approx(0.4)


def test_confidence_moves_to_what_was_measured_the_further_the_more_was() -> None:
    few, many = Calibration("x", {"r": (2, 0)}), Calibration("x", {"r": (2000, 0)})
    assert 0 < many.confidence("r", 0.8) < 0.02 < few.confidence("r", 0.8) < 0.8
    assert Calibration("x", {"r": (9999, 9999)}).confidence("r", 0.8) == 0.99
    assert few.confidence("r", 0.8, 0.4) == pytest.approx(few.confidence("r", 0.8) / 2)


def test_counts_from_labels_make_the_confidences_of_the_next_run(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(GOLD)
    out = tmp_path / "counts.toml"
    arguments = ["evaluate", str(tmp_path / "gold.jsonl"), "--select", "doubled-word"]
    assert run([*arguments, "--calibrate", str(out)]) == 0
    assert load_calibration(out).counts == {"doubled-word": (2, 1)}
    assert run([*arguments, "--calibrate", str(out)]) == 3  # not over another unasked
    settings = tmp_path / "mtreview.toml"
    settings.write_text('select = ["doubled-word"]\ncalibration = "counts.toml"\n')
    document = read_bytes(b"He saw the the town.", "t.txt")
    plain = Pipeline(Config(select=("doubled-word",))).check(document)
    measured = Pipeline(load_config(settings)).check(document)
    assert measured.findings[0].confidence < plain.findings[0].confidence
    assert "calibration:counts.toml" in measured.signature


def test_a_rule_that_counts_have_hidden_is_counted_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(GOLD)
    hiding = tmp_path / "hiding.toml"
    hiding.write_text(dump_calibration({"doubled-word": (900, 0)}, "Hides it."))
    settings = tmp_path / "mtreview.toml"
    settings.write_text('select = ["doubled-word"]\ncalibration = "hiding.toml"\n')
    assert not Pipeline(load_config(settings)).check(read_bytes(b"The the end.", "t.txt")).findings
    out = tmp_path / "counts.toml"
    arguments = ["evaluate", str(tmp_path / "gold.jsonl"), "--config", str(settings)]
    assert run([*arguments, "--calibrate", str(out)]) == 0
    assert load_calibration(out).counts == {"doubled-word": (2, 1)}


def test_rules_that_own_counts_do_not_name_keep_the_shipped_ones(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(dump_calibration({"doubled-word": (900, 0)}, "One rule."))
    config = Config(select=("doubled-word", "space-before-punctuation"), min_confidence=0)
    document = read_bytes(b"He came from from Paris , and left.", "t.txt")
    word, mark = Pipeline(config).check(document).findings
    own_word, own_mark = Pipeline(replace(config, calibration=own)).check(document).findings
    assert own_word.confidence < word.confidence
    assert own_mark.confidence == mark.confidence
    assert mark.confidence != {d.rule: d.confidence for d in DETECTORS}[mark.rule]


def test_each_of_the_rules_that_find_the_same_is_counted(tmp_path: Path) -> None:
    text = "The reservoirs are to the 30 % of their capacity."
    (tmp_path / "gold.jsonl").write_text(json.dumps({"mt": text, "lp": "es-en"}))
    rules, out = ("spaced-percent", "es/un-por-ciento"), tmp_path / "counts.toml"
    document = replace(read_bytes(text.encode(), "t.txt"), source_lang="es")
    shown = Pipeline(Config(select=rules, min_confidence=0)).check(document).findings
    assert [finding.rule for finding in shown] == ["es/un-por-ciento"]
    arguments = ["evaluate", str(tmp_path / "gold.jsonl"), "--select", ",".join(rules)]
    assert run([*arguments, "--calibrate", str(out)]) == 0
    assert load_calibration(out).counts == dict.fromkeys(rules, (1, 0))


def test_a_hidden_rule_takes_no_place_from_a_shown_one(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(dump_calibration({"doubled-auxiliary": (900, 0)}, "Hides the graver one."))
    document = read_bytes(b"The law is is been changed.", "t.txt")
    config = Config(select=("doubled-word", "doubled-auxiliary"))
    for calibration, shown in ((None, "doubled-auxiliary"), (own, "doubled-word")):
        findings = Pipeline(replace(config, calibration=calibration)).check(document).findings
        assert [finding.rule for finding in findings] == [shown]


def test_false_alarms_on_clean_english_are_counted_against_a_rule(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(GOLD + '{"text": "They met at the the pier."}\n')
    out = tmp_path / "counts.toml"
    arguments = ["evaluate", str(tmp_path / "gold.jsonl"), "--select", "doubled-word"]
    assert run([*arguments, "--calibrate", str(out)]) == 0
    assert load_calibration(out).counts == {"doubled-word": (3, 1)}


def test_where_nothing_is_found_no_counts_are_written(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "gold.jsonl").write_text('{"mt": "It rained.", "lp": "fr-en"}\n')
    out = tmp_path / "counts.toml"
    assert run(["evaluate", str(tmp_path / "gold.jsonl"), "--calibrate", str(out)]) == 3
    assert "there is nothing to count" in capsys.readouterr().err
    assert not out.exists()


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text(dump_calibration({"b": (3, 1.5), "fr/a-b": (10, 10)}, "From here."))
    assert load_calibration(path).counts == {"b": (3, 1.5), "fr/a-b": (10, 10)}


@pytest.mark.parametrize(
    "text", ["[rules]\nx = 3", "= ", "[rules]\nx = {found = 1, faults = 2}", "rules = 1"]
)
def test_what_is_no_calibration_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match="no calibration"):
        load_calibration(path)


def test_a_missing_calibration_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_calibration(tmp_path / "none.toml")


def test_counts_from_reviews_in_a_folder(tmp_path: Path, capsys: Captured) -> None:
    document = read_bytes(
        b"He saw the the town. They came from from afar. It is of of use.", "t.txt"
    )
    result = Pipeline(Config(select=("doubled-word",))).check(document)
    (tmp_path / "reviews").mkdir()
    with Session(tmp_path / "reviews" / "session.db") as session:
        desk = Desk(session, result)
        desk.accept(0)
        desk.dismiss(1)
        desk.dismiss(2)
        desk.undo()
    out = tmp_path / "counts.toml"
    assert run(["evaluate", str(tmp_path / "reviews"), "--calibrate", str(out)]) == 0
    assert load_calibration(out).counts == {"doubled-word": (2, 1)}
    assert run(["evaluate", str(tmp_path / "reviews")]) == 3  # to be measured, labels are needed
    assert "is no file or folder of labels" in capsys.readouterr().err


def test_of_a_log_the_last_standing_decision_on_each_finding_counts() -> None:
    def event(number: int, action: Action, finding: str, reverts: int | None = None) -> Decision:
        return Decision(action, finding, "r", Span(0, 1), "x", number=number, reverts=reverts)

    log = [
        event(1, Action.ACCEPT, "a"),
        event(2, Action.DISMISS, "b"),
        event(3, Action.UNDO, "b", reverts=2),
        event(4, Action.EDIT, "c"),
        event(5, Action.UNDO, "c", reverts=4),
        event(6, Action.UNDO, "c", reverts=5),  # a redo
        event(7, Action.DISMISS, "a"),
    ]
    assert {d.finding: d.action for d in standing(log)} == {
        "a": Action.DISMISS,
        "c": Action.EDIT,
    }
