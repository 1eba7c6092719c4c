"""The text report: one line a finding, marked where it is, harmless to a terminal."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from mtreview.model import Document, Finding, Result, Score, Segment, Severity, Span, Suggestion
from mtreview.report.text import excerpt_of, lines, visible


def report(text: str, span: Span, width: int = 60) -> list[str]:
    suggestion = Suggestion(span, "better")
    finding = Finding(
        "x",
        "some-rule",
        0,
        span,
        span.of(text),
        "Style",
        Severity.MAJOR,
        0.9,
        "Why.",
        (suggestion,),
    )
    document = Document("d.txt", text, (Segment(0, Span(0, len(text))),))
    score = Score(66.0, 5, 20)
    return list(lines(Result(document, (finding,), (score,), score, "s"), width=width))


def test_the_mark_stands_under_the_fault() -> None:
    said = report("All of it is wrong here.", Span(13, 18))
    assert said[1] == "  1:14  major  some-rule"
    assert said[2] == "    All of it is wrong here."
    assert said[3] == "                 ^^^^^"
    assert said[5] == "    → better"


def test_wide_characters_take_two_columns() -> None:
    said = report("日本 is wrong.", Span(6, 11))
    assert said[3] == "    " + " " * 8 + "^^^^^"


def test_a_long_line_is_cut_between_words_on_both_sides() -> None:
    text = "before " * 40 + "WRONG" + " after" * 40
    said = report(text, Span(280, 285))
    assert said[2].startswith("    …")
    assert said[2].endswith("…")
    assert "WRONG" in said[2]
    assert {*said[2].strip().strip("…").split()} == {"before", "WRONG", "after"}
    assert said[3].index("^") == said[2].index("WRONG")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts(end: str) -> None:
    text = f"One.{end}{end}All is wrong."
    at = text.index("wrong")
    said = report(text, Span(at, at + 5))
    assert said[1] == "  3:8  major  some-rule"
    assert said[2] == "    All is wrong."


def test_anexcerpt_of_does_not_look_through_a_line_of_millions() -> None:
    text = "a" * 20_000_000
    began = time.perf_counter()
    for _ in range(1000):
        excerpt_of(text, Span(19_000_000, 19_000_005), 100)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("text", ["\x1b[2J", "\x07", "\x9b31m", "\u202e", "\x7f"])
def test_no_document_drives_a_terminal(text: str) -> None:
    assert not set(text) & set("\x1b\x07\x9b\u202e\x7f") & set(visible(text))


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 50), st.integers(40, 120))
def test_every_line_fits_and_the_mark_is_under_the_fault(
    text: str, start: int, length: int, width: int
) -> None:
    start = min(start, len(text))
    said = report(text, Span(start, min(len(text), start + length)), width)
    assert cell_len(said[2]) <= width
    assert "\n" not in said[2]
    assert set(said[3]) <= {" ", "^"}
