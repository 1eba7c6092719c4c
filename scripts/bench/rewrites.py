#!/usr/bin/env python3
"""How near to people's post-edits the suggestions bring a translation, by TER.

DIR/qe/*.jsonl.gz holds rows with `mt`, `pe` (its human post-edit) and `src`. Told are, by file, TER
of the translation as it stands and by how many points it falls where only what is safe is applied,
where the first suggestion of every finding is, and where an editor would choose the best of five or
none; and how often a changed segment moved away from the post-edit. Editors of this data left
numbers and quotation marks as they found them: "alike" is the same with these written in one way in
both texts. Then, by rule, what its first suggestion does alone. Intervals are 95 of 100 resamplings
of the rows. TER ignores case and parts punctuation from words.
"""

import argparse
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from post_edits import rows, untokenised
from sacrebleu.metrics.ter import TER

from mtreview.config import Config
from mtreview.formats import apply
from mtreview.formats.rows import joined
from mtreview.model import Document, Edit, Result
from mtreview.pipeline import Pipeline
from mtreview.review.export import export

SAMPLES = 1000
_TER = {cased: TER(normalized=True, case_sensitive=cased) for cased in (False, True)}


def distance(
    text: str, wanted: str, *, alike: bool = False, cased: bool = False
) -> tuple[float, float]:
    """Edits from `text` to `wanted`, and the words of `wanted`."""
    if alike:
        text, wanted = written_alike(text), written_alike(wanted)
    told = _TER[cased].corpus_score([text], [[wanted]])
    return told.num_edits, told.ref_length


def written_alike(text: str) -> str:
    """The text with its numbers and quotation marks in one form."""
    text = re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<=\d),(?=\d{1,2}(?!\d))", ".", text)
    text = re.sub(r"[“”„«»]|''|``", '"', text)
    return re.sub("[‘’‚]", "'", text)


@dataclass(slots=True)
class Row:
    """Edits to the post-edit: of the translation, and after each way of applying suggestions."""

    words: float
    raw: float
    after: dict[str, float] = field(default_factory=dict)
    changed: dict[str, bool] = field(default_factory=dict)


def measured(result: Result, document: Document, wanted: str, *, alike: bool = False) -> Row:
    """What the suggestions for one translation do."""
    text = document.text
    raw, words = distance(text, wanted, alike=alike)
    row = Row(words, raw)
    choices = [[s.edit for s in finding.suggestions] for finding in result.findings]
    ways = {
        "safe": export(document, result, None, "safe").edits,
        "first": export(document, result, None, "all").edits,
        "best of five": best(text, wanted, choices, raw, alike=alike),
    }
    for name, edits in ways.items():
        row.changed[name] = bool(edits)
        after = apply(text, edits)
        row.after[name] = distance(after, wanted, alike=alike)[0] if edits else raw
    return row


def alone(result: Result, text: str, wanted: str) -> list[tuple[str, float]]:
    """By rule, how many edits its first suggestion alone saves; formats made alike."""
    raw, _ = distance(text, wanted, alike=True)
    saved = []
    for finding in result.findings:
        if finding.suggestions:
            after = apply(text, [finding.suggestions[0].edit])
            saved.append((finding.rule, raw - distance(after, wanted, alike=True)[0]))
    return saved


def show_rules(saved: Sequence[Sequence[tuple[str, float]]], words: Sequence[float]) -> None:
    """Print by rule what its first suggestions do alone; `saved` and `words` are a row each."""
    chance, rows = random.Random(20261130), range(len(words))
    samples = [Counter(chance.choices(rows, k=len(words))) for _ in range(SAMPLES)]
    totals = [sum(words[row] * times for row, times in drawn.items()) for drawn in samples]
    by_rule: dict[str, dict[int, list[float]]] = {}
    for row, told in enumerate(saved):
        for rule, edits in told:
            by_rule.setdefault(rule, {}).setdefault(row, []).append(edits)
    print(f"{'first suggestion alone, alike':34}{'nearer':>7}{'equal':>7}{'away':>7}  TER falls by")
    for rule, own in sorted(by_rule.items(), key=lambda item: -sum(map(len, item[1].values()))):
        every = [edits for told in own.values() for edits in told]
        nearer, away = (sum(sign * edits > 0 for edits in every) for sign in (1, -1))
        falls = sorted(
            100 * sum(sum(told) * drawn[row] for row, told in own.items()) / total
            for drawn, total in zip(samples, totals, strict=True)
        )
        low, high = falls[int(0.025 * SAMPLES)], falls[int(0.975 * SAMPLES)]
        fell = 100 * sum(every) / sum(words)
        counts = (nearer, len(every) - nearer - away, away)
        columns = "".join(f"{count:7}" for count in counts)
        print(f"  {rule:32}{columns}  {fell:6.3f} [{low:.3f}, {high:.3f}]")


def best(
    text: str, wanted: str, choices: Sequence[Sequence[Edit]], raw: float, *, alike: bool
) -> tuple[Edit, ...]:
    """The suggestion of each finding, or none, that brings the text nearest, one by one."""
    chosen: list[Edit] = []
    for edits in choices:
        for edit in edits:
            try:
                here = distance(apply(text, [*chosen, edit]), wanted, alike=alike)[0]
            except ValueError:  # it clashes with what was chosen
                continue
            if here < raw:
                raw, kept = here, [*chosen, edit]
                break
        else:
            continue
        chosen = kept
    return tuple(chosen)


def show(name: str, told: Sequence[Row]) -> None:
    """Print a line a way: the fall of TER, with its interval, and what was changed."""
    made = fall(told, "best of five") / max(1e-9, ter(told, None))
    print(
        f"{name}: {len(told):,} rows, TER {ter(told, None):.2f}; some suggestion makes "
        f"{100 * made:.2f}% of the editors' changes"
    )
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
    total: dict[str, list[Row]] = {"": [], ", alike": []}
    saved: list[list[tuple[str, float]]] = []
    for path in paths:
        checked = list(results(path, check, options.every, not options.no_source))
        for form, so_far in total.items():
            here = [measured(r, r.document, pe, alike=bool(form)) for r, pe in checked]
            show(path.name.removesuffix(".jsonl.gz") + form, here)
            so_far.extend(here)
        saved += [alone(r, r.document.text, pe) for r, pe in checked]
    for form, told in total.items():
        show(f"all{form}", told)
    show_rules(saved, [row.words for row in total[", alike"]])
    return 0


def results(
    path: Path, check: Pipeline, every: int, with_source: bool
) -> Iterator[tuple[Result, str]]:
    """Each translation of a file as checked, and its post-edit."""
    chosen = list(rows(path))[::every]
    documents = [
        joined(
            row["id"],
            [" ".join(row["mt"].split())],
            [row.get("src") if with_source else None],
            str(row.get("lp") or "").partition("-")[0] or None,
        )
        for row in chosen
    ]
    for result, row in zip(check.check_all(documents), chosen, strict=True):
        yield result, untokenised(" ".join(row["pe"].split()))


if __name__ == "__main__":
    sys.exit(main())
