"""The figures of a summary, as JSON has them."""

from itertools import accumulate
from typing import Any

from mtreview.corpus.references import COLUMNS, scores
from mtreview.corpus.summary import Group, Summary
from mtreview.version import __version__

SCHEMA = 1
_BINS = 20  # of quality
_PERCENTILES = (10, 25, 50, 75, 90)
Figures = dict[str, Any]


def figures(summary: Summary, rejected: int) -> Figures:
    """All that a summary tells of what was scored and of what was rejected."""
    return {
        "type": "summary",
        "schema": SCHEMA,
        "segments": summary.segments,
        "rejected": rejected,
        "words": sum(group.words for group in summary.groups.values()),
        "with_findings": summary.faulty,
        "quality": {
            "mean": round(summary.mean, 2),
            "percentiles": {str(share): quantile(summary, share) for share in _PERCENTILES},
            "histogram": _histogram(summary),
        },
        **({"references": against} if (against := scores(summary.references)) else {}),
        "categories": _categories(summary),
        # Of rules that are equally frequent the first by name: not the first that a run met.
        "rules": dict(sorted(summary.rules.items(), key=lambda item: (-item[1], item[0]))),
        "groups": sorted((_group(*item) for item in summary.groups.items()), key=_place),
        "worst": [told for _, _, told in summary.worst],
        "version": __version__,
    }


def quantile(summary: Summary, percent: int) -> float | None:
    """The quality that so many per cent of the segments do not exceed."""
    wanted = max(1, -(-summary.segments * percent // 100))
    known = sorted(summary.qualities)
    for tenths, count in zip(known, accumulate(summary.qualities[t] for t in known), strict=True):
        if count >= wanted:
            return tenths / 10
    return None


def _histogram(summary: Summary) -> list[Figures]:
    wide = 100 // _BINS
    counts = [0] * _BINS
    for tenths, count in summary.qualities.items():
        counts[min(tenths // (10 * wide), _BINS - 1)] += count
    return [
        {"from": n * wide, "to": (n + 1) * wide, "segments": count}
        for n, count in enumerate(counts)
    ]


def _categories(summary: Summary) -> list[Figures]:
    """Findings by category and severity, the most frequent first."""
    found: dict[str, Figures] = {}
    for (name, severity), count in sorted(summary.categories.items()):
        entry = found.setdefault(name, {"category": name, "findings": 0, "severities": {}})
        entry["findings"] += count
        entry["severities"][severity] = count
    return sorted(found.values(), key=lambda entry: (-entry["findings"], entry["category"]))


def _place(told: Figures) -> tuple[str, float, str]:
    """Language pairs by name, the best system of each first."""
    return told["pair"] or "", -told["quality"], told["system"] or ""


def _group(name: tuple[str, str], group: Group) -> Figures:
    pair, system = name
    return {
        "pair": pair or None,
        "system": system or None,
        "segments": group.segments,
        "words": group.words,
        "quality": round(group.quality / 10 / group.segments, 2),
        "mqm": round(-group.penalty / 10 / group.segments, 3) + 0.0,
        **{
            name: entry["score"]
            for name, entry in scores(group.references).items()
            if name in COLUMNS
        },
    }
