"""mtreview filter: the rows of a scored corpus that are good enough, and why the others are not."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from mtreview.choosing.entries import Entries
from mtreview.choosing.filtering import Conditions
from mtreview.choosing.sieve import Sieve
from mtreview.cli.inputs import opened
from mtreview.cli.options import names, number
from mtreview.config import language_code
from mtreview.corpus.inputs import NAMES
from mtreview.files import atomic_writer
from mtreview.model import Severity
from mtreview.pipeline import must_know_rules


def _language(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    return language_code(value) if value else None


@click.command("filter", short_help="The good rows of a scored corpus.")
@click.argument("corpus")
@click.option("--scores", metavar="FILE", help="What `mtreview score CORPUS -o FILE` wrote.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Kept rows (else stdout).")
@click.option(
    "--dropped",
    type=click.Path(path_type=Path),
    help="Dropped rows and why, as JSON lines (default: beside OUT, as .dropped.jsonl).",
)
@click.option(
    "--min-quality", type=click.FloatRange(0, 100), callback=number, help="Drop what scores less."
)
@click.option(
    "--max-quality", type=click.FloatRange(0, 100), callback=number, help="Drop what scores more."
)
@click.option(
    "--drop-rule", "rules", metavar="RULE,...", callback=names, help="... in which it found."
)
@click.option(
    "--drop-category",
    "categories",
    metavar="NAME,...",
    callback=names,
    help="... with a finding of it, or of one below it: Accuracy, Accuracy/Omission.",
)
@click.option(
    "--drop-severity",
    "severity",
    type=click.Choice([str(severity) for severity in Severity]),
    help="... with a finding this grave; beside the two above, what is less grave is let pass.",
)
@click.option("--min-words", type=click.IntRange(0), help="Drop shorter translations.")
@click.option("--max-words", type=click.IntRange(0), help="Drop longer ones.")
@click.option(
    "--max-ratio",
    type=click.FloatRange(1),
    callback=number,
    help="Drop if source or translation is N times as long.",
)
@click.option("--language", callback=_language, help="Drop translations in another one, e.g. en.")
@click.option("--source-language", callback=_language, help="Drop sources in another one.")
@click.option("--input-format", type=click.Choice(NAMES), help="Form of CORPUS.")
@click.option("--encoding", metavar="NAME", help="Encoding of CORPUS, if not UTF-8 or BOM.")
@click.option("--force", is_flag=True, help="Write over files that exist.")
def command(
    corpus: str,
    scores: str | None,
    out: Path | None,
    dropped: Path | None,
    input_format: str | None,
    encoding: str | None,
    force: bool,
    **asked: Any,
) -> None:
    """Keep the rows of CORPUS (- is standard input) that fulfil every condition, as they are.

    Scores are in the rows themselves, or in a file that `mtreview score` wrote of this corpus. A
    condition speaks only of what is known: a text whose language cannot be told is not dropped for
    it.
    """
    must_know_rules(asked["rules"])
    severity = asked.pop("severity")
    conditions = Conditions(**asked, severity=Severity(severity) if severity else None)
    dropped = dropped or (out.with_suffix(".dropped.jsonl") if out and out.name else None)
    entries = Entries(corpus, input_format, encoding, scores, opened)
    with ExitStack() as stack:
        sink = stack.enter_context(atomic_writer(out, force=force)) if out else sys.stdout.buffer
        rest = stack.enter_context(atomic_writer(dropped, force=force)) if dropped else None
        sieve = Sieve(entries, conditions, sink, rest)
        sieve.sift()
        sink.flush()
    click.echo(sieve.said(), err=True)
