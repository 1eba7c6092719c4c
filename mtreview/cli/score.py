"""mtreview score: a corpus, a row a segment."""

import json
from pathlib import Path
from typing import Any

import click

from mtreview.cli.options import configure, folder_of, shared, table_fields
from mtreview.cli.scoring import Request, on_cluster, on_this_machine
from mtreview.corpus import table
from mtreview.corpus.figures import figures
from mtreview.corpus.inputs import NAMES
from mtreview.corpus.page import as_page
from mtreview.corpus.summary import Summary, Total
from mtreview.errors import ConfigError
from mtreview.files import must_be_free, write_atomically


@click.command("score", short_help="A corpus, a row a segment.")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...|-")
@click.option("-o", "--out", type=click.Path(), help="Output file (else stdout).")
@click.option("--jobs", type=click.IntRange(1), help="Cores to use.  [default: all]")
@click.option("--resume", is_flag=True, help="Go on with a run towards OUT that ended early.")
@click.option("--input-format", type=click.Choice(NAMES), help="Form of CORPUS.")
@table_fields
@click.option("--source", metavar="FILE", help="Sources of a plain-text CORPUS, line by line.")
@click.option("--strict", is_flag=True, help="End at the first row that cannot be used.")
@click.option("--summary", type=click.Path(path_type=Path), help="Summary file, .json or .html.")
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    help="This machine, or a Ray cluster and a folder OUT (extra ray).  [default: local]",
)
@click.option("--force", is_flag=True, help="Write over OUT if it exists.")
@shared
def command(
    corpora: tuple[str, ...],
    out: str | None,
    jobs: int | None,
    resume: bool,
    input_format: str | None,
    source: str | None,
    strict: bool,
    summary: Path | None,
    engine: str,
    force: bool,
    **options: Any,
) -> None:
    """Score every segment of CORPUS (- is standard input), in input order.

    CORPUS is JSON lines, TSV, CSV or Parquet with the fields id, doc, system, lp, src, mt, ref
    (only mt is required), TMX, XLIFF, or plain text with a segment a line: files, folders or
    patterns, packed with gzip or Zstandard or not. OUT is JSON lines, or what its suffix says
    (.tsv, .parquet, .gz, .zst). A row that cannot be used goes to OUT's .rejects.jsonl with its
    line number and the reason. A run that ended early leaves OUT.unfinished, which --resume goes on
    with.
    """
    config = configure(options, folder_of(corpora[0]))
    if resume and out is None:
        raise ConfigError("--resume goes on with a run towards OUT: name it with -o")
    if summary:
        _told(summary, Total(Summary()))  # a wrong name is told before any work
        must_be_free(summary, force=force or resume)

    def tell(total: Total) -> None:
        if summary:
            write_atomically(summary, _told(summary, total), force=force or resume)

    asked = Request(corpora, out, jobs, resume, input_format, source, summary, strict, force)
    total = (on_cluster if engine == "ray" else on_this_machine)(asked, config, tell)
    for line in table.lines(figures(total.summary, total.rejected)):
        click.echo(line, err=True)


def _told(path: Path, total: Total) -> bytes:
    """The summary in the form that the name of its file asks for."""
    told = figures(total.summary, total.rejected)
    if path.suffix.lower() == ".json":
        return f"{json.dumps(told, indent=1)}\n".encode()
    if path.suffix.lower() in (".html", ".htm"):
        return as_page(told).encode(errors="replace")
    raise ConfigError(f"{path} is neither .json nor .html: a summary is one of the two")
