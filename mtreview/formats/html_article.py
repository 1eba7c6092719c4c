"""Which blocks of a page are its article: what trafilatura finds, or what a selector names.

Both look at a copy of the page in which each stretch of text begins with the number of its block;
what comes out again with its number is kept. So no text is matched with another, what is said twice
is no trouble, and a block is whole even if the extractor loses some words of it.
"""

import re
from collections.abc import Sequence
from contextlib import suppress

from mtreview.errors import ConfigError, InputError
from mtreview.formats.html_blocks import Found
from mtreview.model import Kind

# Numbers are written in Braille, which no page has in the midst of prose, behind a full cell.
_SIGN, _ZERO, _BASE = "\u28ff", 0x2801, 200
_NUMBER = re.compile(rf"{_SIGN}([{chr(_ZERO)}-{chr(_ZERO + _BASE - 1)}]+){_SIGN}")


def article(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the blocks of a page's article with its one main heading; all where none is found."""
    import trafilatura

    extracted = trafilatura.extract(
        _numbered(text, found), output_format="txt", include_comments=False, deduplicate=False
    )
    kept = _numbers(extracted or "")
    if not kept:
        return list(found)
    main = [n for n, block in enumerate(found) if block.element == "h1"]
    kept |= set(main if len(main) == 1 else ()) | _headings(found, kept) | _items(found, kept)
    return [block for n, block in enumerate(found) if n in kept]


def _headings(found: Sequence[Found], kept: set[int]) -> set[int]:
    """The headings right above what is kept, which extractors lose."""
    headings = set[int]()
    for n in reversed(range(len(found) - 1)):
        above = n + 1 in kept or n + 1 in headings
        if above and found[n].block.kind is Kind.HEADING and found[n].element != "th":
            headings.add(n)
    return headings


def _items(found: Sequence[Found], kept: set[int]) -> set[int]:
    """The items between two that are kept, which trafilatura loses where they begin in bold."""
    items = [n for n, block in enumerate(found) if block.element == "li"]
    near = zip(items, items[1:], items[2:], strict=False)
    return {n for before, n, after in near if after - before == 2 and kept >= {before, after}}


def selected(text: str, found: Sequence[Found], selector: str, name: str) -> list[Found]:
    """Return the blocks within the elements that a CSS selector names; InputError if none is."""
    from cssselect import SelectorError
    from lxml import etree, html
    from lxml.cssselect import CSSSelector

    try:
        select = CSSSelector(selector, translator="html")
    except SelectorError as error:
        raise ConfigError(f"--selector {selector!r} is no CSS selector: {error}") from None
    # As bytes: of a string, lxml takes no declaration of an encoding, which XHTML begins with.
    page = (_numbered(text, found) or " ").encode()
    kept = set[int]()
    with suppress(etree.ParserError):  # a file without an element or a text
        tree = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8"))
        for element in select(tree):
            kept |= _numbers(element.text_content())
    if not kept:
        raise InputError(f"{name} has no text where --selector {selector!r} looks: check it")
    return [block for n, block in enumerate(found) if n in kept]


def _numbered(text: str, found: Sequence[Found]) -> str:
    parts: list[str] = []
    at = 0
    for n, block in enumerate(found):
        number, after_mark = _SIGN + _digits(n) + _SIGN, True
        for part in block.block.parts:
            if after_mark and not part.is_mark:
                parts += text[at : part.start], number
                at = part.start
            after_mark = part.is_mark
    return "".join((*parts, text[at:]))


def _digits(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, _BASE)
        digits = chr(_ZERO + digit) + digits
    return digits


def _numbers(text: str) -> set[int]:
    numbers = set()
    for match in _NUMBER.finditer(text):
        number = 0
        for digit in match[1]:
            number = number * _BASE + ord(digit) - _ZERO
        numbers.add(number)
    return numbers
