#!/usr/bin/env python3
"""How right the suggestions are that may be applied unseen (`safe`), by rule.

Of corpora/ is told how many of them write what the gold does; of DIR/qe/mlqe-pe.*dev.jsonl.gz (or
other FILES), how many bring the translation nearer to its human post-edit, and how many lead away,
with and without a look at capitals; of DIR/clean, how many segments of English they change. --show
prints what they change there, to be read; --but leaves files out.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from false_alarms import documents
from post_edits import rows, untokenised
from rewrites import distance

from mtreview.config import Config
from mtreview.evaluate.checking import check_all
from mtreview.evaluate.gold import find_gold, read_gold
from mtreview.evaluate.plots import wilson
from mtreview.evaluate.rewrites import groups, right_at
from mtreview.formats import apply
from mtreview.formats.rows import joined
from mtreview.model import Finding, Suggestion
from mtreview.pipeline import Pipeline

CORPORA = Path(__file__).resolve().parent.parent.parent / "corpora"
Counts = Counter[tuple[str, str]]


def safe(findings: tuple[Finding, ...] | list[Finding]) -> Iterator[tuple[Finding, Suggestion]]:
    """The findings with a safe suggestion."""
    for finding in findings:
        yield from ((finding, s) for s in finding.suggestions[:1] if s.safe)


def of_corpora(check: Pipeline) -> Counts:
    """Right and wrong by the gold of corpora/, by rule; what stands in a larger fault apart."""
    counts: Counts = Counter()
    for path in find_gold([str(CORPORA), str(CORPORA / "classes")], None):
        for checked in check_all(read_gold(path), check.check):
            gold = checked.ratings[0]
            for group in groups(gold.spans, checked.findings):
                for finding, _ in safe(group.findings):
                    right = right_at(group, gold.mt, 1)
                    counts[finding.rule, "right" if right else "other"] += 1
    return counts


def of_post_edits(check: Pipeline, data: Path, files: str, every: int) -> Counts:
    """Nearer, equal, away by rule."""
    counts: Counts = Counter()
    for path in sorted((data / "qe").glob(f"{files}.jsonl.gz")):
        for row in list(rows(path))[::every]:
            text, wanted = " ".join(row["mt"].split()), untokenised(" ".join(row["pe"].split()))
            language = str(row.get("lp") or "").partition("-")[0] or None
            result = check.check(joined("row", [text], [row.get("src")], language))
            for finding, suggestion in safe(result.findings):
                after = apply(text, [suggestion.edit])
                for cased, told in ((False, ""), (True, " with capitals")):
                    raw = distance(text, wanted, alike=True, cased=cased)[0]
                    here = distance(after, wanted, alike=True, cased=cased)[0]
                    kind = "nearer" if here < raw else "away" if here > raw else "equal"
                    counts[finding.rule, kind + told] += 1
                    counts["all", kind + told] += 1
    return counts


def of_clean(check: Pipeline, data: Path, show: bool, but: tuple[str, ...]) -> Counts:
    """How often each rule changes clean English; the segments are printed by file."""
    counts: Counts = Counter()
    for path in sorted((data / "clean").glob("*.jsonl.gz")):
        if path.name.startswith(but):
            continue
        segments, changed = 0, set[tuple[str, int]]()
        for document in documents(path):
            segments += len(document.segments)
            for finding, suggestion in safe(check.check(document).findings):
                counts[finding.rule, "changed"] += 1
                changed.add((document.name, finding.segment))
                if show:
                    start, end = finding.span.start, finding.span.end
                    around = document.text[max(0, start - 30) : end + 30]
                    print(f"  {finding.rule}: {around!r} -> {suggestion.text!r}")
        print(f"{path.name[:48]:50}{len(changed):6,} of {segments:7,} segments changed")
        counts["all", "segments"] += segments
        counts["all", "changed"] += len(changed)
    return counts


def main() -> int:
    """Print the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument(
        "--files", default="mlqe-pe.*dev", help="post-edits, of these names (a glob)"
    )
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth post-edit only")
    parser.add_argument("--select", default="", help="only these rules, for clean English")
    parser.add_argument("--but", default="", help="beginnings of names of files of clean English")
    parser.add_argument("--show", action="store_true", help="print what clean English becomes")
    options = parser.parse_args()
    check = Pipeline(Config(model=False))
    tables = {"corpora": of_corpora(check)}
    if options.data:
        data = Path(options.data)
        tables["post-edits"] = of_post_edits(check, data, options.files, options.every)
        rules = tuple(filter(None, options.select.split(",")))
        chosen = Pipeline(Config(model=False, select=rules))
        but = tuple(filter(None, options.but.split(",")))
        tables["clean English"] = of_clean(chosen, data, options.show, but)
    for name, counts in tables.items():
        print(name)
        for rule in sorted({rule for rule, _ in counts}):
            said = [f"{n:,} {kind}" for (r, kind), n in sorted(counts.items()) if r == rule]
            if name == "post-edits":
                said.append(away(counts, rule))
            print(f"  {rule:34}{', '.join(said)}")
    return 0


def away(counts: Counts, rule: str) -> str:
    """How large a share of what a rule changes leads away, with its interval of 95%."""
    number = sum(counts[rule, kind] for kind in ("nearer", "equal", "away"))
    low, high = wilson(counts[rule, "away"] / number, number)
    return f"away: {100 * low:.1f} to {100 * high:.1f}%"


if __name__ == "__main__":
    raise SystemExit(main())
