#!/usr/bin/env python3
"""Findings in raw translations beside findings in what people made of them.

DIR/qe/mlqe-pe.*.jsonl.gz holds rows with `mt` and `pe`, the post-edit. A rule that finds faults
finds fewer in the post-edits; one that finds as many there dislikes English, or what the editors
left in. The post-edits were kept as tokens parted by spaces, so both sides are put together in the
same way first: what is found is never the spacing of one side alone.
"""

import argparse
import gzip
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mtreview.config import Config
from mtreview.formats.rows import joined
from mtreview.pipeline import Pipeline

SIDES = ("mt", "pe")
_SPACED = re.compile(r"[ \u00a0]+([,.;:!?)\]%]|n't\b|['’](?:s|re|ve|ll|d|m)\b)|([(\[])[ \u00a0]+")
_QUOTED = re.compile(r'" ([^"]*?) "')
_PARTS = re.compile(r"(?<=\w) ([-–/]) (?=\w)|@([-–/])@")


def put_together(text: str) -> str:
    """Text without the spaces that parting it into tokens left: “( a , b )” as “(a, b)”."""
    text = _QUOTED.sub(r'"\1"', _SPACED.sub(r"\1\2", " ".join(text.split())))
    return _PARTS.sub(r"\1\2", text)


def documents(path: Path) -> Iterator[list[dict[str, Any]]]:
    """The rows of each document that have a post-edit."""
    by_doc: dict[str, list[dict[str, Any]]] = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row.get("pe"):
                by_doc[str(row.get("doc") or row["id"])].append(row)
    yield from by_doc.values()


def count(pipeline: Pipeline, rows: list[dict[str, Any]], side: str, source: bool) -> Counter[str]:
    """How often each rule speaks in one side of a document."""
    texts = [put_together(row[side]) for row in rows]
    sources = [row["src"] for row in rows] if source else []
    language = rows[0]["lp"].partition("-")[0]
    document = joined(side, texts, sources, source_lang=language)
    return Counter(finding.rule for finding in pipeline.check(document).findings)


def main() -> int:
    """Print a line a file, a line for all, and a table of rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--files", default="dev", help="only files whose name holds this")
    parser.add_argument("--with-source", action="store_true", help="rules that read the source too")
    options = parser.parse_args()
    if not options.data or not (folder := Path(options.data) / "qe").is_dir():
        print("name the folder of the data: --data DIR or MTREVIEW_DATA", file=sys.stderr)
        return 2
    pipeline = Pipeline(Config())
    total: dict[str, Counter[str]] = {side: Counter() for side in SIDES}
    for path in sorted(folder.glob(f"mlqe-pe.*{options.files}*.jsonl.gz")):
        here: dict[str, Counter[str]] = {side: Counter() for side in SIDES}
        for rows in documents(path):
            for side in SIDES:
                here[side] += count(pipeline, rows, side, options.with_source)
        for side in SIDES:
            total[side] += here[side]
        print(line(path.name.removesuffix(".jsonl.gz"), *(here[s].total() for s in SIDES)))
    print(line("all", *(total[side].total() for side in SIDES)))
    for rule, found in (total["mt"] | total["pe"]).most_common():
        if found >= 5:
            print(line(f"  {rule}", *(total[side][rule] for side in SIDES)))
    return 0


def line(name: str, raw: int, edited: int) -> str:
    """Both counts and the share of the second."""
    return f"{name:40} {raw:6,} raw {edited:6,} post-edited {edited / max(raw, 1):6.2f}"


if __name__ == "__main__":
    sys.exit(main())
