"""Decisions as rows of the database, and back."""

from typing import Any

from mtreview.model import Action, Decision, Edit, Scope, Severity, Span

_COLUMNS = (
    "action, finding, rule, start, stop, text, before, after, edit_start, edit_stop, edit_text, "
    "reason, reviewer, at, milliseconds, reverts, content, "
    "quote, batch, scope, category, severity, score"
)
INSERT = f"INSERT INTO decisions (document, {_COLUMNS}) VALUES ({', '.join('?' * 24)})"
SELECT = (
    f"SELECT {_COLUMNS}, number FROM decisions WHERE document = ? AND number > ? ORDER BY number"
)
SELECT_ALL = f"SELECT {_COLUMNS}, number, document FROM decisions WHERE number > ? ORDER BY number"


def to_row(decision: Decision) -> tuple[str | int | float | None, ...]:
    """Return a decision as its columns are stored."""
    edit = decision.edit
    return (
        decision.action.value,
        decision.finding,
        decision.rule,
        decision.span.start,
        decision.span.end,
        decision.text,
        decision.before,
        decision.after,
        edit.span.start if edit else None,
        edit.span.end if edit else None,
        edit.text if edit else None,
        decision.reason,
        decision.reviewer,
        decision.at,
        decision.milliseconds,
        decision.reverts,
        decision.content,
        decision.quote,
        decision.batch,
        decision.scope.value,
        decision.category,
        decision.severity.value if decision.severity is not None else None,
        decision.score,
    )


def from_row(row: tuple[Any, ...]) -> Decision:
    """Return the decision in a row, its number last."""
    action, finding, rule, start, stop, text, before, after, low, high, written, *rest = row
    reason, reviewer, at, milliseconds, reverts, content, *later, number = rest
    quote, batch, scope, category, severity, score = later
    return Decision(
        action=Action(action),
        finding=finding,
        rule=rule,
        span=Span(start, stop),
        text=text,
        before=before,
        after=after,
        edit=Edit(Span(low, high), written) if written is not None else None,
        reason=reason,
        reviewer=reviewer,
        at=at,
        milliseconds=milliseconds,
        reverts=reverts,
        content=content,
        number=number,
        quote=quote,
        batch=batch,
        scope=Scope(scope),
        category=category,
        severity=Severity(severity) if severity is not None else None,
        score=score,
    )
