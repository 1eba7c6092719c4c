"""Whether a decision can be made as things stand; if not, what is in the way is named."""

from mtreview.errors import MtreviewError
from mtreview.model import Document, Edit, Finding
from mtreview.review.fold import Fold, Item, find
from mtreview.review.rewriting import edits_of


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
    if markup := patch.limits.markup(edit.span):
        raise Refused(
            f"this would write over the markup “{short(markup.of(text))}”; edit the words "
            "beside it, or dismiss the finding"
        )
    if patch.limits.segment(edit) is None:
        raise Refused(
            f"“{short(edit.span.of(text))}” is not within one segment; edit each part alone"
        )


def must_spare_markup(document: Document, segment: int, text: str, state: Fold) -> None:
    """Raise Refused where a new text of a segment lacks markup, or another edit reaches into it."""
    span = document.segments[segment].span
    edits = edits_of(document, document.segments[segment], text)
    if edits is None:
        marks = (i.span.of(document.text) for i in document.inlines if span.covers(i.span))
        gone = next((mark for mark in marks if text.count(mark) == 0), None)
        named = f"the markup “{short(gone)}”" if gone else "the markup, in its order,"
        raise Refused(f"{named} must stay in the text of this segment")
    for edit in state.patch.clashes(span):
        if not span.covers(edit.span):
            raise Refused(
                f"“{short(edit.span.of(document.text))}” is already decided on and reaches beyond "
                "this segment; dismiss that one first"
            )


def short(text: str, most: int = 40) -> str:
    """Return a quotation that fits into a line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
