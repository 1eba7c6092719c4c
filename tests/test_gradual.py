"""A check in steps comes to what a check at once finds."""

from dataclasses import replace
from pathlib import Path

import pytest

from mtreview.config import Config
from mtreview.formats import read, read_bytes
from mtreview.parts import part
from mtreview.pipeline import Pipeline
from mtreview.review.gradual import Checks

LINES = [
    "The the port of *Brest* is closed.",
    "He does not there was any danger. The mayor has an agreeable lecture.",
    "Schools stay closed.",
    "They fought at the top of power in an unprecedented way.",
]


def long_text(lines: int) -> str:
    return "\n\n".join(f"{LINES[n % 4][:-1]} {n}." for n in range(lines))


@pytest.mark.parametrize("count", [4, 200])
def test_the_last_stage_is_the_check_at_once(count: int) -> None:
    config = Config(model=False, source_lang="fr")
    document = read_bytes(long_text(count).encode(), "a.md")
    *earlier, last = Checks(config).stages(document)
    assert last.is_last
    assert last.result == Pipeline(config).check(document)
    assert bool(earlier) == (count > 150)


def test_the_top_is_there_first_with_its_places_in_the_whole() -> None:
    document = read_bytes(("\n\n" + long_text(200)).encode(), "a.md")
    first = next(Checks(Config(model=False, source_lang="fr")).stages(document))
    assert first.result is not None
    assert first.result.document == document
    assert len(first.result.segment_scores) == len(document.segments)
    findings = first.result.findings
    assert {finding.segment for finding in findings} <= set(range(first.shown))
    assert all(finding.text == finding.span.of(document.text) for finding in findings)
    assert findings
    assert all(document.segments[f.segment].span.covers(f.span) for f in findings)


@pytest.mark.model
@pytest.mark.parametrize("select", [(), ("doubled-word",), ("suspect-wording",)])
def test_with_the_model_it_comes_to_the_same(select: tuple[str, ...]) -> None:
    config = Config(source_lang="fr", select=select)
    document = read_bytes(long_text(6).encode(), "a.md")
    stages = list(Checks(config).stages(document))
    whole = Pipeline(config).check(document)
    result = stages[-1].result
    assert result is not None
    assert result.findings == whole.findings
    for mine, theirs in zip(result.segment_scores, whole.segment_scores, strict=True):
        assert mine.quality == pytest.approx(theirs.quality, abs=0.05)
        assert (mine.penalty, mine.words) == (theirs.penalty, theirs.words)
    assert [stage.read for stage in stages] == [0, len(document.segments), len(document.segments)]
    findings, score = Checks(config).segment(document, 1)
    assert findings == tuple(f for f in whole.findings if f.segment == 1)
    assert score.quality == pytest.approx(whole.segment_scores[1].quality, abs=0.05)


@pytest.mark.model
def test_what_the_model_judges_is_suggested_in_the_last_stage_too() -> None:
    text = "You can stop these persecution here.\n\nWe met the brother of the director of the "
    document = read_bytes(f"{text}hospital of Tver.".encode(), "a.md")
    whole = Pipeline(Config()).check(document)
    *_, last = Checks(Config()).stages(document)
    assert last.result is not None
    assert last.result.findings == whole.findings
    assert Checks(Config()).segment(document, 1)[0] == whole.findings[-1:]
    suggested = {f.rule: [s.text for s in f.suggestions] for f in whole.findings}
    assert suggested["this-and-these"] == ["persecutions", "this"]
    assert suggested["genitive-chain"][0] == "Tver hospital"
    for mine, theirs in zip(last.result.segment_scores, whole.segment_scores, strict=True):
        assert mine.quality == pytest.approx(theirs.quality, abs=0.05)


def test_a_part_is_a_document_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(long_text(6), "utf-8")
    document = read(path)
    whole = part(document, 0, len(document.segments))
    assert whole.text.strip() == document.text.strip()
    cut = part(document, 1, 5)
    texts = [segment.span.of(cut.text) for segment in cut.segments]
    assert texts == [s.span.of(document.text) for s in document.segments[1:5]]
    marks = [inline.span.of(cut.text) for inline in cut.inlines]
    inside = replace(document, segments=document.segments[1:5])
    low, high = inside.segments[0].span.start, inside.segments[-1].span.end
    wanted = [i for i in document.inlines if low <= i.span.start and i.span.end <= high]
    assert marks == [inline.span.of(document.text) for inline in wanted]
