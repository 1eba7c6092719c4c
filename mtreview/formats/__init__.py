"""Files to documents and back, byte for byte: the table of formats and how to use it."""

import difflib
import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any

from mtreview.errors import ConfigError, InputError
from mtreview.files import must_be_named, unreadable
from mtreview.formats import (
    cells,
    delimited,
    docx,
    html,
    jsonl,
    markdown,
    pairs,
    parquet,
    po,
    subtitles,
    text,
    tmx,
    xliff,
    xliff_write,
)
from mtreview.formats.editing import apply, rewrite
from mtreview.formats.encoding import head
from mtreview.formats.options import Options
from mtreview.model import Document, Edit, Trait
from mtreview.outcomes import Review

__all__ = ["FORMATS", "SUFFIXES", "Format", "Options", "apply", "read", "read_bytes", "write"]


def _never(_head: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is read (bytes, name, options) and written (document, edits, review).

    `sniff` tells it by the first characters of a file whose suffix says nothing (`encoding.head`);
    `extras` are the fields of a Review that it can write, `traits` what its text holds by right.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[bytes, str, Options], Document]
    write: Callable[[Document, Sequence[Edit], Review | None], bytes]
    sniff: Callable[[str], bool] = _never
    extras: tuple[str, ...] = ()
    traits: frozenset[Trait] = frozenset()


_PAGE = frozenset({Trait.CODES, Trait.MARKUP, Trait.ENTITIES})
_STRINGS = frozenset({Trait.CODES, Trait.STRINGS})

TEXT = Format("text", (".txt", ".text"), text.read, rewrite)
MARKDOWN = Format(
    "markdown", (".md", ".markdown", ".mdown", ".mkd"), markdown.read, rewrite, traits=_PAGE
)
HTML = Format(
    "html", (".html", ".htm", ".xhtml", ".xht"), html.read, html.write, html.sniff, traits=_PAGE
)
DOCX = Format(
    "docx",
    (".docx", ".docm", ".dotx"),
    docx.read,
    docx.write,
    docx.sniff,
    ("track_changes",),
    frozenset({Trait.ENTITIES}),
)
SRT = Format("srt", (".srt",), subtitles.read_srt, subtitles.write, subtitles.sniff_srt)
VTT = Format("vtt", (".vtt",), subtitles.read_vtt, subtitles.write, subtitles.sniff_vtt)
XLIFF = Format(
    "xliff",
    (".xlf", ".xliff", ".xlif", ".sdlxliff", ".mqxliff", ".mxliff"),
    xliff.read,
    xliff_write.write,
    xliff.sniff,
    ("findings", "state"),
    _STRINGS,
)
PO = Format("po", (".po", ".pot"), po.read, po.write, po.sniff, ("findings", "state"), _STRINGS)
TMX = Format("tmx", (".tmx",), tmx.read, tmx.write, tmx.sniff, traits=_STRINGS)
JSONL = Format("jsonl", (".jsonl", ".ndjson"), jsonl.read, cells.write, jsonl.sniff)
TSV = Format("tsv", (".tsv", ".tab"), delimited.read_tsv, cells.write)
CSV = Format("csv", (".csv",), delimited.read_csv, cells.write)
PARQUET = Format("parquet", (".parquet", ".pq"), parquet.read, parquet.write, parquet.sniff)
MOSES = Format("moses", (), pairs.read, rewrite)
FORMATS = {
    entry.name: entry
    for entry in (
        TEXT,
        MARKDOWN,
        HTML,
        DOCX,
        SRT,
        VTT,
        XLIFF,
        PO,
        TMX,
        JSONL,
        TSV,
        CSV,
        PARQUET,
        MOSES,
    )
}
MOST_LINES = 1_000_000  # a segment takes about a kilobyte once it is checked
MOST_CHARACTERS = 1_000_000  # of a segment: as many as a long novel has
SUFFIXES = {suffix: entry for entry in FORMATS.values() for suffix in entry.suffixes}


def read(
    path: Path | str,
    *,
    format: str | None = None,
    source_lang: str | None = None,
    **options: Any,
) -> Document:
    """Return the document in a file; InputError if it cannot be read, ConfigError for an option.

    The format is told by the suffix, else by the content, unless `format` names it; what tells
    nothing is plain text. `source_lang` is ISO 639-1 and yields to what the file itself says.
    `options` are the fields of Options.
    """
    must_be_named(str(path))
    data = _load(Path(path))
    document = read_bytes(data, str(path), format=format, source_lang=source_lang, **options)
    return replace(document, path=Path(path))


def read_bytes(
    data: bytes,
    name: str = "<stdin>",
    *,
    format: str | None = None,
    source_lang: str | None = None,
    **options: Any,
) -> Document:
    """Return the document in `data`; `name` stands in messages, and its suffix tells the format."""
    entry = _format(data, name, format)
    if entry not in (DOCX, PARQUET):
        _must_be_few(data, name)
    document = entry.read(data, name, Options(**options))
    _must_be_short(document)
    return replace(
        document,
        format=entry.name,
        traits=entry.traits,
        source_lang=document.source_lang or source_lang or None,
    )


def write(document: Document, edits: Sequence[Edit], review: Review | None = None) -> bytes:
    """Return the document's file with `edits` made and no other byte changed.

    What `review` asks for is written besides; ConfigError where the format cannot hold it. Raises
    ValueError for edits that clash, lie outside of segments or touch markup, and InputError for a
    character that the document's encoding cannot express.
    """
    if review is not None:
        must_hold(document.format, review)
    return FORMATS[document.format].write(document, edits, review)


def sides(document: Document, edits: Sequence[Edit]) -> tuple[str, str]:
    """Return the text of a document's file before and after; where it is none, what was read."""
    raw = getattr(document.layout, "raw", None)
    if raw is None:
        return document.text, apply(document.text, edits)
    data = FORMATS[document.format].write(document, edits, None)
    return raw, data[len(document.bom) :].decode(document.encoding)


def must_hold(format: str, review: Review) -> None:
    """Raise ConfigError if a review asks for what a format has no place for."""
    for field in ("findings", "state", "track_changes"):
        if getattr(review, field) and field not in FORMATS[format].extras:
            able = " and ".join(entry.name for entry in FORMATS.values() if field in entry.extras)
            option = f"--{field.replace('_', '-')}"
            raise ConfigError(f"{option} is for {able}: a {format} file has no place for that")


def _format(data: bytes, name: str, asked: str | None) -> Format:
    if asked is None:
        if known := SUFFIXES.get(PurePath(name).suffix.lower()):
            return known
        begin = head(data)
        if told := next((entry for entry in FORMATS.values() if entry.sniff(begin)), None):
            return told
        jsonl.must_be_lines(begin, name)
        return TEXT
    if asked in FORMATS:
        return FORMATS[asked]
    near = difflib.get_close_matches(asked, FORMATS, 1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(FORMATS)}"
    raise ConfigError(f"unknown format {asked!r}: {hint}")


def _must_be_few(data: bytes, name: str) -> None:
    """Refuse a text of so many lines that as many segments would fill the memory."""
    if max(data.count(b"\n"), data.count(b"\r")) > MOST_LINES:
        raise InputError(
            f"{name} has more than {MOST_LINES:,} lines: split it, or score a corpus with "
            "mtreview score, which has no limit"
        )


def overlong(characters: int) -> str | None:
    """Return why so many characters are no segment, None if they may be one."""
    if characters <= MOST_CHARACTERS:
        return None
    return f"of {characters:,} characters, more than {MOST_CHARACTERS:,}: split it into sentences"


def _must_be_short(document: Document) -> None:
    """Refuse a document with a segment so long that its words alone would fill the memory."""
    for segment in document.segments:
        longest = max(segment.span.end - segment.span.start, len(segment.source or ""))
        if reason := overlong(longest):
            raise InputError(f"{document.name} has a segment {reason}")


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
