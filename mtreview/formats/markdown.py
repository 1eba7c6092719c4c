"""Markdown: prose is reviewed, markup is protected, and where it is unsure so is all of it.

Reviewed are paragraphs, headings, list items, quotations and the prose of footnotes. Front
matter, code, HTML blocks, tables, math and link definitions are in no segment.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from mtreview.formats import markdown_inline
from mtreview.formats.encoding import decode
from mtreview.formats.markup import Markup, cut, merge
from mtreview.formats.options import Options
from mtreview.model import Document, Inline, Kind, Segment, Span

_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_ATX = re.compile(r"[^#]*#{1,6}[ \t]+")
# The first line of front matter; without it, `---` is a rule.
_FIELD = re.compile(r"[\w\"'.-]+\s*[:=]|\[|#|- ")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text without their breaks, and the offset of each."""

    text: str
    lines: list[str]
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> "Lines":
        """Cut a text where Markdown does: at LF, CR and CRLF, nowhere else."""
        breaks = [match.span() for match in _LINE_BREAK.finditer(text)]
        starts = [0, *(end for _, end in breaks)]
        ends = [*(start for start, _ in breaks), len(text)]
        return cls(text, [text[s:e] for s, e in zip(starts, ends, strict=True)], starts)


@dataclass(frozen=True, slots=True)
class Placed:
    """Where each line of a block's content stands: offsets in the content and in the text."""

    inner: list[int]
    outer: list[int]
    ends: list[int]  # in the text

    def offset(self, at: int) -> int:
        """Return the offset in the text of an offset in the content."""
        line = max(bisect_right(self.inner, at) - 1, 0)
        return min(self.outer[line] + max(at - self.inner[line], 0), self.ends[line])


def read(data: bytes, name: str, options: Options) -> Document:
    """Return the Markdown in `data`; raise InputError or ConfigError as `decode` does."""
    text, codec, bom = decode(data, options.encoding, name)
    segments, inlines = parse(text)
    return Document(name, text, segments, inlines, encoding=codec, bom=bom)


def parse(text: str) -> tuple[tuple[Segment, ...], tuple[Inline, ...]]:
    """Return the segments of a Markdown text and the markup within them, in order."""
    lines = Lines.of(text)
    skipped = _front_matter(lines.lines)
    md = markdown_inline.parser()
    env: MutableMapping[str, Any] = {}
    tokens: list[Token] = []
    md.block.parse("\n".join(lines.lines[skipped:]), md, env, tokens)
    segments: list[Segment] = []
    inlines: list[Inline] = []
    paragraph = 0
    for content, first, kind, is_atx in _prose(tokens):
        placed = _place(content, lines, skipped + first, is_atx)
        found = markdown_inline.find(md, content, env) if placed else None
        if placed is None or found is None:
            continue
        known = len(segments)
        marks = _in_text(text, placed, found)
        for start, end, own in cut(text, placed.outer[0], placed.ends[-1], marks):
            segments.append(Segment(len(segments), Span(start, end), paragraph, kind))
            inlines += (Inline(Span(first, last), opaque) for first, last, opaque in own)
        paragraph += len(segments) > known
    return tuple(segments), tuple(inlines)


def _front_matter(lines: list[str]) -> int:
    """Return how many lines the YAML or TOML front matter takes, 0 if there is none."""
    fence = lines[0].rstrip()
    if fence not in ("---", "+++") or len(lines) < 2:
        return 0
    closing = ("---", "...") if fence == "---" else ("+++",)
    if lines[1].rstrip() not in closing and not _FIELD.match(lines[1]):
        return 0
    return next((n + 2 for n, line in enumerate(lines[1:]) if line.rstrip() in closing), 0)


def _prose(tokens: list[Token]) -> Iterator[tuple[str, int, Kind, bool]]:
    """Yield each block to review: content, first line, kind, whether it begins with `#`."""
    items = tables = 0
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.type in ("list_item_open", "list_item_close"):
            items += token.nesting
        elif token.type in ("table_open", "table_close"):
            tables += token.nesting
        elif token.type == "inline" and before and token.map and token.content and not tables:
            heading = before.type == "heading_open"
            kind = Kind.HEADING if heading else Kind.ITEM if items else Kind.PROSE
            yield token.content, token.map[0], kind, heading and before.markup.startswith("#")


def _place(content: str, lines: Lines, first: int, is_atx: bool) -> Placed | None:
    """Find each line of a block's content in the text; None unless every one is there verbatim.

    Of a line, the parser takes away what is in front (a quotation's mark, indentation) and may
    turn its tabs into spaces, but the rest stays its tail.
    """
    placed = Placed([], [], [])
    inner = 0
    for number, line in enumerate(content.split("\n"), first):
        visible = line.lstrip(" \t")
        raw = lines.lines[number] if number < len(lines.lines) else ""
        at = _tail(raw, visible, is_atx)
        if not visible or at < 0:
            return None
        placed.inner.append(inner + len(line) - len(visible))
        placed.outer.append(lines.starts[number] + at)
        placed.ends.append(lines.starts[number] + at + len(visible))
        inner += len(line) + 1
    return placed


def _tail(raw: str, visible: str, is_atx: bool) -> int:
    """Return where in the raw line its visible part begins, -1 if nowhere."""
    if is_atx:
        marker = _ATX.match(raw)
        return marker.end() if marker and raw.startswith(visible, marker.end()) else -1
    for tail in (raw, raw.rstrip()):
        if tail.endswith(visible):
            return len(tail) - len(visible)
    return -1


def _in_text(text: str, placed: Placed, marks: list[Markup]) -> list[Markup]:
    """Return the marks by their offsets in the text, with those in front of each line."""
    moved = [(placed.offset(start), placed.offset(end), opaque) for start, end, opaque in marks]
    for end, start in zip(placed.ends, placed.outer[1:], strict=False):
        # The line break belongs to the mark after it: without it, `> ` would stand in a line.
        if not text[end:start].isspace():
            moved.append((end, start, False))
    return merge(moved)
