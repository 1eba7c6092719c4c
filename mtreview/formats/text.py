"""Plain text: all of it is prose but bullets, rules and blank lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mtreview.formats.encoding import decode
from mtreview.formats.options import Options
from mtreview.model import Document, Kind, Segment, Span
from mtreview.segment import paragraphs, split

MAX_HEADING_CHARS = 120
MAX_HEADING_WORDS = 18
# A title, a subtitle, a byline: a longer run of short lines is a list or a poem.
MAX_HEADING_RUN = 3
CHUNK = 1_000_000  # characters

# An em dash opens direct speech, so it is no bullet; nor is a letter, which may be an initial.
_BULLET = re.compile(r"(?:[-–*+•‣◦▪·]|\d{1,3}[.)]|\(?[a-z0-9]{1,2}\))[ \t\xa0]+(?=\S)")
_BLANK_LINE = re.compile(r"(?>\r\n|\n|\r)[ \t]*(?:\n|\r)")
_WORD = re.compile(r"[^\W_]")
_LINE_BREAK = re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
_FINAL = re.compile(r"[.!?…:;,。！？؟।۔][\"'”’»›)\]\s]*\Z")


@dataclass(slots=True)
class Block:
    """Segments that make up one paragraph, each a half-open range, and what they are."""

    spans: list[tuple[int, int]]
    kind: Kind = Kind.PROSE


def read(data: bytes, name: str, options: Options) -> Document:
    """Return the plain text of `data`; raise InputError or ConfigError as `decode` does."""
    text, codec, bom = decode(data, options.encoding, name)
    return Document(name, text, tuple(segments(text)), encoding=codec, bom=bom)


def segments(text: str) -> Iterator[Segment]:
    """Yield the segments of a plain text, in order, with the paragraph and kind of each."""
    index = 0
    blocks = (block for chunk in _chunks(text) for block in _blocks(text, *chunk) if block.spans)
    for paragraph, block in enumerate(_with_headings(text, blocks)):
        for start, end in block.spans:
            yield Segment(index, Span(start, end), paragraph, block.kind)
            index += 1


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    """Yield ranges that end in blank lines, so that a long text takes little memory at a time."""
    start = 0
    while start < len(text):
        blank = _BLANK_LINE.search(text, start + CHUNK)
        end = blank.end() if blank else len(text)
        yield start, end
        start = end


def _blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield the paragraphs; where no segment runs over a line's end, each line is one."""
    spans = split(text, start, end)
    at = 0
    for _, last in paragraphs(text, start, end):
        first = at
        while at < len(spans) and spans[at][1] <= last:
            at += 1
        group = spans[first:at]
        if any(_LINE_BREAK.search(text, *span) for span in group):
            yield _block(text, group)
            continue
        line: list[tuple[int, int]] = []
        for span in group:
            if line and _LINE_BREAK.search(text, line[-1][1], span[0]):
                yield _block(text, line)
                line = []
            line.append(span)
        yield _block(text, line)


def _block(text: str, spans: list[tuple[int, int]]) -> Block:
    """Return the paragraph without its bullet and without segments that hold no word."""
    bullet = _BULLET.match(text, *spans[0]) if spans else None
    if bullet:
        spans = [(bullet.end(), spans[0][1]), *spans[1:]]
    kind = Kind.ITEM if bullet else Kind.PROSE
    return Block([span for span in spans if _WORD.search(text, *span)], kind)


def _with_headings(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks, those marked that are short, lack a final stop and have text to head."""
    run: list[Block] = []
    for block in blocks:
        if _may_head(text, block):
            run.append(block)
            continue
        if len(run) <= MAX_HEADING_RUN:
            for heading in run:
                heading.kind = Kind.HEADING
        yield from run
        run.clear()
        yield block
    yield from run


def _may_head(text: str, block: Block) -> bool:
    if block.kind is not Kind.PROSE or len(block.spans) > 2:
        return False
    start, end = block.spans[0][0], block.spans[-1][1]
    if end - start > MAX_HEADING_CHARS or _LINE_BREAK.search(text, start, end):
        return False
    line = text[start:end]
    words = line.split()
    return len(words) <= MAX_HEADING_WORDS and not line[0].islower() and not _FINAL.search(line)
