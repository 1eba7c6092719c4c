"""The figures as a table for people."""

from collections.abc import Iterator, Sequence
from typing import Any

Figures = dict[str, Any]
_DASH = "–"


def lines(figures: Figures) -> Iterator[str]:
    """The figures, a heading a section; a section without labels is left out."""
    yield f"{figures['ratings']:,} ratings of {figures['segments']:,} segments"
    for section in (_spans, _categories, _rewrites, _scores, _words, _rules, _clean):
        body = list(section(figures))
        if body:
            yield ""
            yield from body
    yield ""
    yield figures["signature"]


def _spans(figures: Figures) -> Iterator[str]:
    spans = figures["spans"]
    if not spans:
        return
    yield f"spans: {count(spans['found'])} found, {count(spans['marked'])} marked"
    yield f"  {'':24}{'precision':>10}{'recall':>8}{'F1':>8}  95% interval"
    for name in ("exact", "overlapping", "character"):
        yield f"  {name:24}{_prf(spans[name])}  {interval(spans[name]['f1_interval'])}"
        for other in ("mark_everything", "rater_against_rater"):
            if other in spans[name]:
                yield f"    {other.replace('_', ' '):22}{_prf(spans[name][other])}"


def _prf(agreement: Figures) -> str:
    precision, recall, f1 = _three(agreement)
    return f"{precision:>10}{recall:>8}{f1:>8}"


def _three(agreement: Figures) -> tuple[str, str, str]:
    return share(agreement["precision"]), share(agreement["recall"]), share(agreement["f1"])


def _categories(figures: Figures) -> Iterator[str]:
    if figures["categories"]:
        columns = f"{'precision':>11}{'recall':>8}{'F1':>7}{'all F1':>8}{'touched':>9}"
        yield "by category, overlapping (all: marking everything; touched: by any finding)"
        yield f"  {'':44}{'found':>7}{'marked':>8}{columns}"
    for name, entry in figures["categories"].items():
        spans = entry["overlapping"]
        precision, recall, f1 = _three(spans)
        everything = share((spans["mark_everything"] or {}).get("f1"))
        yield (
            f"  {name:44}{count(entry['found']):>7}{count(entry['marked']):>8}"
            f"{precision:>11}{recall:>8}{f1:>7}{everything:>8}{share(entry['reached']):>9}"
        )


def _rewrites(figures: Figures) -> Iterator[str]:
    rewrites = figures["rewrites"]
    if rewrites:
        first, three = share(rewrites["right_first"]), share(rewrites["right_in_three"])
        of = f"of {count(rewrites['spans'])} marked spans that have one"
        yield f"rewrites: right first {first}, in the first three {three} {of}"


def _scores(figures: Figures) -> Iterator[str]:
    width = max(map(len, figures["scores"]), default=0) + 1
    if figures["scores"]:
        yield "scores against people's (in brackets: minus the length of the text alone)"
        names = f"{'Pearson':>17}  {'95% interval':16}{'Spearman':>17}{'Kendall':>17}"
        yield f"  {'':{width}}{'segments':>9}{names}"
    for pair, entry in figures["scores"].items():
        shown = {
            name: f"{share(entry[name])} ({share(entry[f'{name}_of_length'])})"
            for name in ("pearson", "spearman", "kendall")
        }
        yield (
            f"  {pair:{width}}{entry['segments']:9,}{shown['pearson']:>17}  "
            f"{interval(entry['pearson_interval']):16}{shown['spearman']:>17}{shown['kendall']:>17}"
        )


def _words(figures: Figures) -> Iterator[str]:
    words = figures["words"]
    if words:
        yield (
            f"word tags: Matthews correlation {words['matthews']:.3f} "
            f"({count(words['words'])} words, {count(words['bad'])} bad)"
        )


def _rules(figures: Figures) -> Iterator[str]:
    if figures["rules"]:
        yield "by rule, overlapping (recall: of all that is marked)"
        columns = f"{'precision':>11}{'recall':>8}{'F1':>7}{'right first':>13}{'false alarms':>14}"
        yield f"  {'':36}{'found':>7}{columns}"
    for rule, entry in figures["rules"].items():
        precision, recall, f1 = _three(entry["overlapping"])
        yield (
            f"  {rule:36}{entry['found']:7,}{precision:>11}{recall:>8}{f1:>7}"
            f"{share(entry['right_first']):>13}{entry['false_alarms']:14,}"
        )
    everything = figures["spans"] and figures["spans"]["overlapping"]["mark_everything"]
    if figures["rules"] and everything:
        precision, recall, f1 = _three(everything)
        yield f"  {'(mark everything)':36}{'':7}{precision:>11}{recall:>8}{f1:>7}"


def share(value: float | None) -> str:
    """A share or a correlation, a dash where it has no value."""
    return _DASH if value is None else f"{value:.3f}"


def count(number: float) -> str:
    """A count, to the nearest whole one where raters were averaged."""
    return f"{number:,.0f}"


def interval(bounds: Sequence[float | None]) -> str:
    """An interval, a dash where it has no value."""
    low, high = bounds
    return _DASH if low is None or high is None else f"{low:.3f} to {high:.3f}"


def _clean(figures: Figures) -> Iterator[str]:
    clean = figures["clean"]
    if clean:
        yield (
            f"clean English: {clean['alarms']:,} false alarms in {clean['words']:,} words, "
            f"{clean['per_1000_words']:.3f} per 1,000"
        )
