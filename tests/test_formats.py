import codecs
import json
import os
import sys
import time
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mtreview import formats
from mtreview.errors import ConfigError, InputError
from mtreview.model import Document, Edit, Inline, Kind, Segment, Span

ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=300)
LINES = st.lists(
    st.sampled_from(
        ["A title", "Some prose here. And more, it seems.", "- an item", "***", "", " ", "\t",
         "شروع شد.", "שלום עולם", "日本語", "a\u2028b", "bell\x07", "\ufeffx", "x\x0cy", "1) one",
         "— Hello, he said.", "\u202eright\u202c", "é\u0301", "😀 Fine."]
    ),
    max_size=12,
)  # fmt: skip
MARKS = [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"),
         (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le")]  # fmt: skip


def pieces(text: str, name: str = "a.txt") -> list[tuple[int, str, str]]:
    document = formats.read_bytes(text.encode(), name)
    return [(s.paragraph, s.kind.value, s.span.of(text)) for s in document.segments]


def check_sound(document: Document) -> None:
    """Segments are ordered, disjoint, not empty, numbered; inlines lie within them, disjoint."""
    end, paragraph = 0, 0
    for index, segment in enumerate(document.segments):
        assert segment.index == index
        assert end <= segment.span.start < segment.span.end <= len(document.text)
        assert segment.span.of(document.text).strip() == segment.span.of(document.text)
        assert paragraph <= segment.paragraph <= paragraph + 1
        end, paragraph = segment.span.end, segment.paragraph
    end = 0
    for inline in document.inlines:
        assert end <= inline.span.start < inline.span.end
        assert sum(segment.span.covers(inline.span) for segment in document.segments) == 1
        end = inline.span.end


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(("bom", "codec"), MARKS)
@given(text=st.one_of(ANY_TEXT, st.tuples(LINES, st.sampled_from(["\n", "\r\n", "\r"])).map(
    lambda pair: pair[1].join(pair[0]))))  # fmt: skip
def test_a_file_without_edits_comes_back(name: str, bom: bytes, codec: str, text: str) -> None:
    assume(bom or not text.startswith(("\ufeff", "%PDF-", "PAR1", "{\\rtf")))
    data = bom + text.encode(codec)
    document = formats.read_bytes(data, name)
    assert (document.text, document.encoding, document.bom) == (text, codec, bom)
    assert formats.write(document, []) == data
    check_sound(document)


@given(LINES, st.sampled_from(MARKS), st.data())
def test_an_edit_changes_nothing_else(
    lines: list[str], mark: tuple[bytes, str], data: st.DataObject
) -> None:
    bom, codec = mark
    text = "\r\n".join(["Here it begins.", *lines])
    document = formats.read_bytes(bom + text.encode(codec), "a.txt")
    span = data.draw(st.sampled_from(document.segments)).span
    start = data.draw(st.integers(span.start, span.end))
    end = data.draw(st.integers(start, span.end))
    written = formats.write(document, [Edit(Span(start, end), "néw")])
    expected = text[:start] + "néw" + text[end:]
    assert written == bom + expected.encode(codec)


def test_edits_come_in_any_order_and_may_touch() -> None:
    edits = [
        Edit(Span(4, 7), "B"),
        Edit(Span(0, 3), ""),
        Edit(Span(7, 7), "!"),
        Edit(Span(3, 3), "-"),
    ]
    assert formats.apply("one two three", edits) == "- B! three"
    assert formats.apply("one two three", reversed(edits)) == "- B! three"
    assert formats.apply("", []) == ""


@pytest.mark.parametrize(
    "spans",
    [[(0, 3), (2, 4)], [(0, 3), (0, 3)], [(0, 3), (1, 1)], [(2, 2), (2, 2)], [(0, 99)], [(-1, 2)],
     [(3, 1)]],
)  # fmt: skip
def test_edits_that_clash_or_leave_the_text_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="edit"):
        formats.apply("one two three", [Edit(Span(*span), "x") for span in spans])


@pytest.mark.parametrize(
    ("span", "allowed"),
    [
        ((2, 5), True),
        ((2, 2), True),
        ((17, 17), True),
        ((6, 7), False),
        ((5, 9), False),
        ((8, 8), False),
        ((7, 7), True),
        ((9, 9), True),
        ((0, 1), False),
        ((15, 19), False),
        ((30, 31), False),
        ((20, 22), True),
    ],
)
def test_edits_stay_in_a_segment_and_off_markup(span: tuple[int, int], allowed: bool) -> None:
    text = "##first x`y` here## second one#"
    segments = (Segment(0, Span(2, 17)), Segment(1, Span(20, 30)))
    document = Document("a", text, segments, (Inline(Span(5, 7)), Inline(Span(7, 9), True)))
    edit = [Edit(Span(*span), "")]
    if allowed:
        formats.write(document, edit)
    else:
        with pytest.raises(ValueError, match="edit"):
            formats.write(document, edit)


def test_a_character_the_encoding_lacks_is_an_input_error() -> None:
    document = formats.read_bytes("Café is open.".encode("cp1252"), "a.txt", encoding="cp1252")
    with pytest.raises(InputError, match=r"a\.txt cannot be written as cp1252: it has no 'ł'"):
        formats.write(document, [Edit(Span(0, 4), "Złoty")])


PLAIN = {
    "": [],
    " \n\t\r\n\n": [],
    "***\n\n---\n\n===": [],
    "One. Two.\n\nThree.": [(0, "prose", "One."), (0, "prose", "Two."), (1, "prose", "Three.")],
    "A fire in the port\n\nIt began at noon.": [
        (0, "heading", "A fire in the port"),
        (1, "prose", "It began at noon."),
    ],
    "A fire in the port\nIt began at noon.\n": [
        (0, "heading", "A fire in the port"),
        (1, "prose", "It began at noon."),
    ],
    "A title\n=======\n\nProse comes here.": [
        (0, "heading", "A title"),
        (1, "prose", "Prose comes here."),
    ],
    "He go to school": [(0, "prose", "He go to school")],  # it heads nothing
    "and so on without end\n\nNext.": [
        (0, "prose", "and so on without end"),
        (1, "prose", "Next."),
    ],
    "Is it true?\n\nIt is.": [(0, "prose", "Is it true?"), (1, "prose", "It is.")],
    "A\n\nB\n\nC\n\nD\n\nThe end of it.": [
        *((n, "prose", "ABCD"[n]) for n in range(4)),
        (4, "prose", "The end of it."),
    ],
    "- milk\n- more milk\n\n1. First.\n•\tlast": [
        (0, "item", "milk"),
        (1, "item", "more milk"),
        (2, "item", "First."),
        (3, "item", "last"),
    ],
    "— Nobody, he said.": [
        (0, "prose", "— Nobody, he said."),
    ],
}


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text(text: str) -> None:
    assert pieces(text) == PLAIN[text]
    assert [piece[1:] for piece in pieces(text.replace("\n", "\r\n"))] == [
        piece[1:] for piece in PLAIN[text]
    ]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    line = "This is a line of prose that was wrapped at about seventy columns, so"
    document = formats.read_bytes(("\n".join([line] * 5) + " it ends.\n").encode(), "a.txt")
    assert len(document.segments) == 1
    assert document.segments[0].kind is Kind.PROSE


@pytest.mark.parametrize(
    ("name", "asked", "kind"),
    [
        ("a.txt", None, "text"),
        ("A.MD", None, "markdown"),
        ("a.markdown", None, "markdown"),
        ("a.unknown", None, "text"),
        ("<stdin>", None, "text"),
        ("<stdin>", "markdown", "markdown"),
        ("a.md", "text", "text"),
        ("", None, "text"),
    ],
)
def test_the_suffix_tells_the_format(name: str, asked: str | None, kind: str) -> None:
    document = formats.read_bytes(b"# Title\n\nProse.", name, format=asked, source_lang="fr")
    assert (document.format, document.source_lang) == (kind, "fr")


@pytest.mark.parametrize(("asked", "hint"), [("markdwn", "did you mean markdown"), ("x", "known")])
def test_an_unknown_format_names_the_nearest(asked: str, hint: str) -> None:
    with pytest.raises(ConfigError, match=hint):
        formats.read_bytes(b"", format=asked)


def test_a_file_is_read_by_path(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes("# Café\r\n\r\nIt is *open*.\r\n".encode("cp1252"))
    document = formats.read(path, encoding="cp1252")
    assert formats.read(str(path), encoding="windows-1252") == document
    assert document.name == str(path)
    assert [s.kind for s in document.segments] == [Kind.HEADING, Kind.PROSE]
    assert formats.write(document, []) == path.read_bytes()


def test_what_is_no_readable_file_is_refused_in_one_line(tmp_path: Path) -> None:
    cases = {tmp_path: "is a directory: name the files in it", tmp_path / "no": "does not exist"}
    cases[Path("a\0b")] = "is not the name of a file"
    cases[tmp_path / ("n" * 5000)] = "cannot be read|does not exist"
    pdf = tmp_path / "x.pdf"
    pdf.write_bytes(b"%PDF-1.7\n\x00")
    cases[pdf] = "x.pdf looks like a PDF file, not text"
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
        cases[tmp_path / "pipe"] = "is a pipe or a device"
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        cases[tmp_path / "loop"] = "cannot be read"
        if os.geteuid():  # root may read everything
            (tmp_path / "locked").touch(0o000)
            cases[tmp_path / "locked"] = "may not be read: check its permissions"
    for path, message in cases.items():
        with pytest.raises(InputError, match=message) as caught:
            formats.read(path)
        assert "\n" not in str(caught.value)


def test_a_permission_error_is_an_input_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="may not be read: check its permissions"):
        formats.read(__file__)


@pytest.mark.parametrize("unit", ["word ", "A. ", "x\n", "- a\n", "(", "\u2028", "Mr. ", "."])
def test_time_is_linear_in_the_size_of_a_plain_text(unit: str) -> None:
    data = (unit * (100_000 // len(unit))).encode()
    began = time.process_time()
    document = formats.read_bytes(data, "a.txt")
    assert time.process_time() - began < 20
    assert formats.write(document, []) == data


def test_a_line_of_a_million_characters_and_a_text_of_20_mb() -> None:
    line = b"word word, " * 90_000
    assert len(formats.read_bytes(line, "a.txt").segments) == 1
    sentence = "The ship left the port at noon and nobody saw it, " + "they say again, " * 30
    prose = (f"{sentence}but not now.\r\n\r\n" * 40_000).encode()
    assert len(prose) > 20_000_000
    document = formats.read_bytes(prose, "a.txt")
    assert len(document.segments) == 40_000
    assert document.segments[-1].paragraph == 39_999
    assert formats.write(document, [Edit(Span(0, 3), "A")]) == b"A" + prose[3:]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.jsonl", "a.csv", "a.srt", "a.po", "a.html"])
def test_millions_of_lines_are_refused_before_they_fill_the_memory(
    name: str, line_end: str
) -> None:
    with pytest.raises(InputError, match=r"has more than 1,000,000 lines: split it") as caught:
        formats.read_bytes(f"a{line_end}".encode() * 1_000_001, name)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("side", ["mt", "src"])
def test_a_segment_longer_than_a_book_is_refused(side: str) -> None:
    rows = {"mt": "It is here.", "src": "C'est ici."}

    def read(characters: int) -> Document:
        row = json.dumps(rows | {side: "a " * (characters // 2)})
        return formats.read_bytes(row.encode(), "a.jsonl")

    assert len(read(1_000_000).segments) == 1
    with pytest.raises(InputError, match=r"a.jsonl has a segment of 1,000,0\d\d characters, more"):
        read(1_000_010)


@pytest.mark.parametrize("folder", ["detectors", "ape", "qe", "tui"])
def test_rules_and_screens_know_traits_and_no_format(folder: str) -> None:
    modules = list((Path(formats.__file__).parents[1] / folder).rglob("*.py"))
    assert modules
    assert [path.name for path in modules if "document.format" in path.read_text("utf-8")] == []
