"""gettext PO and POT: read, edited in place, flags and comments."""

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtreview import formats
from mtreview.cli import run
from mtreview.config import Config
from mtreview.errors import InputError
from mtreview.formats.po_syntax import entries, written
from mtreview.model import Action, Decision, Document, Edit, Span
from mtreview.outcomes import Item, Review, State
from mtreview.pipeline import Pipeline
from mtreview.review.fold import open_items

SAMPLE = Path(__file__).parent / "samples" / "program.po"
RAW = SAMPLE.read_text("utf-8")


def edit(document: Document, old: str, new: str) -> Edit:
    start = document.text.index(old)
    return Edit(Span(start, start + len(old)), new)


def reviewed(document: Document, *, dismiss: bool = False) -> tuple[Item, ...]:
    result = Pipeline(Config(model=False)).check(document)
    items = tuple(open_items(result.findings).values())
    if not dismiss:
        return items
    return tuple(
        Item(f, State.DISMISSED, Decision(Action.DISMISS, f.id, f.rule, f.span, f.text))
        for f in (item.finding for item in items)
    )


def test_translations_are_read_beside_their_messages() -> None:
    document = formats.read(SAMPLE)
    assert [segment.span.of(document.text) for segment in document.segments] == [
        'He does not there was "conflict".',
        "At the top of power %d\nand at the end.",
        "%d day",
        "%d days",
    ]
    assert [s.source for s in document.segments] == [
        'Il n\'y a pas de "conflit".', "Au sommet du pouvoir %d", "%d jour", "%d jours",
    ]  # fmt: skip
    assert (document.source_lang, document.target_lang) == (None, "en")
    assert [i.span.of(document.text) for i in document.inlines] == ["%d"]  # flagged c-format
    assert not any(segment.locked for segment in document.segments)


@pytest.mark.parametrize(
    ("old", "new", "raw_old", "raw_new"),
    [
        ('"conflict"', "a \\ “war”\t\n", '\\"conflict\\"', "a \\\\ “war”\\t\\n"),
        ("power %d\nand", "might %d\nor", 'power %d\\n"\n"and', 'might %d\\n"\n"or'),
        ("days", "d.", '%d days"', '%d d."'),
    ],
)
def test_an_edit_changes_nothing_else(old: str, new: str, raw_old: str, raw_new: str) -> None:
    document = formats.read(SAMPLE)
    made = formats.write(document, [edit(document, old, new)]).decode()
    assert made == RAW.replace(raw_old, raw_new)


def test_a_directive_is_not_lost() -> None:
    document = formats.read(SAMPLE)
    with pytest.raises(ValueError, match="write over the markup “%d”"):
        formats.write(document, [edit(document, "power %d", "power")])


@pytest.mark.parametrize(
    ("flags", "left"),
    [("#, fuzzy, c-format\n", "#, c-format\n"), ("#, fuzzy\n", ""),
     ("#,c-format,fuzzy\n", "#, c-format\n"), ("#, c-format\n#, fuzzy\n", "#, c-format\n")],
)  # fmt: skip
def test_what_is_decided_is_fuzzy_no_more(flags: str, left: str) -> None:
    raw = RAW.replace("#, fuzzy, c-format\n", flags)
    document = formats.read_bytes(raw.encode(), "a.po")
    open_ = Review(reviewed(document), state="reviewed")
    assert formats.write(document, [], open_).decode() == raw
    decided = Review(reviewed(document, dismiss=True), state="reviewed")
    assert formats.write(document, [], decided).decode() == raw.replace(flags, left)


def test_findings_are_comments_and_come_once() -> None:
    document = formats.read(SAMPLE)
    review = Review(reviewed(document), findings=True)
    made = formats.write(document, [], review)
    entry = polib.pofile(made.decode()).find('Il n\'y a pas de "conflit".')
    assert entry.tcomment.startswith("mtreview: garbled-negation (major): “He does not there was”")
    again = formats.read_bytes(made, "a.po")
    assert formats.write(again, [], Review(reviewed(again), findings=True)) == made
    none = formats.write(again, [], Review((), findings=True))
    assert none.decode() == RAW


def test_a_template_shows_its_messages_locked() -> None:
    header = b'msgid ""\nmsgstr "Content-Type: text/plain; charset=CHARSET\\n"\n\n'
    data = header + b'msgid "Open it"\nmsgstr ""\n'
    document = formats.read_bytes(data, "a.pot")
    assert document.text == "Open it"
    assert document.segments[0].locked
    with pytest.raises(ValueError, match="locked in its file"):
        formats.write(document, [edit(document, "Open", "Close")])


def test_the_charset_of_the_header_is_kept() -> None:
    raw = RAW.replace("UTF-8", "ISO-8859-1").replace("days", "dáys")
    document = formats.read_bytes(raw.encode("latin-1"), "a.po")
    assert document.text.endswith("dáys")
    made = formats.write(document, [edit(document, "day", "dày")])
    assert made.decode("latin-1") == raw.replace('"%d day"', '"%d dày"')
    with pytest.raises(InputError, match="cannot be written as"):
        formats.write(document, [edit(document, "day", "день")])


def test_line_ends_and_a_mark_are_kept() -> None:
    raw = "\ufeff" + RAW.replace("\n", "\r\n")
    document = formats.read_bytes(raw.encode(), "a.po")
    assert formats.write(document, []) == raw.encode()
    made = formats.write(document, [], Review(reviewed(document), findings=True)).decode()
    assert made.count("\n") == made.count("\r\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('msgid "a"\nmsgstr "b\n', "line 2: a string that is not closed"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "c"\n', "line 3: a message that begins within another"),
        ('msgstr "c"\n', "line 1: a translation of nothing"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "line 3: a second translation"),
        ('msgid "a"\n', "a message without a msgstr"),
        ('"a"\n', "line 1: a string that belongs to no message"),
        ("hello\n", "line 1: “hello” is no line of a PO file"),
        ('msgid "a" b\nmsgstr "c"\n', "line 1: a string that is not closed, or none"),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n', "klingon"),
    ],
)
def test_bad_files_are_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        formats.read_bytes(text.encode(), "a.po")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), min_size=1)))
def test_strings_are_read_as_polib_reads_them(texts: list[str]) -> None:
    file = polib.POFile()
    for number, text in enumerate(texts):
        file.append(polib.POEntry(msgid=f"{number}", msgstr=text))
    raw = str(file)
    ours = {e.source.text(raw): e.targets[0].text(raw) for e in entries(raw, "a.po") if e.source}
    for number, text in enumerate(texts):
        assert ours[str(number)] == text


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_written_is_read_again(text: str) -> None:
    raw = f'msgid "a"\nmsgstr "{written(text)}"\n'
    entry = next(entries(raw, "a.po"))
    assert entry.targets[0].text(raw) == text


def test_a_document_is_no_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(SAMPLE), "--no-model"]) == 3
    assert "is a po document and no corpus: mtreview check scores it" in capsys.readouterr().err
