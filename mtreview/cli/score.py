"""mtreview score: a corpus, a row a segment."""

import json
import os
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, BinaryIO

import click

from mtreview.cli.inputs import STDIN, standard_input
from mtreview.cli.options import configure, folder_of, shared
from mtreview.cli.process import say
from mtreview.config import Config
from mtreview.corpus.local import score_rows
from mtreview.corpus.rows import Decode, Reject, read_rows
from mtreview.corpus.xml_rows import FORMS as XML_FORMS
from mtreview.corpus.xml_rows import read_xml_rows
from mtreview.errors import InputError
from mtreview.files import atomic_writer, unreadable
from mtreview.formats import FORMATS
from mtreview.formats.encoding import BOMS, codec_name, must_be_text
from mtreview.report.text import plural

_BAR = 24  # columns
_CLEAR = "\x1b[K"  # erases what an earlier, longer line left
FORMS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".tsv": "tsv",
    **{suffix: name for name in XML_FORMS for suffix in FORMATS[name].suffixes},
}


@click.command("score", short_help="A corpus, a row a segment.")
@click.argument("corpus")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="Output file (else stdout).")
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True)
@click.option(
    "--input-format",
    type=click.Choice(["jsonl", "tsv", "text", "tmx", "xliff"]),
    help="Form of CORPUS.",
)
@click.option("--force", is_flag=True, help="Write over OUT if it exists.")
@shared
def command(
    corpus: str,
    out: Path | None,
    jobs: int,
    input_format: str | None,
    force: bool,
    **options: Any,
) -> None:
    """Score every segment of CORPUS (- is standard input): JSON lines out, in input order.

    CORPUS is JSON lines or TSV with the fields id, doc, system, lp, src, mt, ref (only mt is
    required), TMX, XLIFF, or plain text with a segment a line. A row that cannot be used goes to
    OUT's .rejects.jsonl with the number of its line or unit and the reason.
    """
    config = configure(options, folder_of(corpus))
    if corpus != STDIN:  # its rows are no files, but it is one
        silenced = config.silenced(Path(corpus))
        config = config.override(ignore=(*config.ignore, *silenced))
    form = input_format or FORMS.get(Path(corpus).suffix.lower(), "text")
    progress = _Progress(0 if corpus == STDIN else _size(corpus))
    with ExitStack() as stack:
        file = _open(corpus, stack)
        rejects = _Rejects(_beside(out, corpus), force, stack)
        sink = stack.enter_context(atomic_writer(out, force=force)) if out else sys.stdout.buffer
        if form in XML_FORMS:
            encoding = codec_name(config.encoding) if config.encoding else None
            rows = read_xml_rows(file, form, corpus, encoding)
        else:
            rows = read_rows(file, form, _decoder(file, config, corpus))
        for outcome in stack.enter_context(closing(score_rows(rows, config, _useful(jobs)))):
            if isinstance(outcome, Reject):
                rejects.add(outcome)
                progress.rejected += 1
                continue
            sink.write("".join(f"{line}\n" for line, _ in outcome).encode(errors="replace"))
            progress.advance([quality for _, quality in outcome], file)
        sink.flush()
        if rejects.first and not progress.done:
            raise InputError(f"{corpus} has no row that can be used: {rejects.first}")
        rejects.finish()
    progress.finish()


def _size(path: str) -> int:
    try:
        if Path(path).is_dir():  # which only some systems refuse to open
            raise IsADirectoryError
        return Path(path).stat().st_size
    except (OSError, ValueError) as error:
        raise unreadable(Path(path), error) from error


def _useful(jobs: int) -> int:
    """More processes than cores only take memory."""
    return min(jobs, os.cpu_count() or 1)


def _beside(out: Path | None, corpus: str) -> Path | None:
    """Where bad rows go; None if there is no OUT, or no file that something could lie beside."""
    if out is None or (out.exists() and not out.is_file()):
        return None
    path = out.with_suffix(".rejects.jsonl")
    if path.exists() and corpus != STDIN and path.samefile(corpus):
        raise InputError(f"{path} is the corpus, and rejected rows would go there: rename OUT")
    return path


def _open(path: str, stack: ExitStack) -> BinaryIO:
    if path == STDIN:
        return standard_input()
    try:
        return stack.enter_context(Path(path).open("rb"))
    except OSError as error:
        raise unreadable(Path(path), error) from error


def _decoder(file: BinaryIO, config: Config, name: str) -> Decode:
    """How a line's bytes become text. A corpus is read by lines, so its encoding must allow it."""
    head = file.peek() if hasattr(file, "peek") else b""
    bom, marked = next(((b, c) for b, c in BOMS if head.startswith(b)), (b"", None))
    encoding = codec_name(config.encoding or marked or "utf-8")
    if encoding.startswith(("utf-16", "utf-32")):
        raise InputError(f"{name} is {encoding}: a corpus is read by lines; convert it to UTF-8")
    must_be_text(head, name)
    file.read(len(bom))
    return lambda line: line.decode(encoding)


class _Rejects:
    """Where bad rows go: OUT's .rejects.jsonl, begun at the first one; stderr without an OUT."""

    def __init__(self, path: Path | None, force: bool, stack: ExitStack) -> None:
        self.first = ""
        self._path, self._force, self._stack = path, force, stack
        self._file: BinaryIO | None = None
        if self._path and self._path.exists() and not force:
            raise InputError(f"{self._path} exists already: --force writes over it")

    def add(self, reject: Reject) -> None:
        """Record a bad row."""
        said = f"line {reject.number}: {reject.reason}"
        self.first = self.first or said
        if self._path is None:
            say(said)
            return
        if self._file is None:
            writer = atomic_writer(self._path, force=self._force)
            self._file = self._stack.enter_context(writer)
        row = {"line": reject.number, "reason": reject.reason}
        self._file.write(f"{json.dumps(row, ensure_ascii=False)}\n".encode())

    def finish(self) -> None:
        """Remove the rejects of an earlier run that this one replaces."""
        if self._path and self._file is None:
            self._path.unlink(missing_ok=True)


def _on_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


class _Progress:
    """Narration on stderr: a bar that is redrawn on a terminal, one line at the end elsewhere."""

    def __init__(self, size: int) -> None:
        self.size, self.done, self.total, self.rejected = size, 0, 0.0, 0
        self._began = self._shown = time.monotonic()

    def advance(self, qualities: list[float], file: BinaryIO) -> None:
        """Count scored rows, and show how far the file has been read."""
        self.done += len(qualities)
        self.total += sum(qualities)
        now = time.monotonic()
        if _on_terminal() and now - self._shown > 0.2:
            self._shown = now
            rate = self.done / (now - self._began)
            said = f"{self._bar(file)}{self.done:,} segments, {rate:,.0f}/s"
            click.echo(f"\r{said}{_CLEAR}", nl=False, err=True)

    def _bar(self, file: BinaryIO) -> str:
        """How much of the file is read, where its size is known."""
        if not self.size:
            return ""
        part = min(1.0, file.tell() / self.size)
        filled = round(part * _BAR)
        return f"[{'#' * filled}{'-' * (_BAR - filled)}] {part:4.0%}  "

    def finish(self) -> None:
        """Say what was done."""
        seconds = max(time.monotonic() - self._began, 1e-9)
        mean = f", mean quality {self.total / self.done:.1f}" if self.done else ""
        rejected = f", {plural(self.rejected, 'row')} rejected" if self.rejected else ""
        start = f"\r{_CLEAR}" if _on_terminal() else ""
        click.echo(
            f"{start}scored {plural(self.done, 'segment')} in {seconds:.1f} s "
            f"({self.done / seconds:,.0f}/s){mean}{rejected}",
            err=True,
        )
