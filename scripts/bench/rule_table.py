#!/usr/bin/env python3
"""Rules side by side, as a table in Markdown, from what `mtreview evaluate --format json` wrote.

A row a general rule and a row a language pack; of each file, how many findings and the share of
them that touch a marked fault. What was found in no file is left out.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Counts = dict[str, tuple[int, float]]  # findings and, of those, faults


def counts(figures: dict[str, Any]) -> Counts:
    """Findings and faults by rule, those of a pack together."""
    rows: dict[str, tuple[int, float]] = defaultdict(lambda: (0, 0.0))
    for rule, entry in figures["rules"].items():
        pack, slash, _ = rule.partition("/")
        name = f"{pack}/\\*" if slash else rule
        found, faults = rows[name]
        right = entry["found"] * (entry["overlapping"]["precision"] or 0)
        rows[name] = found + entry["found"], faults + right
    return {name: row for name, row in rows.items() if row[0]}


def table(names: list[str], files: list[Counts]) -> Iterator[str]:
    """The lines of the table, general rules first."""
    yield "| rule | " + " | ".join(f"{name}: found | precision" for name in names) + " |"
    yield "|---" * (1 + 2 * len(names)) + "|"
    for rule in sorted(set().union(*files), key=lambda rule: ("/" in rule, rule)):
        cells = (_cells(*file.get(rule, (0, 0.0))) for file in files)
        yield f"| {rule} | {' | '.join(cells)} |"
    sums = (_cells(sum(n for n, _ in f.values()), sum(x for _, x in f.values())) for f in files)
    yield f"| all | {' | '.join(sums)} |"


def _cells(found: int, faults: float) -> str:
    return f"{found:,} | {faults / found:.3f}" if found else " | "


def main() -> int:
    """Print the table of the files, each named by its stem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="+", type=Path, help="files of evaluate --format json")
    paths = parser.parse_args().figures
    files = [counts(json.loads(path.read_text("utf-8"))) for path in paths]
    print("\n".join(table([path.stem for path in paths], files)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
