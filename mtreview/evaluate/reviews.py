"""What editors made of a rule's findings: accepted or edited is a fault, dismissed is none."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from mtreview.evaluate.run import RuleCounts
from mtreview.model import Action, Decision
from mtreview.review.log import in_force
from mtreview.review.session import Session


def count_reviews(path: Path) -> dict[str, RuleCounts]:
    """Count the decisions in a session, by rule."""
    rules: dict[str, RuleCounts] = defaultdict(RuleCounts)
    with Session(path, read_only=True) as session:
        for document in session.documents():
            for decision in standing(session.decisions(document.id)):
                counts = rules[decision.rule]
                counts.found += 1
                counts.faults += decision.action is not Action.DISMISS
    return rules


def standing(log: Sequence[Decision]) -> list[Decision]:
    """The last decision on each finding that no undo took back."""
    made = (d for d in in_force(log) if d.finding and d.action is not Action.ADD)
    return list({decision.finding: decision for decision in made}.values())
