"""Whether a decision can be made as things stand; if not, what is in the way is named."""

from mtreview.errors import MtreviewError
from mtreview.formats.editing import short
from mtreview.model import Document, Edit, Finding
from mtreview.outcomes import Item
from mtreview.review.fold import Fold, find


class Refused(MtreviewError):
    """A decision that cannot be made; nothing was recorded."""


def must_be_current(item: Item, state: Fold, reviewer: str) -> None:
    """Raise Refused where somebody else went on since: decided on it, or rewrote its segment."""
    if item.stands_for_rewrite:
        raise Refused("this segment was rewritten: write it anew, or undo what was written")
    rewrite = state.rewrites.get(item.finding.segment)
    known = item.rewrite.text if item.rewrite is not None else None
    if (rewrite.text if rewrite is not None else None) != known:
        raise Refused("this segment was rewritten meanwhile; look at it again")
    at = find(state.items, item.key, item.finding.segment)
    now = state.items[at].decision if at is not None else None
    if now is not None and now != item.decision and now.reviewer != reviewer:
        what = state.items[at or 0].state
        raise Refused(f"{now.reviewer or 'somebody'} {what} this meanwhile; look at it again")


def must_fit(document: Document, state: Fold, finding: Finding, edit: Edit) -> None:
    """Raise Refused, naming what is in the way of an edit."""
    patch, text = state.patch, document.text
    clashes = patch.clashes(edit.span)
    for item in state.items if clashes else ():
        if item.edit in clashes and item.key != (finding.rule, finding.span):
            raise Refused(
                f"this would write over “{short(item.edit.span.of(text))}”, which the "
                f"decision on “{short(item.finding.text)}” ({item.finding.rule}) already "
                "changes; dismiss that one first"
            )
    if reason := patch.refusal(edit):
        raise Refused(reason)


def must_be_writable(document: Document, segment: int, text: str, state: Fold) -> None:
    """Raise Refused where a segment cannot become `text`, or another edit reaches into it."""
    span = document.segments[segment].span
    for edit in state.patch.clashes(span):
        if not span.covers(edit.span):
            raise Refused(
                f"“{short(edit.span.of(document.text))}” is already decided on and reaches beyond "
                "this segment; dismiss that one first"
            )
    if reason := state.patch.refusal(Edit(span, text)):
        raise Refused(reason)
