"""From decisions to corrected text: which edits go in, and what is left open."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from mtreview.model import Decision, Document, Edit, Finding, Result, Suggestion
from mtreview.outcomes import Item, State
from mtreview.review.anchor import Anchor, content_of
from mtreview.review.diff import diff
from mtreview.review.fold import Fold, fold, open_items
from mtreview.review.recall import Memory
from mtreview.review.session import Session

__all__ = ["Accept", "Export", "diff", "export"]

Accept = Literal["none", "safe", "all"]


@dataclass(frozen=True, slots=True)
class Export:
    """What an export writes.

    `edits` are sorted and do not overlap: `decided` of them are the editor's, `applied` are
    suggestions taken unseen. `skipped` suggestions would have overlapped another edit or markup;
    `open_count` findings are neither decided nor applied; `lost` decisions have no place any more.
    `items` are the findings and what became of them; what was applied unseen has no decision.
    """

    edits: tuple[Edit, ...]
    decided: int = 0
    applied: int = 0
    skipped: int = 0
    open_count: int = 0
    lost: tuple[Decision, ...] = ()
    items: tuple[Item, ...] = ()


def export(
    document: Document,
    result: Result | None,
    session: Session | None,
    accept: Accept = "none",
    path: Path | None = None,
) -> Export:
    """Return the edits of an editor's decisions and, if asked, of the suggestions still open.

    "safe" adds suggestions that may be applied without a look, "all" the first of every open
    finding; what was dismissed is never applied. `path` is the document's file (default: its name).
    """
    findings = result.findings if result is not None else ()
    state = _decisions(document, findings, session, path or Path(document.name))
    decided = sum(item.edit is not None for item in state.items) + len(state.rewrites)
    still_open = [item for item in state.items if item.state is State.OPEN]
    wanted = [(s, item) for item in still_open if (s := _chosen(item.finding, accept)) is not None]
    # Of two that overlap the surer goes in; the order of the text decides between equals.
    wanted.sort(key=lambda pair: (-pair[0].confidence, pair[0].span))
    applied = {
        item.key: replace(item, state=State.ACCEPTED, edit=suggestion.edit)
        for suggestion, item in wanted
        if state.patch.add(suggestion.edit)
    }
    return Export(
        edits=state.patch.edits,
        decided=decided,
        applied=len(applied),
        skipped=len(wanted) - len(applied),
        open_count=len(still_open) - len(applied),
        lost=state.lost,
        items=tuple(applied.get(item.key, item) for item in state.items if item.rewrite is None),
    )


def _decisions(
    document: Document, findings: Iterable[Finding], session: Session | None, path: Path
) -> Fold:
    found = tuple(findings)
    log: tuple[Decision, ...] = ()
    memory = Memory(session) if session is not None else None
    if session is not None and (known := session.find(path, content_of(document.text))):
        log = session.decisions(known.id)
    return fold(document, open_items(found), log, Anchor(document.text, found), None, memory)


def _chosen(finding: Finding, accept: Accept) -> Suggestion | None:
    match accept:
        case "none":
            return None
        case "safe":
            return next((s for s in finding.suggestions if s.safe), None)
        case "all":
            return next(iter(finding.suggestions), None)
