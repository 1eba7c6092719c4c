"""The figures as one HTML page."""

from collections.abc import Iterator
from typing import Any

from mtreview.evaluate.plots import precision_recall_plot, reliability_plot
from mtreview.evaluate.table import count, interval, share
from mtreview.report import page as report
from mtreview.report.page import row, section, table

Figures = dict[str, Any]
_BESIDE = {"mark_everything": "mark everything", "rater_against_rater": "rater against rater"}


def page(figures: Figures) -> str:
    """The whole page; a section without labels is left out."""
    sections = (_spans, _plots, _scores, _words, _rewrites, _rules, _categories, _clean)
    counted = f"{figures['ratings']:,} ratings of {figures['segments']:,} segments"
    body = (part for made in sections for part in made(figures))
    return report.page("mtreview evaluate", counted, body, figures["signature"])


def _spans(figures: Figures) -> Iterator[str]:
    spans = figures["spans"]
    if not spans:
        return
    rows = []
    for name in ("exact", "overlapping", "character"):
        entry = spans[name]
        rows.append(row([name, *_prf(entry), interval(entry["f1_interval"])]))
        others = ((said, entry[key]) for key, said in _BESIDE.items() if key in entry)
        rows += [row([said, *_prf(other), ""], "beside") for said, other in others]
    head = ["agreement", "precision", "recall", "F1", "95% interval of F1"]
    yield section(
        "Spans",
        f"{count(spans['found'])} found, {count(spans['marked'])} marked.",
        table(head, rows),
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
    drawn = [
        (
            reliability_plot(figures["reliability"]),
            "Reliability: what was claimed, and the share that were faults. Larger circles are "
            "more findings, bars 95% intervals.",
        ),
        (
            precision_recall_plot(figures["precision_recall"], levels),
            "Precision and recall of overlapping spans as the least confidence falls.",
        ),
    ]
    yield section("Confidence", "", report.figures(drawn))


def _scores(figures: Figures) -> Iterator[str]:
    rows = []
    for pair, entry in figures["scores"].items():
        cells = [pair, f"{entry['segments']:,}"]
        for name in ("pearson", "spearman", "kendall"):
            cells += [share(entry[name]), share(entry[f"{name}_of_length"])]
        rows.append(row([*cells, interval(entry["pearson_interval"])]))
    head = ["scores", "segments", "Pearson", "length", "Spearman", "length", "Kendall", "length"]
    if rows:
        note = "Correlation with people's scores; beside each, that of minus the text's length."
        yield section("Scores", note, table([*head, "95% interval of Pearson"], rows))


def _words(figures: Figures) -> Iterator[str]:
    words = figures["words"]
    if words:
        said = f"Matthews correlation {share(words['matthews'])}"
        yield section(
            "Word tags", f"{said} ({count(words['words'])} words, {count(words['bad'])} bad)."
        )


def _rewrites(figures: Figures) -> Iterator[str]:
    rewrites = figures["rewrites"]
    if rewrites:
        first, three = share(rewrites["right_first"]), share(rewrites["right_in_three"])
        said = f"Right first {first}, in the first three {three}"
        yield section(
            "Rewrites", f"{said}, of {count(rewrites['spans'])} marked spans that have one."
        )


def _rules(figures: Figures) -> Iterator[str]:
    rows = [
        row(
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
        rows.append(row(["mark everything", "", *_prf(everything), "", "", ""], "beside"))
    head = ["rule", "found", "precision", "recall", "F1", "right first", "in three", "false alarms"]
    if rows:
        note = "Overlapping spans; recall is of all that is marked."
        yield section("Rules", note, table(head, rows))


def _categories(figures: Figures) -> Iterator[str]:
    rows = [
        row(
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
        yield section("Categories", note, table(head, rows))


def _clean(figures: Figures) -> Iterator[str]:
    clean = figures["clean"]
    if clean:
        rate = f"{clean['per_1000_words']:.3f} per 1,000"
        said = f"{clean['alarms']:,} false alarms in {clean['words']:,} words, {rate}."
        yield section("Clean English", said)
