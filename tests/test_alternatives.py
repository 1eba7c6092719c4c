"""Further suggestions for what rules find: other forms, the other repair, another order."""

from collections.abc import Sequence

import pytest

from mtreview.ape.alternatives import with_alternatives
from mtreview.ape.judging import Judge
from mtreview.config import Config
from mtreview.detectors.tagger import tag
from mtreview.formats import apply, read_bytes
from mtreview.formats.rows import joined
from mtreview.model import Document, Finding
from mtreview.pipeline import Pipeline
from mtreview.qe.estimate import Estimate, Pair
from mtreview.tokens import Reading

CHAIN = "We met the brother of the director of the hospital of Tver."


def texts(text: str, rule: str) -> list[str]:
    """What the suggestions of a rule make of a text, best first; the model is left out."""
    findings = Pipeline(Config(select=(rule,))).check(read_bytes(text.encode(), "a.txt")).findings
    (finding,) = findings
    return made(text, finding)


def made(text: str, finding: Finding) -> list[str]:
    return [apply(text, [suggestion.edit]) for suggestion in finding.suggestions]


@pytest.mark.parametrize(
    ("text", "rule", "wanted"),
    [
        (
            "He said that these informations were false.",
            "uncountable-noun",
            "He said that this information was false.",
        ),
        ("These informations show it.", "uncountable-noun", "This information shows it."),
        ("Every schools were closed.", "determiner-form", "Every school was closed."),
        (
            "The lack of these informations were felt.",
            "uncountable-noun",
            "The lack of this information were felt.",
        ),
    ],
)
def test_a_verb_follows_its_subject_alone(text: str, rule: str, wanted: str) -> None:
    assert texts(text, rule)[0] == wanted


@pytest.mark.parametrize(
    ("text", "rule", "wanted"),
    [
        (
            "You can stop these persecution here.",
            "this-and-these",
            ["You can stop these persecutions here.", "You can stop this persecution here."],
        ),
        (
            "We want to suspend this measures now.",
            "this-and-these",
            ["We want to suspend these measures now.", "We want to suspend this measure now."],
        ),
        (
            "He recognised them as a bishops.",
            "determiner-form",
            ["He recognised them as a bishop.", "He recognised them as bishops."],
        ),
    ],
)
def test_either_of_two_words_may_be_wrong(text: str, rule: str, wanted: list[str]) -> None:
    assert texts(text, rule) == wanted


class Likes:
    """A model that likes texts which end so."""

    name = "likes"

    def __init__(self, ending: str) -> None:
        self.ending = ending

    def estimate(self, pairs: Sequence[Pair]) -> list[Estimate]:
        return [Estimate(80.0 if text.endswith(self.ending) else 50.0) for text, _ in pairs]


def turned(chain: str, ending: str | None) -> list[str]:
    """What a chain becomes under a model that likes an ending; None: without a model."""
    document = read_bytes(chain.encode(), "a.txt")
    findings = Pipeline(Config(select=("genitive-chain",))).check(document).findings
    reading = Reading(document)
    tag([reading])

    def penalty(document: Document) -> float:
        return document.text.count(" of ")

    judge = Judge(document, penalty, Likes(ending) if ending else None)
    (finding,) = with_alternatives(reading, findings, judge)
    sure = [suggestion.confidence for suggestion in finding.suggestions]
    assert sure == sorted(sure, reverse=True)
    return made(chain, finding)


def test_a_chain_is_turned_round_where_the_model_likes_it() -> None:
    wanted = "We met the brother of the director of the Tver hospital."
    assert turned(CHAIN, "Tver hospital.") == [wanted]
    wanted = "We met the brother of the hospital director of Tver."
    assert turned(CHAIN, "hospital director of Tver.") == [wanted]


def test_a_chain_stays_where_no_model_likes_another_order() -> None:
    assert turned(CHAIN, ".") == []  # which is no better
    assert turned(CHAIN, "the hospital of Tver.") == []  # which is worse
    assert turned(CHAIN, None) == []


def test_a_loop_is_no_chain() -> None:
    loop = "We met the brother" + " of the director" * 40 + " of Tver."
    assert turned(loop, "Tver director.") == []


@pytest.mark.parametrize(("sentences", "reads"), [(5, True), (60, False)])
def test_a_long_segment_is_not_read_again_for_each_finding(
    sentences: int, reads: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Document] = []

    def penalty(_self: Pipeline, _scanner: object, part: Document) -> float:
        read.append(part)
        return 0.0

    monkeypatch.setattr(Pipeline, "_penalty", penalty)
    row = " ".join(["These citizen have seen both of the mayor."] * sentences)
    assert Pipeline(Config(model=False)).check(joined("a row", [row])).findings
    assert bool(read) == reads
