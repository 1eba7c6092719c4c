"""Measures mtreview's segment boundaries against pysbd's and against those that people set.

    python scripts/bench/segmentation.py --data DIR [--per-genre 2000] [--show 20]

DIR/clean/*.jsonl.gz hold edited English, a row a paragraph. pysbd is no gold standard: its figures
say how far apart the two are, and --show prints where. A row of ewt-* is one segment that people
set, so the rows of a document, joined by spaces, are text whose boundaries are known.
"""

import argparse
import gzip
import json
import os
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pysbd

from mtreview.segment import split

Boundaries = set[int]
Splitter = Callable[[str], Boundaries]
HUMAN = "ewt-"
STOP_AT_END = re.compile(r"[.!?…][\"'”’)\]]*\Z")


class Counts(NamedTuple):
    """Boundaries found, expected, and both."""

    found: int = 0
    expected: int = 0
    both: int = 0

    def plus(self, found: Boundaries, expected: Boundaries) -> "Counts":
        """These counts and those of one more text."""
        both = len(found & expected)
        return Counts(self.found + len(found), self.expected + len(expected), self.both + both)

    def __str__(self) -> str:
        precision, recall = self.both / max(1, self.found), self.both / max(1, self.expected)
        f1 = 2 * self.both / max(1, self.found + self.expected)
        return f"P {precision:7.2%}  R {recall:7.2%}  F1 {f1:7.2%}  ({self.expected:,} boundaries)"


class Timed:
    """A splitter that counts its characters and seconds."""

    def __init__(self, splitter: Splitter) -> None:
        self.splitter, self.characters, self.seconds = splitter, 0, 0.0

    def __call__(self, text: str) -> Boundaries:
        """The boundaries of a text: the offset at which each segment but the first begins."""
        began = time.perf_counter()
        boundaries = self.splitter(text)
        self.seconds += time.perf_counter() - began
        self.characters += len(text)
        return boundaries


def main() -> int:
    """Print the figures; exit code 2 where the data is absent."""
    arguments = _arguments()
    files = sorted(Path(arguments.data).glob("clean/*.jsonl.gz")) if arguments.data else []
    if not files:
        print(
            "no clean/*.jsonl.gz there: name the data with --data or MTREVIEW_DATA", file=sys.stderr
        )
        return 2
    ours, theirs = Timed(_ours), Timed(_pysbd())
    edited = _by_genre(file for file in files if not file.name.startswith(HUMAN))
    disagreements = _against_pysbd(edited, arguments.per_genre, ours, theirs)
    _against_people([file for file in files if file.name.startswith(HUMAN)], ours, theirs)
    for name, timed in (("mtreview", ours), ("pysbd", theirs)):
        print(f"{name:9}{timed.characters / timed.seconds / 1e6:8.3f} million characters a second")
    print(f"mtreview is {theirs.seconds / ours.seconds:,.0f} times as fast")
    _show(disagreements, arguments.show, arguments.seed)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", default=os.environ.get("MTREVIEW_DATA"), metavar="DIR")
    parser.add_argument("--per-genre", type=int, default=2000, metavar="N")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N disagreements")
    parser.add_argument("--seed", type=int, default=0, help="chooses which are shown")
    return parser.parse_args()


def _ours(text: str) -> Boundaries:
    return {start for start, _ in split(text)[1:]}


def _pysbd() -> Splitter:
    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)

    def boundaries(text: str) -> Boundaries:
        spans = [span for span in segmenter.segment(text) if text[span.start : span.end].strip()]
        return {span.start for span in spans[1:]}

    return boundaries


def _rows(file: Path) -> list[dict[str, str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _by_genre(files: Iterable[Path]) -> dict[str, list[str]]:
    texts = defaultdict(list)
    for file in files:
        for row in _rows(file):
            texts[row["genre"]].append(row["text"])
    return texts


def _against_pysbd(
    genres: dict[str, list[str]], limit: int, ours: Splitter, theirs: Splitter
) -> list[str]:
    """Print the agreement genre by genre; the disagreements, each with its context."""
    print(f"our boundaries against pysbd's, {limit:,} paragraphs a genre at most")
    disagreements = []
    for genre, texts in sorted(genres.items()):
        counts = Counts()
        for text in texts[:: -(-len(texts) // limit)]:
            found, expected = ours(text), theirs(text)
            counts = counts.plus(found, expected)
            disagreements += [_context(genre, text, at, found) for at in sorted(found ^ expected)]
        print(f"  {genre:10}{counts}")
    print(f"  {len(disagreements):,} disagreements")
    return disagreements


def _context(genre: str, text: str, at: int, found: Boundaries) -> str:
    """One disagreement: who breaks, and the text on both sides."""
    who = "only mtreview" if at in found else "only pysbd   "
    return f"{who} {genre:9} {text[max(0, at - 60) : at]}⏎{text[at : at + 50]}"


def _against_people(files: Iterable[Path], ours: Splitter, theirs: Splitter) -> None:
    """Print both against the boundaries of a treebank of web text."""
    totals = {"mtreview": Counts(), "pysbd": Counts()}
    after_stops = dict(totals)
    for file in files:
        for _, rows in groupby(_rows(file), key=lambda row: row["doc"]):
            text, expected = _join([row["text"] for row in rows])
            after_stop = {at for at in expected if STOP_AT_END.search(text[:at].rstrip()[-5:])}
            for name, splitter in (("mtreview", ours), ("pysbd", theirs)):
                found = splitter(text)
                totals[name] = totals[name].plus(found, expected)
                found -= expected - after_stop
                after_stops[name] = after_stops[name].plus(found, after_stop)
    for name, counts in totals.items():
        print(f"people's boundaries, all         {name:9}{counts}")
        print(f"people's boundaries after a stop {name:9}{after_stops[name]}")


def _join(texts: list[str]) -> tuple[str, Boundaries]:
    """The texts joined by spaces, and where each but the first begins."""
    joined, boundaries = texts[0], set()
    for text in texts[1:]:
        boundaries.add(len(joined) + 1)
        joined = f"{joined} {text}"
    return joined, boundaries


def _show(disagreements: list[str], count: int, seed: int) -> None:
    shown = random.Random(seed).sample(disagreements, min(count, len(disagreements)))
    for line in shown:
        print(line)


if __name__ == "__main__":
    sys.exit(main())
