"""Tokens: exact offsets, contractions parted, markup read over."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.detectors.quoted import quotations
from mtreview.formats import read_bytes
from mtreview.model import Document, Inline, Segment, Span
from mtreview.tokens import OPAQUE, Reading


def reading(text: str, *inlines: Inline) -> Reading:
    return Reading(Document("t", text, (Segment(0, Span(0, len(text))),), inlines))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He didn’t go.", ["He", "did", "n’t", "go", "."]),
        ("it's Tom's; we'll", ["it", "'s", "Tom", "'s", ";", "we", "'ll"]),
        ("O’Brien o'clock l'accord", ["O’Brien", "o'clock", "l'accord"]),
        ("the U.S. and Mr. X at 5 a.m.", ["the", "U.S.", "and", "Mr.", "X", "at", "5", "a.m."]),
        ("1,234.5 14h30 19th 3%", ["1,234.5", "14h30", "19th", "3", "%"]),
        ("well-known Jean‑Luc", ["well-known", "Jean‑Luc"]),
        ("wait... «no»", ["wait", "...", "«", "no", "»"]),
        ("zero\u200bwidth and\u2060joiner", ["zero", "width", "and", "joiner"]),
        ("Cafe\u0301 au lait", ["Cafe\u0301", "au", "lait"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert reading(text).words == words


def test_markup_is_read_over_and_code_stands_for_a_word() -> None:
    text = "the **top** of `power` there"
    bold = [Inline(Span(4, 6)), Inline(Span(9, 11))]
    code = Inline(Span(15, 22), opaque=True)
    words = reading(text, *bold, code).words
    assert words == ["the", "top", "of", OPAQUE, "there"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_offsets_are_exact(text: str) -> None:
    read = reading(text)
    for word, start, end in zip(read.words, read.starts, read.ends, strict=True):
        assert text[start:end] == word
    assert list(read.starts) == sorted(read.starts)
    assert all(a <= b for a, b in zip(read.ends, read.starts[1:], strict=False))


@given(st.lists(st.sampled_from(["a ", "b. ", "**", "`x`", "it's "]), max_size=30))
def test_markup_is_never_part_of_a_word(pieces: list[str]) -> None:
    text, inlines = "", []
    for piece in pieces:
        if piece in ("**", "`x`"):
            inlines.append(Inline(Span(len(text), len(text) + len(piece)), piece == "`x`"))
        text += piece
    read = reading(text, *inlines)
    for start, end, word in zip(read.starts, read.ends, read.words, strict=True):
        inside = [i for i in inlines if i.span.overlaps(Span(start, end))]
        assert not inside or (word == OPAQUE and inside[0].opaque)


@given(st.lists(st.sampled_from(["a ", "%20", "x%", "% ", "b\n\n", "20"]), max_size=40))
def test_matches_are_those_of_every_segment_that_holds_a_sign(pieces: list[str]) -> None:
    text = "".join(pieces)
    document, pattern = read_bytes(text.encode(), "t.txt"), re.compile("%(20)?")
    wanted = [
        (segment, match.span())
        for segment in document.segments
        for match in pattern.finditer(text, segment.span.start, segment.span.end)
    ]
    read = Reading(document)
    for signs in (("%",), ("?", "%2", "%")):
        assert [(s, match.span()) for s, match in read.matches(pattern, signs)] == wanted
    assert not list(read.matches(pattern, ("?",)))


def test_among_tells_where_words_stand_in_any_case() -> None:
    assert reading("The end of THE end’s “end”").among({"the", "'s", "“"}) == [0, 3, 5, 6]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said “yes, I do” and left.", ["yes, I do"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("He said «oui» then.", ["oui"]),
        ("He began: “I never", ["I never"]),
        ("I never did” he ended.", ["I never did"]),
        ("Nobody’s fault, it’s the dogs’ bowl.", []),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [span.of(text) for span in quotations(reading(text))] == quoted
