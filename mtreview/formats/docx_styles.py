"""What a DOCX paragraph is on its page: its own properties say so, or its style's."""

from dataclasses import dataclass

from mtreview.formats.docx_story import KindOf, value
from mtreview.formats.xml_tokens import Part, tokens
from mtreview.formats.xml_tree import Node, tree
from mtreview.model import Kind

_TITLES = ("title", "subtitle")


@dataclass(frozen=True, slots=True)
class _Style:
    kind: Kind | None
    base: str | None


def kinds(raw: str, name: str) -> KindOf:
    """Return what tells a paragraph's kind by its properties; `raw` are the styles, or ""."""
    styles: dict[str, _Style] = {}
    stream = tokens(raw, name) if raw else iter(())
    for token in stream:
        if token.kind is Part.START and token.name == "style":
            style = tree(token, stream)
            if identity := value(style, "styleId"):
                styles[identity] = _Style(_of_style(style), _value(style.child("basedOn")))

    def kind_of(properties: Node | None) -> Kind:
        if own := _of_properties(properties):
            return own
        style = _value(properties.child("pStyle")) if properties else None
        for _ in range(20):  # a chain of styles that is longer goes in a circle
            if style not in styles:
                break
            if kind := styles[style].kind:
                return kind
            style = styles[style].base
        return Kind.PROSE

    return kind_of


def _of_style(style: Node) -> Kind | None:
    name = (_value(style.child("name")) or "").lower()
    if name in _TITLES or name.startswith("heading"):
        return Kind.HEADING
    return _of_properties(style.child("pPr"))


def _of_properties(properties: Node | None) -> Kind | None:
    if properties is None:
        return None
    if numbers := properties.child("numPr"):
        return Kind.ITEM if _value(numbers.child("numId")) != "0" else None
    level = _value(properties.child("outlineLvl"))
    return Kind.HEADING if level is not None and level != "9" else None


def _value(node: Node | None) -> str | None:
    return value(node) if node else None
