"""mtreview evaluate: detectors and scores against human labels."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from mtreview.calibration import Counts, dump_calibration
from mtreview.cli.options import configure, output, shared
from mtreview.config import Config
from mtreview.errors import InputError
from mtreview.evaluate.checking import Check
from mtreview.evaluate.figures import Figures, figures
from mtreview.evaluate.gold import SUFFIXES, Gold, find_gold, read_gold
from mtreview.evaluate.page import page
from mtreview.evaluate.reviews import count_reviews
from mtreview.evaluate.run import measure
from mtreview.evaluate.table import lines
from mtreview.files import atomic_writer, must_differ
from mtreview.pipeline import Pipeline

SESSION = ".db"


@click.command("evaluate", short_help="Detectors and scores against human labels.")
@click.argument("gold", nargs=-1, required=True, metavar="GOLD...")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    envvar="MTREVIEW_DATA",
    help="Folder of labelled data, where names are looked for (default: MTREVIEW_DATA).",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text")
@output
@click.option(
    "--calibrate",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write how often each rule was right; GOLD may hold sessions of reviews (.db) too.",
)
@click.option("--no-source", is_flag=True, help="As if no source were known.")
@click.option("--force", is_flag=True, help="Write over OUT and FILE if they exist.")
@shared
def command(
    gold: tuple[str, ...],
    data: Path | None,
    form: str,
    out: Path | None,
    calibrate: Path | None,
    no_source: bool,
    force: bool,
    **options: Any,
) -> None:
    """Measure spans, rewrites, scores and false alarms on labelled translations.

    GOLD are files of JSON lines (.jsonl, .jsonl.gz), folders of them, or their names within
    --data. Every F1 stands beside that of marking everything, every correlation beside that of
    the text's length alone.

    With --calibrate, the counts are written instead of shown: named as `calibration` in the
    settings, confidences follow from them. Every finding counts, however unsure, and each of those
    that overlap.
    """
    config = configure(options, Path.cwd())
    files = find_gold(gold, data, SUFFIXES if calibrate is None else (*SUFFIXES, SESSION))
    must_differ((out, calibrate), map(str, files))
    if calibrate is not None:
        with atomic_writer(calibrate, force=force) as file:
            found = _right(files, config, no_source)
            counts = dump_calibration(found, f"Counted on {', '.join(gold)}.")
            file.write(counts.encode("utf-8"))
        return
    check = Pipeline(config).check
    if out is None:
        click.echo(_measured(files, check, form, no_source), nl=False)
        return
    with atomic_writer(out, force=force) as file:  # refused, if it must be, before the long work
        file.write(_measured(files, check, form, no_source).encode("utf-8"))


def _right(files: list[Path], config: Config, no_source: bool) -> Counts:
    """How often each rule was right by the labels and by the reviews among `files`."""
    # Earlier counts must not decide what is counted: a rule that they hide, or let another win
    # over, would be forgotten, and be shown again as surely as it was at first. The model is left
    # out: its confidences are probabilities already.
    check = Pipeline(replace(config, min_confidence=0.0, model=False), merged=False).check
    reviews = [path for path in files if path.suffix == SESSION]
    labels = [path for path in files if path.suffix != SESSION]
    counts: dict[str, tuple[float, float]] = {}
    for rules in (measure(_ratings(labels, no_source), check).rules, *map(count_reviews, reviews)):
        for rule, counted in rules.items():
            found, faults = counts.get(rule, (0, 0))
            alarms = counted.found + counted.false_alarms
            counts[rule] = found + alarms, faults + counted.faults
    met = {rule: count for rule, count in counts.items() if count[0]}
    if not met:
        raise InputError(f"nothing was found in {files[0]}: there is nothing to count")
    return met


def _measured(files: list[Path], check: Check, form: str, no_source: bool) -> str:
    outcome = figures(measure(_ratings(files, no_source), check))
    if not outcome["segments"] and not outcome["clean"]:
        raise InputError(f"{files[0]} holds no labelled rows: there is nothing to measure")
    return _shown(outcome, form)


def _shown(outcome: Figures, form: str) -> str:
    if form == "html":
        return page(outcome)
    if form == "json":
        return json.dumps(outcome, indent=2, allow_nan=False) + "\n"
    return "".join(f"{line}\n" for line in lines(outcome))


def _ratings(files: list[Path], no_source: bool) -> Iterator[Gold]:
    for path in files:
        for gold in read_gold(path):
            yield replace(gold, src=None) if no_source else gold
