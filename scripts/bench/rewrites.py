#!/usr/bin/env python3
"""How near to people's post-edits the suggestions bring a translation, by TER.

DIR/qe/*.jsonl.gz holds rows with `mt`, `pe` (its human post-edit) and `src`. Told are, by file, TER
of the translation as it stands and by how many points it falls where only what is safe is applied,
where the first suggestion of every finding is, and where an editor would choose the best of five or
none; and how often a changed segment moved away from the post-edit. Then, by rule, what its first
suggestion does alone. Intervals are 95 of 100 resamplings of the rows. TER ignores case and parts
punctuation from words.
"""

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from post_edits import rows, untokenised
from sacrebleu.metrics import TER

from mtreview.config import Config
from mtreview.formats import apply
from mtreview.formats.rows import joined
from mtreview.model import Document, Edit, Result
from mtreview.pipeline import Pipeline
from mtreview.review.export import Accept, export

SAMPLES = 1000
_TER = TER(normalized=True, case_sensitive=False)


def distance(text: str, wanted: str) -> tuple[float, float]:
    """Edits from `text` to `wanted`, and the words of `wanted`."""
    told = _TER.corpus_score([text], [[wanted]])
    return told.num_edits, told.ref_length


@dataclass(slots=True)
class Row:
    """Edits to the post-edit: of the translation, and after each way of applying suggestions."""

    words: float
    raw: float
    after: dict[str, float] = field(default_factory=dict)
    changed: dict[str, bool] = field(default_factory=dict)


def measured(result: Result, document: Document, wanted: str, rules: Counter[str]) -> Row:
    """What the suggestions for one translation do."""
    text = document.text
    raw, words = distance(text, wanted)
    row = Row(words, raw)
    ways: tuple[tuple[str, Accept], ...] = (("safe", "safe"), ("first", "all"))
    for name, accept in ways:
        edits = export(document, result, None, accept).edits
        row.changed[name] = bool(edits)
        row.after[name] = distance(apply(text, edits), wanted)[0] if edits else raw
    chosen = best(text, wanted, [[s.edit for s in f.suggestions] for f in result.findings], raw)
    row.changed["best of five"] = bool(chosen)
    row.after["best of five"] = distance(apply(text, chosen), wanted)[0] if chosen else raw
    for finding in result.findings:
        if finding.suggestions:
            here = distance(apply(text, [finding.suggestions[0].edit]), wanted)[0]
            kind = "nearer" if here < raw else "away" if here > raw else "equal"
            rules[f"{finding.rule}\t{kind}"] += 1
    return row


def best(text: str, wanted: str, choices: Sequence[Sequence[Edit]], raw: float) -> list[Edit]:
    """The suggestion of each finding, or none, that brings the text nearest, one by one."""
    chosen: list[Edit] = []
    for edits in choices:
        for edit in edits:
            try:
                here = distance(apply(text, [*chosen, edit]), wanted)[0]
            except ValueError:  # it clashes with what was chosen
                continue
            if here < raw:
                raw, kept = here, [*chosen, edit]
                break
        else:
            continue
        chosen = kept
    return chosen


def show(name: str, told: Sequence[Row]) -> None:
    """Print a line a way: the fall of TER, with its interval, and what was changed."""
    print(f"{name}: {len(told):,} rows, TER {ter(told, None):.2f}")
    for way in told[0].after:
        chance = random.Random(20261130)
        drawn = sorted(fall(chance.choices(told, k=len(told)), way) for _ in range(SAMPLES))
        low, high = drawn[int(0.025 * SAMPLES)], drawn[int(0.975 * SAMPLES)]
        changed = [row for row in told if row.changed[way]]
        away = sum(row.after[way] > row.raw for row in changed)
        nearer = sum(row.after[way] < row.raw for row in changed)
        print(
            f"  {way:14} falls by {fall(told, way):6.2f} [{low:.2f}, {high:.2f}]"
            f"  changed {100 * len(changed) / len(told):5.1f}%"
            f"  of them nearer {100 * nearer / max(1, len(changed)):5.1f}%"
            f"  away {100 * away / max(1, len(changed)):5.1f}%"
        )


def ter(told: Iterable[Row], way: str | None) -> float:
    """TER of many rows, in points."""
    every = list(told)
    edits = sum(row.after[way] if way else row.raw for row in every)
    return 100 * edits / max(1.0, sum(row.words for row in every))


def fall(told: Sequence[Row], way: str) -> float:
    """By how many points TER falls."""
    return ter(told, None) - ter(told, way)


def main() -> int:
    """Print the figures of each file, of all, and of the rules that suggest most."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--files", default="mlqe-pe.*dev", help="of these names (a glob)")
    parser.add_argument("--every", type=int, default=1, help="only each so-manieth row")
    parser.add_argument("--no-model", action="store_true")
    parser.add_argument("--no-source", action="store_true")
    options = parser.parse_args()
    if options.data is None:
        parser.error("--data DIR (or MTREVIEW_DATA) says where the labelled data is")
    paths = sorted(Path(options.data, "qe").glob(f"{options.files}.jsonl.gz"))
    check = Pipeline(Config(model=not options.no_model))
    total: list[Row] = []
    rules: Counter[str] = Counter()
    for path in paths:
        chosen = list(rows(path))[:: options.every]
        documents = [
            joined(
                row["id"],
                [" ".join(row["mt"].split())],
                [None if options.no_source else row.get("src")],
                str(row.get("lp") or "").partition("-")[0] or None,
            )
            for row in chosen
        ]
        here = [
            measured(result, document, untokenised(" ".join(row["pe"].split())), rules)
            for result, document, row in zip(
                check.check_all(documents), documents, chosen, strict=True
            )
        ]
        show(path.name.removesuffix(".jsonl.gz"), here)
        total += here
    show("all", total)
    names = Counter[str]()
    for key, number in rules.items():
        names[key.partition("\t")[0]] += number
    print(f"{'first suggestion alone':32}{'nearer':>8}{'equal':>8}{'away':>8}")
    for rule, _ in names.most_common(40):
        counts = (rules[f"{rule}\t{kind}"] for kind in ("nearer", "equal", "away"))
        print(f"  {rule:30}" + "".join(f"{count:8}" for count in counts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
