"""Markup within a Markdown block: where it is, and whether it stands for words.

markdown-it says what the inline markup is but not where. Its rules advance a position, though, so
each rule is wrapped to note from where to where it went: offsets that agree with CommonMark by
construction. What other dialects mean is added by expressions that match too much rather than
too little.
"""

import re
from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from mtreview.formats.markup import Markup, merge

Rule = Callable[[StateInline, bool], bool]

# In one block. No prose comes near, and `[[[[` up to here costs a second or two, not minutes.
MAX_MARKS = 20_000
_MARK = re.compile(r"[\[\]!<&$*_~`\\^]")
_FOUND = "mtreview"

_OPAQUE_RULES = {"image", "autolink", "math_inline", "footnote_inline", "entity"}
_RUN_RULES = {"emphasis", "strikethrough", "footnote_ref", "html_inline"}

_LITERAL_TAG = re.compile(
    r"<(/?)(code|kbd|samp|var|tt|pre|script|style|svg|math|textarea)\b[^>]*(?<!/)>", re.IGNORECASE
)
_URL = re.compile(
    r"""(?<![\w.+@-])(?:
      (?:(?:https?|ftp)://|www\.)
      (?:[^\s<>()\[\]"`*“”«»‘’|\\]|\([^\s<>()]*\))+(?<![.,;:!?…'])
    | (?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    )""",
    re.VERBOSE,
)
_OTHER_OPAQUE = re.compile(
    r"""\[\[[^\[\]\n]{1,300}\]\]              # a wiki link
      | \{\{[^{}\n]{0,300}\}\} | \{%[^{}\n]{0,300}%\}  # a template's tag
    """,
    re.VERBOSE,
)
_OTHER_MARKS = re.compile(
    r"""\[\^[^\]\[\s]{1,100}\]                # a footnote mark without its definition
      | \]\[[^\]\[\n]{0,300}\]                # a reference without its definition
      | \]\([^()\n]{0,300}\)                  # an address that CommonMark refuses
      | \{[#.:][^{}\n]{0,200}\}               # attributes
      | (?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])  # an emoji
      | </?[^\W\d_][^<>]{0,300}>              # a tag but for a letter
      | ={2,}
      | ^\[[ xX]\](?=\s) | ^\[![A-Za-z]{1,20}\][-+]?  # a task box, an alert
      | ^(?::::|!!!\ |\?\?\?\+?\ ).*$ | ^:[ \t]+  # a container, a definition
    """,
    re.VERBOSE | re.MULTILINE,
)


def parser() -> MarkdownIt:
    """Return a parser of CommonMark, tables, footnotes and math that notes where markup is."""
    md = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    md.use(footnote_plugin).use(
        dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True
    )
    ruler = md.inline.ruler
    for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
        ruler.at(name, _noting(name, rule))
    return md


def find(md: MarkdownIt, content: str, env: MutableMapping[str, Any]) -> list[Markup] | None:
    """Return the markup in a block's content, ordered and disjoint; None where it is too much."""
    if sum(1 for _ in _MARK.finditer(content)) > MAX_MARKS:
        return None
    found: list[Markup] = []
    env[_FOUND] = found
    md.inline.parse(content, md, env, [])
    found += _literal_html(content, found)
    found += ((*match.span(), True) for match in _URL.finditer(content))
    found += ((*match.span(), True) for match in _OTHER_OPAQUE.finditer(content))
    found += ((*match.span(), False) for match in _OTHER_MARKS.finditer(content))
    return merge(found)


def _noting(name: str, rule: Rule) -> Rule:
    """Return the rule so that it notes the markup that it matches."""

    def noting(state: StateInline, silent: bool) -> bool:
        found: list[Markup] = state.env[_FOUND]
        known, start = len(found), state.pos
        if not rule(state, silent):
            return False
        if not silent:
            if name in _OPAQUE_RULES:  # they may have parsed their content as a text of its own
                del found[known:]
            found.extend(_marks(name, state, start))
        return True

    return noting


def _marks(name: str, state: StateInline, start: int) -> Iterator[Markup]:
    """Yield what the rule, which went from `start` to the state's position, has found."""
    source, end = state.src, state.pos
    if name in _OPAQUE_RULES:
        yield start, end, True
    elif name == "backticks":
        yield start, end, bool(source[start:end].strip("`"))  # else a run that nothing closes
    elif name in _RUN_RULES:
        if not (
            source[start] == "_"
            and source[start - 1 : start].isalnum()
            and end < len(source)
            and source[end].isalnum()
        ):  # in snake_case it is a letter
            yield start, end, False
    elif name == "escape":
        yield start, end if source[start + 1] == "\n" else start + 1, False
    elif name == "newline" and source.endswith("  ", 0, start):
        yield start - _trailing_spaces(source, start), end, False
    elif name == "link":
        yield from _link(state, start)


def _trailing_spaces(source: str, end: int) -> int:
    start = end
    while start and source[start - 1] == " ":
        start -= 1
    return end - start


def _link(state: StateInline, start: int) -> Iterator[Markup]:
    """Yield the marks around a link's text, or all of it where its text is its address too."""
    end = state.pos
    state.pos = start
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    state.pos = end
    if label_end < 0 or state.src[label_end + 1 : end] in ("", "[]"):
        yield start, end, True
    else:
        yield start, start + 1, False
        yield label_end, end, False


def _literal_html(content: str, found: list[Markup]) -> list[Markup]:
    """Return the elements whose content is no prose, up to the block's end if left open."""
    literal: list[Markup] = []
    opened: tuple[int, str] | None = None
    for start, end, _ in sorted(found):
        tag = _LITERAL_TAG.fullmatch(content, start, end)
        if tag and opened is None and not tag[1]:
            opened = start, tag[2].lower()
        elif tag and opened and tag[1] and tag[2].lower() == opened[1]:
            literal.append((opened[0], end, True))
            opened = None
    if opened:
        literal.append((opened[0], len(content), True))
    return literal
