"""What arguments name: documents and corpora to read, or standard input; where rows go."""

import io
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

from mtreview import formats
from mtreview.align import attach_source
from mtreview.cli.process import say
from mtreview.config import Config
from mtreview.errors import ConfigError, InputError
from mtreview.files import atomic_writer, must_be_named, unreadable
from mtreview.model import Document
from mtreview.report.page import GENERATOR

STDIN = "-"


LARGEST = 32 * 2**20  # bytes; the findings of a larger file would take more than a gigabyte


def read_document(path: str, source: str | None, config: Config) -> Document:
    """Read one document (- is standard input), with its source text where there is one."""
    options = {**reading_of(config), "source_lang": config.source_lang}
    if path == STDIN:
        data = standard_input().read(LARGEST + 1)
        _must_fit(len(data), "<stdin>", config)
        document = formats.read_bytes(data, "<stdin>", **options)
    else:
        with suppress(OSError):  # what is wrong with the path, formats.read says
            _must_fit(Path(path).stat().st_size, path, config)
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

    Of a folder these are the files whose format is known; hidden ones are left out, and what this
    program wrote: corrected texts, reports, annotations.
    """
    found: list[str] = []
    for path in paths:
        must_be_named(path)
        if path == STDIN or not Path(path).is_dir():
            _must_exist(path)
            found.append(path)
            continue
        within = [str(file) for file in sorted(Path(path).rglob("*")) if _is_document(path, file)]
        if not within:
            raise InputError(f"{path} holds no document of a known format: name the files")
        found += within
    return list(dict.fromkeys(found))


def _is_document(folder: str, file: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    is_known = file.suffix.lower() in formats.SUFFIXES and not hidden and file.is_file()
    return is_known and not file.stem.endswith(".corrected") and not _is_own(file)


def _is_own(file: Path) -> bool:
    """Tell whether a file begins as what this program writes of documents does."""
    # What is wrong with it, reading it will say.
    with suppress(OSError), file.open("rb") as opened:
        return _own().match(opened.read(1000)) is not None
    return False


@cache
def _own() -> re.Pattern[bytes]:
    """How lines of decisions and findings, pages, and tables of marks begin."""
    from mtreview.review.annotations import COLUMNS  # and with it the review, for a folder only

    ways = [
        rb'\{"type": ?"(decision|finding|segment|document)", ?"schema": ?\d',
        rb"(?s:<!doctype html>.{,500})" + re.escape(GENERATOR.encode()),
        "\t".join(COLUMNS).encode(),
    ]
    return re.compile(b"|".join(ways))


def _must_exist(path: str) -> None:
    if path != STDIN:
        try:
            Path(path).stat()
        except (OSError, ValueError) as error:
            raise unreadable(Path(path), error) from error


def standard_input() -> BinaryIO:
    """The bytes of standard input."""
    if sys.stdin is None:
        raise InputError("standard input is closed: name a file instead of -")
    return sys.stdin.buffer


def _must_fit(size: int, name: str, config: Config) -> None:
    if size <= LARGEST:
        return
    from mtreview.corpus.inputs import FORMS

    known = formats.SUFFIXES.get(Path(name).suffix.lower(), formats.TEXT).name
    streamed = (config.input_format or known) in (*FORMS.values(), formats.MARKDOWN.name)
    instead = ", or score it as a corpus (mtreview score), which has no limit" if streamed else ""
    raise InputError(f"{name} is larger than {LARGEST // 2**20} MB: split it{instead}")


def opened(name: str) -> AbstractContextManager[io.BufferedReader]:
    """Open a file of a corpus, or standard input, which stays open."""
    from mtreview.corpus.inputs import local_file  # a document needs nothing of it

    if name == STDIN:
        return nullcontext(cast(io.BufferedReader, standard_input()))
    return local_file(name)


@contextmanager
def written(path: Path | None, form: str, force: bool) -> Iterator[BinaryIO]:
    """Where rows of a form go: a file, packed if its name says so, else standard output."""
    from mtreview.corpus.inputs import FORMS
    from mtreview.corpus.packed import form_suffix, packing

    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    named = FORMS.get(form_suffix(path.name), form)
    if named != form:
        raise ConfigError(f"{path} would hold {form} and not {named}: give it another suffix")
    with atomic_writer(path, force=force) as file, packing(file, path.name) as packed:
        yield packed
