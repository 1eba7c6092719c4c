#!/usr/bin/env python3
"""False alarms on English written by people: findings per 1,000 words, in all and by rule.

DIR/clean/*.jsonl.gz holds rows with `text`, and mostly `doc`; rows of one doc in sequence are
the segments of one document. Every finding counts as a false alarm, right or not.
"""

import argparse
import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, islice
from pathlib import Path

from mtreview.config import Config
from mtreview.formats.rows import joined
from mtreview.model import Document, Result
from mtreview.pipeline import Pipeline

POOLED = ("news-", "usgov-")


def documents(path: Path) -> Iterator[Document]:
    """Each run of rows of one `doc` as a document, a row a segment."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = (json.loads(line) for line in lines)
        for doc, group in groupby(rows, key=lambda row: row.get("doc") or row["id"]):
            yield joined(str(doc), [row["text"] for row in group])


def line(result: Result, start: int, end: int) -> str:
    """The finding's place with some context, on one line."""
    text = result.document.text
    shown = f"{text[max(0, start - 60) : start]}⟦{text[start:end]}⟧{text[end : end + 60]}"
    return " ".join(shown.split())


def main() -> int:
    """Print a line a file and a table of rules."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--source-lang", help="switch a language's rule pack on")
    parser.add_argument("--select", default="", help="only these rules (comma-separated)")
    parser.add_argument("--model", action="store_true", help="with the model, not rules alone")
    parser.add_argument("--files", default="", help="only files whose name holds one of these")
    parser.add_argument("--pooled", action="store_true", help="news and government prose only")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth document only")
    parser.add_argument("--show", action="store_true", help="print every alarm")
    options = parser.parse_args()
    if not options.data or not (folder := Path(options.data) / "clean").is_dir():
        print("name the folder of the data: --data DIR or MTREVIEW_DATA", file=sys.stderr)
        return 2
    rules = tuple(filter(None, options.select.split(",")))
    config = Config(model=options.model, source_lang=options.source_lang, select=rules)
    pipeline = Pipeline(config)
    by_rule: Counter[str] = Counter()
    pooled_words = pooled_alarms = 0
    parts = options.files.split(",")
    for path in sorted(folder.glob("*.jsonl.gz")):
        pooled = path.name.startswith(POOLED)
        if (options.pooled and not pooled) or not any(part in path.name for part in parts):
            continue
        words = alarms = 0
        for doc in islice(documents(path), 0, None, options.every):
            result = pipeline.check(doc)
            words += result.score.words
            alarms += len(result.findings)
            for finding in result.findings:
                if pooled:
                    by_rule[finding.rule] += 1
                if options.show:
                    print(f"{finding.rule}: {line(result, finding.span.start, finding.span.end)}")
        if pooled:
            pooled_words, pooled_alarms = pooled_words + words, pooled_alarms + alarms
        print(f"{path.name[:48]:48} {words:9,} words {alarms:5} alarms {rate(alarms, words)}")
    if pooled_words:
        print(
            f"{'pooled: news and government prose':48} {pooled_words:9,} words "
            f"{pooled_alarms:5} alarms {rate(pooled_alarms, pooled_words)}"
        )
        for rule, count in by_rule.most_common():
            print(f"  {rule:40} {count:5} {rate(count, pooled_words)}")
    return 0


def rate(alarms: int, words: int) -> str:
    """Alarms per 1,000 words."""
    return f"{1000 * alarms / max(words, 1):7.3f} per 1,000"


if __name__ == "__main__":
    sys.exit(main())
