"""Which characters of an XLIFF file stand for a finding, so that an element may enclose them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from mtreview.formats.layout import Layout
from mtreview.formats.xliff_own import within
from mtreview.model import Edit, Span
from mtreview.outcomes import Item, State

_CDATA = "<![CDATA["


@dataclass(frozen=True, slots=True)
class Enclosing:
    """Places in a file, for findings: `edits` of its document, and `made` of the file, in order."""

    layout: Layout
    edits: Sequence[Edit]
    made: Sequence[Edit]

    def placed(self, items: Iterable[Item], content: Span) -> dict[Span, list[Item]]:
        """Return findings by the characters that a mark can enclose, the outer first.

        They are of a segment with this content. One whose text an edit replaces is left out.
        """
        found: list[tuple[Span, Item]] = []
        made = within(self.made, content)
        told = (i for i in items if i.state in (State.OPEN, State.DISMISSED))
        for item in sorted(told, key=lambda i: (i.finding.span.start, -i.finding.span.end)):
            span = item.finding.span
            if any(edit.span.covers(span) for edit in within(self.edits, span)):
                continue  # its text is no more
            place = self._place(span, content, made)
            if place is None or any(_cross(place, other) for other, _ in found):
                place = content
            found.append((place, item))
        found.sort(key=lambda pair: (pair[0].start, -pair[0].end))
        placed: dict[Span, list[Item]] = {}
        for place, item in found:
            placed.setdefault(place, []).append(item)
        return placed

    def _place(self, span: Span, content: Span, made: Sequence[Edit]) -> Span | None:
        """The characters of the file that stand for a span, if one element can enclose them.

        `made` are the edits of the segment with this content, none of which may reach out of it.
        """
        low, high = self.layout.before(span.start), self.layout.after(span.end)
        if low is None or high is None or low >= high:
            return None
        raw = self.layout.raw
        place = _out_of_cdata(raw, content.start, Span(low, high))
        if place is None or not _is_whole(place.of(raw)):
            return None
        apart = (edit for edit in made if edit.span.overlaps(place))
        return place if all(place.covers(edit.span) for edit in apart) else None


def _cross(one: Span, other: Span) -> bool:
    """Tell whether two ranges overlap and neither holds the other."""
    return one.overlaps(other) and not one.covers(other) and not other.covers(one)


def _out_of_cdata(raw: str, start: int, place: Span) -> Span | None:
    """The place with the marks of CDATA sections at its ends; None if it begins or ends in one."""
    low, high = place.start, place.end
    if raw.rfind(_CDATA, start, low) > raw.rfind("]]>", start, low):
        if not raw.endswith(_CDATA, start, low):
            return None
        low -= len(_CDATA)
    if raw.rfind(_CDATA, start, high) > raw.rfind("]]>", start, high):
        if not raw.startswith("]]>", high):
            return None
        high += 3
    return Span(low, high)


def _is_whole(raw: str) -> bool:
    """Tell whether every tag in a part of a file has its other half there."""
    try:
        expat.ParserCreate("utf-8").Parse(f"<r>{raw}</r>".encode(), True)
    except expat.ExpatError:
        return False
    return True
