"""What hangs on a paragraph of a DOCX file: text boxes, which hold paragraphs, and notes.

Most boxes are there twice: as today's programs draw them, and as a fallback for old ones. The first
is reviewed, and where both hold the same, what is changed in it is changed in the other too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtreview.formats.xml_tree import Node
from mtreview.model import Edit, Span

BOX = "txbxContent"
_PASSED = frozenset({"Fallback", "del", "moveFrom"})
# What each copy may number for itself.
_OWN = re.compile(r"""(?<=[iI]d=["'])[0-9A-Fa-f]+(?=["'])""")

Shifts = Sequence[tuple[int, int]]
"""From where in the file on a copy is how far behind; in order."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Where the content of a text box or a note is, and where the same is again, if it is.

    `anchor` is the end of the paragraph that it hangs on, None where nothing refers to it.
    """

    place: Span
    anchor: int | None
    copy: Shifts = ()


def outermost(node: Node, name: str) -> Iterator[Node]:
    """Yield the elements of a name in a node that are shown and not within one another."""
    for child in node.elements():
        if child.name == name:
            yield child
        elif child.name not in _PASSED:
            yield from outermost(child, name)


def boxes(node: Node, raw: str, base: int, anchor: int | None) -> Iterator[Aside]:
    """Yield the text boxes of a paragraph, which stands in a part that begins at `base` in raw."""
    copies: dict[Span, Shifts] = {}
    for both in outermost(node, "AlternateContent"):
        choice, fallback = both.child("Choice"), both.child("Fallback")
        if choice is not None and fallback is not None:
            pairs = zip(outermost(choice, BOX), outermost(fallback, BOX), strict=False)
            for place, other in ((within(a, base), within(b, base)) for a, b in pairs):
                copies[place] = _shifts(raw, place, other)
    for box in outermost(node, BOX):
        place = within(box, base)
        yield Aside(place, anchor, copies.get(place, ()))


def with_copies(asides: Sequence[Aside], edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits and, of those in text boxes, the same in their copies."""
    made = list(edits)
    for box in reversed(asides):  # one within another comes first: its copy is the other's too
        if box.copy:
            made += [_copied(e, box.copy) for e in made if box.place.covers(e.span)]
    return made


def within(node: Node, base: int) -> Span:
    """The content of an element of a part that begins at `base`."""
    return Span(node.tag.end, node.end.start).shift(base)


def _shifts(raw: str, place: Span, other: Span) -> Shifts:
    """How far behind a text the same is again, but for its numbers; () if it is not the same."""
    text, again = place.of(raw), other.of(raw)
    if _OWN.sub("0", text) != _OWN.sub("0", again):
        return ()
    ends = zip(_OWN.finditer(text), _OWN.finditer(again), strict=True)
    first = (place.start, other.start - place.start)
    return (
        first,
        *((place.start + m.end(), other.start + n.end() - place.start - m.end()) for m, n in ends),
    )


def _copied(edit: Edit, shifts: Shifts) -> Edit:
    at = bisect_right(shifts, edit.span.start, key=lambda shift: shift[0]) - 1
    return Edit(edit.span.shift(shifts[at][1]), edit.text)
