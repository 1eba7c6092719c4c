"""A check in steps: what rules find at the top at once, then everywhere, then what a model says.

A large document answers from the first second, and a step is the longest that anybody waits for a
segment that was written anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from mtreview.ape.permuting import RULES as TURNED
from mtreview.config import Config
from mtreview.detectors.overlap import beside
from mtreview.model import Document, Finding, Result, Score, Span
from mtreview.parts import part
from mtreview.pipeline import Pipeline
from mtreview.qe.estimate import RULES
from mtreview.review.rewriting import moved
from mtreview.review.stage import Stage
from mtreview.scoring import rescore_segment, score_document

_TOP = 60  # segments that are shown first
_LONG = 150  # segments of a document that takes so long that its top is shown first
_STEP = 32  # segments that the model reads at a time


class Checks:
    """Checks documents and single segments under one configuration, as the pipeline does at once.

    Rules and model are apart, so that neither waits for the other.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        self._rules = Pipeline(_rules_alone(config))
        # A rewriter from outside is slow, and asks the model about all that it writes; so is a
        # language model.
        rewrites = config.rewriter or config.rewriter_url or config.lm
        self._whole = Pipeline(config) if rewrites else None
        if config.qe_model:  # what is wrong with it is to be told at once
            _ = self._model

    @cached_property
    def _model(self) -> Pipeline | None:
        """The model alone, loaded when it is needed first: what the rules find does not wait.

        It comes with the rules of whose suggestions it is the judge. Not merged: which doubts stay
        depends on what the rules find beside them.
        """
        return Pipeline(_model_alone(self._config), merged=False) if self._config.model else None

    def stages(self, document: Document) -> Iterator[Stage]:
        """Check a document; the last stage has the whole result."""
        count = len(document.segments)
        if count > _LONG:
            yield Stage(0, _TOP, self._top(document))
        ruled = self._rules.check(document)
        if self._whole is not None:
            yield Stage(0, count, ruled)
            yield Stage(count, count, self._whole.check(document), is_last=True)
            return
        if self._model is None:
            yield Stage(count, count, ruled, is_last=True)
            return
        yield Stage(0, count, ruled)
        judged = _Judged(ruled, self._config)
        for first in range(0, count, _STEP):
            last = min(first + _STEP, count)
            judged.add(first, self._model.check(part(document, first, last)))
            yield Stage(last, count)
        yield Stage(count, count, judged.result(), is_last=True)

    def segment(self, document: Document, index: int) -> tuple[tuple[Finding, ...], Score]:
        """Check one segment among the others: rules see them all, the model reads it alone."""
        ruled = self._rules.check(document)
        own = tuple(finding for finding in ruled.findings if finding.segment == index)
        score = ruled.segment_scores[index]
        if self._model is not None:
            alone = self._model.check(part(document, index, index + 1))
            judged = _Judged(replace(ruled, findings=own), self._config)
            judged.add(index, alone)
            whole = judged.result()
            return whole.findings, whole.segment_scores[index]
        return own, score

    def _top(self, document: Document) -> Result:
        """What the rules find in the first segments; the others are as if nothing were wrong."""
        result = self._rules.check(part(document, 0, _TOP))
        rest = (Score(100.0, 0.0, 0) for _ in document.segments[_TOP:])
        scores = (*result.segment_scores, *rest)
        by = document.segments[0].span.start
        return replace(
            result,
            document=document,
            findings=tuple(
                f for found in result.findings for f in moved([found], found.segment, by)
            ),
            segment_scores=scores,
        )


class _Judged:
    """A result of rules to which a model's is added, some segments at a time."""

    def __init__(self, ruled: Result, config: Config) -> None:
        self._ruled = ruled
        self._profile = config.profile
        self._doubts: list[Finding] = []
        self._turned: dict[tuple[str, Span], Finding] = {}
        self._alone: dict[int, tuple[Score, Sequence[Finding]]] = {}

    def add(self, first: int, alone: Result) -> None:
        """Take in what the model makes of the segments from `first`, read as a document."""
        document = self._ruled.document
        by = document.segments[first].span.start
        by_segment: list[list[Finding]] = [[] for _ in alone.segment_scores]
        for finding in alone.findings:
            by_segment[finding.segment].append(finding)
        for n, score in enumerate(alone.segment_scores):
            for finding in moved(by_segment[n], first + n, by):
                if finding.rule in RULES:
                    self._doubts.append(finding)
                else:
                    self._turned[finding.rule, finding.span] = finding
            self._alone[first + n] = score, by_segment[n]

    def result(self) -> Result:
        """The findings and scores of both."""
        findings = tuple(beside(map(self._suggesting, self._ruled.findings), self._doubts))
        by_segment: dict[int, list[Finding]] = {}
        for finding in findings:
            by_segment.setdefault(finding.segment, []).append(finding)
        scores = list(self._ruled.segment_scores)
        for index, (score, before) in self._alone.items():
            after = by_segment.get(index, ())
            scores[index] = rescore_segment(score, before, after, self._profile)
        return replace(
            self._ruled,
            findings=findings,
            segment_scores=tuple(scores),
            score=score_document(scores),
        )

    def _suggesting(self, finding: Finding) -> Finding:
        """The finding with the suggestions that the model judged."""
        turned = self._turned.get((finding.rule, finding.span), finding)
        return replace(finding, suggestions=turned.suggestions)


def _alone(config: Config) -> Config:
    """The same settings without what comes from outside."""
    return replace(config, rewriter=None, rewriter_url=None, rewriter_model=None, lm=None)


def _rules_alone(config: Config) -> Config:
    return replace(_alone(config), model=False, qe_model=None)


def _model_alone(config: Config) -> Config:
    """The same settings for what the model says and judges, and nothing else."""
    config, said = _alone(config), (*RULES, *TURNED)
    wanted = tuple(rule for rule in said if not config.select or rule in config.select)
    if wanted:
        return replace(config, select=wanted)
    return replace(config, select=RULES, ignore=(*config.ignore, *RULES))
