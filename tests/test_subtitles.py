"""SubRip and WebVTT: cues are reviewed, timings stay, edited lines are as long as the others."""

import shutil
import subprocess
from pathlib import Path

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview import formats
from mtreview.errors import InputError
from mtreview.model import Document, Edit, Span

SRT = """1
00:00:01,000 --> 00:00:04,000
The deployment of forces
Russian armies has been

2
00:00:04,100 --> 00:00:06,000
announced <i>today</i> by the minister.

3
00:00:06,500 --> 00:00:08,000
- Who is there?
- It is me.

4
00:00:09,000 --> 00:00:10,000  X1:40 X2:600
{\\an8}HARBOUR

5
00:00:11,000 --> 00:00:12,000
He left with
6
00:00:13,000 --> 00:00:14,000
Mr. Tokayev & co.
"""
VTT = """WEBVTT - made by hand
X-TIMESTAMP-MAP=LOCAL:00:00:00.000

STYLE
::cue { color: white }

NOTE
Not a cue, says the editor.

intro
00:01.000 --> 00:04.000 align:start
<v Ann>The port &amp; the ships
are <00:00:02.500>burning.</v>

01:00:04.000 --> 01:00:06.000
Nobody was hurt.
"""


def read(text: str, name: str = "a.srt") -> Document:
    return formats.read_bytes(text.encode(), name)


def segments(document: Document) -> list[str]:
    return [segment.span.of(document.text) for segment in document.segments]


def edited(text: str, old: str, new: str, name: str = "a.srt") -> str:
    document = read(text, name)
    start = document.text.index(old)
    return formats.write(document, [Edit(Span(start, start + len(old)), new)]).decode()


def test_cues_are_reviewed_and_a_sentence_goes_on_in_the_next() -> None:
    assert segments(read(SRT)) == [
        "The deployment of forces\nRussian armies has been ⟨cue⟩announced ⟨i⟩today⟨/i⟩ by the "
        "minister.",
        "Who is there?",
        "It is me.",
        "HARBOUR",
        "He left with ⟨cue⟩Mr. Tokayev & co.",
    ]


def test_of_webvtt_headers_styles_and_notes_are_passed_over() -> None:
    document = read(VTT, "a.vtt")
    assert segments(document) == [
        "The port & the ships\nare ⟨00:00:02.500⟩burning.", "Nobody was hurt.",
    ]  # fmt: skip
    assert edited(VTT, "port & the", "<port> & some", "a.vtt") == VTT.replace(
        "port &amp; the", "&lt;port&gt; &amp; some"
    )


@pytest.mark.parametrize(
    ("old", "new", "raw_old", "raw_new"),
    [
        ("Who is", "Who’s", "Who is", "Who’s"),
        ("today", "at noon", "today", "at noon"),
        ("forces\nRussian armies", "Russian armed forces",
         "The deployment of forces\nRussian armies has been",
         "The deployment of Russian\narmed forces has been"),
        ("HARBOUR", "THE HARBOUR, WHICH BURNT FOR TWO DAYS AND NIGHTS",
         "{\\an8}HARBOUR", "{\\an8}THE HARBOUR, WHICH BURNT\nFOR TWO DAYS AND NIGHTS"),
        ("Who is there?", "Who is it that is standing there at this hour of the night?",
         "Who is there?", "Who is it that is standing there at this hour of the night?"),
        ("HARBOUR", "TWO\n\nLINES", "HARBOUR", "TWO\nLINES"),
        ("co.", "", "& co.", "&"),
    ],
)  # fmt: skip
def test_an_edit_keeps_timings_and_the_length_of_lines(
    old: str, new: str, raw_old: str, raw_new: str
) -> None:
    assert edited(SRT, old, new) == SRT.replace(raw_old, raw_new)


def test_an_edit_over_two_cues_keeps_their_border() -> None:
    assert edited(SRT, "has been ⟨cue⟩announced", "was ⟨cue⟩said to come") == SRT.replace(
        "has been", "was"
    ).replace("announced", "said to come")
    with pytest.raises(ValueError, match="would write over the markup"):
        edited(SRT, "has been ⟨cue⟩announced", "was announced")


def test_the_space_before_the_next_cue_is_written_where_words_come_behind_it() -> None:
    text = SRT.replace("armies has been", "armies,")
    assert edited(text, ", ⟨cue⟩", "x & b⟨cue⟩") == text.replace("armies,", "armiesx & b")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_break_stays(newline: str) -> None:
    text = SRT.replace("\n", newline)
    assert formats.write(read(text), []) == text.encode()
    assert segments(read(text)) == segments(read(SRT))
    written = edited(text, "forces\nRussian armies", "Russian armed\nforces")
    assert written == text.replace(
        f"forces{newline}Russian armies", f"Russian armed{newline}forces"
    )


@pytest.mark.parametrize(("text", "form"), [(SRT, "srt"), (VTT, "vtt"), ("WEBVTTX", "text")])
def test_a_file_is_known_by_its_content(text: str, form: str) -> None:
    assert read(text, "a.sub").format == form


def test_an_old_encoding_is_named() -> None:
    data = SRT.replace("me.", "me, né.").encode("cp1252")
    with pytest.raises(InputError, match="name its encoding"):
        formats.read_bytes(data, "a.srt")
    assert formats.write(formats.read_bytes(data, "a.srt", encoding="cp1252"), []) == data


PARTS = st.lists(
    st.sampled_from(
        ["1\n", "00:00:01,000 --> 00:00:02,000\n", "00:01.000 --> 00:02.000\n", "\n", "Text.\n",
         "and goes on,\n", "- A line\n", "<i>x</i>", "<", "{\\an8}", "&amp; ", "-->", "NOTE\n",
         "  \n", "WEBVTT\n", "é\r\n", "2\r", "-\n", "\t"]
    ),
    max_size=20,
)  # fmt: skip


@given(PARTS, st.sampled_from(["a.srt", "a.vtt"]), st.data())
def test_a_file_comes_back_and_reads_as_it_was_edited(
    parts: list[str], name: str, data: st.DataObject
) -> None:
    text = "".join(parts) + "\n\n9\n00:01:00,000 --> 00:01:01,000\nIt ends here.\n"
    document = read(text, name)
    assert formats.write(document, []) == text.encode()
    segment = data.draw(st.sampled_from(document.segments))
    low = max((i.span.end for i in document.inlines if segment.span.covers(i.span)),
              default=segment.span.start)  # fmt: skip
    edit = Edit(Span(low, segment.span.end), data.draw(st.sampled_from(["It is new", "a & b"])))
    again = formats.read_bytes(formats.write(document, [edit]), name)
    assert again.text.split() == formats.apply(document.text, [edit]).split()


def test_a_library_reads_the_same_cues_and_timings() -> None:
    written = edited(SRT, "forces\nRussian armies", "Russian armed forces")
    before, after = pysubs2.SSAFile.from_string(SRT), pysubs2.SSAFile.from_string(written)
    assert [(e.start, e.end) for e in before] == [(e.start, e.end) for e in after]
    changed = [(a.text, b.text) for a, b in zip(before, after, strict=True) if a.text != b.text]
    assert changed == [
        ("The deployment of forces\\NRussian armies has been",
         "The deployment of Russian\\Narmed forces has been"),
    ]  # fmt: skip


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_files_of_ffmpeg_come_back_and_are_read_by_it(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text(SRT)
    for name in ("b.vtt", "c.srt"):
        _ffmpeg(tmp_path / "a.srt", tmp_path / name)
        document = formats.read(tmp_path / name)
        assert formats.write(document, []) == (tmp_path / name).read_bytes()
        start = document.text.index("Who is")
        new = formats.write(document, [Edit(Span(start, start + 6), "Who’s")])
        (tmp_path / name).write_bytes(new)
        _ffmpeg(tmp_path / name, tmp_path / f"again-{name}")
        again = formats.read(tmp_path / f"again-{name}")
        assert segments(again) == [s.replace("Who is", "Who’s") for s in segments(document)]


def _ffmpeg(source: Path, target: Path) -> None:
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(source), str(target)], check=True)


@pytest.mark.parametrize(
    "text",
    ["<" * 100_000, "{\\" * 100_000, "&" * 100_000, "0" * 100_000, "00:00:00" * 20_000,
     "\n" * 200_000, " " * 200_000, "-" * 100_000, "1\n00:00:01,000 --> 00:00:02,000\n" * 10_000],
)  # fmt: skip
def test_a_hostile_file_comes_back(text: str) -> None:
    text = f"1\n00:00:01,000 --> 00:00:02,000\n{text}"
    assert formats.write(read(text), []) == text.encode()
