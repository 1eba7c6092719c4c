"""The prose of an HTML file: its blocks, with inline markup as placeholders."""

import html
import re
from dataclasses import dataclass

from mtreview.formats.blocks import Block
from mtreview.formats.html_tokens import Token, tokens
from mtreview.model import Kind


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_HEADINGS = _names("h1 h2 h3 h4 h5 h6 th")
_ITEMS = _names("li dt dd")
_LISTS = _names("ul ol menu dl")
# What a browser ends by itself where the next of its kind begins.
_ENDS_ITSELF = _names("p li dt dd td th tr option")
_BORDERS = (
    _HEADINGS
    | _ITEMS
    | _LISTS
    | _names("""
address article aside base blockquote body caption center col colgroup details dialog dir div
fieldset figcaption figure footer form frame frameset head header hgroup hr html legend link main
meta nav optgroup option p section summary table tbody td tfoot thead tr
""")
)
# What holds no prose: the first show nothing, the second stand apart, the third stand for words.
_HIDDEN = _names("script style template noscript noframes noembed")
_APART = _names("pre textarea title xmp datalist")
_WORDS = _names("svg math button select audio video canvas object iframe applet ruby")
_CODE = _names("code kbd samp var tt")
_MAY_HOLD_BLOCKS = _BORDERS | _WORDS | _HIDDEN | _APART
_VOID_WORDS = _names("img input embed")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_SPACES = " \t\n\r\f"
_PIECE = re.compile(
    rf"[{_SPACES}]+|&(?:#\d{{1,8}};?|#[xX][\da-fA-F]{{1,8}};?|[a-zA-Z][a-zA-Z\d]{{1,31}};?)"
    rf"|&|[^{_SPACES}&]+"
)
_BREAKS = str.maketrans(dict.fromkeys("\t\n\r\f\v\x1c\x1d\x1e\x85\u2028\u2029", " "))
_BRACKETS = str.maketrans("⟨⟩", "‹›")  # a placeholder's own
_TAG = re.compile(r"<[^>]*>?")
_LONGEST = 60  # characters of what a placeholder shows


@dataclass(slots=True)
class Found:
    """A block and the block element that it stands in."""

    block: Block
    element: str


@dataclass(slots=True)
class _Skip:
    """An element that is passed over, and how many of its name are open within it."""

    token: Token
    depth: int = 1


class Reader:
    """Goes through a file once; `found` are its blocks of prose."""

    def __init__(self, text: str) -> None:
        self.found: list[Found] = []
        self._text = text
        self._element = ""
        self._lists: list[bool] = [False]  # of each list that is open, whether an item is
        self._skip: _Skip | None = None
        self._start_block()

    def read(self) -> list[Found]:
        """Return the blocks of the file, in order."""
        for token in tokens(self._text):
            if self._skip is None or not self._passes(token, self._skip):
                self._take(token)
        self._border()
        return self.found

    def _take(self, token: Token) -> None:
        if not token.name:
            self._prose(token)
        elif _is_literal(token):
            self._skip = _Skip(token)
        elif token.name in _BORDERS or token.name in _APART:
            self._border()
            self._enter(token)
        elif token.name != "!" and token.name not in _HIDDEN:
            self._inline(token)

    def _passes(self, token: Token, skip: _Skip) -> bool:
        """Tell whether a token belongs to the element that is passed over; end it at its end."""
        name = skip.token.name
        if token.name == name and name in _ENDS_ITSELF and not token.closes:
            self._literal(skip.token, token.start)
            return False
        if token.name in _BORDERS and name not in _MAY_HOLD_BLOCKS:
            self._skip = None  # never closed: what came behind it would be its, so nothing may
            return False
        if token.name == name:
            skip.depth += -1 if token.closes else 1
        if skip.depth == 0:
            self._literal(skip.token, token.end)
        return True

    def _literal(self, token: Token, end: int) -> None:
        """Leave out an element; where it stands for words, put a placeholder."""
        self._skip = None
        if token.name in _HIDDEN:
            return
        if token.name in _APART or token.name in _BORDERS:
            self._border()
            return
        shown = "" if token.name in _WORDS else _seen(self._text[token.end : end])
        self._mark(shown or token.name, token.start, end, opaque=True)

    def _inline(self, token: Token) -> None:
        if token.name in _VOID_WORDS:
            label = _seen(f"{token.name} {token.attribute('alt') or ''}")
            self._mark(label, token.start, token.end, opaque=True)
        elif token.name == "br":
            self._mark("br", token.start, token.end)
            self._spaced = True
        elif token.name != "wbr":
            self._mark(f"/{token.name}" if token.closes else token.name, token.start, token.end)

    def _mark(self, label: str, start: int, end: int, *, opaque: bool = False) -> None:
        self._block.mark(label, start, end, opaque=opaque)
        if opaque:
            self._spaced = False

    def _prose(self, token: Token) -> None:
        """Add text as a browser shows it: entities as characters, a run of space as one."""
        for match in _PIECE.finditer(self._text, token.start, token.end):
            piece = match[0]
            if piece[0] in _SPACES:
                if not self._spaced:
                    self._block.add(" ", *match.span())
                self._spaced = True
                continue
            seen = html.unescape(piece) if piece[0] == "&" else piece
            self._block.add(seen.translate(_BREAKS), *match.span())
            self._spaced = False
            self._has_text = True

    def _start_block(self) -> None:
        self._block = Block(self._text)
        self._spaced, self._has_text = True, False

    def _border(self) -> None:
        """End the open block; one without text is none."""
        if self._has_text:
            if self._element in _HEADINGS:
                self._block.kind = Kind.HEADING
            elif any(self._lists):
                self._block.kind = Kind.ITEM
            self.found.append(Found(self._block, self._element))
        self._start_block()

    def _enter(self, token: Token) -> None:
        """Note what the next block stands in."""
        self._element = "" if token.closes else token.name
        if token.name in _LISTS and not token.closes:
            self._lists.append(False)
        elif token.name in _LISTS and len(self._lists) > 1:
            self._lists.pop()
        elif token.name in _ITEMS:
            self._lists[-1] = not token.closes


def _is_literal(token: Token) -> bool:
    if token.closes or token.name in _VOID or token.name == "!":
        return False
    if token.name in _HIDDEN or token.name in _APART or token.name in _WORDS | _CODE:
        return True
    return bool(token.attributes) and _is_untranslated(token)


def _is_untranslated(token: Token) -> bool:
    if (token.attribute("translate") or "").lower() == "no":
        return True
    return "notranslate" in (token.attribute("class") or "").split()


def _seen(markup: str) -> str:
    """Return the text of some markup on one line, cut short, as a placeholder shows it."""
    text = html.unescape(_TAG.sub("", markup[: 8 * _LONGEST]))
    text = " ".join(text.split()).translate(_BRACKETS)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
