"""Rows of a corpus from its files, packed or not, one after the other."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from mtreview.corpus.lines import (
    Decode,
    Rows,
    comma_lines,
    json_lines,
    pairs,
    plain_lines,
    tab_lines,
)
from mtreview.corpus.packed import damage_named, form_suffix, unpacked
from mtreview.corpus.parquet import read_parquet
from mtreview.corpus.rows import FIELDS, Reject, Row
from mtreview.corpus.xml_rows import FORMS as XML_FORMS
from mtreview.corpus.xml_rows import read_xml_rows
from mtreview.errors import InputError
from mtreview.files import unreadable
from mtreview.formats import FORMATS, SUFFIXES, jsonl, overlong
from mtreview.formats.encoding import BOMS, codec_name, must_be_text
from mtreview.formats.fields import asked_fields, layout_of

STDIN = "-"
FORMS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".tsv": "tsv",
    ".csv": "csv",
    ".parquet": "parquet",
    ".txt": "text",
    ".text": "text",
    **{suffix: name for name in XML_FORMS for suffix in FORMATS[name].suffixes},
}
BY_LINES = {"jsonl": json_lines, "tsv": tab_lines, "csv": comma_lines, "text": plain_lines}
NAMES = (*BY_LINES, "parquet", *XML_FORMS)
_HEAD = 8192  # bytes that tell the form of what has no suffix
Open = Callable[[str], AbstractContextManager[io.BufferedReader]]


def _bounded(item: Row | Reject) -> Row | Reject:
    """A row, or what is said of it if its text is too long to be a segment."""
    if isinstance(item, Row) and (reason := overlong(max(len(item.mt), len(item.src or "")))):
        return Reject(item.number, f"a segment {reason}")
    return item


def local_file(name: str) -> AbstractContextManager[io.BufferedReader]:
    """Open a file of this machine; InputError says why it cannot be."""
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        raise unreadable(Path(name), error) from error


def form_of(name: str, opened: Open = local_file) -> str:
    """The form of a corpus, as its name or its beginning tells; nothing of it is read.

    Standard input that is packed, and a pipe, do not tell their form, and are taken for text.
    """
    if name != STDIN and Path(name).exists() and not Path(name).is_file():
        return FORMS.get(form_suffix(name), "text")
    with damage_named(name), opened(name) as file:
        return _form(name, file if name == STDIN else unpacked(file))


def _form(name: str, file: io.BufferedReader) -> str:
    """The form of a file; InputError for a document, whose lines are no segments."""
    suffix = form_suffix(name)
    document = SUFFIXES.get(suffix)
    if suffix in FORMS:
        return FORMS[suffix]
    if document and document.name not in ("text", "markdown"):
        raise InputError(
            f"{name} is a {document.name} document and no corpus: mtreview check scores it"
        )
    begin = file.peek(_HEAD).decode(errors="replace")
    if jsonl.sniff(begin):
        return "jsonl"
    jsonl.must_be_lines(begin, name)
    names = begin.partition("\n")[0].rstrip().split("\t")
    return "tsv" if len(names) > 1 and layout_of(names) else "text"


class Corpus:
    """The files of a corpus, read one after the other.

    `form` goes before their suffixes; `source` is the file whose lines are the sources of plain
    lines. Rows name their file if there are several of them, or if they `must_name` it. Files by
    lines are read `through` what is given, which may watch what goes by. `fields` names those of
    tables, as in "mt=hypothesis,ref=reference".
    """

    def __init__(
        self,
        files: tuple[str, ...],
        form: str | None = None,
        encoding: str | None = None,
        source: str | None = None,
        opened: Open = local_file,
        must_name: bool = False,
        through: Callable[[io.BufferedReader], BinaryIO] = lambda file: file,
        fields: str | None = None,
    ) -> None:
        self.files, self.form, self.encoding, self.source = files, form, encoding, source
        self._opened, self._through = opened, through
        self._asked = asked_fields(fields, FIELDS)
        self._names = must_name or len(files) > 1
        self._before = 0
        self._file: io.BufferedReader | None = None

    @property
    def position(self) -> int:
        """How many bytes of the files, as they lie, have been read."""
        return self._before + (self._file.tell() if self._file else 0)

    def rows(self) -> Rows:
        """Yield every row and reject."""
        for name in self.files:
            with ExitStack() as stack, damage_named(name):
                file = stack.enter_context(self._opened(name))
                self._file = file if file.seekable() else None  # a pipe does not tell
                for item in map(_bounded, self._rows(file, name, stack)):
                    yield replace(item, file=name) if self._names else item
                self._before, self._file = self.position, None

    def _rows(self, raw: io.BufferedReader, name: str, stack: ExitStack) -> Rows:
        file = unpacked(raw)
        form = self.form or _form(name, file)
        if form == "parquet":
            return read_parquet(file, name, self._asked)
        if form in XML_FORMS:
            encoding = codec_name(self.encoding) if self.encoding else None
            return read_xml_rows(file, form, name, encoding)
        if self.source is None:
            decode = self._decoder(file, name)
            return BY_LINES[form](self._through(file), decode, self._asked)
        sources = unpacked(stack.enter_context(self._opened(self.source)))
        decoders = self._decoder(file, name), self._decoder(sources, self.source)
        return pairs(self._through(file), decoders[0], sources, decoders[1])

    def _decoder(self, file: io.BufferedReader, name: str) -> Decode:
        """How a line's bytes become text; an encoding must allow to read by lines."""
        head = file.peek()
        bom, marked = next(((b, c) for b, c in BOMS if head.startswith(b)), (b"", None))
        encoding = codec_name(self.encoding or marked or "utf-8")
        if encoding.startswith(("utf-16", "utf-32")):
            raise InputError(
                f"{name} is {encoding}: a corpus is read by lines; convert it to UTF-8"
            )
        must_be_text(head, name)
        file.read(len(bom))
        return lambda line: line.decode(encoding)
