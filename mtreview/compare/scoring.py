"""Scores for the outputs that have none yet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mtreview.choosing.scored import Scores, scores_of
from mtreview.compare.systems import System
from mtreview.corpus.failing import surely
from mtreview.corpus.rows import Reject
from mtreview.corpus.scoring import document_of
from mtreview.corpus.windows import Window, windows
from mtreview.model import Result
from mtreview.pipeline import Pipeline
from mtreview.report.jsonl import finding_fields, score_fields


def scored(system: System, pipeline: Pipeline, signatures: set[str]) -> tuple[System, list[Reject]]:
    """The system with its outputs scored, as `mtreview score` would have, and what failed.

    An output whose row failed stays without scores. Adds the signatures of what scored the others.
    """
    rows = [output.row for output in system.outputs if output.row and output.scores is None]
    scores: dict[int, Scores] = {}
    rejects: list[Reject] = []
    for window in windows(rows):
        if not isinstance(window, Reject):  # as no row is any more
            parts, failed = surely(lambda part: _judged(pipeline, part, signatures), window)
            scores.update(pair for part in parts for pair in part)
            rejects += failed
    outputs = [
        replace(output, scores=scores.get(output.row.number))
        if output.row and output.scores is None
        else output
        for output in system.outputs
    ]
    return replace(system, outputs=outputs), rejects


def scored_everywhere(systems: Sequence[System]) -> list[System]:
    """The segments that have scores in every system."""
    whole = [
        all(output.scores for output in outputs)
        for outputs in zip(*(system.outputs for system in systems), strict=True)
    ]
    return [
        replace(system, outputs=[o for o, good in zip(system.outputs, whole, strict=True) if good])
        for system in systems
    ]


def _judged(pipeline: Pipeline, window: Window, signatures: set[str]) -> list[tuple[int, Scores]]:
    """The scores of rows, each with its row's number."""
    judged: list[tuple[int, Scores]] = []
    results = pipeline.check_all([document_of(group) for group in window])
    for group, result in zip(window, results, strict=True):
        signatures.add(result.signature)
        judged += zip((row.number for row in group), _scores(result), strict=True)
    return judged


def _scores(result: Result) -> Iterator[Scores]:
    findings: list[list[dict[str, object]]] = [[] for _ in result.segment_scores]
    for finding in result.findings:
        findings[finding.segment].append(finding_fields(finding))
    for score, found in zip(result.segment_scores, findings, strict=True):
        yield scores_of({**score_fields(score), "findings": found})
