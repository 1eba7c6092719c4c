"""The suggestions of a segment that go together, as one rewrite."""

import pytest

import mtreview
from mtreview.ape import combined
from mtreview.config import Config
from mtreview.formats import apply
from mtreview.formats.rows import joined
from mtreview.model import Document, Finding, Segment, Severity, Span, Suggestion

TEXT = "He go to the the office. Fine."
DOCUMENT = Document("d", TEXT, (Segment(0, Span(0, 24)), Segment(1, Span(25, 30))))


def finding(at: str, *suggestions: Suggestion, segment: int = 0, sure: float = 0.5) -> Finding:
    start = TEXT.index(at)
    span = Span(start, start + len(at))
    return Finding(at, "r", segment, span, at, "Style", Severity.MINOR, sure, "", suggestions)


def instead(at: str, *texts: str) -> list[Suggestion]:
    start = TEXT.index(at)
    return [Suggestion(Span(start, start + len(at)), text) for text in texts]


def test_suggestions_of_a_segment_are_one_rewrite() -> None:
    findings = [finding("go", *instead("go", "goes", "went")), finding("the", *instead("the ", ""))]
    (combination,) = combined(DOCUMENT, findings)
    assert combination.text == "He goes to the office."
    assert apply(TEXT, combination.edits) == "He goes to the office. Fine."
    assert [f.text for f, _ in combination.chosen] == ["go", "the"]


def test_the_surer_of_two_that_clash_goes_in_and_the_others_next() -> None:
    findings = [
        finding("go", *instead("go to", "enters"), *instead("go", "goes"), sure=0.4),
        finding("to", *instead("to", "into"), sure=0.9),
    ]
    (combination,) = combined(DOCUMENT, findings)
    assert combination.text == "He goes into the the office."


@pytest.mark.parametrize(
    "findings",
    [
        [finding("go", *instead("go", "goes"))],
        [finding("go", *instead("go", "goes")), finding("to")],
        [finding("go", *instead("go", "goes")), finding("Fine", *instead("Fine", "OK"), segment=1)],
        [finding("go", *instead("go", "goes")), finding("office", *instead("office. Fine.", ""))],
        [finding("go", *instead("go to", "enters")), finding("to", *instead("to the", "into"))],
    ],
    ids=["one", "none", "two segments", "beyond the segment", "no room"],
)
def test_one_suggestion_is_no_combination(findings: list[Finding]) -> None:
    assert list(combined(DOCUMENT, findings)) == []


def test_offsets_are_those_of_the_document() -> None:
    text = "He sent the the letter at the top of power."
    result = mtreview.check(f"All is well.\n\n{text}", config=Config(source_lang="fr", model=False))
    (combination,) = combined(result.document, result.findings)
    assert combination.text == "He sent the letter at the top of the state."
    assert apply(result.document.text, combination.edits) == f"All is well.\n\n{combination.text}"


def test_nothing_is_combined_where_nothing_was_found() -> None:
    assert list(combined(joined("d", ["All is well."]), ())) == []
