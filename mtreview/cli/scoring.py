"""What `mtreview score` is asked, and how it is done: on this machine or on a cluster."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from mtreview.cli.inputs import opened
from mtreview.cli.process import say
from mtreview.cli.progress import Progress
from mtreview.config import Config
from mtreview.corpus.cluster import plan, total_of
from mtreview.corpus.identity import identity
from mtreview.corpus.inputs import STDIN, Corpus
from mtreview.corpus.local import scorer
from mtreview.corpus.names import named_files, size_of
from mtreview.corpus.outputs import writer_of
from mtreview.corpus.own import is_scored
from mtreview.corpus.places import is_remote
from mtreview.corpus.ray_engine import must_have_ray, score_on_ray
from mtreview.corpus.run import Sink, Stream, run
from mtreview.corpus.spool import Spool, rejects_of, spool_of
from mtreview.corpus.summary import Total
from mtreview.errors import ConfigError, InputError
from mtreview.files import atomic_writer, must_be_free, must_differ


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be scored, and to where."""

    corpora: tuple[str, ...]
    out: str | None
    jobs: int | None
    resume: bool
    form: str | None
    source: str | None
    summary: Path | None
    strict: bool
    force: bool


Tell = Callable[[Total], None]


def on_this_machine(asked: Request, config: Config, tell: Tell) -> Total:
    """Score on the cores of this machine; `tell` is called before OUT gets its name."""
    for name in filter(None, (*asked.corpora, asked.out)):
        if is_remote(name):
            raise ConfigError(f"{name} is in a store: --engine ray reads and writes there")
    out = Path(asked.out) if asked.out else None
    if out:
        must_be_free(out, force=True)  # a folder cannot be replaced
    corpus = _corpus(asked, out, config)
    config = _silenced(config, corpus)
    if asked.resume and out and out.is_file() and not spool_of(out).exists():
        say(f"{out} is there and no unfinished run beside it: nothing to resume")
        raise click.exceptions.Exit(0)
    with _sink(asked, out, corpus, config) as sink:
        progress = Progress(_size(corpus), sink.summary.segments)
        jobs = min(asked.jobs or _cores(), _cores())
        with closing(run(corpus, config, sink, jobs, strict=asked.strict)) as steps:
            for _ in steps:
                progress.show(sink.summary.segments, corpus.position)
        total = Total(sink.summary, sink.rejected)
        tell(total)
    progress.finish(total)
    return total


def on_cluster(asked: Request, config: Config, tell: Tell) -> Total:
    """Score on the workers of a cluster, each file by itself, to parts in a folder."""
    if asked.out is None or asked.force or asked.source:
        raise ConfigError("--engine ray writes a new folder: name it with -o; it takes no --source")
    must_have_ray()
    planned = plan(asked.corpora, asked.out, config, asked.form)
    done = planned.claim(asked.resume)
    for total in done.values():
        _must_be_good(total, asked.strict)
    left = [n for n in range(len(planned.shards)) if n not in done]
    segments = sum(total.summary.segments for total in done.values())
    read = sum(planned.shards[n].size for n in done)
    progress = Progress(sum(shard.size for shard in planned.shards), segments)
    shards = [planned.shards[n] for n in left]
    for n, total in score_on_ray(shards, partial(scorer, config), asked.jobs) if left else ():
        _must_be_good(total, asked.strict)
        done[left[n]] = total
        segments += total.summary.segments
        read += shards[n].size
        progress.show(segments, read)
    total = total_of(done)
    tell(total)
    progress.finish(total)
    return total


def _must_be_good(total: Total, strict: bool) -> None:
    if strict and total.rejected:
        raise InputError(f"a row cannot be used, and --strict is given: {total.first}")


def _corpus(asked: Request, out: Path | None, config: Config) -> Corpus:
    # An OUT of an earlier run may lie in the corpus; what is there and is none would be lost.
    own = (out,) if out and not (out.is_file() and not is_scored(str(out))) else ()
    files = named_files(asked.corpora, own)
    must_differ((out, asked.summary), (*files, asked.source))
    if asked.source is not None and len(files) > 1:
        raise ConfigError("--source goes with one file of plain text only")
    return Corpus(files, asked.form, config.encoding, asked.source, opened, fields=config.fields)


def _size(corpus: Corpus) -> int:
    """The bytes of all files, 0 where they are not known."""
    sizes = [size_of(name) for name in corpus.files]
    return sum(sizes) if all(sizes) else 0


def _silenced(config: Config, corpus: Corpus) -> Config:
    """The rules that say nothing about the file; the rows of several name their file themselves."""
    if len(corpus.files) > 1 or corpus.files[0] == STDIN:
        return config
    return config.override(ignore=(*config.ignore, *config.silenced(Path(corpus.files[0]))))


def _cores() -> int:
    """The cores that this process may use; more processes only take memory."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _sink(asked: Request, out: Path | None, corpus: Corpus, config: Config) -> Iterator[Sink]:
    """Where rows go: a file that gets its name at the end, else standard output or a device."""
    if out is None:
        yield Stream(sys.stdout.buffer, say)
        sys.stdout.buffer.flush()
    elif out.exists() and not out.is_file() and not out.is_dir():
        with atomic_writer(out) as device:
            yield Stream(device, say)
    else:
        goes_on = asked.resume and spool_of(out).exists()  # which may have named some already
        _must_be_free(out, corpus, asked.force or goes_on)
        with _spool(Spool(out, identity(corpus, config)), asked) as spool:
            yield spool


@contextmanager
def _spool(spool: Spool, asked: Request) -> Iterator[Spool]:
    goes_on = asked.resume and spool.folder.exists()
    if goes_on:
        spool.resume()
    elif spool.folder.exists() and not asked.force:
        raise InputError(
            f"{spool.folder} holds a run that ended early: --resume goes on with it, "
            "--force begins anew"
        )
    try:
        if not goes_on:
            spool.begin()  # here, for who interrupts it would find an empty folder else
        yield spool
        spool.finish(asked.force)
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
