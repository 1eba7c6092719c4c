"""A part of an XML file as a small tree whose nodes know where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from mtreview.errors import InputError
from mtreview.formats.xml_tokens import Part, Token
from mtreview.model import Span

LARGEST = 64 * 2**20  # bytes, about, of an element that is held
_TOKEN = 200  # bytes, about, of a token beside its text


@dataclass(slots=True)
class Node:
    """An element: its tags, and the elements and the texts in it."""

    tag: Token
    children: "list[Node | Token]" = field(default_factory=list)
    closing: Token | None = None

    @property
    def name(self) -> str:
        """Its local name."""
        return self.tag.name

    @property
    def empty(self) -> bool:
        """Whether it is written as one tag."""
        return self.end.start == self.end.end

    @property
    def end(self) -> Token:
        """Its closing tag; of no characters where it is empty."""
        assert self.closing is not None, "the tree is whole"
        return self.closing

    @property
    def place(self) -> Span:
        """All of it."""
        return Span(self.tag.start, self.end.end)

    def get(self, name: str) -> str | None:
        """An attribute's value."""
        return self.tag.attributes.get(name)

    def elements(self) -> "Iterator[Node]":
        """The elements right within it."""
        return (child for child in self.children if isinstance(child, Node))

    def child(self, name: str) -> "Node | None":
        """The first element of a name and of this element's namespace right within it."""
        space = self.tag.space
        return next((c for c in self.elements() if c.name == name and c.tag.space == space), None)

    def all(self, name: str) -> "Iterator[Node]":
        """Every element of a local name in it, at any depth, in order."""
        for child in self.elements():
            if child.name == name:
                yield child
            yield from child.all(name)


def tree(first: Token, tokens: Iterator[Token]) -> Node:
    """Return the element that `first` begins, taking its tokens off the iterator.

    Raises InputError for one so large that it is no unit of text.
    """
    root = Node(first)
    open_nodes, size = [root], 0
    for token in tokens:
        size += _TOKEN + len(token.text)
        if size > LARGEST:
            raise InputError(
                f"the element {first.name} is larger than {LARGEST // 2**20} MB: it is no text"
            )
        if token.kind is Part.START:
            node = Node(token)
            open_nodes[-1].children.append(node)
            open_nodes.append(node)
        elif token.kind is Part.END:
            open_nodes.pop().closing = token
            if not open_nodes:
                break
        elif token.kind in (Part.TEXT, Part.CDATA):
            open_nodes[-1].children.append(token)
    return root
