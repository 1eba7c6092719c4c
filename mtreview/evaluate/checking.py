"""Ratings to findings: every text is checked once, beside the other texts of its document."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from mtreview.align import attach_source
from mtreview.evaluate.gold import Gold
from mtreview.formats.rows import joined
from mtreview.formats.text import segments
from mtreview.model import Document, Finding, Result

_CHARACTERS = 100_000  # of a document that are checked together
Check = Callable[[Document], Result]
Ratings = list[Gold]  # those of one text, by one person or several


@dataclass(frozen=True, slots=True)
class Checked:
    """A text with all that was said of it and what was found in it, in its own offsets."""

    ratings: Ratings
    findings: list[Finding]
    quality: float
    words: int
    signature: str


def check_all(ratings: Iterable[Gold], check: Check) -> Iterator[Checked]:
    """Yield every text once, checked; all ratings are held, as raters need not be neighbours."""
    documents: dict[tuple[str, ...], dict[tuple[str, str], Ratings]] = defaultdict(dict)
    for gold in ratings:
        texts = documents[gold.segment[:3]]
        texts.setdefault((gold.segment[3], gold.mt), []).append(gold)
    for texts in documents.values():
        for window in _windows(texts.values()):
            yield from _check(window, check)


def _windows(texts: Iterable[Ratings]) -> Iterator[list[Ratings]]:
    """Texts of one document that are checked together; an article stands alone."""
    window: list[Ratings] = []
    size = 0
    for ratings in texts:
        gold = ratings[0]
        alone = gold.whole or (window and window[-1][0].whole)
        if window and (alone or size + len(gold.mt) > _CHARACTERS):
            yield window
            window, size = [], 0
        window.append(ratings)
        size += len(gold.mt)
    if window:
        yield window


def _check(window: list[Ratings], check: Check) -> Iterator[Checked]:
    gold = window[0][0]
    if gold.whole:
        result = check(_article(gold))
        score, findings = result.score, list(result.findings)
        yield Checked(window[0], findings, score.quality, score.words, result.signature)
        return
    result = check(_document([ratings[0] for ratings in window]))
    found: dict[int, list[Finding]] = defaultdict(list)
    for finding in result.findings:
        found[finding.segment].append(finding)
    for n, ratings in enumerate(window):
        start = result.document.segments[n].span.start
        own = [_moved(finding, -start) for finding in found[n]]
        score = result.segment_scores[n]
        yield Checked(ratings, own, score.quality, score.words, result.signature)


def _article(gold: Gold) -> Document:
    # Not by way of bytes: a byte-order mark would be taken off, and every offset be one less.
    document = Document(gold.doc, gold.mt, tuple(segments(gold.mt)), source_lang=gold.source_lang)
    if gold.src is None:
        return document
    return attach_source(document, Document("source", gold.src, tuple(segments(gold.src))))


def _document(golds: list[Gold]) -> Document:
    first = golds[0]
    texts, sources = [gold.mt for gold in golds], [gold.src for gold in golds]
    return joined(first.doc, texts, sources, first.source_lang)


def _moved(finding: Finding, by: int) -> Finding:
    if not by:
        return finding
    suggestions = tuple(replace(s, span=s.span.shift(by)) for s in finding.suggestions)
    return replace(finding, span=finding.span.shift(by), suggestions=suggestions)
