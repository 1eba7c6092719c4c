"""A segment that an editor wrote anew: the edits that it takes, and what was found in it since.

What stands in a rewritten segment has offsets as if its new text began where the segment begins;
they are not offsets of the document.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mtreview.formats.editing import Limits
from mtreview.model import Document, Edit, Finding, Score, Segment, Span
from mtreview.parts import shifted

_REACH = 12  # segments on either side that are read along


@dataclass(frozen=True, slots=True)
class Recheck:
    """What was found in a text that replaces a segment; the score is None until it was checked."""

    findings: tuple[Finding, ...] = ()
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class Revised:
    """A rewritten segment that waits for its check: as segment `index` of `document`."""

    segment: int
    text: str
    document: Document
    index: int


def edits_of(
    document: Document, limits: Limits, segment: Segment, text: str
) -> tuple[Edit, ...] | None:
    """Return the edits that make a segment `text`, beside its markup; None if that does not stay.

    What was not changed at either end of a piece between markup is no part of its edit.
    """
    parts = limits.parts(Edit(segment.span, text))
    if parts is None:
        return None
    return tuple(edit for part in parts for edit in _changed(document.text, part.span, part.text))


def _changed(text: str, span: Span, new: str) -> list[Edit]:
    old = span.of(text)
    if old == new:
        return []
    head, tail = common_ends(old, new)
    return [Edit(Span(span.start + head, span.end - tail), new[head : len(new) - tail])]


def common_ends(old: str, new: str) -> tuple[int, int]:
    """Return how many characters two texts share at their begin, and then at their end."""
    least = min(len(old), len(new))
    head = next((n for n in range(least) if old[n] != new[n]), least)
    left = least - head
    tail = next((n for n in range(left) if old[-1 - n] != new[-1 - n]), left)
    return head, tail


def carried(findings: Iterable[Finding], at: int, old: str, new: str) -> tuple[Finding, ...]:
    """Return the findings in a segment that begins at `at` which a change of its text spares.

    They stand in for those of a new check until it is done.
    """
    head, tail = common_ends(old, new)
    low, high, by = at + head, at + len(old) - tail, len(new) - len(old)
    kept = []
    for finding in findings:
        spans = [finding.span, *(suggestion.span for suggestion in finding.suggestions)]
        if max(span.end for span in spans) <= low:
            kept.append(finding)
        elif min(span.start for span in spans) >= high:
            kept.append(_shifted(finding, by))
    return tuple(kept)


def _shifted(finding: Finding, by: int) -> Finding:
    return replace(shifted(finding, by), related=())


def moved(findings: Iterable[Finding], segment: int, by: int) -> tuple[Finding, ...]:
    """Return findings of another text as those of a segment."""
    return tuple(replace(_shifted(finding, by), segment=segment) for finding in findings)


def surrounding(document: Document, edits: Sequence[Edit], segment: int) -> tuple[Document, int]:
    """Return a segment as the edits leave it, among its neighbours, and its index there."""
    near = document.segments[max(0, segment - _REACH) : segment + _REACH + 1]
    first, last = near[0].span.start, near[-1].span.end
    within = [e for e in edits if first <= e.span.start and e.span.end <= last]
    shift = _Shift(document.text, Span(first, last), within)
    segments: list[Segment] = []
    index = 0
    for one in near:
        span = Span(shift.start(one.span.start), shift.end(one.span.end))
        if one.index == segment:
            index = len(segments)
        if span.start < span.end or one.index == segment:
            segments.append(replace(one, index=len(segments), span=span))
    inlines = tuple(
        replace(i, span=Span(shift.start(i.span.start), shift.end(i.span.end)))
        for i in document.inlines
        if first <= i.span.start and i.span.end <= last
    )
    return replace(document, text=shift.text, segments=tuple(segments), inlines=inlines), index


class _Shift:
    """A part of a text with edits made, and where its places are then."""

    def __init__(self, text: str, part: Span, edits: Sequence[Edit]) -> None:
        pieces: list[str] = []
        self._part, self._edits = part, edits
        at = part.start
        for edit in edits:
            pieces += text[at : edit.span.start], edit.text
            at = edit.span.end
        self.text = "".join([*pieces, text[at : part.end]])

    def start(self, place: int) -> int:
        """Where what begins at `place` begins: what is inserted there belongs to it."""
        return self._to(place, insertions=False)

    def end(self, place: int) -> int:
        """Where what ends at `place` ends: what is inserted there belongs to it."""
        return self._to(place, insertions=True)

    def _to(self, place: int, *, insertions: bool) -> int:
        by = -self._part.start
        for edit in self._edits:
            span = edit.span
            if span.end > place:
                if span.start < place:  # only what goes as a whole reaches over a segment's edge
                    return span.start + by
                break
            if span.start == place and not insertions:
                break
            by += len(edit.text) - (span.end - span.start)
        return place + by
