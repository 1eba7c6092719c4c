"""`mtreview filter` and `mtreview sample`: what is chosen from a scored corpus, and why."""

import gzip
import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from mtreview.choosing.entries import Entry
from mtreview.choosing.sampling import CONTROL, PRIORITY, _Pool, choose
from mtreview.choosing.scored import Found, Scores
from mtreview.cli import run
from mtreview.corpus.rows import Row
from mtreview.model import Severity

Captured = pytest.CaptureFixture[bytes]


def finding(rule: str, category: str, severity: str) -> dict[str, Any]:
    return {"rule": rule, "category": category, "severity": severity, "start": 0}


LOOP = finding("looping-phrase", "Accuracy/Addition", "critical")
SPACE = finding("missing-space", "Linguistic conventions/Punctuation", "minor")
ROWS: list[dict[str, Any]] = [
    {"id": "a", "mt": "All of this is well.", "quality": 90.0, "mqm": 0.0, "findings": []},
    {"id": "b", "mt": "Bad bad bad.", "quality": 20.0, "mqm": -25.0, "findings": [LOOP]},
    {"id": "c", "mt": "Almost.Well.", "quality": 80.0, "mqm": -0.1, "findings": [SPACE]},
    {"id": "d", "mt": "Tout est pour le mieux dans ce monde.", "quality": 60.0, "mqm": 0.0},
]


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def parsed(data: bytes | str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def kept(capsys: Captured, path: Path, *arguments: str) -> list[str]:
    assert run(["filter", str(path), *arguments]) == 0
    return [row["id"] for row in parsed(capsys.readouterr().out)]


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (["--min-quality", "80"], "ac"),
        (["--max-quality", "80"], "bcd"),
        (["--drop-rule", "looping-phrase"], "acd"),
        (["--drop-rule", "*-phrase,missing-*"], "ad"),
        (["--drop-category", "accuracy"], "acd"),
        (["--drop-category", "Linguistic conventions/Punctuation"], "abd"),
        (["--drop-category", "Linguistic"], "abcd"),
        (["--drop-severity", "minor"], "ad"),
        (["--drop-severity", "major"], "acd"),
        (["--drop-severity", "major", "--drop-category", "Linguistic conventions"], "abcd"),
        (["--min-words", "3"], "abd"),
        (["--max-words", "3"], "bc"),
        (["--language", "en"], "abc"),
        (["--min-quality", "50", "--language", "EN"], "ac"),
    ],
)
def test_a_row_is_kept_that_fulfils_every_condition(
    arguments: list[str], ids: str, tmp_path: Path, capsysbinary: Captured
) -> None:
    path = write(tmp_path / "c.jsonl", *ROWS)
    assert "".join(kept(capsysbinary, path, *arguments)) == ids


def test_what_is_dropped_is_written_with_the_reasons(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path, out = tmp_path / "c.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps(row) for row in ROWS]
    path.write_text("\r\n".join([lines[0], "no row", *lines[1:]]))
    arguments = ["filter", str(path), "-o", str(out), "--min-quality", "50", "--max-words", "7"]
    assert run(arguments) == 0
    assert out.read_text().splitlines() == [lines[0], lines[2]]
    dropped = parsed((tmp_path / "out.dropped.jsonl").read_text())
    assert [(row["line"], row["reasons"]) for row in dropped] == [
        (2, ["not JSON: Expecting value at column 1"]),
        (3, ["quality 20 is below 50"]),
        (5, ["8 words are more than 7"]),
    ]
    assert dropped[1] | {"id": "b", "mt": "Bad bad bad.", "mqm": -25.0} == dropped[1]
    said = capsysbinary.readouterr().err.decode()
    assert said == "kept 2 of 5 rows; dropped 3: no row 1, quality 1, length 1\n"
    assert run(arguments) == 3
    assert run([*arguments, "--force"]) == 0


def test_scores_may_lie_beside_the_corpus_whatever_its_form(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    table = tmp_path / "c.tsv"
    table.write_bytes(b"id\tmt\tnote\r\n1\tThey fought at the top of power.\tx\r\n2\tFine.\ty\r\n")
    scores = tmp_path / "scores.jsonl"
    options = ["--source-lang", "fr", "--select", "fr/sommet-du-pouvoir"]
    assert run(["score", str(table), *options, "-o", str(scores)]) == 0
    capsysbinary.readouterr()
    told = ["filter", str(table), "--scores", str(scores), "--drop-rule", "fr"]
    assert run(told) == 0
    assert capsysbinary.readouterr().out == b"id\tmt\tnote\r\n2\tFine.\ty\r\n"
    assert run([*told, "--min-words", "9"]) == 0
    assert capsysbinary.readouterr().out == b"id\tmt\tnote\r\n"
    scored_table = tmp_path / "scores.tsv.gz"
    assert run(["score", str(table), *options, "-o", str(scored_table)]) == 0
    assert run(["filter", str(table), "--scores", str(scored_table), "--drop-rule", "fr"]) == 0
    assert capsysbinary.readouterr().out == b"id\tmt\tnote\r\n2\tFine.\ty\r\n"
    for text, said in (
        ("1\n3\n", "line 3 of the corpus is “2”, and its scores are of “3”"),
        ("1\n", "the scores end before line 3"),
        ("1\n2\n3\n", "the scores go on"),
        ("x\n", "no scored row: Expecting value"),
        ("\n[]\n", "no scored row: it has no fields"),
    ):
        lines = (
            json.dumps({"id": line, "quality": 1}) if line.isdigit() else line
            for line in text.splitlines()
        )
        scores.write_text("".join(f"{line}\n" for line in lines))
        assert run(told) == 3
        err = capsysbinary.readouterr().err.decode()
        assert said in err
        assert err.count("\n") == 1


def test_a_row_of_csv_may_take_several_lines_and_of_parquet_none(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    table = tmp_path / "c.csv"
    table.write_bytes(b'id,mt\n1,"One,\n\ntwo."\n2,"A, b c d."\n3,"x\ny z"')
    assert run(["filter", str(table), "--max-words", "2"]) == 0
    assert capsysbinary.readouterr().out == b'id,mt\n1,"One,\n\ntwo."\n'
    assert run(["filter", str(table), "--min-words", "3"]) == 0
    assert capsysbinary.readouterr().out == b'id,mt\n2,"A, b c d."\n3,"x\ny z"\n'
    parquet = pytest.importorskip("pyarrow.parquet", reason="scripts/test --all installs it")
    import pyarrow

    path = tmp_path / "c.parquet"
    parquet.write_table(pyarrow.table({"mt": ["One.", "Two two."], "lp": ["fr-en"] * 2}), path)
    assert run(["filter", str(path), "--max-words", "1"]) == 0
    kept = parsed(capsysbinary.readouterr().out)
    assert kept == [{"lp": "fr-en", "source_lang": "fr", "mt": "One."}]
    scores = tmp_path / "scores.parquet"
    assert run(["score", str(path), "-o", str(scores)]) == 0
    assert run(["sample", str(path), "--scores", str(scores), "--words", "3"]) == 0
    sampled = parsed(capsysbinary.readouterr().out)
    assert [(row["mt"], row["quality"]) for row in sampled] == [("One.", 100), ("Two two.", 100)]
    assert run(["compare", str(scores), str(path)]) == 0
    assert run(["filter", str(path), "--scores", str(path), "--min-words", "1"]) == 2


def test_two_plain_files_are_filtered_together(tmp_path: Path, capsysbinary: Captured) -> None:
    texts = {"a.en": "One.\r\n\nThree three.\nFour.", "a.fr": "Un.\nRien.\nTrois trois.\nQuatre.\n"}
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    target, source, kept, beside = (str(tmp_path / n) for n in ("a.en", "a.fr", "k.en", "k.fr"))
    pair = ["filter", target, "--source", source, "-o", kept, "--out-source", beside]
    assert run([*pair, "--max-words", "1"]) == 0
    assert Path(kept).read_bytes() == b"One.\r\nFour.\n"
    assert Path(beside).read_bytes() == b"Un.\nQuatre.\n"
    assert run(["filter", target, "--source", source, "--max-words", "1"]) == 2
    assert run(["sample", target, "--source", source]) == 3
    assert "has no quality" in capsysbinary.readouterr().err.decode()


def test_outputs_are_what_their_names_say(tmp_path: Path, capsysbinary: Captured) -> None:
    path, packed = write(tmp_path / "c.jsonl", *ROWS), tmp_path / "kept.jsonl.gz"
    assert run(["filter", str(path), "--min-quality", "85", "-o", str(packed)]) == 0
    assert parsed(gzip.decompress(packed.read_bytes())) == ROWS[:1]
    assert len((tmp_path / "kept.jsonl.gz.dropped.jsonl").read_text().splitlines()) == 3
    for command in (["filter", "--min-words", "1"], ["sample"]):
        for name in ("kept.tsv", "kept.parquet"):
            assert run([*command, str(path), "-o", str(tmp_path / name)]) == 2
            assert "would hold jsonl" in capsysbinary.readouterr().err.decode()
    assert run(["filter", str(path), "--min-quality", "85", "-o", os.devnull]) == 0


def test_no_file_is_two_of_those_read_and_written(tmp_path: Path, capsysbinary: Captured) -> None:
    path = write(tmp_path / "c.jsonl", *ROWS)
    before, other = path.read_bytes(), str(tmp_path / "x.jsonl")
    for names in (["-o", other, "--dropped", other], ["-o", str(path)], ["--dropped", str(path)]):
        assert run(["filter", str(path), "--min-words", "1", *names, "--force"]) == 2
        assert "named twice" in capsysbinary.readouterr().err.decode()
    assert run(["sample", str(path), "-o", str(path), "--force"]) == 2
    assert path.read_bytes() == before
    assert not Path(other).exists()


@pytest.mark.parametrize("command", [["filter", "--min-quality", "3"], ["sample"]])
def test_a_corpus_without_scores_is_refused(
    command: list[str], tmp_path: Path, capsysbinary: Captured
) -> None:
    path = write(tmp_path / "c.jsonl", {"mt": "Fine."})
    out = tmp_path / "out.jsonl"
    assert run([*command, str(path), "-o", str(out)]) == 3
    assert "line 1 has no quality: score the corpus" in capsysbinary.readouterr().err.decode()
    assert not out.exists()
    assert run(["filter", str(path), "--min-words", "1"]) == 0  # which asks for no scores
    assert run(["filter", str(path)]) == 2
    assert run(["filter", str(path), "--drop-rule", "lopping-phrase"]) == 2
    assert "did you mean “looping-phrase”" in capsysbinary.readouterr().err.decode()


@pytest.mark.parametrize(
    "scores",
    [
        {"quality": "high"},
        {"quality": True},
        {"quality": 1, "quality_interval": [1]},
        {"quality": 1, "findings": {}},
        {"quality": 1, "findings": [{"rule": "x"}]},
        {"quality": 1, "findings": [finding("x", "y", "fatal")]},
    ],
)
def test_scores_that_are_none_make_no_row(
    scores: dict[str, Any], tmp_path: Path, capsysbinary: Captured
) -> None:
    path = write(tmp_path / "c.jsonl", {"mt": "Fine.", **scores})
    assert run(["filter", str(path), "--max-words", "9"]) == 0
    assert "kept 0 of 1 row; dropped 1: no row 1" in capsysbinary.readouterr().err.decode()


def test_scores_alone_are_no_corpus(tmp_path: Path, capsysbinary: Captured) -> None:
    path, scored = write(tmp_path / "c.jsonl", *ROWS), tmp_path / "s.jsonl"
    for name in ("s.jsonl", "s.tsv", "s.jsonl.gz"):
        scored = tmp_path / name
        assert run(["score", str(path), "-o", str(scored), "--no-model"]) == 0
        for command in (["sample"], ["filter", "--min-quality", "60"]):
            capsysbinary.readouterr()
            assert run([*command, str(scored)]) == 2
            assert f"--scores {scored}" in capsysbinary.readouterr().err.decode()


def test_a_corpus_without_a_good_row_has_no_sample(tmp_path: Path, capsysbinary: Captured) -> None:
    path = write(tmp_path / "c.jsonl", {"mt": ""}, {"mt": 5})
    assert run(["sample", str(path)]) == 3
    assert "line 1: field mt is empty" in capsysbinary.readouterr().err.decode()


def test_fields_may_be_named(tmp_path: Path, capsysbinary: Captured) -> None:
    rows = [{"hyp": row["mt"], **{k: v for k, v in row.items() if k != "mt"}} for row in ROWS]
    path = write(tmp_path / "c.jsonl", *rows)
    assert kept(capsysbinary, path, "--min-quality", "80", "--fields", "mt=hyp") == ["a", "c"]
    assert run(["sample", str(path), "--words", "3", "--fields", "mt=hyp"]) == 0
    (row,) = parsed(capsysbinary.readouterr().out)
    assert row["mt"] == "Bad bad bad."


# Sampling -------------------------------------------------------------------------------------


def entry(number: int, mt: str, quality: float, width: float | None = None, *rules: str) -> Entry:
    interval = None if width is None else (quality - width, quality + width)
    found = tuple(Found(rule, "Style", Severity.MINOR) for rule in rules)
    return Entry(Row(number, mt), b"", Scores(quality, interval, 0.0, found))


def numbers(entries: list[Entry], budget: int, **more: Any) -> list[int]:
    return [chosen.entry.row.number for chosen in choose(entries, budget, **more)]


def test_the_worst_and_the_most_uncertain_come_first() -> None:
    rows = [
        entry(1, "one is good", 95, 3),
        entry(2, "two is bad", 20, 5),
        entry(3, "three is unsure", 60, 50),
        entry(4, "four is fair", 60, 5),
    ]
    assert numbers(rows, 3) == [3]
    assert numbers(rows, 6) == [2, 3]
    assert numbers(rows, 9) == [2, 3, 4]
    assert numbers(rows, 11) == [2, 3, 4]


def test_what_is_alike_is_chosen_once_before_its_like() -> None:
    rows = [entry(n, f"share this page on the net {n}", 20) for n in range(20)]
    rows.append(entry(99, "an altogether different fault here today", 40))
    assert 99 in numbers(rows, 21)
    assert numbers([entry(n, "the very same text", 20) for n in range(9)], 100) == [0]
    ruled = [entry(n, f"word{n} a{n} b{n}", 20, None, "looping-phrase") for n in range(9)]
    ruled.append(entry(99, "word a b", 21, None, "missing-space"))
    assert 99 in numbers(ruled, 6)


def test_a_control_group_is_like_the_corpus_and_the_seed_decides_it() -> None:
    generator = random.Random(7)
    rows = [entry(n, f"row {n} is here", generator.uniform(0, 100)) for n in range(3000)]
    chosen = choose(rows, 4000, control=0.5, seed=1)
    groups = {
        name: [c.entry.scores.quality for c in chosen if c.group == name and c.entry.scores]
        for name in (PRIORITY, CONTROL)
    }
    means = {name: sum(values) / len(values) for name, values in groups.items()}
    assert {name: len(values) for name, values in groups.items()} == {PRIORITY: 500, CONTROL: 500}
    assert 45 < means[CONTROL] < 55
    assert means[PRIORITY] < 15
    places = [c.place for c in chosen]
    assert places == sorted(set(places))
    assert numbers(rows, 400, control=0.5, seed=1) == numbers(rows, 400, control=0.5, seed=1)
    assert numbers(rows, 400, control=0.5, seed=1) != numbers(rows, 400, control=0.5, seed=2)


def test_no_more_is_held_than_the_budget_asks_for() -> None:
    pool, words = _Pool(40), 0
    for n in range(20_000):
        pool.add(n % 97, n, entry(n, f"row {n % 500} is here", 50))
        words = max(words, pool.words)
        assert pool.words == 4 * len(pool.heap) == 4 * len(pool.texts)
    assert words == 40
    assert {key for key, _, _ in pool.best()} == {96}


def test_the_sample_is_rows_with_their_group(tmp_path: Path, capsysbinary: Captured) -> None:
    path = write(tmp_path / "c.jsonl", *ROWS)
    assert run(["sample", str(path), "--words", "4"]) == 0
    out, err = capsysbinary.readouterr()
    assert parsed(out) == [
        {
            "group": "priority",
            "line": 2,
            "id": "b",
            "mt": "Bad bad bad.",
            "quality": 20.0,
            "mqm": -25.0,
            "rules": ["looping-phrase"],
        },
        {
            "group": "priority",
            "line": 3,
            "id": "c",
            "mt": "Almost.Well.",
            "quality": 80.0,
            "mqm": -0.1,
            "rules": ["missing-space"],
        },
    ]
    assert err == b"chose 2 segments of 4, 4 words: 2 priority (mean quality 50.0)\n"
    assert run(["sample", str(path), "--control", "nan"]) == 2
