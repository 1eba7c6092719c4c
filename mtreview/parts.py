"""Documents that stand in one file, such as the rows of one `doc` in a table, checked as such."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from mtreview.model import Document, Finding, Inline, Span


def parts(document: Document) -> list[Document]:
    """Return the documents that a document holds, by the groups of its segments; itself if one."""
    first, found = 0, []
    for _, group in groupby(document.segments, key=lambda segment: segment.group):
        last = first + sum(1 for _ in group)
        if last - first == len(document.segments):
            break
        found.append(part(document, first, last))
        first = last
    return found or [document]


def part(document: Document, first: int, last: int) -> Document:
    """Some of a document's segments as a document of their own."""
    segments = document.segments[first:last]
    start, end = segments[0].span.start, segments[-1].span.end
    shifted = (replace(s, index=n, span=s.span.shift(-start)) for n, s in enumerate(segments))
    return replace(
        document,
        text=Span(start, end).of(document.text),
        segments=tuple(shifted),
        inlines=tuple(_inlines(document, start, end)),
    )


def _inlines(document: Document, start: int, end: int) -> Iterator[Inline]:
    at = bisect_left(document.inlines, start, key=lambda inline: inline.span.start)
    while at < len(document.inlines) and document.inlines[at].span.end <= end:
        inline = document.inlines[at]
        yield replace(inline, span=inline.span.shift(-start))
        at += 1


def shifted(finding: Finding, by: int) -> Finding:
    """A finding whose text stands elsewhere."""
    return replace(
        finding,
        span=finding.span.shift(by),
        suggestions=tuple(replace(s, span=s.span.shift(by)) for s in finding.suggestions),
        related=tuple(span.shift(by) for span in finding.related),
    )


def gathered(document: Document, found: Iterable[Sequence[Finding]]) -> tuple[Finding, ...]:
    """The findings of a document, from those of its parts; twins among them are numbered anew."""
    counts = Counter[str]()
    findings: list[Finding] = []
    first = 0
    for own, held in zip(found, parts(document), strict=True):
        by = document.segments[first].span.start
        for finding in own:
            name = finding.id if "." in finding.id else finding.id.partition("-")[0]
            counts[name] += 1
            twin = f"-{counts[name]}" if counts[name] > 1 else ""
            there = shifted(finding, by)
            findings.append(replace(there, id=name + twin, segment=finding.segment + first))
        first += len(held.segments)
    return tuple(findings)
