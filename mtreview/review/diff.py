"""A unified diff of a whole document, in a time that grows with its length.

`difflib` alone takes minutes on a hundred thousand lines. Lines that stand once in either text hold
them together; `difflib` only has to look at what lies between two of these.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

CONTEXT = 3  # lines shown around a change, as diff does

Match = tuple[int, int, int]  # the same lines: where in the old text, in the new, how many


def diff(text: str, corrected: str, name: str) -> str:
    """Return a unified diff, as `patch` reads it, from a text to the corrected one."""
    old, new = _lines(text), _lines(corrected)
    hunks = _hunks(_merged(_matches(old, new)))
    parts = [line for hunk in hunks for line in _hunk(hunk, old, new)]
    name = _quoted(name)
    return "".join((f"--- {name}\n", f"+++ {name}\n", *parts)) if parts else ""


def _quoted(name: str) -> str:
    """The name as git writes it, in quotation marks with escapes if it holds control characters."""
    if not re.search(r"[\x00-\x1f\x7f]", name):
        return name
    escaped = re.sub(r'["\\]', r"\\\g<0>", name)
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda c: f"\\{ord(c[0]):03o}", escaped) + '"'


def _lines(text: str) -> list[str]:
    """Split after line feeds alone: to `patch` nothing else ends a line."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[Match]:
    anchors = ((-1, -1), *_anchors(old, new), (len(old), len(new)))
    for (i, j), (i_next, j_next) in pairwise(anchors):
        gap = SequenceMatcher(None, old[i + 1 : i_next], new[j + 1 : j_next])
        for a, b, size in gap.get_matching_blocks():
            if size:
                yield i + 1 + a, j + 1 + b, size
        yield i_next, j_next, int(i_next < len(old))  # the last one ends both texts


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return as many pairs of equal lines as go in one order, of lines that occur once in each."""
    counts, others = Counter(old), Counter(new)
    where = {line: j for j, line in enumerate(new)}
    pairs = [(i, where[x]) for i, x in enumerate(old) if counts[x] == 1 == others[x]]
    # The longest rising subsequence: `ends` are the least last lines of one of each length.
    ends: list[int] = []
    lengths = []
    for _, j in pairs:
        length = bisect_left(ends, j)
        ends[length : length + 1] = [j]
        lengths.append(length)
    chosen: list[tuple[int, int]] = []
    wanted = len(ends) - 1
    for pair, length in zip(reversed(pairs), reversed(lengths), strict=True):
        if length == wanted and (not chosen or pair[1] < chosen[-1][1]):
            chosen.append(pair)
            wanted -= 1
    return chosen[::-1]


def _merged(matches: Iterable[Match]) -> list[Match]:
    """Join the matches that touch; the first is at the begin, even if nothing matches there."""
    merged: list[Match] = [(0, 0, 0)]
    for i, j, size in matches:
        i_last, j_last, known = merged[-1]
        if (i_last + known, j_last + known) == (i, j):
            merged[-1] = (i_last, j_last, known + size)
        else:
            merged.append((i, j, size))
    return merged


def _hunks(matches: Sequence[Match]) -> list[list[tuple[Match, Match]]]:
    """Group the changes, each between two matches, that too little separates."""
    hunks: list[list[tuple[Match, Match]]] = []
    for before, after in pairwise(matches):
        if hunks and before[2] <= 2 * CONTEXT:
            hunks[-1].append((before, after))
        else:
            hunks.append([(before, after)])
    return hunks


def _hunk(
    changes: Sequence[tuple[Match, Match]], old: Sequence[str], new: Sequence[str]
) -> Iterator[str]:
    first, last = changes[0][0], changes[-1][1]
    lead, tail = min(first[2], CONTEXT), min(last[2], CONTEXT)
    i, j = first[0] + first[2] - lead, first[1] + first[2] - lead
    yield f"@@ -{_range(i, last[0] + tail)} +{_range(j, last[1] + tail)} @@\n"
    for (a, b, size), after in changes:
        yield from _marked(" ", old[i : a + size])
        yield from _marked("-", old[a + size : after[0]])
        yield from _marked("+", new[b + size : after[1]])
        i = after[0]
    yield from _marked(" ", old[last[0] : last[0] + tail])


def _range(start: int, stop: int) -> str:
    """Write a range as diff does: lines count from 1, an empty one is named by what precedes it."""
    count = stop - start
    return f"{start + 1}" if count == 1 else f"{start + 1 if count else start},{count}"


def _marked(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield (
            mark + line if line.endswith("\n") else f"{mark}{line}\n\\ No newline at end of file\n"
        )
