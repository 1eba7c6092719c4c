#!/usr/bin/env python3
"""Words a second of the rules on one core, beside the bare tagger and other checkers.

Each figure is processor time, the best of three or more passes over one text: the news in
DIR/clean, or the project's corpora, repeated. The ratio to the bare tagger, a plain pass of the
part-of-speech tagger, is what carries over to other machines. Garbage is collected before the
passes and not in them, as `mtreview score` does for each group of rows. The last lines tell how the
time of a document grows when a lexicon of 100 phrases, made of the text's words, grows to 2,000.

write-good and Harper are measured where they are installed:
  npm install --global write-good harper.js
"""

import argparse
import gzip
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from mtreview import formats
from mtreview.config import Config
from mtreview.corpus.workers import settled
from mtreview.detectors import DETECTORS
from mtreview.detectors.detector import Detector, Hit
from mtreview.detectors.matching import Pattern
from mtreview.detectors.pattern import compile_pattern
from mtreview.detectors.scan import Scanner
from mtreview.detectors.tagger import tag
from mtreview.model import Document, Severity
from mtreview.pipeline import Pipeline
from mtreview.tokens import Reading

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
PEERS = ("write-good", "harper")
LEAST_PASSES, LEAST_SECONDS = 3, 1.0


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
    """Seconds of processor time of the fastest pass."""
    seconds: list[float] = []
    with settled():
        while len(seconds) < LEAST_PASSES or sum(seconds) < LEAST_SECONDS:
            began = time.process_time()
            work()
            seconds.append(time.process_time() - began)
    return min(seconds)


def lexicon_pass(document: Document, count: int) -> Callable[[], object]:
    """A pass with as many phrases of two to four words, words that the document holds somewhere."""
    rng = random.Random(2000)
    words = sorted({word for word in Reading(document).lower if word.isalpha()})
    chosen: dict[str, None] = {}
    while len(chosen) < count:
        chosen[" ".join(rng.choices(words, k=rng.randint(2, 4)))] = None
    scanner = Scanner(_rule(n, compile_pattern(phrase)) for n, phrase in enumerate(chosen))
    return lambda: scanner.scan(Reading(document))


def _rule(number: int, pattern: Pattern) -> Detector:
    def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
        if match := pattern.match(reading, first):
            yield Hit("a phrase", match.first, match.last)

    rule = f"phrase-{number}"
    return Detector(rule, "A phrase.", "Style", Severity.MINOR, 0.5, pattern.trigger, find)


def peer_seconds(document: Document, modules: str) -> Iterator[tuple[str, float | None]]:
    """Each of the other checkers with its seconds, None where it is not installed."""
    modules = modules or (_output("npm", "root", "--global") or "").strip()
    script = str(Path(__file__).with_name("peers.mjs"))
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text.txt")
        text.write_text(document.text, "utf-8")
        for name in PEERS:
            told = _output("node", script, name, modules, str(text))
            yield name, json.loads(told)["seconds"] if told else None


def _output(program: str, *arguments: str) -> str | None:
    """What a program prints, None where there is none or it fails."""
    if path := shutil.which(program):
        done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else None
    return None


def main() -> int:
    """Print words a second and ratios, then what phrases cost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--source-lang", default="fr")
    parser.add_argument("--node-modules", default="", help="where npm installed the checkers")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    document = sample(Path(options.data) if options.data else None)
    words = Pipeline(Config(model=False, select=("stray-drop-cap",))).check(document).score.words
    tagged = tuple(d.rule for d in DETECTORS if d.reads_tags)
    untagged = Pipeline(Config(model=False, source_lang=options.source_lang, ignore=tagged))
    everything = Pipeline(Config(model=False, source_lang=options.source_lang))
    passes: dict[str, Callable[[], object]] = {
        "bare tagger": lambda: tag([Reading(document)]),
        "tokens alone": lambda: Reading(document),
        "rules without tags": lambda: untagged.check(document),
        "all rules": lambda: everything.check(document),
    }
    print(f"{words:,} words, {len(document.segments):,} segments, one core")
    seconds: dict[str, float | None] = {name: best(work) for name, work in passes.items()}
    seconds |= dict(peer_seconds(document, options.node_modules))
    tagger = seconds["bare tagger"] or 0
    for name, spent in seconds.items():
        if spent is None:
            print(f"{name:20} not installed; --help says how")
            continue
        print(f"{name:20} {words / spent:12,.0f} words/s {tagger / spent:8.2f} x bare tagger")
    few, many = (best(lexicon_pass(document, count)) for count in (100, 2000))
    print(f"{'100 phrases alone':20} {words / few:12,.0f} words/s")
    print(f"{'2,000 phrases alone':20} {words / many:12,.0f} words/s {many / few:8.2f} x the time")
    return 0


if __name__ == "__main__":
    sys.exit(main())
