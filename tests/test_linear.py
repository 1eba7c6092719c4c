"""No rule's time grows faster than the text, even where its fault is said again and again."""

import gc
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mtreview.detectors import DETECTORS, Detector, load_pack
from mtreview.detectors import scan as scanning
from mtreview.detectors.detector import Flagged, Hit, Words
from mtreview.detectors.scan import Scanner
from mtreview.detectors.tagger import tag_and_match
from mtreview.model import Document, Segment, Span
from mtreview.tokens import Reading

FEW, TIMES = 600, 8  # tokens, and how many times as many; a square would take 64 times as long
SLACK = 3
LEAST = 0.03  # seconds that measure nothing


def repeated(unit: str, source: str | None, tokens: int, glue: str) -> Reading:
    """A document of copies of one text: a segment each, or one segment of all."""
    times = 1 + tokens // max(1, len(Reading(one(unit))))
    copies = [unit] * times if glue == "\n\n" else [glue.join([unit] * times)]
    segments, at = [], 0
    for n, copy in enumerate(copies):
        segments.append(Segment(n, Span(at, at + len(copy)), n, source=source))
        at += len(copy) + len(glue)
    return Reading(Document("t.txt", glue.join(copies), tuple(segments), source_lang="fr"))


def one(unit: str) -> Document:
    return Document("t.txt", unit, (Segment(0, Span(0, len(unit))),))


def tags_of(unit: str) -> list[str]:
    reading = Reading(one(unit))
    list(tag_and_match(reading, []))
    return reading.tags


def seconds(scanner: Scanner, reading: Reading) -> float:
    gc.collect()
    gc.disable()
    began = time.process_time()
    scanner.scan(reading)
    spent = time.process_time() - began
    gc.enable()
    return spent


def grows(detector: Detector, unit: str, source: str | None, glue: str) -> bool:
    """Whether a rule takes far more than `TIMES` times as long for `TIMES` times the text."""
    scanner = Scanner([detector])
    few, many = (repeated(unit, source, n, glue) for n in (FEW, FEW * TIMES))
    allowed = SLACK * TIMES * seconds(scanner, few) + LEAST
    return all(seconds(scanner, many) > allowed for _ in range(3))  # a busy machine is no proof


def bare(example: Flagged) -> str:
    return example.text.replace("⟦", "").replace("⟧", "").rstrip(".!?")


@pytest.fixture
def tags(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Tags that take the tagger's place, over and over."""
    known: list[str] = []

    def tag(reading: Reading, _watches: object) -> Iterator[tuple[str, int, int]]:
        reading.tags = (known * (1 + len(reading) // len(known)))[: len(reading)]
        return iter(())

    monkeypatch.setattr(scanning, "tag_and_match", tag)
    return known


@pytest.mark.parametrize("glue", [" ", "\n\n"], ids=["one segment", "many"])
@pytest.mark.parametrize("detector", DETECTORS, ids=lambda detector: detector.rule)
def test_time_is_linear_in_the_text(detector: Detector, glue: str, tags: list[str]) -> None:
    example = detector.flagged[0]
    unit = bare(example)
    if detector.reads_tags:
        tags[:] = tags_of(unit)
    assert not grows(detector, unit, example.source, glue)


def test_time_is_linear_for_patterns_of_every_language() -> None:
    for language in ("fr", "de", "ru", "zh"):
        detector = load_pack(language)[0]
        assert not grows(detector, bare(detector.flagged[0]), None, " ")


def test_a_rule_that_looks_back_at_everything_is_caught() -> None:
    def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
        if reading.words[:first].count("never"):
            yield Hit("never", first, first + 1)

    slow = replace(DETECTORS[0], watch=Words(frozenset({"the"})), find=find)
    assert grows(slow, "over the hill and the sea", None, " ")
