"""Whether what is suggested is what a person wrote.

A fault may be marked as one span and found as two, or the other way round: spans and findings that
overlap are taken together, and the text that the suggestions make is compared with the text that
the marked rewrites make.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product

from mtreview.evaluate.gold import GoldSpan
from mtreview.formats import apply
from mtreview.model import Edit, Finding, Span

_MOST = 3  # suggestions of a finding that are looked at
_COMBINATIONS = 243  # of alternatives in one place: five findings with three suggestions each


@dataclass(frozen=True, slots=True)
class Group:
    """Marked spans and findings that overlap one another, directly or by way of others."""

    marked: tuple[GoldSpan, ...]
    findings: tuple[Finding, ...]


def groups(marked: Sequence[GoldSpan], findings: Sequence[Finding]) -> list[Group]:
    """Gather what overlaps; a span that nothing overlaps is a group of its own."""
    parts: list[tuple[Span, GoldSpan | None, Finding | None]] = [
        *((span.span, span, None) for span in marked),
        *((_reach(finding), None, finding) for finding in findings),
    ]
    parts.sort(key=lambda part: part[0])
    gathered: list[list[tuple[Span, GoldSpan | None, Finding | None]]] = []
    end = point = -1  # where the group ends, and where its last span of no width stands
    for part in parts:
        span = part[0]
        no_width = span.start == span.end
        if span.start < end or (span.start == end and (no_width or point == end)):
            gathered[-1].append(part)
        else:
            gathered.append([part])
        end, point = max(end, span.end), span.end if no_width else point
    return [
        Group(tuple(g for _, g, _ in group if g), tuple(f for _, _, f in group if f))
        for group in gathered
    ]


def _reach(finding: Finding) -> Span:
    spans = [finding.span, *(suggestion.span for suggestion in finding.suggestions[:_MOST])]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def right_at(group: Group, text: str, most: int) -> bool:
    """Tell whether some choice among the first `most` suggestions makes a marked rewrite."""
    with_rewrites = [span for span in group.marked if span.rewrites]
    suggested = [finding for finding in group.findings if finding.suggestions]
    if not with_rewrites or not suggested:
        return False
    wanted = set(_texts(text, ([Edit(s.span, r) for r in s.rewrites] for s in with_rewrites)))
    offered = _texts(text, ([s.edit for s in f.suggestions[:most]] for f in suggested))
    return any(result in wanted for result in offered)


def _texts(text: str, choices: Iterable[list[Edit]]) -> Iterable[str]:
    for edits in islice(product(*choices), _COMBINATIONS):
        try:
            yield " ".join(apply(text, edits).split())
        except ValueError:  # two that cannot stand together
            continue
