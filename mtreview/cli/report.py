"""mtreview report: the scorecard of a review."""

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtreview.cli.inputs import documents_in
from mtreview.cli.options import configure, folder_of, output, reading, shared
from mtreview.cli.process import say
from mtreview.cli.reviewed import passing_over, read_as_reviewed, session_of
from mtreview.config import Config
from mtreview.errors import InputError
from mtreview.files import write_atomically
from mtreview.pipeline import Pipeline
from mtreview.report.scorecard import scorecard_page
from mtreview.report.text import plural
from mtreview.review.anchor import content_of
from mtreview.review.desk import Desk
from mtreview.review.gradual import Checks
from mtreview.review.recall import Memory
from mtreview.review.session import Session

if TYPE_CHECKING:
    from mtreview.review.scorecard import Reviewed


@click.command("report", short_help="The scorecard of a review.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@output
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "json"]),
    help="Default: as OUT's name says, else html.",
)
@click.option("--force", is_flag=True, help="Write over OUT if it exists.")
@click.option("--session", type=click.Path(path_type=Path), help="Session file to read.")
@reading
@shared
def command(
    paths: tuple[str, ...],
    out: Path | None,
    form: str | None,
    force: bool,
    session: Path | None,
    **options: Any,
) -> None:
    """What a review of documents, or of folders of them, came to.

    Faults by category and severity, quality and MQM before and after, time, keys and edits of each
    reviewer, and how often each rule was right. The documents are checked again as they were for
    their review; nothing is written but OUT.
    """
    form = form or ("json" if out is not None and out.suffix == ".json" else "html")
    card = _card(paths, session, options)
    text = json.dumps(card, indent=2) + "\n" if form == "json" else scorecard_page(card)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_atomically(out, text.encode("utf-8", "replace"), force=force)


def _card(named: tuple[str, ...], explicit: Path | None, options: dict[str, Any]) -> dict[str, Any]:
    from mtreview.review.scorecard import Reviewed, scorecard  # sacreBLEU takes long to import

    paths = documents_in(named)
    config = configure(options, folder_of(paths[0]))
    pipelines: dict[str, Pipeline] = {}
    reviewed: list[Reviewed] = []
    memories: dict[Path, Memory] = {}
    with ExitStack() as opened:
        for path in paths:
            session = opened.enter_context(session_of(path, explicit))
            if session is None:
                say(f"{path} was not reviewed: left out")
                continue
            memory = memories.setdefault(session.path, Memory(session))
            with passing_over(path, named):
                one = _reviewed(path, session, memory, config, pipelines)
                if one is not None:
                    reviewed.append(one)
                    _tell_lost(path, len(one.desk.lost))
        if not reviewed:
            raise InputError(f"{paths[0]} was not reviewed: `mtreview review` does that")
        return scorecard(reviewed, next(iter(memories.values())))


def _tell_lost(path: str, count: int) -> None:
    if count:
        say(f"{path}: {plural(count, 'decision')} without a place in this text, counted nowhere")


def _reviewed(
    path: str, session: Session, memory: Memory, config: Config, pipelines: dict[str, Pipeline]
) -> "Reviewed | None":
    """Check a document as it was for its review, and lay out what was decided."""
    from mtreview.review.scorecard import Reviewed

    document, config = read_as_reviewed(path, None, config, session)
    known = session.find(Path(path), content_of(document.text))
    if known is None:
        say(f"{path} was not reviewed: left out")
        return None
    pipeline = pipelines.setdefault(repr(config), Pipeline(config, rewriting=False))
    result = pipeline.check(document)
    checks: Checks | None = None
    desk = Desk(session, result, Path(path), memory=memory)
    for segment in desk.pending():
        revised = desk.revised(segment)
        checks = checks or Checks(config)
        desk.learn(revised, *checks.segment(revised.document, revised.index))
    return Reviewed(result, desk, session.visits(known.id), config.profile)
