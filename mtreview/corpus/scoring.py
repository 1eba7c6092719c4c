"""A window of rows, scored: what every engine does with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from mtreview.corpus.failing import surely
from mtreview.corpus.references import compared
from mtreview.corpus.rows import COPIED, Reject, Row
from mtreview.corpus.summary import Summary
from mtreview.corpus.windows import Group, Window
from mtreview.formats.rows import joined
from mtreview.model import Document, Finding, Result
from mtreview.pipeline import Pipeline
from mtreview.report.jsonl import SCHEMA, dumps, finding_fields, score_fields


@dataclass(frozen=True, slots=True)
class Scored:
    """The output lines of a window, how many rows it had, what they come to, and which failed."""

    lines: bytes
    rows: int
    summary: Summary
    rejects: Sequence[Reject] = ()


def score_window(pipeline: Pipeline, window: Window) -> Scored:
    """Score the rows of a window; the lines come in their order.

    A row on which a rule or the model fails has no line and is a reject.
    """
    parts, rejects = surely(partial(_lines_of, pipeline), window)
    summary = Summary()
    for _, part in parts:
        summary.merge(part)
    lines = b"".join(lines for lines, _ in parts)
    return Scored(lines, sum(map(len, window)), summary, rejects)


def _lines_of(pipeline: Pipeline, window: Window) -> tuple[bytes, Summary]:
    results = pipeline.check_all([document_of(group) for group in window])
    summary = Summary()
    lines: list[str] = []
    for result, group in zip(results, window, strict=True):
        lines += _lines(result, group, summary)
    return "".join(f"{line}\n" for line in lines).encode(), summary


def document_of(rows: Group) -> Document:
    """The document that neighbouring rows are."""
    first = rows[0]
    texts, sources = [row.mt for row in rows], [row.src for row in rows]
    return joined(str(first.doc), texts, sources, first.source_lang)


def _lines(result: Result, rows: Group, summary: Summary) -> Iterator[str]:
    by_segment: list[list[Finding]] = [[] for _ in rows]
    for finding in result.findings:
        by_segment[finding.segment].append(finding)
    segments, beside = result.document.segments, compared(rows)
    for n, (row, segment, score, findings) in enumerate(
        zip(rows, segments, result.segment_scores, by_segment, strict=True)
    ):
        against, tally = beside.get(n, ({}, None))
        summary.add(row, score, findings, tally)
        told = [finding_fields(finding, -segment.span.start) for finding in findings]
        yield dumps({**_head(row), **score_fields(score), **against, "findings": told})


def _head(row: Row) -> dict[str, Any]:
    copied = {name: getattr(row, name) for name in COPIED}
    kept = {name: value for name, value in copied.items() if value is not None}
    return {"type": "segment", "schema": SCHEMA, **kept}
