"""Agreement by rule and by category, each beside what marking everything would score.

A rule is held against all that was marked: it is right where a person saw a fault, whatever they
called it. A category is a task of its own: findings of it against faults of it. As people name one
fault in several ways, `reached` tells beside it how many of its faults any finding touched.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from mtreview.evaluate.agreement import COLUMNS, Array, Row, average, compare, everything, touching
from mtreview.evaluate.categories import category_of
from mtreview.evaluate.gold import Gold
from mtreview.model import Finding, Span


def _zeros() -> Array:
    return np.zeros(len(COLUMNS))


@dataclass
class Category:
    """One category's totals: agreement, that of marking everything, and its faults touched."""

    counts: Array = field(default_factory=_zeros)
    everything: Array = field(default_factory=_zeros)
    reached: float = 0


@dataclass
class Parts:
    """Totals by rule and by category; a row of a rule counts only the texts where it found."""

    rules: dict[str, Array] = field(default_factory=lambda: defaultdict(_zeros))
    categories: dict[str, Category] = field(default_factory=lambda: defaultdict(Category))

    def add(self, findings: Sequence[Finding], ratings: Sequence[Gold], words: list[Span]) -> None:
        """Add a text with what was found in it and what each of its raters marked."""
        by_rule: dict[str, list[Span]] = defaultdict(list)
        by_category: dict[str, list[Span]] = defaultdict(list)
        for finding in findings:
            by_rule[finding.rule].append(finding.span)
            by_category[category_of(finding.category)].append(finding.span)
        all_marked = [[marked.span for marked in rating.spans] for rating in ratings]
        for rule, spans in by_rule.items():
            self.rules[rule] += average([compare(spans, marked) for marked in all_marked])
        marked_as = [_by_category(rating) for rating in ratings]
        found = [finding.span for finding in findings]
        length = len(ratings[0].mt)
        for name in {*by_category, *(name for rating in marked_as for name in rating)}:
            own = [rating.get(name, []) for rating in marked_as]
            total = self.categories[name]
            total.counts += average([compare(by_category[name], marked) for marked in own])
            total.everything += average([everything(words, length, marked) for marked in own])
            total.reached += sum(sum(touching(marked, found)) for marked in own) / len(own)

    def rule(self, name: str, total: Row) -> Array:
        """A rule's row against all that is marked in all texts, given the totals of all rules."""
        row = self.rules[name].copy()
        row[[1, 6]] = total[1], total[6]
        return row


def _by_category(rating: Gold) -> dict[str, list[Span]]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for marked in rating.spans:
        spans[category_of(marked.category)].append(marked.span)
    return spans
