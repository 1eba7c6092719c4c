"""Findings, segments and documents as JSON lines, part of the command line's contract.

Offsets count characters of the document's decoded text, half-open; `mqm` is zero or negative. A
segment in which several suggestions go together has a `rewrite`, how it reads with all of them.
"""

import json
from collections.abc import Iterator
from typing import Any

from mtreview.ape import combined
from mtreview.model import Finding, Result, Score

SCHEMA = 1
_encode = json.JSONEncoder(ensure_ascii=False).encode  # json.dumps makes one for each call


def document_lines(result: Result) -> Iterator[str]:
    """A line a finding, then a line a segment, then a line for the document."""
    name = result.document.name
    for finding in result.findings:
        head = {"document": name, "segment": finding.segment}
        yield dumps({"type": "finding", "schema": SCHEMA, **head, **finding_fields(finding)})
    rewrites = {c.segment: {"rewrite": c.text} for c in combined(result.document, result.findings)}
    for segment, score in zip(result.document.segments, result.segment_scores, strict=True):
        head = {"document": name, "segment": segment.index}
        place = {"start": segment.span.start, "end": segment.span.end}
        more = {**score_fields(score), **rewrites.get(segment.index, {})}
        yield dumps({"type": "segment", "schema": SCHEMA, **head, **place, **more})
    yield dumps({"type": "document", "schema": SCHEMA, **document_fields(result)})


def document_fields(result: Result) -> dict[str, Any]:
    """What a document as a whole comes to."""
    score = result.score
    return {
        "document": result.document.name,
        "words": score.words,
        "segments": len(result.document.segments),
        "quality": round(score.quality, 1),
        "mqm": _negative(score.penalty),
        "mqm_per_1000_words": _negative(1000 * score.penalty / max(score.words, 1)),
        "signature": result.signature,
    }


def finding_fields(finding: Finding, shift: int = 0) -> dict[str, Any]:
    """The fields of a finding; offsets are moved by `shift` characters."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "category": finding.category,
        "severity": str(finding.severity),
        "confidence": round(finding.confidence, 3),
        "start": finding.span.start + shift,
        "end": finding.span.end + shift,
        "text": finding.text,
        "message": finding.message,
        "suggestions": [
            {
                "start": suggestion.span.start + shift,
                "end": suggestion.span.end + shift,
                "text": suggestion.text,
                "origin": str(suggestion.origin),
                "confidence": round(suggestion.confidence, 3),
                "safe": suggestion.safe,
            }
            for suggestion in finding.suggestions
        ],
        "related": [
            {"start": span.start + shift, "end": span.end + shift} for span in finding.related
        ],
    }


def score_fields(score: Score) -> dict[str, Any]:
    """Quality, its interval (null where no model estimated it) and the MQM penalty."""
    interval = [round(bound, 1) for bound in score.interval] if score.interval else None
    return {
        "quality": round(score.quality, 1),
        "quality_interval": interval,
        "mqm": _negative(score.penalty),
    }


def dumps(row: dict[str, Any]) -> str:
    """One line of JSON, in UTF-8 wherever the text can be written in it."""
    line = _encode(row)
    try:
        line.encode()
    except UnicodeEncodeError:  # a lone surrogate, which only an escape can carry
        return json.dumps(row)
    return line


def _negative(penalty: float) -> float:
    return -round(penalty, 1) if round(penalty, 1) else 0.0
