"""A pair of foreign quotation marks is two findings, and English when both are accepted."""

import pytest

from mtreview.config import Config
from mtreview.formats import apply, read_bytes
from mtreview.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("« We are ready », said the mayor.", "“We are ready,” said the mayor."),
        ("He called it „a scandal“ on Monday.", "He called it “a scandal” on Monday."),
        ("«\xa0Is it?\xa0», he asked.", "“Is it?” he asked."),
        ("« One is here.\n\nTwo is here. »", "“One is here.\n\nTwo is here.”"),
        ('"Yes," he said. «No», said she.', '"Yes," he said. "No," said she.'),
        ("He said « it is “late” now ».", "He said “it is “late” now”."),
    ],
)
def test_a_pair(text: str, right: str) -> None:
    pipeline = Pipeline(Config(select=("foreign-quotation-marks",)))
    findings = pipeline.check(read_bytes(text.encode(), "a.txt")).findings
    assert len(findings) == 2
    assert apply(text, [finding.suggestions[0].edit for finding in findings]) == right
