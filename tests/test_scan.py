"""The shared pass: who is called where, what a finding is made of, which identity it has."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mtreview.detectors import DETECTORS
from mtreview.detectors.detector import Detector, Hit, Watch, Whole, Words
from mtreview.detectors.scan import Scanner
from mtreview.formats import read_bytes
from mtreview.formats.rows import joined
from mtreview.model import Edit, Finding, Severity, Span
from mtreview.tokens import Reading


def echo(_reading: Reading, first: int, last: int) -> Iterator[Hit]:
    yield Hit("said", first, last, rewrites=("new",), safe=True)


def detector(watch: Watch) -> Detector:
    return Detector("r", "Page.", "Style", Severity.MINOR, 0.8, watch, echo)


def scan(text: str, watch: Watch) -> list[Finding]:
    return Scanner([detector(watch)]).scan(Reading(read_bytes(text.encode(), "t.txt")))


def test_a_word_calls_those_who_watch_it_in_any_case() -> None:
    assert [f.text for f in scan("The cat and THE dog.", Words(frozenset({"the"})))] == [
        "The",
        "THE",
    ]


def test_words_beside_it_narrow_what_calls() -> None:
    text = "Go to the sea. To. To the top, up to the sky."
    to = frozenset({"to"})
    assert len(scan(text, Words(to))) == 4
    assert [f.span.start for f in scan(text, Words(to, then=frozenset({"the"})))] == [3, 19, 34]
    assert [f.span.start for f in scan(text, Words(to, after=frozenset({"up"})))] == [34]
    both = Words(to, after=frozenset({"go"}), then=frozenset({"the"}))
    assert [f.span.start for f in scan(text, both)] == [3]


def test_a_shape_is_asked_once_a_distinct_word() -> None:
    asked: list[str] = []

    def is_number(word: str) -> bool:
        asked.append(word)
        return word.isdigit()

    assert [f.text for f in scan("In 12 or IN 12 or 7.", Words(shape=is_number))] == [
        "12",
        "12",
        "7",
    ]
    assert asked == ["in", "12", "or", "7", "."]


def test_each_of_several_watches_calls_and_a_fault_is_found_once() -> None:
    there, no = frozenset({"there"}), frozenset({"not"})
    watch = (Words(there, after=no), Words(there, then=no))
    text = "Not there. It is there. There not, not there not."
    assert [f.span.start for f in scan(text, watch)] == [4, 24, 39]


def test_the_index_forgets_rather_than_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtreview.remembered.MOST", 3)
    assert [f.text for f in scan("a b c d fell e f g fell", Words(frozenset({"fell"})))] == [
        "fell",
        "fell",
    ]


def test_signs_spare_a_document_that_has_none() -> None:
    assert scan("It costs 5 & 6.", Whole(signs=("&", "@")))
    assert not scan("It costs 5 and 6.", Whole(signs=("&", "@")))


def test_a_word_that_a_rule_needs_is_asked_as_it_is_written_and_once() -> None:
    asked: list[str] = []

    def is_name(word: str) -> bool:
        asked.append(word)
        return word.istitle()

    watch = Whole(word=is_name)
    assert scan("they met Ada", watch)
    asked.clear()
    assert not scan("they met they met ada", watch)
    assert sorted(asked) == ["ada", "met", "they"]


def test_a_rule_that_needs_a_source_is_spared_a_document_without() -> None:
    texts = ["It fell."]
    for sources, times in (([None], 0), (["Il est tombé."], 1)):
        document = joined("x", texts, sources, "fr")
        scanner = Scanner([detector(Whole(source=True))])
        assert len(scanner.scan(Reading(document))) == times


def test_what_is_needed_together_must_all_be_there() -> None:
    watch = Whole(signs=("&",), word=str.istitle)
    assert scan("Ada & co", watch)
    assert not scan("ada & co", watch)
    assert not scan("Ada and co", watch)


def test_the_whole_document_is_seen_once() -> None:
    text = "One is here.\n\nTwo is there."
    assert [f.text for f in scan(text, Whole())] == [text]


def test_a_finding_is_made_of_its_hit_and_its_detector() -> None:
    (finding,) = scan("All of it went.\n\nThen it fell.", Words(frozenset({"fell"})))
    assert (finding.rule, finding.segment, finding.text) == ("r", 1, "fell")
    assert (finding.severity, finding.confidence, finding.message) == ("minor", 0.8, "Said")
    (suggestion,) = finding.suggestions
    assert suggestion.edit == Edit(finding.span, "new")
    assert suggestion.safe


def test_quoted_speech_is_never_changed_unseen() -> None:
    text = "It fell. “It fell,” he said, and it fell again."
    assert [f.suggestions[0].safe for f in scan(text, Words(frozenset({"fell"})))] == [
        True,
        False,
        True,
    ]
    text = "“It fell. Then it fell. Again it fell.” So it fell."
    assert [f.suggestions[0].safe for f in scan(text, Words(frozenset({"fell"})))] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("'It fell,' he said.", False),
        ("‘It fell,’ he said.", False),
        ("He said 'the workers' roof fell' today.", False),
        ("'Yes,' it fell on the miners' hall.", False),  # it may be one quotation
        ("The workers' roof fell at the miners' hall.", True),
        ("In the '90s the miners' roof fell.", True),
        ("Don't look: it fell.", True),
    ],
)
def test_single_marks_quote_and_apostrophes_do_not(text: str, safe: bool) -> None:
    (finding,) = scan(text, Words(frozenset({"fell"})))
    assert finding.suggestions[0].safe is safe


def test_an_identity_outlives_changes_elsewhere_and_twins_differ() -> None:
    watch = Words(frozenset({"fell"}))
    (before,) = scan("The old tree fell on the house.", watch)
    (after,) = scan("Quite new.\n\nThe old tree fell on the house. More.", watch)
    assert before.id == after.id
    (other,) = scan("The old wall fell on the house.", watch)
    assert other.id != before.id
    twins = scan("It fell.\n\nIt fell.\n\nIt fell.", watch)
    assert [t.id for t in twins] == [twins[0].id, f"{twins[0].id}-2", f"{twins[0].id}-3"]


def test_a_rewrite_that_changes_nothing_is_no_suggestion() -> None:
    def same(_reading: Reading, first: int, last: int) -> Iterator[Hit]:
        yield Hit("x", first, last, rewrites=("fell", "rose"))

    scanner = Scanner([replace(detector(Words(frozenset({"fell"}))), find=same)])
    (finding,) = scanner.scan(Reading(read_bytes(b"It fell.", "t.txt")))
    assert [s.text for s in finding.suggestions] == ["rose"]
    assert finding.span == Span(3, 7)


@pytest.mark.parametrize("glue", [", ", " and ", " "])
def test_clauses_without_end_fell_no_rule(glue: str) -> None:
    text = glue.join(["the school is closed until spring", "the pupils are taken by bus"] * 600)
    findings = Scanner(DETECTORS).scan(
        Reading(read_bytes(f"Tell the the {text}.".encode(), "t.txt"))
    )
    assert "doubled-word" in {finding.rule for finding in findings}
