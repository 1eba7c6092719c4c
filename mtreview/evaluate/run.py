"""The measurement: every text checked once, then counted from each side.

Where several people rated a text, it counts once: what each of them adds is averaged.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from mtreview.evaluate.agreement import Row, average, compare, everything, swapped, touching
from mtreview.evaluate.checking import Check, Checked, check_all
from mtreview.evaluate.gold import Gold
from mtreview.evaluate.parts import Parts
from mtreview.evaluate.rewrites import groups, right_at
from mtreview.model import Finding, Span

_WORD = re.compile(r"\S+")


@dataclass
class RuleCounts:
    """One rule against the labels: `faults` overlaps what was marked, a share of the raters."""

    found: int = 0
    faults: float = 0
    right_first: float = 0
    right_in_three: float = 0
    with_rewrite: float = 0
    false_alarms: int = 0


@dataclass
class Measured:
    """What was counted, to be turned into figures; the first lists have one entry a text.

    `rules` is of findings, one by one; `parts` is of the places that they mark, as `counts` is.
    `confidences` holds a finding's and the share of raters who marked it, `reached` a marked
    span's weight and the highest confidence that touched it.
    """

    docs: list[tuple[str, str]] = field(default_factory=list)
    pairs: list[str] = field(default_factory=list)
    scales: list[str] = field(default_factory=list)
    counts: list[Row] = field(default_factory=list)
    everything: list[Row] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    estimates: list[float] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    ratings: int = 0
    rules: dict[str, RuleCounts] = field(default_factory=lambda: defaultdict(RuleCounts))
    parts: Parts = field(default_factory=Parts)
    marked: float = 0
    rewritable: float = 0
    right_first: float = 0
    right_in_three: float = 0
    words: dict[tuple[bool, bool], float] = field(default_factory=lambda: defaultdict(float))
    confidences: list[tuple[float, float]] = field(default_factory=list)
    reached: list[tuple[float, float]] = field(default_factory=list)
    raters: list[Row] = field(default_factory=list)
    clean_words: int = 0
    clean_alarms: int = 0
    signatures: set[str] = field(default_factory=set)


def measure(ratings: Iterable[Gold], check: Check) -> Measured:
    """Check every text and count; the ratings are held in memory, 2 kB each."""
    total = Measured()
    for checked in check_all(ratings, check):
        total.signatures.add(checked.signature)
        if checked.ratings[0].clean:
            _count_clean(total, checked)
        else:
            _count(total, checked)
    return total


def _count_clean(total: Measured, checked: Checked) -> None:
    total.clean_words += checked.words
    total.clean_alarms += len(checked.findings)
    for finding in checked.findings:
        total.rules[finding.rule].false_alarms += 1


def _count(total: Measured, checked: Checked) -> None:
    gold = checked.ratings[0]
    found = [finding.span for finding in checked.findings]
    rated = [[span.span for span in rating.spans] for rating in checked.ratings]
    words = [Span(*match.span()) for match in _WORD.finditer(gold.mt)]
    scores = [rating.score for rating in checked.ratings if rating.score is not None]
    total.ratings += len(rated)
    total.docs.append((gold.lp, gold.doc))
    total.pairs.append(gold.lp)
    total.scales.append(gold.scale)
    total.counts.append(average([compare(found, marked) for marked in rated]))
    total.everything.append(average([everything(words, len(gold.mt), marked) for marked in rated]))
    total.scores.append(sum(scores) / len(scores) if scores else float("nan"))
    total.estimates.append(checked.quality)
    total.lengths.append(len(gold.mt))
    if len(rated) > 1:  # both ways, as neither is the measure of the other
        rows = [compare(one, other) for one, other in combinations(rated, 2)]
        total.raters.append(average([*rows, *map(swapped, rows)]))
    total.parts.add(checked.findings, checked.ratings, words)
    _count_findings(total, checked.findings, rated)
    for rating in checked.ratings:
        weight = 1 / len(rated)
        _count_marked(total, rating, checked.findings, weight)
        _count_rewrites(total, rating, checked.findings, weight)
        _count_words(total, rating, found, weight)


def _count_findings(total: Measured, findings: list[Finding], rated: list[list[Span]]) -> None:
    spans = [finding.span for finding in findings]
    hits = zip(*(touching(spans, marked) for marked in rated), strict=True)
    for finding, said in zip(findings, hits, strict=True):
        hit = sum(said) / len(said)
        counts = total.rules[finding.rule]
        counts.found += 1
        counts.faults += hit
        total.confidences.append((finding.confidence, hit))


def _count_marked(total: Measured, gold: Gold, findings: list[Finding], weight: float) -> None:
    for marked in gold.spans:
        touched = [f.confidence for f in findings if marked.span.overlaps(f.span)]
        total.marked += weight
        if touched:
            total.reached.append((max(touched), weight))


def _count_rewrites(total: Measured, gold: Gold, findings: list[Finding], weight: float) -> None:
    if not any(span.rewrites for span in gold.spans):
        return
    for group in groups(gold.spans, findings):
        asked = weight * sum(bool(span.rewrites) for span in group.marked)
        first, three = right_at(group, gold.mt, 1), right_at(group, gold.mt, 3)
        total.rewritable += asked
        total.right_first += asked * first
        total.right_in_three += asked * three
        for finding in group.findings if asked else ():
            counts = total.rules[finding.rule]
            counts.with_rewrite += weight
            counts.right_first += weight * first
            counts.right_in_three += weight * three


def _count_words(total: Measured, gold: Gold, found: list[Span], weight: float) -> None:
    # What is missing between two words makes neither of them bad.
    wide = [span for span in found if span.start < span.end]
    bad = touching([span for span, _ in gold.tags], wide)
    for (_, tag), flagged in zip(gold.tags, bad, strict=True):
        total.words[tag, flagged] += weight
