#!/usr/bin/env python3
"""Seconds for one article: the check, and what the suggestions for the model's doubts add to it.

Processor time and time on the clock, the median of --times checks, once everything is loaded.
"""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from mtreview import formats
from mtreview.config import Config
from mtreview.model import Document
from mtreview.pipeline import Pipeline


def spent(made: Callable[[], Pipeline], document: Document, times: int) -> tuple[float, float]:
    """Seconds of processor and of clock; each time by a pipeline that has read another text."""
    took = []
    for _ in range(times):
        check = made()  # as the model remembers what it has read
        check.check(formats.read_bytes(b"Another text wakes up the model.", "other.txt"))
        processor, clock = process_time(), perf_counter()
        check.check(document)
        took.append((process_time() - processor, perf_counter() - clock))
    return median(p for p, _ in took), median(c for _, c in took)


def main() -> int:
    """Print a line a way of checking."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--source-lang")
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    document = formats.read(options.path, source_lang=options.source_lang)
    ways: dict[str, Callable[[], Pipeline]] = {
        "rules alone": partial(Pipeline, Config(model=False)),
        "with the model": partial(Pipeline, rewriting=False),
        "and its suggestions": Pipeline,
    }
    print(f"{options.path.name}: {len(document.segments)} segments")
    for name, made in ways.items():
        processor, clock = spent(made, document, options.times)
        print(f"  {name:20} {processor:.2f} s of processor, {clock:.2f} s on the clock")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
