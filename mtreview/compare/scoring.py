"""Scores for the outputs that have none yet."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mtreview.choosing.scored import Scores, scores_of
from mtreview.compare.systems import System
from mtreview.corpus.rows import Row
from mtreview.corpus.scoring import document_of
from mtreview.corpus.windows import windows
from mtreview.model import Result
from mtreview.pipeline import Pipeline
from mtreview.report.jsonl import finding_fields, score_fields


def scored(system: System, pipeline: Pipeline, signatures: set[str]) -> System:
    """The system with all its outputs scored, as `mtreview score` would have.

    Adds the signatures of what scored them.
    """
    rows = [output.row for output in system.outputs if output.row and output.scores is None]
    made = _judged(rows, pipeline, signatures)
    outputs = [
        output if output.scores else replace(output, scores=next(made)) for output in system.outputs
    ]
    return replace(system, outputs=outputs)


def _judged(rows: Iterable[Row], pipeline: Pipeline, signatures: set[str]) -> Iterator[Scores]:
    """The scores of rows, those of one `doc` that follow each other being a document."""
    for window in windows(rows):
        groups = window if isinstance(window, list) else []  # no row is a reject any more
        for result in pipeline.check_all([document_of(group) for group in groups]):
            signatures.add(result.signature)
            yield from _scores(result)


def _scores(result: Result) -> Iterator[Scores]:
    findings: list[list[dict[str, object]]] = [[] for _ in result.segment_scores]
    for finding in result.findings:
        findings[finding.segment].append(finding_fields(finding))
    for score, found in zip(result.segment_scores, findings, strict=True):
        yield scores_of({**score_fields(score), "findings": found})
