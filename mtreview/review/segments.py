"""What was decided on whole segments: a new text, that one is done, comments, a score by hand."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from mtreview.model import Action, Decision, Document, Span


@dataclass(frozen=True, slots=True)
class Notes:
    """What editors noted of a segment: whether it is done, their comments, their score."""

    done: bool = False
    comments: tuple[Decision, ...] = ()
    score: float | None = None


@dataclass
class Told:
    """By segment, the decision with its latest text, and its notes; and those without a place."""

    texts: dict[int, Decision] = field(default_factory=dict)
    notes: dict[int, Notes] = field(default_factory=dict)
    lost: list[Decision] = field(default_factory=list)


class Segments:
    """The segments of a document by their spans."""

    def __init__(self, document: Document) -> None:
        self._by_span = {segment.span: segment.index for segment in document.segments}
        self._starts = [segment.span.start for segment in document.segments]

    def at(self, span: Span) -> int:
        """Return the index of the segment in which a span begins."""
        return max(0, bisect_right(self._starts, span.start) - 1)

    def told(self, standing: Iterable[Decision], places: Mapping[int, Span]) -> Told:
        """Return what decisions in force, the oldest first, say of whole segments."""
        told = Told()
        for decision in standing:
            if decision.quote is None:
                continue
            place = places.get(decision.number)
            index = None if place is None else self._by_span.get(place)
            if index is None:
                told.lost.append(decision)
            elif decision.edit is not None:
                told.texts[index] = decision
            else:
                told.notes[index] = noted(told.notes.get(index, Notes()), decision)
        return told


def noted(notes: Notes, decision: Decision) -> Notes:
    """Return the notes of a segment with one more."""
    match decision.action:
        case Action.DONE | Action.REOPEN:
            return replace(notes, done=decision.action is Action.DONE)
        case Action.COMMENT:
            return replace(notes, comments=(*notes.comments, decision))
        case Action.SCORE:
            return replace(notes, score=decision.score)
    return notes
