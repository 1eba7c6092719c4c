"""The articles in corpora/ and their gold spans agree with each other."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
GOLD = sorted(CORPORA.glob("*.gold.jsonl"))
CLEAN = [path for path in GOLD if path.name.startswith("clean-")]
TRANSLATED = [path for path in GOLD if path not in CLEAN]
DIMENSIONS = {
    "Terminology",
    "Accuracy",
    "Linguistic conventions",
    "Style",
    "Locale conventions",
    "Audience appropriateness",
    "Design and markup",
}
DROP_CAP = re.compile(r"[A-Z](?=[A-Z][a-z])")

Row = dict[str, Any]


def read(name: str) -> str:
    """Return a file of corpora/ exactly as decoded, line endings untouched."""
    return (CORPORA / name).read_bytes().decode()


def row_of(path: Path) -> Row:
    """Return the only row of a gold file."""
    (line,) = path.read_text("utf-8").splitlines()
    row: Row = json.loads(line)
    return row


def rewritten(row: Row, only: set[int] | None = None) -> str:
    """Return the translation with the first rewrite of each span (or of `only` some) applied."""
    text: str = row["mt"]
    for index, span in reversed(list(enumerate(row["spans"]))):
        if only is None or index in only:
            text = text[: span["start"]] + span["rewrites"][0] + text[span["end"] :]
    return text


def name_of(path: Path) -> str:
    """Return the article a gold file belongs to."""
    return path.name.removesuffix(".gold.jsonl")


@pytest.fixture(params=TRANSLATED, ids=name_of)
def row(request: pytest.FixtureRequest) -> Row:
    """Each gold row of a translation in turn."""
    return row_of(request.param)


@pytest.fixture(params=CLEAN, ids=name_of)
def clean(request: pytest.FixtureRequest) -> Row:
    """Each gold row of an article written in English in turn."""
    return row_of(request.param)


def test_there_are_articles() -> None:
    languages = {name_of(path)[:2] for path in TRANSLATED}
    assert languages == {"fr", "de", "es", "it", "pt", "ru", "uk", "zh", "ar"}
    assert len(TRANSLATED) >= 12
    assert len(CLEAN) >= 4


@pytest.mark.parametrize("path", GOLD, ids=name_of)
def test_row_is_named_like_its_file(path: Path) -> None:
    row = row_of(path)
    assert row["id"] == row["doc"] == name_of(path)
    assert row["mt"] == read(f"{row['id']}.txt")
    assert row["split"] == "corpora"
    assert row["licence"] == "Apache-2.0"


@pytest.mark.parametrize("path", sorted(CORPORA.glob("*.txt")), ids=lambda path: path.stem)
def test_text_is_paragraphs_between_blank_lines(path: Path) -> None:
    if path.stem.endswith(".raw"):
        return
    text = read(path.name)
    assert text.endswith("\n")
    for paragraph in text.removesuffix("\n").split("\n\n"):
        assert paragraph
        assert paragraph == paragraph.strip()
        assert "\n" not in paragraph


def test_clean_article_stands_alone(clean: Row) -> None:
    assert clean["lp"] == "en-en"
    assert clean["system"] == "human"
    assert clean["spans"] == []
    assert "src" not in clean
    # A corrected text would be the article itself, and a second copy could drift.
    assert {path.name for path in CORPORA.glob(f"{clean['id']}.*")} == {
        f"{clean['id']}.txt",
        f"{clean['id']}.gold.jsonl",
    }


def test_row_repeats_its_source(row: Row) -> None:
    assert row["src"] == read(f"{row['id']}.source.txt")


def test_row_says_what_it_is(row: Row) -> None:
    assert row["lp"] == f"{row['id'][:2]}-en"
    assert row["system"] in {"apertium", "rendered"}


def test_spans_quote_the_translation_in_order(row: Row) -> None:
    assert row["spans"]
    end = 0
    for span in row["spans"]:
        assert end <= span["start"] <= span["end"] <= len(row["mt"])
        assert row["mt"][span["start"] : span["end"]] == span["text"]
        end = span["end"]


def test_spans_are_labelled(row: Row) -> None:
    for span in row["spans"]:
        assert span["severity"] in {"minor", "major", "critical"}
        assert span["category"].split("/")[0] in DIMENSIONS


def test_rewrites_change_something(row: Row) -> None:
    for span in row["spans"]:
        assert span["rewrites"]
        assert len(set(span["rewrites"])) == len(span["rewrites"])
        assert span["text"] not in span["rewrites"]


def test_readme_counts_the_spans() -> None:
    rows = [row_of(path) for path in GOLD]
    readme = read("README.md")
    articles = re.findall(r"^\| ([a-z]+-[a-z]+) \|.*\| (\d+) \|$", readme, re.M)
    assert dict(articles) == {row["id"]: str(len(row["spans"])) for row in rows}
    categories = re.findall(r"^\| ([A-Z][^|]+) \| (\d+) \|", readme, re.M)
    counted = Counter(span["category"] for row in rows for span in row["spans"])
    assert dict(categories) == {name: str(count) for name, count in counted.items()}


def test_first_rewrites_give_the_corrected_text(row: Row) -> None:
    assert rewritten(row) == read(f"{row['id']}.corrected.txt")


def test_apertium_text_is_the_engines_output(row: Row) -> None:
    if row["system"] != "apertium":
        assert not (CORPORA / f"{row['id']}.raw.txt").exists()
        return
    page = {
        index
        for index, span in enumerate(row["spans"])
        if span["category"] == "Design and markup" or DROP_CAP.match(span["text"])
    }
    assert rewritten(row, page) == re.sub(" +", " ", read(f"{row['id']}.raw.txt"))


# The sentences of each class ------------------------------------------------------------------

CLASSES = sorted((CORPORA / "classes").glob("*.gold.jsonl"))


@pytest.mark.parametrize("path", CLASSES, ids=name_of)
def test_a_class_has_as_many_near_misses_as_faulty_sentences(path: Path) -> None:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [f"{name_of(path)}-{n:02}" for n in range(1, 41)]
    assert [bool(row["spans"]) for row in rows] == [True] * 20 + [False] * 20
    assert len({row["mt"] for row in rows}) == len(rows)
    for row in rows:
        assert row["lp"] == f"{row['source_lang']}-en"
        for span in row["spans"]:
            assert row["mt"][span["start"] : span["end"]] == span["text"]
            assert span["category"].partition("/")[0] in DIMENSIONS
            assert span["rewrites"]
            assert span["text"] not in span["rewrites"]


def test_there_are_twelve_classes() -> None:
    assert len(CLASSES) == 12
