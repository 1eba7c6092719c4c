"""Which edits a file takes, and which it refuses."""

import pytest

from mtreview.formats import read_bytes, write
from mtreview.model import Document, Edit, Span

TEXT = "One is here.\n\nShare on X\n\nTwo is here. So is three.\n"


def edited(*edits: Edit, text: str = TEXT, name: str = "a.txt") -> str:
    return write(read_bytes(text.encode(), name), edits).decode()


def cut(what: str, text: str = TEXT) -> Edit:
    start = text.index(what)
    return Edit(Span(start, start + len(what)), "")


def test_a_line_is_deleted_with_its_break() -> None:
    left = "One is here.\n\nTwo is here. So is three.\n"
    assert edited(cut("Share on X\n\n")) == left
    assert edited(cut("\n\nShare on X")) == left
    assert edited(cut("Share on X\n\nTwo is here. ")) == "One is here.\n\nSo is three.\n"


@pytest.mark.parametrize("what", ["\n\n", "here.\n\nShare on X", "Share on X\n\nTwo"])
def test_a_deletion_takes_no_part_of_a_segment_with_a_break(what: str) -> None:
    with pytest.raises(ValueError, match="not within one segment"):
        edited(cut(what))


def test_a_break_is_not_replaced() -> None:
    with pytest.raises(ValueError, match="not within one segment"):
        edited(Edit(cut("Share on X\n\n").span, "Share\n"))


def test_a_deletion_takes_no_markup_along() -> None:
    text = "One is here.\n\n> Share on X\n\nTwo is here.\n"
    document: Document = read_bytes(text.encode(), "a.md")
    assert document.format == "markdown"
    with pytest.raises(ValueError, match="not within one segment"):
        edited(cut("> Share on X\n\n", text), text=text, name="a.md")


def test_a_document_without_segments_takes_no_edit() -> None:
    with pytest.raises(ValueError, match="not within one segment"):
        edited(Edit(Span(0, 1), ""), text="\n\n")
