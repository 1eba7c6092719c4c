"""The figures as one HTML page that needs nothing beside it: no script, no font, no network."""

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from typing import Any

from mtreview.evaluate.plots import precision_recall_plot, reliability_plot
from mtreview.evaluate.table import count, interval, share

Figures = dict[str, Any]
Cells = Iterable[str]
_BESIDE = {"mark_everything": "mark everything", "rater_against_rater": "rater against rater"}


def page(figures: Figures) -> str:
    """The whole page; a section without labels is left out."""
    style = files("mtreview.evaluate").joinpath("page.css").read_text("utf-8")
    sections = (_spans, _plots, _scores, _words, _rewrites, _rules, _categories, _clean)
    body = "\n".join(part for section in sections for part in section(figures))
    counted = f"{figures['ratings']:,} ratings of {figures['segments']:,} segments"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>mtreview evaluate</title>
<style>
{style}</style>
</head>
<body>
<header><h1>mtreview evaluate</h1><p>{escape(counted)}</p></header>
<main>
{body}
</main>
<footer><code>{escape(figures["signature"])}</code></footer>
</body>
</html>
"""


def _spans(figures: Figures) -> Iterator[str]:
    spans = figures["spans"]
    if not spans:
        return
    rows = []
    for name in ("exact", "overlapping", "character"):
        entry = spans[name]
        rows.append(_row([name, *_prf(entry), interval(entry["f1_interval"])]))
        others = ((said, entry[key]) for key, said in _BESIDE.items() if key in entry)
        rows += [_row([said, *_prf(other), ""], "beside") for said, other in others]
    head = ["agreement", "precision", "recall", "F1", "95% interval of F1"]
    yield _section(
        "Spans",
        f"{count(spans['found'])} found, {count(spans['marked'])} marked.",
        _table(head, rows),
    )


def _prf(agreement: Figures) -> list[str]:
    return [share(agreement[name]) for name in ("precision", "recall", "f1")]


def _plots(figures: Figures) -> Iterator[str]:
    if not figures["reliability"]:
        return
    overlapping = figures["spans"].get("overlapping", {})
    levels = {
        said: overlapping[key]["precision"]
        for key, said in _BESIDE.items()
        if key in overlapping and overlapping[key]["precision"] is not None
    }
    reliability = reliability_plot(figures["reliability"])
    curve = precision_recall_plot(figures["precision_recall"], levels)
    yield _section(
        "Confidence",
        "",
        '<div class="plots">'
        f"<figure>{reliability}<figcaption>Reliability: what was claimed, and the share that were "
        "faults. Larger circles are more findings, bars 95% intervals.</figcaption></figure>"
        f"<figure>{curve}<figcaption>Precision and recall of overlapping spans as the least "
        "confidence falls.</figcaption></figure></div>",
    )


def _scores(figures: Figures) -> Iterator[str]:
    rows = []
    for pair, entry in figures["scores"].items():
        cells = [pair, f"{entry['segments']:,}"]
        for name in ("pearson", "spearman", "kendall"):
            cells += [share(entry[name]), share(entry[f"{name}_of_length"])]
        rows.append(_row([*cells, interval(entry["pearson_interval"])]))
    head = ["scores", "segments", "Pearson", "length", "Spearman", "length", "Kendall", "length"]
    if rows:
        note = "Correlation with people's scores; beside each, that of minus the text's length."
        yield _section("Scores", note, _table([*head, "95% interval of Pearson"], rows))


def _words(figures: Figures) -> Iterator[str]:
    words = figures["words"]
    if words:
        said = f"Matthews correlation {share(words['matthews'])}"
        yield _section(
            "Word tags", f"{said} ({count(words['words'])} words, {count(words['bad'])} bad)."
        )


def _rewrites(figures: Figures) -> Iterator[str]:
    rewrites = figures["rewrites"]
    if rewrites:
        first, three = share(rewrites["right_first"]), share(rewrites["right_in_three"])
        said = f"Right first {first}, in the first three {three}"
        yield _section(
            "Rewrites", f"{said}, of {count(rewrites['spans'])} marked spans that have one."
        )


def _rules(figures: Figures) -> Iterator[str]:
    rows = [
        _row(
            [
                rule,
                f"{entry['found']:,}",
                *_prf(entry["overlapping"]),
                *(share(entry[name]) for name in ("right_first", "right_in_three")),
                f"{entry['false_alarms']:,}",
            ],
            bar=entry["overlapping"]["precision"],
        )
        for rule, entry in figures["rules"].items()
    ]
    everything = figures["spans"] and figures["spans"]["overlapping"]["mark_everything"]
    if rows and everything:
        rows.append(_row(["mark everything", "", *_prf(everything), "", "", ""], "beside"))
    head = ["rule", "found", "precision", "recall", "F1", "right first", "in three", "false alarms"]
    if rows:
        note = "Overlapping spans; recall is of all that is marked."
        yield _section("Rules", note, _table(head, rows))


def _categories(figures: Figures) -> Iterator[str]:
    rows = [
        _row(
            [
                name,
                count(entry["found"]),
                *_prf(entry["overlapping"]),
                share((entry["overlapping"]["mark_everything"] or {}).get("f1")),
                share(entry["reached"]),
                count(entry["marked"]),
            ],
            bar=entry["overlapping"]["precision"],
        )
        for name, entry in figures["categories"].items()
    ]
    head = ["category", "found", "precision", "recall", "F1", "F1 of all", "touched", "marked"]
    if rows:
        note = (
            "Overlapping spans, findings of a category against faults of it; beside them the F1 of "
            "marking everything, and the share of faults that a finding of any category touches."
        )
        yield _section("Categories", note, _table(head, rows))


def _clean(figures: Figures) -> Iterator[str]:
    clean = figures["clean"]
    if clean:
        rate = f"{clean['per_1000_words']:.3f} per 1,000"
        said = f"{clean['alarms']:,} false alarms in {clean['words']:,} words, {rate}."
        yield _section("Clean English", said)


def _section(title: str, note: str, content: str = "") -> str:
    said = f"<p>{escape(note)}</p>" if note else ""
    return f"<section><h2>{escape(title)}</h2>{said}{content}</section>"


def _table(head: Cells, rows: Iterable[str]) -> str:
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return (
        f'<div class="wide"><table><thead><tr>{names}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _row(cells: Cells, kind: str = "", bar: float | None = None) -> str:
    """A row; the third cell, a share, is drawn as a bar as well where `bar` says how long."""
    name, *rest = cells
    shown = [f"<td>{escape(cell)}</td>" for cell in rest]
    if bar is not None:
        shown[1] = f'<td class="bar" style="--share:{bar:.4f}">{escape(rest[1])}</td>'
    start = f'<tr class="{kind}">' if kind else "<tr>"
    return f'{start}<th scope="row">{escape(name)}</th>{"".join(shown)}</tr>'
