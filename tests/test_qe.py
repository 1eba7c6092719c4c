"""The embedded model: pieces and windows, estimates that do not depend on batches, its findings."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtreview.cli import run
from mtreview.config import Config
from mtreview.errors import ModelError
from mtreview.formats.rows import joined
from mtreview.model import Document, Edit, Inline, Segment, Severity, Span
from mtreview.pipeline import Pipeline
from mtreview.qe import doubtful
from mtreview.qe.doubtful import OMISSION, WORDING, hits
from mtreview.qe.embedded import WEIGHTS, EmbeddedModel
from mtreview.qe.estimate import Doubt, Estimate
from mtreview.qe.pieces import Pieces, Tokenizer
from mtreview.qe.plain import plains
from mtreview.qe.windows import SOURCE, TARGET, windows

pytestmark = pytest.mark.model

GOOD = "The government said on Tuesday that it would publish the report before the end of the year."
BAD = "He does not there was any victim, said the forces French armed who must to begin."
SOURCE_TEXT = "Le gouvernement a dit mardi qu’il publierait le rapport avant la fin de l’année."


@pytest.fixture(scope="module")
def model() -> EmbeddedModel:
    return EmbeddedModel()


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(WEIGHTS / "pieces.model")


@given(st.text(max_size=60))
@settings(deadline=None)
def test_pieces_stand_in_order_within_the_text(text: str) -> None:
    pieces = Tokenizer(WEIGHTS / "pieces.model").encode(text)
    ends = [0, *(end for _, end in pieces.offsets)]
    assert all(start >= before for (start, _), before in zip(pieces.offsets, ends, strict=False))
    assert ends[-1] <= len(text)


def test_every_word_is_covered_by_its_pieces(tokenizer: Tokenizer) -> None:
    text = "“Fuß”, he said: 中国 & naïve… ﬁne."
    pieces = tokenizer.encode(text)
    covered = {i for start, end in pieces.offsets for i in range(start, end)}
    assert covered >= {i for i, char in enumerate(text) if not char.isspace()}


@given(st.integers(0, 2000), st.integers(0, 3000))
def test_windows_part_a_text_without_rest_and_within_the_models_length(n: int, m: int) -> None:
    target = Pieces(tuple(range(n)), tuple((i, i + 1) for i in range(n)))
    source = Pieces(tuple(range(m)), tuple((i, i + 1) for i in range(m)))
    parts = list(windows(target, source if m else None))
    owned = [i for part in parts for i in range(part.own, part.own_end)]
    assert owned == list(range(n))
    assert all(len(part.ids) == len(part.sides) <= TARGET + SOURCE + 4 for part in parts)


def test_an_estimate_does_not_depend_on_its_batch(
    model: EmbeddedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtreview.qe.embedded.KEPT", 0)
    pairs = [(GOOD, SOURCE_TEXT), (BAD, None), ("Yes.", None), (GOOD * 20, SOURCE_TEXT * 20)]
    together = model.estimate(pairs)
    for pair, estimate in zip(pairs, together, strict=True):
        (alone,) = model.estimate([pair])
        assert alone is not estimate
        assert alone.quality == pytest.approx(estimate.quality, abs=0.001)


def test_a_pair_that_comes_again_is_read_once(
    model: EmbeddedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtreview.qe.embedded.KEPT", 2)
    read: list[str] = []
    judge = model._judge.judge

    def judged(text: str, *rest: Any) -> Estimate:
        read.append(text)
        return judge(text, *rest)

    monkeypatch.setattr(model._judge, "judge", judged)
    first = model.estimate([("One.", None), ("Two.", None), ("One.", None), ("One.", "Un.")])
    assert read == ["One.", "Two.", "One."]
    assert first[0] is first[2]
    again = model.estimate([("One.", "Un."), ("Three.", None), ("One.", "Un.")])
    assert read[3:] == ["Three."]
    assert again[0] is first[3]
    model.estimate([("Two.", None)])  # let go of since: two were met after it
    assert read[4:] == ["Two."]


@pytest.mark.parametrize("source", [SOURCE_TEXT, None], ids=["with source", "without"])
def test_a_good_translation_is_better_than_a_bad_one(
    model: EmbeddedModel, source: str | None
) -> None:
    good, bad = model.estimate([(GOOD, source), (BAD, source)])
    assert good.quality > bad.quality + 20
    assert len(bad.doubts) > len(good.doubts)


def test_a_translation_of_something_else_is_worse(model: EmbeddedModel) -> None:
    right, wrong = model.estimate([(GOOD, SOURCE_TEXT), (GOOD, "Le chat dort sous la table.")])
    assert right.quality > wrong.quality + 10


def test_intervals_hold_their_quality_and_stay_on_the_scale(model: EmbeddedModel) -> None:
    for estimate in model.estimate([(GOOD, None), (BAD, SOURCE_TEXT), ("", None), ("…", "x")]):
        assert estimate.interval is not None
        low, high = estimate.interval
        assert 0 <= low <= estimate.quality <= high <= 100


def test_the_end_of_a_long_text_is_read_too(model: EmbeddedModel) -> None:
    (estimate,) = model.estimate([(f"{GOOD} " * 30 + BAD, None)])
    assert any(doubt.start > 30 * (len(GOOD) + 1) for doubt in estimate.doubts)


@pytest.mark.parametrize("broken", ["settings.json", "pieces.model"])
def test_a_model_that_is_broken_is_one_line(tmp_path: Path, broken: str) -> None:
    for name in ("settings.json", "pieces.model"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes() if name != broken else b"{}")
    with pytest.raises(ModelError, match="no model that can be read") as caught:
        EmbeddedModel(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=str(tmp_path)):
        EmbeddedModel(tmp_path)


def test_weights_that_are_broken_are_named(tmp_path: Path) -> None:
    for name in ("settings.json", "pieces.model"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"model\.onnx cannot be loaded"):
        EmbeddedModel(tmp_path).estimate([(GOOD, None)])


def judged(text: str, *doubts: Doubt, inlines: tuple[Inline, ...] = ()) -> doubtful.Judged:
    document = Document("a", text, (Segment(0, Span(0, len(text))),), inlines)
    (plain,) = plains(document)
    return (
        plain,
        Estimate(50, None, doubts),
        {d: (Edit(Span(d.start, d.end), "x"),) for d in doubts},
    )


def test_doubts_become_findings_that_join_neighbours() -> None:
    doubts = Doubt(0, 3, 0.6), Doubt(4, 7, 0.8, Severity.MAJOR), Doubt(8, 8, 0.7, missing=True)
    found = list(hits([judged("One two three.", *doubts), judged("Four five.")]))
    assert [(detector, hit.at) for detector, hit in found] == [
        (WORDING, (0, 7)),
        (OMISSION, (8, 8)),
    ]
    assert found[0][1].severity is Severity.MAJOR
    assert found[0][1].confidence == 0.8


def test_a_rewrite_is_told_only_where_it_is_the_only_one() -> None:
    ((_, one),) = hits([judged("One two.", Doubt(0, 3, 0.6))])
    ((_, two),) = hits([judged("One two.", Doubt(0, 3, 0.6), Doubt(4, 7, 0.6))])
    assert (len(one.edits), len(two.edits)) == (1, 0)


def test_markup_is_read_over_and_offsets_lead_back() -> None:
    text = "The **report** of `code` came."
    marks = Inline(Span(4, 6)), Inline(Span(12, 14)), Inline(Span(18, 24), opaque=True)
    plain, _, _ = judged(text, inlines=marks)
    assert plain.text == "The report of `code` came."
    at = plain.text.index("report"), plain.text.index("came")
    assert plain.span(at[0], at[0] + 6).of(text) == "report"
    assert plain.span(at[1], at[1] + 4).of(text) == "came"
    assert plain.span(0, 10).of(text) == "The **report"
    code = plain.text.index("code")
    assert not list(hits([judged(text, Doubt(code, code + 4, 0.9), inlines=marks)]))


@given(st.text(alphabet="ab *", max_size=30), st.sets(st.integers(0, 29)))
def test_every_character_that_is_no_mark_is_where_its_offset_says(
    text: str, marked: set[int]
) -> None:
    inlines = tuple(Inline(Span(i, i + 1)) for i in marked if i < len(text))
    document = Document("a", text, (Segment(0, Span(0, len(text))),), inlines)
    (plain,) = plains(document)
    assert [plain.span(i, i + 1).of(text) for i in range(len(plain.text))] == list(plain.text)


def test_half_a_character_is_no_reason_to_stop() -> None:
    document = joined("a", ["A \ud800 lone half.", GOOD], ["\udfff", None])
    assert len(Pipeline(Config()).check(document).segment_scores) == 2


def test_the_models_rules_can_be_switched_off() -> None:
    document = joined("a", [BAD])
    on = Pipeline(Config(select=("suspect-*",))).check(document)
    off = Pipeline(Config(ignore=("suspect-*",))).check(document)
    assert any(finding.rule == WORDING.rule for finding in on.findings)
    assert not any(finding.rule.startswith("suspect") for finding in off.findings)
    assert off.segment_scores[0].interval is not None


def test_without_the_model_there_is_no_interval_and_the_signature_says_so() -> None:
    result = Pipeline(Config(model=False)).check(joined("a", [BAD]))
    assert result.segment_scores[0].interval is None
    assert result.signature.endswith("model:none")


def test_documents_checked_together_are_as_if_checked_alone() -> None:
    documents = [joined("a", [GOOD, BAD]), joined("b", []), joined("c", [BAD], [SOURCE_TEXT])]
    pipeline = Pipeline(Config())
    for document, result in zip(documents, pipeline.check_all(documents), strict=True):
        alone = pipeline.check(document)
        assert alone.document == result.document
        assert alone.score.quality == pytest.approx(result.score.quality, abs=0.5)


def test_the_command_line_tells_intervals_and_can_do_without(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BAD)
    intervals = []
    for options in ((), ("--no-model",)):
        assert run(["check", str(path), "--format", "jsonl", "--fail-on", "never", *options]) == 0
        rows = map(json.loads, capsysbinary.readouterr().out.decode().splitlines())
        segment = next(row for row in rows if row["type"] == "segment")
        intervals.append((segment["quality"], segment["quality_interval"]))
    (quality, interval), (_, none) = intervals
    assert interval[0] <= quality <= interval[1]
    assert none is None


def test_a_confidence_that_is_asked_for_shows_what_is_doubted_less_surely() -> None:
    document = joined("x", [BAD, GOOD], [None, None], None)
    chosen = Config(select=(WORDING.rule,))
    few = Pipeline(chosen).check(document).findings
    many = Pipeline(chosen.override(min_confidence=0.2)).check(document).findings
    none = Pipeline(chosen.override(min_confidence=1.0)).check(document).findings
    width = [sum(f.span.end - f.span.start for f in found) for found in (none, few, many)]
    assert 0 == width[0] < width[1] < width[2]
    assert all(finding.confidence >= 0.2 for finding in many)


def test_how_far_the_model_is_with_a_document_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtreview.pipeline._WINDOW", 2)
    told: list[int] = []
    document = joined("x", [GOOD, BAD, GOOD], [None] * 3, None)
    Pipeline().check(document, told.append)
    assert told == [2, 3]
