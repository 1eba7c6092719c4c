"""What arguments name: documents and corpora to read, or standard input; where rows go."""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import BinaryIO, cast

from mtreview import formats
from mtreview.align import attach_source
from mtreview.cli.process import say
from mtreview.config import Config
from mtreview.corpus.inputs import FORMS, local_file
from mtreview.corpus.packed import form_suffix, packing
from mtreview.errors import ConfigError, InputError
from mtreview.files import atomic_writer
from mtreview.model import Document

STDIN = "-"


_OURS = re.compile(rb'\{"type": ?"\w+", ?"schema": ?\d')
_HEAD = 64  # bytes that hold it
LARGEST = 32 * 2**20  # bytes; the findings of a larger file would take more than a gigabyte


def read_document(path: str, source: str | None, config: Config) -> Document:
    """Read one document (- is standard input), with its source text where there is one."""
    options = {**reading_of(config), "source_lang": config.source_lang}
    if path == STDIN:
        data = standard_input().read(LARGEST + 1)
        _must_fit(len(data), "<stdin>")
        document = formats.read_bytes(data, "<stdin>", **options)
    else:
        with suppress(OSError):  # what is wrong with the path, formats.read says
            _must_fit(Path(path).stat().st_size, path)
        document = formats.read(path, **options)
    if document.target_lang not in (None, "en"):
        language = document.target_lang
        say(f"{document.name} says that it is in “{language}”; what is found is meant for English")
    return document if source is None else with_source(document, source)


def reading_of(config: Config) -> dict[str, str | None]:
    """Return how files are to be read."""
    return {
        "encoding": config.encoding,
        "format": config.input_format,
        "selector": config.selector,
        "fields": config.fields,
    }


def with_source(document: Document, source: str) -> Document:
    """Return the document with its source text from a file: by lines if it is of lines."""
    if document.format == formats.MOSES.name:
        return formats.pairs.attach(document, formats.read(source, format=formats.MOSES.name))
    return attach_source(document, formats.read(source))


def documents_in(paths: Iterable[str]) -> list[str]:
    """Return the documents that PATH arguments name: each once, those of a folder by name.

    Of a folder these are the files whose format is known; hidden ones, corrected texts and what
    this program wrote of others are left out.
    """
    found: list[str] = []
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            found.append(path)
            continue
        within = [str(file) for file in sorted(Path(path).rglob("*")) if _is_document(path, file)]
        if not within:
            raise InputError(f"{path} holds no document of a known format: name the files")
        found += within
    return list(dict.fromkeys(found))


def _is_document(folder: str, file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    corrected = file.stem.endswith(".corrected")
    known = file.suffix.lower() in formats.SUFFIXES and file.is_file()
    return known and not hidden and not corrected and not _is_ours(file)


def _is_ours(file: Path) -> bool:
    """Whether a file holds findings, scores or decisions that this program wrote."""
    if file.suffix.lower() != ".jsonl":
        return False
    try:
        with file.open("rb") as lines:
            return _OURS.match(lines.read(_HEAD)) is not None
    except OSError:  # which is told when it is read
        return False


def standard_input() -> BinaryIO:
    """The bytes of standard input."""
    if sys.stdin is None:
        raise InputError("standard input is closed: name a file instead of -")
    return sys.stdin.buffer


def _must_fit(size: int, name: str) -> None:
    if size > LARGEST:
        raise InputError(
            f"{name} is larger than {LARGEST // 2**20} MB: split it, or score it as a corpus "
            "(mtreview score), which has no limit"
        )


def opened(name: str) -> AbstractContextManager[io.BufferedReader]:
    """Open a file of a corpus, or standard input, which stays open."""
    if name == STDIN:
        return nullcontext(cast(io.BufferedReader, standard_input()))
    return local_file(name)


@contextmanager
def written(path: Path | None, form: str, force: bool) -> Iterator[BinaryIO]:
    """Where rows of a form go: a file, packed if its name says so, else standard output."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    named = FORMS.get(form_suffix(path.name), form)
    if named != form:
        raise ConfigError(f"{path} would hold {form} and not {named}: give it another suffix")
    with atomic_writer(path, force=force) as file, packing(file, path.name) as packed:
        yield packed
