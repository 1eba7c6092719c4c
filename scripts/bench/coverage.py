#!/usr/bin/env python3
"""How much of the languages of the model's base the shipped vocabulary does not know.

The text is what Unicode's CLDR calls languages, scripts, countries, currencies, units, months and
days in each language (pip install babel). Told are the share of characters that become unknown
pieces, and the characters to a piece: fewer mean that words are cut finer.
"""

import sys
from collections.abc import Iterator
from typing import Any

from mtreview.qe.embedded import WEIGHTS
from mtreview.qe.pieces import UNKNOWN, Tokenizer

MOST = 0.05
PARTS = ("languages", "scripts", "territories", "currency_names", "unit_display_names", "months")
# The languages of XLM-RoBERTa, whose pieces the base uses; CLDR has no Latin.
LANGUAGES = """
af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fil fr fy ga gd gl gu ha he hi
hr hu hy id is it ja jv ka kk km kn ko ku ky lo lt lv mg mk ml mn mr ms my ne nl no om or pa pl ps
pt ro ru sa sd si sk sl so sq sr su sv sw ta te th tr ug uk ur uz vi xh yi zh zh_Hant""".split()


def names(language: str) -> Iterator[str]:
    """What CLDR calls things in a language."""
    from babel import localedata

    known = localedata.load(language, merge_inherited=False)
    for part in PARTS:
        yield from _strings(known.get(part, {}))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)


def main() -> int:
    """Print a line a language, the least known first; 1 if one is known too little."""
    tokenizer = Tokenizer(WEIGHTS / "pieces.model")
    told = []
    for language in LANGUAGES:
        characters = unknown = pieces = 0
        for name in names(language):
            read = tokenizer.encode(name)
            characters += sum(not char.isspace() for char in name)
            pieces += len(read)
            places = zip(read.ids, read.offsets, strict=True)
            unknown += sum(end - start for piece, (start, end) in places if piece == UNKNOWN)
        told.append((unknown / characters, language, characters, characters / pieces))
    for share, language, characters, each in sorted(told, reverse=True):
        print(f"{language:8}{share:8.2%} unknown of {characters:7,}{each:6.2f} to a piece")
    return int(max(told)[0] > MOST)


if __name__ == "__main__":
    sys.exit(main())
