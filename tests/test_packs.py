"""Rule packs: what an entry must hold, and when it fires."""

import re
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtreview.detectors.detector import Detector
from mtreview.detectors.packs import _as_in, _detector, _pack, load_pack, pack_rules
from mtreview.detectors.scan import Scanner
from mtreview.errors import ConfigError
from mtreview.language import LANGUAGES
from mtreview.model import Document, Finding, Segment, Span, Suggestion
from mtreview.tokens import Reading

ENTRY: dict[str, Any] = {
    "id": "assurer",
    "kind": "false-friend",
    "source": "assurer que",
    "source_pattern": "assur",
    "faulty": ["[<ensure>] that he {past}", ["[in {num} days]", "$1 days later"]],
    "bold": ["[<ensure>] that"],
    "right": ["<assert>"],
    "flagged": [],
    "passing": [],
}
LEAST = {
    "fr": 120,
    "es": 60,
    "de": 60,
    "ru": 25,
    "uk": 25,
    "pl": 25,
    "it": 60,
    "pt": 60,
    "zh": 25,
    "ar": 25,
    "nl": 25,
}


def found(detector: Detector, text: str, source: str | None = None) -> list[Finding]:
    segment = Segment(0, Span(0, len(text)), source=source)
    return Scanner([detector]).scan(Reading(Document("t", text, (segment,))))


def suggestion(detector: Detector, text: str, source: str | None = None) -> Suggestion:
    (finding,) = found(detector, text, source)
    return finding.suggestions[0]


def detector(**changes: Any) -> Detector:
    return _detector("fr", ENTRY | changes, {})


def test_an_entry_becomes_a_detector() -> None:
    made = detector(severity="major", confidence=0.7)
    assert (made.rule, made.source_lang, made.severity) == ("fr/assurer", "fr", "major")
    assert made.category == "Accuracy/Mistranslation/False friend"
    (finding,) = found(made, "She ensured that he left.")
    assert finding.text == "ensured"
    assert finding.confidence == 0.7
    assert finding.message == "A false friend of French “assurer que”: write “asserted”"


def test_a_pattern_may_bring_its_own_rewrite() -> None:
    assert suggestion(detector(), "It ended in 12 days.").text == "12 days later"


def test_without_a_source_bold_patterns_are_silent() -> None:
    assert found(detector(), "They ensured that all is well.") == []


def test_with_its_source_expression_an_entry_is_bolder() -> None:
    text = "They ensured that all is well."
    assert suggestion(detector(), text, "Ils ont assuré que tout va bien.").text == "asserted"


@pytest.mark.parametrize("source", ["", "Ils ont veillé à ce qu’il parte."])
def test_with_another_source_an_entry_is_silent(source: str) -> None:
    assert found(detector(), "She ensured that he left.", source) == []


def test_a_source_without_a_pattern_is_looked_for_as_it_stands() -> None:
    entry = {name: value for name, value in ENTRY.items() if name != "source_pattern"}
    made = _detector("fr", entry, {})
    assert found(made, "She ensured that he left.", "Elle a fait assurer que (bis).")
    assert not found(made, "She ensured that he left.", "Elle a assuré qu’il partait.")


def test_what_is_safe_is_not_safe_in_quoted_speech() -> None:
    made = detector(safe=True)
    assert suggestion(made, "She ensured that he left.").safe
    assert not suggestion(made, "“She ensured that he left.”").safe
    assert not suggestion(detector(), "She ensured that he left.").safe


def test_a_capital_is_kept() -> None:
    assert suggestion(detector(), "In 12 days it ended.").text == "12 days later"
    assert suggestion(
        detector(faulty=["by elsewhere"], right=["moreover"]), "By elsewhere"
    ).text == ("Moreover")


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "nonsense"},
        {"colour": "red"},
        {"faulty": ["word {nothing}"]},
        {"right": ["$1"]},
        {"right": ["<assert"]},
    ],
)
def test_a_bad_entry_is_a_clear_error(changes: dict[str, Any]) -> None:
    with pytest.raises(ConfigError, match=r"fr/assurer|“"):
        detector(**changes)


def test_a_missing_key_is_named() -> None:
    entry = {name: value for name, value in ENTRY.items() if name != "right"}
    with pytest.raises(ConfigError, match="fr/assurer: look at right"):
        _detector("fr", entry, {})


def test_an_unknown_language_has_no_pack() -> None:
    assert load_pack("tlh") == ()
    assert pack_rules("tlh") == ()


def test_a_shared_entry_takes_what_a_language_says() -> None:
    shared = {
        "kind": "calque",
        "confidence": 0.9,
        "right": ["by"],
        "passing": ["a"],
        "ru": {"id": "na", "source": "на", "confidence": 0.5, "passing": ["b"], "bold": ["c"]},
        "uk": {"id": "od"},
    }
    assert _as_in("ru", shared) == {
        "id": "na",
        "source": "на",
        "kind": "calque",
        "confidence": 0.5,
        "right": ["by"],
        "passing": ["a", "b"],
        "bold": ["c"],
    }
    assert _as_in("uk", shared)["passing"] == ["a"]


def test_an_entry_is_shared_only_with_the_languages_that_it_names() -> None:
    assert "ru/cherez-dnej" in pack_rules("ru")
    assert "uk/cherez-dni" in pack_rules("uk")
    assert not [rule for rule in pack_rules("pl") if "cherez" in rule]
    assert "uk/verkhovna-rada" not in pack_rules("ru")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_is_whole(language: str) -> None:
    entries = _pack(language)["entry"]
    names = Counter(entry["id"] for entry in entries)
    assert len(names) >= LEAST[language]
    assert max(names.values()) == 1
    assert pack_rules(language) == tuple(detector.rule for detector in load_pack(language))
    for entry in entries:
        assert re.fullmatch(r"[a-z0-9-]+", entry["id"])
        assert len(entry["flagged"]) >= 2, entry["id"]
        assert len(entry["passing"]) >= 2, entry["id"]
        assert re.search(entry.get("source_pattern", "."), entry["source"], re.IGNORECASE), entry


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_pack_are_used(language: str) -> None:
    pack = _pack(language)
    patterns = str([(entry["faulty"], entry.get("bold")) for entry in pack["entry"]])
    assert [name for name in pack["classes"] if f"{{{name}}}" not in patterns] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_and_pages_hold_no_marks_of_the_pattern_language(language: str) -> None:
    for entry in load_pack(language):
        assert not re.search(r"[<>$\[\]{}]", entry.summary), entry.rule
        for example in entry.flagged:
            text = example.text.replace("⟦", "").replace("⟧", "")
            (finding,) = found(entry, text, example.source)
            assert not re.search(r"[<>$\[\]{}]", finding.message), finding.message


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_source_of_another_expression_silences_every_entry(language: str) -> None:
    for entry in load_pack(language):
        for example in entry.flagged:
            text = example.text.replace("⟦", "").replace("⟧", "")
            assert found(entry, text, "0") == [], entry.rule


_WORDS = st.sampled_from(
    "the that ensured an eventual of to in at since two years Paris , . “ is are from direction "
    "proceed arrest said and been reform retreats reduce 45 kilometres Monday appeal".split()
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=60).map(" ".join)))
def test_findings_lie_in_any_text(text: str) -> None:
    scanner = Scanner(load_pack("fr"))
    document = Document("t", text, (Segment(0, Span(0, len(text)), source=None),))
    for finding in scanner.scan(Reading(document)):
        assert finding.text == text[finding.span.start : finding.span.end] != ""
        assert all(s.span == finding.span for s in finding.suggestions)
    known = replace(document, segments=(replace(document.segments[0], source="éventuel"),))
    scanner.scan(Reading(known))
