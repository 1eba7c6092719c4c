#!/usr/bin/env python3
"""Words a second of the rules on one core, beside a plain pass of the part-of-speech tagger.

Each line is the best of three passes over the same text (DIR/clean/news-*.jsonl.gz, or the
project's corpora, repeated). The ratio to the bare tagger is what carries over to other machines.
"""

import argparse
import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from mtreview import formats
from mtreview.config import Config
from mtreview.detectors import DETECTORS
from mtreview.detectors.tagger import tag_and_match
from mtreview.model import Document
from mtreview.pipeline import Pipeline
from mtreview.tokens import Reading

CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def sample(data: Path | None) -> Document:
    """About 25,000 words of running text."""
    if data:
        files = sorted((data / "clean").glob("news-*.jsonl.gz"))
        rows = (row for file in files for row in gzip.decompress(file.read_bytes()).splitlines())
        texts = [json.loads(row)["text"] for row in rows]
    else:
        texts = [path.read_text("utf-8") for path in sorted(CORPORA.glob("*.txt"))] * 6
    return formats.read_bytes("\n\n".join(texts).encode(), "sample.txt")


def best(work: Callable[[], object]) -> float:
    """Seconds of the fastest of three runs."""
    seconds = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return min(seconds)


def main() -> int:
    """Print words a second and the ratio to the bare tagger."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--source-lang", default="fr")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    document = sample(Path(options.data) if options.data else None)
    words = Pipeline(Config(select=("stray-drop-cap",))).check(document).score.words
    tagged = tuple(d.rule for d in DETECTORS if d.reads_tags)
    untagged = Pipeline(Config(source_lang=options.source_lang, ignore=tagged))
    everything = Pipeline(Config(source_lang=options.source_lang))
    passes: dict[str, Callable[[], object]] = {
        "bare tagger": lambda: list(tag_and_match(Reading(document), [])),
        "tokens alone": lambda: Reading(document),
        "rules without tags": lambda: untagged.check(document),
        "all rules": lambda: everything.check(document),
    }
    print(f"{words:,} words, {len(document.segments):,} segments, one core")
    rates = {name: words / best(work) for name, work in passes.items()}
    for name, rate in rates.items():
        print(f"{name:20} {rate:12,.0f} words/s {rate / rates['bare tagger']:8.2f} x bare tagger")
    return 0


if __name__ == "__main__":
    sys.exit(main())
