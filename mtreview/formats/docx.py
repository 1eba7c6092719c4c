"""DOCX: body, tables, notes, headers and footers; same styles and runs.

The parts of the archive are changed in place: of an edited file, every member but those that hold
edited text is the one that was read.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from mtreview.errors import InputError
from mtreview.formats.blocks import Block, gather
from mtreview.formats.docx_boxes import Aside, with_copies
from mtreview.formats.docx_numbers import Numbers
from mtreview.formats.docx_package import Package, Xml
from mtreview.formats.docx_story import Story
from mtreview.formats.docx_styles import kinds
from mtreview.formats.docx_tracked import Tracking
from mtreview.formats.editing import Limits, apply
from mtreview.formats.encoding import encode
from mtreview.formats.layout import Builder, Layout
from mtreview.formats.options import Options
from mtreview.formats.xml_tokens import must_be_well_formed, tokens
from mtreview.model import Document, Edit
from mtreview.outcomes import Review

_STORIES = ("footnotes", "endnotes", "header", "footer")


@dataclass(frozen=True, slots=True)
class Docx:
    """A file: its archive, the parts that hold text, one layout of all their text, its asides."""

    data: bytes
    parts: tuple[Xml, ...]
    layout: Layout
    asides: tuple[Aside, ...]


def sniff(head: str) -> bool:
    """Tell whether a file begins as an archive of Office does."""
    return head.startswith("PK\x03\x04") and ("[Content_Types].xml" in head or "word/" in head)


def read(data: bytes, name: str, _options: Options) -> Document:
    """Return the text of a DOCX file; InputError if it is none, or a harmful one."""
    package = Package(data, name)
    parts = tuple(map(package.xml, _stories(package)))
    raw = "".join(part.raw for part in parts)
    builder = Builder(raw, str)
    asides: list[Aside] = []
    segments = gather(_blocks(package, parts, raw, asides), builder)
    layout = Docx(data, parts, builder.layout(), tuple(asides))
    return Document(name, builder.text, segments, tuple(builder.inlines), layout=layout)


def write(document: Document, edits: Sequence[Edit], review: Review | None = None) -> bytes:
    """Return the file with `edits` made, as tracked changes if `review` asks for that."""
    docx: Docx = document.layout
    allowed = Limits(document).require(edits)
    package = Package(docx.data, document.name)
    numbers = Numbers(docx.parts)
    if review is not None and review.track_changes:
        tracking = Tracking(package, docx.parts, review, docx.asides, numbers)
        changes = tracking.edits(document, docx.layout, allowed)
        added = tracking.members()
    else:
        changes = list(docx.layout.edits(document.text, allowed))
        added = {}
    changes = numbers.apart(with_copies(docx.asides, changes))
    changed = dict(_changed(docx.parts, changes)) | added
    return package.rewritten(changed) if changed else docx.data


def _stories(package: Package) -> Iterator[str]:
    """Yield the names of the parts that hold text, the body first, each once."""
    main = next((r.target for r in package.relations("") if r.kind == "officeDocument"), None)
    if main is None:
        raise InputError(f"{package.name} is no DOCX file: it has no document in it")
    yield main
    related = list(package.relations(main))
    seen = {main}
    for kind in _STORIES:
        for relation in related:
            if relation.kind == kind and relation.target not in seen:
                seen.add(relation.target)
                yield relation.target


def _blocks(
    package: Package, parts: Sequence[Xml], raw: str, asides: list[Aside]
) -> Iterator[Block]:
    styles = next((r.target for r in package.relations(parts[0].name) if r.kind == "styles"), None)
    kind_of = kinds(package.xml(styles).raw if styles else "", f"{package.name}: {styles}")
    anchors: dict[str, int] = {}
    for part, base in zip(parts, _bases(parts), strict=False):
        story = Story(raw, base, part.encoding, kind_of, asides, anchors)
        yield from story.blocks(tokens(part.raw, f"{package.name}: {part.name}"))


def _bases(parts: Sequence[Xml]) -> list[int]:
    """Where each part begins in the text of all."""
    return [0, *accumulate(len(part.raw) for part in parts)]


def _changed(parts: Sequence[Xml], edits: Sequence[Edit]) -> Iterator[tuple[str, bytes]]:
    """Yield each part that an edit of the text of all changes, with its new bytes."""
    bases = _bases(parts)
    by_part: dict[int, list[Edit]] = {}
    for edit in edits:
        index = bisect_right(bases, edit.span.start) - 1
        by_part.setdefault(index, []).append(Edit(edit.span.shift(-bases[index]), edit.text))
    for index, own in by_part.items():
        part = parts[index]
        text = apply(part.raw, own)
        must_be_well_formed(text, part.name)
        yield part.name, encode(text, part.encoding, part.bom, part.name)
