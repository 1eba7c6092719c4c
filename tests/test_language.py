"""The source language is told from the source, or not at all."""

from pathlib import Path

import pytest

from mtreview import formats
from mtreview.align import attach_source
from mtreview.config import Config, language_code
from mtreview.errors import ConfigError
from mtreview.language import language_of
from mtreview.pipeline import Pipeline

CORPORA = Path(__file__).resolve().parent.parent / "corpora"


@pytest.mark.parametrize(("name", "language"), [("fr-harbour", "fr"), ("es-drought", "es")])
def test_the_source_of_an_article_tells_its_language(name: str, language: str) -> None:
    document = attach_source(
        formats.read(CORPORA / f"{name}.txt"), formats.read(CORPORA / f"{name}.source.txt")
    )
    assert Pipeline().language(document) == language
    assert Pipeline(Config(source_lang="de")).language(document) == "de"


@pytest.mark.parametrize("sources", [[], [None, None], ["Oui."], ["12 345 678 901 234 567 890 1"]])
def test_too_little_tells_nothing(sources: list[str | None]) -> None:
    assert language_of(sources) is None


@pytest.mark.parametrize("name", ["fr", "FR", "fr-CA", "fr_FR"])
def test_codes(name: str) -> None:
    assert language_code(name) == "fr"


@pytest.mark.parametrize("name", ["french", "", "f", "12"])
def test_what_is_no_code_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match="language code"):
        language_code(name)
