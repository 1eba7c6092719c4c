"""What a detector is: a rule, what it subscribes to, and the examples that hold it to its word."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mtreview.model import Edit, Severity
from mtreview.tokens import Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """A fault that a detector saw: tokens `first` up to `last`, or a character range `at`.

    `rewrites` replace that range, best first; `edits` are suggestions for other ranges (a deleted
    line takes its line break with it). What is None is taken from the detector.
    """

    message: str
    first: int = -1
    last: int = -1
    at: tuple[int, int] | None = None
    rewrites: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    safe: bool = False
    severity: Severity | None = None
    confidence: float | None = None
    category: str | None = None
    related: tuple[tuple[int, int], ...] = ()


Find = Callable[[Reading, int, int], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Words:
    """Called at each token whose lower-case form is among `words`, with that token's range.

    `tags` says that the rule reads `Reading.tags`; without it a document may come untagged.
    """

    words: frozenset[str]
    tags: bool = False


@dataclass(frozen=True, slots=True)
class Tagged:
    """Called at each match of a pattern of tags and words (spaCy's Matcher), with its range."""

    patterns: Sequence[Sequence[Mapping[str, Any]]]
    tags: bool = True


@dataclass(frozen=True, slots=True)
class Whole:
    """Called once a document, with the range of all its tokens."""

    tags: bool = False


Watch = Words | Tagged | Whole


@dataclass(frozen=True, slots=True)
class Flagged:
    """A text in which ⟦⟧ marks the one fault that the rule must find, and its first rewrite.

    `rewrite` None means that the rule proposes none; `source` is the source of every segment.
    """

    text: str
    rewrite: str | None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Detector:
    """A rule: its name says the fault, its page (a docstring) says what, why and what it misses."""

    rule: str
    page: str
    category: str
    severity: Severity
    confidence: float
    watch: Watch
    find: Find = field(repr=False)
    flagged: tuple[Flagged, ...] = ()
    passing: tuple[str, ...] = ()
    source_lang: str | None = None

    @property
    def summary(self) -> str:
        """The first line of the rule's page."""
        return self.page.strip().partition("\n")[0]
