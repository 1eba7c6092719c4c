"""Documents in a table: rules look across the rows of one, in `check` as in `score`."""

import csv
import io
import json
from pathlib import Path

import pytest

from mtreview import formats
from mtreview.cli import run
from mtreview.config import Config
from mtreview.model import Document, Result
from mtreview.parts import part, parts
from mtreview.pipeline import Pipeline

Captured = pytest.CaptureFixture[bytes]
LONG = "The talks between the two sides went on for days, until late in May."
FAULTY = "He does not there was a fire in <v>China'S</v> port."
ROWS = [
    {"doc": "a", "system": "one", "mt": FAULTY},
    {"doc": "a", "system": "one", "mt": LONG},
    {"doc": "a", "system": "two", "mt": LONG},
    {"doc": "a", "system": "two", "mt": FAULTY},
    {"doc": "b", "system": "two", "mt": LONG},
    {"doc": "b", "system": "two", "mt": "They met."},
    {"doc": "b", "system": "two", "mt": LONG},
]


def table(form: str) -> bytes:
    if form == "jsonl":
        return "".join(f"{json.dumps(row)}\n" for row in ROWS).encode()
    if form == "parquet":
        pyarrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        out = io.BytesIO()
        parquet.write_table(pyarrow.Table.from_pylist(ROWS), out)
        return out.getvalue()
    text = io.StringIO()
    written = csv.DictWriter(text, list(ROWS[0]), delimiter="\t" if form == "tsv" else ",")
    written.writeheader()
    written.writerows(ROWS)
    return text.getvalue().encode()


def checked(document: Document) -> Result:
    return Pipeline(Config(model=False)).check(document)


@pytest.mark.parametrize("form", ["jsonl", "tsv", "csv", "parquet"])
def test_rows_of_one_doc_and_system_are_a_document(form: str) -> None:
    document = formats.read_bytes(table(form), f"a.{form}")
    assert [s.group for s in document.segments] == [0, 0, 1, 1, 2, 2, 2]
    result = checked(document)
    assert [f.segment for f in result.findings if f.rule == "repeated-paragraph"] == [6]
    assert [f.span.of(document.text) for f in result.findings] == [f.text for f in result.findings]
    assert len({f.id for f in result.findings}) == len(result.findings) > 3
    assert len(result.segment_scores) == len(ROWS)


def test_check_and_score_say_the_same_of_each_row(tmp_path: Path, capsysbinary: Captured) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(table("jsonl"))
    told = []
    for command in ("check", "score"):
        extra = ("--format", "jsonl") if command == "check" else ()
        run([command, str(path), "--no-model", *extra])
        lines = [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]
        told.append([row for row in lines if row["type"] != "document"])
    found: dict[int, list[str]] = {}
    for row in told[0]:
        if row["type"] == "finding":
            found.setdefault(row["segment"], []).append(row["text"])
    checks = [row for row in told[0] if row["type"] == "segment"]
    for n, (check, score) in enumerate(zip(checks, told[1], strict=True)):
        assert found.get(n, []) == [finding["text"] for finding in score["findings"]]
        assert (check["quality"], check["mqm"]) == (score["quality"], score["mqm"])


def test_a_table_without_documents_is_one() -> None:
    raw = b"".join(b'{"mt": "%s"}\n' % LONG.encode() for _ in range(2))
    document = formats.read_bytes(raw, "a.jsonl")
    assert parts(document) == [document]
    assert [f.rule for f in checked(document).findings] == ["repeated-paragraph"]


def test_a_part_has_its_own_text_and_markup() -> None:
    rows = [f"{row['doc']}\t{row['system']}\t\t\t{row['mt']}\n" for row in ROWS]
    raw = "".join(["doc\tsystem\tcategory\tseverity\ttarget\n", *rows])
    marked = formats.read_bytes(raw.encode(), "a.tsv")
    assert marked.text.count("⟨v⟩") == 2
    first, second, third = parts(marked)
    for one, marks in ((first, 1), (second, 1), (third, 0), (part(marked, 3, 5), 1)):
        assert one.text.startswith(one.segments[0].span.of(one.text))
        assert one.text.endswith(one.segments[-1].span.of(one.text))
        assert [i.span.of(one.text) for i in one.inlines] == ["⟨v⟩", "⟨/v⟩"] * marks
