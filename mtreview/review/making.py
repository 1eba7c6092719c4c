"""Decisions as they are made: for their place, refused where that cannot be, not yet stored."""

from typing import Any

from mtreview.model import Action, Decision, Document, Edit, Finding, Severity, Span
from mtreview.outcomes import Item
from mtreview.review.anchor import surroundings
from mtreview.review.board import Board
from mtreview.review.fitting import Refused, must_be_current, must_be_writable, must_fit
from mtreview.review.fold import BY_HAND
from mtreview.review.patch import closed_up


def on_item(board: Board, item: Item, action: Action, edit: Edit | None) -> Decision:
    """Return a decision on an item; Refused where it cannot be made as things stand."""
    finding, document = item.finding, board.document
    must_be_current(item, board.state, board.journal.session.reviewer)
    if item.rewrite is not None:
        written = None if edit is None else item.rewrite.replaced(edit)
        if written is not None:
            must_be_writable(document, finding.segment, written, board.state)
            board.carry(finding.segment, written)
        return on_segment(board, finding.segment, action, written, finding)
    if edit is not None:
        must_fit(document, board.state, finding, edit)
    repeated = board.anchor.has_twins(finding)
    before, after = surroundings(document.text, finding.span, edit, repeated=repeated)
    return Decision(
        action=action,
        finding=finding.id,
        rule=finding.rule,
        span=finding.span,
        text=finding.span.of(document.text),
        before=before,
        after=after,
        edit=edit,
        content=board.content,
    )


def on_segment(
    board: Board,
    segment: int,
    action: Action,
    text: str | None,
    finding: Finding | None = None,
    **more: Any,
) -> Decision:
    """Return a decision on a whole segment, which `text` replaces unless it is None."""
    document = board.document
    span = document.segments[segment].span
    before, after = surroundings(document.text, span)
    return Decision(
        action=action,
        finding=finding.id if finding else "",
        rule=finding.rule if finding else "",
        span=span,
        text=span.of(document.text),
        before=before,
        after=after,
        edit=None if text is None else Edit(span, text),
        content=board.content,
        quote=finding.text if finding else "",
        **more,
    )


def by_hand(
    board: Board, span: Span, category: str, severity: Severity, reason: str, reviewer: str
) -> Decision:
    """Return a finding by hand; Refused where the segment was rewritten, or is not one."""
    text, segment = board.document.text, board.segments.at(span)
    if segment in board.state.rewrites:
        raise Refused("this segment was rewritten; undo that before you mark what it was")
    if not board.document.segments[segment].span.covers(span):
        raise Refused("what you mark must stand within one segment")
    before, after = surroundings(text, span)
    return Decision(
        action=Action.ADD,
        finding=f"{BY_HAND}:{span.start}:{span.end}",
        rule=BY_HAND,
        span=span,
        text=span.of(text),
        before=before,
        after=after,
        reason=reason,
        content=board.content,
        category=category,
        severity=severity,
        reviewer=reviewer,
    )


def widened(board: Board, item: Item, place: Span) -> Span:
    """Return what to delete of an item's place so that no space is left over."""
    within = board.document.segments[item.finding.segment].span
    if item.rewrite is not None:
        text, begin = item.rewrite.text, within.start
        return closed_up(text, place.shift(-begin), Span(0, len(text))).shift(begin)
    wide = closed_up(board.document.text, place, within)
    others = [edit for edit in board.state.patch.clashes(wide) if edit != item.edit]
    return place if others else wide


def with_its_line_ends(document: Document, text: str) -> str:
    """Return a text with the line ends of the document."""
    if "\r\n" in document.text and document.text.count("\n") == document.text.count("\r\n"):
        return text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text
