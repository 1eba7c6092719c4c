"""One fault is shown once: of findings that overlap, the most telling stays.

The order: what removes a whole line that the others stand in, then the more severe, the more
confident, the longer, the earlier in the list of detectors.
"""

from bisect import bisect_left
from collections.abc import Iterable

from mtreview.model import Finding, Span


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that no stronger one overlaps, in text order."""
    kept: list[Finding] = []
    taken: list[Span] = []  # what the kept ones reach; disjoint and sorted, so neighbours suffice
    for finding in sorted(findings, key=_strength):
        reach = _reach(finding)
        at = bisect_left(taken, reach)
        if not any(reach.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
            taken.insert(at, reach)
            kept.append(finding)
    return sorted(kept, key=lambda finding: finding.span)


def beside(kept: Iterable[Finding], more: Iterable[Finding]) -> list[Finding]:
    """Return `kept`, and what of `more` overlaps none of it, in text order."""
    kept = list(kept)
    taken = sorted(_reach(finding) for finding in kept)
    free = []
    for finding in more:
        reach = _reach(finding)
        at = bisect_left(taken, reach)
        if not any(reach.overlaps(other) for other in taken[max(0, at - 1) : at + 1]):
            free.append(finding)
    return sorted([*kept, *free], key=lambda finding: finding.span)


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
