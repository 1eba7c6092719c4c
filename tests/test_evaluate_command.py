"""`mtreview evaluate` by what it reads, prints and returns."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from mtreview.cli import run
from mtreview.evaluate.gold import find_gold, read_gold
from mtreview.model import Span

Captured = pytest.CaptureFixture[str]


# Reading --------------------------------------------------------------------------------------


def write(path: Path, *rows: dict[str, Any] | str) -> Path:
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    text = "".join(f"{line}\n" for line in lines)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{", "Expecting property name"),
        ("[1]", "it is not a JSON object"),
        ({"src": "a"}, "it has neither `mt` nor `text`"),
        ({"mt": 5}, "it has neither `mt` nor `text`"),
        ({"mt": "abc", "spans": [{"start": 2, "end": 4}]}, "span 2-4 is not within the text (0-3)"),
        ({"mt": "abc", "spans": [{"start": 2, "end": 1}]}, "span 2-1 is not within the text (0-3)"),
        ({"mt": "abc", "spans": [{"start": 1}]}, "field 'end' is missing"),
        ({"mt": "abc", "spans": [{"start": 0, "end": 1, "text": "b"}]}, "span 0-1 is “a”, not “b”"),
        ({"mt": "abc", "spans": [{"start": 0, "end": 1, "rewrites": "b"}]}, "rewrites is no list"),
        ({"mt": "abc", "src": 7}, "field src is not a text"),
        ({"mt": "abc", "spans": 7}, "a field is of the wrong type"),
        ('{"mt": "abc", "score": NaN}', "NaN is not a number"),
        ({"mt": "abc", "tokens": ["abc"], "tags": ["OK", "BAD"]}, "2 tags for 1 tokens"),
        ('{"mt": "\\ud800"}', "surrogates not allowed"),
        ({"type": "decision", "schema": 1, "text": "a"}, "it is a decision that mtreview wrote"),
        ("[" * 100_000, "recursion"),
    ],
)
def test_a_bad_row_is_named_by_its_line(
    tmp_path: Path, capsys: Captured, row: dict[str, Any] | str, reason: str
) -> None:
    path = write(tmp_path / "a.jsonl", {"mt": "Fine."}, "", row)
    assert run(["evaluate", str(path)]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{path}, line 3 is no labelled row: " in err
    assert reason in err
    assert err.count("\n") == 1


def test_rows_without_names_are_segments_of_their_own(tmp_path: Path) -> None:
    rows = [*read_gold(write(tmp_path / "a.jsonl", {"mt": "a"}, {"mt": "b"}))]
    assert len({row.segment for row in rows}) == 2


def test_tokens_are_found_in_the_text_in_order(tmp_path: Path) -> None:
    row = {"mt": "it, it is", "tokens": ["it", ",", "it", "is"], "tags": ["OK", "OK", "BAD", "OK"]}
    (read,) = read_gold(write(tmp_path / "a.jsonl", row))
    assert read.tags == (
        (Span(0, 2), False),
        (Span(2, 3), False),
        (Span(4, 6), True),
        (Span(7, 9), False),
    )


def test_a_path_hides_a_name_within_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here, data = tmp_path / "here", tmp_path / "data"
    for folder in (here / "set", data / "set", data / "qe"):
        folder.mkdir(parents=True)
    mine, theirs = write(here / "set" / "a.jsonl"), write(data / "set" / "b.jsonl.gz")
    other = write(data / "qe" / "dev.jsonl.gz")
    monkeypatch.chdir(here)
    assert [p.resolve() for p in find_gold(["set"], data)] == [mine]
    assert find_gold([str(data / "set")], data) == [theirs]
    assert find_gold(["dev", "dev.jsonl.gz", str(other)], data) == [other]
    assert find_gold(["qe"], data) == [other]
    both = [str(data / "set"), "qe", "dev"]
    assert find_gold(both, data) == [theirs, other]


# The command ----------------------------------------------------------------------------------

ROWS: tuple[dict[str, Any], ...] = (
    {
        "mt": "They fought at the top of power.",
        "lp": "fr-en",
        "doc": "d1",
        "spans": [
            {"start": 12, "end": 31, "category": "Accuracy", "rewrites": ["in the corridors"]}
        ],
    },
    {"mt": "It rained.", "lp": "fr-en", "doc": "d2"},
)
RULE = ("--select", "fr/sommet-du-pouvoir")


def test_the_table(tmp_path: Path, capsys: Captured) -> None:
    path = write(tmp_path / "a.jsonl", *ROWS)
    assert run(["evaluate", str(path), *RULE]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert err == ""
    assert lines[:3] == ["2 ratings of 2 segments", "", "spans: 1 found, 1 marked"]
    assert [line.split() for line in lines[4:10]] == [
        ["exact", "0.000", "0.000", "0.000", "–"],
        ["mark", "everything", "0.000", "0.000", "0.000"],
        ["overlapping", "1.000", "1.000", "1.000", "–"],
        ["mark", "everything", "0.556", "1.000", "0.714"],  # 5 of the 9 words
        ["character", "1.000", "0.842", "0.914", "–"],  # 16 of 19
        ["mark", "everything", "0.452", "1.000", "0.623"],  # 19 of 42
    ]
    assert "fr/sommet-du-pouvoir" in out
    assert lines[-1].startswith("mtreview:")


def test_a_dash_stands_where_there_is_no_figure(tmp_path: Path, capsys: Captured) -> None:
    path = write(tmp_path / "a.jsonl", ROWS[1])
    assert run(["evaluate", str(path), *RULE]) == 0
    out = capsys.readouterr().out
    exact = next(line for line in out.splitlines() if "exact" in line)
    assert exact.split() == ["exact", "–", "–", "–", "–"]


def test_json_has_null_where_there_is_no_figure(tmp_path: Path, capsys: Captured) -> None:
    rows = [{"mt": "It rained.", "doc": str(n), "score": 1.0} for n in range(12)]
    path = write(tmp_path / "a.jsonl", *rows)
    assert run(["evaluate", str(path), *RULE, "--format", "json"]) == 0
    out = capsys.readouterr().out
    assert "NaN" not in out
    outcome = json.loads(out)
    assert outcome["scores"]["any"]["pearson"] is None
    assert outcome["scores"]["any"]["pearson_interval"] == [None, None]
    assert outcome["spans"]["exact"]["precision"] is None


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_every_form_is_the_same_of_plain_and_gzipped_rows(
    tmp_path: Path, capsys: Captured, form: str
) -> None:
    outputs = []
    for name in ("a.jsonl", "b.jsonl.gz"):
        path = write(tmp_path / name, *({**row, "id": n} for n, row in enumerate(ROWS)))
        assert run(["evaluate", str(path), *RULE, "--format", form]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1] != ""


def test_a_name_within_data(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "qe").mkdir()
    write(tmp_path / "qe" / "set.dev.jsonl.gz", *ROWS)
    monkeypatch.delenv("MTREVIEW_DATA", raising=False)
    assert run(["evaluate", "set.dev", *RULE]) == 3
    assert "set.dev is no file or folder of labels; --data DIR" in capsys.readouterr().err
    assert run(["evaluate", "set.dev", *RULE, "--data", str(tmp_path)]) == 0
    asked = capsys.readouterr().out
    monkeypatch.setenv("MTREVIEW_DATA", str(tmp_path))
    for name in ("set.dev", "qe", str(tmp_path / "qe")):
        assert run(["evaluate", name, *RULE]) == 0
        assert capsys.readouterr().out == asked
    assert run(["evaluate", "nothing", *RULE]) == 3
    assert f"nothing is no file or folder of labels (nor in {tmp_path})" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.jsonl", b"", "holds no labelled rows"),
        ("blank.jsonl", b"\n\n", "holds no labelled rows"),
        ("cut.jsonl.gz", gzip.compress(b'{"mt": "a"}\n' * 999)[:-12], "cannot be read"),
        ("not.jsonl.gz", b'{"mt": "a"}\n', "cannot be read: Not a gzipped file"),
        ("latin.jsonl", '{"mt": "é"}\n'.encode("latin-1"), "is not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_measured(
    tmp_path: Path, capsys: Captured, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert run(["evaluate", str(path), *RULE]) == 3
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"mtreview: {path} ")
    assert said in err
    assert err.count("\n") == 1


def test_labels_are_not_written_over(tmp_path: Path, capsys: Captured) -> None:
    path = write(tmp_path / "gold.jsonl", *ROWS)
    before = path.read_bytes()
    for option in ("-o", "--calibrate"):
        assert run(["evaluate", str(path), *RULE, option, str(path), "--force"]) == 2
        assert "named twice" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_out_is_not_written_over_unasked(tmp_path: Path, capsys: Captured) -> None:
    path, out = write(tmp_path / "a.jsonl", *ROWS), tmp_path / "page.html"
    arguments = ["evaluate", str(path), *RULE, "--format", "html", "-o", str(out)]
    assert run(arguments) == 0
    assert capsys.readouterr().out == ""
    before = out.read_bytes()
    assert run(arguments) == 3
    assert "exists already: --force writes over it" in capsys.readouterr().err
    assert run([*arguments, "--force"]) == 0
    assert out.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonl", "page.html"]


def test_the_page_is_whole_and_escaped(tmp_path: Path, capsys: Captured) -> None:
    spans = [{"start": 0, "end": 4, "category": "<script>alert(1)</script>"}]
    scored = [
        {"mt": f"They fought at the top of power {n}.", "lp": "<b>", "spans": spans, "score": n}
        for n in range(12)
    ]
    path = write(tmp_path / "a.jsonl", *ROWS, *scored, {"text": "Clean & tidy."})
    language = ("--source-lang", "fr")
    assert run(["evaluate", str(path), *RULE, *language, "--format", "html"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;" in page
    assert page.count("<svg") == 2
    assert not any(
        reference in page for reference in ("http:", "https:", "src=", "url(", "@import")
    )
    for heading in ("Spans", "Confidence", "Scores", "Rewrites", "Rules", "Clean English"):
        assert f"<h2>{heading}</h2>" in page


def test_raters_of_the_labelled_data_agree_beyond_marking_everything(capsys: Captured) -> None:
    data = os.environ.get("MTREVIEW_DATA")
    if not data:
        pytest.skip("MTREVIEW_DATA does not name the folder of labelled data")
    try:
        (path,) = find_gold(["bio-mqm.fr-en.dev"], Path(data))
    except Exception as error:  # a folder that holds other sets
        pytest.skip(str(error))
    assert run(["evaluate", str(path), "--select", "doubled-word", "--format", "json"]) == 0
    outcome = json.loads(capsys.readouterr().out)
    assert (outcome["ratings"], outcome["segments"]) == (1456, 1248)
    agreement = outcome["spans"]["character"]
    assert agreement["rater_against_rater"]["f1"] > agreement["mark_everything"]["f1"]
