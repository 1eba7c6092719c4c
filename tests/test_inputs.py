"""What a corpus may be: folders, patterns, packed files, CSV, Moses pairs, Parquet."""

import gzip
import io
import json
import os
import sys
from pathlib import Path
from threading import Thread

import pytest
from backports import zstd

from mtreview.cli import run
from mtreview.corpus.inputs import Corpus
from mtreview.corpus.names import named_files
from mtreview.corpus.rows import Reject, Row

Captured = pytest.CaptureFixture[bytes]
FAULTY = "They fought at the top of power."
OPTIONS = ("--source-lang", "fr", "--no-model", "--select", "fr", "--jobs", "1")


def score(capsys: Captured, *arguments: str) -> tuple[int, list[dict[str, object]], str]:
    code = run(["score", *arguments, *OPTIONS])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.decode().splitlines()], err.decode()


def rows(path: Path, **how: str) -> list[Row | Reject]:
    return list(Corpus((str(path),), **how).rows())  # type: ignore[arg-type]


def test_csv_has_line_breaks_and_quotation_marks_in_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(
        b'\xef\xbb\xbfid,mt,src\r\n1,"One, ""two"".\n\nThree.",Un\r\n2,"",x\r\n3,a\r\n4,Four.,\r\n'
    )
    first, second, third, fourth = rows(path)
    assert isinstance(first, Row)
    assert (first.id, first.mt, first.src) == ("1", 'One, "two".\n\nThree.', "Un")
    assert second == Reject(5, "field mt is missing")
    assert third == Reject(6, "2 fields where the header names 3")
    assert isinstance(fourth, Row)
    assert (fourth.number, fourth.mt, fourth.src) == (7, "Four.", None)


def test_a_row_longer_than_a_book_is_rejected_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.tsv"
    path.write_text(f"mt\tsrc\n{'a' * 1_000_001}\tb\nFine.\t{'b' * 1_000_001}\nFine.\tb\n")
    first, second, third = rows(path)
    reason = "a segment of 1,000,001 characters, more than 1,000,000: split it into sentences"
    assert (first, second) == (Reject(2, reason), Reject(3, reason))
    assert isinstance(third, Row)


def test_csv_may_be_parted_by_semicolons(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("id;mt\n1;One, two.\n")
    (row,) = rows(path)
    assert isinstance(row, Row)
    assert row.mt == "One, two."


def test_a_line_of_csv_that_is_no_text_is_rejected_alone(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_bytes(b"mt\nFine.\ncaf\xe9\nFine too.\n")
    assert [type(row) for row in rows(path)] == [Row, Reject, Row]


def test_an_open_quotation_mark_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text('mt\n"open\n' + "Fine.\n" * 60_000)
    found = rows(path)
    assert isinstance(found[0], Reject)
    assert sum(isinstance(row, Row) for row in found) > 30_000


def test_moses_pairs(tmp_path: Path, capsysbinary: Captured) -> None:
    mt, src = tmp_path / "c.en", tmp_path / "c.fr.gz"
    mt.write_text(f"One.\n\n{FAULTY}\n")
    src.write_bytes(gzip.compress(b"Un.\n\nIls se battaient au sommet du pouvoir.\n"))
    found = rows(mt, source=str(src))
    assert [(row.id, row.src) for row in found if isinstance(row, Row)] == [
        (1, "Un."),
        (3, "Ils se battaient au sommet du pouvoir."),
    ]
    code, scored, _ = score(capsysbinary, str(mt), "--source", str(src))
    assert (code, [row["mqm"] for row in scored]) == (0, [0.0, -1.0])


@pytest.mark.parametrize(("mt", "src"), [("One.\nTwo.\n", "Un.\n"), ("One.\n", "Un.\nDeux.\n")])
def test_moses_pairs_of_two_lengths_are_told(
    mt: str, src: str, tmp_path: Path, capsysbinary: Captured
) -> None:
    (tmp_path / "c.en").write_text(mt)
    (tmp_path / "c.fr").write_text(src)
    code, _, err = score(capsysbinary, str(tmp_path / "c.en"), "--source", str(tmp_path / "c.fr"))
    assert code == 3
    assert "ends before line 2" in err


def pack(kind: str, data: bytes) -> bytes:
    if kind == "gz":
        return gzip.compress(data[:20]) + gzip.compress(data[20:])  # of two parts, as pigz makes
    packed: bytes = zstd.compress(data[:20]) + zstd.compress(data[20:])
    return packed


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_packed_files_and_standard_input(
    kind: str, tmp_path: Path, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = f'{{"mt": "{FAULTY}"}}\n{{"mt": "All is well."}}\n'.encode()
    path = tmp_path / f"c.jsonl.{kind}"
    path.write_bytes(pack(kind, data))
    _, scored, err = score(capsysbinary, str(path))
    assert [row["mqm"] for row in scored] == [-1.0, 0.0]
    with path.open("rb") as file:
        monkeypatch.setattr(sys, "stdin", type("Input", (), {"buffer": file}))
        _, again, _ = score(capsysbinary, "-", "--input-format", "jsonl")
    assert again == scored
    path.write_bytes(pack(kind, data * 500)[:-9])
    code, _, err = score(capsysbinary, str(path))
    assert code == 3
    assert "damaged" in err
    assert len(err.splitlines()) == 1


def test_a_folder_and_a_pattern_are_their_files_in_order(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    folder = tmp_path / "corpus"
    (folder / "deep").mkdir(parents=True)
    (folder / "b.txt").write_text(f"{FAULTY}\n")
    (folder / "deep" / "a.tsv").write_text("id\tmt\nx\tAll is well.\n")
    (folder / ".hidden.txt").write_text("No.\n")
    (folder / "notes.md").write_text("No.\n")
    (folder / "old.rejects.jsonl").write_text("No.\n")
    (folder / "old.jsonl").write_text('{"type": "segment", "schema": 1, "quality": 1.0}\n')
    (folder / "kept.dropped.jsonl").write_text('{"mt": "No."}\n')
    (folder / "old.jsonl.unfinished").mkdir()
    (folder / "old.jsonl.unfinished" / "rows.jsonl").write_text("No.\n")
    (folder / "c.jsonl").write_text('{"mt": "Fine."}\nbad\n')
    out = folder / "out.jsonl"
    assert score(capsysbinary, str(folder), "-o", str(out))[0] == 0
    found = [json.loads(line) for line in out.read_text().splitlines()]
    names = [str(folder / name) for name in ("b.txt", "c.jsonl", "deep/a.tsv")]
    assert [row["file"] for row in found] == names
    (reject,) = [json.loads(line) for line in (folder / "out.rejects.jsonl").open()]
    assert (reject["file"], reject["line"]) == (names[1], 2)
    assert named_files([str(folder / "**" / "*.t*")], ()) == (names[0], names[2])
    assert score(capsysbinary, str(folder), "-o", str(out), "--force")[0] == 0
    assert score(capsysbinary, str(folder / "*.nothing"))[0] == 3


def test_neighbours_in_two_files_are_no_document(tmp_path: Path, capsysbinary: Captured) -> None:
    for name in "ab":
        (tmp_path / f"{name}.jsonl").write_text(
            '{"doc": "d", "mt": "It rained on the harbour of the town all day long."}\n'
        )
    code = run(["score", str(tmp_path), "--no-model", "--select", "repeated-paragraph"])
    out = capsysbinary.readouterr().out.decode()
    assert code == 0
    assert [json.loads(line)["findings"] for line in out.splitlines()] == [[], []]


def test_strict_ends_at_a_bad_row(tmp_path: Path, capsysbinary: Captured) -> None:
    path, out = tmp_path / "c.jsonl", tmp_path / "out.jsonl"
    path.write_text('{"mt": "Fine."}\nbad\n')
    code, _, err = score(capsysbinary, str(path), "--strict", "-o", str(out))
    assert code == 3
    assert "line 2" in err
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("packed", ["", ".gz", ".zst"])
def test_out_as_tsv(packed: str, tmp_path: Path, capsysbinary: Captured) -> None:
    path, out = tmp_path / "c.jsonl", tmp_path / f"out.tsv{packed}"
    path.write_text(f'{{"id": "a\\tb", "mt": "{FAULTY}"}}\n{{"id": 2, "mt": "Fine."}}\n')
    assert score(capsysbinary, str(path), "-o", str(out))[0] == 0
    data = out.read_bytes()
    if packed == ".gz":
        data = gzip.decompress(data)
    elif packed == ".zst":
        data = zstd.decompress(data)
    head, first, second = [line.split("\t") for line in data.decode().splitlines()]
    cells = dict(zip(head, first, strict=True))
    assert (cells["id"], cells["mqm"], cells["quality_low"]) == ("a b", "-1.0", "")
    assert json.loads(cells["findings"])[0]["text"] == "the top of power"
    assert second[head.index("id")] == "2"


def test_parquet_in_and_out(tmp_path: Path, capsysbinary: Captured) -> None:
    arrow = pytest.importorskip("pyarrow", reason="pyarrow, extra parquet, is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    path, out = tmp_path / "c.parquet", tmp_path / "out.parquet"
    columns = {"id": [1, 2, 3], "mt": [FAULTY, None, "Fine."], "score": [1.0, 2.0, 3.0]}
    parquet.write_table(arrow.table(columns), path)
    assert score(capsysbinary, str(path), "-o", str(out))[0] == 0
    found = parquet.read_table(out).to_pylist()
    assert [(row["id"], row["mqm"]) for row in found] == [("1", -1.0), ("3", 0.0)]
    (finding,) = found[0]["findings"]
    assert (finding["start"], finding["text"]) == (15, "the top of power")
    (reject,) = [json.loads(line) for line in out.with_name("out.parquet.rejects.jsonl").open()]
    assert (reject["line"], reject["reason"]) == (2, "field mt is missing")
    path.write_bytes(path.read_bytes()[:-40])
    code, _, err = score(capsysbinary, str(path))
    assert code == 3
    assert "Parquet" in err
    assert len(err.splitlines()) == 1


def test_parquet_without_pyarrow_names_the_extra(
    tmp_path: Path, capsysbinary: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    path = tmp_path / "c.jsonl"
    path.write_text('{"mt": "Fine."}\n')
    code, _, err = score(capsysbinary, str(path), "-o", str(tmp_path / "out.parquet"))
    assert code == 2
    assert "mtreview[parquet]" in err


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("metricx.jsonl", '{"source": "Un chat.", "hypothesis": "A cat.", "lp": "fr-en"}\n'),
        ("metricx.tsv", "source\thypothesis\tlp\nUn chat.\tA cat.\tfr-en\n"),
        ("other.csv", "source,translation,lp\nUn chat.,A cat.,fr-en\n"),
        (
            "mqm.tsv",
            "source\ttarget\tcategory\tseverity\tlp\n"
            "Un chat.\tA <v>cat</v>.\tFluency\tminor\tfr-en\n",
        ),
    ],
)
def test_tables_of_others_are_read_by_their_names(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, "utf-8")
    (row,) = Corpus((str(tmp_path / name),)).rows()
    assert isinstance(row, Row)
    assert (row.mt, row.src, row.source_lang) == ("A cat.", "Un chat.", "fr")


@pytest.mark.parametrize(
    ("data", "packed"),
    [
        (b'{"mt": "Fine.", "id": "a"}\n{"mt": "Well.", "id": "b"}\n', False),
        (b'{"mt": "Fine.", "id": "a"}\n{"mt": "Well.", "id": "b"}\n', True),
        (b"id\tmt\na\tFine.\nb\tWell.\n", False),
    ],
)
def test_standard_input_tells_its_form(
    data: bytes, packed: bool, monkeypatch: pytest.MonkeyPatch, capsysbinary: Captured
) -> None:
    raw = io.BytesIO(gzip.compress(data) if packed else data)
    stream = io.TextIOWrapper(io.BufferedReader(raw))
    monkeypatch.setattr("sys.stdin", stream)
    assert run(["score", "-", "--select", "doubled-word"]) == 0
    rows = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
    assert [row["id"] for row in rows] == ["a", "b"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize(
    "command", [["score", *OPTIONS], ["filter", "--min-words", "1"]], ids=["score", "filter"]
)
def test_a_pipe_is_read_but_once(tmp_path: Path, command: list[str]) -> None:
    pipe, out = tmp_path / "pipe.jsonl", tmp_path / "out.jsonl"
    os.mkfifo(pipe)
    data = "".join(f'{{"mt": "Row {n}.", "id": {n}}}\n' for n in range(2000))
    writer = Thread(target=pipe.write_text, args=(data,))
    writer.start()
    assert run([*command, str(pipe), "-o", str(out)]) == 0
    writer.join()
    assert [json.loads(line)["id"] for line in out.read_text().splitlines()] == list(range(2000))
