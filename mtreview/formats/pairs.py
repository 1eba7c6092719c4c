"""Moses: two plain files, a line a segment; line n of one translates line n of the other."""

import re
from bisect import bisect_right
from dataclasses import replace

from mtreview.errors import InputError
from mtreview.formats.encoding import decode
from mtreview.formats.options import Options
from mtreview.model import Document, Segment, Span

_BREAK = re.compile(r"\r\n|\n|\r")
_WORD = re.compile(r"[^\W_]")


def read(data: bytes, name: str, options: Options) -> Document:
    """Return a text whose lines are segments, those without a word left out."""
    text, codec, bom = decode(data, options.encoding, name)
    segments: list[Segment] = []
    for start, end in _lines(text):
        line = text[start:end]
        if _WORD.search(line):
            low = start + len(line) - len(line.lstrip())
            span = Span(low, start + len(line.rstrip()))
            segments.append(Segment(len(segments), span, len(segments)))
    return Document(name, text, tuple(segments), encoding=codec, bom=bom)


def attach(document: Document, source: Document) -> Document:
    """Return the document with line n of the source at line n; InputError if one has more."""
    ours, theirs = _lines(document.text), _lines(source.text)
    if len(ours) != len(theirs):
        raise InputError(
            f"{document.name} has {len(ours):,} lines and its source {source.name} "
            f"{len(theirs):,}: line by line, both must have as many"
        )
    sources = {
        start: source.text[low:high].strip() or None
        for (start, _), (low, high) in zip(ours, theirs, strict=True)
    }
    starts = sorted(sources)
    made = [
        replace(segment, source=sources[_line_of(starts, segment.span.start)])
        for segment in document.segments
    ]
    return replace(document, segments=tuple(made))


def _line_of(starts: list[int], at: int) -> int:
    return starts[bisect_right(starts, at) - 1]


def _lines(text: str) -> list[tuple[int, int]]:
    """Where each line is, without its break; what follows the last break is one if it is text."""
    lines, at = [], 0
    for match in _BREAK.finditer(text):
        lines.append((at, match.start()))
        at = match.end()
    return [*lines, (at, len(text))] if at < len(text) else lines
