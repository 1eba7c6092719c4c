"""How editors met each rule: how much it showed, and what became of that."""

from collections.abc import Iterable
from dataclasses import dataclass

from mtreview.model import Action
from mtreview.outcomes import State
from mtreview.review.desk import Desk
from mtreview.review.recall import Memory

_FEW = 5  # decisions below which nothing is said of a rule
_MOSTLY = 2 / 3


@dataclass
class Tally:
    """One rule's findings: still open, and decided by editors one at a time."""

    rule: str
    open: int = 0
    accepted: int = 0
    edited: int = 0
    dismissed: int = 0
    is_off: bool = False

    @property
    def shown(self) -> int:
        """All of its findings that an editor has, or had, before them."""
        return self.open + self.accepted + self.edited + self.dismissed

    @property
    def precision(self) -> float | None:
        """The share of what was decided that editors took for a fault; None if nothing was."""
        decided = self.accepted + self.edited + self.dismissed
        return (self.accepted + self.edited) / decided if decided else None

    @property
    def is_mostly_dismissed(self) -> bool:
        """Whether editors seem to be better off without it."""
        decided = self.accepted + self.edited + self.dismissed
        return decided >= _FEW and self.dismissed / decided > _MOSTLY


def tallies(memory: Memory, desks: Iterable[Desk]) -> list[Tally]:
    """Return every rule that showed or decided anything, those mostly dismissed first.

    Open findings are those of the given desks, decisions those of the whole session; a decision on
    a finding counts once, its latest.
    """
    rules: dict[str, Tally] = {}
    latest = {
        (event.document, event.decision.finding): event.decision
        for event in memory.standing()
        if event.decision.finding and event.decision.action is not Action.ADD
    }
    for decision in latest.values():
        tally = rules.setdefault(decision.rule, Tally(decision.rule))
        tally.accepted += decision.action is Action.ACCEPT
        tally.edited += decision.action is Action.EDIT
        tally.dismissed += decision.action is Action.DISMISS
    for desk in desks:
        for item in desk.items:
            if item.state is State.OPEN:
                rules.setdefault(item.finding.rule, Tally(item.finding.rule)).open += 1
    for rule, text in memory.dismissals:
        if text is None:
            rules.setdefault(rule, Tally(rule)).is_off = True
    return sorted(rules.values(), key=lambda t: (not t.is_mostly_dismissed, -t.shown, t.rule))
