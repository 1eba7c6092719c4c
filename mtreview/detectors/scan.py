"""The shared pass: each token is looked up once, and only rules that asked for it are called."""

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, repeat
from operator import itemgetter

from mtreview.calibration import UNCALIBRATED, Calibration
from mtreview.detectors.detector import Detector, Hit, Rows, Whole, Words
from mtreview.detectors.quoted import quotation_around
from mtreview.detectors.tagger import tag
from mtreview.model import Edit, Finding, Span, Suggestion
from mtreview.remembered import Remembered
from mtreview.tokens import Reading

_CONTEXT_WORDS = 3
_TOGETHER = 64  # documents: enough that a rule's code stays at hand, and few enough to hold

# A detector's number, and what must stand right before and right after the word that calls it.
_Watcher = tuple[int, frozenset[str] | None, frozenset[str] | None]
Seen = Iterable[tuple[Detector, Hit]]


class _Index:
    """Who watches a lower-case word."""

    def __init__(self) -> None:
        self._by_word: dict[str, list[_Watcher]] = defaultdict(list)
        self._by_shape: list[tuple[Callable[[str], bool], _Watcher]] = []
        self.watchers = Remembered(self._watchers)

    def add(self, number: int, watch: Words) -> None:
        """Let a detector watch; only before the first look-up."""
        watcher = number, watch.after, watch.then
        for word in watch.words:
            self._by_word[word].append(watcher)
        if watch.shape:
            self._by_shape.append((watch.shape, watcher))

    def by_word(self, reading: Reading) -> Iterator[tuple[int, Iterable[int]]]:
        """The detectors' numbers, each with tokens that it is called at; a number may come again.

        A word that stands many times is looked up once. A short text is faster read through.
        """
        beside = ["", *reading.lower, ""]
        for word, places in reading.places.items():
            for number, after, then in self.watchers[word]:
                here: Iterable[int] = places
                if then is not None:
                    here = [i for i in here if beside[i + 2] in then]
                if after is not None:
                    here = [i for i in here if beside[i] in after]
                if here:
                    yield number, here

    def by_token(self, reading: Reading) -> Iterator[tuple[int, int]]:
        """The tokens that detectors are called at, each with a detector's number."""
        beside = ["", *reading.lower, ""]
        watched = enumerate(map(self.watchers.__getitem__, reading.lower))
        for i, watchers in filter(itemgetter(1), watched):
            for number, after, then in watchers:
                if (then is None or beside[i + 2] in then) and (
                    after is None or beside[i] in after
                ):
                    yield i, number

    def _watchers(self, word: str) -> tuple[_Watcher, ...]:
        shaped = (watcher for shape, watcher in self._by_shape if shape(word))
        return (*self._by_word.get(word, ()), *shaped)


class _Called:
    """Which detectors of whole documents are worth a call, by what a document holds."""

    def __init__(self) -> None:
        self._watches: dict[int, Whole] = {}  # by the detectors' numbers
        self._always: list[int] = []
        self._beside_source: list[int] = []
        self._inside: dict[str, set[int]] = defaultdict(set)  # by what a piece holds of a sign
        self._leading: dict[str, set[int]] = defaultdict(set)  # or begins with, behind a space
        self._any_sign: re.Pattern[str] | None = None
        self._asked: list[tuple[int, Callable[[str], object]]] = []
        self._content = Remembered(self._content_with)
        self._signed = Remembered(self._signs_in)

    def add(self, number: int, watch: Whole) -> None:
        """Let a detector be called; only before the first document."""
        self._watches[number] = watch
        for sign in watch.signs:
            head, _, rest = sign.partition(" ")
            (self._inside[head] if head else self._leading[rest.partition(" ")[0]]).add(number)
        if watch.word:
            self._asked.append((number, watch.word))
        elif not watch.signs:
            (self._beside_source if watch.source else self._always).append(number)

    def by(self, reading: Reading) -> Iterator[int]:
        """The numbers of the detectors that a document holds enough for."""
        yield from self._always
        if reading.has_source:
            yield from self._beside_source
        named = map(self._content.__getitem__, reading.vocabulary)
        signed = map(self._signed.__getitem__, set(reading.text.split(" ")))
        content = set(chain.from_iterable(filter(None, named)))
        signs = set[int]().union(*filter(None, signed))
        for n in content | signs:
            watch = self._watches[n]
            if (
                (reading.has_source or not watch.source)
                and (n in content or watch.word is None)
                and (not watch.signs or (n in signs and _has_sign(reading.text, watch)))
            ):
                yield n

    def _signs_in(self, piece: str) -> frozenset[int]:
        """The numbers of the detectors of which a sign may stand in a piece between spaces."""
        if self._any_sign is None:
            leading = (rf"\A{re.escape(part)}" for part in self._leading)
            parts = "|".join((*map(re.escape, self._inside), *leading))
            self._any_sign = re.compile(parts or "(?!)")
        if not self._any_sign.search(piece):
            return frozenset()
        inside = [due for part, due in self._inside.items() if part in piece]
        inside += (due for part, due in self._leading.items() if piece.startswith(part))
        return frozenset(chain(*inside))

    def _content_with(self, word: str) -> tuple[int, ...]:
        """The numbers of the detectors that need some word, and for which this one is enough."""
        return tuple(n for n, asks in self._asked if asks(word))


def _has_sign(text: str, watch: Whole) -> bool:
    """Whether a sign stands in a text of which some piece between spaces holds a part of one."""
    if not any(" " in sign for sign in watch.signs):
        return True  # the part was all of it
    return any(sign in text for sign in watch.signs)


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
        for number, detector in enumerate(self.detectors):
            match detector.watch:
                case Whole() as watch:
                    self._called.add(number, watch)
                case Words() as watch:
                    self._index.add(number, watch)
                case Rows() as rows:
                    for watch in rows.read():
                        self._index.add(number, watch)
                case watches:
                    for watch in watches:
                        self._index.add(number, watch)

    def scan(self, reading: Reading, seen: Seen = ()) -> list[Finding]:
        """Return what `scan_all` finds in one document."""
        return next(self.scan_all([reading], [seen]))

    def scan_all(
        self, readings: Sequence[Reading], seen: Iterable[Seen] = ()
    ) -> Iterator[list[Finding]]:
        """Yield every finding of every detector in each document, in text order, overlaps and all.

        Readings that have no tags yet are tagged, if a detector reads them. `seen` are, for each,
        hits of detectors that do not look themselves; those of others are left out.
        """
        hits = chain(seen, repeat(()))
        for start in range(0, len(readings), _TOGETHER):
            yield from self._scan(readings[start : start + _TOGETHER], hits)

    def _scan(self, readings: Sequence[Reading], seen: Iterator[Seen]) -> Iterator[list[Finding]]:
        if self.needs_tags:
            tag([reading for reading in readings if not reading.tags])
        found = [
            [(detector, hit) for detector, hit in next(seen) if detector.rule in self._order]
            for _ in readings
        ]
        for detector, calls in zip(self.detectors, self._calls(readings), strict=True):
            for n, first, last in calls:
                found[n] += [(detector, hit) for hit in detector.find(readings[n], first, last)]
        for reading, hits in zip(readings, found, strict=True):
            yield self._findings(reading, hits)
            reading.kept.clear()

    def _calls(self, readings: Sequence[Reading]) -> list[list[tuple[int, int, int]]]:
        """The calls of each detector: a reading's number, and the range of tokens.

        Detector by detector rather than text by text, a corpus takes a fifth less time.
        """
        calls: list[list[tuple[int, int, int]]] = [[] for _ in self.detectors]
        for n, reading in enumerate(readings):
            if reading.is_short:
                for i, number in self._index.by_token(reading):
                    calls[number].append((n, i, i + 1))
            else:
                for number, places in self._index.by_word(reading):
                    calls[number] += [(n, i, i + 1) for i in places]
            for number in self._called.by(reading):
                calls[number].append((n, 0, len(reading)))
        for its in calls:
            its.sort()  # by_word tells of one word after the other
        return calls

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
