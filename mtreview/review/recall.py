"""What a project remembers of its reviews: dismissals that reach further, and rewrites.

It is read from the same log as everything else, so that undo and a restart hold for it as well. It
reads on from where it stopped: a project's log may be long.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mtreview.model import Action, Decision, Edit, Finding, Origin, Scope, Suggestion
from mtreview.review.session import Session


@dataclass(frozen=True, slots=True)
class Remembered:
    """A decision and the document, by its number in the session, that it was made on."""

    document: int
    decision: Decision


class Memory:
    """The decisions of one session that count beyond their place."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._last = 0
        self.version = 0  # grows with every change of the dismissals
        self._events: dict[int, Remembered] = {}
        self._void: set[int] = set()
        self.dismissals: dict[tuple[str, str | None], Decision] = {}
        self._rewrites: dict[tuple[str, str], str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read what was decided since."""
        news = self._session.every_decision(self._last)
        for document, decision in news:
            self._last = decision.number
            self._events[decision.number] = Remembered(document, decision)
            if decision.reverts is not None:
                self._toggle(decision.reverts, alive=False)
        if not news:
            return
        before = dict(self.dismissals)
        if any(decision.reverts is not None for _, decision in news):
            self.dismissals, self._rewrites = {}, {}
            for event in self.standing():
                self._learn(event.decision)
        else:
            for _, decision in news:
                self._learn(decision)
        self.version += before != self.dismissals

    def dismissal(self, finding: Finding) -> Decision | None:
        """Return the dismissal of a finding's rule, or of its text everywhere."""
        if not self.dismissals:
            return None
        known = self.dismissals.get((finding.rule, finding.text))
        return known or self.dismissals.get((finding.rule, None))

    def offers(self, finding: Finding) -> tuple[Suggestion, ...]:
        """Return a finding's suggestions; what was made of the same text elsewhere comes first."""
        known = self._rewrites.get((finding.rule, finding.text))
        if known is None:
            return finding.suggestions
        same = [s for s in finding.suggestions if s.edit == Edit(finding.span, known)]
        if same:
            return (*same, *(s for s in finding.suggestions if s not in same))
        own = Suggestion(finding.span, known, Origin.MEMORY, confidence=finding.confidence)
        return (own, *finding.suggestions)

    def standing(self) -> Iterable[Remembered]:
        """Yield every decision that no undo takes back, the oldest first."""
        for number, event in self._events.items():
            if number not in self._void and event.decision.action is not Action.UNDO:
                yield event

    def reaching(self) -> list[Remembered]:
        """Return the dismissals that reach beyond their place, the oldest first."""
        return [
            event
            for event in self.standing()
            if event.decision.action is Action.DISMISS and event.decision.scope is not Scope.HERE
        ]

    def _toggle(self, number: int, *, alive: bool) -> None:
        """Take an event back, or bring it back; what an undo took back goes the other way."""
        while True:
            if alive:
                self._void.discard(number)
            else:
                self._void.add(number)
            event = self._events.get(number)
            if event is None or event.decision.reverts is None:
                return
            number, alive = event.decision.reverts, not alive

    def _learn(self, decision: Decision) -> None:
        if decision.action is Action.DISMISS and decision.scope is not Scope.HERE:
            text = None if decision.scope is Scope.RULE else decision.quoted
            self.dismissals[decision.rule, text] = decision
            return
        edit = decision.edit
        if decision.quote is None and edit and edit.text and edit.span == decision.span:
            self._rewrites[decision.rule, decision.text] = edit.text
