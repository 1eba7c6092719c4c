"""HTML, a page or a fragment: prose is reviewed, tags are placeholders, the file stays as it is.

Of a page the article is reviewed, or what --selector names; of a fragment, all its prose. Not
reviewed are attributes, the title in the head, scripts, code, preformatted text, forms' fields
and what is marked translate="no".
"""

import html as entities
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from mtreview.errors import InputError
from mtreview.formats.blocks import gather
from mtreview.formats.editing import apply
from mtreview.formats.encoding import BOMS, decode, encode
from mtreview.formats.html_article import article, selected
from mtreview.formats.html_blocks import Reader
from mtreview.formats.layout import Builder, Escape, changes
from mtreview.formats.options import Options
from mtreview.model import Document, Edit, Span
from mtreview.outcomes import Review

_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,200}?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]*?encoding=["']([\w.:-]+)""",
    re.IGNORECASE,
)
_HEAD = 2048  # bytes in which a page declares its encoding
_SNIFF = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*\?>\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.DOTALL
)
_ENTITY = re.compile(r"&(?:#\d{1,8}|#[xX][\da-fA-F]{1,8}|[a-zA-Z][a-zA-Z\d]{1,31});")
_TAG = re.compile(r"<[^<>]*>")
# A sign that is a character here, and what would make markup of it if it came right behind it.
_LOOSE = re.compile(r"<\Z|&[#\w]{0,32}\Z", re.ASCII)
_JOINS = {"<": re.compile(r"[a-zA-Z/!?]"), "&": re.compile(r"[#\w;]", re.ASCII)}
_MOST = 1_000_000  # tags; of more, the placeholders alone would take gigabytes


def sniff(head: str) -> bool:
    """Tell whether a file begins as a page does."""
    return _SNIFF.match(head) is not None


def read(data: bytes, name: str, options: Options) -> Document:
    """Return the prose of HTML; raise InputError or ConfigError as `decode` does."""
    text, codec, bom = decode(data, options.encoding or _declared(data), name)
    if text.count("<") > _MOST:
        raise InputError(f"{name} has more than {_MOST:,} tags: split it")
    found = Reader(text).read()
    if options.selector is not None:
        found = selected(text, found, options.selector, name)
    elif _PAGE.search(text, 0, 100_000):
        found = article(text, found)
    builder = Builder(text, _escape(text, codec))
    segments = gather((block.block for block in found), builder)
    return Document(
        name,
        builder.text,
        segments,
        tuple(builder.inlines),
        encoding=codec,
        bom=bom,
        layout=builder.layout(),
    )


def write(document: Document, edits: Sequence[Edit], _review: Review | None = None) -> bytes:
    """Return the bytes of a file with `edits` made; errors as `rewrite`."""
    raw: str = document.layout.raw
    text = apply(raw, _parted(raw, changes(document, edits)))
    return encode(text, document.encoding, document.bom, document.name)


def _parted(raw: str, edits: Sequence[Edit]) -> Iterator[Edit]:
    """Yield the edits, so that none makes markup of a loose < or & that stands before it."""
    last = 0
    for edit in edits:
        span, text = edit.span, edit.text
        after = text or raw[span.end : span.end + 1]
        loose = _LOOSE.search(raw, max(last, span.start - 33), span.start)
        if loose and _JOINS[loose[0][0]].match(after):
            span, text = Span(loose.start(), span.end), _shut(loose[0]) + text
        yield Edit(span, text)
        last = edit.span.end


def _shut(loose: str) -> str:
    """Return what is at the end of some text so that nothing behind it can join it."""
    if entities.unescape(loose) == loose:
        return loose.replace("&", "&amp;").replace("<", "&lt;")
    return f"{loose};"  # an entity as old pages have it


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page declares, unless its bytes say that it is UTF-8."""
    if any(data.startswith(bom) for bom, _ in BOMS):
        return None
    found = _CHARSET.search(data[:_HEAD])
    if found is None or _is_utf8(data):
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    # What a page calls so, browsers read as Windows does, whose letters are a superset.
    return "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _escape(text: str, codec: str) -> Escape:
    """Return how new text is written: with the entities that the file itself prefers.

    What the file's encoding lacks is written as a number.
    """
    spelt: dict[str, Counter[str]] = {}
    for entity, count in Counter(_ENTITY.findall(text)).items():
        spelt.setdefault(entities.unescape(entity), Counter())[entity] += count
    prose = _TAG.sub("", text)
    table = {"\xa0": "&nbsp;"}
    for character, ways in spelt.items():
        if len(character) == 1 and ways.total() > prose.count(character):
            table[character] = ways.most_common(1)[0][0]
    table |= {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    translation = str.maketrans(table)

    def escape(new: str) -> str:
        return new.translate(translation).encode(codec, "xmlcharrefreplace").decode(codec)

    return escape
