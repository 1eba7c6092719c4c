"""Pairs to score, what a run of `mtreview score` takes over them, and a line of a table of it."""

import gzip
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WORDS = 25
Pair = tuple[str, str]


@dataclass(frozen=True)
class Spent:
    """Seconds on the clock and of the processor, and the most memory in bytes."""

    seconds: float
    processor: float
    most: int = 0


def pairs(folder: Path, count: int) -> list[Pair]:
    """So many different pairs of 25 words."""
    words: list[str] = []
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                words += json.loads(line)["text"].split()
        if len(words) > (count + 1) * WORDS:
            break
    made, chance = [], random.Random(1)
    for start in range(0, len(words) - WORDS, WORDS):
        group = words[start : start + WORDS]
        made.append((" ".join(group), " ".join(chance.sample(group, WORDS))))
        if len(made) == count:
            return made
    sys.exit(f"{folder} holds but {len(made)} pairs")


def timed(work: Callable[[], object]) -> Spent:
    """What some work in this process takes."""
    began, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - began, time.process_time() - processor)


def memory(pid: int) -> int:
    """Bytes that a process and its children hold, what they share counted once (Linux)."""
    total = 0
    for status in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((status / "stat").read_text().rpartition(")")[2].split()[1])
            if pid in (int(status.name), parent):
                rows = (status / "smaps_rollup").read_text().splitlines()
                total += next(int(r.split()[1]) for r in rows if r.startswith("Pss:")) * 1024
        except (OSError, StopIteration):
            continue
    return total


def command(*arguments: str) -> Spent:
    """What a run of mtreview takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mtreview", *arguments],
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    most = 0

    def watch() -> None:
        nonlocal most
        while process.poll() is None:
            most = max(most, memory(process.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    seconds = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(seconds, spent, most)


def score(pairs: Iterator[Pair] | Sequence[Pair], *options: str) -> Spent:
    """What `mtreview score` takes over these pairs, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        with corpus.open("w") as file:
            for mt, src in pairs:
                row = {"mt": mt, "src": src or None, "source_lang": "fr"}
                file.write(json.dumps(row) + "\n")
        return command("score", str(corpus), "-o", str(Path(folder) / "out.jsonl"), *options)


def row(name: str, count: int, spent: Spent, said: str = "", processor: str = "") -> None:
    """Print a line of the table."""
    most = f"{spent.most / 2**20:6,.0f} MiB" if spent.most else ""
    rate = f"{count / spent.seconds:9,.1f} ({count / spent.processor:8,.1f})"
    print(
        f"{name:36} {rate} {said:>28} {f'({processor})' if processor else '':>8} {most}", flush=True
    )


def ratio(first: Spent, second: Spent) -> tuple[str, str]:
    """How many times the other's time the one takes, on the clock and of the processor."""
    return (
        f"{first.seconds / second.seconds:.2f}",
        f"{first.processor / second.processor:.2f}",
    )
