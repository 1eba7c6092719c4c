"""Scores: MQM weights, the cap of a segment, a quality that falls as the penalty grows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.config import Profile
from mtreview.model import Finding, Score, Severity, Span
from mtreview.qe.doubtful import WORDING
from mtreview.qe.estimate import Estimate
from mtreview.scoring import quality_of, rescore_segment, score_document, score_segment

GRAMMAR = "Linguistic conventions/Grammar"
PUNCTUATION = "Linguistic conventions/Punctuation"


def finding(severity: Severity, category: str = GRAMMAR) -> Finding:
    return Finding("x", "r", 0, Span(0, 1), "x", category, severity, 0.9, "m")


def test_weights() -> None:
    minor, major = finding(Severity.MINOR), finding(Severity.MAJOR)
    comma = finding(Severity.MINOR, PUNCTUATION)
    assert score_segment([minor, major, comma], 20, Profile()).penalty == 6.1
    assert score_segment([finding(Severity.MAJOR, PUNCTUATION)], 20, Profile()).penalty == 5
    assert score_segment([finding(Severity.NEUTRAL)], 20, Profile()).penalty == 0


def test_a_segment_loses_at_most_the_cap() -> None:
    assert score_segment([finding(Severity.CRITICAL)] * 3, 20, Profile()).penalty == 25


@pytest.mark.parametrize("words", [20, 50, 10_000])
def test_a_fault_that_is_all_of_a_segment_leaves_no_more_of_a_long_one(words: int) -> None:
    whole = replace(finding(Severity.MAJOR), text="no " * words)
    score = score_segment([whole], words, Profile())
    assert (round(score.quality), score.penalty) == (66, 5)


def test_the_cap_makes_no_long_segment_a_good_one() -> None:
    faults = [finding(Severity.MAJOR)] * 500
    score = score_segment(faults, 10_000, Profile())
    assert (round(score.quality), score.penalty) == (66, 25)


def test_quality_of_a_clean_segment_is_100_and_of_a_major_fault_in_twenty_words_66() -> None:
    assert quality_of(0, 20) == 100
    assert round(quality_of(5, 20)) == 66


@given(st.floats(0, 25), st.floats(0, 25), st.integers(0, 500))
def test_quality_falls_with_the_penalty_and_stays_on_the_scale(
    a: float, b: float, words: int
) -> None:
    low, high = sorted((a, b))
    assert 0 <= quality_of(high, words) <= quality_of(low, words) <= 100


def test_a_document_sums_penalties_and_weighs_quality_by_words() -> None:
    score = score_document([Score(100, 0, 30), Score(60, 5, 10)])
    assert (score.quality, score.penalty, score.words) == (90, 5, 40)
    assert score_document([]).quality == 100


def test_findings_of_rules_lower_a_models_estimate_and_its_own_doubts_do_not() -> None:
    estimate = Estimate(80.0, (60.0, 90.0))
    doubt = replace(finding(Severity.MAJOR), rule=WORDING.rule)
    doubted = score_segment([doubt], 20, Profile(), estimate)
    assert (doubted.quality, doubted.interval, doubted.penalty) == (80.0, (60.0, 90.0), 5.0)
    named = score_segment([finding(Severity.MAJOR)], 20, Profile(), estimate)
    assert named.quality == pytest.approx(80 * quality_of(2.5, 20) / 100)
    assert named.interval is not None
    assert named.interval[0] / 60 == pytest.approx(named.quality / 80)


@pytest.mark.parametrize(
    "estimate",
    [None, Estimate(80.0), Estimate(80.0, (60.0, 90.0))],
    ids=["rules", "model", "model with interval"],
)
def test_a_score_rises_as_findings_are_settled(estimate: Estimate | None) -> None:
    one, two = finding(Severity.MAJOR), finding(Severity.MINOR)
    checked = score_segment([one, two], 20, Profile(), estimate)
    for left in ([two], [one], [], [one, two]):
        rescored = rescore_segment(checked, [one, two], left, Profile())
        wanted = score_segment(left, 20, Profile(), estimate)
        assert rescored.quality == pytest.approx(wanted.quality)
        assert rescored.penalty == wanted.penalty
