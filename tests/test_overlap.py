"""Of findings that overlap, the most telling stays."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mtreview.detectors.overlap import beside, merge
from mtreview.model import Finding, Severity, Span, Suggestion

SEVERITIES = st.sampled_from(list(Severity))


def finding(
    start: int, end: int, severity: Severity = Severity.MINOR, confidence: float = 0.5
) -> Finding:
    span = Span(start, end)
    return Finding("x", "r", 0, span, "x" * (end - start), "c", severity, confidence, "m")


def test_the_more_severe_then_the_surer_then_the_longer_stays() -> None:
    minor, major = finding(0, 5), finding(4, 6, Severity.MAJOR)
    assert merge([minor, major]) == [major]
    sure, unsure = finding(0, 2, confidence=0.9), finding(1, 5, confidence=0.4)
    assert merge([unsure, sure]) == [sure]
    short, long = finding(2, 3), finding(0, 5)
    assert merge([short, long]) == [long]


def test_what_removes_a_line_goes_before_what_stands_in_it() -> None:
    line = Finding(
        "x", "r", 0, Span(0, 20), "Leave a comment here", "c", Severity.MINOR, 0.5, "m",
        (Suggestion(Span(0, 22), ""),),
    )  # fmt: skip
    assert merge([finding(3, 6, Severity.CRITICAL), line]) == [line]


def test_neighbours_that_only_touch_both_stay() -> None:
    assert len(merge([finding(0, 3), finding(3, 6)])) == 2


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9), SEVERITIES), max_size=25))
def test_what_is_left_overlaps_nothing_and_what_is_gone_overlaps_what_is_left(
    drawn: list[tuple[int, int, Severity]],
) -> None:
    findings = [finding(start, start + length, severity) for start, length, severity in drawn]
    kept = merge(findings)
    assert kept == sorted(kept, key=lambda f: f.span)
    for n, one in enumerate(kept):
        assert not any(one.span.overlaps(other.span) for other in kept[n + 1 :])
    for gone in findings:
        assert any(gone.span.overlaps(other.span) for other in kept)


def doubt(start: int, text: str) -> Finding:
    span = Span(start, start + len(text))
    return Finding("d", "doubt", 0, span, text, "c", Severity.MINOR, 0.5, "m")


def test_what_is_long_enough_beside_a_stronger_finding_stays() -> None:
    named = finding(10, 15)
    kept = beside([named], [doubt(0, "these the xxxxx and so on")])
    assert [f.text for f in kept] == ["x" * 5, "and so on"]
    assert all(f.span.end - f.span.start == len(f.text) for f in kept)
    assert kept[1].span == Span(16, 25)
    assert beside([named], [doubt(8, "a xxxxx b")]) == [named]


def test_what_nothing_overlaps_stays_as_it_is() -> None:
    named, alone = finding(10, 15), doubt(16, "one two")
    assert beside([named], [alone]) == [named, alone]


@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6)), max_size=8),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=6),
)
def test_nothing_overlaps_in_the_end(
    named: list[tuple[int, int]], doubted: list[tuple[int, int]]
) -> None:
    text = "one two three four five six seven eight nine ten eleven twelve thirteen"
    first = merge([finding(start, start + size) for start, size in named])
    more = [doubt(start, text[start : start + size]) for start, size in doubted]
    spans = [f.span for f in beside(first, more)]
    assert all(not a.overlaps(b) for a, b in pairwise(spans))
    assert {f.span for f in first} <= set(spans)
