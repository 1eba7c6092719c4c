"""One fault is shown once: of findings that overlap, the most telling stays.

The order: what removes a whole line that the others stand in, then the more severe, the more
confident, the longer, the earlier in the list of detectors.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from mtreview.model import Finding, Span

_LONG = 3  # words


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that no stronger one overlaps, in text order."""
    return sorted(_free(findings, []), key=lambda finding: finding.span)


def _free(findings: Iterable[Finding], taken: list[Span]) -> Iterator[Finding]:
    """Yield the findings whose reach is free, the strongest first; each takes what it reaches.

    `taken` is disjoint and sorted, so that neighbours suffice.
    """
    for finding in sorted(findings, key=_strength):
        reach = _reach(finding)
        at = bisect_left(taken, reach)
        if not any(reach.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
            taken.insert(at, reach)
            yield finding


def beside(kept: Iterable[Finding], more: Iterable[Finding]) -> list[Finding]:
    """Return `kept`, and what of `more` overlaps neither it nor a stronger one, in text order.

    Of a finding that `kept` overlaps, what stands on either side stays if it is long enough to be
    a fault of its own.
    """
    kept = list(kept)
    taken = sorted(_reach(finding) for finding in kept)
    parts = [part for finding in more for part in _rest(finding, taken)]
    return sorted([*kept, *_free(parts, taken)], key=lambda finding: finding.span)


def _rest(finding: Finding, taken: Sequence[Span]) -> Iterator[Finding]:
    """Yield a finding that nothing overlaps as it is, and else its long parts that nothing does.

    `taken` is disjoint and sorted.
    """
    span = finding.span
    first = bisect_left(taken, span.start, key=lambda other: other.end)
    over = list(takewhile(lambda other: other.start <= span.end, islice(taken, first, None)))
    over = [other for other in over if other.overlaps(span)]
    if not over:
        yield finding
        return
    edges = [span.start, *(edge for other in over for edge in (other.start, other.end)), span.end]
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        text = finding.text[start - span.start : end - span.start] if start < end else ""
        if len(text.split()) >= _LONG:
            at = start + len(text) - len(text.lstrip())
            text = text.strip()
            part = Span(at, at + len(text))
            edits = tuple(s for s in finding.suggestions if part.covers(s.span))
            name = f"{finding.id}.{at - span.start}"
            yield replace(finding, id=name, span=part, text=text, suggestions=edits)


def _strength(finding: Finding) -> tuple[bool, int, float, int]:
    span = finding.span
    removes = any(not s.text.strip() and s.span.covers(span) for s in finding.suggestions[:1])
    return (
        not (removes and span.end - span.start > 0 and " " in finding.text),
        -finding.severity.rank,
        -finding.confidence,
        span.start - span.end,
    )


def _reach(finding: Finding) -> Span:
    """The characters that accepting any of a finding's suggestions may touch."""
    spans = [finding.span, *(suggestion.span for suggestion in finding.suggestions)]
    return Span(min(s.start for s in spans), max(s.end for s in spans))
