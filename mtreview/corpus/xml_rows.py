"""Rows of a corpus in TMX or XLIFF, read unit by unit in constant memory."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from mtreview.corpus.rows import Reject, Row
from mtreview.formats import tmx, xliff
from mtreview.formats.inline import plain
from mtreview.formats.xml_tokens import CHUNK, Token, scan, token
from mtreview.formats.xml_tree import Node


def read_xml_rows(
    file: BinaryIO, form: str, name: str, encoding: str | None
) -> Iterator[Row | Reject]:
    """Yield the rows of a corpus in the given form (tmx, xliff); codes are left out.

    `encoding` goes before what the file declares. Raises InputError where it is no such file; what
    came before a fault has come out by then.
    """
    chunks = iter(lambda: file.read(CHUNK), b"")
    stream = (token(event) for event in scan(chunks, name, encoding))
    return FORMS[form](stream, name)


def _tmx(stream: Iterator[Token], name: str) -> Iterator[Row | Reject]:
    for pair in tmx.pairs(stream, name):
        key = pair.id or pair.number
        yield _row(pair.number, key, None, pair.target, pair.source, pair.source_lang)


def _xliff(stream: Iterator[Token], name: str) -> Iterator[Row | Reject]:
    units = xliff.Units(stream, name)
    number = 0
    for unit, _ in units:
        found = list(xliff.pairs(unit))
        if not found:
            number += 1
            yield Reject(number, "the unit has no target")
        for pair in found:
            number += 1
            key, language = unit.get("id"), units.languages[0]
            yield _row(number, key, units.file, pair.target, pair.source, language)


def _row(
    number: int,
    key: str | int | None,
    doc: str | None,
    target: Node | None,
    source: Node | None,
    source_lang: str | None,
) -> Row | Reject:
    if target is None:
        return Reject(number, "the unit has no English variant")
    if not (mt := plain(target).strip()):
        return Reject(number, "the target is empty")
    src = plain(source).strip() if source else None
    return Row(number, mt, id=key, doc=doc, src=src or None, source_lang=source_lang)


FORMS: dict[str, Callable[[Iterator[Token], str], Iterator[Row | Reject]]] = {
    "tmx": _tmx,
    "xliff": _xliff,
}
