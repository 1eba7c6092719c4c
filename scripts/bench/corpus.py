#!/usr/bin/env python3
"""Scoring a corpus: its speed and memory, as ratios to a bare pass of what it is made of.

Pairs of 25 words, made of English sentences of DIR/clean and their own words in another order, so
that lengths are those of real text. `score` runs as users run it, in processes of its own. Where
other work is on the machine, the ratios of processor time are what carries over: they stand in
brackets. `--only PART` runs one of: start, rules, model, network (of --weights, alone), large,
engines, engines-rules (without the model), memory, words. Memory is that of the whole tree of
processes at its most, of --sizes rows, none like another; --untagged leaves out there the rules
that read part-of-speech tags, --texts the sources.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from scoring_runs import Pair, Spent, command, memory, pairs, ratio, row, score, timed


def bare(pairs: Sequence[Pair], threads: int, weights: Path | None = None) -> Spent:
    """The network alone, for the very batches that the model makes of these pairs."""
    from mtreview.qe import embedded

    model = embedded.EmbeddedModel(weights or embedded.WEIGHTS, threads, edits=False)
    calls: list[dict[str, object]] = []
    session = model._session

    class Recorder:
        """Notes each call and passes it on."""

        def run(self, names: object, inputs: dict[str, object], options: object) -> object:
            """As the session does."""
            calls.append(inputs)
            return session.run(names, inputs, options)

    model.__dict__["_session"] = Recorder()
    for start in range(0, len(pairs), 256):
        model.estimate(pairs[start : start + 256])
    asked, how = ["sentence", "words"], embedded._only_what_is_asked()
    return timed(lambda: [session.run(asked, inputs, how) for inputs in calls])


def network(made: Sequence[Pair], weights: Path | None) -> None:
    """The network of some weights alone, on one core."""
    row("the network alone, 1 threads", len(made), bare(made, 1, weights))


def model(made: Sequence[Pair]) -> None:
    """The network, and `score` with it."""
    count = len(made)
    alone = {threads: bare(made, threads) for threads in (1, 2)}
    for threads, each in alone.items():
        row(f"the network alone, {threads} threads", count, each)
    start = score(made[:1], "--jobs=1")
    spent = {jobs: score(made, f"--jobs={jobs}") for jobs in (1, 2)}
    net = {
        jobs: Spent(s.seconds - start.seconds, s.processor - start.processor)
        for jobs, s in spent.items()
    }
    for name, by_jobs in (("start included", spent), ("start left out", net)):
        for jobs, each in by_jobs.items():
            # Threads that wait for one another use the processor too, so that one is the measure.
            said, processor = ratio(each, alone[jobs])[0], ratio(each, alone[1])[1]
            row(f"score --jobs {jobs}, {name}", count, each, f"network x {said}", processor)
    print(f"2 jobs do {ratio(net[1], net[2])[0]} times what 1 does")


def large(made: Sequence[Pair]) -> None:
    """An encoder of XLM-RoBERTa-large's size, its weights random, in 32 bits under torch."""
    try:
        import torch
    except ImportError:
        print("no torch: the large encoder is left out")
        return
    from transformers import XLMRobertaConfig, XLMRobertaModel

    from mtreview.qe.embedded import WEIGHTS
    from mtreview.qe.pieces import PAD, Tokenizer

    config = XLMRobertaConfig(
        vocab_size=250_002,
        hidden_size=1024,
        num_hidden_layers=24,
        num_attention_heads=16,
        intermediate_size=4096,
        max_position_embeddings=514,
    )
    network, tokenizer = XLMRobertaModel(config).eval(), Tokenizer(WEIGHTS / "pieces.model")
    rows = [[*tokenizer.encode(src).ids, *tokenizer.encode(mt).ids] for mt, src in made]
    rows.sort(key=len)

    def run() -> None:
        for start in range(0, len(rows), 16):
            part = rows[start : start + 16]
            ids = torch.full((len(part), len(part[-1])), PAD)
            for i, ids_of_row in enumerate(part):
                ids[i, : len(ids_of_row)] = torch.tensor(ids_of_row)
            with torch.inference_mode():
                network(input_ids=ids, attention_mask=(ids != PAD).long())

    row("a large encoder, 32 bits, torch", len(made), timed(run))


def rules(made: Sequence[Pair]) -> None:
    """`score` without the model, its start left out, and the tagger alone on one core."""
    from mtreview.detectors.tagger import tag
    from mtreview.formats.rows import joined
    from mtreview.tokens import Reading

    readings = [Reading(joined("", [mt])) for mt, _ in made]
    tag(readings[:8])
    alone = timed(lambda: tag(readings))
    row("the tagger alone, one core", len(made), alone)
    texts = [(mt, "") for mt, _ in made]
    for kind, rows in (("texts", texts), ("pairs", made)):
        for name, ignored in (("with tags", []), ("without tags", untagged())):
            start = score(rows[:1], "--no-model", "--jobs=1", *ignored)
            for jobs in (1, 2):
                whole = score(rows, "--no-model", f"--jobs={jobs}", *ignored)
                seconds, processor = (
                    whole.seconds - start.seconds,
                    whole.processor - start.processor,
                )
                spent = Spent(seconds, processor, whole.most)
                said = ratio(alone, spent)
                title = f"rules {name}, {kind}, --jobs {jobs}"
                row(title, len(rows), spent, f"tagger x {said[0]}", said[1])


def untagged() -> list[str]:
    """The option that leaves out the rules that read tags."""
    from mtreview.detectors import DETECTORS

    return ["--ignore", ",".join(d.rule for d in DETECTORS if d.reads_tags)]


def flat(made: Sequence[Pair], sizes: Sequence[int], *options: str) -> None:
    """The memory of corpora of several sizes, the same pairs again and again with a number."""
    for size in sizes:
        numbered = ((f"{made[n % len(made)][0]} {n}", made[n % len(made)][1]) for n in range(size))
        spent = score(numbered, "--no-model", "--jobs=2", *options)
        row(f"score --no-model, {size:,} rows", size, spent)


def words() -> None:
    """The memory of a process that meets hardly a word twice, as with names and numbers."""
    from mtreview.config import Config
    from mtreview.corpus.local import scorer
    from mtreview.corpus.rows import Row
    from mtreview.corpus.windows import windows

    scoring, per_row, rows = scorer(Config(model=False, source_lang="fr")), 9, 8000
    for first in range(0, 6 * rows * per_row, rows * per_row):
        made = (
            " ".join(f"Name{n}ly" if n % 2 else str(n) for n in range(start, start + per_row))
            for start in range(first, first + rows * per_row, per_row)
        )
        for window in windows(Row(1, f"{mt} came.", src=f"{mt} sont venus.") for mt in made):
            scoring(window)  # type: ignore[arg-type]
        print(f"{first + rows * per_row:9,} words met: {memory(os.getpid()) / 2**20:5,.0f} MiB")


def engines(made: Sequence[Pair], *options: str) -> None:
    """The Ray engine with two workers beside two jobs of the local one, by files of 500 rows.

    Beside all of it stands the rate without the start, by a run over the first two files alone.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        few, every = folder / "few", folder / "every"
        for corpus, rows in ((few, made[:1000]), (every, made)):
            corpus.mkdir()
            for first in range(0, len(rows), 500):
                named = [{"mt": mt, "src": src, "lp": "fr-en"} for mt, src in rows[first:][:500]]
                text = "".join(f"{json.dumps(fields)}\n" for fields in named)
                (corpus / f"{first:06}.jsonl").write_text(text)
        for engine in ("local", "ray"):
            asked = ("--jobs=2", f"--engine={engine}", *options)
            start = command("score", str(few), *asked, "-o", str(folder / f"{engine}.few"))
            whole = command("score", str(every), *asked, "-o", str(folder / engine))
            # Ray's workers are no children of the command: only the clock tells of them.
            net = (len(made) - 1000) / (whole.seconds - start.seconds)
            rate = f"{len(made) / whole.seconds:9,.1f} start left out {net:9,.1f}"
            print(f"{' '.join((engine, 'engine', *options)):36} {rate}", flush=True)
        parts = b"".join(path.read_bytes() for path in sorted((folder / "ray").glob("*.jsonl")))
        print(f"the same bytes: {parts == (folder / 'local').read_bytes()}")


def start() -> None:
    """The start of the program, the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text.txt"
        text.write_text("He does not there was any victim, he said on Tuesday.\n")
        for arguments in (("--version",), ("check", str(text)), ("check", str(text), "--no-model")):
            best = min((command(*arguments) for _ in range(3)), key=lambda spent: spent.seconds)
            said = f"{best.seconds:.2f} s ({best.processor:.2f} s of processor time)"
            print(f"mtreview {' '.join(a for a in arguments if a != str(text)):27} {said}")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=os.environ.get("MTREVIEW_DATA"))
    parser.add_argument("--pairs", type=int, default=4000)
    parser.add_argument("--rules", type=int, default=20_000, help="pairs for rules alone")
    parser.add_argument("--large", type=int, default=48, help="pairs for the large encoder")
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--weights", type=Path, help="of the network that is measured alone")
    parser.add_argument("--untagged", action="store_true")
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--only", metavar="PART")
    options = parser.parse_args()
    if not options.data or not (folder := Path(options.data) / "clean").is_dir():
        print("name the folder of the data: --data DIR or MTREVIEW_DATA", file=sys.stderr)
        return 2
    made = pairs(folder, options.pairs)
    parts: dict[str, Callable[[], None]] = {
        "start": start,
        "rules": lambda: rules(pairs(folder, options.rules)),
        "model": lambda: model(made),
        "network": lambda: network(made, options.weights),
        "large": lambda: large(made[: options.large]),
        "words": words,
        "engines": lambda: engines(made),
        "engines-rules": lambda: engines(made, "--no-model"),
        "memory": lambda: flat(
            [(mt, "") for mt, _ in made] if options.texts else made,
            options.sizes,
            *(untagged() if options.untagged else []),
        ),
    }
    print(f"{'':36} segments/s (/processor s)")
    if options.only not in (None, *parts):
        parser.error(f"--only is one of {', '.join(parts)}")
    for name, part in parts.items():
        if options.only in (None, name):
            part()
    return 0


if __name__ == "__main__":
    sys.exit(main())
