"""Decisions as JSON lines, out of one session and into another; what disagrees is told, not taken.

Numbers are those of the session that wrote the lines: an undo names what it takes back by them.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mtreview.errors import InputError
from mtreview.model import Action, Decision, Edit, Scope, Severity, Span
from mtreview.review.log import in_force
from mtreview.review.session import Session

SCHEMA = 1
_TEXTS = ("rule", "finding", "text", "before", "after", "reason", "reviewer", "at", "content")


def dumped(document: str, decision: Decision) -> dict[str, Any]:
    """Return a decision on a document, named as the session names it, as a line of JSON."""
    edit = decision.edit
    return {
        "type": "decision",
        "schema": SCHEMA,
        "document": document,
        "number": decision.number,
        "action": str(decision.action),
        "start": decision.span.start,
        "end": decision.span.end,
        "edit": edit and {"start": edit.span.start, "end": edit.span.end, "text": edit.text},
        **{name: getattr(decision, name) for name in _TEXTS},
        "milliseconds": decision.milliseconds,
        "reverts": decision.reverts,
        "quote": decision.quote,
        "batch": decision.batch,
        "scope": str(decision.scope),
        "category": decision.category,
        "severity": decision.severity and str(decision.severity),
        "score": decision.score,
    }


def loaded(line: str, where: str) -> tuple[str, Decision]:
    """Return the document's name and the decision in a line; InputError, naming `where`, if none.

    What a later version adds is left out.
    """
    try:
        entry = json.loads(line)
        if entry["type"] != "decision" or entry["schema"] > SCHEMA:
            raise ValueError("it is of another type or of a newer version")
        edit = entry["edit"]
        decision = Decision(
            action=Action(entry["action"]),
            span=Span(int(entry["start"]), int(entry["end"])),
            edit=edit and Edit(Span(int(edit["start"]), int(edit["end"])), str(edit["text"])),
            milliseconds=int(entry["milliseconds"]),
            reverts=entry["reverts"] and int(entry["reverts"]),
            number=int(entry["number"]),
            quote=entry["quote"],
            batch=str(entry["batch"]),
            scope=Scope(entry["scope"]),
            category=str(entry["category"]),
            severity=Severity(entry["severity"]) if entry["severity"] else None,
            score=None if entry["score"] is None else float(entry["score"]),
            **{name: str(entry[name]) for name in _TEXTS},
        )
        return str(entry["document"]), decision
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{where} is no decision ({error}): merge what this program wrote"
        ) from error


@dataclass
class Merged:
    """What came of a merge; each disagreement is the decision here and the one that came."""

    added: int = 0
    known: int = 0
    disagreements: list[tuple[Decision, Decision]] = field(default_factory=list)


def merge(session: Session, document: Path, came: Sequence[Decision]) -> Merged:
    """Take another session's decisions on a document into this one, all or none.

    What is here already is left out, and so is what somebody else decided otherwise here: that is
    a disagreement, for people to settle.
    """
    outcome = Merged()
    with session.exclusive():
        content = came[0].content
        entry = session.find(document, content) or session.enter(document, content)
        here = session.decisions(entry.id)
        numbers = {_print(event): event.number for event in here}
        standing = {_about(event): event for event in in_force(here) if _about(event)[1]}
        moved: dict[int, int] = {}
        for event in came:
            if (same := numbers.get(_print(event))) is not None:
                moved[event.number] = same
                outcome.known += 1
            elif event.reverts is not None and event.reverts not in moved:
                continue  # it takes back what was not taken over
            elif (other := standing.get(_about(event))) is not None and _differ(other, event):
                outcome.disagreements.append((other, event))
            else:
                reverts = None if event.reverts is None else moved[event.reverts]
                moved[event.number] = session.record(
                    entry.id, replace(event, reverts=reverts)
                ).number
                outcome.added += 1
    return outcome


def disagreements(log: Iterable[Decision]) -> Iterator[tuple[Decision, Decision]]:
    """Yield what two reviewers decided otherwise on one finding, the earlier one first."""
    latest: dict[tuple[object, ...], dict[str, Decision]] = {}
    for event in log:
        if event.action is not Action.UNDO and _about(event)[1]:
            latest.setdefault(_about(event), {})[event.reviewer] = event
    for by_reviewer in latest.values():
        first, *others = by_reviewer.values()
        yield from ((first, other) for other in others if _differ(first, other))


def _about(event: Decision) -> tuple[object, ...]:
    """What a decision is about: a finding, or the text of a segment."""
    what = event.finding or ("text" if event.action is Action.REWRITE else "")
    return event.content, what, event.rule, event.span


def _differ(one: Decision, other: Decision) -> bool:
    written = [decision.edit and decision.edit.text for decision in (one, other)]
    same = written[0] == written[1] and (one.action is Action.DISMISS) == (
        other.action is Action.DISMISS
    )
    return one.reviewer != other.reviewer and other.action is not Action.UNDO and not same


def _print(event: Decision) -> tuple[object, ...]:
    """By what an event is known again in another session."""
    return event.reviewer, event.at, event.action, event.rule, event.span, event.finding
