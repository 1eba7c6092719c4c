#!/usr/bin/env python3
"""The model's quality beside people's, per file of labels: with the source, without it, baselines.

A row a file: Pearson and Spearman over segments (raters averaged) of the model with and without the
source, of minus the length of the text, and of the rules alone; how many intervals hold the quality
that people gave. Then a reliability table: of the segments that the model gives about the same
quality, what people gave on average. The quality that people gave is the mean of assessments, or
what mtreview.scoring makes of an MQM penalty in 25 words.
"""

import argparse
import gzip
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.stats import pearsonr, spearmanr

from mtreview.config import Config
from mtreview.evaluate.gold import find_gold
from mtreview.formats.rows import joined
from mtreview.pipeline import Pipeline
from mtreview.qe.embedded import WEIGHTS, EmbeddedModel
from mtreview.qe.estimate import Estimate
from mtreview.scoring import quality_of

TYPICAL = 25  # words of a segment for which a penalty makes a quality
BIN = 10  # points of quality


@dataclass(frozen=True, slots=True)
class Rated:
    """A segment: the translation, its source, the score as labelled, and as a quality 0-100."""

    mt: str
    src: str | None
    lang: str
    score: float
    quality: float


def rated(path: Path) -> list[Rated]:
    """The segments of a file, the scores of several raters averaged."""
    by_segment: dict[tuple[str, ...], list[dict[str, object]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            key = row.get("seg") or row["id"]
            by_segment[str(row["system"]), str(row["doc"]), str(key), row["mt"]].append(row)
    found = []
    for group in by_segment.values():
        first = group[0]
        score = float(np.mean([float(str(row["score"])) for row in group]))
        mean, mt = first.get("da_mean"), str(first["mt"])
        quality = float(str(mean)) if mean is not None else quality_of(-score, TYPICAL)
        source = first.get("src")
        lang = str(first["lp"])[:2]
        found.append(Rated(mt, str(source) if source else None, lang, score, quality))
    return found


def rules_alone(rows: Sequence[Rated]) -> list[float]:
    """The quality that the rules give, without the model."""
    pipeline = Pipeline(Config(model=False))
    made = []
    for start in range(0, len(rows), 200):
        part = rows[start : start + 200]
        texts, sources = [row.mt for row in part], [row.src for row in part]
        result = pipeline.check(joined("rows", texts, sources, part[0].lang))
        made += [score.quality for score in result.segment_scores]
    return made


def correlations(rows: Sequence[Rated], guessed: Sequence[float]) -> str:
    """Pearson and Spearman, as a cell."""
    wanted = [row.score for row in rows]
    if len(set(guessed)) < 2:
        return "   -    -"
    return f"{pearsonr(wanted, guessed)[0]:.3f} {spearmanr(wanted, guessed)[0]:.3f}"


def holding(rows: Sequence[Rated], told: Sequence[Estimate]) -> float:
    """The share of intervals that hold what people gave."""
    inside = [
        estimate.interval is not None
        and estimate.interval[0] <= row.quality <= estimate.interval[1]
        for row, estimate in zip(rows, told, strict=True)
    ]
    return sum(inside) / len(inside)


def reliability(told: Sequence[tuple[float, float]]) -> Iterable[str]:
    """Lines: of each range of told quality, how many segments, told and given on average."""
    bins: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for guessed, given in told:
        bins[min(int(guessed) // BIN, 9)].append((guessed, given))
    for place, group in sorted(bins.items()):
        means = np.mean(group, axis=0)
        yield (
            f"{place * BIN:3}-{place * BIN + BIN:<3} {len(group):6} segments: "
            f"told {means[0]:5.1f}, given {means[1]:5.1f}"
        )


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--no-rules", action="store_true", help="leave the rules alone out")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth segment only")
    options = parser.parse_args()
    if not options.data:
        print("name the folder of the data: --data DIR or MTREVIEW_DATA", file=sys.stderr)
        return 2
    model = EmbeddedModel(options.weights)
    every: list[tuple[float, float]] = []
    print(f"{'':34} {'with source':12} {'without':12} {'- length':12} {'rules':12} intervals hold")
    for path in find_gold(options.gold, Path(options.data)):
        rows = rated(path)[:: options.every]
        whole = model.estimate([(row.mt, row.src) for row in rows])
        bare = model.estimate([(row.mt, None) for row in rows])
        every += [(e.quality, row.quality) for e, row in zip(whole, rows, strict=True)]
        guesses = [[e.quality for e in told] for told in (whole, bare)]
        guesses.append([-float(len(row.mt)) for row in rows])
        if not options.no_rules:
            guesses.append(rules_alone(rows))
        told = " ".join(f"{correlations(rows, guessed):12}" for guessed in guesses)
        name = path.name.removesuffix(".jsonl.gz")
        print(f"{name:34} {told} {holding(rows, whole):.3f} {holding(rows, bare):.3f}", flush=True)
    for line in reliability(every):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
