"""Text boxes of a DOCX file, which hang on a paragraph and hold paragraphs.

Most are there twice: as today's programs draw them, and as a fallback for old ones. The first is
reviewed, and where both hold the same, what is changed in it is changed in the other too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mtreview.formats.xml_tree import Node
from mtreview.model import Edit, Span

BOX = "txbxContent"
_PASSED = frozenset({"Fallback", "del", "moveFrom"})


@dataclass(frozen=True, slots=True)
class Box:
    """Where the content of a text box is, and how far behind it the same is again, if it is."""

    place: Span
    copy: int | None


def outermost(node: Node, name: str) -> Iterator[Node]:
    """Yield the elements of a name in a node that are shown and not within one another."""
    for child in node.elements():
        if child.name == name:
            yield child
        elif child.name not in _PASSED:
            yield from outermost(child, name)


def boxes(node: Node, raw: str, base: int) -> Iterator[Box]:
    """Yield the text boxes of a paragraph, which stands in a part that begins at `base` in raw."""
    copies: dict[Span, int] = {}
    for both in outermost(node, "AlternateContent"):
        choice, fallback = both.child("Choice"), both.child("Fallback")
        if choice is not None and fallback is not None:
            pairs = zip(outermost(choice, BOX), outermost(fallback, BOX), strict=False)
            for place, other in ((_within(a, base), _within(b, base)) for a, b in pairs):
                if place.of(raw) == other.of(raw):
                    copies[place] = other.start - place.start
    for box in outermost(node, BOX):
        place = _within(box, base)
        yield Box(place, copies.get(place))


def with_copies(boxes: Sequence[Box], edits: Sequence[Edit]) -> list[Edit]:
    """Return the edits and, of those in text boxes, the same in their copies."""
    made = list(edits)
    for box in reversed(boxes):  # one within another comes first: its copy is the other's too
        if (copy := box.copy) is not None:
            made += [Edit(e.span.shift(copy), e.text) for e in made if box.place.covers(e.span)]
    return made


def _within(node: Node, base: int) -> Span:
    return Span(node.tag.end, node.end.start).shift(base)
