"""Words of another language in English text, where the language of the source is known."""

from dataclasses import replace

import pytest

from mtreview.detectors.scan import Scanner
from mtreview.detectors.untranslated.foreign_words import is_unknown, looks_foreign
from mtreview.detectors.untranslated.untranslated_word import DETECTOR
from mtreview.formats import read_bytes
from mtreview.tokens import Reading


def found(text: str, language: str) -> list[str]:
    document = replace(read_bytes(text.encode(), "a.txt"), source_lang=language)
    return [finding.text for finding in Scanner([DETECTOR]).scan(Reading(document))]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("nl", "The plan of the burgemeester was rejected.", ["burgemeester"]),
        ("pl", "The brigade poinformowała that it was over.", ["poinformowała"]),
        ("fr", "The arrêté of the prefect is binding.", ["arrêté"]),
        ("it", "It will stay closed on 2 giugno this year.", ["giugno"]),
        ("de", "The train between Vienna und Hamburg runs daily.", ["und"]),
        ("es", "The train, que salió del depósito, is late.", ["que salió del depósito"]),
    ],
)
def test_words_of_the_source(language: str, text: str, words: list[str]) -> None:
    assert found(text, language) == words
    assert found(text, "en") == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "The coup d'état and its raison d'être were discussed in a café."),
        ("fr", "Médecins sans frontières has left, as Le Monde diplomatique wrote."),
        ("fr", "The word néanmoins (nevertheless) is long."),
        ("fr", "She wrote “néanmoins” on the board."),
        ("de", "The publisher Sturm und Drang sells the blitzkrieg book."),
        ("es", "The left bus company, Transportes del Sur, sells paella and tapas."),
        ("pt", "São João del-Rei and Juiz de Fora are towns."),
        ("pl", "Prawo i Sprawiedliwość has 189 seats in the Sejm."),
        ("it", "The blockchain startup of Reggio nell'Emilia makes smartphones."),
        ("nl", "The unmaintainable codebase was refactored by hackathon attendees."),
        ("es", "See ayuntamiento.example or write to alcalde@ciudad.example today."),
    ],
)
def test_what_passes(language: str, text: str) -> None:
    assert found(text, language) == []


def test_known_english_is_not_unknown() -> None:
    words = "five whereas website cannot well-known mother-in-law d'état résumé"
    assert [word for word in words.split() if is_unknown(word)] == []
    assert is_unknown("sobres")
    assert not is_unknown("Haushaltsplan")  # it may be a name


def test_an_english_ending_is_english_in_any_language() -> None:
    assert looks_foreign("poinformowała", "pl")
    assert not looks_foreign("customizable", "pl")
    assert not looks_foreign("diamondback", "es")
    assert not looks_foreign("poinformowała", "xx")
