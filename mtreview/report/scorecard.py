"""The scorecard of a review as one HTML page: tables with what they show as plots beside them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from mtreview.model import Severity
from mtreview.report import svg
from mtreview.report.page import figures, page, row, section, table
from mtreview.report.text import plural

Figures = dict[str, Any]
_MOST = 24  # columns of a plot that can still be read
_SEVERITIES = [str(severity) for severity in reversed(Severity)]


def scorecard_page(card: Figures) -> str:
    """The whole page."""
    total = card["total"]
    said = f"{plural(total['documents'], 'document')}, {plural(total['words'], 'word')}"
    parts = (_summary, _errors, _effort, _rules, _documents, _segments)
    body = (text for part in parts for text in part(card))
    return page("mtreview report", said, body, card["signature"])


def _summary(card: Figures) -> Iterator[str]:
    total = card["total"]
    found = total["findings"]
    rows = [
        row(["quality", _number(total["quality_before"]), _number(total["quality_after"])]),
        row(["MQM", _number(total["mqm_before"]), _number(total["mqm_after"])]),
        row(["MQM per 1,000 words", *_per_1000(total)]),
    ]
    said = ", ".join(f"{count:,} {state}" for state, count in found.items() if count)
    edits = ", ".join(f"{name} {m['score']:.1f}" for name, m in total["post_edit"].items())
    note = f"Findings: {said or 'none'}. Machine output against its post-edit: {edits}."
    yield section("Before and after", note, table(["", "before", "after"], rows) + _change(card))


def _change(card: Figures) -> str:
    """Quality of each document before and after, as a line from one to the other."""
    documents = card["documents"][:_MOST]
    if not documents:
        return ""
    across = [((n + 0.5) / len(documents), str(n + 1)) for n in range(len(documents))]
    marks = []
    for (x, _), document in zip(across, documents, strict=True):
        low, high = (document[f"quality_{when}"] / 100 for when in ("before", "after"))
        said = f"{document['document']}: {low * 100:.1f} before, {high * 100:.1f} after"
        marks += [svg.line([(x, low), (x, high)], "range", said), svg.circle(x, high, 5, said)]
    drawn = svg.plot("Quality", ("document", "quality"), across, svg.ticks(100, ".0f"), marks)
    return figures([(drawn, "Quality of each document: from before the review to after (dot).")])


def _errors(card: Figures) -> Iterator[str]:
    errors = card["total"]["errors"]
    rows = []
    for error in errors:
        cells = [error["category"]]
        for severity in _SEVERITIES:
            confirmed, still = error["confirmed"].get(severity, 0), error["open"].get(severity, 0)
            cells.append(f"{confirmed} + {still}" if confirmed or still else "")
        rows.append(row([*cells, f"{error['penalty']:.1f}", str(error["dismissed"])]))
    if rows:
        note = "Faults that were confirmed + still open; what was dismissed is no fault."
        head = ["category", *_SEVERITIES, "penalty", "dismissed"]
        drawn = _columns(
            "Penalty by category",
            ("category, in the order of the table", "penalty"),
            [(error["category"], error["penalty"]) for error in errors],
        )
        caption = "Penalty of what is confirmed or open, by category."
        yield section("MQM scorecard", note, table(head, rows) + figures([(drawn, caption)]))


def _effort(card: Figures) -> Iterator[str]:
    rows = [
        _worked(person["reviewer"] or "(no name)", person) for person in card["total"]["effort"]
    ]
    for document in card["documents"]:
        for person in document["effort"]:
            name = f"{document['document']}: {person['reviewer'] or '(no name)'}"
            rows.append(_worked(name, person, "beside"))
    if rows:
        head = ["reviewer", "minutes", "keys", "segments", "decisions", "seconds a decision"]
        minutes = [
            (document["document"], sum(p["milliseconds"] for p in document["effort"]) / 60000)
            for document in card["documents"]
        ]
        names = ("document, in the order of the table", "minutes")
        drawn = _columns("Time by document", names, minutes)
        note = "Time between keys; a minute without any is no work."
        yield section(
            "Effort", note, table(head, rows) + figures([(drawn, "Minutes on each document.")])
        )


def _worked(name: str, person: Figures, kind: str = "") -> str:
    seconds, decisions = person["milliseconds"] / 1000, person["decisions"]
    return row(
        [
            name,
            f"{seconds / 60:.1f}",
            f"{person['keys']:,}",
            f"{person['segments']:,}",
            f"{decisions:,}",
            f"{seconds / decisions:.1f}" if decisions else "",
        ],
        kind,
    )


def _rules(card: Figures) -> Iterator[str]:
    rows = []
    for rule in card["rules"]:
        note = "off" if rule["off"] else "mostly dismissed" if rule["mostly_dismissed"] else ""
        precision = rule["precision"]
        shown = "" if precision is None else f"{precision:.0%}"
        counts = (f"{rule[name]:,}" for name in ("open", "accepted", "edited", "dismissed"))
        cells = [rule["rule"], f"{rule['shown']:,}", shown, *counts, note]
        rows.append(row(cells, bar=precision))
    if rows:
        note = "Right: the share of what was decided on that editors accepted or edited."
        head = ["rule", "shown", "right", "open", "accepted", "edited", "dismissed", ""]
        yield section("Rules", note, table(head, rows))


def _documents(card: Figures) -> Iterator[str]:
    rows = [
        row(
            [
                document["document"],
                f"{document['words']:,}",
                f"{document['done']:,} of {document['segments']:,}",
                _number(document["quality_before"]),
                _number(document["quality_after"]),
                *(_number(m["score"]) for m in document["post_edit"].values()),
                f"{document['findings'].get('open', 0):,}",
            ]
        )
        for document in card["documents"]
    ]
    head = ["document", "words", "segments done", "before", "after", "TER", "chrF", "open"]
    yield section("Documents", "Quality before and after.", table(head, rows))


def _segments(card: Figures) -> Iterator[str]:
    for document in card["documents"]:
        changed = [s for s in document["segment"] if s["before"] != s["after"] or s["comments"]]
        rows = [
            row(
                [
                    f"{segment['segment'] + 1}",
                    f"{segment['milliseconds'] / 1000:.0f}",
                    f"{segment['keys']}",
                    f"{segment['TER']:.1f}",
                    segment["before"],
                    segment["after"],
                    "; ".join(segment["comments"]),
                ]
            )
            for segment in changed
        ]
        if rows:
            head = ["segment", "seconds", "keys", "TER", "before", "after", "comments"]
            content = f'<div class="prose">{table(head, rows)}</div>'
            yield section(document["document"], "Segments that were changed.", content)


def _columns(title: str, names: tuple[str, str], values: Sequence[tuple[str, float]]) -> str:
    """A column a value, with a number below that is its place in the table."""
    shown = values[:_MOST]
    most = max((value for _, value in shown), default=0.0) or 1.0
    width = 1 / max(len(shown), 1)
    across = [((n + 0.5) * width, str(n + 1)) for n in range(len(shown))]
    marks: Iterable[str] = [
        svg.box(((n + 0.15) * width, (n + 0.85) * width), value / most, f"{name}: {value:.1f}")
        for n, (name, value) in enumerate(shown)
    ]
    return svg.plot(title, names, across, svg.ticks(most, ".3g"), marks)


def _per_1000(total: Figures) -> list[str]:
    words = total["words"]
    return [
        _number(1000 * total[f"mqm_{when}"] / words if words else None)
        for when in ("before", "after")
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
