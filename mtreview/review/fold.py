"""What a log of decisions comes to: the state of every finding, and the edits that follow.

Nothing here remembers: the state is the fold of the log, so that undo, a restart and another
reviewer's decisions all go the same way. `follow` is a shortcut to the same state.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mtreview.model import Action, Decision, Document, Edit, Finding, Item, Severity, Span, State
from mtreview.review.anchor import Anchor
from mtreview.review.log import in_force
from mtreview.review.patch import Patch

_STATES = {
    Action.ACCEPT: State.ACCEPTED,
    Action.EDIT: State.EDITED,
    Action.DISMISS: State.DISMISSED,
}

Key = tuple[str, Span]  # a rule and a place: what a decision is about


@dataclass(frozen=True, slots=True)
class Fold:
    """Items in text order, the edits to make, and the decisions in force that have no place.

    `crowded` says that a decision is lost because its edit would overlap that of another.
    """

    items: tuple[Item, ...]
    patch: Patch
    lost: tuple[Decision, ...]
    crowded: bool = False


def open_items(findings: Iterable[Finding]) -> dict[Key, Item]:
    """Return the findings as items without a decision, in text order."""
    ordered = sorted(findings, key=lambda f: (f.span.start, f.span.end, f.rule))
    return {item.key: item for item in map(Item, ordered)}


def fold(
    document: Document, opened: Mapping[Key, Item], log: Sequence[Decision], anchor: Anchor
) -> Fold:
    """Return where a document stands after the decisions of `log`, the oldest first.

    The latest decision on a finding counts. Where two edits came to overlap (two reviewers at one
    time, or a text that changed) the earlier stands and the later is among the lost.
    """
    latest, lost = _latest(in_force(log), anchor.places(log))
    items = dict(opened)
    patch = Patch(document)
    placeless = len(lost)
    for key, decision in latest.items():
        finding = items[key].finding if key in items else None
        if (edit := _placed(decision, key[1])) is None:
            # A dismissal of what is no longer found has nothing to say, but stays in the log.
            if finding is not None:
                items[key] = Item(finding, State.DISMISSED, decision)
            continue
        if patch.add(edit):
            finding = finding or _silent(decision, key[1], patch.limits.segment(edit) or 0)
            items[key] = Item(finding, _STATES[decision.action], decision, edit)
        else:
            lost.append(decision)
    ordered = list(items.values())
    if len(items) > len(opened):  # else all stand where they stood
        ordered.sort(key=lambda item: item.finding.span)
    crowded = len(lost) > placeless
    return Fold(tuple(ordered), patch, tuple(sorted(lost, key=lambda d: d.number)), crowded)


def follow(
    state: Fold, opened: Mapping[Key, Item], key: Key, decision: Decision | None
) -> tuple[Fold, int] | None:
    """Return where a document stands with `decision` as the latest on its key, and its item.

    `state` is used up. None where only the whole log can tell: where edits overlap, whose order
    matters, or where the rule marks nothing.
    """
    index = find(state.items, key)
    if index is None or state.crowded or key not in opened:
        return None
    old, new = state.items[index], opened[key]
    if decision is not None:
        edit = _placed(decision, key[1])
        new = Item(new.finding, _STATES[decision.action], decision, edit)
    if old.edit is not None:
        state.patch.remove(old.edit)
    if new.edit is not None and not state.patch.add(new.edit):
        return None
    items = (*state.items[:index], new, *state.items[index + 1 :])
    return Fold(items, state.patch, state.lost), index


def find(items: Sequence[Item], key: Key) -> int | None:
    """Return the index of the item of a rule and a place; `items` are in text order."""
    rule, span = key
    place = (span.start, span.end)
    at = bisect_left(items, place, key=lambda i: (i.finding.span.start, i.finding.span.end))
    while at < len(items) and items[at].finding.span == span:
        if items[at].finding.rule == rule:
            return at
        at += 1
    return None


def _latest(
    decisions: Iterable[Decision], places: Mapping[int, Span]
) -> tuple[dict[Key, Decision], list[Decision]]:
    """Return the last decision on each rule and place, the oldest first, and on those lost."""
    latest: dict[Key, Decision] = {}
    lost: dict[tuple[str, Key], Decision] = {}
    for decision in decisions:
        span = places.get(decision.number)
        if span is None:
            lost[decision.content, (decision.rule, decision.span)] = decision
        else:
            latest.pop((decision.rule, span), None)  # moves to the end, where the latest belongs
            latest[decision.rule, span] = decision
    return latest, list(lost.values())


def _placed(decision: Decision, span: Span) -> Edit | None:
    """Return the edit of a decision whose place is `span` in this text."""
    edit = decision.edit
    return edit and Edit(edit.span.shift(span.start - decision.span.start), edit.text)


def _silent(decision: Decision, span: Span, segment: int) -> Finding:
    """Return a finding for a decision whose rule no longer marks its place."""
    return Finding(
        id=decision.finding,
        rule=decision.rule,
        segment=segment,
        span=span,
        text=decision.text,
        category="",
        severity=Severity.NEUTRAL,
        confidence=1.0,
        message=f"{decision.rule} no longer marks this; what was decided still applies",
    )
