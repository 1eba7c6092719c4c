#!/usr/bin/env python3
"""A corpus scored while it is killed again and again: the same bytes as an undisturbed run.

Makes a corpus of --rows rows (rows of several documents and systems, some of them bad), scores it
once undisturbed, then with `--resume` in a loop that is killed with SIGKILL at random moments, as
often as --kills says, and compares OUT, its rejects and the summary byte for byte. Options after
`--` go to `mtreview score`: `-- --no-model --select fr`.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FAULTY = ("They fought at the top of power.", "He does not there was any victim.")


def corpus(path: Path, rows: int, chance: random.Random) -> None:
    """Write a corpus whose rows are all different."""
    with path.open("w") as file:
        for n in range(rows):
            if chance.random() < 0.001:
                file.write("no row\n")
                continue
            text = chance.choice(FAULTY) if chance.random() < 0.1 else "The harbour was rebuilt."
            row = {"id": n, "doc": n // 12, "system": f"s{n % 3}", "mt": f"{text} It was day {n}."}
            file.write(f"{json.dumps(row)}\n")


def command(source: Path, out: Path, options: list[str]) -> list[str]:
    """The command line that scores a corpus."""
    summary = str(out.with_suffix(".summary.json"))
    program = [sys.executable, "-m", "mtreview", "score", str(source), "-o", str(out)]
    return [*program, "--source-lang", "fr", "--resume", "--summary", summary, *options]


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
    parser.add_argument("rest", nargs="*", help="options of mtreview score, after --")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        source, once, often = (Path(folder) / f"{name}.jsonl" for name in ("in", "once", "often"))
        corpus(source, options.rows, chance)
        began = time.monotonic()
        subprocess.run(command(source, once, options.rest), check=True, stderr=subprocess.DEVNULL)
        seconds = time.monotonic() - began
        print(f"{options.rows:,} rows, undisturbed: {seconds:.0f} s", flush=True)
        began = time.monotonic()
        # Moments of a fifth of a run: the kills of ten spread over all of it, and a few starts.
        line = command(source, often, options.rest)
        killed = disturbed(line, options.kills, max(6.0, seconds / 5), chance)
        same = results(once) == results(often)
        left = [name for path in Path(folder).iterdir() if "unfinished" in (name := path.name)]
        print(f"killed {killed} times: {time.monotonic() - began:.0f} s; same bytes: {same}")
        print(f"left behind: {', '.join(left) or 'nothing'}")
        return 0 if same and not left and killed == options.kills else 1


if __name__ == "__main__":
    sys.exit(main())
