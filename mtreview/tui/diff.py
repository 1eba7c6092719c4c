"""A replacement as a small diff, word by word."""

import re
from difflib import SequenceMatcher
from typing import Literal

Op = Literal["same", "cut", "new", "note"]
Change = tuple[Op, str]

# A word with what is joined to it: of a stop alone that goes, hardly anything would be seen.
_TOKENS = re.compile(r"\s+|\S+")
_MOST = 2000  # tokens of which a diff is still quick and still of use
_LONG = 160  # characters of one stretch that are shown
# Where colours are few, line attributes may be missing too: brackets say the same, as wdiff's.
_BRACKETS: dict[Op, str] = {"cut": "[-{}-]", "new": "{{+{}+}}"}


def shown(before: str, after: str, *, plain: bool = False, whole: bool = False) -> list[Change]:
    """Return the diff as it is shown; `plain` also without strokes and underlines.

    Of a long stretch only the ends are shown, unless all of it is wanted (`whole`).
    """
    # Where all of it goes, so do the line breaks around it, which are nothing to look at.
    changes = words(before, after) if after.strip() else words(before.strip(), after)
    if not whole:
        changes = [(op, _shorten(text)) for op, text in changes]
    changes = [(op, _dotted(text) if op in _BRACKETS else text) for op, text in changes]
    if plain:
        changes = [(op, _BRACKETS.get(op, "{}").format(text)) for op, text in changes]
    return changes if after.strip() else [*changes, ("note", "  delete")]


def _dotted(text: str) -> str:
    """Make spaces seen where nothing else changes."""
    return text if text.strip() else "·" * len(text)


def words(before: str, after: str) -> list[Change]:
    """Return what stays, goes and comes; a space between two changes belongs to them."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) + len(new) > _MOST:
        return _kept(_swap(before, after))
    changes: list[Change] = []
    cut = added = ""
    for op, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op != "equal":
            cut, added = cut + "".join(old[a:b]), added + "".join(new[c:d])
            continue
        same = "".join(old[a:b])
        if same.isspace() and (cut or added) and (b < len(old) or d < len(new)):
            cut, added = cut + same, added + same
            continue
        changes += [*_swap(cut, added), ("same", same)]
        cut = added = ""
    return _kept([*changes, *_swap(cut, added)])


def _swap(cut: str, added: str) -> list[Change]:
    """What goes, then what comes; a space of neither parts them, as they are never one word."""
    apart = cut and added and not cut[-1].isspace() and not added[0].isspace()
    return [("cut", cut), ("note", " " if apart else ""), ("new", added)]


def _kept(changes: list[Change]) -> list[Change]:
    return [(op, text) for op, text in changes if text]


def _shorten(text: str) -> str:
    if len(text) <= _LONG:
        return text
    return f"{text[: _LONG * 2 // 3].rstrip()} … {text[-_LONG // 3 :].lstrip()}"
