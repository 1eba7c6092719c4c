"""TMX 1.4, translation memories: the English variant of each unit is reviewed beside its source.

The source is the variant in the unit's or the header's srclang, else the first that is not
English. Where no variant is English, the first that is not the source is read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from mtreview.config import language_code
from mtreview.errors import ConfigError, InputError
from mtreview.formats.editing import apply
from mtreview.formats.encoding import BOMS, encode
from mtreview.formats.inline import Content, plain
from mtreview.formats.layout import Builder, changes
from mtreview.formats.options import Options
from mtreview.formats.xml_tokens import (
    DECLARED,
    XML_SPACE,
    Part,
    Token,
    cdata_escaper,
    decode_xml,
    escaper,
    must_be_well_formed,
    scan,
    tokens,
)
from mtreview.formats.xml_tree import Node, tree
from mtreview.model import Document, Edit, Segment
from mtreview.outcomes import Review

S = TypeVar("S")
ENGLISH = "en"
UNITS_HELD = 1000  # of a memory that is cut into slices
_ROOT = re.compile(r"<tmx\s")


@dataclass(frozen=True, slots=True)
class Pair:
    """What is reviewed of a unit (None: nothing), its language, its source and the source's."""

    number: int
    target: Node | None
    target_lang: str | None
    source: Node | None
    source_lang: str | None


def sniff(head: str) -> bool:
    """Tell a TMX file by its first characters."""
    return _ROOT.search(head) is not None


def read(data: bytes, name: str, options: Options) -> Document:
    """Return the English variants of a TMX file; InputError, one line, for what is none."""
    raw, codec, bom = decode_xml(data, options.encoding, name)
    builder = Builder(raw, escaper(codec))
    content = Content(builder, cdata_escaper(codec))
    segments: list[Segment] = []
    languages: tuple[str | None, str | None] = None, None
    for pair in pairs(tokens(raw, name), name):
        if pair.target is None or not any(map(str.isalnum, plain(pair.target))):
            continue
        if builder.at:
            builder.gap("\n\n")
        builder.begin()
        content.add(pair.target)
        if span := builder.segment():
            source = plain(pair.source).strip() if pair.source else ""
            index = len(segments)
            segments.append(Segment(index, span, index, source=source or None))
            languages = languages[0] or pair.source_lang, languages[1] or pair.target_lang
    return Document(
        name,
        builder.text,
        tuple(segments),
        tuple(builder.inlines),
        source_lang=languages[0],
        target_lang=languages[1],
        encoding=codec,
        bom=bom,
        layout=builder.layout(),
    )


def write(document: Document, edits: Sequence[Edit], _review: Review | None = None) -> bytes:
    """Return the bytes of a TMX file with `edits` made."""
    made = changes(document, edits)
    text = apply(document.layout.raw, made)
    if made:
        must_be_well_formed(text, document.name)
    return encode(text, document.encoding, document.bom, document.name)


def pairs(stream: Iterator[Token], name: str) -> Iterator[Pair]:
    """Yield what is to be reviewed of each unit, as the file is read; the units are numbered."""
    root = next((token for token in stream if token.kind is Part.START), None)
    must_be_tmx(root.name if root else "", name)
    number, srclang = 0, None
    for token in stream:
        if token.kind is not Part.START:
            continue
        if token.name == "header":
            srclang = code(token.attributes.get("srclang"))
            tree(token, stream)
        elif token.name == "tu":
            number += 1
            yield _pair(tree(token, stream), number, srclang)


def must_be_tmx(root: str, name: str) -> None:
    """Raise InputError for a file whose first element is another than TMX's."""
    if root != "tmx":
        raise InputError(f"{name} is no TMX: its first element is “{root}”")


def _pair(unit: Node, number: int, srclang: str | None) -> Pair:
    found = [
        (_language(variant.tag.attributes), seg)
        for variant in unit.elements()
        if variant.name == "tuv" and (seg := variant.child("seg")) is not None
    ]
    target, source = choose(found, code(unit.get("srclang")) or srclang)
    return Pair(number, target[1], target[0], source[1], source[0])


def choose(
    found: Sequence[tuple[str | None, S | None]], wanted: str | None
) -> tuple[tuple[str | None, S | None], tuple[str | None, S | None]]:
    """Return which of the variants of a unit, each with its language, are target and source."""
    others = [variant for variant in found if variant[0] != ENGLISH]
    source = next((v for v in others if v[0] == wanted), others[0] if others else (None, None))
    rest = (variant for variant in others if variant is not source)
    english = (variant for variant in found if variant[0] == ENGLISH)
    return next(english, None) or next(rest, (None, None)), source


def _language(attributes: Mapping[str, str]) -> str | None:
    return code(attributes.get(f"{XML_SPACE} lang") or attributes.get("lang"))


def code(name: str | None) -> str | None:
    """Return the language of a code such as fr-CA; None for *all*, and for what is none."""
    try:
        return language_code(name) if name else None
    except ConfigError:
        return None


@dataclass(frozen=True, slots=True)
class Slice:
    """Bytes of a memory: some whole units and what is between them, or what is before or after."""

    data: bytes
    units: int
    srclang: str | None
    codec: str


def slices(chunks: Iterable[bytes], name: str, encoding: str | None) -> Iterator[Slice]:
    """Cut a memory into slices as it is read; joined they are the file."""
    held, base, units, srclang, codec = bytearray(), 0, 0, None, ""
    in_unit = closed = False

    def keep() -> Iterator[bytes]:
        for chunk in chunks:
            held.extend(chunk)
            yield chunk

    for event in scan(keep(), name, encoding):
        kind, place, payload = event
        codec = codec or _codec(bytes(held[:1000]), encoding)
        starts = kind is Part.START and payload[0].split(" ")[-1] == "tu" and not in_unit
        if (closed and units >= UNITS_HELD) or (starts and not units):
            yield Slice(bytes(held[: place - base]), units, srclang, codec)
            del held[: place - base]
            base, units = place, 0
        closed = False
        if kind is Part.START and payload[0] == "header":
            srclang = payload[1].get("srclang")
        elif starts:
            in_unit = True
        elif kind is Part.END and payload[0] == "tu":
            in_unit, closed, units = False, True, units + 1
        elif kind is Part.END and payload[0] == "body":
            yield Slice(bytes(held[: place - base]), units, srclang, codec)
            del held[: place - base]
            base, units = place, 0
    yield Slice(bytes(held), 0, srclang, codec)


def _codec(head: bytes, encoding: str | None) -> str:
    """The codec of slices, which have no byte-order mark of their own."""
    marked = next((codec for bom, codec in BOMS if head.startswith(bom)), None)
    declared = DECLARED.match(head.decode("latin-1"))
    return marked or encoding or (declared[1] if declared else "utf-8")
