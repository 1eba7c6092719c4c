"""Counts to figures: each with its interval and the baseline that it must beat."""

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from mtreview.evaluate.agreement import COLUMNS, Agreement, by_character, exactly, overlapping
from mtreview.evaluate.curves import precision_recall, reliability
from mtreview.evaluate.parts import Category
from mtreview.evaluate.run import Measured
from mtreview.evaluate.statistics import (
    Array,
    bootstrap,
    kendall,
    moments,
    pearson,
    pearson_of,
    spearman,
)

Figures = dict[str, Any]
Agree = Callable[[Array], Agreement]
AGREEMENTS: dict[str, Agree] = {
    "exact": exactly,
    "overlapping": overlapping,
    "character": by_character,
}
CORRELATIONS: dict[str, Callable[[Array, Array], float]] = {
    "pearson": pearson,
    "spearman": spearman,
    "kendall": kendall,
}
_NOTHING = (0.0,) * len(COLUMNS)
_FEWEST = 10  # segments below which a correlation says nothing


def figures(measured: Measured) -> Figures:
    """Every figure as plain data: shares are 0-1, intervals are 95%, what has no value is None."""
    outcome: Figures = {
        "signature": signature(measured.signatures),
        "ratings": measured.ratings,
        "segments": len(measured.counts),
        "spans": _spans(measured),
        "rules": {rule: _rule(measured, rule) for rule in sorted(measured.rules)},
        "categories": _categories(measured),
        "rewrites": _rewrites(measured),
        "scores": _scores(measured),
        "words": _word_tags(measured),
        "clean": _clean(measured),
        "reliability": reliability(measured),
        "precision_recall": precision_recall(measured),
    }
    plain: Figures = _plain(outcome)
    return plain


def _plain(value: Any) -> Any:
    """The same with None for what is not a number, which JSON cannot say."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return None if isinstance(value, float) and math.isnan(value) else value


def signature(signatures: set[str]) -> str:
    """The signatures of all checks as one: a field that differs between them lists its values."""
    rows = [one.split("|") for one in sorted(signatures)]
    if len({len(row) for row in rows}) > 1:
        return " ".join(sorted(signatures))
    return "|".join(_field(list(dict.fromkeys(values))) for values in zip(*rows, strict=True))


def _field(values: list[str]) -> str:
    name, colon, _ = values[0].partition(":")
    return name + colon + ",".join(value.removeprefix(name + colon) for value in values)


def _spans(measured: Measured) -> Figures:
    if not measured.counts:
        return {}
    counts, total = np.array(measured.counts), np.sum(measured.counts, axis=0)
    everything = np.sum(measured.everything, axis=0)
    out: Figures = {}
    for name, agree in AGREEMENTS.items():
        out[name] = {
            **_agreement(agree(total)),
            "f1_interval": bootstrap(counts, measured.docs, partial(_f1, agree)),
            "mark_everything": _agreement(agree(everything)),
        }
        if measured.raters:
            out[name]["rater_against_rater"] = _agreement(agree(np.sum(measured.raters, axis=0)))
    out["found"], out["marked"] = _number(total[0]), _number(total[1])
    return out


def _f1(agree: Agree, total: Array) -> float:
    return agree(total).f1


def _agreement(agreement: Agreement) -> Figures:
    return {"precision": agreement.precision, "recall": agreement.recall, "f1": agreement.f1}


def _number(count: float) -> float:
    """A count, whole where no averaging over raters made a fraction of it."""
    rounded = round(float(count), 2)
    return int(rounded) if rounded.is_integer() else rounded


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def _rule(measured: Measured, rule: str) -> Figures:
    counts, total = measured.rules[rule], np.sum(measured.counts or [_NOTHING], axis=0)
    row = measured.parts.rule(rule, total)
    return {
        "found": counts.found,
        **{name: _agreement(agree(row)) for name, agree in AGREEMENTS.items()},
        "with_rewrite": _number(counts.with_rewrite),
        "right_first": _share(counts.right_first, counts.with_rewrite),
        "right_in_three": _share(counts.right_in_three, counts.with_rewrite),
        "false_alarms": counts.false_alarms,
    }


def _categories(measured: Measured) -> Figures:
    """The categories, those most often marked first."""
    parts = measured.parts.categories
    ordered = sorted(parts, key=lambda name: (-parts[name].counts[1], name))
    return {name: _category(parts[name]) for name in ordered}


def _category(part: Category) -> Figures:
    found, marked = part.counts[0], part.counts[1]
    out: Figures = {"found": _number(found), "marked": _number(marked)}
    for name, agree in AGREEMENTS.items():
        everything = _agreement(agree(part.everything)) if marked else None
        out[name] = {**_agreement(agree(part.counts)), "mark_everything": everything}
    return {**out, "reached": _share(part.reached, marked)}


def _rewrites(measured: Measured) -> Figures:
    n = measured.rewritable
    if not n:
        return {}
    return {
        "spans": _number(n),
        "right_first": measured.right_first / n,
        "right_in_three": measured.right_in_three / n,
    }


def _scores(measured: Measured) -> Figures:
    """Correlations by language pair and, where all scores are on one scale, in all."""
    human, estimate = np.array(measured.scores), np.array(measured.estimates)
    length = -np.array(measured.lengths, dtype=np.float64)
    rated = ~np.isnan(human)
    kinds = list(zip(measured.pairs, measured.scales, strict=True))
    known = sorted({kind for kind, is_rated in zip(kinds, rated, strict=True) if is_rated})
    chosen = {_label(kind, known): np.array([k == kind for k in kinds]) & rated for kind in known}
    if len(known) > 1 and len({scale for _, scale in known}) == 1:
        chosen = {"all": rated, **chosen}
    return {
        label: _correlations(
            human[rows], estimate[rows], length[rows], [measured.docs[n] for n in rows.nonzero()[0]]
        )
        for label, rows in chosen.items()
        if rows.sum() >= _FEWEST
    }


def _label(kind: tuple[str, str], known: list[tuple[str, str]]) -> str:
    pair, scale = kind
    alone = sum(other == pair for other, _ in known) == 1
    return (pair or "any") if alone else f"{pair or 'any'} {scale or 'score'}"


def _correlations(
    human: Array, estimate: Array, length: Array, docs: list[tuple[str, str]]
) -> Figures:
    out: Figures = {"segments": len(human)}
    for name, correlate in CORRELATIONS.items():
        out[name] = correlate(human, estimate)
        out[f"{name}_of_length"] = correlate(human, length)
    out["pearson_interval"] = bootstrap(moments(human, estimate), docs, pearson_of)
    return out


def _word_tags(measured: Measured) -> Figures:
    words = measured.words
    total = sum(words.values())
    if not total:
        return {}
    tp, fp = words[True, True], words[False, True]
    fn, tn = words[True, False], words[False, False]
    spread = math.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    matthews = (tp * tn - fp * fn) / spread if spread else 0.0
    return {"words": _number(total), "bad": _number(tp + fn), "matthews": matthews}


def _clean(measured: Measured) -> Figures:
    words, alarms = measured.clean_words, measured.clean_alarms
    return (
        {"words": words, "alarms": alarms, "per_1000_words": 1000 * alarms / words} if words else {}
    )
