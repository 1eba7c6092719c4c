"""Rows of a corpus in TMX or XLIFF, read unit by unit in constant memory."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import BinaryIO
from xml.etree.ElementTree import Element

from mtreview.corpus.rows import Reject, Row
from mtreview.formats import xliff
from mtreview.formats.inline import CODES, plain
from mtreview.formats.tmx import choose, code, must_be_tmx
from mtreview.formats.xml_stream import elements
from mtreview.formats.xml_tokens import CHUNK, scan, token


def read_xml_rows(
    file: BinaryIO, form: str, name: str, encoding: str | None
) -> Iterator[Row | Reject]:
    """Yield the rows of a corpus in the given form (tmx, xliff); codes are left out.

    `encoding` goes before what the file declares. Raises InputError where it is no such file; what
    came before a fault has come out by then.
    """
    chunks = iter(lambda: file.read(CHUNK), b"")
    return FORMS[form](chunks, name, encoding)


def _tmx(chunks: Iterable[bytes], name: str, encoding: str | None) -> Iterator[Row | Reject]:
    found = elements(chunks, name, frozenset({"header", "tu"}), encoding)
    number, srclang = 0, None
    must_be_tmx(next(found).tag, name)
    for element in found:
        if element.tag == "header":
            srclang = code(element.get("srclang"))
        else:
            number += 1
            yield _unit(element, number, srclang)


def _unit(unit: Element, number: int, srclang: str | None) -> Row | Reject:
    variants = [(variant, variant.find("seg")) for variant in unit.iter("tuv")]
    found = [(_language(variant), seg) for variant, seg in variants if seg is not None]
    (_, target), (language, source) = choose(found, code(unit.get("srclang")) or srclang)
    if target is None:
        return Reject(number, "the unit has no English variant")
    if not (mt := _plain(target).strip()):
        return Reject(number, "the target is empty")
    src = _plain(source).strip() if source is not None else None
    return Row(number, mt, id=unit.get("tuid") or number, src=src or None, source_lang=language)


@lru_cache
def _code(name: str | None) -> str | None:
    return code(name)


def _language(variant: Element) -> str | None:
    return _code(variant.get("xml:lang") or variant.get("lang"))


def _plain(element: Element) -> str:
    """The text in an element without its codes."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in CODES:
            parts.append(_plain(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _xliff(chunks: Iterable[bytes], name: str, encoding: str | None) -> Iterator[Row | Reject]:
    stream = (token(event) for event in scan(chunks, name, encoding))
    units = xliff.Units(stream, name)
    number = 0
    for unit, _ in units:
        found = list(xliff.pairs(unit))
        if not found:
            number += 1
            yield Reject(number, "the unit has no target")
        for pair in found:
            number += 1
            language = units.languages[0]
            yield _segment(number, unit.get("id"), units.file, pair, language)


def _segment(
    number: int, key: str | None, doc: str | None, pair: xliff.Pair, language: str | None
) -> Row | Reject:
    if not (mt := plain(pair.target).strip()):
        return Reject(number, "the target is empty")
    src = plain(pair.source).strip() if pair.source else None
    return Row(number, mt, id=key, doc=doc, src=src or None, source_lang=language)


FORMS: dict[str, Callable[[Iterable[bytes], str, str | None], Iterator[Row | Reject]]] = {
    "tmx": _tmx,
    "xliff": _xliff,
}
