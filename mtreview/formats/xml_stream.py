"""XML of any size, one element of interest at a time: fast, and without places in the file."""

from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from mtreview.formats.xml_tokens import DEEPEST, feed, guard, too_deep


def elements(
    chunks: Iterable[bytes], name: str, wanted: frozenset[str], encoding: str | None = None
) -> Iterator[Element]:
    """Yield the root, empty, as it begins, then each element of a wanted name as it ends.

    Names are as they are written. Nothing that was yielded is kept.
    """
    done: list[Element] = []
    parser = _parser(done, name, wanted, encoding)
    for _ in feed(parser, chunks, name, done):
        yield from done
        done.clear()


def _parser(done: list[Element], name: str, wanted: frozenset[str], encoding: str | None) -> Any:
    parser, builder = expat.ParserCreate(encoding), TreeBuilder()
    parser.buffer_text = True
    stack: list[Element] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        element = builder.start(tag, attributes)
        if not stack:
            done.append(element)
        elif len(stack) >= DEEPEST:
            raise too_deep(name)
        stack.append(element)

    def end(tag: str) -> None:
        element = builder.end(tag)
        stack.pop()
        if tag in wanted and stack:
            done.append(element)
            stack[-1].remove(element)

    guard(parser, name)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = builder.data
    return parser
