"""A whole segment rewritten: what is still open in it and goes together, to be taken at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mtreview.formats.editing import apply
from mtreview.model import Edit, Finding
from mtreview.outcomes import State
from mtreview.review import walk
from mtreview.review.desk import Choice, Desk


@dataclass(frozen=True, slots=True)
class Whole:
    """What to take at once, and how the segment reads before and after."""

    choices: tuple[Choice, ...]
    rules: tuple[str, ...]
    before: str
    after: str


def whole(desk: Desk, segment: int) -> Whole | None:
    """Return the suggestions of a segment that go together, beside what was decided already.

    None where that are fewer than two, or the segment was written anew: each finding in its new
    text is of the text that the one before it made.
    """
    from mtreview.ape import combined  # and with it the rules: the text is shown before these

    if desk.rewritten(segment) is not None:
        return None
    span = desk.document.segments[segment].span
    near = [edit for edit in desk.edits() if edit.span.overlaps(span)]
    combination = next(combined(desk.document, _open(desk, segment, near)), None)
    if combination is None:
        return None
    at = {finding.id: n for n, finding in _indexed(desk, segment)}
    made = [edit for edit in near if span.covers(edit.span)]
    edits = [Edit(e.span.shift(-span.start), e.text) for e in (*made, *combination.edits)]
    return Whole(
        choices=tuple(Choice(at[f.id], suggestion) for f, suggestion in combination.chosen),
        rules=tuple(finding.rule for finding, _ in combination.chosen),
        before=desk.segment_text(segment),
        after=apply(span.of(desk.document.text), edits),
    )


def _open(desk: Desk, segment: int, near: list[Edit]) -> Iterator[Finding]:
    """The open findings of a segment, with the offers that no decision is in the way of."""
    for index, finding in _indexed(desk, segment):
        if desk.items[index].state is State.OPEN:
            offers = desk.offers(index)
            free = (o for o in offers if not any(o.span.overlaps(e.span) for e in near))
            yield replace(finding, suggestions=tuple(free))


def _indexed(desk: Desk, segment: int) -> Iterator[tuple[int, Finding]]:
    first = walk.first(desk.items, segment)
    for index in range(first if first is not None else len(desk.items), len(desk.items)):
        finding = desk.items[index].finding
        if finding.segment != segment:
            return
        yield index, finding
