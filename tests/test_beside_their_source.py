"""What a source changes in findings: how sure they are, and what may be applied unseen."""

from dataclasses import replace

import pytest

from mtreview.config import Config
from mtreview.detectors.source.name_cases import nominative
from mtreview.formats.rows import joined
from mtreview.model import Finding
from mtreview.pipeline import Pipeline


def found(rule: str, text: str, source: str | None) -> Finding:
    check = Pipeline(Config(model=False, select=(rule,), min_confidence=0.0))
    document = joined("row", [text], [source], None)
    (finding,) = check.check(document).findings
    return finding


@pytest.mark.parametrize(
    ("language", "written", "name"),
    [
        ("et", "Claptoniga", "Clapton"),
        ("et", "Trondheimist", "Trondheim"),
        ("et", "Canberras", "Canberra"),
        ("et", "Ptolemaiose", "Ptolemaios"),
        ("et", "Rebane", "Rebane"),
        ("ro", "Busanului", "Busan"),
        ("ro", "Cleopatrei", "Cleopatra"),
        ("fr", "Cleopatrei", "Cleopatrei"),
    ],
)
def test_names_lose_the_case_of_their_language(language: str, written: str, name: str) -> None:
    assert nominative(written, language) == name


def test_a_splice_of_the_source_is_less_sure() -> None:
    text = "The doors opened at nine, the hall was full of farmers."
    spliced = "Двери открылись в девять, зал был полон крестьян."
    parted = "Двери открылись в девять. Зал был полон крестьян."
    sure = found("comma-splice", text, None).confidence
    assert found("comma-splice", text, parted).confidence == sure
    assert found("comma-splice", text, spliced).confidence < sure


def test_an_escape_code_of_the_source_is_kept_unless_somebody_looks() -> None:
    text = "•\\tFarmers from all over the country came."
    (here,) = found("escape-code", text, "सबै किसान आए।").suggestions
    (there,) = found("escape-code", text, "•\\tसबै किसान आए।").suggestions
    assert here.safe
    assert there == replace(here, safe=False)


@pytest.mark.parametrize(
    ("place", "safe"), [("of {}.", True), ("of the {}.", False), ("of a {}.", False)]
)
def test_spelt_words_get_a_capital_unseen_where_names_stand(place: str, safe: bool) -> None:
    text = "Most people spoke " + place.format("ranadevi")
    (first,) = found("transliterated-word", text, "रानादेवीका मानिसहरू").suggestions
    assert first.text == "Ranadevi"
    assert first.safe is safe


@pytest.mark.parametrize(
    ("rule", "text", "safe"),
    [
        ("looping-phrase", "He came from the city of the city of the city.", True),
        ("looping-phrase", "He came from the town hall the town hall.", False),
        ("noun-of-itself", "He disputed the choice of the choice.", True),
        ("noun-of-itself", "It was a crisis of crisis.", False),
        (
            "repeated-clause",
            "The fire left three people dead and left three people dead.",
            True,
        ),
        (
            "repeated-clause",
            "They wait until the court has read the letter, until the court has read the letter.",
            False,
        ),
        ("doubled-word", "It stood on a lofty lofty lofty lofty hill.", True),
        ("doubled-word", "The wire delivery delivery system failed.", False),
    ],
)
def test_a_loop_is_cut_unseen_and_two_copies_are_not(rule: str, text: str, safe: bool) -> None:
    assert found(rule, text, None).suggestions[0].safe is safe


def test_a_chain_is_one_finding() -> None:
    text = "The hair of the birth of the hair of the hair of the hair of the ha"
    assert found("noun-of-itself", text, None).text == "hair of the hair of the hair of the ha"
