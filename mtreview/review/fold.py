"""What a log of decisions comes to: the state of every finding, and the edits that follow.

Nothing here remembers: the state is the fold of the log, so that undo, a restart and another
reviewer's decisions all go the same way. `follow` is a shortcut to the same state.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mtreview.formats.editing import growth
from mtreview.model import Action, Decision, Document, Edit, Finding, Severity, Span
from mtreview.outcomes import REWRITTEN, Item, Rewrite, State
from mtreview.review.anchor import Anchor, identity
from mtreview.review.log import in_force
from mtreview.review.patch import Patch
from mtreview.review.recall import Memory
from mtreview.review.rewriting import Recheck, edits_of
from mtreview.review.segments import Notes, Segments, Told

_STATES = {
    Action.ACCEPT: State.ACCEPTED,
    Action.EDIT: State.EDITED,
    Action.DISMISS: State.DISMISSED,
}
BY_HAND = "by-hand"  # the rule of what an editor found

Key = tuple[str, Span]  # a rule and a place: what a decision is about
Rechecks = Mapping[tuple[int, str], Recheck]  # by segment and the text it was rewritten to


@dataclass(frozen=True, slots=True)
class Fold:
    """Items in text order, the edits to make, and the decisions in force that have no place.

    `crowded` says that a decision is lost because its edit would overlap that of another.
    `rewrites` and `notes` are by segment.
    """

    items: tuple[Item, ...]
    patch: Patch
    lost: tuple[Decision, ...]
    crowded: bool = False
    rewrites: Mapping[int, Rewrite] = field(default_factory=dict)
    notes: Mapping[int, Notes] = field(default_factory=dict)


def open_items(findings: Iterable[Finding]) -> dict[Key, Item]:
    """Return the findings as items without a decision, in text order."""
    ordered = sorted(findings, key=lambda f: (f.span.start, f.span.end, f.rule))
    return {item.key: item for item in map(Item, ordered)}


def fold(
    document: Document,
    opened: Mapping[Key, Item],
    log: Sequence[Decision],
    anchor: Anchor,
    rechecks: Rechecks | None = None,
    memory: Memory | None = None,
) -> Fold:
    """Return where a document stands after the decisions of `log`, the oldest first.

    The latest decision on a finding counts. Where two edits came to overlap (two reviewers at one
    time, or a text that changed) the earlier stands and the later is among the lost. A segment that
    was rewritten has what `rechecks` tell instead of its findings. What nobody decided here, a
    dismissal in `memory` may settle.
    """
    standing, places = in_force(log), anchor.places(log)
    segments = Segments(document)
    told = segments.told(standing, places)
    latest, lost = _latest((d for d in standing if d.quote is None), places)
    lost += told.lost
    placeless = len(lost)
    patch = Patch(document)
    rewrites = _rewrites(document, told, patch, lost)
    items = dict(opened)
    for decision in standing:
        if decision.action is Action.ADD and (span := places.get(decision.number)) is not None:
            added = _added(decision, span, segments.at(span))
            items.setdefault((added.rule, span), Item(added))
    for key, decision in latest.items():
        if decision.action is Action.ADD:
            continue
        finding = items[key].finding if key in items else None
        if (edit := _placed(decision, key[1])) is None:
            # A dismissal of what is no longer found has nothing to say, but stays in the log.
            if finding is not None:
                items[key] = Item(finding, State.DISMISSED, decision)
        elif segments.at(edit.span) in rewrites:
            continue  # the new text says it already, or otherwise
        elif patch.add(edit):
            finding = finding or _silent(decision, key[1], segments.at(key[1]))
            items[key] = Item(finding, _STATES[decision.action], decision, edit)
        else:
            lost.append(decision)
    ordered = list(items.values())
    if rewrites:
        ordered = [item for item in ordered if item.finding.segment not in rewrites]
        dismissed = _dismissed(standing, places, segments)
        for rewrite in rewrites.values():
            ordered += _rewritten(rewrite, rechecks or {}, dismissed)
    if memory is not None and memory.dismissals:
        ordered = [remembered(item, memory) for item in ordered]
    if rewrites or len(items) > len(opened):  # else all stand where they stood
        ordered.sort(key=_order)
    crowded = len(lost) > placeless
    sorted_lost = tuple(sorted(lost, key=lambda d: d.number))
    return Fold(tuple(ordered), patch, sorted_lost, crowded, rewrites, told.notes)


def follow(
    state: Fold,
    opened: Mapping[Key, Item],
    key: Key,
    decision: Decision | None,
    memory: Memory | None = None,
) -> tuple[Fold, int] | None:
    """Return where a document stands with `decision` as the latest on its key, and its item.

    `state` is used up. None where only the whole log can tell: where edits overlap, whose order
    matters, where the rule marks nothing, or the segment was rewritten.
    """
    if state.crowded or key not in opened or opened[key].finding.segment in state.rewrites:
        return None
    if (index := find(state.items, key, opened[key].finding.segment)) is None:
        return None
    old, new = state.items[index], opened[key]
    if decision is not None:
        edit = _placed(decision, key[1])
        new = Item(new.finding, _STATES[decision.action], decision, edit)
    elif memory is not None:
        new = remembered(new, memory)
    if old.edit is not None:
        state.patch.remove(old.edit)
    if new.edit is not None and not state.patch.add(new.edit):
        return None
    items = (*state.items[:index], new, *state.items[index + 1 :])
    return replace(state, items=items), index


def remembered(item: Item, memory: Memory) -> Item:
    """Return an open item as a dismissal of its text or its rule leaves it."""
    if item.state is not State.OPEN:
        return item
    decision = memory.dismissal(item.finding)
    return item if decision is None else replace(item, state=State.DISMISSED, decision=decision)


def find(items: Sequence[Item], key: Key, segment: int) -> int | None:
    """Return the index of the item of a rule and a place; `items` are in text order."""
    rule, span = key
    at = bisect_left(items, (segment, span.start, span.end), key=_order)
    while at < len(items) and items[at].finding.span == span:
        if items[at].finding.rule == rule and items[at].finding.segment == segment:
            return at
        at += 1
    return None


def _order(item: Item) -> tuple[int, int, int]:
    finding = item.finding
    return finding.segment, finding.span.start, finding.span.end


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


def _rewrites(
    document: Document, told: Told, patch: Patch, lost: list[Decision]
) -> dict[int, Rewrite]:
    """Return the rewritten segments, their edits in the patch; what cannot be made is lost."""
    rewrites = {}
    for index, decision in told.texts.items():
        segment, text = document.segments[index], decision.edit.text if decision.edit else ""
        edits = edits_of(document, patch.limits, segment, text)
        if edits is None or patch.refusal(Edit(segment.span, text)):
            lost.append(decision)
            continue
        for edit in sorted(edits, key=growth):  # where there is a limit, what makes room goes first
            patch.add(edit)
        rewrites[index] = Rewrite(segment, text, decision, edits)
    return rewrites


def _rewritten(
    rewrite: Rewrite, rechecks: Rechecks, dismissed: Mapping[tuple[int, str, str], Decision]
) -> list[Item]:
    """Return what stands in a rewritten segment: that it is one, and what was found since."""
    segment = rewrite.segment
    own = Finding(
        id="",
        rule=REWRITTEN,
        segment=segment.index,
        span=Span(segment.span.start, segment.span.start),
        text=rewrite.decision.text,
        category="",
        severity=Severity.NEUTRAL,
        confidence=1.0,
        message="this segment was written anew; below, what is different",
    )
    items = [Item(own, State.EDITED, rewrite.decision, None, rewrite)]
    recheck = rechecks.get((segment.index, rewrite.text), Recheck())
    for finding in recheck.findings:
        decision = dismissed.get((segment.index, finding.rule, identity(finding.id)))
        state = State.OPEN if decision is None else State.DISMISSED
        items.append(Item(finding, state, decision, None, rewrite))
    return items


def _dismissed(
    standing: Iterable[Decision], places: Mapping[int, Span], segments: Segments
) -> dict[tuple[int, str, str], Decision]:
    """Return dismissals by segment and what they dismiss: they hold when it is rewritten."""
    made = [d for d in standing if d.action is Action.DISMISS and d.number in places]
    return {(segments.at(places[d.number]), d.rule, identity(d.finding)): d for d in made}


def _added(decision: Decision, span: Span, segment: int) -> Finding:
    """Return the finding that an editor added by hand."""
    return Finding(
        id=decision.finding,
        rule=decision.rule,
        segment=segment,
        span=span,
        text=decision.text,
        category=decision.category,
        severity=decision.severity or Severity.MINOR,
        confidence=1.0,
        message=decision.reason or f"{decision.category}, marked by {decision.reviewer}",
    )


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
