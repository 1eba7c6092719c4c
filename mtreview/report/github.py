"""Findings as annotations of GitHub's workflows: commands on standard output, a line each."""

from collections.abc import Iterator

from mtreview.model import Document, Finding, Result, Severity
from mtreview.report.text import line_starts, position_of, stands_in_file, visible

_LEVELS = {
    Severity.NEUTRAL: "notice",
    Severity.MINOR: "warning",
    Severity.MAJOR: "error",
    Severity.CRITICAL: "error",
}


def lines(result: Result) -> Iterator[str]:
    """An annotation a finding, in text order."""
    starts = line_starts(result.document.text)
    for finding in result.findings:
        place = _place(result.document, finding, starts)
        properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
        yield f"::{_LEVELS[finding.severity]} {properties}::{_data(_said(finding))}"


def _place(document: Document, finding: Finding, starts: list[int]) -> dict[str, str]:
    """Where a finding is; columns mean nothing to GitHub unless the finding keeps to a line."""
    title = f"{finding.rule} ({finding.severity})"
    if not stands_in_file(document):
        return {"file": document.name, "title": title}
    row, column = position_of(starts, finding.span.start)
    last_row, last_column = position_of(starts, finding.span.end)
    place = {"file": document.name, "line": str(row), "endLine": str(last_row)}
    if row == last_row:
        place |= {"col": str(column), "endColumn": str(last_column)}
    return {**place, "title": title}


def _said(finding: Finding) -> str:
    said = f"“{visible(finding.text)}”: {finding.message}" if finding.text else finding.message
    if finding.suggestions:
        said += f"\n→ {visible(finding.suggestions[0].text) or '(delete)'}"
    return said


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
