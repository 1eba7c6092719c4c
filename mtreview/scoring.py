"""Findings to scores: the MQM penalty of a segment and a quality on the ESA scale."""

import math
from collections.abc import Iterable, Sequence

from mtreview.config import Profile
from mtreview.model import Finding, Score
from mtreview.qe.estimate import RULES, Estimate

_DECAY = 5 / 3  # a major fault in a segment of twenty words leaves 66: "most of the meaning"
_SHORT = 10  # words that a shorter segment is weighed as, so that a headline is not doomed
_SENTENCE = 20  # words that a fault spoils; one that covers more of them spoils as much of the rest
_PARAGRAPH = 100  # words that the cap is meant for
_LEAST = 1e-9  # however much a profile weighs, a share that can be divided by
_KNOWN = 0.5  # the share of a finding's weight that the model's estimate does not hold already


def quality_of(penalty: float, words: int) -> float:
    """Quality 0-100 where no model estimates it: 100 at no penalty, falling with penalty a word.

    100 * exp(-5/3 * penalty / words), a segment of under ten words weighed as ten.
    """
    return 100 * math.exp(-_DECAY * penalty / max(words, _SHORT))


def score_segment(
    findings: Iterable[Finding], words: int, profile: Profile, estimate: Estimate | None = None
) -> Score:
    """Score one segment from its findings, and from what a model makes of it."""
    findings = list(findings)
    penalty = min(profile.cap, sum(map(profile.penalty, findings), 0.0))
    if estimate is None:
        return Score(quality_of(_weight(findings, words, profile), words), penalty, words)
    kept = _kept(findings, words, profile)
    interval = estimate.interval and (kept * estimate.interval[0], kept * estimate.interval[1])
    return Score(kept * estimate.quality, penalty, words, interval, estimate.quality)


def rescore_segment(
    score: Score, before: Iterable[Finding], after: Iterable[Finding], profile: Profile
) -> Score:
    """The score of a segment of whose findings only those in `after` are still open.

    What a model made of it stays: it is taken from the score as it was with all of them, `before`.
    """
    if score.estimate is None:
        return score_segment(after, score.words, profile)
    kept = _kept(before, score.words, profile)
    interval = score.interval and (score.interval[0] / kept, score.interval[1] / kept)
    return score_segment(after, score.words, profile, Estimate(score.estimate, interval))


def _kept(findings: Iterable[Finding], words: int, profile: Profile) -> float:
    """The share of a model's estimate that the findings of rules leave."""
    by_rule = (finding for finding in findings if finding.rule not in RULES)
    named = _weight(by_rule, words, profile)
    return max(_LEAST, quality_of(_KNOWN * named, words) / 100)


def _weight(findings: Iterable[Finding], words: int, profile: Profile) -> float:
    """What findings cost a segment's quality: their penalty, and more of what is long.

    A loop of a thousand words is one fault to MQM, and leaves nothing of a row that it fills.
    """
    cap = profile.cap * max(1.0, words / _PARAGRAPH)
    return min(cap, sum((profile.penalty(finding) * _reach(finding) for finding in findings), 0.0))


def _reach(finding: Finding) -> float:
    return max(1.0, len(finding.text.split()) / _SENTENCE)


def score_document(segments: Sequence[Score]) -> Score:
    """Sum the penalties; average the qualities, weighted by words (100 where there are none)."""
    words = sum(score.words for score in segments)
    weighted = sum(score.quality * score.words for score in segments)
    quality = weighted / words if words else 100.0
    return Score(quality, sum(score.penalty for score in segments), words)
