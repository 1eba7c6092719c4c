"""Glossaries: the terms that a translation must use, and those that it must not."""

from pathlib import Path

from mtreview.errors import InputError
from mtreview.files import unreadable
from mtreview.glossary.table import read_table
from mtreview.glossary.tbx import read_tbx
from mtreview.glossary.term import Term

__all__ = ["Term", "read_glossary"]

LARGEST = 32 * 2**20  # bytes


def read_glossary(path: Path) -> tuple[Term, ...]:
    """The terms of a CSV or TBX file, in order; InputError for what is neither or holds none."""
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(f"{path} is larger than {LARGEST // 2**20} MB: split the glossary")
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    is_xml = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" or data[:2] in (
        b"\xff\xfe",
        b"\xfe\xff",
    )
    terms = read_tbx(data, path) if is_xml else read_table(data, path)
    if not terms:
        raise InputError(f"{path} has no English term: it needs a target or a forbidden term")
    return terms
