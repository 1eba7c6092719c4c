"""SubRip and WebVTT: the text of the cues is reviewed, timings and all else stay as they are.

A sentence may go on in the next cue: both are one paragraph then, with a placeholder between. The
lines of an edited cue are broken anew where an edit made one too long. Libraries for subtitles
write a whole file anew, in their own way; here it is changed in place.
"""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtreview.errors import InputError
from mtreview.formats.blocks import Block, gather
from mtreview.formats.editing import Limits, apply, short
from mtreview.formats.encoding import decode, encode
from mtreview.formats.layout import Builder, Layout
from mtreview.formats.markup import BEAT
from mtreview.formats.options import Options
from mtreview.formats.subtitle_lines import LEAST, rebroken, width
from mtreview.model import Document, Edit, Span
from mtreview.outcomes import Review
from mtreview.segment import DANGLING

_TIME = r"(?:\d{1,5}:)?\d{1,2}:\d{1,2}[.,]\d{1,3}"
_LINE = r"(?:\A|(?<=\n)|(?<=\r)(?!\n))[ \t]*"  # where one begins
_TIMING = re.compile(rf"{_LINE}-?{_TIME}[ \t]*-->[ \t]*-?{_TIME}[^\r\n]*(?:\r\n|\n|\r|\Z)")
_BLANK = re.compile(rf"{_LINE}[\r\n]")
_NUMBER = re.compile(r"(?:\A|[\r\n])[ \t]*\d+[ \t]*[\r\n]*\Z")
_BREAK = re.compile(r"\r\n|\n|\r")
_PIECE = re.compile(
    r"""(?P<mark></?[a-zA-Z\d][^<>\r\n]{0,200}>|\{\\[^{}\r\n]{0,200}\})
      | (?P<break>[ \t]*(?:\r\n|\n|\r)[ \t]*)
      | (?P<entity>&(?:[a-zA-Z\d]{1,31}|\#\d{1,8}|\#[xX][\da-fA-F]{1,8});)
      | [^<{&\r\n \t]+ | [<{&] | [ \t]+""",
    re.VERBOSE,
)
_SPEAKER = re.compile(r"[-–—‐][ \t]*(?=\S)")
_FINAL = re.compile(r"[.!?…:;♪)\]][\"'”’»)\]]*\s*\Z")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_SRT = re.compile(rf"\s*\d+[ \t]*(?:\r\n|\n|\r){_TIME}[ \t]*-->")


@dataclass(frozen=True, slots=True)
class Subtitles:
    """A file's layout, where the text of each cue stands, and how wide its widest line is."""

    layout: Layout
    cues: tuple[Span, ...]
    widest: int

    @property
    def raw(self) -> str:
        """The whole file."""
        return self.layout.raw


def sniff_srt(head: str) -> bool:
    """Tell whether a file begins with a SubRip cue."""
    return _SRT.match(head) is not None


def sniff_vtt(head: str) -> bool:
    """Tell whether a file begins as WebVTT must."""
    return re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", head) is not None


def read_srt(data: bytes, name: str, options: Options) -> Document:
    """Return the cues of a SubRip file; raise InputError or ConfigError as `decode` does."""
    return _read(data, name, options, has_entities=False)


def read_vtt(data: bytes, name: str, options: Options) -> Document:
    """Return the cues of a WebVTT file; raise InputError or ConfigError as `decode` does."""
    return _read(data, name, options, has_entities=True)


def write(document: Document, edits: Sequence[Edit], _review: Review | None = None) -> bytes:
    """Return the file with `edits` made, and the lines of edited cues no wider than its widest."""
    made: Subtitles = document.layout
    raw = made.layout.raw
    starts = [cue.start for cue in made.cues]
    by_cue: dict[int, list[Edit]] = {}
    for edit in made.layout.edits(document.text, Limits(document).require(edits)):
        by_cue.setdefault(bisect_right(starts, edit.span.start) - 1, []).append(edit)
    newline = _newline(raw)
    changes = []
    for index, own in by_cue.items():
        cue = made.cues[index]
        old = cue.of(raw)
        new = apply(old, [Edit(edit.span.shift(-cue.start), edit.text) for edit in own])
        if old == old.rstrip():  # what stood before the next cue of a sentence is no space now
            new = new.rstrip()
        if _marks(new) != _marks(old):
            raise InputError(
                f"{document.name} cannot hold “{short(own[0].text)}” as text: it would be markup"
            )
        changes.append(Edit(cue, rebroken(old, new, made.widest, newline)))
    return encode(apply(raw, changes), document.encoding, document.bom, document.name)


def _read(data: bytes, name: str, options: Options, *, has_entities: bool) -> Document:
    raw, codec, bom = decode(data, options.encoding, name)
    cues = tuple(_cues(raw))
    newline = _newline(raw)

    def escape(text: str) -> str:
        if has_entities:
            text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return newline.join(line for line in _BREAK.split(text) if line.strip() or line == text)

    builder = Builder(raw, escape)
    segments = gather(_blocks(raw, cues, has_entities), builder)
    lines = (line for cue in cues for line in _BREAK.split(cue.of(raw)))
    widest = max((LEAST, *map(width, lines)))
    layout = Subtitles(builder.layout(), cues, widest)
    inlines = tuple(builder.inlines)
    return Document(name, builder.text, segments, inlines, encoding=codec, bom=bom, layout=layout)


def _cues(raw: str) -> Iterator[Span]:
    """Yield where the text of each cue is: behind its timing, up to a blank line or the next."""
    timings = list(_TIMING.finditer(raw))
    for n, timing in enumerate(timings):
        start = timing.end()
        end = timings[n + 1].start() if n + 1 < len(timings) else len(raw)
        if blank := _BLANK.search(raw, start, end):
            end = blank.start()
        elif number := _NUMBER.search(raw, start, end):
            end = number.start()  # no blank line, but the number of the next cue
        end = start + len(raw[start:end].rstrip("\r\n"))
        if raw[start:end].strip():
            yield Span(start, end)


def _blocks(raw: str, cues: Sequence[Span], has_entities: bool) -> Iterator[Block]:
    """Yield paragraphs: the lines of a cue, or those of several if a sentence goes on."""
    block = Block(raw)
    said = ""  # in the open block
    end = 0
    for cue in cues:
        text = re.sub(r"<[^<>]*>|\{\\[^{}]*\}", "", cue.of(raw)).strip()
        if said and _goes_on(said, text):
            block.add(" ", end, end)
            block.mark(BEAT, end, cue.start)
        elif block.parts:
            yield block
            block = Block(raw)
        for part in _speakers(raw, cue):
            if part.start > cue.start and block.parts:
                yield block
                block = Block(raw)
            _add(block, raw, part, has_entities)
        said, end = text, cue.end
    if block.parts:
        yield block


def _goes_on(said: str, text: str) -> bool:
    """Tell whether what is said in a cue goes on in the next one's text."""
    if _FINAL.search(said):
        return False
    word = _LAST_WORD.search(said)
    return text[:1].islower() or said.endswith(",") or bool(word and word[0] in DANGLING)


def _speakers(raw: str, cue: Span) -> Iterator[Span]:
    """Yield the parts of a cue that begin with a dash, without it; or all of it."""
    start = cue.start
    for line in re.finditer(r"[^\r\n]+", raw[cue.start : cue.end]):
        at = cue.start + line.start()
        if dash := _SPEAKER.match(raw, at, cue.end):
            if raw[start:at].strip():
                yield Span(start, start + len(raw[start:at].rstrip()))
            start = dash.end()
    yield Span(start, cue.end)


def _add(block: Block, raw: str, part: Span, has_entities: bool) -> None:
    for match in _PIECE.finditer(raw, part.start, part.end):
        start, end = match.span()
        if match["mark"]:
            block.mark(match[0].strip("<>{}"), start, end)
        elif match["break"]:
            block.add("\n", start, end)
        elif match["entity"] and has_entities:
            block.add(html.unescape(match[0]), start, end)
        else:
            block.add(match[0], start, end)


def _marks(cue: str) -> list[str]:
    return [match["mark"] for match in _PIECE.finditer(cue) if match["mark"]]


def _newline(raw: str) -> str:
    found = _BREAK.search(raw)
    return found[0] if found else "\n"
