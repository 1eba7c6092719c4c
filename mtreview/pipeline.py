"""The one place where a document goes all the way: tokens, detectors, findings, scores."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice, repeat

from mtreview.ape import load_lm, load_rewriter, propose
from mtreview.ape.alternatives import with_alternatives
from mtreview.ape.external import with_rewrites
from mtreview.ape.fluency import by_fluency
from mtreview.ape.judging import Judge
from mtreview.calibration import load_calibration
from mtreview.config import Config
from mtreview.detectors import DETECTORS, Detector, load_pack
from mtreview.detectors.names.glossary import glossary_rules
from mtreview.detectors.overlap import beside, merge
from mtreview.detectors.scan import Scanner
from mtreview.detectors.tagger import tag
from mtreview.formats.editing import Limits
from mtreview.glossary import read_glossary
from mtreview.language import language_of
from mtreview.model import Document, Finding, Result
from mtreview.parts import gathered, parts
from mtreview.qe import Estimator, doubtful, load_estimator
from mtreview.qe.doubtful import DOUBTED
from mtreview.qe.estimate import RULES
from mtreview.qe.plain import Plain, plains
from mtreview.rule_names import must_know_rules, names
from mtreview.scoring import score_document, score_segment
from mtreview.tokens import Reading, whole
from mtreview.version import __version__

_WINDOW = 1024  # segments that the model reads together, of which it reads none twice


Tell = Callable[[int], None]


class Pipeline:
    """Checks documents under one configuration; detectors are indexed once a source language.

    Of findings that overlap one is kept; not `merged`, all are, which is for counting each rule.
    The model may use `threads` cores, all if 0; without `rewriting`, which takes as long again, it
    proposes nothing.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        threads: int = 0,
        merged: bool = True,
        rewriting: bool = True,
    ) -> None:
        self.config = config or Config()
        self._estimator = load_estimator(self.config, threads, rewriting)
        self._rewriter = load_rewriter(self.config) if rewriting else None
        self._lm = load_lm(self.config) if rewriting else None
        self._merged, self._suggesting = merged, rewriting
        self._rewriting = rewriting and any(self._is_on(d, self.config.ignore) for d in DOUBTED)
        silenced = (rule for entry in self.config.silence for rule in entry.rules)
        must_know_rules((*self.config.select, *self.config.ignore, *silenced))
        terms = read_glossary(path) if (path := self.config.glossary) else ()
        self._terms = glossary_rules(terms)
        self._glossary = f"|glossary:{_digest(repr(terms))}" if terms else ""
        shipped, own = load_calibration(None), self.config.calibration
        self._calibration = load_calibration(own).over(shipped) if own else shipped
        self._scanners: dict[tuple[str | None, tuple[str, ...]], Scanner] = {}
        self._signatures: dict[Scanner, str] = {}

    def check(self, document: Document, tell: Tell | None = None) -> Result:
        """Return the findings and the scores of a document, in text order."""
        return self.check_all([document], tell)[0]

    def check_all(self, documents: Sequence[Document], tell: Tell | None = None) -> list[Result]:
        """Check several documents; tagger and model read the segments of all of them together.

        `tell` is told now and then how many segments the model has read.
        """
        parted = [self._parts(document) for document in documents]
        results = iter(self._check_all(list(chain.from_iterable(parted)), tell))
        return [
            self._whole(document, list(islice(results, len(held))))
            for document, held in zip(documents, parted, strict=True)
        ]

    def _parts(self, document: Document) -> list[Document]:
        """The documents in a document, all in the language of the whole."""
        found = parts(document)
        if len(found) == 1:
            return found
        language = self.language(document)
        return [replace(one, source_lang=language) for one in found]

    def _whole(self, document: Document, results: Sequence[Result]) -> Result:
        """The result of a document, from those of its parts."""
        if len(results) == 1:
            return results[0]
        findings = gathered(document, [result.findings for result in results])
        scores = tuple(chain.from_iterable(result.segment_scores for result in results))
        return replace(
            results[0],
            document=document,
            findings=findings,
            segment_scores=scores,
            score=score_document(scores),
        )

    def _check_all(self, documents: Sequence[Document], tell: Tell | None) -> list[Result]:
        judged: Iterator[doubtful.Judged] = iter(())
        if self._estimator is not None:
            pairs = (
                (plain, segment.source)
                for document in documents
                for plain, segment in zip(plains(document), document.segments, strict=True)
            )
            judged = self._judged(self._estimator, pairs, tell)
        read = self._tagged(documents)
        told = [list(islice(judged, len(document.segments))) for document in documents]
        return [
            self._check(document, *scanned, found, its)
            for document, scanned, found, its in zip(
                documents, read, self._scanned(read, told), told, strict=True
            )
        ]

    def _scanned(
        self, read: Sequence[tuple[Scanner, Reading]], told: Sequence[Sequence[doubtful.Judged]]
    ) -> list[list[Finding]]:
        """The findings of each document, those in what the model doubts among them."""
        found: list[list[Finding]] = [[] for _ in read]
        for scanner in dict.fromkeys(scanner for scanner, _ in read):
            places = [n for n, (its, _) in enumerate(read) if its is scanner]
            hits = (doubtful.hits(told[n]) for n in places)
            scanned = scanner.scan_all([read[n][1] for n in places], hits)
            for n, findings in zip(places, scanned, strict=True):
                found[n] = findings
        return found

    def prepare(self, documents: Sequence[Document]) -> None:
        """Load all that documents like these need, the model's network apart.

        A process that forks then shares it with its children, which a network does not outlive.
        """
        for scanner, reading in self._tagged(documents):
            scanner.scan(reading)

    def _tagged(self, documents: Sequence[Document]) -> list[tuple[Scanner, Reading]]:
        """Each document as `_read` returns it, all of them tagged together where that is needed."""
        read = [self._read(document) for document in documents]
        tag([reading for scanner, reading in read if scanner.needs_tags])
        return read

    def _read(self, document: Document) -> tuple[Scanner, Reading]:
        """The tokens of a document, and the rules that it is to be read by."""
        language = self.language(document)
        scanner = self._scanner(language, self.config.silenced(document.path))
        if language != document.source_lang:
            document = replace(document, source_lang=language)
        return scanner, Reading(document)

    def _judged(
        self, estimator: Estimator, pairs: Iterator[tuple[Plain, str | None]], tell: Tell | None
    ) -> Iterator[doubtful.Judged]:
        """What the model makes of each segment; some are held at a time, however many there are."""
        done = 0
        while window := list(islice(pairs, _WINDOW)):
            asked = [(plain.text, source and whole(source)) for plain, source in window]
            told = estimator.estimate(asked)
            rewrites: Sequence[doubtful.Rewrites] = [{}] * len(window)
            if self._rewriting:
                rewrites = propose(estimator, asked, told)
            done += len(window)
            if tell:
                tell(done)
            yield from zip((plain for plain, _ in window), told, rewrites, strict=True)

    def _check(
        self,
        document: Document,
        scanner: Scanner,
        reading: Reading,
        found: list[Finding],
        judged: Sequence[doubtful.Judged],
    ) -> Result:
        findings = self._finished(document, scanner, reading, found) if found else []
        by_segment: list[list[Finding]] = [[] for _ in document.segments]
        for finding in findings:
            by_segment[finding.segment].append(finding)
        estimates = [estimate for _, estimate, _ in judged] if judged else repeat(None)
        scores = tuple(
            score_segment(group, words, self.config.profile, estimate)
            for group, words, estimate in zip(by_segment, _words(reading), estimates, strict=False)
        )
        if scanner not in self._signatures:
            self._signatures[scanner] = self._signature(scanner)
        signature = self._signatures[scanner]
        return Result(document, tuple(findings), scores, score_document(scores), signature)

    def _finished(
        self, document: Document, scanner: Scanner, reading: Reading, found: list[Finding]
    ) -> list[Finding]:
        """What is shown of what was found, with the suggestions that may be made."""
        limits = Limits(document)
        findings = self._shown(found)
        if self._suggesting:
            judge = Judge(reading.document, partial(self._penalty, scanner), self._estimator)
            findings = with_alternatives(reading, findings, judge)
            findings = [_guard(finding, limits) for finding in findings]
            if self._rewriter is not None:
                findings = with_rewrites(reading.document, findings, self._rewriter, judge)
            if self._lm is not None:
                findings = by_fluency(reading.document, findings, self._lm)
        return [_guard(finding, limits) for finding in findings]

    def _shown(self, found: Sequence[Finding]) -> list[Finding]:
        """What is grave and sure enough, one finding a fault.

        What is not shown takes no place from what is. What the model doubts gives way to what a
        rule shows there, as a rule says why.
        """
        shown = [finding for finding in found if self._is_shown(finding)]
        if not self._merged:
            return shown
        named = merge(finding for finding in shown if finding.rule not in RULES)
        doubted = (finding for finding in shown if finding.rule in RULES)
        return beside(named, doubted)

    def _is_shown(self, finding: Finding) -> bool:
        grave = finding.severity.rank >= self.config.min_severity.rank
        return grave and finding.confidence >= self.config.confidence_floor

    def _penalty(self, scanner: Scanner, document: Document) -> float:
        """What the findings of rules weigh in a document."""
        found = merge(filter(self._is_shown, scanner.scan(Reading(document))))
        return sum(map(self.config.profile.penalty, found))

    def language(self, document: Document) -> str | None:
        """The source language: the document's own, the configured one, or its source's."""
        known = document.source_lang or self.config.source_lang
        return known or language_of(segment.source for segment in document.segments)

    def _scanner(self, language: str | None, silenced: tuple[str, ...]) -> Scanner:
        if (language, silenced) not in self._scanners:
            pack = load_pack(language) if language else ()
            general = (d for d in DETECTORS if d.source_lang in (None, language))
            off = (*self.config.ignore, *silenced)
            doubted = DOUBTED if self._estimator else ()
            every = (*general, *pack, *self._terms, *doubted)
            chosen = [d for d in every if self._is_on(d, off)]
            self._scanners[language, silenced] = Scanner(chosen, self._calibration)
        return self._scanners[language, silenced]

    def _is_on(self, detector: Detector, off: tuple[str, ...]) -> bool:
        select = self.config.select
        return (not select or names(detector.rule, select)) and not names(detector.rule, off)

    def _confidence(self) -> str:
        asked = self.config.min_confidence
        return "default" if asked is None else f"{asked:g}"

    def _signature(self, scanner: Scanner) -> str:
        """Versions and settings that the figures depend on, as sacreBLEU writes its own."""
        rules = [detector.rule for detector in scanner.detectors]
        digest = _digest(" ".join(rules))
        packs = sorted({d.source_lang for d in scanner.detectors if d.source_lang}) or ["none"]
        profile = self.config.profile
        weights = "/".join(f"{w:g}" for w in (*profile.weights.values(), profile.punctuation))
        return (
            f"mtreview:{__version__}|rules:{len(rules)}.{digest}|pack:{'+'.join(packs)}"
            f"|mqm:{weights}|severity:{self.config.min_severity}"
            f"|confidence:{self._confidence()}|calibration:{self._calibration.name}"
            f"{self._glossary}|model:{self._estimator.name if self._estimator else 'none'}"
            f"{f'|rewriter:{self._rewriter.name}' if self._rewriter else ''}"
            f"{f'|lm:{self._lm.name}' if self._lm else ''}"
        )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="replace"), digest_size=3).hexdigest()


def _words(reading: Reading) -> list[int]:
    """The words of each segment, punctuation left out."""
    return [sum(reading.are_words[first:last]) for first, last in reading.bounds]


def _guard(finding: Finding, limits: Limits) -> Finding:
    """Drop the suggestions that may not be made, as they would write over markup."""
    kept = tuple(s for s in finding.suggestions if limits.allow(s.edit))
    return finding if len(kept) == len(finding.suggestions) else replace(finding, suggestions=kept)
