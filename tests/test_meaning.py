"""What a rewrite leaves alone: numbers, names, quotations, negation, on all that was labelled."""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from mtreview.ape.meaning import Meaning, about, altered
from mtreview.config import Config
from mtreview.evaluate.checking import check_all
from mtreview.evaluate.gold import find_gold, read_gold
from mtreview.model import Edit, Span
from mtreview.pipeline import Pipeline
from mtreview.rule_names import known_rules

CORPORA = Path(__file__).resolve().parent.parent / "corpora"
DATA = os.environ.get("MTREVIEW_DATA")
NUMBER, NAME, QUOTATION, NEGATION = Meaning
# Entries of packs whose own words are a name, a number or a negation, rendered word by word.
ENTRIES = {
    NUMBER: """de/erst de/milliarde es/anos-de-prision fr/de-facon-inedite it/centinaia pt/mil
        ru/postradavshih-net uk/u-dva-razy zh/liang-ji-caizheng zh/shishi-yi-ge-yue""",
    NAME: """ar/fi-zill ar/umm-abu es/audiencia es/consejero-de es/tribunal-supremo
        fr/ministere-du-travail fr/monsieur-m it/ministro-delle-infrastrutture pt/do-porto
        pt/ministerio-publico uk/agrariyi""",
    NEGATION: "es/nadie-nada pt/ninguem ru/poka-ne zh/yang-mao",
}
ONE_ADVICE = ("uncountable-noun", "one advice")  # "some advice": what is not counted


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("It has ⟦18 000→18,000⟧ inhabitants.", set()),
        ("It has ⟦18 000→18,500⟧ inhabitants.", {NUMBER}),
        ("It has ⟦1,5→1.5⟧ million.", set()),
        ("It has ⟦two→three⟧ parts.", {NUMBER}),
        ("It cost ⟦4 millions of→4 million⟧ euros.", set()),
        ("It cost 4 ⟦million→billion⟧ euros.", {NUMBER}),
        ("The ⟦forces Russian armies→Russian armed forces⟧ left.", set()),
        ("He met ⟦Merkel→Scholz⟧ there.", {NAME}),
        ("He met ⟦Merkel→her⟧ there.", {NAME}),
        ("⟦Yesterday he→He⟧ came.", set()),
        ("⟦Kowalczuk he→He⟧ came.", {NAME}),
        ("He came. ⟦Then→After that⟧ he left.", set()),
        ("on ⟦monday→Monday⟧ it rained", set()),
        ("He did ⟦not→⟧ come.", {NEGATION}),
        ("He did⟦→n’t⟧ come.", {NEGATION}),
        ("He ⟦does not there was→says there was no⟧ conflict.", set()),
        ("She ⟦can not→cannot⟧ come.", set()),
        ("He called it ⟦“a success”→a success⟧.", {QUOTATION}),
        ("He called it ⟦“a success”→“a failure”⟧.", {QUOTATION}),
        ("He called it ⟦«a success»→“a success”⟧.", set()),
        ("He ⟦go→goes⟧ there.", set()),
    ],
)
def test_what_an_edit_changes(text: str, changed: set[Meaning]) -> None:
    before, _, rest = text.partition("⟦")
    edit, _, after = rest.partition("⟧")
    old, _, new = edit.partition("→")
    span = Span(len(before), len(before + old))
    assert altered(before + old + after, Edit(span, new)) == changed


def broken(files: Iterable[Path]) -> list[str]:
    """Each suggestion that changes more of the meaning than its rule is about."""
    check = Pipeline(Config(model=False)).check
    return [
        f"{path.name}: {finding.rule}: “{suggestion.span.of(text)}” -> “{suggestion.text}”"
        for path in files
        for checked in check_all(read_gold(path), check)
        for text in [checked.ratings[0].mt]
        for finding in checked.findings
        for suggestion in finding.suggestions
        if altered(text, suggestion.edit) - about(finding) - owned(finding.rule)
        if (finding.rule, suggestion.span.of(text)) != ONE_ADVICE
    ]


def owned(rule: str) -> set[Meaning]:
    return {meaning for meaning, rules in ENTRIES.items() if rule in rules.split()}


def test_suggestions_for_the_corpora_keep_the_meaning() -> None:
    assert broken(find_gold([str(CORPORA), str(CORPORA / "classes")], None)) == []


@pytest.mark.skipif(not DATA, reason="MTREVIEW_DATA does not say where the labelled data is")
def test_suggestions_for_the_development_data_keep_the_meaning() -> None:
    files = sorted(Path(DATA or "", "qe").glob("*.dev.jsonl.gz"))
    assert files
    assert broken(files) == []


def test_every_entry_that_is_named_exists() -> None:
    named = {rule for rules in ENTRIES.values() for rule in rules.split()}
    assert named <= set(known_rules())
