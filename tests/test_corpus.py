"""Scoring a corpus: every row in order, whatever the form, the jobs and the bad rows."""

import json
import multiprocessing
from pathlib import Path

import pytest

from mtreview.cli import run
from mtreview.corpus import workers
from mtreview.corpus.rows import Row
from mtreview.corpus.windows import MAX_CHARACTERS, windows

Captured = pytest.CaptureFixture[bytes]
FRENCH = ["--source-lang", "fr", "--select", "fr/sommet-du-pouvoir"]
FAULTY = "They fought at the top of power."


def score(
    capsys: Captured, path: Path, *arguments: str
) -> tuple[int, list[dict[str, object]], str]:
    code = run(["score", str(path), *FRENCH, *arguments])
    out, err = capsys.readouterr()
    return code, [json.loads(line) for line in out.decode().splitlines()], err.decode()


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return path


def test_rows_come_out_in_order_with_offsets_into_their_own_text(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path = write(
        tmp_path / "c.jsonl",
        {"id": "a", "doc": "d", "system": "s", "mt": "All is well."},
        {"id": "b", "doc": "d", "system": "s", "mt": f"Well. {FAULTY}"},
        {"id": 3, "mt": FAULTY, "lp": "fr-en", "extra": 1},
    )
    code, rows, err = score(capsysbinary, path)
    assert code == 0
    assert "scored 3 segments" in err
    assert [(row.get("id"), row.get("doc"), row.get("system")) for row in rows] == [
        ("a", "d", "s"),
        ("b", "d", "s"),
        (3, None, None),
    ]
    assert [len(row["findings"]) for row in rows] == [0, 1, 1]  # type: ignore[arg-type]
    found = rows[1]["findings"][0]  # type: ignore[index]
    assert (found["start"], found["end"], found["text"]) == (21, 37, "the top of power")
    assert found["suggestions"][0]["start"] == 21
    assert rows[0]["quality"] == 100.0
    assert rows[1]["mqm"] == -1.0
    assert set(rows[0]) >= {"type", "schema", "quality", "quality_interval", "mqm", "findings"}


def test_the_language_of_a_row_comes_before_the_option(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path = write(
        tmp_path / "c.jsonl",
        {"mt": FAULTY, "lp": "de-en"},
        {"mt": FAULTY, "source_lang": "fr", "lp": "de-en"},
        {"mt": FAULTY},
    )
    _, rows, _ = score(capsysbinary, path)
    assert [row["mqm"] for row in rows] == [0.0, -1.0, -1.0]


def test_tsv_and_plain_text(tmp_path: Path, capsysbinary: Captured) -> None:
    table = tmp_path / "c.tsv"
    table.write_bytes(f"\ufeffid\tmt\tsrc\r\n1\t{FAULTY}\t\r\n2\tFine.\tBien.\r\n".encode())
    assert [row["mqm"] for row in score(capsysbinary, table)[1]] == [-1.0, 0.0]
    plain = tmp_path / "c.txt"
    plain.write_bytes(f"{FAULTY}\r\n\r\nMr. Tokay came. He saw.\n".encode())
    _, rows, _ = score(capsysbinary, plain)
    assert [(row["id"], row["mqm"]) for row in rows] == [(1, -1.0), (3, 0.0)]


def test_bad_rows_go_to_the_rejects_with_their_line_and_reason(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path = tmp_path / "c.jsonl"
    path.write_bytes(
        b'{"mt": "Fine."}\nnot json\n[1]\n{"src": "x"}\n{"mt": ""}\n{"mt": 5}\n'
        b'{"mt": "caf\xe9"}\n{"mt": "\\ud800 lone"}\n' + b"[" * 100_000 + b'\n{"mt": "Fine."}\n'
    )
    out = tmp_path / "out.jsonl"
    code = run(["score", str(path), "-o", str(out)])
    assert code == 0
    assert "7 rows rejected" in capsysbinary.readouterr().err.decode()
    assert len(out.read_text().splitlines()) == 3
    rejects = [
        json.loads(line) for line in (tmp_path / "out.rejects.jsonl").read_text().splitlines()
    ]
    assert [reject["line"] for reject in rejects] == [2, 3, 4, 5, 6, 7, 9]
    assert "JSON" in rejects[0]["reason"]
    assert "0xe9" in rejects[5]["reason"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_jobs_change_nothing(tmp_path: Path, method: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    monkeypatch.setattr(workers, "_FORKS", method == "fork")
    monkeypatch.setattr(workers, "_CONTEXT", multiprocessing.get_context(method))
    path = write(
        tmp_path / "c.jsonl",
        *(
            {"id": n, "doc": str(n // 7), "mt": FAULTY if n % 5 == 0 else f"Row {n} is fine."}
            for n in range(3000)
        ),
    )
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    options = (*FRENCH, "--no-model")
    assert run(["score", str(path), *options, "-o", str(one), "--jobs", "1"]) == 0
    assert run(["score", str(path), *options, "-o", str(two), "--jobs", "2"]) == 0
    assert one.read_bytes() == two.read_bytes()
    assert [json.loads(line)["id"] for line in one.read_text().splitlines()] == list(range(3000))


def test_an_output_is_not_written_over_unasked(tmp_path: Path, capsysbinary: Captured) -> None:
    path = write(tmp_path / "c.jsonl", {"mt": "Fine."})
    out = tmp_path / "out.jsonl"
    out.write_text("precious\n")
    assert run(["score", str(path), *FRENCH, "-o", str(out)]) == 3
    assert "--force" in capsysbinary.readouterr().err.decode()
    assert out.read_text() == "precious\n"
    assert run(["score", str(path), *FRENCH, "-o", str(out), "--force"]) == 0
    assert json.loads(out.read_text())["quality"] == 100.0


def test_a_tsv_without_its_header_is_refused(tmp_path: Path, capsysbinary: Captured) -> None:
    path = tmp_path / "c.tsv"
    path.write_text("1\tFine.\n")
    assert run(["score", str(path)]) == 3
    assert "field names" in capsysbinary.readouterr().err.decode()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("c.jsonl", b"\x1f\x8b\x08 rest", "damaged"),
        ("c.txt", b"\x7fELF\0\0", "ELF"),
        ("c.txt", b"a\0b\n", "NUL"),
        ("c.txt", b"caf\xe9\n\xe9t\xe9\n", "line 1: not utf-8"),
        ("c.jsonl", b"All is well.\n", "line 1: not JSON"),
        ("c.tsv", b"id\tmt\xe9\n1\tx\n", "field names"),
    ],
)
def test_a_corpus_without_one_good_row_is_refused(
    name: str, data: bytes, said: str, tmp_path: Path, capsysbinary: Captured
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert run(["score", str(path), *FRENCH, "-o", str(tmp_path / "out.jsonl")]) == 3
    err = capsysbinary.readouterr().err.decode()
    assert said in err
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [path]


def test_a_corpus_is_never_taken_for_its_own_rejects(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path = write(tmp_path / "c.rejects.jsonl", {"mt": "Fine."})
    before = path.read_bytes()
    assert run(["score", str(path), *FRENCH, "-o", str(tmp_path / "c.jsonl"), "--force"]) == 3
    assert "rename OUT" in capsysbinary.readouterr().err.decode()
    assert path.read_bytes() == before


def test_nothing_that_is_read_is_written_over(tmp_path: Path, capsysbinary: Captured) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    path = write(folder / "c.jsonl", {"mt": "Fine."})
    before = path.read_bytes()
    pattern = str(folder / "*.jsonl")
    for corpus in (str(path), str(folder), pattern):
        assert run(["score", corpus, *FRENCH, "-o", str(path), "--force"]) == 2
        assert b"named twice" in capsysbinary.readouterr().err
        assert path.read_bytes() == before
    out, summary = folder / "out.jsonl", folder / "out.json"
    told = ["--summary", str(summary), "--force"]
    for _ in range(2):  # the OUT of the first run is no part of the corpus
        assert run(["score", pattern, *FRENCH, "-o", str(out), *told]) == 0
        assert len(out.read_text().splitlines()) == 1
    assert run(["score", str(summary), *FRENCH, "--input-format", "text", *told]) == 2


def test_fields_of_any_name_may_be_named(tmp_path: Path, capsysbinary: Captured) -> None:
    rows = [{"n": 7, "hyp": FAULTY, "mt": "Not this.", "lang": "fr"}, {"n": 8, "lang": "fr"}]
    path = write(tmp_path / "c.jsonl", *rows)
    table = tmp_path / "c.tsv"
    table.write_text(f"n\thyp\tlang\n7\t{FAULTY}\tfr\n8\t\tfr\n")
    comma = tmp_path / "c.csv"
    comma.write_text(f'n,hyp,lang\n7,"{FAULTY}",fr\n8,,fr\n')
    fields = ("--fields", "mt=hyp,id=n,source_lang=lang", "--select", "fr")
    for corpus in (path, table, comma):
        assert run(["score", str(corpus), *fields]) == 0
        out, err = capsysbinary.readouterr()
        (row,) = [json.loads(line) for line in out.splitlines()]
        assert (str(row["id"]), row["mqm"]) == ("7", -1.0)
        assert b"field hyp is missing" in err
    assert run(["score", str(table), "--fields", "mt=hyp,src=none"]) == 3
    assert b"has no field 'none'; it has 'n', 'hyp', 'lang'" in capsysbinary.readouterr().err
    assert run(["score", str(table)]) == 3
    assert b"--fields mt=NAME" in capsysbinary.readouterr().err
    assert run(["score", str(table), "--fields", "text=hyp"]) == 2


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no /dev/null here")
def test_beside_a_device_there_are_no_rejects(tmp_path: Path, capsysbinary: Captured) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text('{"mt": "Fine."}\n[]\n')
    assert run(["score", str(path), *FRENCH, "-o", "/dev/null"]) == 0
    assert "line 2: not a JSON object" in capsysbinary.readouterr().err.decode()
    assert not Path("/dev/null.rejects.jsonl").exists()


def test_a_store_is_for_the_engine_that_reads_it(tmp_path: Path, capsysbinary: Captured) -> None:
    path = write(tmp_path / "c.jsonl", {"mt": "Fine."})
    for arguments in (["s3://bucket/c.jsonl"], [str(path), "-o", "s3://bucket/out.jsonl"]):
        assert run(["score", *arguments]) == 2
        assert b"is in a store: --engine ray" in capsysbinary.readouterr().err


def test_windows_hold_no_more_text_than_they_may() -> None:
    rows = (Row(n, "x" * 300_000, doc="d") for n in range(100))
    sizes = [
        sum(len(row.mt) for group in window for row in group)
        for window in windows(rows)
        if isinstance(window, list)
    ]
    assert len(sizes) > 2
    assert max(sizes) <= MAX_CHARACTERS


def test_an_encoding_that_lines_cannot_be_cut_from_is_refused(
    tmp_path: Path, capsysbinary: Captured
) -> None:
    path = tmp_path / "c.txt"
    path.write_text("Fine.\n", "utf-16")
    assert run(["score", str(path)]) == 3
    assert "UTF-8" in capsysbinary.readouterr().err.decode()
    path.write_bytes("Ça va.\n".encode("cp1252"))
    assert run(["score", str(path), "--encoding", "cp1252"]) == 0
