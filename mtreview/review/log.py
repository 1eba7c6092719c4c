"""What an append-only log says: which decisions stand, and what each undo and redo is about."""

from collections.abc import Sequence
from dataclasses import replace

from mtreview.model import Action, Decision


def in_force(log: Sequence[Decision]) -> list[Decision]:
    """Return the decisions that no undo takes back; an undo may be taken back itself."""
    void: set[int | None] = set()
    kept: list[Decision] = []
    for event in reversed(log):
        if event.number in void:
            continue
        if event.action is Action.UNDO:
            void.add(event.reverts)
        else:
            kept.append(event)
    return kept[::-1]


def subject(event: Decision, log: Sequence[Decision]) -> Decision:
    """Return the decision that an event is, or takes back, or brings back."""
    for earlier in reversed(log):
        if event.action is not Action.UNDO:
            break
        if earlier.number == event.reverts:
            event = earlier
    return event


def last_undo(log: Sequence[Decision]) -> Decision | None:
    """Return the undo that a redo takes back: the latest, if no decision came after it."""
    undos = {event.number for event in log if event.action is Action.UNDO}
    void: set[int | None] = set()
    for event in reversed(log):
        if event.action is not Action.UNDO:
            return None
        if event.number not in void:
            if event.reverts not in undos:
                return event
            void.add(event.reverts)
    return None


def reverting(event: Decision, content: str, milliseconds: int) -> Decision:
    """Return the event that takes another back."""
    return replace(
        event,
        action=Action.UNDO,
        edit=None,
        reason="",
        reviewer="",
        at="",
        milliseconds=milliseconds,
        reverts=event.number,
        content=content,
        number=0,
    )
