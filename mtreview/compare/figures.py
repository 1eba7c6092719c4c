"""What systems come to on the same segments, as plain data: scores, tests, faults, differences."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

import numpy as np

from mtreview import metrics
from mtreview.compare.systems import Output, System
from mtreview.significance import SEED, Array, Scores, Standing, compare, draws_for, mean

Figures = dict[str, Any]
OURS = ("quality", "MQM")
_SHARES = 100  # points of a distribution


def figures(systems: Sequence[System], signature: str = "", shown: int = 10) -> Figures:
    """All figures of aligned systems, the first of which is the baseline of every test.

    Quality, 0 to 100, and MQM, 0 at best, are means over segments. With references there are
    BLEU, chrF and TER as well, over the segments that have one.
    """
    segments = len(systems[0].outputs)
    resamples, trials = draws_for(segments)
    return {
        "signature": signature,
        "segments": segments,
        "baseline": systems[0].name,
        "bootstrap_resamples": resamples,
        "randomisation_trials": trials,
        "seed": SEED,
        "scores": _ours(systems) | _against_references(systems),
        "errors": {system.name: _errors(system) for system in systems},
        "distribution": {system.name: _distribution(system) for system in systems},
        "differences": _differences(systems, shown),
    }


def _ours(systems: Sequence[System]) -> Figures:
    return {
        name: {
            "lower_is_better": False,
            "systems": _tested(systems, mean, [_mean_rows(system, name) for system in systems]),
        }
        for name in OURS
    }


def _mean_rows(system: System, name: str) -> Array:
    scores = [_scores(output) for output in system.outputs]
    values = [score.quality if name == "quality" else score.mqm for score in scores]
    return np.array([[value, 1.0] for value in values])


def _scores(output: Output) -> Any:
    assert output.scores is not None, "systems are compared once they are scored"
    return output.scores


def _against_references(systems: Sequence[System]) -> Figures:
    """The figures that references give, over the segments that have one and a text everywhere."""
    chosen = [
        n
        for n, outputs in enumerate(zip(*(system.outputs for system in systems), strict=True))
        if all(output.row for output in outputs) and any(output.ref for output in outputs)
    ]
    if not chosen:
        return {}
    references = [next(ref for system in systems if (ref := system.outputs[n].ref)) for n in chosen]
    texts = [[_text(system.outputs[n]) for n in chosen] for system in systems]
    return {
        name: {
            "lower_is_better": name in metrics.LOWER_IS_BETTER,
            "signature": metrics.signature(name),
            "segments": len(chosen),
            "systems": _tested(
                systems,
                partial(metrics.scores_of, name),
                [metrics.count(name, own, references) for own in texts],
            ),
        }
        for name in metrics.NAMES
    }


def _text(output: Output) -> str:
    return output.row.mt if output.row else ""


def _tested(systems: Sequence[System], scores: Scores, rows: Sequence[Array]) -> Figures:
    standings = compare(scores, rows)
    return {s.name: _standing(standing) for s, standing in zip(systems, standings, strict=True)}


def _standing(standing: Standing) -> Figures:
    return {name: value for name, value in asdict(standing).items() if value is not None}


def _errors(system: System) -> Figures:
    found = [finding for output in system.outputs for finding in _scores(output).findings]
    return {
        "findings": len(found),
        "segments_with_findings": sum(bool(_scores(o).findings) for o in system.outputs),
        "categories": _counted(finding.category for finding in found),
        "severities": _counted(str(finding.severity) for finding in found),
        "rules": _counted(finding.rule for finding in found),
    }


def _counted(names: Any) -> dict[str, int]:
    return dict(sorted(Counter(names).items(), key=lambda item: (-item[1], item[0])))


def _distribution(system: System) -> list[float]:
    """The quality below which each hundredth of the segments lies, from 0 to 100 of them."""
    qualities = [_scores(output).quality for output in system.outputs]
    return [float(q) for q in np.quantile(qualities, np.linspace(0, 1, _SHARES + 1))]


def _differences(systems: Sequence[System], shown: int) -> list[Figures]:
    """The segments whose qualities are furthest apart, the widest first."""
    qualities = np.array([[_scores(o).quality for o in system.outputs] for system in systems])
    spread = qualities.max(axis=0) - qualities.min(axis=0)
    order = np.argsort(-spread, kind="stable")[:shown]
    return [_difference(systems, int(n), float(spread[n])) for n in order if spread[n] > 0]


def _difference(systems: Sequence[System], n: int, spread: float) -> Figures:
    outputs = [system.outputs[n] for system in systems]
    first = outputs[0]
    known = {"id": first.id, "doc": first.doc, "src": first.src, "ref": first.ref}
    return {
        "segment": first.position + 1,
        "spread": round(spread, 1),
        **{name: value for name, value in known.items() if value is not None},
        "systems": {
            system.name: _shown(output) for system, output in zip(systems, outputs, strict=True)
        },
    }


def _shown(output: Output) -> Figures:
    scores = _scores(output)
    rules = list(dict.fromkeys(finding.rule for finding in scores.findings))
    text = {"mt": output.row.mt} if output.row else {}
    return {"quality": scores.quality, "mqm": scores.mqm, "rules": rules, **text}
