"""What a detector is: a rule, what it subscribes to, and the examples that hold it to its word.

All rules share one pass over the tokens, and a document's time must not grow with the number of
rules. So a rule says in its `watch` what must be there before it is worth a call, as much of it as
it can, and the pass looks that up for all rules at once:

- `Words(words)` where the fault has a word to know it by, the rarest it always holds: "according",
  not "to". `after` and `then` name the words of which one must stand right before and right after
  it; with them even "to" or "the" costs next to nothing.
- `Words(shape=...)` where the fault shows in the look of a word: a digit, a letter of another
  script, "-edly". The shape is asked once a distinct word, not once a token.
- several `Words` in a tuple where the fault comes in several forms: "not there", "there not"; or
  `Rows`, where they stand in a table.
- `Whole(signs=...)` where the rule needs the whole document: which of its signs ("«", "&") the text
  must hold at least, what one of its words must be, or that there is a source. A corpus is many
  documents of a sentence each, of which few hold anything for one rule. In it,
  `Reading.matches(regex, signs)` searches only the segments that hold a sign,
  `Reading.among(words)` tells where words stand, and what is asked of words is asked of
  `Reading.vocabulary`, a fifth as many. A rule that compares all of a document, whatever it holds,
  has none of these; it should make do with one pass.

What `watch` asks is necessary, never enough: `find` still makes sure, since `after` and `then` look
across the borders of segments (`Reading.limits` tells where they are). `find` may look at some
tokens around its own, never to the end of a document: time stays linear in the text.

A rule is held to four kinds of examples, which are declared with it and run by one test:

- `flagged`: texts with one fault, marked by ⟦⟧, that it must find, and its first rewrite; with that
  rewrite applied it must find nothing more;
- `passing`: near-misses, as good as English gets, in which it must find nothing;
- `faithful`: the near-misses of a rule that reads the source, each a text and its source;
- `misses`: faulty texts, the fault marked by ⟦⟧, that it does not find. When it learns to, its test
  fails, and the text moves to `flagged`.

Its page is a docstring of one form, from which docs/rules.md and `mtreview rules` are made with the
examples above: a first line that says what is faulty; why machine translation writes it; a block of
`Faulty:` and `Instead:` lines, for who reads the module; then what passes, and at the end of that
"Missed:" and what is known to be missed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from mtreview.model import Edit, Origin, Severity
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
    origin: Origin = Origin.RULE


Find = Callable[[Reading, int, int], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Words:
    """Called at each token that is among `words` or has the `shape`, with that token's range.

    All four look at lower-case forms with straight apostrophes (`Reading.lower`). `after` and
    `then`: the tokens before and after it, in whatever segment, must be among these. `tags` says
    that the rule reads `Reading.tags`; without it a document may come untagged.
    """

    words: frozenset[str] = frozenset()
    tags: bool = False
    after: frozenset[str] | None = None
    then: frozenset[str] | None = None
    shape: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """Called once a document, with the range of all its tokens, if it holds what the rule needs.

    `signs` are strings as they are written, of which one must be in the text; none means any text.
    `word` is what some word, as it is written, must be; it is asked once a word of a corpus.
    `source` says that some segment must have a source.
    """

    tags: bool = False
    signs: tuple[str, ...] = ()
    word: Callable[[str], object] | None = None
    source: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """Called as several `Words` are, which are read when the rule is first asked for."""

    read: Callable[[], Iterable[Words]]
    tags: bool = False


Watch = Words | tuple[Words, ...] | Rows | Whole


@dataclass(frozen=True, slots=True)
class Flagged:
    """A text in which ⟦⟧ marks the one fault that the rule must find, and its first rewrite.

    `rewrite` None means that the rule proposes none; `source` is the source of every segment.
    """

    text: str
    rewrite: str | None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A text in which ⟦⟧ marks a fault of the rule's kind that it is known not to find."""

    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Detector:
    """A rule: its name says the fault, its page (a docstring) says what, why and what it misses.

    `what` stands for the first line of the page where several rules share one.
    """

    rule: str
    page: str
    category: str
    severity: Severity
    confidence: float
    watch: Watch
    find: Find = field(repr=False)
    flagged: tuple[Flagged, ...] = ()
    passing: tuple[str, ...] = ()
    misses: tuple[Missed, ...] = ()
    faithful: tuple[tuple[str, str], ...] = ()
    source_lang: str | None = None
    what: str = ""

    @property
    def reads_tags(self) -> bool:
        """Whether the rule needs a tagged document."""
        watches = self.watch if isinstance(self.watch, tuple) else (self.watch,)
        return any(watch.tags for watch in watches)

    @property
    def summary(self) -> str:
        """What the rule finds, in a line."""
        return self.what or self.page.strip().partition("\n")[0]
