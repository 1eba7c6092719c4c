"""Edits cut down to the words that they change, so that nothing else is written anew."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from mtreview.model import Edit, Span

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_MOST = 1000  # words compared one with another; what is longer is only cut at its ends


def finer(text: str, edits: Iterable[Edit]) -> list[Edit]:
    """Return edits that make the same text of `text`; `edits` are in order and disjoint."""
    made: list[Edit] = []
    for edit in edits:
        for part in _parts(edit.span.of(text), edit.text):
            moved = Edit(part.span.shift(edit.span.start), part.text)
            last = made[-1] if made else None
            if (
                last and last.span.end == moved.span.start
            ):  # two insertions at one place would clash
                made[-1] = Edit(Span(last.span.start, moved.span.end), last.text + moved.text)
            else:
                made.append(moved)
    return made


def _parts(old: str, new: str) -> Iterator[Edit]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if not old or len(before) > _MOST or len(after) > _MOST:
        yield from _middle(old, new)
        return
    starts = [0]
    for word in before:
        starts.append(starts[-1] + len(word))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, low, high, first, last in matcher.get_opcodes():
        if tag != "equal":
            yield Edit(Span(starts[low], starts[high]), "".join(after[first:last]))


def _middle(old: str, new: str) -> Iterator[Edit]:
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    if head < len(old) or head < len(new):
        yield Edit(Span(head, len(old) - tail), new[head : len(new) - tail])


def _shared(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    most = min(len(one), len(other))
    return next((n for n in range(most) if one[n] != other[n]), most)
