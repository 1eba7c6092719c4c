"""mtreview annotations: decisions and marked faults, out of a session and into one."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from mtreview.cli.inputs import documents_in, read_document
from mtreview.cli.options import configure, folder_of, output, reading, shared
from mtreview.cli.process import say
from mtreview.cli.reviewed import passing_over, read_as_reviewed, session_of
from mtreview.config import Config
from mtreview.errors import InputError
from mtreview.files import must_differ, unreadable, write_atomically
from mtreview.model import Action, Decision, Document
from mtreview.outcomes import Item
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
from mtreview.review.fold import BY_HAND
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
    here is changed, and what disagrees is written to stdout, a line of JSON each. A mark of FILE
    where a finding is already becomes a comment on its segment, of the one who marked it.
    """
    documents = [path for path in documents_in(paths) if came is None or Path(path) != came]
    config = configure(options, folder_of(paths[0])).override(reviewer=reviewer)
    named = came or out
    form = form or _SUFFIXES.get(named.suffix if named else "", "decisions")
    if came is not None:
        _merge(documents, paths, came, form, session, config)
        return
    text = _written(_reviewed(documents, paths, session, config, out), form, with_open)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_atomically(out, text.encode("utf-8", "replace"), force=force)


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A document as it was reviewed, its name there, and what was decided on it."""

    path: str
    name: str
    document: Document
    config: Config
    session: Session
    decisions: Sequence[Decision]


def _reviewed(
    documents: Sequence[str],
    named: Sequence[str],
    explicit: Path | None,
    config: Config,
    out: Path | None,
) -> Iterator[_Reviewed]:
    """The documents that were reviewed; InputError if none was, ConfigError if OUT is one."""
    found = False
    for path in documents:
        with session_of(path, explicit) as session, passing_over(path, named):
            document, kept = read_as_reviewed(path, None, config, session)
            known = session.find(Path(path), content_of(document.text)) if session else None
            if session is None or known is None:
                say(f"{path} was not reviewed: left out")
                continue
            found = True
            must_differ((out,), (path,))
            decisions = session.decisions(known.id)
            yield _Reviewed(path, known.path, document, kept, session, decisions)
    if not found:
        raise InputError(f"{named[0]} was not reviewed: `mtreview review` does that")


def _written(reviewed: Iterable[_Reviewed], form: str, with_open: bool) -> str:
    if form == "decisions":
        lines = (json.dumps(dumped(one.name, made)) for one in reviewed for made in one.decisions)
        return "".join(f"{line}\n" for line in lines)
    found = [(one.document, _marked(one, with_open)) for one in reviewed]
    return pearmut(found, Path(found[0][0].name).stem) if form == "pearmut" else mqm_table(found)


def _marked(one: _Reviewed, with_open: bool) -> list[Mark]:
    result = Pipeline(one.config, rewriting=False).check(one.document)
    return marks(Desk(one.session, result, Path(one.path)), with_open=with_open)


def _merge(
    documents: Sequence[str],
    named: Sequence[str],
    came: Path,
    form: str,
    explicit: Path | None,
    config: Config,
) -> None:
    try:
        text = came.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        raise (
            unreadable(came, error)
            if isinstance(error, OSError)
            else InputError(f"{came} is not UTF-8: name what this program or the other tool wrote")
        ) from error
    for path in documents:
        document: Document | None = None
        with passing_over(path, named):
            document = read_document(path, None, config)
        if document is None:
            continue
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
    """Add marks as findings by hand; where there is a finding already, say who marked it too."""
    desk = Desk(session, Pipeline(config, rewriting=False).check(document), path)
    there = {(item.finding.span, item.finding.category): item for item in desk.items}
    added = 0
    for mark in found:
        span = mark.span.shift(document.segments[mark.segment].span.start)
        reviewer = config.reviewer or mark.reviewer or session.reviewer
        item = there.get((span, mark.category))
        if item is None:
            desk.add(span, mark.category, mark.severity, reviewer=reviewer)
            there |= {(i.finding.span, i.finding.category): i for i in desk.items}
            added += 1
        elif item.finding.rule != BY_HAND:
            _confirm(desk, item, mark, reviewer)
    say(f"{path}: {plural(added, 'finding')} added, {len(found) - added:,} known already")


def _confirm(desk: Desk, item: Item, mark: Mark, reviewer: str) -> None:
    """Comment, once, that somebody marked what was found."""
    finding = item.finding
    said = f"marked too: “{finding.text}” ({mark.category}, {mark.severity})"
    notes = desk.notes(finding.segment).comments
    if (said, reviewer) not in {(comment.reason, comment.reviewer) for comment in notes}:
        desk.note(finding.segment, Action.COMMENT, reason=said, reviewer=reviewer)
