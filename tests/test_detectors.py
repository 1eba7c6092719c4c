"""Every rule is held to its examples: what it must flag, how it rewrites, what it must pass."""

from collections import Counter
from dataclasses import replace

import pytest

from mtreview.calibration import UNCALIBRATED
from mtreview.detectors import DETECTORS as GENERAL
from mtreview.detectors import Detector, all_detectors
from mtreview.detectors.detector import Flagged, Missed
from mtreview.detectors.facts import facts_of
from mtreview.detectors.scan import Scanner
from mtreview.formats import apply, read_bytes
from mtreview.formats.rows import joined
from mtreview.language import language_of
from mtreview.model import Document, Finding
from mtreview.tokens import Reading

DETECTORS = all_detectors()
BY_RULE = {detector.rule: detector for detector in DETECTORS}
FLAGGED = [(d.rule, example) for d in DETECTORS for example in d.flagged]
PASSING = [(d.rule, text) for d in DETECTORS for text in d.passing]
FAITHFUL = [(d.rule, *pair) for d in DETECTORS for pair in d.faithful]
MISSED = [(d.rule, example) for d in DETECTORS for example in d.misses]


def document(text: str, source: str | None = None) -> Document:
    read = read_bytes(text.encode(), "example.txt")
    segments = tuple(replace(s, source=source) for s in read.segments)
    return replace(read, segments=segments, source_lang=language_of([source]))


def found(detector: Detector, text: str, source: str | None = None) -> list[Finding]:
    return Scanner([detector]).scan(Reading(document(text, source)))


@pytest.mark.parametrize(("rule", "example"), FLAGGED, ids=lambda value: str(value)[:60])
def test_flagged(rule: str, example: Flagged) -> None:
    text = example.text.replace("⟦", "").replace("⟧", "")
    start, end = example.text.index("⟦"), example.text.index("⟧") - 1
    findings = found(BY_RULE[rule], text, example.source)
    assert [(f.span.start, f.span.end) for f in findings] == [(start, end)], [
        f.text for f in findings
    ]
    message = findings[0].message
    assert not message[0].islower(), message
    assert not message.endswith("."), message
    suggestions = findings[0].suggestions
    assert (example.rewrite is None) == (not suggestions)
    if example.rewrite is not None:
        assert suggestions[0].text == example.rewrite
        corrected = apply(text, [suggestions[0].edit])
        assert not found(BY_RULE[rule], corrected, example.source), corrected


@pytest.mark.parametrize(("rule", "text"), PASSING, ids=lambda value: str(value)[:60])
def test_passing(rule: str, text: str) -> None:
    assert [f.text for f in found(BY_RULE[rule], text)] == []


@pytest.mark.parametrize(("rule", "text", "source"), FAITHFUL, ids=lambda value: str(value)[:60])
def test_passing_beside_its_source(rule: str, text: str, source: str) -> None:
    assert [f.text for f in found(BY_RULE[rule], text, source)] == []


@pytest.mark.parametrize(("rule", "example"), MISSED, ids=lambda value: str(value)[:60])
def test_what_a_rule_is_said_to_miss_is_not_found(rule: str, example: Missed) -> None:
    assert example.text.count("⟦") == example.text.count("⟧") == 1
    text = example.text.replace("⟦", "").replace("⟧", "")
    assert [f.text for f in found(BY_RULE[rule], text, example.source)] == [], "move it to flagged"


@pytest.mark.parametrize("detector", DETECTORS, ids=lambda d: d.rule)
def test_rule_is_documented_and_has_both_kinds_of_examples(detector: Detector) -> None:
    assert detector.flagged
    assert detector.passing
    assert detector.summary.endswith(".")
    assert 0 < detector.confidence <= 1
    assert detector.category.partition("/")[0] in {
        "Terminology",
        "Accuracy",
        "Linguistic conventions",
        "Style",
        "Locale conventions",
        "Audience appropriateness",
        "Design and markup",
    }


@pytest.mark.parametrize("detector", GENERAL, ids=lambda d: d.rule)
def test_the_page_of_a_rule_has_its_parts(detector: Detector) -> None:
    assert facts_of(detector, UNCALIBRATED).why, "after its first line: why translations have it"
    assert "    Faulty: " in detector.page
    assert "    Instead: " in detector.page


def test_rules_have_names_of_their_own() -> None:
    assert len(BY_RULE) == len(DETECTORS)
    said = Counter(detector.summary for detector in GENERAL)
    assert [what for what, times in said.items() if times > 1] == [], "set `what` of each"


@pytest.mark.parametrize("copies", [3, 4, 30])
def test_a_short_sentence_that_loops_is_found_in_a_text_as_in_a_row(copies: int) -> None:
    text = " ".join(["It rained.", *["He went home."] * copies, "It rained."])
    row = joined("a.jsonl", [text])
    both = Scanner([BY_RULE["looping-phrase"], BY_RULE["repeated-clause"]])
    in_text, in_row = both.scan(Reading(document(text))), both.scan(Reading(row))
    assert bool(in_text) == bool(in_row) == (copies > 3)
    assert [f.text for f in in_text] == [" He went home."] * (copies - 1) * (copies > 3)
