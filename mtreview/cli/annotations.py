"""mtreview annotations: decisions and marked faults, out of a session and into one."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from mtreview.cli.inputs import documents_in, read_document
from mtreview.cli.options import configure, folder_of, output, reading, shared
from mtreview.cli.process import say
from mtreview.cli.reviewed import read_as_reviewed, session_of
from mtreview.config import Config
from mtreview.errors import InputError
from mtreview.files import unreadable, write_atomically
from mtreview.model import Document
from mtreview.pipeline import Pipeline
from mtreview.report.text import plural
from mtreview.review.anchor import content_of
from mtreview.review.annotations import (
    Mark,
    marks,
    mqm_table,
    pearmut,
    read_mqm_table,
    read_pearmut,
)
from mtreview.review.desk import Desk
from mtreview.review.exchange import dumped, loaded, merge
from mtreview.review.session import Session

_FORMS = ("decisions", "pearmut", "mqm")
_SUFFIXES = {".jsonl": "decisions", ".json": "pearmut", ".tsv": "mqm"}
Read = Callable[[str, str, Document], list[Mark]]
_READERS: dict[str, Read] = {"pearmut": read_pearmut, "mqm": read_mqm_table}


@click.command("annotations", short_help="Decisions and marked faults, out of a review or into it.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@output
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="JSON lines of decisions, Pearmut's campaign, Google's MQM table (default: by suffix).",
)
@click.option("--with-open", is_flag=True, help="Faults that nobody decided on, too.")
@click.option("--merge", "came", type=click.Path(path_type=Path), help="Read FILE into the review.")
@click.option("--reviewer", metavar="NAME", help="Whose the marks of FILE are.")
@click.option("--force", is_flag=True, help="Write over OUT if it exists.")
@click.option("--session", type=click.Path(path_type=Path), help="Session file of the review.")
@reading
@shared
def command(
    paths: tuple[str, ...],
    out: Path | None,
    form: str | None,
    with_open: bool,
    came: Path | None,
    reviewer: str | None,
    force: bool,
    session: Path | None,
    **options: Any,
) -> None:
    """Write what a review decided on documents, or read what another one did.

    With --merge, decisions of FILE that are not known here are added; nothing that somebody decided
    here is changed, and what disagrees is written to stdout, a line of JSON each.
    """
    documents = documents_in(paths)
    config = configure(options, folder_of(paths[0])).override(reviewer=reviewer)
    named = came or out
    form = form or _SUFFIXES.get(named.suffix if named else "", "decisions")
    if came is not None:
        _merge(documents, came, form, session, config)
        return
    text = _written(documents, form, session, config, with_open)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_atomically(out, text.encode("utf-8", "replace"), force=force)


def _written(
    paths: Sequence[str], form: str, explicit: Path | None, config: Config, with_open: bool
) -> str:
    if form == "decisions":
        return "".join(_decisions(paths, explicit, config))
    found = [_marked(path, explicit, config, with_open) for path in paths]
    if form == "pearmut":
        return pearmut(found, Path(paths[0]).stem)
    return mqm_table(found)


def _decisions(paths: Sequence[str], explicit: Path | None, config: Config) -> Iterator[str]:
    for path in paths:
        with session_of(path, explicit) as session:
            document, _ = read_as_reviewed(path, None, config, session)
            known = session.find(Path(path), content_of(document.text)) if session else None
            if session is None or known is None:
                say(f"{path} was not reviewed: left out")
                continue
            for decision in session.decisions(known.id):
                yield json.dumps(dumped(known.path, decision)) + "\n"


def _marked(
    path: str, explicit: Path | None, config: Config, with_open: bool
) -> tuple[Document, list[Mark]]:
    with session_of(path, explicit) as session:
        if session is None:
            raise InputError(f"{path} was not reviewed: `mtreview review` does that")
        document, config = read_as_reviewed(path, None, config, session)
        desk = Desk(session, Pipeline(config, rewriting=False).check(document), Path(path))
        return document, marks(desk, with_open=with_open)


def _merge(
    paths: Sequence[str], came: Path, form: str, explicit: Path | None, config: Config
) -> None:
    try:
        text = came.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise (
            unreadable(came, error)
            if isinstance(error, OSError)
            else InputError(f"{came} is not UTF-8: name what this program or the other tool wrote")
        ) from error
    for path in paths:
        document = read_document(path, None, config)
        place = Session.locate(Path(path), explicit)
        with Session(place, reviewer=config.reviewer) as session:
            if form == "decisions":
                _merge_decisions(text, came, Path(path), document, session)
            else:
                found = _READERS[form](text, str(came), document)
                _add(found, Path(path), document, session, config)


def _merge_decisions(
    text: str, came: Path, path: Path, document: Document, session: Session
) -> None:
    lines = [line for line in text.splitlines() if line.strip()]
    read = [loaded(line, f"line {n} of {came}") for n, line in enumerate(lines, 1)]
    content = content_of(document.text)
    own = [made for name, made in read if made.content == content or Path(name).name == path.name]
    if not own:
        say(f"{path}: nothing in {came} is about it")
        return
    outcome = merge(session, path, own)
    for here, other in outcome.disagreements:
        both = {"here": dumped(str(path), here), "there": dumped(str(path), other)}
        click.echo(json.dumps({"type": "disagreement", "document": str(path), **both}))
    say(
        f"{path}: {plural(outcome.added, 'decision')} added, {outcome.known:,} known already, "
        f"{plural(len(outcome.disagreements), 'disagreement')}"
    )


def _add(
    found: Sequence[Mark], path: Path, document: Document, session: Session, config: Config
) -> None:
    """Add marks as findings by hand, those that are not there yet."""
    desk = Desk(session, Pipeline(config, rewriting=False).check(document), path)
    there = {(item.finding.span, item.finding.category) for item in desk.items}
    added = 0
    for mark in found:
        span = mark.span.shift(document.segments[mark.segment].span.start)
        if (span, mark.category) not in there:
            desk.add(span, mark.category, mark.severity, reviewer=config.reviewer or mark.reviewer)
            there.add((span, mark.category))
            added += 1
    say(f"{path}: {plural(added, 'finding')} added, {len(found) - added:,} known already")
