"""mtreview score: a corpus, a row a segment."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from mtreview.cli.inputs import opened
from mtreview.cli.options import configure, folder_of, shared
from mtreview.cli.process import say
from mtreview.cli.progress import Progress
from mtreview.config import Config
from mtreview.corpus import table
from mtreview.corpus.figures import figures
from mtreview.corpus.inputs import NAMES, STDIN, Corpus
from mtreview.corpus.names import named_files, size_of
from mtreview.corpus.outputs import writer_of
from mtreview.corpus.page import as_page
from mtreview.corpus.run import Sink, Stream, identity, run
from mtreview.corpus.spool import Spool, rejects_of, spool_of
from mtreview.corpus.summary import Summary
from mtreview.errors import ConfigError, InputError
from mtreview.files import atomic_writer, must_be_free, write_atomically
from mtreview.report.text import plural


@click.command("score", short_help="A corpus, a row a segment.")
@click.argument("corpora", nargs=-1, required=True, metavar="CORPUS...|-")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Output file (else stdout).")
@click.option("--jobs", type=click.IntRange(1), help="Cores to use.  [default: all]")
@click.option("--resume", is_flag=True, help="Go on with a run towards OUT that ended early.")
@click.option("--input-format", type=click.Choice(NAMES), help="Form of CORPUS.")
@click.option("--source", metavar="FILE", help="Sources of a plain-text CORPUS, line by line.")
@click.option("--strict", is_flag=True, help="End at the first row that cannot be used.")
@click.option("--summary", type=click.Path(path_type=Path), help="Summary file, .json or .html.")
@click.option("--force", is_flag=True, help="Write over OUT if it exists.")
@shared
def command(
    corpora: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    resume: bool,
    input_format: str | None,
    source: str | None,
    strict: bool,
    summary: Path | None,
    force: bool,
    **options: Any,
) -> None:
    """Score every segment of CORPUS (- is standard input), in input order.

    CORPUS is JSON lines, TSV, CSV or Parquet with the fields id, doc, system, lp, src, mt, ref
    (only mt is required), or plain text with a segment a line: files, folders or patterns, packed
    with gzip or Zstandard or not. OUT is JSON lines, or what its suffix says (.tsv, .parquet, .gz,
    .zst). A row that cannot be used goes to OUT's .rejects.jsonl with its line number and the
    reason. A run that ended early leaves OUT.unfinished, which --resume goes on with.
    """
    config = configure(options, folder_of(corpora[0]))
    corpus = _corpus(corpora, out, input_format, source, config)
    config = _silenced(config, corpus)
    if summary:
        _summary(summary, figures(Summary(), 0))  # a wrong name is told before any work
        must_be_free(summary, force=force or resume)
    if resume and _is_finished(out):
        say(f"{out} is there and no unfinished run beside it: nothing to resume")
        return
    with _sink(out, corpus, config, resume, force) as sink:
        progress = Progress(_size(corpus), sink.summary.segments)
        for _ in run(corpus, config, sink, min(jobs or _cores(), _cores()), strict=strict):
            progress.show(sink.summary.segments, corpus.position)
        told = figures(sink.summary, sink.rejected)
        if summary:
            write_atomically(summary, _summary(summary, told), force=force or resume)
    rejected = f", {plural(sink.rejected, 'row')} rejected" if sink.rejected else ""
    progress.finish(sink.summary.segments, rejected)
    for line in table.lines(told):
        click.echo(line, err=True)


def _summary(path: Path, told: dict[str, Any]) -> bytes:
    """The summary in the form that the name of its file asks for."""
    if path.suffix.lower() == ".json":
        return f"{json.dumps(told, indent=1)}\n".encode()
    if path.suffix.lower() in (".html", ".htm"):
        return as_page(told).encode(errors="replace")
    raise ConfigError(f"{path} is neither .json nor .html: a summary is one of the two")


def _corpus(
    names: tuple[str, ...], out: Path | None, form: str | None, source: str | None, config: Config
) -> Corpus:
    skipped = (out, rejects_of(out)) if out else ()
    files = named_files(names, skipped)
    if source is not None and len(files) > 1:
        raise ConfigError("--source goes with one file of plain text only")
    return Corpus(files, form, config.encoding, source, opened)


def _size(corpus: Corpus) -> int:
    """The bytes of all files, 0 where they are not known."""
    sizes = [size_of(name) for name in corpus.files]
    return sum(sizes) if all(sizes) else 0


def _silenced(config: Config, corpus: Corpus) -> Config:
    """The rules that say nothing about the file; the rows of several name their file themselves."""
    if len(corpus.files) > 1 or corpus.files[0] == STDIN:
        return config
    return config.override(ignore=(*config.ignore, *config.silenced(Path(corpus.files[0]))))


def _is_finished(out: Path | None) -> bool:
    if out is None:
        raise ConfigError("--resume goes on with a run towards a file: name it with -o")
    return out.is_file() and not spool_of(out).exists()


def _cores() -> int:
    """The cores that this process may use; more processes only take memory."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _sink(
    out: Path | None, corpus: Corpus, config: Config, resume: bool, force: bool
) -> Iterator[Sink]:
    """Where rows go: a file that gets its name at the end, else standard output or a device."""
    if out is None:
        yield Stream(sys.stdout.buffer, say)
        sys.stdout.buffer.flush()
    elif out.exists() and not out.is_file() and not out.is_dir():
        with atomic_writer(out) as device:
            yield Stream(device, say)
    else:
        with _spool(out, corpus, config, resume, force) as spool:
            yield spool


@contextmanager
def _spool(out: Path, corpus: Corpus, config: Config, resume: bool, force: bool) -> Iterator[Spool]:
    _must_be_free(out, corpus, force)
    spool = Spool(out, identity(corpus, config))
    if spool.folder.exists() and not resume and not force:
        raise InputError(
            f"{spool.folder} holds a run that ended early: --resume goes on with it, "
            "--force begins anew"
        )
    spool.resume() if resume and spool.folder.exists() else spool.begin()
    try:
        yield spool
        spool.finish(force)
    except BaseException:
        if spool.close():
            say(f"what was scored so far is kept in {spool.folder}: --resume goes on from there")
        raise


def _must_be_free(out: Path, corpus: Corpus, force: bool) -> None:
    must_be_free(out, force=force)
    writer_of(out)  # an extra that is missing is told before any work
    rejects = rejects_of(out)
    must_be_free(rejects, force=force)
    for name in corpus.files:
        if name != STDIN and rejects.exists() and rejects.samefile(name):
            raise InputError(
                f"{rejects} is the corpus, and rejected rows would go there: rename OUT"
            )
