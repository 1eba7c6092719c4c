#!/usr/bin/env python3
"""Whether a judge of whole texts tells good suggestions of the rules from bad ones.

Each suggestion is put into its text and judged: by the embedded model (how much the estimated
quality rises) and, with --lm, by a causal language model (how many nats likelier the text becomes,
in all and a token). On corpora/ a suggestion is good if it writes what the gold does; on
DIR/qe/mlqe-pe.*.dev.jsonl.gz if it brings the text nearer to its human post-edit, and bad if it
leads away. Told are the share of pairs of a good and a bad one that the judge tells apart (.5 is
chance) and, of findings with several suggestions of which one is good, how often it comes first.

--lm takes a folder, a name or a .gguf file; it needs torch, and gguf and accelerate for the last.
"""

import argparse
import os
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from time import process_time
from typing import Any

from post_edits import rows, untokenised
from rewrites import distance

from mtreview.config import Config
from mtreview.evaluate.checking import check_all
from mtreview.evaluate.gold import Gold, find_gold, read_gold
from mtreview.evaluate.rewrites import groups, right_at
from mtreview.formats import apply
from mtreview.formats.rows import joined
from mtreview.formats.text import segments
from mtreview.model import Edit, Finding, Span, Suggestion
from mtreview.pipeline import Pipeline
from mtreview.qe.embedded import EmbeddedModel

CORPORA = Path(__file__).resolve().parent.parent.parent / "corpora"


@dataclass(frozen=True, slots=True)
class Case:
    """A suggestion in its segment, the place of its finding, and whether it is good."""

    finding: tuple[object, ...]
    before: str
    after: str
    source: str | None
    good: bool


Judge = Callable[[Sequence[Case]], list[float]]


def of_corpora(check: Pipeline) -> Iterator[Case]:
    """Suggestions of findings that stand alone at a marked fault."""
    for path in find_gold([str(CORPORA), str(CORPORA / "classes")], None):
        for checked in check_all(read_gold(path), check.check):
            gold = checked.ratings[0]
            for group in groups(gold.spans, checked.findings):
                if len(group.findings) == 1 and any(span.rewrites for span in group.marked):
                    yield from _cases(gold, group, path.name)


def _cases(gold: Gold, group: Any, name: str) -> Iterator[Case]:
    whole = Span(0, len(gold.mt))
    places = [s.span for s in segments(gold.mt)] if gold.whole else [whole]
    (finding,) = group.findings
    for suggestion in finding.suggestions:
        place = next((p for p in places if p.covers(suggestion.span)), None)
        if place is None:
            continue
        alone = type(group)(group.marked, (_only(finding, suggestion),))
        text = place.of(gold.mt)
        after = apply(text, [Edit(suggestion.span.shift(-place.start), suggestion.text)])
        source = None if gold.whole else gold.src
        yield Case(
            (name, gold.segment, finding.id), text, after, source, right_at(alone, gold.mt, 1)
        )


def _only(finding: Finding, suggestion: Suggestion) -> Finding:
    return replace(finding, suggestions=(suggestion,))


def of_post_edits(check: Pipeline, data: Path) -> Iterator[Case]:
    """Suggestions that change how far a translation is from its post-edit."""
    for path in sorted((data / "qe").glob("mlqe-pe.*dev.jsonl.gz")):
        for row in rows(path):
            text, wanted = " ".join(row["mt"].split()), untokenised(" ".join(row["pe"].split()))
            language = str(row.get("lp") or "").partition("-")[0] or None
            for finding in check.check(joined("r", [text], [row.get("src")], language)).findings:
                for suggestion in finding.suggestions:
                    after = apply(text, [suggestion.edit])
                    moved = distance(after, wanted)[0] - distance(text, wanted)[0]
                    if moved:
                        key = (path.name, row["id"], finding.id)
                        yield Case(key, text, after, row.get("src"), moved < 0)


def by_model(cases: Sequence[Case]) -> list[float]:
    """How much the embedded model's estimate rises."""
    told = EmbeddedModel().estimate(
        [(text, case.source) for case in cases for text in (case.before, case.after)]
    )
    return [b.quality - a.quality for a, b in zip(told[::2], told[1::2], strict=True)]


def by_language_model(name: str) -> dict[str, Judge]:
    """How much likelier a causal model finds the text: in all, and a token."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    path = Path(name)
    place: dict[str, Any] = {"gguf_file": path.name} if path.suffix == ".gguf" else {}
    folder = str(path.parent) if place else name
    tokenizer = AutoTokenizer.from_pretrained(folder, **place)
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, **place).eval()

    @cache
    def nats(text: str) -> tuple[float, float]:
        ids = tokenizer(f"{tokenizer.eos_token}{text}", return_tensors="pt")["input_ids"]
        with torch.inference_mode():
            loss = float(model(ids, labels=ids).loss)
        return loss * (ids.shape[1] - 1), loss

    def judge(which: int) -> Judge:
        return lambda cases: [nats(c.before)[which] - nats(c.after)[which] for c in cases]

    return {"nats": judge(0), "nats a token": judge(1)}


def told_apart(cases: Sequence[Case], gains: Sequence[float]) -> float:
    """The share of pairs of a good and a bad case in which the good one gains more."""
    bad = sorted(gain for case, gain in zip(cases, gains, strict=True) if not case.good)
    good = [gain for case, gain in zip(cases, gains, strict=True) if case.good]
    won = sum((bisect_left(bad, gain) + bisect_right(bad, gain)) / 2 for gain in good)
    return won / max(1, len(bad) * len(good))


def show(name: str, cases: Sequence[Case], judges: dict[str, Judge]) -> None:
    """Print what each judge reaches."""
    good = sum(case.good for case in cases)
    print(f"{name}: {len(cases):,} suggestions, {good:,} good")
    for judge, gains_of in judges.items():
        began = process_time()
        gains = gains_of(cases)
        spent = 1000 * (process_time() - began) / max(1, len(cases))
        by_finding: dict[object, list[tuple[float, bool]]] = defaultdict(list)
        for case, gain in zip(cases, gains, strict=True):
            by_finding[case.finding].append((gain, case.good))
        several = [s for s in by_finding.values() if len(s) > 1 and any(good for _, good in s)]
        first = sum(max(s, key=lambda pair: pair[0])[1] for s in several)
        print(
            f"  {judge:16} told apart {told_apart(cases, gains):.3f}  "
            f"good one first {first} of {len(several)}  {spent:.0f} ms of processor a suggestion",
            flush=True,
        )


def _each(cases: Iterator[Case], every: int) -> list[Case]:
    """The cases of each so-manieth finding."""
    by_finding = [list(group) for _, group in groupby(cases, key=lambda case: case.finding)]
    return [case for group in by_finding[::every] for case in group]


def main() -> int:
    """Print the figures for the order of the rules, and for each judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--lm", help="a causal language model")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="each Nth finding only")
    options = parser.parse_args()
    check = Pipeline(Config(model=False))
    judges: dict[str, Judge] = {
        "rules' order": lambda cases: [0.0] * len(cases),
        "embedded model": by_model,
    }
    if options.lm:
        judges |= by_language_model(options.lm)
    show("corpora", _each(of_corpora(check), options.every), judges)
    if options.data:
        cases = of_post_edits(check, Path(options.data))
        show("post-edits", _each(cases, options.every), judges)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
