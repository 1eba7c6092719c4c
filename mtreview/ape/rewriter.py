"""A rewriter from outside: what it is asked about one segment, and what is taken of its answer."""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from mtreview.model import Edit, Span

ORDER = """\
You correct machine translations. You get one segment of a text in English, its source where there
is one, and the faults that were found in it. Put right these faults and nothing else, with as few
changes as can be. Keep every number, name, quotation and negation. Answer with the segment as
corrected, alone: no quotation marks around it, no comment."""

_PIECES = re.compile(r"\s+|\w+(?:['’-]\w+)*|.", re.DOTALL)
_THOUGHT = re.compile(r"<think>.*?</think>", re.DOTALL)
_FENCE = re.compile(r"```\w*\n(.*?)\n?```", re.DOTALL)
_ALIKE = 0.5  # of the words and marks of a segment and its rewrite
_MARKS = ('""', "“”", "''", "‘’", "««", "»»")


@dataclass(frozen=True, slots=True)
class Task:
    """One segment, its source, and its faults: the words, and what is said of them."""

    text: str
    source: str | None
    faults: tuple[tuple[str, str], ...]


class Rewriter(Protocol):
    """A model that rewrites segments; `name` is its part of a signature."""

    name: str

    def rewrite(self, task: Task) -> str | None:
        """The segment as it should read, None for no answer; raises ModelError."""
        ...


def asked(task: Task) -> str:
    """The task as a message."""
    source = [f"Source: {task.source}"] if task.source else []
    faults = [f"- “{words}”: {said}" if words else f"- {said}" for words, said in task.faults]
    return "\n".join([*source, f"Segment: {task.text}", "Faults:", *faults])


def answer_in(said: str, text: str) -> str | None:
    """The segment in an answer, None where it holds something else or far too much."""
    said = _THOUGHT.sub("", said).strip()
    if fenced := _FENCE.fullmatch(said):
        said = fenced[1].strip()
    said = said.removeprefix("Segment:").strip()
    if len(said) > 1 and said[0] + said[-1] in _MARKS and text[:1] != said[0]:
        said = said[1:-1].strip()
    if not _is_like(said, text):
        return None
    head, tail = len(text) - len(text.lstrip()), len(text.rstrip())
    return text[:head] + said + text[tail:]


def _is_like(said: str, text: str) -> bool:
    """Whether an answer may be the segment put right, and no comment or another text."""
    if not said or len(said) > 2 * len(text) + 40 or ("\n" in said and "\n" not in text):
        return False
    new, old = (list[str](_PIECES.findall(side)) for side in (said, text))
    return difflib.SequenceMatcher(None, new, old, autojunk=False).ratio() >= _ALIKE


def minimal_edits(text: str, rewritten: str) -> Iterator[Edit]:
    """The edits, in whole words, that make one text of the other, in order."""
    old, new = (_PIECES.findall(side) for side in (text, rewritten))
    starts = [0, *accumulate(map(len, old))]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            yield Edit(Span(starts[a], starts[b]), "".join(new[c:d]))


def joined(text: str, edits: list[Edit]) -> Edit:
    """One edit that does what several do, which are in order; it keeps the space around it."""
    start, end = edits[0].span.start, edits[-1].span.end
    written, at = "", start
    for edit in edits:
        written += text[at : edit.span.start] + edit.text
        at = edit.span.end
    if written[:1] == text[start:end][:1] == " ":
        start, written = start + 1, written[1:]
    if written[-1:] == text[start:end][-1:] == " ":
        end, written = end - 1, written[:-1]
    return Edit(Span(start, end), written)
