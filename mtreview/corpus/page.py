"""A summary as an HTML page with plots."""

from collections.abc import Iterator
from typing import Any

from mtreview.corpus.references import COLUMNS
from mtreview.corpus.table import place_of
from mtreview.report import svg
from mtreview.report.page import figures, page, row, section, table
from mtreview.report.text import plural

Figures = dict[str, Any]
_STEPS = ((0.0, "0"), (0.25, "25"), (0.5, "50"), (0.75, "75"), (1.0, "100"))


def as_page(told: Figures) -> str:
    """The whole page; a section with nothing to tell is left out."""
    parts = (_quality, _references, _groups, _categories, _rules, _worst)
    said = (
        f"{told['segments']:,} segments, {told['words']:,} words, "
        f"{told['rejected']:,} rows rejected"
    )
    body = (text for part in parts for text in part(told))
    return page("mtreview score", said, body, f"mtreview:{told['version']}")


def _quality(told: Figures) -> Iterator[str]:
    quality, count = told["quality"], told["segments"]
    if not count:
        return
    middle = ", ".join(f"{at} % up to {value}" for at, value in quality["percentiles"].items())
    note = (
        f"Mean {quality['mean']:.1f}; {middle}. "
        f"{told['with_findings'] / count:.1%} of the segments have a finding."
    )
    drawn = [(_histogram(quality["histogram"], count), "Segments by quality.")]
    yield section("Quality", note, figures(drawn))


def _histogram(bins: list[Figures], count: int) -> str:
    most = max(entry["segments"] for entry in bins) or 1
    boxes = [
        svg.box(
            (entry["from"] / 100, entry["to"] / 100),
            entry["segments"] / most,
            f"quality {entry['from']} to {entry['to']}: {entry['segments']:,} segments",
        )
        for entry in bins
    ]
    upwards = [(share, f"{share * most / count:.0%}") for share, _ in _STEPS]
    return svg.plot("Quality", ("quality", "share of segments"), _STEPS, upwards, boxes)


def _references(told: Figures) -> Iterator[str]:
    against = dict(told.get("references", {}))
    if count := against.pop("segments", 0):
        rows = [row([m, f"{e['score']:.2f}", e["signature"]]) for m, e in against.items()]
        note = f"{plural(count, 'segment')} with a reference."
        yield section("Against references", note, table(["metric", "score", "signature"], rows))


def _groups(told: Figures) -> Iterator[str]:
    metrics = [name for name in COLUMNS if any(name in entry for entry in told["groups"])]
    rows = [
        row(
            [
                " ".join(part for part in (entry["pair"], entry["system"]) if part) or "not named",
                f"{entry['segments']:,}",
                f"{entry['quality']:.1f}",
                f"{entry['mqm']:.2f}",
                *(f"{entry[name]:.2f}" if name in entry else "" for name in metrics),
            ],
            bar=entry["quality"] / 100,
        )
        for entry in told["groups"]
    ]
    if len(rows) > 1:
        head = ["language pair and system", "segments", "quality", "MQM a segment", *metrics]
        yield section("Language pairs and systems", "", table(head, rows))


def _categories(told: Figures) -> Iterator[str]:
    entries = told["categories"]
    most = max((entry["findings"] for entry in entries), default=1)
    rows = [
        row(
            [
                entry["category"],
                ", ".join(f"{count:,} {name}" for name, count in entry["severities"].items()),
                f"{entry['findings']:,}",
            ],
            bar=entry["findings"] / most,
        )
        for entry in entries
    ]
    if rows:
        yield section("Errors by category", "", table(["category", "severity", "findings"], rows))


def _rules(told: Figures) -> Iterator[str]:
    rows = [row([rule, f"{count:,}"]) for rule, count in told["rules"].items()]
    if rows:
        yield section("Rules", "", table(["rule", "findings"], rows))


def _worst(told: Figures) -> Iterator[str]:
    rows = [
        row([place_of(entry), f"{entry['quality']:.1f}", entry["mt"]], "quote")
        for entry in told["worst"]
    ]
    if rows:
        yield section("Worst segments", "", table(["segment", "quality", "text"], rows))
