"""Glossaries in TBX (ISO 30042): TBX-Basic and TBX-Core, DCA and DCT, and the martif of 2008.

An English term counts as forbidden if it is deprecated or superseded. Entities are not needed in a
glossary, and a file that declares any is refused: they may grow to fill the memory.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from mtreview.errors import InputError
from mtreview.glossary.term import Term

_ENTRIES = ("termEntry", "conceptEntry")
_LANGUAGES = ("langSet", "langSec")
_TERMS = ("tig", "ntig", "termSec")
_STATUS = ("administrativeStatus", "normativeAuthorization")
_FORBIDDEN = ("deprecated", "superseded", "forbidden", "obsolete")
_PREFERRED = ("preferred", "standardized")


def read_tbx(data: bytes, path: Path) -> tuple[Term, ...]:
    """The entries that have an English term; InputError for what is no TBX."""
    root = _parse(data, path)
    if _local(root) not in ("tbx", "martif", "TBX"):
        raise InputError(f"{path} is no TBX: its first element is “{_local(root)}”")
    entries = (_term(entry) for entry in root.iter() if _local(entry) in _ENTRIES)
    return tuple(term for term in entries if term.targets or term.forbidden)


def _parse(data: bytes, path: Path) -> Element:
    builder, parser = TreeBuilder(), expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise InputError(f"{path} declares entities: save the glossary without them")

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError(f"{path} is no TBX: {error}") from error
    return builder.close()


def _term(entry: Element) -> Term:
    ranked: dict[int, list[str]] = {0: [], 1: [], 2: []}  # preferred, admitted, forbidden
    sources: list[tuple[str, str]] = []
    for section in entry.iter():
        if _local(section) not in _LANGUAGES:
            continue
        language = (section.get("xml:lang") or section.get("lang") or "").lower().partition("-")[0]
        for text, rank in _terms(section):
            if language == "en":
                ranked[rank].append(text)
            elif rank < 2:
                sources.append((language, text))
    return Term((*ranked[0], *ranked[1]), tuple(ranked[2]), tuple(sources))


def _terms(section: Element) -> Iterator[tuple[str, int]]:
    """The terms of a language, each with its rank."""
    for part in section.iter():
        if _local(part) not in _TERMS:
            continue
        term = next((child for child in part.iter() if _local(child) == "term"), None)
        text = "" if term is None else " ".join("".join(term.itertext()).split())
        if text:
            yield text, _rank(part)


def _rank(part: Element) -> int:
    for child in part.iter():
        named = child.get("type") if _local(child) == "termNote" else _local(child)
        if named in _STATUS:
            status = (child.text or "").strip()
            if status.startswith(_FORBIDDEN):
                return 2
            return 0 if status.startswith(_PREFERRED) else 1
    return 1


def _local(element: Element) -> str:
    return element.tag.rpartition(":")[2]
