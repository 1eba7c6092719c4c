"""Findings for people: the faulty span marked in its line, the reason, the suggestion."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import chain, groupby, repeat
from textwrap import wrap
from typing import TYPE_CHECKING

import click
from rich.cells import cell_len, set_cell_size

from mtreview.formats.places import Places
from mtreview.model import Document, Finding, Result, Severity, Span

if TYPE_CHECKING:
    from mtreview.ape import Combination

COLOURS = {
    Severity.NEUTRAL: "blue",
    Severity.MINOR: "yellow",
    Severity.MAJOR: "red",
    Severity.CRITICAL: "magenta",
}
# Neither colour nor shape alone: each severity has a mark of its own under the span.
MARKS = {
    Severity.NEUTRAL: ".",
    Severity.MINOR: "~",
    Severity.MAJOR: "^",
    Severity.CRITICAL: "#",
}
_INDENT = "    "


def lines(result: Result, *, colour: bool = False, width: int = 100) -> Iterator[str]:
    """The findings of a document in text order, then its scores; `width` is in columns."""
    from mtreview.ape import combined  # and with it the rules, which the words here need not

    where = Where(result.document)
    yield _paint(visible(result.document.name), colour, bold=True)
    rewrites = {c.segment: c for c in combined(result.document, result.findings)}
    for segment, findings in groupby(result.findings, key=lambda finding: finding.segment):
        for finding in findings:
            yield from _finding(result.document.text, finding, where.of(finding), colour, width)
        if segment in rewrites:
            yield from _rewrite(rewrites[segment], colour, width)
    yield from _summary(result, colour)


def _finding(text: str, finding: Finding, where: str, colour: bool, width: int) -> Iterator[str]:
    severity = _paint(str(finding.severity), colour, fg=COLOURS[finding.severity], bold=True)
    yield f"  {where}  {severity}  {finding.rule}"
    before, faulty, after = excerpt_of(text, finding.span, width - len(_INDENT))
    shown = _paint(faulty, colour, fg=COLOURS[finding.severity], underline=True)
    yield f"{_INDENT}{before}{shown}{after}"
    yield f"{_INDENT}{' ' * cell_len(before)}{MARKS[finding.severity] * max(cell_len(faulty), 1)}"
    yield from wrap(
        visible(finding.message), width, initial_indent=_INDENT, subsequent_indent=_INDENT
    )
    for suggestion in finding.suggestions[:1]:
        written = visible(suggestion.text)
        if written != written.strip():
            written = f"“{written}”"  # or the space would not be seen
        written = written or "(delete)"
        more = len(finding.suggestions) - 1
        others = f"  (+{more} more)" if more else ""
        yield f"{_INDENT}→ {_paint(written, colour, fg='green')}{others}"
    yield ""


def _rewrite(combination: "Combination", colour: bool, width: int) -> Iterator[str]:
    yield f"  the segment with its {len(combination.chosen)} suggestions"
    whole = wrap(visible(combination.text), width - len(_INDENT) - 2) or ["(delete)"]
    for line, mark in zip(whole, chain("→", repeat(" ")), strict=False):
        yield f"{_INDENT}{mark} {_paint(line, colour, fg='green')}"
    yield ""


def _summary(result: Result, colour: bool) -> Iterator[str]:
    quality, rest = summary_of(result)
    yield f"  {_paint(quality, colour, bold=True)}, {rest}"


def summary_of(result: Result) -> tuple[str, str]:
    """The quality of a document, and what else there is to say of it."""
    score = result.score
    counts = Counter(finding.severity for finding in result.findings)
    parts = [f"{counts[s]} {s}" for s in reversed(Severity) if counts[s]]
    found = f"{plural(len(result.findings), 'finding')} ({', '.join(parts)})"
    per_1000 = 1000 * score.penalty / max(score.words, 1)
    return f"quality {score.quality:.1f}", (
        f"MQM {0.0 - score.penalty:.1f} ({0.0 - per_1000:.1f} per 1,000 words): "
        f"{found if parts else 'no findings'} in {plural(score.words, 'word')}, "
        f"{plural(len(result.segment_scores), 'segment')}"
    )


def plural(number: int, noun: str) -> str:
    """The number and its noun: 1 word, 2,000 words."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def excerpt_of(text: str, span: Span, width: int) -> tuple[str, str, str]:
    """What stands before, in and after a span on its line, cut between words to `width` columns."""
    # No further back than can be shown: a line may have millions of characters, and as many faults.
    back = max(span.start - width, 0)
    ends = (text.rfind("\n", back, span.start), text.rfind("\r", back, span.start))
    start = max(*ends, back - 1) + 1
    faulty = _cut(visible(span.of(text).strip("\r\n")), width // 2)
    room = width - cell_len(faulty)
    rest = re.split(r"[\r\n]", text[span.end : span.end + width], maxsplit=1)[0]
    after_room = max(room // 2, room - (span.start - start))
    after = _fit(visible(rest), after_room, whole=len(rest) < width)
    before = visible(text[start : span.start])
    before = _fit(before[::-1], room - cell_len(after), whole=span.start - start < width)[::-1]
    return before, faulty, after


def _fit(text: str, width: int, *, whole: bool) -> str:
    """The beginning of a text that fits, to the end of a word, with an ellipsis if it is cut."""
    if whole and cell_len(text) <= width:
        return text
    fitting = set_cell_size(text, min(cell_len(text), width - 1))
    at_space = fitting.rfind(" ")
    return f"{fitting[: at_space + 1] if at_space > width - 20 else fitting}…"


def _cut(text: str, width: int) -> str:
    """A long span by its two ends, in at most `width` columns."""
    if cell_len(text) <= width:
        return text
    half = (width - len(" … ")) // 2
    return f"{set_cell_size(text, half)} … {set_cell_size(text[::-1], half)[::-1]}"


def visible(text: str) -> str:
    """The text on one line, control characters as pictures: no document drives a terminal."""
    return "".join(_picture(character) for character in text)


def _picture(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return " " if character in "\t\n\r" else chr(0x2400 + code)
    if code == 0x7F or 0x80 <= code < 0xA0 or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069:
        return "\ufffd"
    return " " if character in "\u2028\u2029" else character


class Where:
    """Tells where findings are in their file: by line and column, else by segment."""

    def __init__(self, document: Document) -> None:
        self._places = Places(document)
        self._starts = line_starts(self._places.file)

    def of(self, finding: Finding) -> str:
        """Where a finding begins."""
        span = self._places.span(finding.span)
        if span is None:
            return f"segment {finding.segment + 1}"
        row, column = position_of(self._starts, span.start)
        return f"{row}:{column}"


def line_starts(text: str) -> list[int]:
    """Where each line of a text begins."""
    return [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]


def position_of(starts: list[int], offset: int) -> tuple[int, int]:
    """The line and the column of an offset, both from 1."""
    row = bisect_right(starts, offset)
    return row, offset - starts[row - 1] + 1


def _paint(text: str, colour: bool, **style: str | bool) -> str:
    return click.style(text, **style) if colour else text  # type: ignore[arg-type]
