"""Prose with markup in it, cut into segments none of which begins, ends or is cut in markup."""

import re
from collections.abc import Iterator

from mtreview.segment import split

Span = tuple[int, int]
Markup = tuple[int, int, bool]  # start, end, opaque

_WORD = re.compile(r"[^\W_]")
# Also the mark of a definition, which separates it from its term.
_HARD_BREAK = re.compile(r"[<⟨]br\b|[\\ ]+[\r\n]|:[ \t]", re.IGNORECASE)
BEAT = "cue"  # what a placeholder says where a subtitle goes on in the next one
_SPACES = str.maketrans("\r\n", "  ")


def merge(marks: list[Markup]) -> list[Markup]:
    """Return the marks in order, those that overlap as one; what is within a mark adds nothing."""
    merged: list[Markup] = []
    for start, end, opaque in sorted(marks, key=lambda mark: (mark[0], -mark[1], not mark[2])):
        if merged and start < merged[-1][1]:
            first, last, was_opaque = merged[-1]
            if end > last:
                merged[-1] = (first, end, opaque or was_opaque)
        elif start < end:
            merged.append((start, end, opaque))
    return merged


def cut(
    text: str, start: int, end: int, marks: list[Markup]
) -> Iterator[tuple[int, int, list[Markup]]]:
    """Yield start, end and markup of each segment of text[start:end], one paragraph of prose.

    `marks` are ordered and disjoint. A line break in the prose is a space. Markup that stands for
    words may begin or end a segment; other markup there is left out of it.
    """
    masked = split(_mask(text, start, end, marks))
    at = 0
    for first, last in _uncut([(start + a, start + b) for a, b in masked], marks):
        own: list[Markup] = []
        while at < len(marks) and marks[at][0] < last:
            if marks[at][1] > first:
                own.append(marks[at])
            at += 1
        trimmed = trim(text, first, last, own)
        if has_word(text, *trimmed, own):
            yield *trimmed, own


def _mask(text: str, start: int, end: int, marks: list[Markup]) -> str:
    """Return text[start:end] as it reads, in as many characters, without line breaks or markup."""
    parts: list[str] = []
    at = start
    for first, last, opaque in marks:
        parts += text[at:first].translate(_SPACES), _filler(text[first:last], opaque)
        at = last
    parts.append(text[at:end].translate(_SPACES))
    return "".join(parts)


def _filler(mark: str, opaque: bool) -> str:
    """Return what the segmenter takes for markup of this kind, in as many characters."""
    if opaque:
        return "X" + "x" * (len(mark) - 1)  # a word that may begin a segment
    if _HARD_BREAK.match(mark):
        return "\n" + " " * (len(mark) - 1)
    if mark[0] in "\r\n" or mark == f"⟨{BEAT}⟩":
        return " " * len(mark)
    return "*" * len(mark)  # like a quotation mark, either end of a segment


def _uncut(spans: list[Span], marks: list[Markup]) -> list[Span]:
    """Return the spans, those joined that meet within a mark."""
    joined: list[Span] = []
    at = 0
    for first, last in spans:
        while at < len(marks) and marks[at][1] <= first:
            at += 1
        if joined and at < len(marks) and marks[at][0] < first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def trim(text: str, first: int, last: int, own: list[Markup]) -> Span:
    """Return the span without the markup and space at its ends, which are taken out of `own`."""
    low, high = 0, len(own)
    while first < last:
        if low < high and own[low][0] <= first and not (own[low][2] and own[low][0] == first):
            first, low = own[low][1], low + 1
        elif text[first].isspace():
            first += 1
        else:
            break
    while first < last:
        if (
            low < high
            and own[high - 1][1] >= last
            and not (own[high - 1][2] and own[high - 1][1] == last)
        ):
            high -= 1
            last = own[high][0]
        elif text[last - 1].isspace():
            last -= 1
        else:
            break
    own[:] = own[low:high]
    return first, last


def has_word(text: str, first: int, last: int, own: list[Markup]) -> bool:
    """Tell whether there is prose in a span, outside of its markup."""
    at = first
    for start, end, _ in own:
        if _WORD.search(text, at, start):
            return True
        at = end
    return _WORD.search(text, at, last) is not None
