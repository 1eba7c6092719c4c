"""mtreview review: the desk in the terminal, where an editor decides."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mtreview.cli.inputs import STDIN, documents_in, read_document
from mtreview.cli.options import configure, folder_of, reading, rewriters, shared
from mtreview.cli.process import forget_signals
from mtreview.cli.serve import LOOPBACK, is_in_browser
from mtreview.cli.serve import serve as offer
from mtreview.config import Config
from mtreview.errors import ConfigError, InputError
from mtreview.model import Document, Finding, Score
from mtreview.report.text import plural, visible
from mtreview.review.recall import Memory
from mtreview.review.session import Session
from mtreview.review.stage import Stage

if TYPE_CHECKING:
    from mtreview.review.gradual import Checks
    from mtreview.tui.job import Job


@click.command("review", short_help="Review documents in the terminal.")
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--session", type=click.Path(path_type=Path), help="File that keeps the decisions.")
@click.option("--source", metavar="FILE", help="The source text of the one document.")
@click.option("--reviewer", metavar="NAME", help="Whose decisions these are (else the login name).")
@click.option("--serve", is_flag=True, help="Offer the desk to a browser (extra serve).")
@click.option("--host", default=LOOPBACK, show_default=True, help="Address to serve on.")
@click.option("--port", default=8000, show_default=True, help="Port to serve on.")
@click.option("--allow-remote", is_flag=True, help="Serve on an address that others can reach.")
@rewriters
@reading
@shared
def command(
    paths: tuple[str, ...],
    session: Path | None,
    source: str | None,
    reviewer: str | None,
    serve: bool,
    host: str,
    port: int,
    allow_remote: bool,
    **options: Any,
) -> int:
    """Work through the findings of documents, or of folders of them: accept, edit or dismiss.

    Every decision is stored as it is made; the document itself is never changed. Without a PATH the
    desk is empty, and a text can be pasted in.
    """
    if STDIN in paths:
        raise ConfigError("the review reads its keys from standard input: name a file instead of -")
    if not serve:
        _must_have_terminal()
    if source and (len(paths) != 1 or Path(paths[0]).is_dir()):
        raise click.UsageError("--source goes with one document only")
    folder = folder_of(paths[0] if paths else STDIN)
    config = configure(options, folder).override(reviewer=reviewer)
    checks = _Checks(config)
    with ExitStack() as opened:
        opener = _Opener(session, config, opened)
        jobs = opener.open_all(paths, source)
        if serve:
            offer(click.get_current_context(), host, port, allow_remote=allow_remote)
            return 0
        # Textual takes long to import, and a bad path should be told at once.
        from mtreview.tui.app import ReviewApp

        forget_signals()  # every decision is stored as it is made: there is nothing to unwind
        app = ReviewApp(jobs, checks, opener.open, config.keys)
        app.run()
        for line in filter(None, map(_left, app.jobs)):
            click.echo(line, err=True)
        return app.return_code or 0


class _Checks:
    """What checks, loaded when it is asked first: by then the text is on the screen.

    What settings may have wrong is told at once.
    """

    def __init__(self, config: Config) -> None:
        self._config = config
        named = config.select or config.ignore or config.silence or config.glossary
        models = config.qe_model or config.rewriter or config.rewriter_url or config.lm
        if named or config.calibration or models:
            _ = self._checks

    def stages(self, document: Document) -> Iterator[Stage]:
        """Check a document; the last stage has the whole result."""
        return self._checks.stages(document)

    def segment(self, document: Document, index: int) -> tuple[tuple[Finding, ...], Score]:
        """Check one segment among the others."""
        return self._checks.segment(document, index)

    @cached_property
    def _checks(self) -> "Checks":
        from mtreview.review.gradual import Checks

        return Checks(self._config)


def _must_have_terminal() -> None:
    # The screen is drawn on standard error, as Textual does.
    if not is_in_browser() and not all(
        stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)
    ):
        raise ConfigError("the review needs a terminal: use `mtreview check` where there is none")


class _Opener:
    """Opens documents for review; those of one session share it, and what it remembers."""

    def __init__(self, place: Path | None, config: Config, opened: ExitStack) -> None:
        self._place, self._config, self._opened = place, config, opened
        self._sessions: dict[Path, Session] = {}
        self._memories: dict[Path, Memory] = {}

    def open(self, path: Path) -> "Job":
        """Read one more document; InputError if that cannot be."""
        return self._job(path, read_document(str(path), None, self._config), None)

    def open_all(self, named: tuple[str, ...], source: str | None) -> "list[Job]":
        """Read what PATH arguments name; no session is begun unless all that can be read was."""
        paths = documents_in(named)
        read = [_read(path, source, self._config, path in named) for path in paths]
        if read and all(failure for _, failure in read):
            raise InputError(read[0][1])
        return [
            self._job(Path(path), document, source, failure)
            for path, (document, failure) in zip(paths, read, strict=True)
        ]

    def _job(self, path: Path, document: Document, source: str | None, failure: str = "") -> "Job":
        from mtreview.tui.job import Job

        place = Session.locate(path, self._place)
        if place not in self._sessions:
            session = Session(place, reviewer=self._config.reviewer)
            self._sessions[place] = self._opened.enter_context(session)
            self._memories[place] = Memory(session)
        session, memory = self._sessions[place], self._memories[place]
        settings = _settings(self._config, source, path)
        job = Job(document, path, session, settings, self._config.profile, memory)
        job.failure = failure
        return job


def _read(path: str, source: str | None, config: Config, is_named: bool) -> tuple[Document, str]:
    """Read a document; what is wrong with one of a folder is said in its row of the list."""
    try:
        return read_document(path, source, config), ""
    except InputError as error:
        if is_named:
            raise
        return Document(path, ""), str(error)


def _left(job: "Job") -> str:
    """Say where a document was left, if anything was decided on it."""
    if job.desk is None or not (decided := job.desk.counts.total - job.desk.counts.open):
        return ""
    path, still = visible(str(job.path)), plural(job.desk.counts.open, "finding")
    return f"{path}: {decided:,} decided and kept, {still} open; export writes the corrected text"


def _settings(config: Config, source: str | None, path: Path) -> dict[str, Any]:
    """What an export must know to find the same findings again."""
    wanted = {
        "source_lang": config.source_lang,
        "input_format": config.input_format,
        "selector": config.selector,
        "fields": config.fields,
        "source": str(Path(source).resolve()) if source else None,
        "select": list(config.select),
        "ignore": [*config.ignore, *config.silenced(path)],
        "min_severity": str(config.min_severity),
        "min_confidence": config.min_confidence,
        "model": config.model,
        "qe_model": config.qe_model,
        "qe_scale": list(config.qe_scale),
    }
    default = Config()
    return {
        key: value
        for key, value in wanted.items()
        if value not in (None, "", []) and value != _plain(getattr(default, key, None))
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
