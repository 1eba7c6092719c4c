"""Rewrites for what the model doubts: from edit tags, judged by the model, never of meaning."""

from collections.abc import Sequence

import pytest

from mtreview.ape import propose
from mtreview.ape.candidates import candidates
from mtreview.model import Edit
from mtreview.qe.estimate import Doubt, Estimate, Pair


def rewritten(text: str, at: str, tag: str) -> list[str]:
    start = text.index(at)
    missing = tag.startswith("INSERT")
    end = start if missing else start + len(at)
    doubt = Doubt(start, end, 0.9, missing=missing, edit=tag)
    return [applied(text, edit) for edit in candidates(text, doubt)]


def applied(text: str, edit: Edit) -> str:
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


@pytest.mark.parametrize(
    ("text", "at", "tag", "wanted"),
    [
        ("He went to in town.", "in", "DELETE", "He went to town."),
        ("The of course he went.", "The", "DELETE", "Of course he went."),
        ("He came again.", "again", "DELETE", "He came."),
        ("They saw forces armed.", "forces", "SWAP", "They saw armed forces."),
        ("Was he there?", "Was", "SWAP", "He was there?"),
        ("He went in Paris.", "in", "REPLACE_to", "He went to Paris."),
        ("In Monday he went.", "In", "REPLACE_on", "On Monday he went."),
        ("He went to office.", "office", "INSERT_the", "He went to the office."),
        ("He went to office.", "office", "INSERT_The", "He went to the office."),
        ("Is raining.", "Is", "INSERT_it", "It is raining."),
        ("They must went home.", "went", "FORM_VB", "They must go home."),
        ("Two car came.", "car", "FORM_NNS", "Two cars came."),
    ],
)
def test_a_tag_is_a_minimal_edit(text: str, at: str, tag: str, wanted: str) -> None:
    assert rewritten(text, at, tag) == [wanted]


@pytest.mark.parametrize(
    ("text", "at", "tag"),
    [
        ("He did not know.", "not", "DELETE"),
        ("He did know.", "know", "INSERT_not"),
        ("He saw Paris.", "Paris", "REPLACE_the"),
        ("He saw 12 ships.", "12", "DELETE"),
        ("He saw two ships.", "two", "REPLACE_many"),
        ("He saw many ships.", "many", "REPLACE_two"),
        ("He saw ships.", "ships", "REPLACE_none"),
        ("He saw ships.", "ships", "REPLACE_USA"),
        ("He never came.", "never", "SWAP"),
        ("He saw forces Russian.", "forces", "SWAP"),
        ("He saw ships.", "ships", "REPLACE"),
        ("He saw ships.", "ships", "INSERT"),
        ("He saw ships, big.", "ships", "SWAP"),
        ("He saw ships.", ".", "DELETE"),
        ("NATO said so.", "NATO", "INSERT_The"),
        ("Putin said so.", "Putin", "DELETE"),
        ("Putin said so.", "Putin", "REPLACE_He"),
        ("“Putin said so.", "Putin", "REPLACE_He"),
        ("Of UN forces.", "Of", "SWAP"),
        ("Also, he came.", "Also", "DELETE"),
        ("He came (again).", "again", "DELETE"),
    ],
)
def test_names_numbers_and_negations_stay(text: str, at: str, tag: str) -> None:
    assert rewritten(text, at, tag) == []


class Judge:
    """Says that a text is the better the fewer words it has, and doubts each "bad" in it."""

    name = "judge"

    def __init__(self) -> None:
        self.asked: list[Pair] = []

    def estimate(self, pairs: Sequence[Pair]) -> list[Estimate]:
        self.asked += pairs
        return [
            Estimate(100.0 - 5 * len(mt.split()), None, tuple(self._doubts(mt))) for mt, _ in pairs
        ]

    def _doubts(self, mt: str) -> list[Doubt]:
        at = mt.find("bad")
        return [Doubt(at, at + 3, 0.9, edit="DELETE")] if at >= 0 else []


def test_only_what_the_model_likes_better_is_proposed() -> None:
    judge = Judge()
    pairs: list[Pair] = [("a bad word", "x"), ("a word", None)]
    (first, second) = propose(judge, pairs, judge.estimate(pairs))
    (doubt,) = first
    assert [applied("a bad word", edit) for edit in first[doubt]] == ["a word"]
    assert second == {}
    assert judge.asked[-1] == ("a word", "x")


def test_what_the_model_likes_no_better_is_not_proposed() -> None:
    class Stubborn(Judge):
        def estimate(self, pairs: Sequence[Pair]) -> list[Estimate]:
            return [Estimate(50.0, None, tuple(self._doubts(mt))) for mt, _ in pairs]

    judge = Stubborn()
    pairs: list[Pair] = [("a bad word", None)]
    assert propose(judge, pairs, judge.estimate(pairs)) == [{}]
