"""What holds of every format that wraps its text: for each file in samples/ that is one."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview import formats
from mtreview.errors import InputError
from mtreview.formats.editing import Limits, apply
from mtreview.model import Edit, Span

SAMPLES = sorted(
    path
    for path in (Path(__file__).parent / "samples").iterdir()
    if path.suffix in formats.SUFFIXES
)
SPACED = ("html", "docx", "srt", "vtt", "tsv")  # where a run of space or a tab is one space
TEXTS = st.text(st.sampled_from("ab é😀&<>\"'\\]{}%|\t,;=-"), max_size=6)


def spaced(text: str) -> str:
    """A text with single spaces; a sentence that an edit ends goes on in no other cue."""
    return " ".join(text.replace("⟨cue⟩", " ").split())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_file_without_edits_comes_back(path: Path) -> None:
    document = formats.read(path)
    assert document.segments
    assert formats.write(document, []) == path.read_bytes()


def test_damaged_files_are_refused_or_come_back(tmp_path: Path) -> None:
    script = Path(__file__).parent.parent / "scripts" / "fuzz"
    command = [sys.executable, str(script), "--count", "1500", "--out", str(tmp_path / "found")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_segments_and_placeholders_are_in_order(path: Path) -> None:
    document = formats.read(path)
    end = paragraph = 0
    for index, segment in enumerate(document.segments):
        assert segment.index == index
        assert end <= segment.span.start < segment.span.end <= len(document.text)
        assert paragraph <= segment.paragraph <= paragraph + 1
        end, paragraph = segment.span.end, segment.paragraph
    end = 0
    for inline in document.inlines:
        assert end <= inline.span.start < inline.span.end
        assert sum(segment.span.covers(inline.span) for segment in document.segments) == 1
        end = inline.span.end


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@given(data=st.data())
def test_edits_are_there_when_the_file_is_read_again(path: Path, data: st.DataObject) -> None:
    document = formats.read(path)
    limits, edits, at = Limits(document), [], -1
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(document.text)))
        end = data.draw(st.integers(start, min(start + 9, len(document.text))))
        edit = Edit(Span(start, end), f"x{data.draw(TEXTS)}")
        if start > at and limits.allow(edit) and edit.text.strip() == edit.text:
            segment = document.segments[limits.segment(edit) or 0]
            if segment.limit is None:
                edits.append(edit)
                at = end
    try:
        written = formats.write(document, edits)
    except InputError as error:  # subtitles know no way to write <b> as text
        assert "as text: it would be markup" in str(error)
        return
    again = formats.read_bytes(written, path.name)
    found, expected = again.text, apply(document.text, edits)
    if document.format in SPACED:
        found, expected = spaced(found), spaced(expected)
    if document.format == "docx":  # the look that most of a paragraph has is not marked
        found, expected = (re.sub("⟨[^⟩]*⟩", "", text) for text in (found, expected))
    assert found == expected
    if document.format not in SPACED:
        assert len(again.inlines) >= len(document.inlines)  # a new % may begin a directive
