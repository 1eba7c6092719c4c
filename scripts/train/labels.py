"""Step 2: people's labels as examples, raters averaged, and which articles are held out.

    python scripts/train/labels.py WORK --data DIR

Writes WORK/human.jsonl.gz, and WORK/held.jsonl.gz with one article in thirty. The development files
share articles with what is trained on, though no sentence: figures on them are a bit optimistic.
"""

import argparse
import math
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from edits import compare
from example import Example, rows, write


def assessed(row: dict[str, Any]) -> Example:
    """A row of direct assessment, with its words, gaps and post-edit."""
    mt, edits = row["mt"], compare(row["mt"], row.get("pe") or row["mt"])
    bad = [(s["start"], s["end"], 1.0) for s in row["spans"]]
    sentence = {"z": row["score"], "hter": min(1.0, row["hter"])}
    if row.get("da_mean") is not None:
        sentence["adequacy"] = row["da_mean"] / 100
    return Example(
        mt=mt,
        src=row["src"],
        origin=row["lp"],
        doc=row["doc"],
        sentence=sentence,
        words={"edited": bad},
        gaps=_gaps(row),
        tags=edits.tags if row.get("pe") else None,
    )


def _gaps(row: dict[str, Any]) -> list[int] | None:
    """Where words are missing, by the offset of the token after the gap."""
    starts, at = [], 0
    for token in row.get("tokens") or ():
        found = row["mt"].find(token, at)
        if found < 0:
            return None
        starts.append(found)
        at = found + len(token)
    places = [*starts, len(row["mt"])]
    return [p for p, tag in zip(places, row["gap_tags"], strict=True) if tag == "BAD"]


def rated(ratings: list[dict[str, Any]]) -> Example:
    """The ratings of one segment as one example: what half of the raters saw weighs half."""
    first, share = ratings[0], 1 / len(ratings)
    marks: dict[str, list[tuple[int, int, float]]] = {"minor": [], "major": []}
    for row in ratings:
        for span in row["spans"]:
            kind = {"minor": "minor", "major": "major", "critical": "major"}.get(span["severity"])
            if kind:
                marks[kind].append((span["start"], span["end"], share))
    penalty = sum(-row["score"] for row in ratings) * share
    return Example(
        mt=first["mt"],
        src=first["src"],
        origin="mqm",
        doc=first["doc"],
        sentence={"mqm": -math.log1p(penalty)},
        words=marks,
    )


def human(folder: Path) -> Iterator[Example]:
    """Every labelled segment that may be trained on."""
    for train in sorted(folder.glob("mlqe-pe.*.train.jsonl.gz")):
        dev = train.with_name(train.name.replace(".train.", ".dev."))
        held_out = {row["mt"] for row in rows(dev)}
        yield from (assessed(row) for row in rows(train) if row["mt"] not in held_out)
    for name in ("newstest2020", "ted2021"):
        segments: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in rows(folder / f"wmt-mqm.zh-en.{name}.jsonl.gz"):
            segments[row["system"], row["doc"], row["seg"]].append(row)
        yield from (rated(ratings) for ratings in segments.values() if ratings[0]["mt"].strip())


def held_out(doc: str) -> bool:
    """Whether an article is kept for validation: one in thirty, by its name alone."""
    return zlib.crc32(doc.encode()) % 30 == 0


def main() -> None:
    """Write the examples."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    arguments = parser.parse_args()
    examples = list(human(arguments.data / "qe"))
    kept = write(arguments.work / "human.jsonl.gz", (e for e in examples if not held_out(e.doc)))
    held = write(arguments.work / "held.jsonl.gz", (e for e in examples if held_out(e.doc)))
    print(f"{kept} labelled segments to train on; {held} of other articles to validate with")


if __name__ == "__main__":
    main()
