"""Scores against references, and significance, held against sacreBLEU's own."""

import json
from pathlib import Path

import numpy as np
import pytest
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

from mtreview.cli import run
from mtreview.corpus.references import Tally, compared, scores
from mtreview.corpus.rows import Row
from mtreview.metrics import NAMES, count, scores_of, segment_scores, signature
from mtreview.significance import Standing, compare, draws_for, mean

REFERENCES = [
    f"The council of town {n} met on Monday to talk about the new bridge over the river."
    for n in range(24)
]
GOOD = [text.replace("talk about", "discuss") for text in REFERENCES]
BAD = [
    text.replace("the new bridge", "the bridge new" if n % 3 else "of the bridge the news")
    for n, text in enumerate(REFERENCES)
]
LIBRARY = {"BLEU": BLEU(), "chrF": CHRF(), "TER": TER()}


@pytest.mark.parametrize("name", NAMES)
def test_scores_and_signatures_are_sacrebleus(name: str) -> None:
    rows = count(name, BAD, REFERENCES)
    whole = LIBRARY[name].corpus_score(BAD, [REFERENCES])
    assert scores_of(name, rows.sum(0)[None]) == pytest.approx([whole.score])
    assert signature(name) == str(LIBRARY[name].get_signature())
    of_segments = BLEU(effective_order=True) if name == "BLEU" else LIBRARY[name]
    alone = [
        of_segments.sentence_score(text, [reference]).score
        for text, reference in zip(BAD, REFERENCES, strict=True)
    ]
    assert segment_scores(name, rows) == pytest.approx(alone)


def test_score_tells_of_references_row_by_row_and_as_a_whole(tmp_path: Path) -> None:
    corpus, out, told = (tmp_path / name for name in ("c.jsonl", "out.jsonl", "told.json"))
    rows = [
        {"id": n, "mt": mt, "ref": ref, "system": "one" if n % 2 else "two"}
        for n, (mt, ref) in enumerate(zip(BAD, REFERENCES, strict=True))
    ]
    rows.append({"id": 99, "mt": "No reference.", "ref": "", "system": "two"})
    corpus.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    assert run(["score", str(corpus), "-o", str(out), "--summary", str(told)]) == 0
    written = [json.loads(line) for line in out.read_text().splitlines()]
    first = segment_scores("chrF", count("chrF", BAD[:1], REFERENCES[:1]))
    assert written[0]["chrf"] == pytest.approx(first[0], abs=0.005)
    assert "chrf" not in written[24]
    summary = json.loads(told.read_text())
    whole = BLEU().corpus_score(BAD, [REFERENCES])
    assert summary["references"]["segments"] == 24
    assert summary["references"]["BLEU"]["score"] == round(whole.score, 2)
    assert summary["references"]["BLEU"]["signature"].startswith("nrefs:1|case:mixed")
    of_one = BLEU().corpus_score(BAD[1::2], [REFERENCES[1::2]])
    assert summary["groups"][0]["BLEU"] == round(of_one.score, 2)
    table = tmp_path / "out.tsv"
    page = tmp_path / "told.html"
    assert run(["score", str(corpus), "-o", str(table), "--summary", str(page)]) == 0
    names, *cells = (line.split("\t") for line in table.read_text().splitlines())
    assert cells[0][names.index("chrf")] == str(written[0]["chrf"])
    assert cells[24][names.index("chrf")] == ""
    assert "24 segments with a reference." in page.read_text()


def test_a_tally_of_parts_is_that_of_the_whole() -> None:
    rows = [Row(n, mt, ref=ref) for n, (mt, ref) in enumerate(zip(BAD, REFERENCES, strict=True))]
    rows.insert(3, Row(99, "No reference."))
    told = compared(rows)
    assert list(told) == [0, 1, 2, *range(4, 25)]
    whole, parts = Tally(), [Tally(), Tally()]
    for n, (_, tally) in told.items():
        whole.merge(tally)
        parts[n % 2].merge(tally)
    parts[0].merge(parts[1])
    assert parts[0] == whole
    assert scores(whole)["segments"] == 24
    for name in NAMES:
        expected = LIBRARY[name].corpus_score(BAD, [REFERENCES]).score
        assert scores(whole)[name]["score"] == round(expected, 2)
    assert told[0][0] == {
        name.lower(): round(float(segment_scores(name, count(name, BAD, REFERENCES))[0]), 2)
        for name in NAMES
    }
    assert (compared([]), scores(Tally())) == ({}, {})


@pytest.mark.parametrize("name", NAMES)
def test_both_tests_give_the_p_values_of_sacrebleu(name: str) -> None:
    rows = [count(name, texts, REFERENCES) for texts in (GOOD, BAD)]
    ours = compare(lambda sums: scores_of(name, sums), rows)[1]
    named = [("good", GOOD), ("bad", BAD)]
    theirs = [
        next(reversed(test()[1].values()))[1].p_value
        for test in (
            PairedTest(named, {name: LIBRARY[name]}, [REFERENCES], test_type="bs"),
            PairedTest(named, {name: LIBRARY[name]}, [REFERENCES], test_type="ar"),
        )
    ]
    assert ours.bootstrap == pytest.approx(theirs[0])
    if name == "TER":  # of few whole numbers, so that many draws make the very same difference
        assert ours.randomisation == 1.0 > theirs[1]
    else:
        assert ours.randomisation == pytest.approx(theirs[1])


def _weighed(values: list[float]) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    return np.array([[value, 1.0] for value in values])


def test_a_system_beside_itself_differs_by_nothing() -> None:
    rows = _weighed([10.1, 20.2, 30.3, 90.4])
    first, second = compare(mean, [rows, rows])
    assert first == Standing(first.score, first.interval)
    assert first.score == pytest.approx(37.75)
    assert second.bootstrap == second.randomisation == 1.0


def test_a_steady_gain_is_told_from_one_segments_luck() -> None:
    generator = np.random.default_rng(1)
    base = generator.uniform(20, 90, 300)
    steady, lucky = base + generator.uniform(1, 5, 300), base.copy()
    lucky[7] += 60
    _, gained, lucked = compare(mean, [_weighed(list(v)) for v in (base, steady, lucky)])
    assert gained.bootstrap is not None
    assert gained.randomisation is not None
    assert lucked.randomisation is not None
    assert gained.bootstrap < 0.01
    assert gained.randomisation < 0.01
    assert lucked.randomisation > 0.3
    assert gained.interval[0] < gained.score < gained.interval[1]


def test_many_segments_have_fewer_draws() -> None:
    assert draws_for(650) == (1000, 10_000)
    assert draws_for(10_000_000) == (200, 200)
