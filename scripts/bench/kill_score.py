#!/usr/bin/env python3
"""A corpus scored while it is killed again and again: the same bytes as an undisturbed run.

Makes a corpus of --rows rows (rows of several documents and systems, some of them bad), scores it
once undisturbed, then with `--resume` in a loop that is killed with SIGKILL at random moments, as
often as --kills says, and compares OUT, its rejects and the summary byte for byte. With --data the
rows are short segments of DIR/qe and DIR/clean, alone, in pairs and with other numbers, no two of
them alike. --untagged leaves out the rules that read part-of-speech tags. Options after `--` go to
`mtreview score`: `-- --no-model --select fr`.
"""

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LONGEST = 16  # words of a segment that rows are made of
FAULTY = ("They fought at the top of power.", "He does not there was any victim.")


def corpus(path: Path, rows: int, made: Iterator[dict[str, str]], chance: random.Random) -> None:
    """Write a corpus, one row in a thousand of it bad."""
    with path.open("w") as file:
        for n in range(rows):
            if chance.random() < 0.001:
                file.write("no row\n")
                continue
            row = {"id": n, "doc": n // 12, "system": f"s{n % 3}", **next(made)}
            file.write(f"{json.dumps(row)}\n")


def invented(chance: random.Random) -> Iterator[dict[str, str]]:
    """Rows with and without faults, all different."""
    n = 0
    while True:
        n += 1
        text = chance.choice(FAULTY) if chance.random() < 0.1 else "The harbour was rebuilt."
        yield {"mt": f"{text} It was day {n}."}


def labelled(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of data."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def real(data: Path, chance: random.Random) -> Iterator[dict[str, str]]:
    """Rows of the short segments of a folder of data, all different."""
    known = [
        {"mt": mt, **{name: row[name] for name in ("src", "lp") if row.get(name)}}
        for path in sorted((*data.glob("qe/*.jsonl.gz"), *data.glob("clean/*.jsonl.gz")))
        for row in labelled(path)
        if 0 < len((mt := row.get("mt") or row.get("text") or "").split()) <= LONGEST
    ]
    seen: set[int] = set()
    while known:
        row = chance.choice(known)
        if hash(row["mt"]) in seen:
            other = chance.choice(known)
            row = {**row, "mt": f"{row['mt']} {other['mt']}"}
            row["mt"] = re.sub(r"\d+", lambda _: str(chance.randrange(1, 3000)), row["mt"])
        if hash(row["mt"]) not in seen:
            seen.add(hash(row["mt"]))
            yield row
    sys.exit(f"{data} holds no segments in qe or clean")


def untagged() -> list[str]:
    """The option that leaves out the rules that read tags."""
    from mtreview.detectors import DETECTORS

    return ["--ignore", ",".join(d.rule for d in DETECTORS if d.reads_tags)]


def command(source: Path, out: Path, options: list[str]) -> list[str]:
    """The command line that scores a corpus."""
    summary = str(out.with_suffix(".summary.json"))
    program = [sys.executable, "-m", "mtreview", "score", str(source), "-o", str(out)]
    return [*program, "--resume", "--summary", summary, *options]


def disturbed(line: list[str], kills: int, span: float, chance: random.Random) -> int:
    """Run to the end, killed at random moments of a `span`; return how often it was."""
    killed = 0
    while True:
        with subprocess.Popen(line, stderr=subprocess.DEVNULL) as process:
            try:
                wait = chance.uniform(0, span) if killed < kills else None
                if process.wait(wait) == 0:
                    return killed
                sys.exit(f"the run ended with {process.returncode}")
            except subprocess.TimeoutExpired:
                process.kill()
                killed += 1


def results(out: Path) -> list[bytes]:
    """All that a run leaves."""
    beside = (out, out.with_suffix(".rejects.jsonl"), out.with_suffix(".summary.json"))
    return [path.read_bytes() for path in beside]


def main() -> int:
    """Return 0 if the results are the same and nothing else is left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--untagged", action="store_true")
    parser.add_argument("rest", nargs="*", help="options of mtreview score, after --")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        source, once, often = (Path(folder) / f"{name}.jsonl" for name in ("in", "once", "often"))
        made = real(Path(options.data), chance) if options.data else invented(chance)
        corpus(source, options.rows, made, chance)
        rest = [*options.rest, *(untagged() if options.untagged else [])]
        began = time.monotonic()
        subprocess.run(command(source, once, rest), check=True, stderr=subprocess.DEVNULL)
        seconds = time.monotonic() - began
        print(f"{options.rows:,} rows, undisturbed: {seconds:.0f} s", flush=True)
        began = time.monotonic()
        # Moments of an eighth of a run: ten kills come before the end, most often, and far apart.
        line = command(source, often, rest)
        killed = disturbed(line, options.kills, max(6.0, seconds / 8), chance)
        same = results(once) == results(often)
        left = [name for path in Path(folder).iterdir() if "unfinished" in (name := path.name)]
        print(f"killed {killed} times: {time.monotonic() - began:.0f} s; same bytes: {same}")
        print(f"left behind: {', '.join(left) or 'nothing'}")
        return 0 if same and not left and killed == options.kills else 1


if __name__ == "__main__":
    sys.exit(main())
