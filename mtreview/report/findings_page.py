"""Findings as one HTML page: the documents in a table, then what was found in each."""

from collections.abc import Iterable, Iterator
from html import escape

from mtreview.model import Finding, Result
from mtreview.report.page import page, row, section, table
from mtreview.report.text import Where, excerpt_of, plural, summary_of, visible

_WIDTH = 300  # characters of a line that are shown around a fault


def findings_page(results: Iterable[Result]) -> str:
    """The whole page."""
    rows: list[str] = []
    sections: list[str] = []
    signatures: dict[str, None] = {}
    for result in results:
        rows.append(_row(result))
        sections.append(_section(result))
        signatures[result.signature] = None
    head = ["document", "quality", "MQM", "findings", "words"]
    said = f"{plural(len(rows), 'document')} checked."
    body = [section("Documents", "", table(head, rows)), *sections]
    return page("mtreview check", said, body, " ".join(signatures))


def _row(result: Result) -> str:
    score = result.score
    shown = f"{score.quality:.1f}", f"{0.0 - score.penalty:.1f}", f"{len(result.findings):,}"
    return row([visible(result.document.name), *shown, f"{score.words:,}"])


def _section(result: Result) -> str:
    found = "".join(_findings(result))
    note = ", ".join(summary_of(result))
    return section(visible(result.document.name), note, f"<ol>{found}</ol>" if found else "")


def _findings(result: Result) -> Iterator[str]:
    text = result.document.text
    where = Where(result.document)
    for finding in result.findings:
        before, faulty, after = map(escape, excerpt_of(text, finding.span, _WIDTH))
        severity, rule = str(finding.severity), escape(finding.rule)
        yield (
            f'<li class="{severity}"><p><b>{severity}</b> {rule} '
            f"<small>{where.of(finding)}, {escape(finding.category)}</small></p>"
            f"<blockquote>{before}<mark>{faulty}</mark>{after}</blockquote>"
            f"<p>{escape(finding.message)}</p>{_instead(finding)}</li>"
        )


def _instead(finding: Finding) -> str:
    """The suggestions, best first."""
    texts = [escape(visible(s.text)) or "<i>(delete)</i>" for s in finding.suggestions]
    if not texts:
        return ""
    return f'<p class="instead">→ {" &nbsp;or&nbsp; ".join(texts)}</p>'
