"""The summary of a corpus: the same from its parts as from the whole, as JSON, as a page."""

import json
import random
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mtreview.cli import run
from mtreview.corpus import summary as module
from mtreview.corpus.figures import figures
from mtreview.corpus.page import as_page
from mtreview.corpus.rows import Row
from mtreview.corpus.summary import WORST, Summary, Total
from mtreview.corpus.table import lines
from mtreview.model import Finding, Score, Severity, Span

Captured = pytest.CaptureFixture[bytes]


def finding(category: str) -> Finding:
    return Finding("x", "a-rule", 0, Span(0, 1), "a", category, Severity.MINOR, 0.9, "Why.")


def rows(count: int) -> list[tuple[Row, Score, list[Finding]]]:
    chance = random.Random(4)
    return [
        (
            Row(n, f"<b>Row {n}", id=n, lp=chance.choice(["fr-en", "de-en"]), system="s"),
            Score(chance.choice([100.0, chance.uniform(0, 100)]), chance.random() * 9, 12),
            [finding(chance.choice(["A", "B"])) for _ in range(chance.randrange(3))],
        )
        for n in range(count)
    ]


def summary_of(items: list[tuple[Row, Score, list[Finding]]]) -> Summary:
    made = Summary()
    for item in items:
        made.add(*item)
    return made


def test_parts_make_the_whole_however_they_are_cut() -> None:
    items = rows(500)
    whole = summary_of(items)
    for size in (1, 7, 256):
        joined = Summary()
        for start in range(0, len(items), size):
            part = summary_of(items[start : start + size])
            joined.merge(Total.loaded(Total(part).dumped()).summary)
        assert joined.state() == whole.state()
        assert figures(joined, 3) == figures(whole, 3)


def test_equally_frequent_rules_have_one_order_in_a_run_that_goes_on() -> None:
    found = [replace(finding("A"), rule=rule) for rule in ("b", "a", "c", "c")]
    made = summary_of([(Row(1, "Row."), Score(50.0, 1.0, 1), found)])
    again = Total.loaded(Total(made).dumped()).summary
    for summary in (made, again):
        assert list(figures(summary, 0)["rules"]) == ["c", "a", "b"]


def test_what_is_told_is_what_was_counted() -> None:
    items = rows(400)
    told = figures(summary_of(items), 2)
    qualities = sorted(round(score.quality, 1) for _, score, _ in items)
    assert told["segments"] == 400
    assert told["quality"]["mean"] == pytest.approx(sum(qualities) / 400, abs=0.01)
    assert told["quality"]["percentiles"]["50"] == qualities[199]
    assert told["quality"]["percentiles"]["10"] == qualities[39]
    assert sum(entry["segments"] for entry in told["quality"]["histogram"]) == 400
    assert [entry["quality"] for entry in told["worst"]] == qualities[:WORST]
    found = [f.category for _, _, findings in items for f in findings]
    assert {e["category"]: e["findings"] for e in told["categories"]} == {
        name: found.count(name) for name in "AB"
    }
    assert sum(entry["segments"] for entry in told["groups"]) == 400


def test_names_without_end_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_GROUPS", 5)
    made = Summary()
    for n in range(50):
        made.add(Row(n, "x", system=f"s{n}"), Score(50.0, 0.0, 1), [])
    assert len(made.groups) == 6
    assert sum(group.segments for group in made.groups.values()) == 50


class Checker(HTMLParser):
    """Holds that every element is closed, and in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.columns = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.columns += ("class", "column") in attrs
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_what_it_quotes_is_escaped() -> None:
    page = as_page(figures(summary_of(rows(100)), 0))
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    assert checker.columns == 20
    assert "&lt;b&gt;Row" in page
    assert "<script" not in page


def test_nothing_is_told_of_nothing() -> None:
    empty = figures(Summary(), 0)
    assert list(lines(empty)) == []
    assert "Quality" not in as_page(empty)


def test_the_files_of_score(tmp_path: Path, capsysbinary: Captured) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"mt": "They fought at the top of power.", "lp": "fr-en"}\n{"mt": "Fine."}\n')
    told, page = tmp_path / "s.json", tmp_path / "s.html"
    options = ["score", str(path), "--select", "fr/sommet-du-pouvoir", "--summary"]
    assert run([*options, str(told)]) == 0
    assert json.loads(told.read_text())["rules"] == {"fr/sommet-du-pouvoir": 1}
    assert run([*options, str(page)]) == 0
    assert page.read_text().startswith("<!doctype html>")
    capsysbinary.readouterr()
    assert run([*options, str(told)]) == 3
    assert run([*options, str(tmp_path / "s.txt")]) == 2
    err = capsysbinary.readouterr().err.decode()
    assert "--force" in err
    assert "neither .json nor .html" in err
