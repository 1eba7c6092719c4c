"""TMX: read, edited in place, scored as it streams."""

import io
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from mtreview import formats
from mtreview.cli import export as cli_export
from mtreview.cli import run
from mtreview.corpus.rows import Reject, Row
from mtreview.corpus.xml_rows import read_xml_rows
from mtreview.errors import InputError
from mtreview.formats import tmx
from mtreview.model import Document, Edit, Span

SAMPLE = Path(__file__).parent / "samples" / "memory.tmx"
HEAD = '<tmx version="1.4"><header srclang="fr"/><body>'
TAIL = "</body></tmx>"


def unit(target: str, *, lang: str = "en") -> str:
    source = '<tuv xml:lang="fr"><seg>Bonjour.</seg></tuv>'
    return f'<tu>{source}<tuv xml:lang="{lang}"><seg>{target}</seg></tuv></tu>'


def edit(document: Document, old: str, new: str) -> Edit:
    start = document.text.index(old)
    return Edit(Span(start, start + len(old)), new)


def test_the_english_variant_is_read_beside_its_source() -> None:
    document = formats.read(SAMPLE)
    assert [segment.span.of(document.text) for segment in document.segments] == [
        "He does not there was a ⟨bpt1/⟩conflict⟨ept1/⟩ & more.",
        "At the ⟨hi⟩top⟨/hi⟩ of power⟨ph1/⟩.",
        "It is old.",
    ]
    sources = [segment.source for segment in document.segments]
    assert sources == ["Il n’y a pas de conflit.", "Ganz oben.", "Vieux."]
    assert (document.source_lang, document.target_lang) == ("fr", "en")


def test_another_language_is_read_where_none_is_english() -> None:
    document = formats.read_bytes(f"{HEAD}{unit('Hallo.', lang='de')}{TAIL}".encode(), "a.tmx")
    assert (document.text, document.target_lang) == ("Hallo.", "de")


def test_an_edit_changes_nothing_else() -> None:
    document, raw = formats.read(SAMPLE), SAMPLE.read_text("utf-8")
    made = formats.write(document, [edit(document, "& more", "<war> “so”")]).decode()
    assert made == raw.replace("&amp; more", "&lt;war&gt; “so”")


def test_a_placeholder_is_not_lost() -> None:
    document = formats.read(SAMPLE)
    with pytest.raises(ValueError, match="write over the markup"):
        formats.write(document, [edit(document, "power⟨ph1/⟩", "power")])


def test_rows_are_read_as_the_file_streams() -> None:
    rows = list(read_xml_rows(io.BytesIO(SAMPLE.read_bytes()), "tmx", "a.tmx", None))
    assert [(row.id, row.mt, row.source_lang) for row in rows if isinstance(row, Row)] == [
        ("1", "He does not there was a conflict & more.", "fr"),
        (2, "At the top of power.", "de"),
        (3, "It is old.", "fr"),
    ]
    assert [row for row in rows if isinstance(row, Reject)] == [
        Reject(4, "the unit has no English variant"),
        Reject(5, "the target is empty"),
    ]


class Endless(io.RawIOBase):
    """A file that is made as it is read."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._parts = parts

    def read(self, _size: int = -1) -> bytes:
        return next(self._parts, b"")


def rows_of(parts: Iterator[bytes]) -> Iterator[Row | Reject]:
    return read_xml_rows(cast(BinaryIO, Endless(parts)), "tmx", "a.tmx", None)


def test_a_large_memory_takes_no_more_room_than_a_small_one() -> None:
    def parts() -> Iterator[bytes]:
        yield HEAD.encode()
        block = "".join(unit(f"It is here {n}.") for n in range(1000)).encode()
        for _ in range(40):
            yield block
        yield TAIL.encode()

    tracemalloc.start()
    count = len([None for _ in rows_of(parts())])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 40_000
    assert peak < 8 * 2**20  # of some 4 MB a thousand units' events


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([b"<tmx><body><tu><tuv a='", *[b"x" * 2**20] * 80], "a part of more than 64 MB"),
        ([b"<tmx><body><tu><tuv><seg>", *[b"x" * 2**20] * 80], "a part of more than 64 MB"),
        ([HEAD.encode(), unit("One").encode(), b"</body>"], "no element found"),
        ([b"<xliff/>"], "is no TMX"),
        ([b""], "is empty"),
    ],
)  # fmt: skip
def test_bad_memories_are_refused_in_bounded_memory(parts: list[bytes], said: str) -> None:
    with pytest.raises(InputError, match=said):
        list(rows_of(iter(parts)))


def test_a_memory_is_scored(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run(["score", str(SAMPLE), "--no-model", "-o", str(out)]) == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["1", 2, 3]
    assert rows[0]["findings"][0]["rule"] == "garbled-negation"
    rejects = (tmp_path / "out.rejects.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["line"] for line in rejects] == [4, 5]


@pytest.mark.parametrize("codec", ["utf-16", "latin-1"])
def test_a_memory_in_another_encoding_is_scored(codec: str, tmp_path: Path) -> None:
    declared = f'<?xml version="1.0" encoding="{codec}"?>'
    path = tmp_path / "a.tmx"
    path.write_bytes(f"{declared}{HEAD}{unit('It is é.')}{TAIL}".encode(codec))
    with path.open("rb") as file:
        rows = list(read_xml_rows(file, "tmx", "a.tmx", None))
    assert [row.mt for row in rows if isinstance(row, Row)] == ["It is é."]
    document = formats.read(path)
    made = formats.write(document, [edit(document, "é", "“ê”")])
    assert formats.read_bytes(made, "a.tmx").text == "It is “ê”."


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold only two units at a time, and take any file for a large one."""
    monkeypatch.setattr(tmx, "UNITS_HELD", 2)
    monkeypatch.setattr(cli_export, "LARGEST", 10)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.usefixtures("few")
def test_slices_of_a_memory_are_the_memory(codec: str, size: int) -> None:
    declared = f'<?xml version="1.0" encoding="{codec.removesuffix("-sig")}"?>'
    units = " ".join(unit(f"It is é {n}.") for n in range(5))
    data = f"{declared}{HEAD}\n{units}\n{TAIL}<!-- so -->".encode(codec)
    chunks = (data[at : at + size] for at in range(0, len(data), size))
    found = list(tmx.slices(chunks, "a.tmx", None))
    assert b"".join(part.data for part in found) == data
    assert [part.units for part in found if part.units] == [2, 2, 1]
    assert {part.srclang for part in found if part.units} == {"fr"}


@pytest.mark.usefixtures("few")
def test_a_memory_of_any_size_is_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, out, whole = tmp_path / "a.tmx", tmp_path / "out.tmx", SAMPLE.read_text("utf-8")
    path.write_text(whole, "utf-8")
    assert run(["export", str(path), "--no-model", "-o", str(out)]) == 0
    assert out.read_text("utf-8") == whole
    command = ["export", str(path), "--no-model", "--accept", "all", "--force", "-o", str(out)]
    assert run(command) == 0
    assert "1 suggestion applied unseen, 0 findings still open" in capsys.readouterr().err
    assert out.read_text("utf-8") == whole.replace("He does not there was a", "There was not a")


@pytest.mark.usefixtures("few")
def test_a_memory_that_breaks_off_leaves_no_file(tmp_path: Path) -> None:
    path, out = tmp_path / "a.tmx", tmp_path / "out.tmx"
    path.write_bytes(SAMPLE.read_bytes()[:-20])
    assert run(["export", str(path), "--no-model", "-o", str(out)]) == 3
    assert [p.name for p in tmp_path.iterdir()] == ["a.tmx"]
