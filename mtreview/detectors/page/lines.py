"""Lines of a document that are made of whole segments, and how one is deleted."""

import re
from collections.abc import Iterator

from mtreview.model import Edit, Segment, Span
from mtreview.tokens import Reading

BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
Line = tuple[int, int, tuple[int, int]]  # its characters and its tokens


def is_row(reading: Reading) -> bool:
    """Whether a document is one segment beside its source: there is no page around it."""
    segments = reading.document.segments
    return len(segments) == 1 and bool(segments[0].source)


def lines(reading: Reading) -> Iterator[Line]:
    """Each line that is made of whole segments: its characters and its tokens."""
    text = reading.text
    group: list[tuple[Segment, tuple[int, int]]] = []
    for segment, bounds in zip(reading.document.segments, reading.bounds, strict=True):
        if group and BREAK.search(text, group[-1][0].span.end, segment.span.start):
            yield _line(group)
            group = []
        group.append((segment, bounds))
    if group:
        yield _line(group)


def _line(group: list[tuple[Segment, tuple[int, int]]]) -> Line:
    tokens = group[0][1][0], group[-1][1][1]
    return group[0][0].span.start, group[-1][0].span.end, tokens


def deletion(text: str, start: int, end: int, *, trailing: bool) -> tuple[Edit, ...]:
    """Delete a line with the break that leaves its neighbours as far apart as they were.

    That is the break after it, or the one before it at the end of the text and at the end of a
    paragraph. A line that shares its row with markup has no deletion.
    """
    before, after = start, end
    while before > 0 and text[before - 1].isspace():
        before -= 1
    while after < len(text) and text[after].isspace():
        after += 1
    above = [match.end() for match in BREAK.finditer(text, before, start)]
    below = [match.end() for match in BREAK.finditer(text, end, after)]
    if (before > 0 and not above) or (after < len(text) and not below):
        return ()
    begin = above[-1] if above else before
    if before == 0 and trailing:
        return (Edit(Span(begin, end), ""),)
    if trailing or (before > 0 and len(above) < len(below)):
        return (Edit(Span(before, end), ""),)
    return (Edit(Span(begin, below[-1] if below else after), ""),)
