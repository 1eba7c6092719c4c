"""lemminflect's tables, read as text, say what lemminflect says."""

import lemminflect
import pytest

from mtreview.detectors.inflections import _table, inflections_of, lemmas_of
from mtreview.detectors.lexicon import inflect

TABLES = ("lemma_lu.csv.gz", "infl_lu.csv.gz", "lemma_overrides.csv", "infl_overrides.csv")
EVERY = sorted({word for name in TABLES for word in _table(name) if word == word.lower()})
SPECIAL = ["be", "can", "may", "ought", "left", "fuel", "data", "'ll", "qwzx", "", "…"]


def test_they_are_the_tables_that_were_shipped() -> None:
    assert len(EVERY) > 60_000


@pytest.mark.parametrize("words", [EVERY[::17], sorted(_table(TABLES[2])), SPECIAL])
def test_a_word_has_the_lemmas_and_forms_that_lemminflect_gives_it(words: list[str]) -> None:
    for word in words:
        assert lemmas_of(word) == lemminflect.getAllLemmas(word), word
        assert inflections_of(word) == lemminflect.getAllInflections(word), word


def test_a_capital_makes_no_other_word() -> None:
    assert lemmas_of("Walked") == lemmas_of("walked") == {"VERB": ("walk",)}


def test_a_verb_that_no_table_has_is_inflected_by_rule() -> None:
    assert inflections_of("qwzerate") == {}
    assert inflect("qwzerate", "VBD") == "qwzerated"
