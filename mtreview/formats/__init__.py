"""Files to documents and back, byte for byte: the table of formats and how to use it."""

import difflib
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from mtreview.errors import ConfigError, InputError
from mtreview.files import unreadable
from mtreview.formats import markdown, text
from mtreview.formats.editing import apply, rewrite
from mtreview.model import Document, Edit

__all__ = ["FORMATS", "SUFFIXES", "Format", "apply", "read", "read_bytes", "write"]


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is read (bytes, name, encoding) and written (document, edits)."""

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str, str | None], Document]
    write: Callable[[Document, Sequence[Edit]], bytes]


TEXT = Format("text", (".txt", ".text"), text.read, rewrite)
MARKDOWN = Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), markdown.read, rewrite)
FORMATS = {entry.name: entry for entry in (TEXT, MARKDOWN)}
SUFFIXES = {suffix: entry for entry in FORMATS.values() for suffix in entry.suffixes}


def read(
    path: Path | str,
    *,
    encoding: str | None = None,
    format: str | None = None,
    source_lang: str | None = None,
) -> Document:
    """Return the document in a file; InputError if it cannot be read, ConfigError for an option.

    The format is told by the suffix unless `format` names it; an unknown suffix is plain text.
    `source_lang` is ISO 639-1 and yields to what the file itself says.
    """
    options = {"encoding": encoding, "format": format, "source_lang": source_lang}
    return replace(read_bytes(_load(Path(path)), str(path), **options), path=Path(path))


def read_bytes(
    data: bytes,
    name: str = "<stdin>",
    *,
    encoding: str | None = None,
    format: str | None = None,
    source_lang: str | None = None,
) -> Document:
    """Return the document in `data`; `name` stands in messages, and its suffix tells the format."""
    entry = _format(name, format)
    document = entry.read(data, name, encoding)
    return replace(
        document, format=entry.name, source_lang=document.source_lang or source_lang or None
    )


def write(document: Document, edits: Sequence[Edit]) -> bytes:
    """Return the document's file with `edits` made and no other byte changed.

    Raises ValueError for edits that clash, lie outside of segments or touch markup, and InputError
    for a character that the document's encoding cannot express.
    """
    return FORMATS[document.format].write(document, edits)


def _format(name: str, asked: str | None) -> Format:
    if asked is None:
        return SUFFIXES.get(PurePath(name).suffix.lower(), TEXT)
    if asked in FORMATS:
        return FORMATS[asked]
    near = difflib.get_close_matches(asked, FORMATS, 1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(FORMATS)}"
    raise ConfigError(f"unknown format {asked!r}: {hint}")


def _load(path: Path) -> bytes:
    """Return the bytes of a regular file; refuse anything else in one line."""
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputError(f"{path} is a directory: name the files in it")
        if not stat.S_ISREG(mode):
            raise InputError(f"{path} is a pipe or a device: give its content on standard input")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from None
