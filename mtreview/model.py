"""The data that flows through the program: frozen, without behaviour beyond its own arithmetic.

Offsets are characters of the decoded, untouched text, half-open, counted from 0.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any


class Severity(StrEnum):
    """MQM severity, from a remark to a fault that misleads the reader."""

    NEUTRAL = "neutral"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """Position on the scale, 0 (neutral) to 3 (critical)."""
        return list(Severity).index(self)


class Origin(StrEnum):
    """Where a suggestion comes from."""

    RULE = "rule"
    MODEL = "model"
    LEXICON = "lexicon"
    MEMORY = "memory"
    EXTERNAL = "external"
    EDITOR = "editor"


class Action(StrEnum):
    """What an editor did: with a finding, with a whole segment, or with an earlier decision."""

    ACCEPT = "accept"
    EDIT = "edit"
    DISMISS = "dismiss"
    ADD = "add"
    REWRITE = "rewrite"
    DONE = "done"
    REOPEN = "reopen"
    COMMENT = "comment"
    SCORE = "score"
    UNDO = "undo"


class Scope(StrEnum):
    """How far a dismissal reaches: its place, its text wherever it stands, its whole rule."""

    HERE = "here"
    TEXT = "text"
    RULE = "rule"


class Kind(StrEnum):
    """What a segment is on its page."""

    PROSE = "prose"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` in this span."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Tell whether two spans share a character; a zero-width span is in what encloses it."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Tell whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """Return the span moved by `by` characters."""
        return Span(self.start + by, self.end + by)


@dataclass(frozen=True, slots=True)
class Edit:
    """A replacement of a span; deletion is a replacement by the empty string."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A proposed edit; `safe` means that it may be applied without a look."""

    span: Span
    text: str
    origin: Origin = Origin.RULE
    confidence: float = 0.5
    safe: bool = False

    @property
    def edit(self) -> Edit:
        """The edit that accepting this suggestion makes."""
        return Edit(self.span, self.text)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at a span: which rule found it, what is wrong and what to write instead.

    `id` is stable: it is made of the rule, the quoted text and the words around it, so that a
    decision finds its place again after the rest of the document changed.
    """

    id: str
    rule: str
    segment: int
    span: Span
    text: str
    category: str
    severity: Severity
    confidence: float
    message: str
    suggestions: tuple[Suggestion, ...] = ()
    related: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A unit of review: a span of its document, the paragraph it stands in, its source if known.

    What is `locked` in its file is shown and never changed; no edits may make it longer than
    `limit` characters, if there is one, unless it was longer before. Neighbours of one `group` are
    a document to the rules; a table may hold many.
    """

    index: int
    span: Span
    paragraph: int = 0
    kind: Kind = Kind.PROSE
    source: str | None = None
    locked: bool = False
    limit: int | None = None
    group: int = 0


@dataclass(frozen=True, slots=True)
class Inline:
    """Markup inside a segment, or a placeholder for it: never edited, and kept in its order.

    Opaque markup stands for words (code, an image) and interrupts a phrase; the rest (emphasis
    marks, the address of a link, a footnote mark) is read over.
    """

    span: Span
    opaque: bool = False


class Trait(StrEnum):
    """What the text of some formats holds by right, so that no rule takes it for a fault."""

    CODES = "codes"  # tags and placeholders that are written out
    MARKUP = "markup"  # of a page
    ENTITIES = "entities"  # one that is read as text is meant as text
    STRINGS = "strings"  # a program's words: buttons, one-word lines


@dataclass(frozen=True, slots=True)
class Document:
    """A text under review.

    `text` is the whole decoded file, or, of a format that wraps its text, that text alone; what no
    segment covers is not reviewed and never changed. `encoding` and `bom` say how the bytes were
    decoded, so that they can be written back; `layout` is what its format needs for that besides,
    and nothing else reads it; `path` is the file that it was read from. What rules must know of the
    `format` are its `traits`.
    """

    name: str
    text: str
    segments: tuple[Segment, ...] = ()
    inlines: tuple[Inline, ...] = ()
    source_lang: str | None = None
    format: str = "text"
    traits: frozenset[Trait] = frozenset()
    encoding: str = "utf-8"
    bom: bytes = b""
    path: Path | None = None
    target_lang: str | None = None
    layout: Any = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Score:
    """Quality 0-100 (ESA scale), MQM penalty (0 is none; at most 25 a segment), words counted.

    `estimate` is a model's own quality, before what rules found lowered it; None without a model.
    """

    quality: float
    penalty: float
    words: int
    interval: tuple[float, float] | None = None
    estimate: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A checked document: findings in text order, a score a segment, the document's score."""

    document: Document
    findings: tuple[Finding, ...]
    segment_scores: tuple[Score, ...]
    score: Score
    signature: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One event of the append-only log of a review.

    `span`, `text`, `before` and `after` say where it was made, `edit` what it writes (None for a
    dismissal), `reverts` which earlier event an undo takes back, `content` is the hash of the text
    it was made on; `at` is UTC, ISO 8601.

    A decision on a whole segment has that for its place, and a `quote`: "", or the words of a
    finding in what the segment was rewritten to. Its edit writes the segment anew. `batch` joins
    decisions that were made at once. An added finding has a category and a severity, a segment
    scored by hand a score from 0 to 100; a comment is a reason.
    """

    action: Action
    finding: str
    rule: str
    span: Span
    text: str
    before: str = ""
    after: str = ""
    edit: Edit | None = None
    reason: str = ""
    reviewer: str = ""
    at: str = ""
    milliseconds: int = 0
    reverts: int | None = None
    content: str = ""
    number: int = field(default=0)
    quote: str | None = None
    batch: str = ""
    scope: Scope = Scope.HERE
    category: str = ""
    severity: Severity | None = None
    score: float | None = None

    @property
    def quoted(self) -> str:
        """The words of the finding that it is about."""
        return self.text if self.quote is None else self.quote
