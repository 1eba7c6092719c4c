"""XML as tokens that know where they stand, so that a file can be changed in place.

The standard library's expat says of each event at which byte it begins. What no translation file
needs and could fill the memory is refused: declared entities, and elements nested without end.
Nothing outside of the file is ever opened.
"""

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from typing import Any
from xml.parsers import expat

from mtreview.errors import InputError
from mtreview.formats.encoding import decode_declared, head

XML_SPACE = "http://www.w3.org/XML/1998/namespace"
DEEPEST = 256
CHUNK = 2**20  # bytes
_SMALL = 2**14
LONGEST = 64 * 2**20  # bytes of a part that is held whole
DECLARED = re.compile(r"""\s*<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")


class Part(Enum):
    """What a token is; of comments, instructions and the like only the place matters."""

    START = 1
    END = 2
    TEXT = 3
    CDATA = 4
    OTHER = 5


@dataclass(slots=True)  # not frozen: millions are made, and that would take three times as long
class Token:
    """A part of an XML file; an empty element is a START and an END of no characters.

    Names are local, attributes of another namespace than none keep theirs: "uri name".
    """

    kind: Part
    start: int
    end: int
    name: str = ""
    space: str = ""
    prefix: str = ""
    text: str = ""
    attributes: dict[str, str] = field(default_factory=dict)


Event = tuple[Part, int, Any]


def decode_xml(data: bytes, encoding: str | None, name: str) -> tuple[str, str, bytes]:
    """Return text, codec and byte-order mark, as `decode`; the XML declaration is heeded."""
    declared = DECLARED.match(head(data))
    return decode_declared(data, declared[1] if declared else None, encoding, name)


def tokens(raw: str, name: str) -> Iterator[Token]:
    """Yield the tokens of a decoded XML file, places in characters; InputError if it is bad."""
    try:
        data = raw.encode()
    except UnicodeEncodeError:
        raise InputError(f"{name} is no XML: it has half a character in it") from None
    # Of a small chunk few events are alive at a time, which spares the garbage collector.
    chunks = (data[at : at + _SMALL] for at in range(0, len(data), _SMALL))
    events = scan(chunks, name, "utf-8")
    return _placed(events, len(data), _identity if raw.isascii() else _Characters(data).at)


def scan(chunks: Iterable[bytes], name: str, encoding: str | None = None) -> Iterator[Event]:
    """Yield the events of an XML file as it is read, each with the byte that it begins at."""
    events: deque[Event] = deque()
    for _ in feed(_parser(events, name, encoding), chunks, name, events):
        while events:
            yield events.popleft()


def feed(parser: Any, chunks: Iterable[bytes], name: str, made: Sized) -> Iterator[None]:
    """Yield after each chunk that a parser has read, and at the end; InputError if it is bad.

    `made` is what the parser's handlers fill and the caller empties: a file of which nothing comes
    out for long is refused before it fills the memory.
    """
    fed = silent = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            fed += len(chunk)
            silent = 0 if made else silent + len(chunk)
            if silent > LONGEST:
                most = LONGEST // 2**20
                raise InputError(f"{name} has a part of more than {most} MB: it is no text")
            yield
        if not fed:
            raise InputError(f"{name} is empty: there is no XML in it")
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        said, column = expat.errors.messages[error.code], error.offset + 1
        raise InputError(
            f"{name} is no well-formed XML: {said} (line {error.lineno}, column {column})"
        ) from None
    except (LookupError, UnicodeError, ValueError) as error:
        raise InputError(f"{name} is no XML that can be read: {error}") from None
    yield


def guard(parser: Any, name: str) -> None:
    """Let a parser refuse what could fill the memory, or is not in the file."""

    def refuse(*_: Any) -> None:
        raise InputError(f"{name} declares entities: they may fill the memory; save it without")

    def undeclared(entity: str, *_: Any) -> None:
        raise InputError(f"{name} uses the entity &{entity};, which it does not declare")

    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = undeclared


def too_deep(name: str) -> InputError:
    """Say that elements are nested without end."""
    return InputError(f"{name} nests its elements more than {DEEPEST} deep: it is no text")


def _parser(events: deque[Event], name: str, encoding: str | None) -> Any:
    parser = expat.ParserCreate(encoding, " ")
    parser.namespace_prefixes = True
    depth = in_cdata = 0

    def note(kind: Part, *payload: Any) -> None:
        events.append((kind, parser.CurrentByteIndex, payload))

    def start(*payload: Any) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise too_deep(name)
        note(Part.START, *payload)

    def end(*payload: Any) -> None:
        nonlocal depth
        depth -= 1
        note(Part.END, *payload)

    def text(data: str) -> None:
        note(Part.CDATA if in_cdata else Part.TEXT, data)

    def cdata(begins: int) -> None:
        nonlocal in_cdata
        in_cdata = begins
        note(Part.OTHER)

    guard(parser, name)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartCdataSectionHandler = partial(cdata, 1)
    parser.EndCdataSectionHandler = partial(cdata, 0)
    parser.CommentHandler = parser.ProcessingInstructionHandler = partial(note, Part.OTHER)
    parser.XmlDeclHandler = parser.StartDoctypeDeclHandler = partial(note, Part.OTHER)
    parser.DefaultHandlerExpand = partial(note, Part.OTHER)
    return parser


def _placed(events: Iterator[Event], length: int, at: Callable[[int], int]) -> Iterator[Token]:
    """Give each token its end: where the next one begins."""
    before = next(events, None)
    start = at(before[1]) if before else 0
    while before is not None:
        after = next(events, None)
        end = at(after[1] if after else length)
        yield token(before, start, end)
        before, start = after, end


def token(event: Event, start: int = 0, end: int = 0) -> Token:
    """Return an event as a token."""
    kind, _, payload = event
    if kind in (Part.TEXT, Part.CDATA):
        return Token(kind, start, end, text=payload[0])
    if kind is Part.OTHER:
        return Token(kind, start, end)
    space, name, prefix = _name(payload[0])
    attributes = {}
    if kind is Part.START:
        for key, value in payload[1].items():
            uri, local, _ = _name(key)
            attributes[f"{uri} {local}" if uri else local] = value
    return Token(kind, start, end, name, space, prefix, attributes=attributes)


def _name(full: str) -> tuple[str, str, str]:
    """Namespace, local name, prefix."""
    parts = full.split(" ")
    if len(parts) == 1:
        return "", parts[0], ""
    return parts[0], parts[1], parts[2] if len(parts) > 2 else ""


def _identity(at: int) -> int:
    return at


class _Characters:
    """Byte offsets of UTF-8 as offsets of characters; asked for in order."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._byte = self._character = 0

    def at(self, byte: int) -> int:
        """The character that a byte begins."""
        self._character += len(self._data[self._byte : byte].decode())
        self._byte = byte
        return self._character


def escaper(codec: str) -> Callable[[str], str]:
    """Return what writes a text as XML characters in an encoding, by reference what it lacks."""

    def escape(text: str) -> str:
        text = _UNFIT.sub("", text).replace("&", "&amp;").replace("<", "&lt;")
        text = text.replace(">", "&gt;").replace("\r", "&#13;")
        if text.endswith("]"):  # what follows it in the file may be ]>
            text = text[:-1] + "&#93;"
        return text.encode(codec, "xmlcharrefreplace").decode(codec)

    return escape


def cdata_escaper(codec: str) -> Callable[[str], str]:
    """Return what writes a text within a CDATA section; what cannot stand there, beside it."""
    outside = escaper(codec)

    def escape(text: str) -> str:
        text = _UNFIT.sub("", text)
        written = outside(text)
        plain = text.replace("&", "&amp;").replace("<", "&lt;")
        return text if written == plain else f"]]>{written}<![CDATA["

    return escape


def must_be_well_formed(raw: str, name: str) -> None:
    """Raise InputError if a file with its edits made is none that could be read again."""
    try:
        deque(scan([raw.encode()], name, "utf-8"), 0)
    except InputError as error:
        raise InputError(f"with these edits {error}: nothing was written") from None


def attributes_of(tag: str) -> dict[str, str]:
    """Return the attributes of a start tag, named as they are written, values unescaped."""
    return {found[1]: _unescaped(found[2][1:-1]) for found in _ATTRIBUTE.finditer(tag)}


def _unescaped(value: str) -> str:
    for reference, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        value = value.replace(reference, character)
    return value


def written_attribute(value: str, codec: str = "utf-8") -> str:
    """Return a value as it stands in a tag, with its quotes."""
    return f'"{escaper(codec)(" ".join(value.split())).replace(chr(34), "&quot;")}"'


def set_attribute(tag: str, name: str, value: str | None, codec: str = "utf-8") -> str:
    """Return a start tag with an attribute set (None: removed), its other characters as they were.

    The names of attributes are as they are written, with a prefix.
    """
    written = written_attribute(value or "", codec)
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name:
            new = tag[found.start(1) : found.start(2)] + written
            start, end = found.span() if value is None else (found.start(1), found.end())
            return tag[:start] + ("" if value is None else new) + tag[end:]
    if value is None:
        return tag
    end = len(tag.removesuffix(">").removesuffix("/").rstrip())
    return f"{tag[:end]} {name}={written}{tag[end:]}"


_ATTRIBUTE = re.compile(r"""\s+([^\s=<>/"']+)\s*=\s*("[^"]*"|'[^']*')""")
# What XML 1.0 has no way to write.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
