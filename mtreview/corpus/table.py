"""A summary as a few lines for people."""

from collections.abc import Iterator
from typing import Any

from mtreview.corpus.references import COLUMNS
from mtreview.report.text import plural, visible

Figures = dict[str, Any]
_WIDE = 40  # columns of the longest bar
_SHOWN = 8  # categories, groups and segments that are shown
_QUOTED = 72  # characters of a segment


def lines(told: Figures) -> Iterator[str]:
    """The figures of a summary; nothing of a corpus without a segment."""
    if not told["segments"]:
        return
    quality = told["quality"]
    middle = ", ".join(f"{at} % up to {value}" for at, value in quality["percentiles"].items())
    yield f"quality: mean {quality['mean']:.1f}; {middle}"
    most = max(entry["segments"] for entry in quality["histogram"])
    for entry in quality["histogram"]:
        if entry["segments"]:
            bar = "#" * max(1, round(_WIDE * entry["segments"] / most))
            yield f"  {entry['from']:3}-{entry['to']:<3} {entry['segments']:>10,}  {bar}"
    yield from _against_references(told.get("references", {}))
    yield from _listed("findings by category", map(_category_line, told["categories"]))
    if len(told["groups"]) > 1:
        yield from _listed("by language pair and system", map(_group_line, told["groups"]))
    yield from _listed("worst", map(_worst_line, told["worst"]))


def _against_references(told: Figures) -> Iterator[str]:
    """The scores that references give, with their signatures."""
    if told:
        yield f"against the references of {plural(told['segments'], 'segment')}:"
    for name, entry in told.items():
        if name != "segments":
            yield f"  {name:4} {entry['score']:6.2f}  {entry['signature']}"


def _listed(title: str, items: Iterator[str]) -> Iterator[str]:
    """A heading and some items, if there are any; how many more there are."""
    known = list(items)
    if known:
        yield f"{title}:"
    yield from (f"  {item}" for item in known[:_SHOWN])
    if len(known) > _SHOWN:
        yield f"  and {len(known) - _SHOWN:,} more (--summary FILE has them)"


def _category_line(entry: Figures) -> str:
    grave = ", ".join(f"{count:,} {name}" for name, count in entry["severities"].items())
    return f"{entry['findings']:>10,}  {entry['category']} ({grave})"


def _group_line(entry: Figures) -> str:
    name = " ".join(part for part in (entry["pair"], entry["system"]) if part) or "not named"
    against = "".join(f", {m} {entry[m]:.2f}" for m in COLUMNS if m in entry)
    return (
        f"{entry['segments']:>10,}  quality {entry['quality']:5.1f}, MQM {entry['mqm']:6.2f} "
        f"a segment{against}  {visible(name)}"
    )


def _worst_line(entry: Figures) -> str:
    return f"{entry['quality']:5.1f}  {visible(place_of(entry))}: {visible(entry['mt'])[:_QUOTED]}"


def place_of(entry: Figures) -> str:
    """Where a segment stands: by its id where it has one."""
    named = f"{entry['file']} " if "file" in entry else ""
    return f"{named}{entry['id']}" if "id" in entry else f"{named}line {entry['line']}"
