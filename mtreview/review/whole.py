"""A whole segment rewritten: what is still open in it and goes together, to be taken at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mtreview.formats.editing import apply
from mtreview.model import Document, Edit, Finding, Span
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

    None where that are fewer than two.
    """
    from mtreview.ape import combined  # and with it the rules: the text is shown before these

    document, near = _as_shown(desk, segment)
    span = document.segments[segment].span
    combination = next(combined(document, _open(desk, segment, near)), None)
    if combination is None:
        return None
    at = {(finding.rule, finding.span): n for n, finding in _indexed(desk, segment)}
    made = [edit for edit in near if span.covers(edit.span)]
    edits = [Edit(e.span.shift(-span.start), e.text) for e in (*made, *combination.edits)]
    return Whole(
        choices=tuple(
            Choice(at[f.rule, f.span], suggestion) for f, suggestion in combination.chosen
        ),
        rules=tuple(finding.rule for finding, _ in combination.chosen),
        before=desk.segment_text(segment),
        after=apply(span.of(document.text), edits),
    )


def _as_shown(desk: Desk, segment: int) -> tuple[Document, list[Edit]]:
    """The document up to a segment as the findings in it have their offsets; edits made there."""
    document, rewrite = desk.document, desk.rewritten(segment)
    own = document.segments[segment]
    if rewrite is None:
        return document, [edit for edit in desk.edits() if edit.span.overlaps(own.span)]
    start = own.span.start
    anew = replace(own, span=Span(start, start + len(rewrite.text)))
    text = document.text[:start] + rewrite.text
    return replace(document, text=text, segments=(*document.segments[:segment], anew)), []


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
