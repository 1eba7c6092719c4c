"""XLIFF 1.2, 2.0 and 2.1, and SDLXLIFF and MQXLIFF, which are XLIFF 1.2 with parts of their own.

The targets are reviewed, each beside its source: a unit, or where it is segmented each of its
segments. What is locked or not to be translated is shown and never changed. A target's length
limits are kept where they count characters. The file is never built anew: edits, states and
annotations go into it where they belong, and every other character stays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mtreview.config import language_code
from mtreview.errors import ConfigError, InputError
from mtreview.formats.inline import Content, plain
from mtreview.formats.layout import Builder, Layout
from mtreview.formats.options import Options
from mtreview.formats.xliff_own import Own, is_rated, issues, rating
from mtreview.formats.xml_tokens import (
    Part,
    Token,
    cdata_escaper,
    decode_xml,
    escaper,
    tokens,
)
from mtreview.formats.xml_tree import Node, tree
from mtreview.model import Document, Kind, Segment, Span

SIZES = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
_VERSION_1 = ("1.0", "1.1", "1.2")
_VERSION_2 = ("2.0", "2.1", "2.2")
_KINDS = {"heading": Kind.HEADING, "listitem": Kind.ITEM}
_ROOT = re.compile(r"<(?:[\w.-]+:)?xliff\s")
_LOCKED = frozenset({"true", "yes", "1", "locked"})


@dataclass(frozen=True, slots=True)
class Unit:
    """Where a unit stands in its file, and which segments of the document are its.

    For each of them, `states` is the tag that tells its state and `contents` what is in its target.
    `standoff` is where annotations of the unit may be put, `rated` the tag that may have its score
    (None: another tool's is there), `own` what an earlier export annotated.
    """

    tag: Span
    segments: range
    states: tuple[Span, ...]
    contents: tuple[Span, ...]
    standoff: int
    rated: Span | None
    own: tuple[Own, ...]


@dataclass(frozen=True, slots=True)
class XliffLayout(Layout):
    """A layout that knows the units of its file too."""

    version: str
    root: Span
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around a unit say of it; lengths count if they count characters."""

    locked: bool = False
    size: str = ""
    in_characters: bool = False

    def within(self, tag: Token) -> "_Around":
        """What holds within an element, too."""
        given, around = tag.attributes, self
        if (translate := given.get("translate")) is not None:
            around = replace(around, locked=translate == "no")
        if size := given.get(f"{SIZES} sizeRestriction"):
            around = replace(around, size=size.rpartition(",")[2])
        elif size := given.get("maxwidth"):
            in_characters = given.get("size-unit") == "char"
            around = replace(around, size=size, in_characters=in_characters)
        return around

    @property
    def limit(self) -> int | None:
        """How many characters a unit's target may have."""
        return int(self.size) if self.in_characters and self.size.isdecimal() else None


@dataclass(frozen=True, slots=True)
class Pair:
    """A target beside its source, and the tag that tells its state."""

    target: Node
    source: Node | None
    state: Token
    locked: bool = False


@dataclass(slots=True)
class _Reader:
    """Collects the document of a file as its units come."""

    builder: Builder
    content: Content
    segments: list[Segment] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)

    def unit(self, node: Node, around: _Around) -> None:
        """Add the targets of a unit, apart from those without a word."""
        first = len(self.segments)
        found = [p for p in pairs(node) if any(map(str.isalnum, plain(p.target)))]
        limits = _shares(around.limit, found)
        read = [
            pair
            for pair, limit in zip(found, limits, strict=True)
            if self._segment(node, pair, first, around.locked or pair.locked, limit)
        ]
        if not read:
            return
        contents = tuple(Span(p.target.tag.end, p.target.end.start) for p in read)
        rated = node.tag if node.name == "unit" else read[0].state
        free = [pair for pair in read if not (around.locked or pair.locked)]
        whole = Span(contents[0].start, contents[-1].end)
        own = [own for pair in free for own in issues(node, pair.target)]
        own += rating(rated, whole, self.builder.raw) if free else ()
        self.units.append(
            Unit(
                tag=_span(node.tag),
                segments=range(first, len(self.segments)),
                states=tuple(_span(pair.state) for pair in read),
                contents=contents,
                standoff=node.end.start if node.name == "trans-unit" else node.tag.end,
                rated=None if is_rated(rated) else _span(rated),
                own=tuple(own),
            )
        )

    def _segment(self, unit: Node, pair: Pair, first: int, locked: bool, limit: int | None) -> bool:
        """Add a target's text; tell whether there is any to review in it."""
        index = len(self.segments)
        if self.builder.at:
            self.builder.gap(" " if index > first else "\n\n")
        self.builder.begin()
        start = self.builder.at
        self.content.add(pair.target)
        if limit is not None:  # of the text alone, without placeholders
            limit += self.builder.at - start - len(plain(pair.target))
        if (span := self.builder.segment()) is None:
            return False
        if limit is not None:
            limit -= self.builder.at - start - (span.end - span.start)
        source = plain(pair.source).strip() if pair.source else ""
        kind = _KINDS.get(unit.get("restype") or "", Kind.PROSE)
        self.segments.append(
            Segment(index, span, len(self.units), kind, source or None, locked, limit)
        )
        return True


def _span(tag: Token) -> Span:
    return Span(tag.start, tag.end)


def pairs(unit: Node) -> Iterator[Pair]:
    """The targets of a unit in order."""
    if unit.name == "unit":
        for segment in unit.elements():
            target = segment.child("target") if segment.name == "segment" else None
            if target is not None:
                yield Pair(target, segment.child("source"), segment.tag)
        return
    target, source = unit.child("target"), unit.child("source")
    if target is None or unit.get("restype") == "x-gettext-domain-header":
        return
    locked = any(k.endswith("locked") and v in _LOCKED for k, v in unit.tag.attributes.items())
    parts = list(_parts(target))
    shut = {seg.get("id") for seg in unit.all("seg") if seg.get("locked") in _LOCKED}
    if not parts:
        yield Pair(target, source, target.tag, locked or bool(shut))
    sources = {part.get("mid"): part for part in _parts(unit.child("seg-source"))}
    for part in parts:
        mid = part.get("mid")
        yield Pair(part, sources.get(mid), target.tag, locked or mid in shut)


def _parts(node: Node | None) -> Iterator[Node]:
    """The segments that XLIFF 1.2 marks in a source or a target; one in another is part of it."""
    for child in node.elements() if node else ():
        if child.name == "mrk" and child.get("mtype") == "seg":
            yield child
        else:
            yield from _parts(child)


def _shares(limit: int | None, found: list[Pair]) -> list[int | None]:
    """What each segment of a unit may grow to: the unit's limit, the room shared out."""
    if limit is None or not found:
        return [None] * len(found)
    lengths = [len(plain(pair.target)) for pair in found]
    room = max(0, limit - sum(lengths)) // len(found)
    return [length + room for length in lengths]


def sniff(head: str) -> bool:
    """Tell an XLIFF file by its first characters."""
    return _ROOT.search(head) is not None


def read(data: bytes, name: str, options: Options) -> Document:
    """Return the targets of an XLIFF file; InputError, one line, for what is none."""
    raw, codec, bom = decode_xml(data, options.encoding, name)
    return replace(read_text(raw, name, codec), bom=bom)


def read_text(raw: str, name: str, codec: str) -> Document:
    """Return the document of a decoded XLIFF file."""
    builder = Builder(raw, escaper(codec))
    reader = _Reader(builder, Content(builder, cdata_escaper(codec)))
    units = Units(tokens(raw, name), name)
    for unit, around in units:
        reader.unit(unit, around)
    pieces = builder.layout().pieces
    return Document(
        name,
        builder.text,
        tuple(reader.segments),
        tuple(builder.inlines),
        source_lang=units.languages[0],
        target_lang=units.languages[1],
        encoding=codec,
        layout=XliffLayout(raw, pieces, units.version, _span(units.root), tuple(reader.units)),
    )


class Units:
    """The units of a file as it is read, and what is known of the file by then."""

    def __init__(self, stream: Iterator[Token], name: str) -> None:
        """Read as far as the first element; InputError if that is not XLIFF's."""
        self._stream = stream
        root = next((token for token in stream if token.kind is Part.START), None)
        if root is None or root.name != "xliff":
            said = f"its first element is “{root.name}”" if root else "it has no element"
            raise InputError(f"{name} is no XLIFF: {said}")
        self.root, self.version = root, root.attributes.get("version", "")
        if self.version not in (*_VERSION_1, *_VERSION_2):
            said = self.version or "of no version"
            raise InputError(f"{name} is XLIFF {said}: 1.2, 2.0 and 2.1 are read")
        self.languages = _language(root, "srcLang"), _language(root, "trgLang")
        self.file: str | None = None

    def __iter__(self) -> "Iterator[tuple[Node, _Around]]":
        """Yield each unit with what the elements around it say of it."""
        stack = [_Around().within(self.root)]
        for token in self._stream:
            if token.kind is Part.END:
                stack.pop()
            if token.kind is not Part.START:
                continue
            if token.name == "profiles" and token.space == SIZES:
                counted = token.attributes.get("generalProfile") == "xliff:codepoints"
                stack[-1] = replace(stack[-1], in_characters=counted)
            if token.name in ("trans-unit", "unit") and token.space == self.root.space:
                yield tree(token, self._stream), stack[-1].within(token)
            elif token.name in ("alt-trans", "bin-unit", "skeleton", "header"):
                tree(token, self._stream)
            else:
                stack.append(stack[-1].within(token))
                if token.name == "file":
                    self._enter(token)

    def _enter(self, file: Token) -> None:
        self.file = file.attributes.get("original") or file.attributes.get("id")
        own = _language(file, "source-language"), _language(file, "target-language")
        self.languages = self.languages[0] or own[0], self.languages[1] or own[1]


def _language(token: Token, attribute: str) -> str | None:
    try:
        return language_code(token.attributes[attribute])
    except (KeyError, ConfigError):
        return None
