"""The entries of a gettext PO file, with the place of every part of them.

polib reads such files well, but forgets how they were written; here nothing is forgotten.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from mtreview.errors import InputError
from mtreview.model import Span

_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_STRINGS = re.compile(r'\s*(?:"(?:[^"\\]|\\.)*"\s*)+')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr|domain)(?:\[(\d{1,2})\])?(?=[\s\"])")
_ESCAPE = re.compile(r"\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|.)")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_LINE = re.compile(r"[^\n]*\n?")


@dataclass(slots=True)
class Message:
    """A string of an entry: the places of what is between its quotation marks, line by line."""

    places: list[Span] = field(default_factory=list)

    def parts(self, raw: str) -> Iterator[tuple[str, int, int]]:
        """Yield the characters of the string and where in the file each run of them stands."""
        for place in self.places:
            at = place.start
            for found in _ESCAPE.finditer(raw, place.start, place.end):
                if at < found.start():
                    yield raw[at : found.start()], at, found.start()
                yield _meant(found[0]), *found.span()
                at = found.end()
            if at < place.end:
                yield raw[at : place.end], at, place.end

    def text(self, raw: str) -> str:
        """The string itself."""
        return "".join(part for part, _, _ in self.parts(raw))


@dataclass(slots=True)
class Entry:
    """A message and its translations by plural form; `flags` are the lines with flags."""

    start: int
    comments: list[Span] = field(default_factory=list)
    flags: list[Span] = field(default_factory=list)
    context: Message | None = None
    source: Message | None = None
    plural: Message | None = None
    targets: dict[int, Message] = field(default_factory=dict)


def entries(raw: str, name: str) -> Iterator[Entry]:
    """Yield the entries of a PO file, without the obsolete; InputError names a bad line."""
    entry, message = Entry(0), None
    for number, found in enumerate(_LINE.finditer(raw), 1):
        line, start = found[0].rstrip("\r\n"), found.start()
        text = line.strip()
        if not text and entry.source is not None and not entry.targets:
            continue
        if not text or text.startswith("#~"):
            if entry.source is not None:
                yield _whole(entry, name, number)
            entry, message = Entry(found.end()), None
        elif text.startswith("#"):
            if entry.source is not None:
                yield _whole(entry, name, number)
                entry = Entry(start)
            _comment(entry, text, Span(start, found.end()))
            message = None
        elif text.startswith('"'):
            if message is None:
                raise InputError(f"{name} line {number}: a string that belongs to no message")
            _add(message, raw, start, line, name, number)
        else:
            indent = len(line) - len(line.lstrip())
            keyword = _KEYWORD.match(line, indent)
            if keyword is None:
                raise InputError(f"{name} line {number}: “{text[:30]}” is no line of a PO file")
            if keyword[1] in ("msgctxt", "msgid", "domain") and entry.targets:
                yield _whole(entry, name, number)
                entry = Entry(start)
            message = _begun(entry, keyword, name, number)
            _add(message, raw, start + keyword.end(), line[keyword.end() :], name, number)
    if entry.source is not None or entry.context is not None:
        yield _whole(entry, name, raw.count("\n") + 1)


def _comment(entry: Entry, text: str, place: Span) -> None:
    if text.startswith("#,"):
        entry.flags.append(place)
    else:
        entry.comments.append(place)


def _begun(entry: Entry, keyword: re.Match[str], name: str, number: int) -> Message:
    """The string that a keyword begins, put where it belongs."""
    message, kind = Message(), keyword[1]
    if kind == "msgstr":
        form = int(keyword[2] or 0)
        if entry.source is None or form in entry.targets:
            said = "a translation of nothing" if entry.source is None else "a second translation"
            raise InputError(f"{name} line {number}: {said}")
        entry.targets[form] = message
    elif kind == "msgid_plural":
        entry.plural = message
    elif kind == "msgctxt":
        entry.context = message
    elif kind == "msgid":
        if entry.source is not None:
            raise InputError(f"{name} line {number}: a message that begins within another")
        entry.source = message
    return message


def _add(message: Message, raw: str, start: int, rest: str, name: str, number: int) -> None:
    """Take in the strings of a line."""
    if not _STRINGS.fullmatch(rest):
        raise InputError(f"{name} line {number}: a string that is not closed, or none")
    for found in _STRING.finditer(raw, start, start + len(rest)):
        message.places.append(Span(*found.span(1)))


def _whole(entry: Entry, name: str, number: int) -> Entry:
    if entry.source is None or not entry.targets:
        raise InputError(f"{name} line {number}: a message without a msgstr before this line")
    return entry


def _meant(escape: str) -> str:
    """The character that an escape stands for."""
    body = escape[1:]
    if body[0] == "x" and len(body) > 1:
        return chr(int(body[1:], 16))
    if body[0] in "01234567":
        return chr(int(body, 8))
    return _NAMED.get(body, body)


def written(text: str) -> str:
    """Return a text as it stands between quotation marks."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    for letter, character in _NAMED.items():
        text = text.replace(character, f"\\{letter}")
    return text
