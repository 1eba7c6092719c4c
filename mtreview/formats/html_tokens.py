"""HTML cut into tags, text and the rest, with the exact place of each.

Libraries that parse HTML give a tree, mended and without the places of its parts; here nothing is
mended, since the file goes back as it came. Time is linear in the file, whatever the file is.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

RAW_TEXT = frozenset("script style textarea title xmp iframe noembed noframes".split())

# As browsers read them: a quotation mark matters only behind the = of an attribute.
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][^\s/>]*+)
    ((?:[\s/]++
      | [^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+
    )*+)>""",
    re.VERBOSE,
)
_OTHER = re.compile(r"<!---?>|<!--.*?--!?>|<(?:[!?]|/(?=[^a-zA-Z]))(?!--)[^>]*+>", re.DOTALL)
_MARKUP = re.compile(r"<(?=[a-zA-Z!?/])")
_ATTRIBUTE = re.compile(
    r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
)


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of the file: text where `name` is empty, a tag, or (`!`) what shows nothing."""

    start: int
    end: int
    name: str = ""
    closes: bool = False
    attributes: str = ""

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute, None where there is none."""
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower() == name:
                return html.unescape((match[2] or "").strip("\"'"))
        return None


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a file, which together are all of it."""
    at = 0
    while found := _MARKUP.search(text, at):
        start = found.start()
        if start > at:
            yield Token(at, start)
        token = _markup(text, start)
        yield token
        at = token.end
        if token.name in RAW_TEXT and not token.closes:
            end = _raw_end(text, token)
            if end > at:
                yield Token(at, end, "!")
            at = end
    if at < len(text):
        yield Token(at, len(text))


def _markup(text: str, start: int) -> Token:
    if tag := _TAG.match(text, start):
        return Token(start, tag.end(), tag[2].lower(), bool(tag[1]), tag[3])
    other = _OTHER.match(text, start)
    # What is never closed takes the rest of the file, as in a browser.
    return Token(start, other.end() if other else len(text), "!")


def _raw_end(text: str, token: Token) -> int:
    closing = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(text, token.end)
    return closing.start() if closing else len(text)
