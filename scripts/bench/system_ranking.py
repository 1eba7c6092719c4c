#!/usr/bin/env python3
"""Whether scores rank whole systems as people did: correlations over systems, beside baselines.

GOLD is a file of labels in which people rated several systems on the same documents. A system's
human score is the mean over all its rated segments (raters averaged), and its other scores are
means over every Nth document (`--every`). A row a score: Pearson, Kendall and the share of pairs of
systems that it orders as people did (0.5 is chance); first what people's own scores of the sampled
documents reach. BLEU, chrF and TER take one rated translator as the reference (`--reference`).
Human translators (`--human`) are no systems; beside each score that needs no reference stands how
it ranks all, them included.
"""

import argparse
import os
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, islice
from pathlib import Path

import numpy as np
from scipy.stats import kendalltau, pearsonr

from mtreview.config import Config
from mtreview.evaluate.gold import Gold, find_gold, read_gold
from mtreview.formats.rows import joined
from mtreview.metrics import LOWER_IS_BETTER, NAMES, count, scores_of
from mtreview.pipeline import Pipeline

WINDOW = 16  # documents that the model reads together
Documents = dict[str, list[Gold]]
Scores = dict[str, float]


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


def quality(documents: Documents, pipeline: Pipeline) -> float:
    """The mean quality of a system's segments."""
    qualities: list[float] = []
    rest = iter(documents.items())
    while window := list(islice(rest, WINDOW)):
        read = [
            joined(doc, [g.mt for g in golds], [g.src for g in golds], golds[0].source_lang)
            for doc, golds in window
        ]
        for result in pipeline.check_all(read):
            qualities += [score.quality for score in result.segment_scores]
    return float(np.mean(qualities))


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


def agreement(people: Scores, told: Scores) -> str:
    """Pearson, Kendall and pairwise accuracy over systems, as cells."""
    systems = sorted(people)
    x, y = ([scores[system] for system in systems] for scores in (people, told))
    pairs = list(combinations(systems, 2))
    right = sum((people[a] - people[b]) * (told[a] - told[b]) > 0 for a, b in pairs)
    return f"{pearsonr(x, y)[0]:8.3f} {kendalltau(x, y)[0]:8.3f} {right / len(pairs):8.3f}"


def measures(
    references: Mapping[tuple[str, str], str],
) -> Iterator[tuple[str, Callable[[Documents], float]]]:
    """Each score by its name; those that need no reference first."""
    model, rules = Pipeline(Config(), rewriting=False), Pipeline(Config(model=False))
    yield "people, on these documents", given
    yield "quality", lambda documents: quality(documents, model)
    yield "quality, rules alone", lambda documents: quality(documents, rules)
    yield "- length", lambda documents: -float(np.mean(_lengths(documents)))
    for name in NAMES if references else ():
        yield name, lambda documents, name=name: against(name, documents, references)  # type: ignore[misc]


def _lengths(documents: Documents) -> list[int]:
    return [len(gold.mt) for golds in documents.values() for gold in golds]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold")
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--every", type=int, default=3, metavar="N", help="each Nth document only")
    parser.add_argument("--human", default="ref.A,ref.B", help="translators, between commas")
    parser.add_argument("--reference", default="ref.A", help="the translator that is the reference")
    options = parser.parse_args(arguments)
    if not options.data:
        print("name the folder of the data: --data DIR or MTREVIEW_DATA", file=sys.stderr)
        return 2
    documents = rated(find_gold([options.gold], Path(options.data))[0])
    people = {system: given(own) for system, own in documents.items()}
    chosen = set(sorted({doc for own in documents.values() for doc in own})[:: options.every])
    sample = {s: {d: g for d, g in own.items() if d in chosen} for s, own in documents.items()}
    references = {
        (doc, gold.segment[3]): gold.mt
        for doc, golds in sample.get(options.reference, {}).items()
        for gold in golds
    }
    human = set(options.human.split(","))
    systems = {system: score for system, score in people.items() if system not in human}
    read = sum(len(golds) for golds in sample[min(systems)].values())
    print(f"{len(systems)} systems, {read} segments of each in {len(chosen)} documents")
    print(f"{'':26} {'Pearson':>8} {'Kendall':>8} {'pairs':>8}   with people among them")
    columns = {"people": people}
    for name, measure in measures(references):
        without_reference = name not in NAMES
        wanted = people if without_reference else systems
        told = columns[name] = {system: measure(sample[system]) for system in wanted}
        cells = agreement(systems, told)
        beside = agreement(people, told) if without_reference and len(people) > len(systems) else ""
        print(f"{name:26} {cells}   {beside}", flush=True)
    print(f"\n{'':20}" + "".join(f"{name.split(', ')[-1][:12]:>14}" for name in columns))
    for system in sorted(people, key=lambda system: -people[system]):
        row = [f"{column[system]:14.2f}" for column in columns.values() if system in column]
        print(f"{system:20}{''.join(row)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
