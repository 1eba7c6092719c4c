"""gettext PO and POT: the translations are reviewed, each beside its message.

Format directives of entries that are flagged so (c-format and the like) are protected. Obsolete
entries and the header are left alone. A file without any translation (a template) shows its
messages, which are locked: they are what a program looks its texts up by.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtreview.config import language_code
from mtreview.errors import ConfigError
from mtreview.formats.editing import apply
from mtreview.formats.encoding import decode_declared, encode
from mtreview.formats.layout import Builder, Layout, changes
from mtreview.formats.options import Options
from mtreview.formats.po_syntax import Entry, Message, entries, written
from mtreview.model import Document, Edit, Segment, Span
from mtreview.outcomes import Item, Review, State

_CHARSET = re.compile(rb'"Content-Type:[^"\n]*\bcharset=([\w.:-]+)', re.IGNORECASE)
_FIELD = r"^{}:[ \t]*([A-Za-z_@-]+)"
_PERCENT = re.compile(
    r"%%|%(?:\(\w+\)|\d+\$)?[-+#0' ]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh?|ll?|[Lqjzt])?[a-zA-Z]"
)
_BRACES = re.compile(r"\{[^{}\s]*\}")
_DIRECTIVES = {
    "c-format": _PERCENT, "objc-format": _PERCENT, "python-format": _PERCENT,
    "php-format": _PERCENT, "perl-format": _PERCENT, "python-brace-format": _BRACES,
    "csharp-format": _BRACES, "java-format": _BRACES, "perl-brace-format": _BRACES,
}  # fmt: skip
_OURS = "# mtreview: "


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: its first character, its comments and flags, its segments."""

    start: int
    comments: tuple[Span, ...]
    flags: tuple[Span, ...]
    segments: range


@dataclass(frozen=True, slots=True)
class PoLayout(Layout):
    """A layout that knows the entries of its file too."""

    entries: tuple[Place, ...]


def sniff(head: str) -> bool:
    """Tell a PO file by its first characters."""
    return re.search(r'^msgid "', head, re.MULTILINE) is not None and "msgstr" in head


def read(data: bytes, name: str, options: Options) -> Document:
    """Return the translations of a PO file; InputError, one line, for what is none."""
    raw, codec, bom = decode_declared(data, _charset(data), options.encoding, name)
    found = list(entries(raw, name))
    header = next((e.targets[0].text(raw) for e in found if _is_header(e, raw)), "")
    builder = Builder(raw, written)
    segments: list[Segment] = []
    places: list[Place] = []
    translated = any(m.places and m.text(raw) for e in _own(found, raw) for m in e.targets.values())
    for entry in _own(found, raw):
        first = len(segments)
        for message, source in _pairs(entry, raw, translated):
            if span := _add(builder, message, _directives(entry, raw), len(segments) > first):
                at = len(segments), len(places)
                segments.append(Segment(at[0], span, at[1], source=source, locked=not translated))
        if own := range(first, len(segments)):
            comments, flags = tuple(entry.comments), tuple(entry.flags)
            places.append(Place(entry.start, comments, flags, own))
    layout = builder.layout()
    return Document(
        name,
        builder.text,
        tuple(segments),
        tuple(builder.inlines),
        source_lang=_language(header, "X-Source-Language"),
        target_lang=_language(header, "Language"),
        encoding=codec,
        bom=bom,
        layout=PoLayout(layout.raw, layout.pieces, tuple(places)),
    )


def _charset(data: bytes) -> str | None:
    """The encoding that the header names; templates name none."""
    found = _CHARSET.search(data[: 2**16])
    charset = found[1].decode() if found else None
    return None if charset in (None, "CHARSET") else charset


def _language(header: str, name: str) -> str | None:
    found = re.search(_FIELD.format(name), header, re.MULTILINE)
    try:
        return language_code(found[1]) if found else None
    except ConfigError:
        return None


def _is_header(entry: Entry, raw: str) -> bool:
    return entry.source is not None and entry.context is None and not entry.source.text(raw)


def _own(found: Sequence[Entry], raw: str) -> Iterator[Entry]:
    return (entry for entry in found if not _is_header(entry, raw))


def _pairs(entry: Entry, raw: str, translated: bool) -> Iterator[tuple[Message, str | None]]:
    """What is to be reviewed of an entry, with its source; of a template, the messages."""
    assert entry.source is not None, "the entry is whole"
    if not translated:
        yield from ((m, None) for m in (entry.source, entry.plural) if m is not None)
        return
    for form, message in sorted(entry.targets.items()):
        source = entry.plural if form and entry.plural else entry.source
        yield message, source.text(raw).strip() or None


def _directives(entry: Entry, raw: str) -> re.Pattern[str] | None:
    """What a program fills in, by the entry's flags."""
    flags = {flag for place in entry.flags for flag in _flags(place.of(raw))}
    return next((_DIRECTIVES[flag] for flag in sorted(flags) if flag in _DIRECTIVES), None)


def _flags(line: str) -> list[str]:
    return [flag.strip() for flag in line.strip()[2:].split(",")]


def _add(
    builder: Builder, message: Message, directives: re.Pattern[str] | None, follows: bool
) -> Span | None:
    """Add a string; return its span if there is a word in it. It may follow one of its entry."""
    if not any(map(str.isalnum, message.text(builder.raw))):
        return None
    if builder.at:
        builder.gap("\n" if follows else "\n\n")
    builder.begin()
    for text, low, high in message.parts(builder.raw):
        at = 0
        for found in directives.finditer(text) if directives else ():
            builder.add(text[at : found.start()], low + at, low + found.start())
            builder.code(found[0], low + found.start(), low + found.end())
            at = found.end()
        builder.add(text[at:], low + at, high)
    return builder.segment()


def write(document: Document, edits: Sequence[Edit], review: Review | None = None) -> bytes:
    """Return the bytes of a PO file with `edits` made.

    With `state`, what is fully decided is fuzzy no more; `findings` are comments of translators,
    in place of those of an earlier time.
    """
    layout: PoLayout = document.layout
    made = changes(document, edits)
    if review is not None:
        items: dict[int, list[Item]] = {}
        for item in review.items:
            items.setdefault(item.finding.segment, []).append(item)
        for place in layout.entries:
            own = [item for segment in place.segments for item in items.get(segment, ())]
            if review.state and own and all(item.decision for item in own):
                made += _unfuzzied(place, layout.raw)
            if review.findings:
                made += _commented(place, own, layout.raw, document.encoding)
    text = apply(layout.raw, made)
    return encode(text, document.encoding, document.bom, document.name)


def _unfuzzied(place: Place, raw: str) -> Iterator[Edit]:
    for span in place.flags:
        line = span.of(raw)
        flags = _flags(line)
        if "fuzzy" in flags:
            left = [flag for flag in flags if flag != "fuzzy"]
            end = line[len(line.rstrip()) :]
            yield Edit(span, f"#, {', '.join(left)}{end}" if left else "")


def _commented(place: Place, items: list[Item], raw: str, codec: str) -> Iterator[Edit]:
    for span in place.comments:
        if span.of(raw).startswith(_OURS):
            yield Edit(span, "")
    end = "\r\n" if "\r\n" in raw else "\n"
    lines = [_comment(item) + end for item in items if item.state is State.OPEN]
    if lines:
        text = "".join(lines).encode(codec, "replace").decode(codec)
        yield Edit(Span(place.start, place.start), text)


def _comment(item: Item) -> str:
    finding = item.finding
    instead = f" → “{finding.suggestions[0].text}”" if finding.suggestions else ""
    said = f"{finding.rule} ({finding.severity}): “{finding.text}”: {finding.message}{instead}"
    return _OURS + " ".join(said.split())
