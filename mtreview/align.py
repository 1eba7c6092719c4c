"""A translation beside its source: paragraph by paragraph, then segment by segment.

Two units resemble one another by their length and by what translation leaves alone: numbers and
names. A link that resembles too little is no link; rules that need the source stay silent there.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from mtreview.model import Document, Segment, Span
from mtreview.segment import split

_ANCHOR = re.compile(r"\d+|[^\W\d_]{3,}")
_HAN = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_PER_HAN = 3.6  # the median of translated news is 3.7 a character, punctuation included
_BAND = 50  # paragraphs that the two texts may have drifted apart
_NEAR = 8  # words of the source between two names that can still be called a place
_LEAST = 0.45  # below this resemblance there is no link

Link = tuple[range, range]


def attach_source(document: Document, source: Document) -> Document:
    """Return the document with each segment's source, where one could be told."""
    targets = _paragraphs(document)
    sources = _paragraphs(source)
    segments = list(document.segments)
    links = align(
        [_text(document, group) for group in targets], [_text(source, group) for group in sources]
    )
    if len(targets) == len(sources) == 1:
        links = [(range(1), range(1))]  # whoever gives one paragraph means it, however unlike
    for target_range, source_range in links:
        group = [segment for n in target_range for segment in targets[n]]
        text = "\n".join(_text(source, sources[n]) for n in source_range)
        for segment, passage in _within(document, group, text):
            segments[segment.index] = replace(segment, source=passage)
    return replace(document, segments=tuple(segments))


def _within(document: Document, group: list[Segment], text: str) -> list[tuple[Segment, str]]:
    if len(group) == 1:
        return [(group[0], text)]
    passages = [text[a:b] for a, b in split(text)]
    links = align([segment.span.of(document.text) for segment in group], passages)
    return [
        (group[t], " ".join(passages[s] for s in source_range))
        for target_range, source_range in links
        for t in target_range
    ]


def _paragraphs(document: Document) -> list[list[Segment]]:
    groups: dict[int, list[Segment]] = {}
    for segment in document.segments:
        groups.setdefault(segment.paragraph, []).append(segment)
    return list(groups.values())


def _text(document: Document, group: list[Segment]) -> str:
    return document.text[group[0].span.start : group[-1].span.end]


def align(targets: Sequence[str], sources: Sequence[str]) -> list[Link]:
    """Link ranges of targets to ranges of sources (1-1, 2-1 or 1-2), in order, without crossing.

    The links with the greatest resemblance in all are chosen; what resembles nothing is left out.
    """
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    slope = len(sources) / max(len(targets), 1)
    band = _BAND + abs(len(sources) - len(targets))
    traits = _Traits(targets, sources)
    for i in range(len(targets) + 1):
        low, high = int(i * slope) - band, int(i * slope) + band
        for j in range(max(0, low), min(len(sources), high) + 1):
            steps = [(1, 0), (0, 1), (1, 1), (2, 1), (1, 2)]
            for a, b in steps:
                if a > i or b > j or (i - a, j - b) not in best:
                    continue
                gain = traits.gain(i - a, i, j - b, j) if a and b else 0.0
                total = best[i - a, j - b][0] + gain
                if (i, j) not in best or total > best[i, j][0] + 1e-9:
                    best[i, j] = total, (a, b)
    return _trace(best, len(targets), len(sources), traits)


def _trace(
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]], i: int, j: int, traits: "_Traits"
) -> list[Link]:
    links: list[Link] = []
    while i or j:
        a, b = best[i, j][1]
        if a and b and traits.gain(i - a, i, j - b, j) > 0:
            links.append((range(i - a, i), range(j - b, j)))
        i, j = i - a, j - b
    return links[::-1]


class _Traits:
    """Lengths and anchors of both sides, and how much two ranges resemble one another."""

    def __init__(self, targets: Sequence[str], sources: Sequence[str]) -> None:
        self._lengths = [*map(_length, targets)], [*map(_length, sources)]
        names = {word.casefold() for s in sources for word in _ANCHOR.findall(s)}
        kept = {w for t in targets for w in map(str.casefold, _ANCHOR.findall(t)) if w in names}
        self._anchors = [_anchors(t, kept) for t in targets], [_anchors(s, kept) for s in sources]

    def gain(self, i: int, k: int, j: int, m: int) -> float:
        """Resemblance above the least of targets i..k and sources j..m, weighted by their size."""
        lengths = sum(self._lengths[0][i:k]), sum(self._lengths[1][j:m])
        near = math.exp(-abs(math.log((lengths[0] + 10) / (lengths[1] + 10))) * 1.5)
        ours = frozenset[str]().union(*self._anchors[0][i:k])
        theirs = frozenset[str]().union(*self._anchors[1][j:m])
        shared = len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.4
        merged = 0.1 if k - i + m - j > 2 else 0.0
        return (0.5 * near + 0.5 * shared - _LEAST - merged) * min(k - i, m - j)


def _length(text: str) -> int:
    """The characters of a text, a Chinese or Japanese one as the many that English needs for it."""
    return len(text) + round((_PER_HAN - 1) * len(_HAN.findall(text)))


def _anchors(text: str, kept: set[str]) -> frozenset[str]:
    """What stands unchanged on both sides: numbers and words that the two texts share."""
    return frozenset(w for w in map(str.casefold, _ANCHOR.findall(text)) if w in kept)


def counterpart(target: str, span: Span, source: str) -> Span | None:
    """Return the part of a segment's source that a span of its target stands for, if that is told.

    What both sides share tells it, where each has it once: names and numbers within the span, else
    those next to it on either side, if no more than a few words of the source lie between them.
    """
    ours, theirs = _once(target), _once(source)
    shared = sorted((ours[word], theirs[word]) for word in ours.keys() & theirs.keys())
    within = [there for here, there in shared if here.overlaps(span)]
    if within:
        return Span(min(s.start for s in within), max(s.end for s in within))
    before = [there.end for here, there in shared if here.end <= span.start]
    after = [there.start for here, there in shared if here.start >= span.end]
    start, end = (before or [0])[-1], (after or [len(source)])[0]
    words = source[start:end].strip(" ,;:.!?«»“”\"'()\n")
    if not words or len(words.split()) > _NEAR:
        return None
    at = source.index(words, start)
    return Span(at, at + len(words))


def _once(text: str) -> dict[str, Span]:
    """The names, numbers and long words that stand in a text once, and where."""
    places: dict[str, list[Span]] = {}
    for match in _ANCHOR.finditer(text):
        places.setdefault(match[0].casefold(), []).append(Span(*match.span()))
    return {word: spans[0] for word, spans in places.items() if len(spans) == 1}
