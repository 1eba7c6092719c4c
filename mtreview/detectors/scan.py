"""The shared pass: each token is looked up once, and only rules that asked for it are called."""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain
from operator import itemgetter

from mtreview.calibration import UNCALIBRATED, Calibration
from mtreview.detectors.detector import Detector, Hit, Rows, Whole, Words
from mtreview.detectors.quoted import quotation_around
from mtreview.detectors.tagger import tag
from mtreview.model import Edit, Finding, Span, Suggestion
from mtreview.remembered import Remembered
from mtreview.tokens import Reading

_CONTEXT_WORDS = 3
_MOST_WORDS = 100_000  # that the index remembers; names and numbers of a corpus never end

# A detector, and what must stand right before and right after the word that calls it.
_Watcher = tuple[Detector, frozenset[str] | None, frozenset[str] | None]


class _Index:
    """Who watches a lower-case word."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Watcher]] = defaultdict(list)
        self._by_shape: list[tuple[Callable[[str], bool], _Watcher]] = []
        self.watchers = Remembered(self._watchers, _MOST_WORDS)

    def add(self, detector: Detector, watch: Words) -> None:
        """Let a detector watch; only before the first look-up."""
        watcher = detector, watch.after, watch.then
        for word in watch.words:
            self._by_word[word].append(watcher)
        if watch.shape:
            self._by_shape.append((watch.shape, watcher))

    def _watchers(self, word: str) -> tuple[_Watcher, ...]:
        shaped = (watcher for shape, watcher in self._by_shape if shape(word))
        return (*self._by_word.get(word, ()), *shaped)


class _Called:
    """Which detectors of whole documents are worth a call, by what a document holds."""

    def __init__(self) -> None:
        self._all: list[tuple[Detector, Whole]] = []
        self._always: list[Detector] = []
        self._beside_source: list[Detector] = []
        self._signs: dict[str, set[int]] = defaultdict(set)  # by a pattern
        self._any_sign: re.Pattern[str] | None = None
        self._asked: list[tuple[int, Callable[[str], object]]] = []
        self._content = Remembered(self._content_with, _MOST_WORDS)
        self._signed = Remembered(self._signs_in, _MOST_WORDS)

    def add(self, detector: Detector, watch: Whole) -> None:
        """Let a detector be called; only before the first document."""
        if watch.signs or watch.word:
            for sign in watch.signs:
                self._signs[_within_piece(sign)].add(len(self._all))
            if watch.word:
                self._asked.append((len(self._all), watch.word))
            self._all.append((detector, watch))
        elif watch.source:
            self._beside_source.append(detector)
        else:
            self._always.append(detector)

    def by(self, reading: Reading) -> Iterator[Detector]:
        """The detectors that a document holds enough for."""
        yield from self._always
        if reading.has_source:
            yield from self._beside_source
        named = map(self._content.__getitem__, reading.vocabulary)
        signed = map(self._signed.__getitem__, set(reading.text.split(" ")))
        content = set(chain.from_iterable(filter(None, named)))
        for n in content.union(*filter(None, signed)):
            detector, watch = self._all[n]
            if (
                (reading.has_source or not watch.source)
                and (n in content or watch.word is None)
                and (not watch.signs or any(sign in reading.text for sign in watch.signs))
            ):
                yield detector

    def _signs_in(self, piece: str) -> frozenset[int]:
        """The numbers of the detectors of which a sign may stand in a piece between spaces."""
        if self._any_sign is None:
            self._any_sign = re.compile("|".join(self._signs) or "(?!)")
        if not self._any_sign.search(piece):
            return frozenset()
        return frozenset(
            n for part, due in self._signs.items() if re.search(part, piece) for n in due
        )

    def _content_with(self, word: str) -> tuple[int, ...]:
        """The numbers of the detectors that need some word, and for which this one is enough."""
        return tuple(n for n, asks in self._asked if asks(word))


def _within_piece(sign: str) -> str:
    """A pattern of what a piece between spaces holds of a sign."""
    head, space, rest = sign.partition(" ")
    return rf"\A{re.escape(rest)}" if space and not head else re.escape(head)


class Scanner:
    """A set of detectors with the index that the shared pass looks words up in."""

    def __init__(
        self, detectors: Iterable[Detector], calibration: Calibration = UNCALIBRATED
    ) -> None:
        self.detectors = tuple(detectors)
        self._calibration = calibration
        self._order = {detector.rule: n for n, detector in enumerate(self.detectors)}
        self._index = _Index()
        self._called = _Called()
        self.needs_tags = any(detector.reads_tags for detector in self.detectors)
        for detector in self.detectors:
            match detector.watch:
                case Whole() as watch:
                    self._called.add(detector, watch)
                case Words() as watch:
                    self._index.add(detector, watch)
                case Rows() as rows:
                    for watch in rows.read():
                        self._index.add(detector, watch)
                case watches:
                    for watch in watches:
                        self._index.add(detector, watch)

    def scan(self, reading: Reading, seen: Iterable[tuple[Detector, Hit]] = ()) -> list[Finding]:
        """Return every finding of every detector, in text order; overlaps are left in.

        A reading that has no tags yet is tagged, if a detector reads them. `seen` are hits of
        detectors that do not look themselves; those of others are left out.
        """
        if self.needs_tags and not reading.tags:
            tag([reading])
        found = [(detector, hit) for detector, hit in seen if detector.rule in self._order]
        beside = ["", *reading.lower, ""]
        watched = enumerate(map(self._index.watchers.__getitem__, reading.lower))
        for i, watchers in filter(itemgetter(1), watched):
            for detector, after, then in watchers:
                if (then is None or beside[i + 2] in then) and (
                    after is None or beside[i] in after
                ):
                    for hit in detector.find(reading, i, i + 1):
                        found.append((detector, hit))
        for detector in self._called.by(reading):
            found += [(detector, hit) for hit in detector.find(reading, 0, len(reading))]
        return self._findings(reading, found)

    def _findings(self, reading: Reading, found: list[tuple[Detector, Hit]]) -> list[Finding]:
        if not found:
            return []
        locate = _locator(reading)
        findings: dict[tuple[str, Span], Finding] = {}
        for detector, hit in found:
            span = Span(*hit.at) if hit.at else reading.span(hit.first, hit.last)
            findings.setdefault(
                (detector.rule, span),
                self._finding(detector, hit, span, reading, locate(span)),
            )
        ordered = sorted(findings.values(), key=lambda f: (f.span, self._order[f.rule]))
        return _number_twins(ordered)

    def _finding(
        self,
        detector: Detector,
        hit: Hit,
        span: Span,
        reading: Reading,
        segment: int,
    ) -> Finding:
        confidence = self._calibration.confidence(
            detector.rule, detector.confidence, hit.confidence
        )
        quoted = quotation_around(reading, span) is not None
        edits = (*(Edit(span, text) for text in hit.rewrites), *hit.edits)
        text = span.of(reading.text)
        return Finding(
            id=_identity(detector.rule, text, reading, span, segment),
            rule=detector.rule,
            segment=segment,
            span=span,
            text=text,
            category=hit.category or detector.category,
            severity=hit.severity or detector.severity,
            confidence=confidence,
            message=hit.message[:1].upper() + hit.message[1:],
            suggestions=tuple(
                Suggestion(
                    edit.span,
                    edit.text,
                    hit.origin,
                    confidence=round(confidence * 0.9**n, 3),
                    safe=hit.safe and n == 0 and not quoted,
                )
                for n, edit in enumerate(edits[:5])
                if edit.text != edit.span.of(reading.text)
            ),
            related=tuple(Span(*pair) for pair in hit.related),
        )


def _identity(rule: str, text: str, reading: Reading, span: Span, segment: int) -> str:
    """Rule, quoted text and the words around it within the segment, as sixteen hex digits."""
    limits = reading.document.segments[segment].span
    before = reading.text[max(limits.start, span.start - 60) : span.start].split()
    after = reading.text[span.end : min(limits.end, span.end + 60)].split()
    context = (rule, text, *before[-_CONTEXT_WORDS:], "", *after[:_CONTEXT_WORDS])
    return hashlib.blake2b("\0".join(context).encode(errors="replace"), digest_size=8).hexdigest()


def _number_twins(findings: list[Finding]) -> list[Finding]:
    """Give the second, third ... finding of the same identity a number of its own."""
    seen: dict[str, int] = defaultdict(int)
    numbered = []
    for finding in findings:
        seen[finding.id] += 1
        twin = seen[finding.id]
        numbered.append(finding if twin == 1 else replace(finding, id=f"{finding.id}-{twin}"))
    return numbered


def _locator(reading: Reading) -> Callable[[Span], int]:
    starts = [segment.span.start for segment in reading.document.segments]
    return lambda span: max(0, bisect_right(starts, span.start) - 1)
