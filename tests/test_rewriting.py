"""Rewrites: that a verb agrees with its subject, and which form the words before it ask for."""

import pytest

from mtreview.detectors.pattern import compile_pattern
from mtreview.detectors.rewriting import rewrite
from mtreview.detectors.subject import subject_is_plural
from mtreview.model import Document, Segment, Span
from mtreview.tokens import Reading


def reading(*segments: str) -> Reading:
    text = "\n".join(segments)
    spans = [Span(text.index(segment), text.index(segment) + len(segment)) for segment in segments]
    return Reading(Document("t", text, tuple(Segment(n, s) for n, s in enumerate(spans))))


def rewritten(pattern: str, template: str, *segments: str) -> str:
    compiled, read = compile_pattern(pattern), reading(*segments)
    matches = (compiled.match(read, i) for i in range(len(read)))
    return next(rewrite(template, read, match) for match in matches if match)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They made part of it.", "were"),
        ("He made part of it.", "was"),
        ("I made part of it.", "was"),
        ("The soldiers made part of it.", "were"),
        ("Three men already made part of it.", "were"),
        ("The soldiers who made part of it left.", "were"),
        ("The crew made part of it.", "was"),
        ("The police never made part of it.", "were"),
        ("A list of demands made part of it.", "was"),
        ("The head of the old unions made part of it.", "was"),
        ("In May the unions made part of it.", "were"),
        ("In 1990, unions made part of it.", "were"),
        ("Nobody in their ranks made part of it.", "was"),
        ("Made part of it.", "Was"),
    ],
)
def test_be_agrees_with_its_subject(text: str, expected: str) -> None:
    assert rewritten("<make> part of", "<be> in", text) == f"{expected} in"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The crew were devoid of it.", "were"),
        ("The list of demands was devoid of it.", "was"),
        ("The soldiers was devoid of it.", "were"),
    ],
)
def test_be_agrees_with_what_stood_where_the_subject_does_not_tell(
    text: str, expected: str
) -> None:
    assert rewritten("[is|are|was|were devoid] of", "<be> free", text) == f"{expected} free"


@pytest.mark.parametrize(
    ("pattern", "template", "text", "expected"),
    [
        ("it|they treated of", "it <be:VBD>", "They treated of it", "It was"),
        ("_ treated of", "$1 <be:VBD>", "talks treated of it", "talks were"),
        ("_ treated of", "$1 <be:VBD>", "talk treated of it", "talk was"),
    ],
)
def test_be_agrees_with_a_subject_that_the_rewrite_brings(
    pattern: str, template: str, text: str, expected: str
) -> None:
    assert rewritten(pattern, template, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He's put in cause the plan.", "given it"),
        ("That’s never put in cause the plan.", "given it"),
        ("Moody's put in cause the plan.", "gave it"),
        ("The city’s leaders put in cause the plan.", "gave it"),
        ("He must put in cause the plan.", "give it"),
        ("He does not put in cause the plan.", "give it"),
        ("Let's put in cause the plan.", "give it"),
    ],
)
def test_a_possessive_is_no_auxiliary(text: str, expected: str) -> None:
    assert rewritten("<put> in cause", "<give> it", text) == expected


def test_words_of_another_segment_ask_for_nothing() -> None:
    assert rewritten("<put> in cause", "<give> it", "as it has", "put in cause it") == "gave it"


@pytest.mark.parametrize("verb", [0, 1])
def test_a_verb_that_opens_its_segment_has_no_subject(verb: int) -> None:
    assert subject_is_plural(reading("soldiers", "fell"), verb) is None
    assert subject_is_plural(reading("often", "fell"), verb) is None
