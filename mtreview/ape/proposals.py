"""Candidates put into their text and judged by the model: what makes it no better is not shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from mtreview.ape.candidates import candidates
from mtreview.ape.meaning import altered
from mtreview.model import Edit
from mtreview.qe.estimate import Doubt, Estimate, Estimator, Pair

BETTER = 1.0  # points of quality that a rewrite must bring
WORTH = 0.5  # the probability of a doubt that a rewrite is looked for
LONGEST = 2000  # characters of a text that is read again for each candidate

Proposals = dict[Doubt, tuple[Edit, ...]]
"""What to write instead, best first, by doubt; offsets are those of the translation."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: int
    doubt: Doubt
    edit: Edit


def propose(
    estimator: Estimator, pairs: Sequence[Pair], estimates: Sequence[Estimate]
) -> list[Proposals]:
    """Return the proposals for each pair, in order; all candidates are judged in one go."""
    found = [
        _Candidate(row, doubt, edit)
        for row, ((text, _), estimate) in enumerate(zip(pairs, estimates, strict=True))
        if len(text) <= LONGEST
        for doubt in estimate.doubts
        if doubt.probability >= WORTH
        for edit in candidates(text, doubt)
        if not altered(text, edit)
    ]
    judged = estimator.estimate(
        [(_applied(pairs[c.row][0], c.edit), pairs[c.row][1]) for c in found]
    )
    better: list[dict[Doubt, list[tuple[float, Edit]]]] = [{} for _ in pairs]
    for candidate, after in zip(found, judged, strict=True):
        before = estimates[candidate.row]
        gain = after.quality - before.quality
        if gain >= BETTER and len(after.doubts) <= len(before.doubts):
            better[candidate.row].setdefault(candidate.doubt, []).append((gain, candidate.edit))
    return [{doubt: _ranked(edits) for doubt, edits in row.items()} for row in better]


def _ranked(edits: list[tuple[float, Edit]]) -> tuple[Edit, ...]:
    return tuple(edit for _, edit in sorted(edits, key=lambda pair: -pair[0]))


def _applied(text: str, edit: Edit) -> str:
    return text[: edit.span.start] + edit.text + text[edit.span.end :]
