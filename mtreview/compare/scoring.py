"""Scores for the outputs that have none yet."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, islice

from mtreview.choosing.entries import Scores, scores_of
from mtreview.compare.systems import System
from mtreview.corpus.rows import Row
from mtreview.formats.rows import joined
from mtreview.model import Document, Result
from mtreview.pipeline import Pipeline
from mtreview.report.jsonl import finding_fields, score_fields

_WINDOW = 64  # documents that the model reads together


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
    groups = (list(group) for _, group in groupby(rows, _place))
    while window := list(islice(groups, _WINDOW)):
        for result in pipeline.check_all([_document(group) for group in window]):
            signatures.add(result.signature)
            yield from _scores(result)


def _place(row: Row) -> object:
    return row.number if row.doc is None else (row.doc, row.system)


def _document(rows: list[Row]) -> Document:
    texts, sources = [row.mt for row in rows], [row.src for row in rows]
    return joined(str(rows[0].doc), texts, sources, rows[0].source_lang)


def _scores(result: Result) -> Iterator[Scores]:
    findings: list[list[dict[str, object]]] = [[] for _ in result.segment_scores]
    for finding in result.findings:
        findings[finding.segment].append(finding_fields(finding))
    for score, found in zip(result.segment_scores, findings, strict=True):
        yield scores_of({**score_fields(score), "findings": found})
