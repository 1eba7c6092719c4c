"""mtreview check: findings and scores of documents."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from mtreview.cli.inputs import documents_in, read_document
from mtreview.cli.options import configure, fail_on, folder_of, reading, rewriters, shared
from mtreview.cli.process import say
from mtreview.cli.progress import Progress
from mtreview.config import NEVER, Config
from mtreview.errors import ExitCode, InputError
from mtreview.model import Document, Result, Severity
from mtreview.pipeline import Pipeline
from mtreview.report import github, jsonl, sarif, text
from mtreview.report.baseline import Baseline
from mtreview.report.findings_page import findings_page
from mtreview.report.text import plural

FORMS = ("text", "jsonl", "github", "sarif", "html")


@click.command("check", short_help="Findings and scores of documents.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--format", "form", type=click.Choice(FORMS), default="text")
@click.option("--source", metavar="FILE", help="The source text of the one document.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Leave out what an earlier check --format jsonl > FILE found.",
)
@fail_on
@rewriters
@reading
@shared
def command(
    paths: tuple[str, ...], form: str, source: str | None, baseline: Path | None, **options: Any
) -> int:
    """Find translation artifacts in documents (- is standard input) and score every segment.

    Of a folder these are the files of a known format. A file that cannot be read is reported, and
    the others are checked all the same.
    """
    config = configure(options, folder_of(paths[0]))
    if source and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise click.UsageError("--source goes with one document only")
    known = Baseline(baseline) if baseline else None
    checks = _Checks(config, known)
    for line in _report(checks.results(_documents(paths, source, config)), form):
        click.echo(line)
    if known and known.left_out:
        say(f"{plural(known.left_out, 'finding')} of the baseline left out ({baseline})")
    return checks.code


class _Checks:
    """Results as they come, and the exit code that they have made so far."""

    def __init__(self, config: Config, known: Baseline | None) -> None:
        self.code = ExitCode.CLEAN
        self._config, self._known = config, known
        self._pipeline = Pipeline(config)

    def results(self, documents: Iterable[tuple[Document | None, str]]) -> Iterator[Result]:
        """Check what could be read, and say what could not."""
        for document, error in documents:
            if document is None:
                say(error)
                self.code = ExitCode.INPUT
                continue
            result = self._checked(document)
            if self._known:
                result = self._known.new(result)
            if self.code is ExitCode.CLEAN and _fails(result, self._config):
                self.code = ExitCode.FINDINGS
            yield result

    def _checked(self, document: Document) -> Result:
        """Check a document, and tell how far the model is with a large one."""
        progress = Progress(len(document.segments), 0)
        result = self._pipeline.check(document, lambda done: progress.show(done, done))
        progress.clear()
        return result


def _documents(
    paths: tuple[str, ...], source: str | None, config: Config
) -> Iterator[tuple[Document | None, str]]:
    for path, error in _named(paths).items():
        if error:
            yield None, error
            continue
        try:
            yield read_document(path, source, config), ""
        except InputError as fault:
            yield None, str(fault)


def _named(paths: tuple[str, ...]) -> dict[str, str]:
    """The documents that arguments name, each once; what names none, with the reason."""
    named: dict[str, str] = {}
    for path in paths:
        try:
            named |= dict.fromkeys(documents_in([path]), "")
        except InputError as error:
            named[path] = str(error)
    return named


def _report(results: Iterable[Result], form: str) -> Iterator[str]:
    """The lines of a report, each as soon as it is known."""
    if form == "sarif":
        yield sarif.log(results)
    elif form == "html":
        yield findings_page(results).rstrip()
    else:
        for result in results:
            yield from _lines(result, form)


def _lines(result: Result, form: str) -> Iterator[str]:
    if form == "jsonl":
        return jsonl.document_lines(result)
    if form == "github":
        return github.lines(result)
    return text.lines(result, colour=_colour(), width=_width())


def _fails(result: Result, config: Config) -> bool:
    if config.fail_on == NEVER:
        return False
    threshold = Severity(config.fail_on).rank
    return any(finding.severity.rank >= threshold for finding in result.findings)


def _colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _width() -> int:
    return shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
