"""Passages between two marks of punctuation, and those that one side of a translation lacks."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from mtreview.detectors.source.beside_source import Beside, length
from mtreview.detectors.source.bilingual import Mention

_MARK = re.compile(
    r"(?P<stop>[.!?…]+[\"'”’»)]*(?=\s|$)|[。！？؟]+[”」]?)"
    r"|[;:](?=\s)|,(?=[\s\"”])|[，；：،؛]|\s[—–-]\s|[()（）]"
)
_ABBREVIATED = re.compile(
    r"(?:(?<!\S)(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|Prof|Nr|No|art|vs|bzw|гг|см|им))$"
)
_LEAST = 2  # things that a clause names and the other side does not
_LEAST_LETTERS = 12
_LEAST_SIGNS = 5  # of Chinese


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a text, and whether it is a whole sentence or several."""

    start: int
    end: int
    whole: bool


def passages(text: str) -> list[Passage]:
    """The text cut at its marks, each passage with the mark that ends it."""
    found: list[Passage] = []
    start, opens = 0, True
    for match in _MARK.finditer(text):
        stop = match["stop"] is not None
        if stop and _ABBREVIATED.search(text, start, match.start()):
            continue
        if text[start : match.start()].strip():
            found.append(Passage(start, match.end(), opens and stop))
            start, opens = match.end(), stop
    if text[start:].strip():
        found.append(Passage(start, len(text), opens))
    return found


def without(
    text: str,
    ends: Iterable[int],
    unmatched: Sequence[Mention],
    better: Callable[[int, int], bool],
    least: int,
    of_clause: int = _LEAST,
) -> Iterator[Passage]:
    """Runs of passages in which no word has its like on the other side, and several lack it.

    `ends` are the ends of words that have their like; `better` tells whether the two sides would
    be nearer in length without the run; a whole sentence must say `least` things that are not met
    on the other side, a clause `of_clause`.
    """
    parts, linked = passages(text), sorted(ends)
    run: list[Passage] = []
    for part in [*parts, None]:
        if part and not any(part.start < end <= part.end for end in linked):
            run.append(part)
            continue
        if run and len(run) < len(parts):
            whole = Passage(run[0].start, run[-1].end, all(p.whole for p in run))
            enough = least if whole.whole else of_clause
            if _tells(text, whole, unmatched, enough) and better(whole.start, whole.end):
                yield whole
        run = []


def _tells(text: str, run: Passage, unmatched: Sequence[Mention], least: int) -> bool:
    """Whether a run says enough that the other side does not."""
    named = {m.things for m in unmatched if run.start <= m.start and m.end <= run.end}
    chinese = any("\u4e00" <= c <= "\u9fff" for c in text[run.start : run.end])
    letters = sum(map(str.isalpha, text[run.start : run.end]))
    long = letters >= (_LEAST_SIGNS if chinese else _LEAST_LETTERS)
    return long and len(named) >= least


def tail(text: str, ends: Iterable[int], unmatched: Sequence[Mention]) -> Iterator[Passage]:
    """What stands behind the last word that has its like, within one passage, if it says enough."""
    at = max(ends, default=len(text))
    stop = next((part.end for part in passages(text) if part.start < at <= part.end), at)
    rest = Passage(at, stop if stop > at else at, whole=False)
    if not text[stop:].strip() and _tells(text, rest, unmatched, least=1):
        yield rest


def nearer(pair: Beside, text: str, source: str) -> bool:
    """Whether a text and a source are nearer in length than those of a pair."""
    share = length(text, source, pair.language)
    return abs(math.log(share or 0.01)) < abs(math.log(pair.share or 0.01))
