"""Alignment: what resembles is linked, the rest is left without a source."""

import json
from pathlib import Path

import pytest

from mtreview import formats
from mtreview.align import align, attach_source, counterpart
from mtreview.model import Span

CORPORA = Path(__file__).resolve().parent.parent / "corpora"


@pytest.mark.parametrize("name", ["fr-harbour", "fr-pensions", "es-drought"])
def test_each_paragraph_finds_its_own_and_the_page_lines_find_none(name: str) -> None:
    document = formats.read(CORPORA / f"{name}.txt")
    source = formats.read(CORPORA / f"{name}.source.txt")
    gold = json.loads((CORPORA / f"{name}.gold.jsonl").read_text("utf-8"))
    removed = [s for s in gold["spans"] if s["category"] == "Design and markup"]
    paragraphs = [p.strip() for p in source.text.split("\n\n")]
    expected = iter(range(len(paragraphs)))
    current, last = -1, -1
    for segment in attach_source(document, source).segments:
        span = segment.span
        if any(s["start"] <= span.start and span.end <= s["end"] for s in removed):
            assert segment.source is None, span.of(document.text)
            continue
        if segment.paragraph != last:
            current, last = next(expected), segment.paragraph
        assert segment.source, span.of(document.text)
        assert segment.source.split()[0] in paragraphs[current]
        assert segment.source in " ".join(paragraphs[current].split())


def test_links_are_in_order_and_do_not_cross() -> None:
    targets = ["One 1999 Paris.", "Nothing of the kind stands there at all, oh no.", "Two Rome 7."]
    sources = ["Un 1999 Paris.", "Deux Rome 7."]
    assert align(targets, sources) == [(range(1), range(1)), (range(2, 3), range(1, 2))]


def test_two_segments_may_share_one_source() -> None:
    targets = ["The mayor of Lyon spoke on Monday.", "He named 12 reasons and 30 towns near Brest."]
    sources = ["Le maire de Lyon a parlé lundi et cité 12 raisons et 30 villes près de Brest."]
    assert align(targets, sources) == [(range(2), range(1))]


@pytest.mark.parametrize(("targets", "sources"), [([], []), ([], ["x"]), (["x"], [])])
def test_an_empty_side_has_no_links(targets: list[str], sources: list[str]) -> None:
    assert align(targets, sources) == []


def test_chinese_is_weighed_as_the_english_that_it_becomes() -> None:
    targets = [
        "The old refrigerator was used for many years, and its bill came to nearly a hundred yuan.",
        "Next the city will open more counters for old people who have no telephone of their own.",
        "It is reported that two neighbouring counties plan to introduce something of the kind.",
    ]
    sources = ["旧冰箱用了许多年，每月电费将近百元。", "下一步本市将为没有电话的老人开设更多柜台。"]
    assert align(targets[:2], sources) == [(range(1), range(1)), (range(1, 2), range(1, 2))]
    assert all(len(t) == 1 for t, _ in align(targets, sources))


@pytest.mark.parametrize(
    ("target", "words", "source", "part"),
    [
        (
            "The forces of Kazakhstan arrested 464 people.",
            "464 people",
            "Les forces du Kazakhstan ont arrêté 464 personnes.",
            "464",
        ),
        (
            "In Almaty the troops French arrived on 9 January.",
            "troops French",
            "À Almaty les troupes françaises sont arrivées le 9 janvier.",
            "les troupes françaises sont arrivées le",
        ),
        (
            "They are gone.",
            "gone",
            "Ils sont partis hier soir avec leurs amis et toute la famille du village.",
            None,
        ),
    ],
)
def test_the_part_of_the_source_that_words_stand_for(
    target: str, words: str, source: str, part: str | None
) -> None:
    at = target.index(words)
    found = counterpart(target, Span(at, at + len(words)), source)
    assert (found and found.of(source)) == part
