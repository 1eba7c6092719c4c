"""Decisions as tracked changes of a DOCX file, and what was decided as comments beside them."""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count

from mtreview.formats.docx_package import Package, Xml
from mtreview.formats.docx_runs import Run, Tracked
from mtreview.formats.encoding import encode
from mtreview.formats.layout import Layout, Piece
from mtreview.formats.xml_tokens import Part, escaper, tokens, written_attribute
from mtreview.model import Document, Edit, Span
from mtreview.outcomes import Item, Review, State

_NUMBER = re.compile(r"""\bid=["'](\d{1,9})["']""")
_AUTHOR = "mtreview"  # of what was applied without anybody's look
_COMMENTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"


class Tracking:
    """Numbers the changes and the comments of one file, and writes them."""

    def __init__(
        self, package: Package, parts: Sequence[Xml], review: Review, boxes: Sequence[Span] = ()
    ) -> None:
        self._package, self._main, self._boxes = package, parts[0], boxes
        self._place = _comments_of(package, parts[0].name)
        self._comments = package.xml(self._place) if self._place in package.members else None
        texts = [part.raw for part in parts] + ([self._comments.raw] if self._comments else [])
        self._next = 1 + max((int(n) for text in texts for n in _NUMBER.findall(text)), default=0)
        items = sorted(review.items, key=lambda item: item.edit.span if item.edit else Span(0, 0))
        self._edited = [item for item in items if item.edit is not None]
        self._dismissed = [
            item
            for item in items
            if item.state is State.DISMISSED and item.decision and item.decision.reason
        ]
        self._starts = [item.edit.span.start for item in self._edited if item.edit]
        self._said: list[tuple[int, Item]] = []

    def edits(self, document: Document, layout: Layout, allowed: Sequence[Edit]) -> list[Edit]:
        """Return edits of a document as edits of its parts that show as tracked changes."""
        changes: dict[int, tuple[Piece, list[Tracked]]] = {}
        for piece, own in layout.changed(document.text, allowed):
            tracked = [self._tracked(edit, piece) for edit in _joined(document.text, own)]
            changes[piece.place.start] = piece, tracked
        for item in self._dismissed:
            self._remark(layout, item, changes)
        return [_written(document.text, *change) for _, change in sorted(changes.items())]

    def members(self) -> dict[str, bytes]:
        """Return the parts of the package that hold the comments or tell of them."""
        if not self._said:
            return {}
        if known := self._comments:
            return {self._place: _with_more(self._package.name, known, self._written_comments)}
        space = next(t.space for t in tokens(self._main.raw, "") if t.kind is Part.START)
        text = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:comments xmlns:w="{space}">{self._written_comments("w:")}</w:comments>'
        )
        return {self._place: text.encode(), **self._registered()}

    def _tracked(self, edit: Edit, piece: Piece) -> Tracked:
        """Return an edit of a piece with who made it, and a comment if it is the item's first."""
        index = bisect_right(self._starts, edit.span.end) - 1
        item = self._edited[index] if index >= 0 else None
        if item is not None and item.edit and not item.edit.span.overlaps(edit.span):
            item = None
        comment = self._comment_on(item, piece) if item else None
        return self._numbered(edit, item, piece, comment)

    def _numbered(
        self, edit: Edit, item: Item | None, piece: Piece, comment: int | None
    ) -> Tracked:
        number, self._next = self._next, self._next + 2
        decision = item.decision if item else None
        author = (decision.reviewer if decision else "") or _AUTHOR
        local = Edit(edit.span.shift(-piece.span.start), edit.text)
        return Tracked(local, number, author, _moment(decision.at if decision else ""), comment)

    def _comment_on(self, item: Item, piece: Piece) -> int | None:
        """Return the number of a new comment; Word knows none in boxes and outside of the body."""
        known = any(other is item for _, other in self._said)
        boxed = any(box.covers(piece.place) for box in self._boxes)
        if known or boxed or piece.place.start >= len(self._main.raw):
            return None
        number, self._next = self._next, self._next + 1
        self._said.append((number, item))
        return number

    def _remark(
        self, layout: Layout, item: Item, changes: dict[int, tuple[Piece, list[Tracked]]]
    ) -> None:
        """Add a comment on a finding that was dismissed with a reason."""
        at = item.finding.span.start
        index = bisect_right(layout.pieces, at, key=lambda piece: piece.span.start) - 1
        if index < 0 or not layout.pieces[index].span.start <= at < layout.pieces[index].span.end:
            return
        piece = layout.pieces[index]
        point = Edit(Span(at, at), "")
        _, others = changes.get(piece.place.start, (piece, []))
        local = at - piece.span.start
        if any(t.edit.span.start <= local <= t.edit.span.end for t in others):
            return
        if (comment := self._comment_on(item, piece)) is None:
            return
        tracked = [*others, self._numbered(point, item, piece, comment)]
        tracked.sort(key=lambda each: each.edit.span)
        changes[piece.place.start] = piece, tracked

    def _written_comments(self, prefix: str) -> str:
        return "".join(self._comment(number, item, prefix) for number, item in self._said)

    def _comment(self, number: int, item: Item, p: str) -> str:
        decision, finding = item.decision, item.finding
        said = f"{finding.message} ({finding.rule})"
        if decision and decision.reason:
            said = f"{decision.reason} – {said}"
        if item.state is State.DISMISSED:
            said = f"Kept as it is: {said}"
        author = written_attribute((decision.reviewer if decision else "") or _AUTHOR)
        moment = _moment(decision.at if decision else "")
        date = f' {p}date="{moment}"' if moment else ""
        return (
            f'<{p}comment {p}id="{number}" {p}author={author}{date} {p}initials="mt"><{p}p><{p}r>'
            f'<{p}t xml:space="preserve">{escaper("utf-8")(said)}</{p}t></{p}r></{p}p></{p}comment>'
        )

    def _registered(self) -> dict[str, bytes]:
        """Return the lists of the package with the new part in them."""
        folder, base = posixpath.split(self._main.name)
        relations = self._package.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        types = self._package.xml(_CONTENT_TYPES)
        name = posixpath.basename(self._place)
        relation = f'Relationship Id="mtreview{self._next}" Type="{_COMMENTS}" Target="{name}"/>'
        override = f'Override PartName="/{self._place}" ContentType="{_TYPE}"/>'
        file = self._package.name
        return {
            relations.name: _with_more(file, relations, lambda prefix: f"<{prefix}{relation}"),
            types.name: _with_more(file, types, lambda prefix: f"<{prefix}{override}"),
        }


def _comments_of(package: Package, main: str) -> str:
    """Return the part that holds a document's comments, or a free name for one."""
    for relation in package.relations(main):
        if relation.kind == "comments":
            return relation.target
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in count())
    return next(name for name in names if name not in package.members)


def _joined(text: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield the edits, those as one that only space parts: they read as one change."""
    last: Edit | None = None
    for edit in edits:
        between = text[last.span.end : edit.span.start] if last else ""
        if last and not between.strip():
            last = Edit(Span(last.span.start, edit.span.end), last.text + between + edit.text)
            continue
        if last:
            yield last
        last = edit
    if last:
        yield last


def _written(text: str, piece: Piece, tracked: Sequence[Tracked]) -> Edit:
    run = piece.escape
    assert isinstance(run, Run), "a piece of DOCX is written by its run"
    return Edit(piece.place, run.tracked(piece.span.of(text), tracked))


def _with_more(file: str, part: Xml, more: Callable[[str], str]) -> bytes:
    """Return a part with something at the end of its root; `more` writes it, given a prefix."""
    name = f"{file}: {part.name}"
    tags = [t for t in tokens(part.raw, name) if t.kind in (Part.START, Part.END)]
    root, end = tags[0], tags[-1]
    prefix = f"{root.prefix}:" if root.prefix else ""
    head, tail = part.raw[: end.start], part.raw[end.start :]
    if end.start == end.end:  # <Relationships/>
        head, tail = f"{head.removesuffix('/>')}>", f"</{prefix}{root.name}>{tail}"
    return encode(head + more(prefix) + tail, part.encoding, part.bom, name)


def _moment(at: str) -> str:
    """Return a moment as Word wants it: to the second, UTC."""
    found = re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", at)
    return f"{found[0]}Z" if found else ""
