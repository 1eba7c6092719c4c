"""Text that stands in a file of another kind, and edits that find their way into it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview.formats.layout import Builder, splice
from mtreview.model import Document, Edit, Segment, Span

RAW = "<u>Fish &amp; <b id='7'>chips</b><!-- x --> are good.</u><u lock>Stay.</u>"


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def document() -> Document:
    builder = Builder(RAW, escape)

    at = 0

    def find(raw: str) -> tuple[int, int]:
        nonlocal at
        low = RAW.index(raw, at)
        at = low + len(raw)
        return low, at

    def add(raw: str, text: str | None = None) -> None:
        builder.add(raw if text is None else text, *find(raw))

    def mark(label: str, raw: str) -> None:
        builder.mark(label, *find(raw))

    add("Fish ")
    add("&amp;", "&")
    add(" ")
    mark("b1", "<b id='7'>")
    add("chips")
    mark("/b1", "</b>")
    add(" are good.")
    first = Span(0, builder.at)
    builder.gap("\n\n")
    start = builder.at
    add("Stay.")
    segments = (Segment(0, first), Segment(1, Span(start, builder.at), 1, locked=True))
    return Document("x", builder.text, segments, tuple(builder.inlines), layout=builder.layout())


def edited(old: str, new: str) -> str:
    doc = document()
    start = doc.text.index(old)
    return splice(doc, [Edit(Span(start, start + len(old)), new)]).decode()


def test_the_text_is_read_without_how_it_is_written() -> None:
    assert document().text == "Fish & ⟨b1⟩chips⟨/b1⟩ are good.\n\nStay."
    assert splice(document(), []).decode() == RAW


@pytest.mark.parametrize(
    ("old", "new", "raw_old", "raw_new"),
    [
        ("good", "so < good", "good", "so &lt; good"),
        ("&", "and", "&amp;", "and"),
        ("sh & ", "x & ", "sh &amp; ", "x &amp; "),
        ("chips", "", "chips", ""),
        ("⟨b1⟩chips⟨/b1⟩ are", "⟨b1⟩peas⟨/b1⟩ were", "chips</b><!-- x --> are",
         "peas</b><!-- x --> were"),
        ("Fish & ⟨b1⟩", "All ⟨b1⟩", "Fish &amp; <b", "All <b"),
    ],
)  # fmt: skip
def test_an_edit_changes_only_what_it_is_of(old: str, new: str, raw_old: str, raw_new: str) -> None:
    assert edited(old, new) == RAW.replace(raw_old, raw_new)


def test_an_insertion_goes_on_its_side_of_a_tag() -> None:
    doc, at = document(), document().text.index("⟨b1⟩")
    assert splice(doc, [Edit(Span(at, at), "my ")]).decode() == RAW.replace("; <b", "; my <b")
    inside = at + len("⟨b1⟩")
    assert splice(doc, [Edit(Span(inside, inside), "my ")]).decode() == RAW.replace(
        "chips", "my chips"
    )


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("⟨b1⟩chips⟨/b1⟩", "peas", "write over the markup"),
        ("⟨b1⟩chips⟨/b1⟩", "⟨b1⟩peas", "write over the markup"),
        ("⟨b1⟩chips⟨/b1⟩", "⟨/b1⟩peas⟨b1⟩", "reorder or repeat the markup"),
        ("⟨b1⟩chips⟨/b1⟩", "⟨b1⟩a⟨/b1⟩⟨b1⟩b⟨/b1⟩", "reorder or repeat the markup"),
        ("1⟩chips", "1⟩peas", "write over the markup"),
        ("Stay", "Go", "locked in its file"),
        ("good.\n\nStay", "x", "not within one segment"),
        ("Stay.", "", "locked in its file"),
    ],
)
def test_what_would_lose_a_tag_or_is_locked_is_refused(old: str, new: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        edited(old, new)


@given(st.data())
def test_the_file_reads_as_the_edited_text(data: st.DataObject) -> None:
    """Whatever is edited between the tags, the file holds that, and the rest as it was."""
    doc = document()
    parts = [(0, 7), (11, 16), (21, 31)]
    low, high = data.draw(st.sampled_from(parts))
    start = data.draw(st.integers(low, high))
    end = data.draw(st.integers(start, high))
    new = data.draw(st.text("a&<; ", max_size=5))
    written = splice(doc, [Edit(Span(start, end), new)]).decode()
    plain = written.replace("<b id='7'>", "\1").replace("</b>", "\2").replace("<!-- x -->", "")
    plain = plain.replace("<u>", "").replace("</u><u lock>", "\n\n").replace("</u>", "")
    plain = plain.replace("&lt;", "<").replace("&amp;", "&")
    expected = doc.text[:start] + new + doc.text[end:]
    assert plain.replace("\1", "⟨b1⟩").replace("\2", "⟨/b1⟩") == expected
