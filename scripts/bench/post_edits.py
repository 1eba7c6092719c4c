#!/usr/bin/env python3
"""Findings in raw translations and in what people made of them, per 1,000 words.

DIR/qe/*.jsonl.gz holds rows with `mt`, `pe` (its human post-edit), `src` and `doc`; the rows of one
doc are a document. What fires as often in both is no fault of machine translation.
"""

import argparse
import gzip
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from mtreview.config import Config
from mtreview.formats.rows import joined
from mtreview.pipeline import Pipeline

_CUT = re.compile(r" (?:[.,!?:;%)]|'s)( |$)")
_QUOTED = re.compile(r'" ([^"]*?) "')
_BEFORE = re.compile(r" ([.,;:!?%)\]’]|'(?:s|re|ve|ll|d|m|t)?\b|n't\b)")
_AFTER = re.compile(r"([(\[$£]) ")
_OWNED = re.compile(r"(?<=s) '(?= [a-z])")  # "voters ' anger"
_NUMBER = re.compile(r"(?<!\d)(\d{1,3}) , (?=\d{3}(?!\d))|(?<=\d) (\.) (?=\d)")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file that people have edited."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from (row for row in map(json.loads, lines) if row.get("mt") and row.get("pe"))


def documents(path: Path) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows that people have edited, those of each document together."""
    every = sorted(rows(path), key=lambda row: str(row["doc"]))
    for _, group in groupby(every, key=lambda row: str(row["doc"])):
        yield list(group)


def untokenised(text: str) -> str:
    """The text as people write it: the post-edits are published cut into tokens."""
    if text.count(" ' ") == 1:  # two of them quote
        text = _OWNED.sub("'", text)
    if not _CUT.search(text):
        return text
    for _ in range(2):  # the marks of millions overlap
        text = _NUMBER.sub(lambda found: f"{found[1]}," if found[1] else found[2], text)
    text = _QUOTED.sub(r'"\1"', text)
    return _AFTER.sub(r"\1", _BEFORE.sub(r"\1", text))


def found(document: list[dict[str, Any]], field: str, check: Pipeline) -> tuple[Counter[str], int]:
    """The findings by rule in one field of some rows, and its words."""
    texts = [untokenised(" ".join(row[field].split())) for row in document]
    sources = [row.get("src") for row in document]
    language = str(document[0].get("lp") or "").partition("-")[0] or None
    result = check.check(joined("rows", texts, sources, language))
    return Counter(finding.rule for finding in result.findings), result.score.words


def main() -> int:
    """Print both rates of each file, of all, and of the rules that fire most."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--files", default="mlqe-pe.*dev", help="of these names (a glob)")
    parser.add_argument("--rules", type=int, default=40, help="how many rules are listed")
    options = parser.parse_args()
    if options.data is None:
        parser.error("--data DIR (or MTREVIEW_DATA) says where the labelled data is")
    paths = sorted(Path(options.data, "qe").glob(f"{options.files}.jsonl.gz"))
    if not paths:
        parser.error(f"no file of {options.data}/qe is named {options.files}.jsonl.gz")
    check = Pipeline(Config(model=False))
    total = {"mt": Counter[str](), "pe": Counter[str]()}
    words: Counter[str] = Counter()
    print(f"{'':30}{'raw':>8}{'edited':>8}  per 1,000 words")
    for path in paths:
        here = {"mt": Counter[str](), "pe": Counter[str]()}
        counted: Counter[str] = Counter()
        for document in documents(path):
            for field in ("mt", "pe"):
                rules, number = found(document, field, check)
                here[field] += rules
                counted[field] += number
        show(path.name.removesuffix(".jsonl.gz"), here, counted)
        words += counted
        for field in total:
            total[field] += here[field]
    show("all", total, words)
    for rule, _ in (total["mt"] + total["pe"]).most_common(options.rules):
        raw, edited = total["mt"][rule], total["pe"][rule]
        print(f"  {rule:28}{raw:8,}{edited:8,}  findings")
    return 0


def show(name: str, counts: dict[str, Counter[str]], words: Counter[str]) -> None:
    """Print the two rates of one set."""
    raw, edited = (1000 * counts[f].total() / max(words[f], 1) for f in ("mt", "pe"))
    print(f"{name:30}{raw:8.3f}{edited:8.3f}  ratio {edited / raw if raw else 0:.2f}")


if __name__ == "__main__":
    sys.exit(main())
