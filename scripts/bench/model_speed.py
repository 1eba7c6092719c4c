#!/usr/bin/env python3
"""The embedded model's speed, beside a bare pass of its network and a large encoder.

Pairs of 25 words, made of English sentences of DIR/clean and their own words in another order, so
that lengths are those of real text. `score` runs as users run it, in processes of its own; the
large encoder (the size of XLM-RoBERTa-large, its weights random, in 32 bits under torch) is what a
usual neural metric costs. Prints segments per second, ratios, and the most memory of the processes.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

WORDS = 25
Pair = tuple[str, str]


def pairs(folder: Path, count: int) -> list[Pair]:
    """So many different pairs of 25 words."""
    words: list[str] = []
    for path in sorted(folder.glob("usgov-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                words += json.loads(line)["text"].split()
    made, chance = [], random.Random(1)
    for start in range(0, len(words) - WORDS, WORDS):
        group = words[start : start + WORDS]
        made.append((" ".join(group), " ".join(chance.sample(group, WORDS))))
        if len(made) == count:
            return made
    sys.exit(f"{folder} holds but {len(made)} pairs")


def bare(pairs: Sequence[Pair]) -> float:
    """Seconds of the network alone, for the batches that the model makes of these pairs."""
    from mtreview.qe import embedded

    model = embedded.EmbeddedModel()
    calls: list[dict[str, object]] = []
    session = model._session

    class Recorder:
        """Notes each call and passes it on."""

        def run(self, names: object, inputs: dict[str, object]) -> object:
            """As the session does."""
            calls.append(inputs)
            return session.run(names, inputs)

    model.__dict__["_session"] = Recorder()
    model.estimate(pairs)
    began = time.perf_counter()
    for inputs in calls:
        session.run(None, inputs)
    return time.perf_counter() - began


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


def score(pairs: Sequence[Pair], jobs: int, *options: str) -> tuple[float, int]:
    """Seconds and most memory of `mtreview score` over these pairs."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus.jsonl"
        rows = (json.dumps({"mt": mt, "src": src, "source_lang": "fr"}) for mt, src in pairs)
        corpus.write_text("\n".join(rows))
        command = [sys.executable, "-m", "mtreview", "score", str(corpus), f"--jobs={jobs}"]
        began = time.perf_counter()
        process = subprocess.Popen(
            [*command, *options, "-o", str(Path(folder) / "out.jsonl")], stderr=subprocess.DEVNULL
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
        return time.perf_counter() - began, most


def large(pairs: Sequence[Pair]) -> float | None:
    """Seconds that a large encoder takes for these pairs, None without torch."""
    try:
        import torch
    except ImportError:
        return None
    from transformers import XLMRobertaConfig, XLMRobertaModel

    from mtreview.qe.embedded import WEIGHTS
    from mtreview.qe.pieces import PAD, Tokenizer

    config = XLMRobertaConfig(
        vocab_size=250_002,
        hidden_size=1024,
        num_hidden_layers=24,
        num_attention_heads=16,
        intermediate_size=4096,
        max_position_embeddings=514,
    )
    model, tokenizer = XLMRobertaModel(config).eval(), Tokenizer(WEIGHTS / "pieces.model")
    rows = [[*tokenizer.encode(src).ids, *tokenizer.encode(mt).ids] for mt, src in pairs]
    rows.sort(key=len)

    def run() -> None:
        for start in range(0, len(rows), 16):
            part = rows[start : start + 16]
            ids = torch.full((len(part), len(part[-1])), PAD)
            for i, row in enumerate(part):
                ids[i, : len(row)] = torch.tensor(row)
            with torch.inference_mode():
                model(input_ids=ids, attention_mask=(ids != PAD).long())

    return timed(run)


def timed(work: Callable[[], None]) -> float:
    """Seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--pairs", type=int, default=4000)
    parser.add_argument("--large", type=int, default=64, help="pairs for the large encoder")
    options = parser.parse_args()
    if not options.data or not (folder := Path(options.data) / "clean").is_dir():
        print("name the folder of the data: --data DIR or MTREVIEW_DATA", file=sys.stderr)
        return 2
    made = pairs(folder, options.pairs)
    network = options.pairs / bare(made)
    print(f"{'the network alone':40} {network:8.1f} segments/s")
    for jobs in (1, 2):
        seconds, most = score(made, jobs)
        rate = options.pairs / seconds
        print(
            f"{f'score --jobs {jobs}, start included':40} {rate:8.1f} segments/s, "
            f"{rate / network:.2f} of the network alone, {most / 2**20:,.0f} MiB at most"
        )
    seconds, _ = score(made, 1, "--no-model")
    print(f"{'score --jobs 1 --no-model':40} {options.pairs / seconds:8.1f} segments/s")
    beside = large(made[: options.large])
    if beside is None:
        print("no torch: the large encoder is left out")
        return 0
    slow = options.large / beside
    print(f"{'a large encoder, 32 bits, torch':40} {slow:8.1f} segments/s")
    print(f"{'score --jobs 2 to it':40} {rate / slow:8.1f} times as fast")
    return 0


if __name__ == "__main__":
    sys.exit(main())
