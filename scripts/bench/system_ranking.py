#!/usr/bin/env python3
"""Whether scores rank whole systems as people did: correlations over systems, beside baselines.

GOLD is a file of labels in which people rated several systems on the same documents. A system's
human score is the mean over all its rated segments (raters averaged), and its other scores are
means over every Nth document (`--every`). A row a score: Pearson, Kendall, the share of pairs of
systems that it orders as people did (0.5 is chance), and the same of the pairs that people tell
apart (p below .05 by a paired t-test over segments); first what people's own scores of every third
document reach. BLEU, chrF and TER take each of the human translators (`--human`) as the reference;
these are no systems. Last, for what orders them: how far the scores of segments agree with people's
between segments, and between the systems' translations of one segment.
"""

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice
from pathlib import Path

import numpy as np
from scipy.stats import kendalltau, pearsonr, ttest_rel

from mtreview.config import Config
from mtreview.evaluate.gold import Gold, find_gold, read_gold
from mtreview.formats.rows import joined
from mtreview.metrics import LOWER_IS_BETTER, NAMES, count, scores_of
from mtreview.pipeline import Pipeline

WINDOW = 16  # documents that the model reads together
APART = 0.05  # below this p people tell two systems apart
THIRD = 3  # of people's documents each third shows what a sample reaches
Documents = dict[str, list[Gold]]
Scores = dict[str, float]
Pairs = Sequence[tuple[str, str]]


def rated(path: Path) -> dict[str, Documents]:
    """The documents of each system: a rating a segment, with the mean of its raters' scores."""
    segments: dict[tuple[str, ...], list[Gold]] = defaultdict(list)
    for gold in read_gold(path):
        if gold.score is not None:
            segments[gold.segment].append(gold)
    documents: dict[str, Documents] = defaultdict(lambda: defaultdict(list))
    for (_, system, doc, _), ratings in segments.items():
        score = float(np.mean([gold.score or 0.0 for gold in ratings]))
        documents[system][doc].append(replace(ratings[0], score=score))
    return documents


def given(documents: Documents) -> float:
    """The mean of what people gave the segments."""
    return float(np.mean([gold.score or 0.0 for golds in documents.values() for gold in golds]))


def quality(documents: Documents, pipeline: Pipeline) -> list[float]:
    """The quality of each of a system's segments."""
    qualities: list[float] = []
    rest = iter(documents.items())
    while window := list(islice(rest, WINDOW)):
        read = [
            joined(doc, [g.mt for g in golds], [g.src for g in golds], golds[0].source_lang)
            for doc, golds in window
        ]
        for result in pipeline.check_all(read):
            qualities += [score.quality for score in result.segment_scores]
    return qualities


def against(name: str, documents: Documents, references: Mapping[tuple[str, str], str]) -> float:
    """A metric over the segments that have a reference; higher is better."""
    pairs = [
        (gold.mt, references[doc, gold.segment[3]])
        for doc, golds in documents.items()
        for gold in golds
        if (doc, gold.segment[3]) in references
    ]
    texts, refs = zip(*pairs, strict=True)
    score = float(scores_of(name, count(name, texts, refs).sum(0)[None])[0])
    return -score if name in LOWER_IS_BETTER else score


def apart(documents: Mapping[str, Documents], systems: Sequence[str]) -> Pairs:
    """The pairs of systems that people tell apart, by the segments that they rated of both."""
    by_segment = {
        system: {
            (doc, gold.segment[3]): gold.score or 0.0
            for doc, golds in documents[system].items()
            for gold in golds
        }
        for system in systems
    }
    found = []
    for one, other in combinations(systems, 2):
        shared = by_segment[one].keys() & by_segment[other].keys()
        rows = [[by_segment[system][key] for key in shared] for system in (one, other)]
        if ttest_rel(*rows).pvalue < APART:
            found.append((one, other))
    return found


def agreement(people: Scores, told: Scores, told_apart: Pairs) -> str:
    """Pearson, Kendall and pairwise accuracy over systems, as cells."""
    systems = sorted(people)
    x, y = ([scores[system] for system in systems] for scores in (people, told))
    shares = (_share(people, told, pairs) for pairs in (list(combinations(systems, 2)), told_apart))
    cells = (pearsonr(x, y)[0], kendalltau(x, y)[0], *shares)
    return "".join(f"{cell:9.3f}" for cell in cells)


def _share(people: Scores, told: Scores, pairs: Pairs) -> float:
    """The share of pairs that are in people's order."""
    return float(np.mean([(people[a] - people[b]) * (told[a] - told[b]) > 0 for a, b in pairs]))


def within(documents: Mapping[str, Documents], told: Mapping[str, Sequence[float]]) -> str:
    """How scores follow people's between segments, and between the translations of each."""
    people: dict[tuple[str, str], list[float]] = defaultdict(list)
    scores: dict[tuple[str, str], list[float]] = defaultdict(list)
    for system, qualities in told.items():
        golds = (gold for golds in documents[system].values() for gold in golds)
        for gold, value in zip(golds, qualities, strict=True):
            people[gold.segment[2:]].append(gold.score or 0.0)
            scores[gold.segment[2:]].append(value)
    means = [[float(np.mean(rows[key])) for key in people] for rows in (people, scores)]
    off = [
        np.concatenate([np.array(r[k]) - np.mean(r[k]) for k in people]) for r in (people, scores)
    ]
    return (
        f"quality and people, Pearson: between segments {pearsonr(*means)[0]:.3f}, between "
        f"translations of one segment {pearsonr(*off)[0]:.3f}"
    )


def _length(documents: Documents) -> float:
    return float(np.mean([len(gold.mt) for golds in documents.values() for gold in golds]))


def _every(documents: Mapping[str, Documents], step: int) -> dict[str, Documents]:
    """Each so-manieth document of every system."""
    names = sorted({doc for own in documents.values() for doc in own})[::step]
    return {s: {d: g for d, g in own.items() if d in set(names)} for s, own in documents.items()}


def columns_of(
    documents: Mapping[str, Documents],
    qualities: Mapping[str, Sequence[float]],
    translators: Sequence[str],
) -> dict[str, Scores]:
    """Each score of the systems by its name."""
    rules = Pipeline(Config(model=False))
    columns = {
        "quality": {s: float(np.mean(values)) for s, values in qualities.items()},
        "rules alone": {s: float(np.mean(quality(documents[s], rules))) for s in qualities},
        "- length": {s: -_length(documents[s]) for s in qualities},
    }
    for translator in filter(documents.__contains__, translators):
        references = {
            (doc, gold.segment[3]): gold.mt
            for doc, golds in documents[translator].items()
            for gold in golds
        }
        for name in NAMES:
            told = {system: against(name, documents[system], references) for system in qualities}
            columns[f"{name} {translator}"] = told
    return columns


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth document only")
    parser.add_argument("--human", default="ref.A,ref.B", help="translators, between commas")
    options = parser.parse_args(arguments)
    if not options.data:
        print("name the folder of the data: --data DIR or MTREVIEW_DATA", file=sys.stderr)
        return 2
    documents = rated(find_gold([options.gold], Path(options.data))[0])
    human = options.human.split(",")
    systems = sorted(documents.keys() - set(human))
    people = {system: given(documents[system]) for system in systems}
    told_apart = apart(documents, systems)
    sample = _every(documents, options.every)
    read = sum(map(len, sample[systems[0]].values()))
    every = len(systems) * (len(systems) - 1) // 2
    print(f"{len(systems)} systems, {read} segments of each in {len(sample[systems[0]])} documents")
    print(f"of {every} pairs people tell {len(told_apart)} apart")
    print(f"{'':26} {'Pearson':>8}{'Kendall':>9}{'pairs':>9}{'apart':>9}")
    third = {s: given(own) for s, own in _every(documents, THIRD).items()}
    print(f"{'people, each third':26}{agreement(people, third, told_apart)}", flush=True)
    model = Pipeline(Config(), rewriting=False)
    qualities = {system: quality(sample[system], model) for system in systems}
    columns = {"people": people, **columns_of(sample, qualities, human)}
    for name, told in columns.items():
        if name != "people":
            print(f"{name:26}{agreement(people, told, told_apart)}", flush=True)
    print(f"\n{within(sample, qualities)}")
    print(f"\n{'':20}" + "".join(f"{name[:12]:>14}" for name in columns))
    for system in sorted(people, key=lambda system: -people[system]):
        print(f"{system:20}" + "".join(f"{column[system]:14.2f}" for column in columns.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
