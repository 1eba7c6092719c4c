"""mtreview export: the corrected text, with the editor's decisions."""

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import click

from mtreview import formats
from mtreview.cli.inputs import LARGEST, STDIN
from mtreview.cli.options import configure, folder_of, output, reading, rewriters, shared
from mtreview.cli.process import printable
from mtreview.cli.reviewed import read_as_reviewed, session_of
from mtreview.config import Config
from mtreview.files import atomic_writer, write_atomically
from mtreview.outcomes import Review
from mtreview.pipeline import Pipeline
from mtreview.report.text import plural
from mtreview.review.export import Accept, Export, diff, export
from mtreview.review.memory import export_memory


@click.command("export", short_help="The corrected text, with the editor's decisions.")
@click.argument("path")
@output
@click.option(
    "--accept",
    type=click.Choice(["none", "safe", "all"]),
    default="none",
    show_default=True,
    help="Apply open suggestions too: the safe ones, or the first of every finding.",
)
@click.option("--format", "form", type=click.Choice(["same", "diff"]), default="same")
@click.option(
    "--findings", is_flag=True, help="Write findings into it too (XLIFF, with scores; PO)."
)
@click.option(
    "--state",
    type=click.Choice(["reviewed", "final"]),
    help="Mark what is fully decided as such (XLIFF, PO).",
)
@click.option(
    "--track-changes", is_flag=True, help="Write edits as tracked changes, with comments (DOCX)."
)
@click.option("--force", is_flag=True, help="Write over OUT if it exists, be it PATH itself.")
@click.option("--session", type=click.Path(path_type=Path), help="Session file to read.")
@click.option("--source", metavar="FILE", help="The source text of the document.")
@rewriters
@reading
@shared
def command(
    path: str,
    out: Path | None,
    accept: str,
    form: str,
    findings: bool,
    state: str | None,
    track_changes: bool,
    force: bool,
    session: Path | None,
    source: str | None,
    **options: Any,
) -> None:
    """Write PATH (- is standard input) with the decisions of its review, in the format it came in.

    Only what the editor decided is changed, unless --accept says otherwise; what was dismissed is
    never applied. With no decisions the output is the input, byte for byte.
    """
    config = configure(options, folder_of(path))
    review = Review(findings=findings, state=state or "", track_changes=track_changes)
    if form == "same" and _is_large_memory(path, config):
        formats.must_hold("tmx", review)
        pipeline = Pipeline(config, rewriting=accept == "all")
        total = _export_memory(path, out, pipeline, cast(Accept, accept), force)
        click.echo(_said(total, out), err=True)
        return
    with session_of(path, session) as reviews:
        document, config = read_as_reviewed(path, source, config, reviews)
        result = Pipeline(config, rewriting=accept == "all").check(document)
        outcome = export(document, result, reviews, cast(Accept, accept), Path(path))
    if form == "diff":
        old, new = formats.sides(document, outcome.edits)
        # The file's name may hold bytes that are no text: `patch` wants them as they are.
        data = diff(old, new, document.name).encode("utf-8", "surrogateescape")
    else:
        review = replace(
            review,
            items=outcome.items,
            scores=result.segment_scores,
            signature=result.signature,
        )
        data = formats.write(document, outcome.edits, review)
    if out is None:
        sys.stdout.buffer.write(data)
    else:
        write_atomically(out, data, force=force)
    # On a terminal the two streams meet, and a text need not end its last line.
    open_line = out is None and data and not data.endswith(b"\n") and sys.stdout.isatty()
    click.echo(("\n" if open_line else "") + _said(outcome, out), err=True)


def _is_large_memory(path: str, config: Config) -> bool:
    """Tell whether a file is a TMX that is too large to be held whole."""
    suffix = Path(path).suffix.lower()
    form = config.input_format or (suffix in formats.SUFFIXES and formats.SUFFIXES[suffix].name)
    with suppress(OSError):
        return form == "tmx" and path != STDIN and Path(path).stat().st_size > LARGEST
    return False


def _export_memory(
    path: str, out: Path | None, pipeline: Pipeline, accept: Accept, force: bool
) -> Export:
    with Path(path).open("rb") as file:
        if out is None:
            return export_memory(file, sys.stdout.buffer, path, pipeline, accept)
        with atomic_writer(out, force=force) as sink:
            return export_memory(file, sink, path, pipeline, accept)


def _said(outcome: Export, out: Path | None) -> str:
    parts = [f"{plural(outcome.decided, 'decision')} applied"]
    if outcome.applied:
        parts.append(f"{plural(outcome.applied, 'suggestion')} applied unseen")
    if outcome.skipped:
        parts.append(f"{plural(outcome.skipped, 'suggestion')} left out, overlapping others")
    if outcome.lost:
        parts.append(f"{plural(len(outcome.lost), 'decision')} without a place in this text")
    parts.append(f"{plural(outcome.open_count, 'finding')} still open")
    return printable(f"{f'wrote {out}: ' if out else ''}{', '.join(parts)}")
