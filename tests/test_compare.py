"""`mtreview compare`: the same segments side by side, or a clear word on why they are not."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sacrebleu.metrics import BLEU

from mtreview.cli import run

Captured = pytest.CaptureFixture[str]
OPTIONS = ("--source-lang", "fr", "--select", "fr/sommet-du-pouvoir")
FAULTY = "They fought at the top of power, row {}."
GOOD = "They fought at the top of the state, row {}."


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def rows(text: str, count: int = 6, **more: Any) -> list[dict[str, Any]]:
    return [{"id": n, "mt": text.format(n), **more} for n in range(count)]


def compared(capsys: Captured, *arguments: str | Path) -> dict[str, Any]:
    code = run(["compare", *map(str, arguments), *OPTIONS, "--format", "json"])
    out, err = capsys.readouterr()
    assert code == 0, err
    told: dict[str, Any] = json.loads(out)
    return told


def refused(capsys: Captured, *arguments: str | Path) -> str:
    code = run(["compare", *map(str, arguments), *OPTIONS])
    out, err = capsys.readouterr()
    assert code in (2, 3)
    assert out == ""
    last = err.splitlines()[-1]
    assert last.startswith("mtreview: ")
    return last


def test_systems_are_told_apart_by_what_is_wrong_with_them(
    tmp_path: Path, capsys: Captured
) -> None:
    good = write(tmp_path / "good.jsonl", *rows(GOOD, 20, ref=GOOD.format("x")))
    bad = write(tmp_path / "bad.jsonl", *reversed(rows(FAULTY, 20)))
    told = compared(capsys, good, bad)
    assert (told["segments"], told["baseline"]) == (20, "good")
    assert list(told["scores"]) == ["quality", "MQM", "BLEU", "chrF", "TER"]
    quality = told["scores"]["quality"]["systems"]
    assert quality["good"]["score"] == 100.0
    assert quality["bad"]["score"] < 90
    assert quality["bad"]["bootstrap"] < 0.01
    assert quality["bad"]["randomisation"] < 0.01
    assert "bootstrap" not in quality["good"]
    assert told["scores"]["MQM"]["systems"]["bad"]["score"] == -1.0
    assert told["errors"]["bad"]["rules"] == {"fr/sommet-du-pouvoir": 20}
    assert told["errors"]["good"]["findings"] == 0
    texts = [FAULTY.format(n) for n in range(20)]
    expected = BLEU().corpus_score(texts, [[GOOD.format("x")] * 20])
    assert told["scores"]["BLEU"]["systems"]["bad"]["score"] == pytest.approx(expected.score)
    assert told["scores"]["BLEU"]["signature"].startswith("nrefs:1|case:mixed")
    first = told["differences"][0]["systems"]
    assert first["bad"]["mt"] == FAULTY.format(told["differences"][0]["id"])
    assert first["bad"]["rules"] == ["fr/sommet-du-pouvoir"]


def test_scored_files_give_the_same_as_what_they_were_scored_from(
    tmp_path: Path, capsys: Captured
) -> None:
    paths = [
        write(tmp_path / "a.jsonl", *rows(GOOD)),
        write(tmp_path / "b.jsonl", *rows(FAULTY)),
    ]
    for path in paths:
        out = tmp_path / "scored" / path.name
        out.parent.mkdir(exist_ok=True)
        assert run(["score", str(path), *OPTIONS, "-o", str(out)]) == 0
    capsys.readouterr()
    fresh = compared(capsys, *paths)
    old = compared(capsys, *(tmp_path / "scored" / path.name for path in paths))
    assert old["scores"] == fresh["scores"]
    assert old["errors"] == fresh["errors"]
    assert (old["signature"], bool(fresh["signature"])) == ("", True)
    assert "mt" not in old["differences"][0]["systems"]["a"]


def test_one_file_may_hold_several_systems(tmp_path: Path, capsys: Captured) -> None:
    path = write(tmp_path / "all.jsonl", *rows(GOOD, system="one"), *rows(FAULTY, system="two"))
    assert list(compared(capsys, path)["errors"]) == ["one", "two"]
    told = compared(capsys, path, "--baseline", "two")
    assert told["baseline"] == "two"
    assert told["scores"]["quality"]["systems"]["one"]["bootstrap"] < 0.05
    assert "none of the systems (one, two)" in refused(capsys, path, "--baseline", "three")


def test_plain_files_go_line_by_line_with_sources_and_references(
    tmp_path: Path, capsys: Captured
) -> None:
    lines = {"a": GOOD, "b": FAULTY, "ref": "Row {}.", "src": "Rangée {} au sommet du pouvoir."}
    for name, text in lines.items():
        (tmp_path / f"{name}.txt").write_text("".join(f"{text.format(n)}\n" for n in range(5)))
    a, b, ref, src = (tmp_path / f"{name}.txt" for name in lines)
    told = compared(capsys, a, b, "--ref", ref, "--src", src)
    assert told["scores"]["TER"]["segments"] == 5
    assert told["scores"]["TER"]["lower_is_better"] is True
    shown = told["differences"][0]
    assert (shown["ref"], shown["src"]) == ("Row 0.", "Rangée 0 au sommet du pouvoir.")
    ref.write_text("Row 0.\n")
    assert "b has a segment 2" in refused(capsys, b, a, "--ref", ref)


def test_what_does_not_match_is_said(tmp_path: Path, capsys: Captured) -> None:
    a = write(tmp_path / "a.jsonl", *rows(GOOD))
    less = write(tmp_path / "less.jsonl", *rows(GOOD, 4), {"id": "x", "mt": "More."})
    said = refused(capsys, a, less)
    assert "a alone has 2 segments (4, ...) and less alone has 1 segment (x)" in said
    assert "--common" in said
    assert compared(capsys, a, less, "--common")["segments"] == 4
    unnamed = write(tmp_path / "unnamed.jsonl", {"mt": "All is well."}, {"mt": "All is well."})
    assert "no ids tell which are the same" in refused(capsys, a, unnamed)
    foreign = [row | {"id": f"x{row['id']}"} for row in rows(GOOD)]
    assert "no id in common (0, x0)" in refused(capsys, a, write(tmp_path / "f.jsonl", *foreign))
    sourced = [
        [row | {"src": f"Rangée {n}"} for n, row in enumerate(r)] for r in (rows(GOOD), foreign)
    ]
    paths = [write(tmp_path / f"s{n}.jsonl", *r) for n, r in enumerate(sourced)]
    assert compared(capsys, *paths)["segments"] == 6
    other = write(tmp_path / "other.jsonl", *rows(GOOD, src="Autre."))
    source = write(tmp_path / "source.jsonl", *rows(GOOD, src="Une."))
    assert "segment 1 of source has the source “Une.”" in refused(capsys, source, other)
    assert "one system only (a)" in refused(capsys, a)
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"mt": 5}\n')
    assert "no row that can be used: line 1: field mt is not a text" in refused(capsys, a, bad)
    (tmp_path / "deep").mkdir()
    twin = write(tmp_path / "deep" / "a.jsonl", *rows(GOOD))
    assert "two systems are called “a”" in refused(capsys, a, twin)
    assert "does not exist" in refused(capsys, a, tmp_path / "none.jsonl")


def test_what_one_system_lost_is_left_out_of_all(tmp_path: Path, capsys: Captured) -> None:
    a, named = write(tmp_path / "a.jsonl", *rows(GOOD)), tmp_path / "named.jsonl"
    lines = a.read_text().splitlines()
    named.write_text("\n".join([*lines[:2], "{no row", *lines[3:]]))
    assert run(["compare", str(a), str(named), *OPTIONS, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["segments"] == 5
    assert f"{named}: 1 row cannot be used and left out of all systems; line 3: not JSON" in err
    named.write_text("\n".join([*lines[:2], "{no row", *lines[4:]]))  # another is missing, too
    assert "a alone has 2 segments (2, ...)" in refused(capsys, a, named)
    plain = [[{"mt": row["mt"]} for row in rows(text)] for text in (GOOD, FAULTY)]
    one, two = (write(tmp_path / f"plain{n}.jsonl", *r) for n, r in enumerate(plain))
    lines = two.read_text().splitlines()
    two.write_text("\n".join([*lines[:2], "{no row", *lines[3:]]))
    told = compared(capsys, one, two)
    assert told["segments"] == 5
    assert told["scores"]["MQM"]["systems"]["plain1"]["score"] == -1.0
    several = tmp_path / "several.jsonl"
    several.write_text('{"mt": "x", "system": "s"}\n{no row\n{"mt": "y", "system": "t"}\n')
    assert "no ids tell" in refused(capsys, several)


def test_a_row_on_which_a_rule_fails_is_left_out(
    tmp_path: Path, capsys: Captured, fail_at: Callable[[str], None]
) -> None:
    fail_at("row 3.")
    good = write(tmp_path / "good.jsonl", *rows(GOOD))
    bad = write(tmp_path / "bad.jsonl", *rows(FAULTY))
    assert run(["compare", str(good), str(bad), *OPTIONS, "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["segments"] == 5
    assert "bad: 1 row cannot be used and left out of all systems; line 4" in err


def test_fields_may_be_named(tmp_path: Path, capsys: Captured) -> None:
    paths = [
        write(tmp_path / f"{name}.jsonl", *({"hyp": row["mt"]} for row in rows(text)))
        for name, text in (("good", GOOD), ("bad", FAULTY))
    ]
    assert compared(capsys, *paths, "--fields", "mt=hyp")["segments"] == 6


def test_ids_that_start_anew_in_each_document_are_told_apart(
    tmp_path: Path, capsys: Captured
) -> None:
    one = [{"id": n, "doc": doc, "mt": f"{doc} {n} is fine."} for doc in "ab" for n in range(2)]
    a = write(tmp_path / "a.jsonl", *one)
    b = write(tmp_path / "b.jsonl", *reversed(one))
    told = compared(capsys, a, b)
    assert told["segments"] == 4
    assert told["differences"] == []
    assert told["scores"]["quality"]["systems"]["b"]["randomisation"] == 1.0


def test_as_text_and_as_a_page(tmp_path: Path, capsys: Captured) -> None:
    a = write(tmp_path / "a.jsonl", *rows(GOOD, ref="<b>Row</b>"))
    b = write(tmp_path / "<b>.jsonl", *rows(FAULTY))
    assert run(["compare", str(a), str(b), *OPTIONS, "--show", "1"]) == 0
    out, _ = capsys.readouterr()
    assert out.startswith("2 systems on the same 6 segments\n")
    assert "quality, 0 to 100 (higher is better)" in out
    assert out.count("segment 1 (0)") == 1
    assert "[fr/sommet-du-pouvoir]" in out
    page = tmp_path / "page.html"
    assert run(["compare", str(a), str(b), *OPTIONS, "--format", "html", "-o", str(page)]) == 0
    html = page.read_text()
    assert html.count("<svg") == 2
    assert "<b>" not in html
    assert "&lt;b&gt;Row&lt;/b&gt;" in html
    assert "http" not in html
    assert "--force" in refused(capsys, a, b, "--format", "html", "-o", page)


def test_an_id_of_several_segments_is_told_by_its_place(tmp_path: Path, capsys: Captured) -> None:
    twice = [{"id": "u1", "mt": "The the port is closed."}, {"id": "u1", "mt": "All is well."}]
    one = write(tmp_path / "a.jsonl", *twice)
    assert run(["score", str(one), "-o", str(tmp_path / "s.jsonl"), "--no-model"]) == 0
    told = compared(capsys, one, tmp_path / "s.jsonl")
    assert told["segments"] == 2
    other = write(tmp_path / "b.jsonl", *({**row, "id": "u2"} for row in twice))
    assert "no id in common" in refused(capsys, one, other)
