import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from mtreview import formats
from mtreview.formats.markdown import Lines, _front_matter
from mtreview.model import Document, Edit, Span

# A segment as it is reviewed: ⟨markup read over⟩ and ⟦markup that stands for words⟧.
CASES: dict[str, list[str]] = {
    "": [],
    "  \n\t\n": [],
    "One. *Two* three.\n\nFour.": ["0 prose One.", "0 prose Two⟨*⟩ three.", "1 prose Four."],
    "**All of it.** Next.": ["0 prose All of it.", "0 prose Next."],
    "**First. And second** end.": ["0 prose First.", "0 prose And second⟨**⟩ end."],
    'She said "*Stop.*" Then': ['0 prose She said "⟨*⟩Stop.⟨*⟩"', "0 prose Then"],
    "## A *title* ##\n": ["0 heading A ⟨*⟩title"],
    "#\n\n# #2 is it\n": ["0 heading #2 is it"],
    "A title of\ntwo lines\n---\nProse.": ["0 heading A title of\ntwo lines", "1 prose Prose."],
    "- one\n- two `x` is\n  run on\n\n  more\n1) z": [
        "0 item one",
        "1 item two ⟦`x`⟧ is\n  run on",
        "2 item more",
        "3 item z",
    ],
    "- [ ] to do\n- [x] done": ["0 item to do", "1 item done"],
    "> One line\n> and *more*\nlazy.\n>\n> > Deep\n> > down": [
        "0 prose One line⟨\n> ⟩and ⟨*⟩more⟨*⟩\nlazy.",
        "1 prose Deep⟨\n> > ⟩down",
    ],
    "> # Head\n> - item": ["0 heading Head", "1 item item"],
    "> [!NOTE]\n> Beware of it.": ["0 prose Beware of it."],
    "One  \ntwo\\\nthree.": ["0 prose One", "0 prose two", "0 prose three."],
    "A [link](http://x.y 'T') and [ref][r], [r], [r][].\n\n[r]: /u": [
        "0 prose A ⟨[⟩link⟨](http://x.y 'T')⟩ and ⟨[⟩ref⟨][r]⟩, ⟦[r]⟧, ⟦[r][]⟧."
    ],
    "A [broken](my file.md) and [lost][ref] one.": [
        "0 prose A [broken⟨](my file.md)⟩ and [lost⟨][ref]⟩ one."
    ],
    "See ![an *image*](i.png) or [![i](i)](u) it.": [
        "0 prose See ⟦![an *image*](i.png)⟧ or ⟨[⟩⟦![i](i)⟧⟨](u)⟩ it."
    ],
    "![alone](i.png)": [],
    "Go to <http://a.b> or https://x.org/a_(b)_c. Ask a.b@c.org, www.x.y/z!": [
        "0 prose Go to ⟦<http://a.b>⟧ or ⟦https://x.org/a_(b)_c⟧.",
        "0 prose Ask ⟦a.b@c.org⟧, ⟦www.x.y/z⟧!",
    ],
    "A note.[^1] Two[^no] more.\n\n[^1]: The *note*.\n    Goes on.\n\n    Second.": [
        "0 prose A note.",
        "0 prose Two⟨[^no]⟩ more.",
        "1 prose The ⟨*⟩note⟨*⟩.",
        "1 prose Goes on.",
        "2 prose Second.",
    ],
    "An inline^[Note it.] one.": ["0 prose An inline⟦^[Note it.]⟧ one."],
    "It <b>is</b> so.<br>Next <!-- c. D --> one.": [
        "0 prose It ⟨<b>⟩is⟨</b>⟩ so.",
        "0 prose Next ⟨<!-- c. D -->⟩ one.",
    ],
    "Type <kbd>it *now*</kbd> or <code>that": [
        "0 prose Type ⟦<kbd>it *now*</kbd>⟧ or ⟦<code>that⟧"
    ],
    r"5 \* 3 &amp; AT&T in snake_case ~~old~~": [
        r"0 prose 5 ⟨\⟩* 3 ⟦&amp;⟧ AT&T in snake_case ⟨~~⟩old"
    ],
    "Let $x^2$ be, $$y$$ too; it costs $5 and $10.": [
        "0 prose Let ⟦$x^2$⟧ be, ⟦$$y$$⟧ too; it costs $5 and $10."
    ],
    "``a ` b`` is `unclosed": ["0 prose ⟦``a ` b``⟧ is ⟨`⟩unclosed"],
    "---\ntitle: x\n---\nProse.": ["0 prose Prose."],
    "+++\ntitle = 'x'\n+++\n\nProse.": ["0 prose Prose."],
    "---\n\nProse.\n\n---\n\nMore.": ["0 prose Prose.", "1 prose More."],
    "---\ntitle: x": ["0 prose title: x"],
    "```\ncode here\n```\n~~~\nmore\n~~~\n\n    indented\n\nProse.": ["0 prose Prose."],
    "<div>\nSome html.\n</div>\n\nProse.\n\n<!-- a\n\nb -->": ["0 prose Prose."],
    "| a | b |\n|---|---|\n| c | d |\n\nProse.\n\n***": ["0 prose Prose."],
    "$$\na\n+ b\n$$\n\n[ref]: http://x.y 'A title'": [],
    "Use {{< fig src='x' >}} and [[Wiki page]] :smile: ok. {#id .c}": [
        "0 prose Use ⟦{{< fig src='x' >}}⟧ and ⟦[[Wiki page]]⟧ ⟨:smile:⟩ ok."
    ],
    "::: warning\nBe careful.\n:::\n": ["0 prose Be careful."],
    "Term\n: Its definition.": ["0 prose Term", "0 prose Its definition."],
    "مرحبا *بالعالم*.": ["0 prose مرحبا ⟨*⟩بالعالم⟨*⟩."],
    "\tcode\n\n1.\ta tab\n\tgoes on": ["0 item a tab\n\tgoes on"],
    ">\t\tcode\n>\t\n>\tx": ["0 prose x"],
    "One line\u2028two": ["0 prose One line", "0 prose two"],
    "`code` only\n\n`code`.": ["0 prose ⟦`code`⟧ only"],
}

FRAGMENTS = [
    "a", "Word. ", "The ship left", "\n", "\n\n", "\r\n", "\r", "> ", "- ", "1. ", "  ", "    ",
    "\t", "## ", "*", "**", "_", "`", "``", "```\n", "~~", "[", "]", "](", "](/u)", "![", "(", ")",
    "<b>", "</b>", "<br>", "<!--", "-->", "<http://a.b>", "<", "&amp;", "&", "\\", "\\\n", "  \n",
    "$", "$$", "[^1]", "[^1]: ", "[r]", "[r]: /u\n", "|", "|---|", "---\n", "===\n", "<div>\n",
    "\u2028", "\x0b", "\u00a0", "é", "אב", "{{ x }}", "::: n\n", "http://q.r/s_t", "a@b.co", "! ",
    "'", '"', "+++\n", "- [ ] ", "<code>", "title: x\n", "^[", "]]", "[[", "\x1f", "<script>",
]  # fmt: skip
MARKDOWN = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
_LETTERS = re.compile(r"[^\W\d_]+")


def shown(document: Document) -> list[str]:
    lines = []
    for segment in document.segments:
        text, at = "", segment.span.start
        for inline in document.inlines:
            if segment.span.covers(inline.span):
                left, right = "⟦⟧" if inline.opaque else "⟨⟩"
                text += document.text[at : inline.span.start]
                text += left + inline.span.of(document.text) + right
                at = inline.span.end
        text += document.text[at : segment.span.end]
        lines.append(f"{segment.paragraph} {segment.kind} {text}")
    return lines


@pytest.mark.parametrize("text", CASES)
def test_what_is_reviewed_and_what_is_protected(text: str) -> None:
    document = formats.read_bytes(text.encode(), "a.md")
    assert shown(document) == CASES[text]
    assert formats.write(document, []) == text.encode()


@pytest.mark.parametrize("text", CASES)
def test_line_endings_do_not_matter(text: str) -> None:
    for ending in ("\r\n", "\r"):
        data = text.replace("\n", ending).encode()
        document = formats.read_bytes(data, "a.md")
        assert [line.replace(ending, "\n") for line in shown(document)] == CASES[text]
        assert formats.write(document, []) == data


def skeleton(tokens: Sequence[Token]) -> list[object]:
    """All that a parser sees in a document but its prose."""
    return [
        (token.type, token.tag, token.attrs, token.markup, token.map, token.meta,
         skeleton(token.children or []) if token.type == "inline" else token.content)
        for token in tokens
        if token.type not in ("text", "text_special")
    ]  # fmt: skip


def parsed(text: str) -> list[object]:
    lines = Lines.of(text).lines
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    md.use(dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True)
    return skeleton(md.parse("\n".join(lines[_front_matter(lines) :])))


def edit_every_word(document: Document) -> list[Edit]:
    edits = []
    for segment in document.segments:
        at = segment.span.start
        stops = [i.span for i in document.inlines if segment.span.covers(i.span)]
        for stop in [*stops, Span(segment.span.end, segment.span.end)]:
            for match in _LETTERS.finditer(document.text, at, stop.start):
                edits.append(Edit(Span(*match.span()), "z" * len(match[0])))
            at = stop.end
    return edits


@example("A [b][c] *d*  \n> e `f\n> g` <h\ni> \\* &amp; $j$ [^k]\n\n[c]: /l 'm'\n[^k]: n")
@example(")<é---\nb c-->__==-->")
@given(MARKDOWN)
def test_editing_every_word_leaves_the_markup_as_it_was(text: str) -> None:
    document = formats.read_bytes(text.encode(), "a.md")
    edited = formats.write(document, edit_every_word(document)).decode()
    assert parsed(edited) == parsed(text)


@given(MARKDOWN)
def test_segments_and_inlines_are_sound(text: str) -> None:
    document = formats.read_bytes(text.encode(), "a.md")
    assert formats.write(document, []) == text.encode()
    end = 0
    for segment in document.segments:
        assert end <= segment.span.start < segment.span.end <= len(text)
        end = segment.span.end
        for inline in document.inlines:
            if inline.span.overlaps(segment.span):
                assert segment.span.covers(inline.span)
                touches = inline.span.start == segment.span.start or inline.span.end == end
                assert inline.opaque or not touches
    end = 0
    for inline in document.inlines:
        assert end <= inline.span.start < inline.span.end
        assert any(segment.span.covers(inline.span) for segment in document.segments)
        end = inline.span.end


@pytest.mark.parametrize(
    ("unit", "size"),
    [
        *((mark, 5_000_000) for mark in "[*`>"),
        *((mark, 500_000) for mark in ["_", "<", "\\", "- "]),
    ],
)
def test_millions_of_one_mark_take_bounded_time(unit: str, size: int) -> None:
    data = (unit * (size // len(unit))).encode()
    began = time.process_time()
    document = formats.read_bytes(data, "a.md")
    assert time.process_time() - began < 60
    assert formats.write(document, []) == data


@pytest.mark.parametrize(
    "unit", ["[", "![", "^[", "*[", "[a](", "*a ", "<a href='", "`a``b", "<!--"]
)
def test_marks_just_below_the_limit_take_bounded_time(unit: str) -> None:
    data = (unit * (19_000 // sum(unit.count(mark) for mark in "[]!<*`^"))).encode()
    began = time.process_time()
    formats.read_bytes(data, "a.md")
    assert time.process_time() - began < 20


@pytest.mark.parametrize("unit", ["\n", "x\n", "> a\n", "- a\n", "# a\n", "a  \n", ":::\n", "> - "])
def test_many_lines_take_linear_time(unit: str) -> None:
    data = (unit * 5_000).encode()
    began = time.process_time()
    formats.read_bytes(data, "a.md")
    assert time.process_time() - began < 20


def test_blocks_nested_too_deep_are_left_alone() -> None:
    text = "> " * 500 + "deep\n\nNot deep."
    document = formats.read_bytes(text.encode(), "a.md")
    assert shown(document)[-1:] == ["0 prose Not deep."]
