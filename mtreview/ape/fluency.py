"""Suggestions in the order of how fluent they leave their segment, by a language model."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from mtreview.formats.editing import apply
from mtreview.model import Document, Edit, Finding, Span, Suggestion

_LONGEST = 2000  # characters of a segment that is read for each suggestion


class Fluency(Protocol):
    """A language model; `name` is its part of a signature."""

    name: str

    def nats(self, text: str) -> float:
        """How unlikely a text is; raises ModelError."""
        ...


def by_fluency(document: Document, findings: Sequence[Finding], lm: Fluency) -> list[Finding]:
    """Return the findings, the suggestions of each in the order of how likely the text becomes.

    What may be applied unseen stays first: that was measured, and not with this model.
    """
    return [_ordered(document, finding, lm) for finding in findings]


def _ordered(document: Document, finding: Finding, lm: Fluency) -> Finding:
    old = finding.suggestions
    within = document.segments[finding.segment].span
    if len(old) < 2 or old[0].safe or within.end - within.start > _LONGEST:
        return finding
    ranked = sorted(old, key=lambda s: lm.nats(_made(document.text, within, s)))
    sure = [s.confidence for s in old]  # which falls from one to the next
    return replace(
        finding,
        suggestions=tuple(replace(s, confidence=c) for s, c in zip(ranked, sure, strict=True)),
    )


def _made(text: str, within: Span, suggestion: Suggestion) -> str:
    """What a suggestion makes of its segment."""
    start = min(within.start, suggestion.span.start)
    end = max(within.end, suggestion.span.end)
    return apply(text[start:end], [Edit(suggestion.span.shift(-start), suggestion.text)]).strip()
