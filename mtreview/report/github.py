"""Findings as annotations of GitHub's workflows: commands on standard output, a line each."""

from collections.abc import Iterator

from mtreview.formats.places import Places
from mtreview.model import Finding, Result, Severity, Span
from mtreview.report.text import line_starts, position_of, visible

_LEVELS = {
    Severity.NEUTRAL: "notice",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


def lines(result: Result) -> Iterator[str]:
    """An annotation a finding, in text order."""
    places = Places(result.document)
    starts = line_starts(places.file)
    for finding in result.findings:
        place = {"file": result.document.name}
        if (span := places.span(finding.span)) is not None:
            place |= _lines(span, starts)
        place["title"] = f"{finding.rule} ({finding.severity})"
        properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
        yield f"::{_LEVELS[finding.severity]} {properties}::{_data(_said(finding))}"


def _lines(span: Span, starts: list[int]) -> dict[str, str]:
    """Where it is; columns mean nothing to GitHub unless all keeps to a line."""
    row, column = position_of(starts, span.start)
    last_row, last_column = position_of(starts, span.end)
    place = {"line": str(row), "endLine": str(last_row)}
    if row == last_row:
        place |= {"col": str(column), "endColumn": str(last_column)}
    return place


def _said(finding: Finding) -> str:
    said = f"“{visible(finding.text)}”: {finding.message}" if finding.text else finding.message
    if finding.suggestions:
        said += f"\n→ {visible(finding.suggestions[0].text) or '(delete)'}"
    return said


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
