"""Whether an edit leaves its segment better: by what rules find in it, and by what a model says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mtreview.formats.editing import apply
from mtreview.formats.rows import joined
from mtreview.model import Document, Edit
from mtreview.qe.estimate import Estimator
from mtreview.tokens import whole

WORSE = 1.0  # points of quality by which a model may think less of what mends a rule's finding
BETTER = 1.0  # points that it must think more of what no rule judges
Penalty = Callable[[Document], float]


@dataclass(frozen=True, slots=True)
class Trial:
    """An edit of a document, in one of its segments.

    `least`: points that a model must think more of it, where rules find less after it.
    """

    segment: int
    edit: Edit
    least: float = -WORSE


class Judge:
    """Judges edits of a document; `penalty` is what the findings of rules in a document weigh."""

    def __init__(
        self, document: Document, penalty: Penalty, estimator: Estimator | None = None
    ) -> None:
        self._document, self._penalty, self._estimator = document, penalty, estimator

    @property
    def has_model(self) -> bool:
        """Whether a model judges, too."""
        return self._estimator is not None

    def serves(self, trials: Sequence[Trial]) -> list[bool]:
        """Tell of each edit whether rules find less after it, or as much and a model likes it.

        A trial may ask for more of the model.
        """
        before = [self._alone(trial.segment, ()) for trial in trials]
        after = [self._alone(trial.segment, (trial.edit,)) for trial in trials]
        sides = zip(trials, before, after, self._gains(before, after), strict=True)
        return [self._serves(trial, old, new, gain) for trial, old, new, gain in sides]

    def _serves(self, trial: Trial, before: Document, after: Document, gain: float) -> bool:
        old, new = self._penalty(before), self._penalty(after)
        return gain >= trial.least if new < old else new == old and gain >= BETTER

    def _alone(self, index: int, edits: Sequence[Edit]) -> Document:
        """A segment as a document of its own, with edits made."""
        segment = self._document.segments[index]
        own = [Edit(edit.span.shift(-segment.span.start), edit.text) for edit in edits]
        text = apply(segment.span.of(self._document.text), own)
        return joined("segment", [text], [segment.source], self._document.source_lang)

    def _gains(self, before: Sequence[Document], after: Sequence[Document]) -> list[float]:
        """By how much better a model thinks of each; 0 without a model."""
        if self._estimator is None:
            return [0.0] * len(before)
        told = self._estimator.estimate([_pair(document) for document in (*before, *after)])
        sides = zip(told[: len(before)], told[len(before) :], strict=True)
        return [new.quality - old.quality for old, new in sides]


def _pair(document: Document) -> tuple[str, str | None]:
    source = document.segments[0].source
    return whole(document.text), source and whole(source)
