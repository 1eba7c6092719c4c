"""mtreview export: the corrected text, with the editor's decisions."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import click

from mtreview import formats
from mtreview.cli.inputs import LARGEST, STDIN, read_document, reading_of, with_source
from mtreview.cli.options import configure, folder_of, reading, rewriters, shared
from mtreview.cli.process import printable
from mtreview.config import Config
from mtreview.errors import InputError
from mtreview.files import atomic_writer, write_atomically
from mtreview.model import Review, Severity
from mtreview.pipeline import Pipeline
from mtreview.report.text import plural
from mtreview.review.anchor import content_of
from mtreview.review.export import Accept, Export, diff, export
from mtreview.review.memory import export_memory
from mtreview.review.session import Session


@click.command("export", short_help="The corrected text, with the editor's decisions.")
@click.argument("path")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Output file (else stdout).")
@click.option(
    "--accept",
    type=click.Choice(["none", "safe", "all"]),
    default="none",
    show_default=True,
    help="Apply open suggestions too: the safe ones, or the first of every finding.",
)
@click.option("--format", "form", type=click.Choice(["same", "diff"]), default="same")
@click.option("--findings", is_flag=True, help="Write findings and scores into it too (XLIFF).")
@click.option(
    "--state",
    type=click.Choice(["reviewed", "final"]),
    help="Mark what is fully decided as such (XLIFF, PO).",
)
@click.option(
    "--track-changes", is_flag=True, help="Write edits as tracked changes, with comments (DOCX)."
)
@click.option("--force", is_flag=True, help="Write over OUT if it exists.")
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
    with _session(path, session) as reviews:
        # By its name first: a file may be one that only those settings can read.
        config, source = _as_reviewed(config, source, "", path, reviews)
        document, asked = read_document(path, None, config), reading_of(config)
        content = content_of(document.text)
        config, source = _as_reviewed(config, source, content, path, reviews)
        if reading_of(config) != asked:
            document = read_document(path, None, config)
        if source:
            document = with_source(document, source)
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


@contextmanager
def _session(path: str, explicit: Path | None) -> Iterator[Session | None]:
    """Open the session of a document for reading, if there is one."""
    if path == STDIN and explicit is None:
        yield None
        return
    place = Session.locate(Path(path), explicit)
    if not place.exists():
        if explicit is not None:
            raise InputError(f"{explicit} does not exist: name the session file of a review")
        yield None
        return
    with Session(place, read_only=True) as session:
        yield session


def _as_reviewed(
    config: Config, source: str | None, content: str, path: str, session: Session | None
) -> tuple[Config, str | None]:
    """Take over the settings of the review wherever the command line and the file give none."""
    known = session.find(Path(path), content) if session else None
    if known is None:
        return config, source
    kept = dict(known.settings)
    reviewed = kept.pop("source", None)
    if source is None and reviewed and Path(reviewed).is_file():
        source = reviewed
    default = Config()
    unset = {k: v for k, v in kept.items() if getattr(config, k) == getattr(default, k)}
    if "qe_scale" in unset:
        unset["qe_scale"] = tuple(unset["qe_scale"])
    if "min_severity" in unset:
        unset["min_severity"] = Severity(unset["min_severity"])
    return config.override(**unset), source


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
