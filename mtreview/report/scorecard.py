"""The scorecard of a review as one HTML page: tables with what they show as plots beside them."""

import math
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
    parts = (_summary, _plots, _errors, _effort, _rules)
    lists = (_documents, _disagreements, _lost, _segments)
    body = (text for part in (*parts, *lists) for text in part(card))
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
    yield section("Before and after", note, table(["", "before", "after"], rows))


def _plots(card: Figures) -> Iterator[str]:
    """By document, or by segment where there is but one document."""
    documents = card["documents"]
    alone = len(documents) == 1
    what = "segment" if alone else "document"
    parts = documents[0]["segment"] if alone else documents
    named = [(_name(part), part) for part in parts]
    errors = [(error["category"], error["penalty"]) for error in card["total"]["errors"]]
    minutes = [(name, _minutes(part)) for name, part in named]
    drawn = [
        (
            _columns("Penalty", ("category, as in the table below", "penalty"), errors),
            "Penalty of the faults that are confirmed or open, by category.",
        ),
        (_columns("Time", (what, "minutes"), minutes), f"Minutes worked on each {what}."),
        (_change(named, what), f"Quality of each {what}: from before the review to after (dot)."),
    ]
    yield section("At a glance", "", figures(drawn))


def _name(part: Figures) -> str:
    return part.get("document") or f"segment {part['segment'] + 1}"


def _minutes(part: Figures) -> float:
    spent = part.get("effort", [part])
    return float(sum(stay["milliseconds"] for stay in spent)) / 60000


def _change(named: Sequence[tuple[str, Figures]], what: str) -> str:
    """Quality of each part before and after, as a line from one to the other."""
    shown = named[:_MOST]
    across = _across([name for name, _ in shown])
    marks = []
    for (x, _), (name, part) in zip(across, shown, strict=True):
        low, high = (part[f"quality_{when}"] / 100 for when in ("before", "after"))
        said = f"{name}: {low * 100:.1f} before, {high * 100:.1f} after"
        marks += [svg.line([(x, low), (x, high)], "range", said), svg.circle(x, high, 5, said)]
    return svg.plot("Quality", (what, "quality"), across, svg.ticks(100, ".0f"), marks)


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
        yield section("MQM scorecard", note, table(head, rows))


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
        yield section(
            "Effort", "Time between keys; a minute without any is no work.", table(head, rows)
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


def _disagreements(card: Figures) -> Iterator[str]:
    rows = [
        row([document["document"], entry["rule"], entry["text"], *map(_said, entry["decisions"])])
        for document in card["documents"]
        for entry in document["disagreements"]
    ]
    if rows:
        head = ["document", "rule", "text", "first", "then"]
        content = f'<div class="prose">{table(head, rows)}</div>'
        yield section("Disagreements", "What two reviewers decided otherwise.", content)


def _lost(card: Figures) -> Iterator[str]:
    rows = [
        row([document["document"], decision["rule"], decision["text"], _said(decision)])
        for document in card["documents"]
        for decision in document["lost"]
    ]
    if rows:
        note = "The text has changed since; these find no place in it, and count nowhere above."
        listed = table(["document", "rule", "text", "decision"], rows)
        yield section("Decisions without a place", note, f'<div class="prose">{listed}</div>')


def _said(decision: Figures) -> str:
    written = f" “{decision['written']}”" if decision["written"] is not None else ""
    reason = f" ({decision['reason']})" if decision["reason"] else ""
    return f"{decision['reviewer']}: {decision['action']}{written}{reason}"


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
    most = _extent(max((value for _, value in shown), default=0.0))
    width = 1 / max(len(shown), 1)
    across = _across([name for name, _ in shown])
    marks: Iterable[str] = [
        svg.box(((n + 0.15) * width, (n + 0.85) * width), value / most, f"{name}: {value:.1f}")
        for n, (name, value) in enumerate(shown)
    ]
    return svg.plot(title, names, across, svg.ticks(most, ".3g"), marks)


def _across(names: Sequence[str]) -> list[tuple[float, str]]:
    """Labels of columns: the number of a segment, else the place in the table."""
    numbers = [name.rpartition("segment ")[2] for name in names]
    return [
        ((n + 0.5) / len(names), number if number.isdecimal() else str(n + 1))
        for n, number in enumerate(numbers)
    ]


def _extent(most: float) -> float:
    """The end of an axis: the next round number."""
    if most <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(step * power for step in (1, 2, 5, 10) if step * power >= most)


def _per_1000(total: Figures) -> list[str]:
    words = total["words"]
    return [
        _number(1000 * total[f"mqm_{when}"] / words if words else None)
        for when in ("before", "after")
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"
