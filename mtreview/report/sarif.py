"""Findings as SARIF 2.1.0, with suggestions as fixes; one log for all documents."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from mtreview.calibration import load_calibration
from mtreview.detectors import all_detectors
from mtreview.detectors.facts import Facts, facts_of
from mtreview.detectors.names.glossary import examples_of_rules
from mtreview.formats.places import Places
from mtreview.model import Document, Finding, Result, Severity, Span, Suggestion
from mtreview.qe.doubtful import DOUBTED
from mtreview.report.jsonl import document_fields, dumps
from mtreview.report.text import line_starts, position_of
from mtreview.version import __version__

Fields = dict[str, Any]
SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {
    Severity.NEUTRAL: "note",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}
_FINGERPRINT = "mtreviewFinding/v1"


def log(results: Iterable[Result]) -> str:
    """The log of a run: rules that found something, findings, and the scores of documents."""
    rules: dict[str, int] = {}
    found: list[Fields] = []
    documents: list[Fields] = []
    for result in results:
        place = _Place(result.document)
        for finding in result.findings:
            index = rules.setdefault(finding.rule, len(rules))
            found.append(_result(finding, index, place))
        documents.append(document_fields(result))
    driver = {"name": "mtreview", "version": __version__, "rules": _rules(rules)}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": found,
        "properties": {"documents": documents},
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


class _Place:
    """A document's file as a place that findings are in."""

    def __init__(self, document: Document) -> None:
        self.artifact = {"uri": _uri(document.name)}
        self.places = Places(document)
        self._starts = line_starts(self.places.file)

    def region(self, span: Span) -> Fields:
        """A span of the file by line and column (the last one exclusive) and by characters."""
        (row, column), (last_row, last_column) = (
            position_of(self._starts, offset) for offset in (span.start, span.end)
        )
        return {
            "startLine": row,
            "startColumn": column,
            "endLine": last_row,
            "endColumn": last_column,
            "charOffset": span.start,
            "charLength": span.end - span.start,
        }

    def location(self, span: Span) -> Fields:
        """Where a span of the document is; the file alone if it cannot be told."""
        physical: Fields = {"artifactLocation": self.artifact}
        if (place := self.places.span(span)) is not None:
            snippet = {"text": place.of(self.places.file)}
            physical["region"] = {**self.region(place), "snippet": snippet}
        return {"physicalLocation": physical}

    def said(self, finding: Finding) -> str:
        """The message, with the words that it is about where no region shows them."""
        if self.places.span(finding.span) is None and finding.text:
            return f"“{finding.text}”: {finding.message}"
        return finding.message


def _result(finding: Finding, index: int, place: _Place) -> Fields:
    result: Fields = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "rank": round(100 * finding.confidence, 1),
        "message": {"text": place.said(finding)},
        "locations": [place.location(finding.span)],
        "partialFingerprints": {_FINGERPRINT: finding.id},
        "properties": {
            "category": finding.category,
            "severity": str(finding.severity),
            "confidence": round(finding.confidence, 3),
        },
    }
    if finding.related:
        result["relatedLocations"] = [place.location(span) for span in finding.related]
    fixes = [_fix(suggestion, place) for suggestion in finding.suggestions]
    if any(fixes):
        result["fixes"] = [fix for fix in fixes if fix]
    return result


def _fix(suggestion: Suggestion, place: _Place) -> Fields | None:
    """What a suggestion changes in the file; None if it cannot be told."""
    replacements = [
        {"deletedRegion": place.region(edit.span), "insertedContent": {"text": edit.text}}
        for edit in place.places.edits(suggestion.edit)
    ]
    if not replacements:
        return None
    return {
        "description": {"text": f"Write “{suggestion.text}”" if suggestion.text else "Delete it"},
        "artifactChanges": [{"artifactLocation": place.artifact, "replacements": replacements}],
        "properties": {"safe": suggestion.safe, "confidence": round(suggestion.confidence, 3)},
    }


def _rules(names: Iterable[str]) -> list[Fields]:
    """What is known of rules, in the order of the names."""
    wanted = dict.fromkeys(names)
    every = (*all_detectors(), *examples_of_rules(), *DOUBTED) if wanted else ()
    known = {detector.rule: detector for detector in every}
    calibration = load_calibration(None)
    return [_rule(facts_of(known[name], calibration)) for name in wanted]


def _rule(facts: Facts) -> Fields:
    return {
        "id": facts.rule,
        "shortDescription": {"text": facts.what},
        "fullDescription": {"text": " ".join(filter(None, (facts.what, facts.why)))},
        "help": {"text": f"mtreview rules {facts.rule}"},
        "defaultConfiguration": {"level": _LEVELS[facts.severity]},
        "properties": {"category": facts.category, "tags": [facts.category.partition("/")[0]]},
    }


def _uri(name: str) -> str:
    """A path as a URI: relative where it was, with / between its parts."""
    path = PurePath(name)
    if path.is_absolute():
        return path.as_uri()
    return quote(path.as_posix().encode("utf-8", "surrogateescape"))
