"""HTML: what is reviewed, what stays as it is, and what broken or hostile pages do."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from mtreview import formats
from mtreview.errors import ConfigError, InputError
from mtreview.formats.html_tokens import tokens
from mtreview.model import Document, Edit, Span

PAGE = (Path(__file__).parent / "samples" / "page.html").read_text("utf-8")
FRAGMENTS = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class=\"a>b\">", "</div>", "<b>", "</b>", "<a href='x?a&b'>", "</a>",
         "One sentence stands here. ", "Another one, it seems. ", "a\n  b", " ", "\n", "&amp;", "&",
         "&rsquo;", "&nbsp;", "&notit;", "&#8217;", "<br>", "<br/>", "<!-- c -->", "<!--",
         "<img alt=x>", "<code>x</code>", "<code>", "<script>a<b</script>", "<li>", "<h2>", "</h2>",
         "<pre> x </pre>", "<span translate=no>Acme Co. </span>", "<", ">", "</", "é", "日本語。",
         "<td>", "<ul>", "</ul>", "<svg><title>t</title></svg>", "<p class=notranslate>x", "\"",
         "\u2028"]
    ),
    max_size=25,
)  # fmt: skip


def read(text: str, **options: str) -> Document:
    return formats.read_bytes(text.encode(), "a.html", **options)


def pieces(text: str, **options: str) -> list[tuple[int, str, str]]:
    document = read(text, **options)
    return [(s.paragraph, s.kind.value, s.span.of(document.text)) for s in document.segments]


def edited(text: str, *changes: tuple[str, str]) -> str:
    document = read(text)
    edits = []
    for old, new in changes:
        start = document.text.index(old)
        edits.append(Edit(Span(start, start + len(old)), new))
    return formats.write(document, edits).decode()


def test_the_article_of_a_page_is_reviewed() -> None:
    assert pieces(PAGE) == [
        (0, "heading", "A fire in the port"),
        (1, "prose", "The fire’s cause is unknown."),
        (1, "prose", 'It began at noon in the ⟨b⟩old port⟨/b⟩, where "three ships" lay, and it '
                     "spread to the warehouses behind it."),
        (2, "prose", "Nobody was hurt, said the mayor."),
        (2, "prose", "She said that the ⟨port --now⟩ would be closed for a week, and "
                     "asked people to keep away from it."),
        (3, "item", "One ship was lost."),
        (4, "item", "Two were saved."),
    ]  # fmt: skip


def test_a_selector_says_what_is_reviewed() -> None:
    assert [text for *_, text in pieces(PAGE, selector="li, footer")] == [
        "Home", "World news", "One ship was lost.", "Two were saved.",
        "Copyright 2026 The Paper.", "All rights reserved.",
    ]  # fmt: skip
    with pytest.raises(InputError, match="has no text where --selector 'h6' looks"):
        read(PAGE, selector="h6")
    with pytest.raises(InputError, match="has no text where --selector 'body' looks"):
        read("<!-- nothing -->", selector="body")
    with pytest.raises(ConfigError, match="is no CSS selector"):
        read(PAGE, selector="h1[")


def test_xhtml_may_declare_its_encoding() -> None:
    page = f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{PAGE}'
    assert pieces(page) == pieces(PAGE)
    assert pieces(page, selector="h1, li") == pieces(PAGE, selector="h1, li")


FRAGMENT = {
    "Just words. And more.": [(0, "prose", "Just words."), (0, "prose", "And more.")],
    "<p>One\n two<p>Three": [(0, "prose", "One two"), (1, "prose", "Three")],
    "<h2>A <i>title</i></h2>Text.": [(0, "heading", "A ⟨i⟩title"), (1, "prose", "Text.")],
    "<ol><li><p>An item.</ol>After.": [(0, "item", "An item."), (1, "prose", "After.")],
    "<p>a &lt;b&gt; c": [(0, "prose", "a <b> c")],
    "<p>Say <kbd>x</kbd> now": [(0, "prose", "Say ⟨x⟩ now")],
    "<p>Buy <span translate='no'>The <b>Acme</b></span> now": [(0, "prose", "Buy ⟨The Acme⟩ now")],
    "<div class='x notranslate'><p>No.</p></div><p>Yes.": [(0, "prose", "Yes.")],
    "<p class=notranslate>No.<p>Yes.": [(0, "prose", "Yes.")],
    "<p>See <img src=x alt='a cat'> there": [(0, "prose", "See ⟨img a cat⟩ there")],
    "<p>One <code>two<p>three": [(0, "prose", "One"), (1, "prose", "three")],
    "<pre>code here</pre><textarea>no</textarea><p>yes": [(0, "prose", "yes")],
    "<a title='a > b'>Text</a>": [(0, "prose", "Text")],
    "<p>cut off <b": [(0, "prose", "cut off")],
    "<p>cut off <!-- here": [(0, "prose", "cut off")],
    "": [],
}


@pytest.mark.parametrize("text", FRAGMENT)
def test_of_a_fragment_all_prose_is_reviewed(text: str) -> None:
    assert pieces(text) == FRAGMENT[text]


@pytest.mark.parametrize(
    ("old", "new", "raw_old", "raw_new"),
    [
        ("unknown", "not known", "unknown", "not known"),
        ("cause is unknown", "cause’s unknown", "cause is", "cause&rsquo;s"),
        ("It began at noon in", "At noon it began in", None, None),
        ("where \"three ships\" lay, and", "where \"two ships\" lay, & it <", None, None),
        ("in the ⟨b⟩old port⟨/b⟩, where", "at the ⟨b⟩new port⟨/b⟩, when", None, None),
        ("noon in", "noon — in", "noon in", "noon &mdash; in"),
    ],
)  # fmt: skip
def test_an_edit_keeps_how_the_rest_is_written(
    old: str, new: str, raw_old: str | None, raw_new: str | None
) -> None:
    written = edited(PAGE, (old, new))
    if raw_old is not None:
        assert written == PAGE.replace(raw_old, raw_new or "", 1)
    document = read(written)
    assert new in document.text
    for kept in ("&rsquo;s", "&quot;", "<!-- x -->", "</b>", "\n<p>Nobody", 'class="share"'):
        assert kept in written


@pytest.mark.parametrize(
    ("page", "old", "new", "written"),
    [
        ('<p>It is <"> here.', '"', "b", "<p>It is &lt;b> here."),
        ("<p>It is < b> here.", "< b", "<b", "<p>It is &lt;b> here."),
        ("<p>It is & lt; here.", "& lt", "&lt", "<p>It is &amp;lt; here."),
        ("<p>It is AT&T; here.", "T;", "copy;", "<p>It is AT&amp;copy; here."),
        ("<p>It is &copy here.", " here", "sr here", "<p>It is &copy;sr here."),
        ("<p>It is AT&T here.", "here", "there", "<p>It is AT&T there."),
        ("<p>It is 3 < 4 here.", "4", "5", "<p>It is 3 < 5 here."),
    ],
)
def test_no_edit_makes_markup_of_a_loose_sign(page: str, old: str, new: str, written: str) -> None:
    assert edited(page, (old, new)) == written
    assert read(written).text == read(page).text.replace(old, new)


def test_what_an_element_that_is_never_closed_takes_is_left_out() -> None:
    page = "<p>It began at noo<code>n in the <b>port</b>, and it spread.\n<p>Nobody was hurt."
    assert [text for *_, text in pieces(page)] == ["It began at noo", "Nobody was hurt."]
    assert edited(page, ("noo", "noon")) == page.replace("noo<", "noon<")


def test_what_the_encoding_lacks_is_written_as_a_number() -> None:
    raw = b'<meta charset="iso-8859-1"><p>Caf\xe9 \x97 open.</p>'
    document = formats.read_bytes(raw, "a.html")
    assert (document.encoding, document.text) == ("cp1252", "Café — open.")
    assert formats.write(document, [Edit(Span(0, 4), "Ďáblice")]) == raw.replace(
        b"Caf\xe9", b"&#270;\xe1blice"
    )


def test_a_declaration_that_the_bytes_belie_is_not_believed() -> None:
    document = formats.read_bytes('<meta charset="latin1"><p>Café'.encode(), "a.html")
    assert (document.encoding, document.text) == ("utf-8", "Café")
    with pytest.raises(InputError, match="is not shift_jis"):
        formats.read_bytes(b'<meta charset="shift_jis"><p>\x81\xff\xfe', "a.html")
    with pytest.raises(ConfigError, match="unknown encoding 'klingon'"):
        formats.read_bytes(b'<meta charset="klingon"><p>\xe9', "a.html")


@given(FRAGMENTS)
def test_a_file_comes_back_and_its_tokens_are_all_of_it(parts: list[str]) -> None:
    text = "".join(parts)
    document = read(text)
    assert formats.write(document, []) == text.encode()
    assert "".join(text[t.start : t.end] for t in tokens(text)) == text
    end = 0
    for segment in document.segments:
        assert end <= segment.span.start < segment.span.end <= len(document.text)
        end = segment.span.end


@given(FRAGMENTS, st.data())
def test_an_edited_file_reads_as_the_edited_text(parts: list[str], data: st.DataObject) -> None:
    document = read("<p>It begins here.</p>" + "".join(parts))
    segment = data.draw(st.sampled_from(document.segments))
    span = data.draw(st.sampled_from(_words(document, segment.span)))
    new = data.draw(st.sampled_from(["new", "a & b", "x < y", "it’s", "“so”", "é"]))
    written = formats.write(document, [Edit(span, new)])
    again = formats.read_bytes(written, "a.html")
    assert again.text == formats.apply(document.text, [Edit(span, new)])


def _words(document: Document, span: Span) -> list[Span]:
    """The words of a segment that no markup touches."""
    text, found, at = document.text, [], span.start
    for word in span.of(text).split(" "):
        place = Span(at, at + len(word))
        if word and not any(i.span.overlaps(place) for i in document.inlines):
            found.append(place)
        at += len(word) + 1
    return found or [Span(span.start, span.start)]


INLINE = {
    "One": "One", " two ": " two ", "\n  three": " three", "&eacute;t&eacute;": "été",
    "<b>bold</b>": "bold", "<a href='#'>link</a>": "link", "<!-- c -->": "", "&#8212;": "—",
    "<i>a <u>b</u></i>": "a b", "<script>x</script>": "", "&lt;p&gt;": "<p>", "A &amp; B": "A & B",
}  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(list(INLINE)), min_size=1), min_size=1))
def test_the_text_is_what_a_browser_shows(blocks: list[list[str]]) -> None:
    raw = "".join(f"<p>{''.join(block)}</p>\n" for block in blocks)
    shown = [" ".join("".join(map(INLINE.get, block)).split()) for block in blocks]  # type: ignore[arg-type]
    tree = lxml_html.fragment_fromstring(raw, create_parent=True)
    for script in tree.xpath("//script"):
        script.drop_tree()
    assert [" ".join(p.text_content().split()) for p in tree] == shown
    text = re.sub(r"⟨/?(?:b|a|i|u)⟩", "", read(raw).text)
    assert [" ".join(block.split()) for block in text.split("\n\n") if block] == [
        *filter(None, shown)
    ]


HOSTILE = {
    "elements in elements": "<html><body>" + "<div>" * 20_000 + "Prose is here.",
    "tags in tags": "<html><body><p>" + "<b>" * 20_000 + "Prose is here.",
    "tags that never end": "<a " * 200_000,
    "comments that never end": "<!--" * 200_000,
    "quotes that never end": "<a b=\"'>" * 50_000,
    "ampersands": "<p>" + "&a" * 100_000,
    "scripts": "<script></scrip>" * 50_000,
    "code": "<p>" + "<code>" * 50_000,
    "doctypes": "<!doctype " * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_comes_back(name: str) -> None:
    document = read(HOSTILE[name])
    assert formats.write(document, []) == HOSTILE[name].encode()


def test_a_page_of_nothing_but_tags_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtreview.formats.html._MOST", 1000)
    with pytest.raises(InputError, match="has more than 1,000 tags: split it"):
        read("<b>" * 1001)


@pytest.mark.skipif(not shutil.which("pandoc"), reason="pandoc is not installed")
def test_pages_of_pandoc_come_back_and_open_again(tmp_path: Path) -> None:
    source = Path(__file__).parent.parent / "README.md"
    page = tmp_path / "a.html"
    subprocess.run(["pandoc", "-s", str(source), "-o", str(page)], check=True)
    document = formats.read(page)
    assert len(document.segments) > 20
    assert formats.write(document, []) == page.read_bytes()
    word = next(s for s in document.segments if len(s.span.of(document.text)) > 40)
    start = document.text.index(" ", word.span.start)
    page.write_bytes(formats.write(document, [Edit(Span(start, start), " quite <surely>")]))
    command = ["pandoc", "-t", "plain", "--wrap=none", str(page)]
    plain = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "quite <surely>" in plain
