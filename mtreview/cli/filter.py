"""mtreview filter: the rows of a scored corpus that are good enough, and why the others are not."""

from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO

import click

from mtreview.choosing.entries import Entries
from mtreview.choosing.filtering import Conditions
from mtreview.choosing.sieve import Sieve
from mtreview.cli.inputs import opened, written
from mtreview.cli.options import names, number, table_fields
from mtreview.config import language_code
from mtreview.corpus.inputs import NAMES
from mtreview.errors import ConfigError
from mtreview.files import beside, must_differ
from mtreview.model import Severity
from mtreview.rule_names import must_know_rules


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
@table_fields
@click.option("--encoding", metavar="NAME", help="Encoding of CORPUS, if not UTF-8 or BOM.")
@click.option("--source", metavar="FILE", help="Sources of a plain-text CORPUS, line by line.")
@click.option("--out-source", type=click.Path(path_type=Path), help="Where the kept ones go.")
@click.option("--force", is_flag=True, help="Write over files that exist.")
def command(
    corpus: str,
    scores: str | None,
    out: Path | None,
    dropped: Path | None,
    input_format: str | None,
    fields: str | None,
    encoding: str | None,
    source: str | None,
    out_source: Path | None,
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
    entries = Entries(corpus, input_format, encoding, scores, opened, source, fields)
    if (source is None) != (out_source is None) or (source and entries.form != "text"):
        raise ConfigError("--source and --out-source go together, with a CORPUS of plain text")
    dropped = dropped or _beside(out)
    must_differ((out, dropped, out_source), (corpus, scores, source))
    with ExitStack() as stack:
        kept = stack.enter_context(written(out, entries.written, force))
        rest = _optional(dropped, "jsonl", force, stack)
        sources = _optional(out_source, "text", force, stack)
        sieve = Sieve(entries, conditions, kept, rest, sources)
        sieve.sift()
    click.echo(sieve.said(), err=True)


def _beside(out: Path | None) -> Path | None:
    """Where dropped rows go unasked; None if there is no file that something could lie beside."""
    if out is None or not out.name or (out.exists() and not out.is_file()):
        return None
    return beside(out, "dropped")


def _optional(path: Path | None, form: str, force: bool, stack: ExitStack) -> BinaryIO | None:
    return stack.enter_context(written(path, form, force)) if path else None
