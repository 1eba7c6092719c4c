"""Inline content of translation files (XLIFF, TMX) as text with placeholders for its codes."""

import re
from dataclasses import dataclass

from mtreview.formats import its
from mtreview.formats.layout import Builder, Escape
from mtreview.formats.xml_tokens import Part, Token
from mtreview.formats.xml_tree import Node

# Their content is code of the original file: one placeholder for all of it.
_NATIVE = frozenset({"bpt", "ept", "it", "ut"})
CODES = frozenset({"ph", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"}) | _NATIVE
_STANDING = frozenset({"ph", "x", "cp"})  # may stand for words: a number, a name, an image
_FORMATS = frozenset({"fmt", "lb", "pb", "bold", "italic", "underlined", "link", "font", "color"})
_UNFIT = re.compile(r"[^\w.:-]+")
_LONGEST = 12  # characters of a code's name in its placeholder


@dataclass(frozen=True, slots=True)
class Content:
    """Adds inline content to a document's text; `cdata` writes what stands in CDATA sections."""

    builder: Builder
    cdata: Escape

    def add(self, node: Node) -> None:
        """Add what is in an element, without the element."""
        for child in node.children:
            if isinstance(child, Token):
                escape = self.cdata if child.kind is Part.CDATA else None
                self.builder.add(child.text, child.start, child.end, escape)
            elif its.is_ours(child.tag.attributes, its.ISSUE):
                self.add(child)  # what an earlier export said of the text is no part of it
            elif child.name in CODES:
                self._mark(child, child.name in _STANDING and not _is_format(child))
            elif child.get("translate") == "no" or child.get("mtype") == "protected":
                place = child.place
                self.builder.mark(
                    plain(child) or _label(child), place.start, place.end, opaque=True
                )
            elif child.empty:
                self._mark(child, False)
            else:  # a pair of tags around text: g, pc, mrk, hi, sub, and what nobody knows
                label = _label(child)
                self.builder.mark(label, child.tag.start, child.tag.end)
                self.add(child)
                self.builder.mark(f"/{label}", child.end.start, child.end.end)

    def _mark(self, node: Node, opaque: bool) -> None:
        place = node.place
        self.builder.mark(f"{_label(node)}/", place.start, place.end, opaque=opaque)


def plain(node: Node) -> str:
    """Return the text in an element without its codes."""
    parts: list[str] = []
    for child in node.children:
        if isinstance(child, Token):
            parts.append(child.text)
        elif child.name not in CODES:
            parts.append(plain(child))
    return "".join(parts)


def _is_format(node: Node) -> bool:
    kind = node.get("ctype") or node.get("type") or ""
    return kind in _FORMATS or kind.startswith("x-html-")


def _label(node: Node) -> str:
    """A code's name and number: g1, ph3."""
    named = next((v for key in ("id", "startRef", "mid", "i", "x") if (v := node.get(key))), "")
    return f"{node.name}{_UNFIT.sub('', named)[:_LONGEST]}"
