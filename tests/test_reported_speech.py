"""“It” for a person, where the source tells who is meant."""

import pytest

from mtreview.config import Config
from mtreview.formats.rows import joined
from mtreview.pipeline import Pipeline

RULE = "it-for-a-person"


def rewrites(targets: list[str], sources: list[str], language: str) -> list[str]:
    document = joined("t", targets, sources, language)
    findings = Pipeline(Config(select=(RULE,))).check(document).findings
    return [finding.suggestions[0].text for finding in findings]


@pytest.mark.parametrize(
    ("language", "before", "own", "pronoun"),
    [
        ("fr", "La maire a démenti.", "Elle va au congrès lundi.", "She"),
        ("fr", "Le maire a démenti.", "Il va au congrès lundi.", "He"),
        ("es", "La alcaldesa lo negó.", "Estudia ir al congreso.", "She"),
        ("it", "Il sindaco ha smentito.", "Andrà al congresso lunedì.", "He"),
        ("pt", "A autarca negou tudo.", "Foi ao congresso na segunda.", "She"),
    ],
)
def test_the_source_tells_who_is_meant(language: str, before: str, own: str, pronoun: str) -> None:
    targets = ["The mayor denied it.", "It goes to the congress on Monday."]
    assert rewrites(targets, [before, own], language) == [pronoun]


@pytest.mark.parametrize(
    ("target", "own"),
    [
        ("It rains in the valley on Monday.", "Llueve en el valle el lunes."),
        ("It goes to the congress on Monday.", "El plan va al congreso el lunes."),
        ("It begins in the valley on Monday.", "Empieza en el valle el lunes."),
    ],
)
def test_what_is_no_person_passes(target: str, own: str) -> None:
    assert rewrites(["The mayor denied it.", target], ["La alcaldesa lo negó.", own], "es") == []


def test_without_a_person_before_it_nothing_is_said() -> None:
    targets = ["The bus was late.", "It goes to the congress on Monday."]
    assert rewrites(targets, ["El autobús llegó tarde.", "Va al congreso el lunes."], "es") == []
