"""Translations that stand at the wrong segment, in a corpus of rows."""

from mtreview.detectors.scan import Scanner
from mtreview.detectors.source.foreign_segment import DETECTOR
from mtreview.formats.rows import joined
from mtreview.tokens import Reading

SOURCES = [
    "Un hôtel de Nîmes a brûlé samedi soir.",
    "Le suspect a été arrêté dimanche à Lyon par la police.",
    "Il avait acheté trois armes dans un magasin de Marseille.",
]
TEXTS = [
    "A hotel in Nîmes burned down on Saturday evening.",
    "The suspect was arrested by the police in Lyon on Sunday.",
    "He had bought three weapons in a shop in Marseille.",
]


def marked(texts: list[str], sources: list[str]) -> list[int]:
    document = joined("rows", texts, sources, "fr")
    return [finding.segment for finding in Scanner([DETECTOR]).scan(Reading(document))]


def test_right_translations_pass() -> None:
    assert marked(TEXTS, SOURCES) == []


def test_translations_that_moved_up_by_one_are_marked() -> None:
    assert marked([*TEXTS[1:], "The trial is in March."], SOURCES)[:2] == [0, 1]


def test_two_translations_that_changed_places_are_marked() -> None:
    assert marked([TEXTS[1], TEXTS[0], TEXTS[2]], SOURCES) == [0, 1]


def test_of_one_translation_for_two_sources_the_wrong_one_is_marked() -> None:
    assert marked([TEXTS[0], TEXTS[0], TEXTS[2]], SOURCES) == [1]
