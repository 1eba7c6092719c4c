"""Tables: the field of translations is found, reviewed and written back; all else stays."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview import formats
from mtreview.cli import run
from mtreview.errors import ConfigError, InputError
from mtreview.formats.fields import Fields
from mtreview.model import Document, Edit, Span

TEXTS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20), min_size=1
)
JSONL = (
    '{"id": 1, "src": "Le port", "mt": "The \\"port\\" is caf\\u00e9", "lp": "fr-en"}\r\n'
    '\n{"mt":null}\n  {"x": {"mt": [1, "no"]}, "mt" : "A\\tB" , "n": 1e5}'
)
MQM = (
    "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"
    'A\td\t1\t1\tr1\tLe port\tThe <v>"port</v> is shut\tAccuracy\tMajor\n'
    "A\td\t1\t2\tr1\tLe feu\tA fire\tno-error\tNo-error\n"
)


def read(text: str, name: str, **options: str) -> Document:
    return formats.read_bytes(text.encode(), name, **options)


def segments(document: Document) -> list[tuple[str, str | None]]:
    return [(s.span.of(document.text), s.source) for s in document.segments]


def edited(text: str, name: str, old: str, new: str, **options: str) -> str:
    document = read(text, name, **options)
    start = document.text.index(old)
    return formats.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


def test_json_lines_are_changed_in_their_own_string() -> None:
    document = read(JSONL, "a.jsonl")
    assert segments(document) == [('The "port" is café', "Le port"), ("A\tB", None)]
    assert edited(JSONL, "a.jsonl", "is", "was – so") == JSONL.replace("is", "was \\u2013 so")
    assert edited(JSONL, "a.jsonl", "B", 'C"') == JSONL.replace("B", 'C\\"')
    plain = JSONL.replace("\\u00e9", "é")
    assert edited(plain, "a.jsonl", "is", "was – so") == plain.replace("is", "was – so")


def test_a_language_that_all_rows_name_is_the_source_language() -> None:
    row = '{"mt": "A port", "lp": "fr-en"}\n'
    assert read(row * 2, "a.jsonl").source_lang == "fr"
    assert read(row + row.replace("fr", "de"), "a.jsonl").source_lang is None


def test_mqm_files_of_google_and_wmt_show_their_marks() -> None:
    document = read(MQM, "a.tsv")
    assert segments(document) == [
        ('The ⟨v⟩"port⟨/v⟩ is shut', "Le port"), ("A fire", "Le feu")
    ]  # fmt: skip
    assert edited(MQM, "a.tsv", "is\tshut".replace("\t", " "), "was\n\tshut") == MQM.replace(
        "is shut", "was shut"
    )


def test_text_beside_a_mark_is_written_as_its_cell_wants() -> None:
    at = read(MQM, "a.tsv").text.index("⟨/v⟩")
    written = formats.write(read(MQM, "a.tsv"), [Edit(Span(at + 4, at + 4), "\tso")]).decode()
    assert written == MQM.replace("</v>", "</v> so")


@pytest.mark.parametrize(
    ("names", "mt", "src"),
    [
        (["src", "mt", "ref", "score"], "mt", "src"),  # COMET
        (["source", "hypothesis", "reference", "label"], "hypothesis", "source"),  # MetricX
        (["system", "doc", "source", "target", "category", "severity"], "target", "source"),
        (["id", "translation"], "translation", None),
    ],
)
def test_known_layouts(names: list[str], mt: str, src: str | None) -> None:
    fields = Fields.among(names, None, "a")
    assert (fields.mt, fields.src) == (mt, src)


def test_fields_are_named_by_option() -> None:
    text = "out,in\nThe port,Le port\n"
    with pytest.raises(InputError, match="no field of translations that is known; it has 'out'"):
        read(text, "a.csv")
    assert segments(read(text, "a.csv", fields="mt=out, src=in")) == [("The port", "Le port")]
    with pytest.raises(InputError, match="has no field 'inn'; it has 'out', 'in'"):
        read(text, "a.csv", fields="mt=inn")
    for asked in ("out", "mt=", "ref=x", "mt"):
        with pytest.raises(ConfigError, match="is unclear: say mt=NAME"):
            read(text, "a.csv", fields=asked)


CSV = 'id,mt,src\r\n1,The port is shut,"Le ""port"""\r\n2,"A ""fire"", here",\r\n\r\n3,,x\r\n'


@pytest.mark.parametrize(
    ("old", "new", "raw_old", "raw_new"),
    [
        ("is", "was", "is", "was"),
        ("is shut", 'is, "shut"', "The port is shut", '"The port is, ""shut"""'),
        ("here", 'in "here"', "here", 'in ""here""'),
        ('"fire"', "fire\nand", '""fire""', "fire\nand"),
    ],
)
def test_csv_cells_keep_their_quotation_marks_and_get_those_they_need(
    old: str, new: str, raw_old: str, raw_new: str
) -> None:
    assert segments(read(CSV, "a.csv")) == [
        ("The port is shut", 'Le "port"'), ('A "fire", here', None)
    ]  # fmt: skip
    assert edited(CSV, "a.csv", old, new) == CSV.replace(raw_old, raw_new)


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_what_parts_the_cells_is_told_from_the_names(delimiter: str) -> None:
    text = CSV.replace(",", delimiter).replace(f'""{delimiter}', '"",')
    assert len(read(text, "a.csv").segments) == 2


@given(TEXTS, st.data())
def test_tables_that_python_writes_come_back(texts: list[str], data: st.DataObject) -> None:
    texts = [f"Word {text}" for text in texts]
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator=data.draw(st.sampled_from(["\n", "\r\n"])))
    rows.writerows([["mt", "n"], *([text, "1"] for text in texts)])
    lines = "".join(json.dumps({"n": 1, "mt": text}) + "\n" for text in texts)
    row = data.draw(st.integers(0, len(texts) - 1))
    new = data.draw(st.sampled_from(["Port", 'a "b", c', "d\ne", "é\\u00e9", "\\"]))
    for name, raw in (("a.csv", table.getvalue()), ("a.jsonl", lines)):
        document = read(raw, name)
        assert formats.write(document, []) == raw.encode()
        start = document.segments[row].span.start
        written = formats.write(document, [Edit(Span(start, start + 4), new)]).decode()
        expected = [new + t[4:] if n == row else t for n, t in enumerate(texts)]
        if name == "a.csv":
            assert [r[0] for r in csv.reader(io.StringIO(written, newline=""))][1:] == expected
        else:
            assert [json.loads(line)["mt"] for line in written.split("\n") if line] == expected


BAD = {
    ("a.jsonl", '{"mt": "x"}\n{"mt": '): "line 2 is no JSON object",
    ("a.jsonl", '["mt"]'): "line 1 is no JSON object",
    ("a.jsonl", '{"mt": "x"} {"mt": "y"}'): "more than one value",
    ("a.jsonl", '{"mt": 7}'): "line 1: field mt is not a text",
    ("a.jsonl", '{"mt": "x", "n": ' + "[" * 100_000): "line 1 is nested too deeply",
    ("a.tsv", "mt\tsrc\nOne"): "row 2 has 1 fields where the first names 2",
    ("a.tsv", "a\tb\nOne\ttwo"): "no field of translations that is known",
    ("a.csv", 'mt,src\n"One,two\n' * 9): "row 3 has a quotation mark|row 2 has a quotation mark",
    ("a.csv", 'mt,src\n"One" x,two\n'): "row 2 has a quotation mark in the wrong place",
}


@pytest.mark.parametrize(("name", "text"), BAD)
def test_a_bad_table_is_refused_in_one_line(name: str, text: str) -> None:
    with pytest.raises(InputError, match=BAD[name, text]) as caught:
        read(text, name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [(f"a.{suffix}", text) for suffix in ("jsonl", "tsv", "csv") for text in ("", " \n\n")]
    + [("a.tsv", "mt\tsrc\n"), ("a.csv", "mt,src"), ("a.jsonl", '{"mt": ""}\n{"src": "Un"}\n')],
)
def test_a_table_without_a_translation_has_nothing_to_review(name: str, text: str) -> None:
    document = read(text, name)
    assert document.segments == ()
    assert formats.write(document, []) == text.encode()


def test_lines_of_two_files_are_pairs(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target, source = tmp_path / "a.en", tmp_path / "a.fr"
    target.write_text("The port is shut.\n\n  A fire – here  \n...\n")
    source.write_text("Le port est fermé.\n\nUn feu ici\n...")
    document = formats.read(target, format="moses")
    paired = formats.pairs.attach(document, formats.read(source, format="moses"))
    assert segments(paired) == [
        ("The port is shut.", "Le port est fermé."), ("A fire – here", "Un feu ici")
    ]  # fmt: skip
    assert formats.write(paired, [Edit(Span(0, 3), "A")]).startswith(b"A port is shut.\n\n  A fire")
    with source.open("a") as more:
        more.write("\nUn de trop\n")
    command = ["check", str(target), "--input-format", "moses", "--source", str(source)]
    assert run([*command, "--no-model"]) == 3
    assert "has 4 lines and its source" in capfd.readouterr().err


def test_without_pyarrow_one_line_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(InputError, match=r"needs pyarrow: install the extra, .*\[parquet\]"):
        read("PAR1", "a.parquet")


class TestParquet:
    """What needs pyarrow."""

    @pytest.fixture(autouse=True)
    def _arrow(self) -> None:
        self.arrow = pytest.importorskip("pyarrow", reason="pyarrow (extra parquet) is missing")
        self.parquet = pytest.importorskip("pyarrow.parquet")

    def table(self, **columns: Any) -> bytes:
        made = {"id": [1, 2, 3], "src": ["Le port", None, "x"], "score": [0.5, None, 1.0],
                "mt": ["The port is shut", None, "A fire"], **columns}  # fmt: skip
        out = io.BytesIO()
        table = self.arrow.table(made).replace_schema_metadata({"made by": "hand"})
        self.parquet.write_table(table, out, row_group_size=2, compression="zstd")
        return out.getvalue()

    def test_a_column_is_reviewed_and_the_rest_stays(self) -> None:
        data = self.table(lp=["fr-en"] * 3)
        document = formats.read_bytes(data, "a.parquet")
        assert document.source_lang == "fr"
        assert segments(document) == [("The port is shut", "Le port"), ("A fire", "x")]
        assert formats.write(document, []) == data
        start = document.text.index("A fire")
        edits = [Edit(Span(9, 11), "was"), Edit(Span(start, start + 1), "The")]
        written = formats.write(document, edits)
        before, after = (self.parquet.ParquetFile(io.BytesIO(d)) for d in (data, written))
        assert before.schema_arrow.equals(after.schema_arrow, check_metadata=True)
        assert after.metadata.num_row_groups == before.metadata.num_row_groups == 2
        assert after.metadata.row_group(0).column(0).compression == "ZSTD"
        old, new = before.read().to_pydict(), after.read().to_pydict()
        assert new.pop("mt") == ["The port was shut", None, "The fire"]
        old.pop("mt")
        assert old == new

    def test_rows_are_deleted_together(self) -> None:
        document = formats.read_bytes(self.table(), "a.parquet")
        written = formats.write(document, [Edit(Span(0, len(document.text)), "")])
        assert self.parquet.read_table(io.BytesIO(written)).column("mt").to_pylist() == [
            "",
            None,
            "",
        ]

    @pytest.mark.parametrize("cut", [4, 40, 400])
    def test_a_damaged_file_is_refused(self, cut: int) -> None:
        with pytest.raises(InputError, match="is no whole Parquet file"):
            formats.read_bytes(self.table()[:-cut], "a.parquet")

    def test_damage_in_a_column_that_is_not_read_is_told_when_it_is_written(self) -> None:
        data = bytearray(self.table(note=["text " * 200] * 3))
        meta = self.parquet.ParquetFile(io.BytesIO(bytes(data))).metadata.row_group(0)
        columns = [meta.column(n) for n in range(meta.num_columns)]
        at = next(c for c in columns if c.path_in_schema == "note").dictionary_page_offset
        data[at : at + 20] = b"\xff" * 20
        document = formats.read_bytes(bytes(data), "a.parquet")
        with pytest.raises(InputError, match=r"a.parquet is damaged \(") as caught:
            formats.write(document, [Edit(Span(0, 3), "A")])
        assert "\n" not in str(caught.value)

    def test_a_table_of_no_rows_has_nothing_to_review(self) -> None:
        none = self.arrow.table({"mt": self.arrow.array([], self.arrow.string())})
        out = io.BytesIO()
        self.parquet.write_table(none, out)
        document = formats.read_bytes(out.getvalue(), "a.parquet")
        assert document.segments == ()
        assert formats.write(document, []) == out.getvalue()

    def test_a_column_that_is_no_text_is_refused(self) -> None:
        with pytest.raises(InputError, match="column mt is not of texts"):
            formats.read_bytes(self.table(mt=[1, 2, 3]), "a.parquet")
