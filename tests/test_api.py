"""The library, as its users call it."""

import doctest
from collections.abc import Callable
from math import isnan

import pytest

import mtreview
from mtreview import api
from mtreview.config import Config
from mtreview.errors import ConfigError

FAULTY = "They fought at the top of power."


def test_the_example_of_the_page_holds() -> None:
    assert doctest.testmod(api) == (0, 2)


def test_findings_have_offsets_into_the_text() -> None:
    text = f"All is well.\n\n{FAULTY}\n"
    (finding,) = mtreview.check(text, source_lang="fr").findings
    assert finding.span.of(text) == finding.text == "the top of power"


def test_segments_are_rewritten() -> None:
    text = "All is well.\n\nHe saw the the man at the top of power."
    result = mtreview.check(text, source_lang="fr")
    (rewrite,) = mtreview.rewrites(result)
    assert (rewrite.segment, rewrite.text) == (1, "He saw the man at the top of the state.")
    assert [finding.rule for finding, _ in rewrite.chosen] == [
        "doubled-word",
        "fr/sommet-du-pouvoir",
    ]


def test_a_source_is_aligned() -> None:
    text, source = "All is well.\n\nIt rained.", "Tout va bien.\n\nIl a plu."
    document = mtreview.check(text, source=source).document
    assert [segment.source for segment in document.segments] == ["Tout va bien.", "Il a plu."]


def test_segments_are_scored_as_they_come() -> None:
    given = 0

    def endless() -> object:
        nonlocal given
        while True:
            given += 1
            yield (
                (FAULTY, "Ils se battaient au sommet du pouvoir.") if given % 2 else "All is well."
            )

    scores = mtreview.score(endless(), source_lang="fr-CA")  # type: ignore[arg-type]
    first, second = next(scores), next(scores)
    assert first.quality < second.quality == 100
    assert given <= 256


def test_what_a_segment_fails_on_does_not_end_the_others(fail_at: Callable[[str], None]) -> None:
    fail_at("BOOM")
    segments = ["All is well.", "BOOM", *["All is well."] * 300, "BOOM."]
    with pytest.warns(RuntimeWarning) as told:
        scores = list(mtreview.score(segments))
    assert [n for n, score in enumerate(scores) if isnan(score.quality)] == [1, 302]
    assert {score.quality for n, score in enumerate(scores) if n not in (1, 302)} == {100.0}
    assert [str(warning.message).partition(":")[0] for warning in told] == [
        "segment 1",
        "segment 302",
    ]


def test_settings_apply_and_wrong_ones_are_named() -> None:
    config = Config(ignore=("fr",))
    assert mtreview.check(FAULTY, source_lang="fr", config=config).findings == ()
    with pytest.raises(ConfigError, match="no-such"):
        mtreview.check(FAULTY, config=Config(select=("no-such",)))
    with pytest.raises(ConfigError, match="language code"):
        mtreview.check(FAULTY, source_lang="French language")
