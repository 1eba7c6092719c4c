"""mtreview check: findings and scores of documents."""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import click

from mtreview.cli.inputs import read_document
from mtreview.cli.options import configure, fail_on, folder_of, reading, shared
from mtreview.cli.process import say
from mtreview.config import NEVER, Config
from mtreview.errors import ExitCode, InputError
from mtreview.model import Document, Result, Severity
from mtreview.pipeline import Pipeline
from mtreview.report import jsonl, text


@click.command("check", short_help="Findings and scores of documents.")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...|-")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text")
@click.option("--source", metavar="FILE", help="The source text of the one document.")
@fail_on
@reading
@shared
def command(paths: tuple[str, ...], form: str, source: str | None, **options: Any) -> int:
    """Find translation artifacts in documents (- is standard input) and score every segment.

    A file that cannot be read is reported, and the others are checked all the same.
    """
    config = configure(options, folder_of(paths[0]))
    if source and len(paths) > 1:
        raise click.UsageError("--source goes with one document only")
    pipeline = Pipeline(config)
    worst = ExitCode.CLEAN
    for document, error in _documents(paths, source, config):
        if document is None:
            say(error)
            worst = ExitCode.INPUT
            continue
        result = pipeline.check(document)
        for line in _lines(result, form):
            click.echo(line)
        if worst is ExitCode.CLEAN and _fails(result, config):
            worst = ExitCode.FINDINGS
    return worst


def _documents(
    paths: tuple[str, ...], source: str | None, config: Config
) -> Iterator[tuple[Document | None, str]]:
    for path in paths:
        try:
            yield read_document(path, source, config), ""
        except InputError as error:
            yield None, str(error)


def _lines(result: Result, form: str) -> Iterator[str]:
    if form == "jsonl":
        return jsonl.document_lines(result)
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
