"""Decisions as tracked changes of a DOCX file, and what was decided as comments beside them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from mtreview.formats.docx_boxes import Aside
from mtreview.formats.docx_comments import AUTHOR, Comments, moment
from mtreview.formats.docx_numbers import Numbers
from mtreview.formats.docx_package import Package, Xml
from mtreview.formats.docx_runs import Run, Tracked
from mtreview.formats.layout import Layout, Piece
from mtreview.model import Document, Edit, Span
from mtreview.outcomes import Item, Review, State


class Tracking:
    """Numbers the changes and the comments of one file, and writes them."""

    def __init__(
        self,
        package: Package,
        parts: Sequence[Xml],
        review: Review,
        asides: Sequence[Aside],
        numbers: Numbers,
    ) -> None:
        self._numbers = numbers
        self._comments = Comments(package, parts[0], asides, numbers)
        items = sorted(review.items, key=lambda item: item.edit.span if item.edit else Span(0, 0))
        self._edited = [item for item in items if item.edit is not None]
        self._dismissed = [
            item
            for item in items
            if item.state is State.DISMISSED and item.decision and item.decision.reason
        ]
        self._starts = [item.edit.span.start for item in self._edited if item.edit]

    def edits(self, document: Document, layout: Layout, allowed: Sequence[Edit]) -> list[Edit]:
        """Return edits of a document as edits of its parts that show as tracked changes."""
        changes: dict[int, tuple[Piece, list[Tracked]]] = {}
        for piece, own in layout.changed(document.text, allowed):
            tracked = [self._tracked(edit, piece) for edit in _joined(document.text, own)]
            changes[piece.place.start] = piece, tracked
        for item in self._dismissed:
            self._remark(layout, item, changes)
        made = [_written(document.text, *change) for _, change in sorted(changes.items())]
        return self._comments.hung(made)

    def members(self) -> dict[str, bytes]:
        """Return the parts of the package that hold the comments or tell of them."""
        return self._comments.members()

    def _tracked(self, edit: Edit, piece: Piece) -> Tracked:
        """Return an edit of a piece with who made it, and a comment if it is the item's first."""
        index = bisect_right(self._starts, edit.span.end) - 1
        item = self._edited[index] if index >= 0 else None
        if item is not None and item.edit and not item.edit.span.overlaps(edit.span):
            item = None
        comment = self._comments.on(item, piece.place) if item else None
        return self._numbered(edit, item, piece, comment)

    def _numbered(
        self, edit: Edit, item: Item | None, piece: Piece, comment: int | None
    ) -> Tracked:
        number = self._numbers.take(2)
        decision = item.decision if item else None
        author = (decision.reviewer if decision else "") or AUTHOR
        local = Edit(edit.span.shift(-piece.span.start), edit.text)
        return Tracked(local, number, author, moment(decision.at if decision else ""), comment)

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
        if (comment := self._comments.on(item, piece.place)) is None:
            return
        tracked = [*others, self._numbered(point, item, piece, comment)]
        tracked.sort(key=lambda each: each.edit.span)
        changes[piece.place.start] = piece, tracked


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
