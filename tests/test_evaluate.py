"""Measurement against human labels: figures by hand, properties, and the command's output."""

import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from mtreview.config import Config
from mtreview.evaluate.agreement import (
    Agreement,
    by_character,
    compare,
    everything,
    exactly,
    overlapping,
    swapped,
    touching,
)
from mtreview.evaluate.categories import category_of
from mtreview.evaluate.checking import check_all
from mtreview.evaluate.curves import precision_recall
from mtreview.evaluate.figures import figures, signature
from mtreview.evaluate.gold import Gold, GoldSpan, find_gold, read_gold
from mtreview.evaluate.plots import wilson
from mtreview.evaluate.rewrites import groups, right_at
from mtreview.evaluate.run import measure
from mtreview.evaluate.statistics import bootstrap, kendall, moments, pearson, pearson_of, spearman
from mtreview.model import Document, Finding, Result, Score, Severity, Span, Suggestion
from mtreview.pipeline import Pipeline

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
Captured = pytest.CaptureFixture[str]
SPANS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda t: Span(t[0], t[0] + t[1])),
    max_size=8,
)
VALUES = st.lists(
    st.tuples(st.integers(-3, 3), st.integers(-3, 3)), min_size=3, max_size=40
)  # few values, so many ties


def finding(
    start: int, end: int, *rewrites: str, confidence: float = 0.9, segment: int = 0
) -> Finding:
    span = Span(start, end)
    suggestions = tuple(Suggestion(span, text) for text in rewrites)
    return Finding(
        "x", "rule", segment, span, "", "c", Severity.MINOR, confidence, "m", suggestions
    )


def marked(start: int, end: int, *rewrites: str, category: str = "Accuracy") -> GoldSpan:
    return GoldSpan(Span(start, end), category, "minor", rewrites)


def gold(mt: str, *spans: GoldSpan, **fields: Any) -> Gold:
    fields.setdefault("segment", ("fr-en", "s", "d", mt))
    return Gold(mt, spans=spans, **fields)


def bad_is_wrong(document: Document) -> Result:
    """A check that finds every "bad" and rates by their number."""
    findings, scores = [], []
    for segment in document.segments:
        text = segment.span.of(document.text)
        at = text.find("bad")
        if at >= 0:
            start = segment.span.start + at
            findings.append(finding(start, start + 3, "good", segment=segment.index))
        scores.append(Score(50.0 if at >= 0 else 100.0, 0, len(text.split())))
    return Result(document, tuple(findings), tuple(scores), Score(75, 0, 3), "v:1|pack:none")


# Spans ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "labels", "exact", "overlap", "characters"),
    [
        ([(0, 4)], [(0, 4)], (1, 1), (1, 1), (1, 1)),
        ([(0, 4), (10, 12)], [(0, 4), (4, 8)], (1 / 2, 1 / 2), (1 / 2, 1 / 2), (4 / 6, 4 / 8)),
        ([(0, 10)], [(1, 2), (3, 4), (20, 22)], (0, 0), (1, 2 / 3), (2 / 10, 2 / 4)),
        ([(5, 5)], [(5, 8)], (0, 0), (1, 1), (None, 0)),  # a missing word beside a marked one
        ([(5, 5)], [(5, 5)], (1, 1), (1, 1), (None, None)),
        ([(0, 2), (2, 4)], [(0, 4)], (0, 0), (1, 1), (1, 1)),
        ([(0, 4), (0, 4)], [(0, 4), (0, 4)], (1, 1), (1, 1), (1, 1)),  # said twice, counted once
        ([], [(0, 1)], (None, 0), (None, 0), (None, 0)),
        ([(0, 1)], [], (0, None), (0, None), (0, None)),
    ],
)
def test_agreement_by_hand(
    found: list[tuple[int, int]],
    labels: list[tuple[int, int]],
    exact: tuple[float | None, float | None],
    overlap: tuple[float | None, float | None],
    characters: tuple[float | None, float | None],
) -> None:
    counts = compare([Span(*s) for s in found], [Span(*s) for s in labels])
    for agree, expected in (
        (exactly, exact),
        (overlapping, overlap),
        (by_character, characters),
    ):
        got = agree(counts)
        assert (got.precision, got.recall) == pytest.approx(
            [math.nan if e is None else e for e in expected], nan_ok=True
        )


def test_f1_is_0_where_one_side_has_nothing_and_unknown_where_neither_has() -> None:
    assert Agreement(0.5, 1).f1 == pytest.approx(2 / 3)
    assert Agreement(0, 0).f1 == 0
    assert Agreement(math.nan, 0).f1 == 0
    assert math.isnan(Agreement(math.nan, math.nan).f1)


def test_marking_everything_marks_every_word_and_every_character() -> None:
    words = [Span(0, 3), Span(4, 7), Span(8, 12)]
    counts = everything(words, 12, [Span(4, 7), Span(6, 9)])
    assert exactly(counts) == Agreement(1 / 3, 1 / 2)
    assert overlapping(counts) == Agreement(2 / 3, 1)
    assert by_character(counts) == Agreement(5 / 12, 1)


@given(SPANS)
def test_a_set_agrees_with_itself(spans: list[Span]) -> None:
    counts = compare(spans, spans)
    if spans:
        assert exactly(counts).f1 == overlapping(counts).f1 == 1
    if any(span.start < span.end for span in spans):
        assert by_character(counts).f1 == 1


@given(SPANS, SPANS)
def test_characters_are_those_of_sets(found: list[Span], labels: list[Span]) -> None:
    one, other = ({n for s in spans for n in range(s.start, s.end)} for spans in (found, labels))
    assert list(compare(found, labels)[5:]) == [len(one), len(other), len(one & other)]


@given(SPANS, SPANS)
def test_touching_is_overlapping_any(found: list[Span], labels: list[Span]) -> None:
    assert touching(found, labels) == [any(s.overlaps(o) for o in labels) for s in found]


@given(SPANS, SPANS)
def test_exchanged_sides_exchange_precision_and_recall(one: list[Span], other: list[Span]) -> None:
    assert swapped(compare(one, other)) == compare(other, one)


@given(st.text("ab  ", max_size=24), SPANS)
def test_marking_everything_counts_as_marking_each_word(text: str, labels: list[Span]) -> None:
    words = [Span(*match.span()) for match in re.finditer(r"\S+", text)]
    assert everything(words, len(text), labels)[:5] == compare(words, labels)[:5]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Fluency/Grammar", "Linguistic conventions/Grammar"),
        ("Linguistic_conventions/Grammar", "Linguistic conventions/Grammar"),
        ("Linguistic conventions/Grammar/Word order", "Linguistic conventions/Grammar"),
        ("Locale convention/Name format", "Locale conventions/Name format"),
        ("Locale_convention/Name", "Locale conventions/Name format"),
        ("Terminology/Inappropriate for context", "Terminology/Wrong term"),
        ("Terminology/Wrong_term", "Terminology/Wrong term"),
        ("Non-translation!", "Accuracy/Untranslated"),
        ("Unintelligible/", "Linguistic conventions/Unintelligible"),
        ("Other/", "Other"),
        ("word_bad", "Unspecified"),
    ],
)
def test_categories_have_one_spelling(theirs: str, ours: str) -> None:
    assert category_of(theirs) == ours
    assert category_of(ours) == ours


# Statistics -----------------------------------------------------------------------------------


@given(VALUES)
def test_correlations_are_those_of_scipy(values: list[tuple[int, int]]) -> None:
    x, y = np.array(values, dtype=np.float64).T
    if len(set(x)) == 1 or len(set(y)) == 1:
        assert all(math.isnan(f(x, y)) for f in (pearson, spearman, kendall))
        return
    assert pearson(x, y) == pytest.approx(stats.pearsonr(x, y).statistic, abs=1e-9)
    assert spearman(x, y) == pytest.approx(stats.spearmanr(x, y).statistic, abs=1e-9)
    assert kendall(x, y) == pytest.approx(stats.kendalltau(x, y).statistic, abs=1e-9)
    assert pearson_of(moments(x, y).sum(0)) == pytest.approx(pearson(x, y), abs=1e-9)


def test_kendall_of_many_values_is_that_of_scipy() -> None:
    generator = np.random.default_rng(1)
    x = generator.normal(size=5000).round(2)
    y = (x + generator.normal(size=5000)).round(1)
    assert kendall(x, y) == pytest.approx(stats.kendalltau(x, y).statistic, abs=1e-12)


def test_a_constant_that_rounding_spreads_has_no_correlation() -> None:
    assert math.isnan(pearson(np.full(3, 0.1), np.array([1.0, 2.0, 4.0])))


def test_bootstrap_draws_whole_documents() -> None:
    rows = np.array([[1.0, 1.0], [1.0, 1.0], [0.0, 1.0], [0.0, 1.0]])

    def share(total: np.ndarray[Any, np.dtype[np.float64]]) -> float:
        return float(total[0] / total[1]) if total[1] else math.nan

    assert bootstrap(rows, ["a", "a", "b", "b"], share) == (0, 1)
    low, high = bootstrap(rows, ["a", "b", "a", "b"], share)  # documents that are alike
    assert (low, high) == (0.5, 0.5)
    assert all(math.isnan(bound) for bound in bootstrap(rows, ["a"] * 4, share))
    seldom = np.array([[1.0, 1.0], [0.0, 0.0]])  # a fourth of the draws has nothing to divide by
    assert all(math.isnan(bound) for bound in bootstrap(seldom, ["a", "b"], share))


def test_bootstrap_has_about_the_width_of_theory() -> None:
    hits = np.array([[float(n % 4 == 0), 1.0] for n in range(1000)])
    low, high = bootstrap(hits, range(1000), lambda total: float(total[0] / total[1]))
    assert (high - low) / 2 == pytest.approx(1.96 * math.sqrt(0.25 * 0.75 / 1000), rel=0.15)


def test_wilson_interval_is_that_of_scipy() -> None:
    known = stats.binomtest(9, 12).proportion_ci(method="wilson")
    assert wilson(0.75, 12) == pytest.approx((known.low, known.high), abs=1e-3)


# Rewrites -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "labels", "findings", "first", "three"),
    [
        ("a bad day", [marked(2, 5, "good")], [finding(2, 5, "good")], True, True),
        ("a bad day", [marked(2, 5, "good")], [finding(2, 5, "worse", "good")], False, True),
        ("a bad day", [marked(2, 5, "good")], [finding(2, 9, "good day")], True, True),
        ("a bad day", [marked(2, 5, "")], [finding(2, 6, "")], True, True),  # spaces aside
        ("a bad day", [marked(2, 5, "good", "fine")], [finding(2, 5, "fine")], True, True),
        ("a bad day", [marked(2, 5, "good")], [finding(2, 5)], False, False),
        ("a bad day", [marked(2, 5, "good")], [], False, False),
        # One fault, found as two; two faults, found as one.
        (
            "the the men was",
            [marked(4, 15, "men were")],
            [finding(4, 8, ""), finding(12, 15, "were")],
            True,
            True,
        ),
        (
            "men was bad",
            [marked(4, 7, "were"), marked(8, 11, "good")],
            [finding(4, 11, "were good")],
            True,
            True,
        ),
    ],
)
def test_rewrites_are_judged_by_the_text_they_make(
    text: str, labels: list[GoldSpan], findings: list[Finding], first: bool, three: bool
) -> None:
    group = next(group for group in groups(labels, findings) if group.marked)
    assert (right_at(group, text, 1), right_at(group, text, 3)) == (first, three)


@given(SPANS, SPANS)
def test_groups_are_what_overlaps_directly_or_by_way_of_others(
    labels: list[Span], found: list[Span]
) -> None:
    pieces = [marked(s.start, s.end) for s in labels], [finding(s.start, s.end) for s in found]
    got = {
        frozenset([*(m.span for m in g.marked), *(f.span for f in g.findings)])
        for g in groups(*pieces)
    }
    naive = [{span} for span in {*labels, *found}]
    joined = True
    while joined:
        joined = False
        for one in naive:
            for other in naive:
                if one is not other and any(a.overlaps(b) for a in one for b in other):
                    naive = [g for g in naive if g is not one and g is not other] + [one | other]
                    joined = True
                    break
            if joined:
                break
    assert got == {frozenset(group) for group in naive}


# The measurement ------------------------------------------------------------------------------


def test_raters_are_averaged_and_held_against_one_another() -> None:
    segment = ("fr-en", "s", "d", "1")
    text = "a bad day now"
    outcome = figures(
        measure(
            [
                gold(text, marked(2, 5), segment=segment, score=-1.0),
                gold("fine", segment=("fr-en", "s", "d", "2"), score=0.0),
                gold(text, marked(2, 5), marked(6, 9), segment=segment, score=-5.0),
                gold(text, segment=segment, score=0.0),
            ],
            bad_is_wrong,
        )
    )
    assert (outcome["ratings"], outcome["segments"]) == (4, 2)
    exact = outcome["spans"]["exact"]
    assert (outcome["spans"]["found"], outcome["spans"]["marked"]) == (1, 1)
    assert exact["precision"] == exact["recall"] == pytest.approx(2 / 3)
    # The three pairs, both ways: {A,B} 1 of 1 and 1 of 2; {A,C} and {B,C} nothing.
    assert exact["rater_against_rater"]["f1"] == pytest.approx(2 * 1 / (2 * 3))
    assert outcome["rules"]["rule"]["found"] == 1
    assert outcome["rules"]["rule"]["overlapping"]["precision"] == pytest.approx(2 / 3)
    assert outcome["reliability"][0]["precision"] == pytest.approx(2 / 3)
    assert exact["f1_interval"] == [None, None]  # of one document nothing can be said
    assert outcome["categories"]["Accuracy"]["reached"] == pytest.approx(2 / 3)
    assert outcome["categories"]["Accuracy"]["overlapping"]["recall"] == 0  # it is found as “c”


def test_a_rule_is_held_against_all_that_is_marked() -> None:
    rows = [
        gold("a bad day bad", marked(2, 5), marked(10, 13, category="c")),
        gold("all is well", marked(0, 3), segment=("fr-en", "s", "d", "2")),
    ]
    rule = figures(measure(rows, bad_is_wrong))["rules"]["rule"]
    assert rule["exact"] == {"precision": 1, "recall": pytest.approx(1 / 3), "f1": 0.5}
    assert rule["character"]["recall"] == pytest.approx(3 / 9)


def test_a_category_is_held_against_its_own_faults() -> None:
    rows = [
        gold("a bad day", marked(2, 5, category="c"), marked(6, 9)),
        gold("bad is all", marked(7, 10, category="c"), segment=("fr-en", "s", "d", "2")),
    ]
    outcome = figures(measure(rows, bad_is_wrong))["categories"]
    assert list(outcome) == ["c", "Accuracy"]
    assert (outcome["c"]["found"], outcome["c"]["marked"]) == (2, 2)
    assert outcome["c"]["overlapping"] == {
        "precision": 0.5,
        "recall": 0.5,
        "f1": 0.5,
        "mark_everything": {"precision": 2 / 6, "recall": 1, "f1": 0.5},
    }
    assert outcome["c"]["reached"] == 0.5
    assert (outcome["Accuracy"]["found"], outcome["Accuracy"]["reached"]) == (0, 0)


def test_scores_are_averaged_over_raters_and_kept_apart_by_scale() -> None:
    rows = [
        gold("bad" if n % 2 else "fine", segment=("fr-en", "s", str(n), "1"), score=-n % 2 - r)
        for n in range(20)
        for r in (0.0, 1.0)
    ]
    scores = figures(measure(rows, bad_is_wrong))["scores"]
    assert list(scores) == ["fr-en"]
    assert scores["fr-en"]["segments"] == 20
    assert scores["fr-en"]["pearson"] == pytest.approx(-1)  # rated the better, the worse it is
    other = [
        gold(
            f"{'bad' if n % 2 else 'fine'}", segment=("fr-en", "t", str(n), "1"), score=n, scale="z"
        )
        for n in range(20)
    ]
    scores = figures(measure([*rows, *other], bad_is_wrong))["scores"]
    assert set(scores) == {"fr-en score", "fr-en z"}
    third = [gold("bad", segment=("de-en", "t", str(n), "1"), score=n) for n in range(20)]
    scores = figures(measure([*rows, *third], bad_is_wrong))["scores"]
    assert list(scores) == ["all", "de-en", "fr-en"]
    assert scores["de-en"]["pearson"] is None


def test_a_text_is_checked_once_beside_its_document_wherever_its_rows_stand() -> None:
    seen: list[Document] = []

    def check(document: Document) -> Result:
        seen.append(document)
        return bad_is_wrong(document)

    rows = [
        gold(text, segment=("fr-en", system, "d", seg))
        for seg, text in (("1", "one bad"), ("2", "two bad"))
        for system in ("x", "y")
        for _rater in range(3)
    ]
    checked = list(check_all(rows, check))
    assert [d.text for d in seen] == ["one bad\n\ntwo bad"] * 2
    assert seen[0].source_lang is None
    assert [len(c.ratings) for c in checked] == [3] * 4
    assert all(c.findings[0].span == Span(4, 7) for c in checked)
    assert checked[1].findings[0].suggestions[0].span == Span(4, 7)


@pytest.mark.parametrize("text", ["\ufeffA.\n\nIt is bad.", "A.\r\n\r\nIt is bad.", "😀\n\nbad"])
def test_offsets_of_an_article_are_its_own(text: str) -> None:
    (checked,) = check_all([gold(text)], bad_is_wrong)
    assert [f.span.of(text) for f in checked.findings] == ["bad"]


def test_word_tags() -> None:
    tags = tuple((Span(4 * n, 4 * n + 3), n in (0, 1)) for n in range(4))
    outcome = figures(measure([gold("bad one two six", tags=tags)], bad_is_wrong))
    # One word right (tp), one bad word missed (fn), two fine ones left alone (tn).
    assert outcome["words"] == {"words": 4, "bad": 2, "matthews": pytest.approx(2 / math.sqrt(12))}


def test_matthews_is_a_correlation_of_tags() -> None:
    tags = tuple((Span(4 * n, 4 * n + 3), n % 3 == 0) for n in range(6))
    outcome = figures(measure([gold("bad bat two six ten bad", tags=tags)], bad_is_wrong))
    flagged, truth = [1, 0, 0, 0, 0, 0], [1, 0, 0, 1, 0, 0]
    assert outcome["words"]["matthews"] == pytest.approx(stats.pearsonr(flagged, truth).statistic)


def test_recall_of_the_curve_counts_marked_spans_not_findings() -> None:
    def check(document: Document) -> Result:
        found = (
            finding(0, 2, confidence=0.9),
            finding(2, 4, confidence=0.6),
            finding(6, 7, confidence=0.6),
            finding(8, 9, confidence=0.3),
        )
        return Result(document, found, (Score(50, 0, 1),), Score(50, 0, 1), "v")

    measured = measure([gold("x" * 20, marked(0, 4), marked(8, 12), marked(15, 16))], check)
    assert precision_recall(measured) == [
        {"confidence": 0.9, "precision": 1.0, "recall": pytest.approx(1 / 3)},
        {"confidence": 0.6, "precision": pytest.approx(2 / 3), "recall": pytest.approx(1 / 3)},
        {"confidence": 0.3, "precision": 0.75, "recall": pytest.approx(2 / 3)},
    ]


def test_clean_english_counts_false_alarms_and_nothing_else() -> None:
    rows = [gold("a bad day", clean=True), gold("one two", clean=True)]
    outcome = figures(measure(rows, bad_is_wrong))
    assert outcome["clean"] == {"words": 5, "alarms": 1, "per_1000_words": 200}
    assert (outcome["segments"], outcome["spans"]) == (0, {})
    assert outcome["rules"]["rule"]["false_alarms"] == 1
    assert outcome["rules"]["rule"]["overlapping"]["precision"] is None


def test_signatures_of_several_languages_are_one() -> None:
    assert signature({"v:1|pack:fr", "v:1|pack:none"}) == "v:1|pack:fr,none"
    assert signature(set()) == ""


def test_the_corpora_are_measured() -> None:
    rows = [row for path in find_gold([str(CORPORA)], None) for row in read_gold(path)]
    outcome = figures(measure(rows, Pipeline(Config()).check))
    assert outcome["spans"]["overlapping"]["precision"] > 0.8
    assert outcome["clean"]["words"] > 1000
