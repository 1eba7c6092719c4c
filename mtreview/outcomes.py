"""What became of a document under review: the state of each finding, segments written anew."""

from dataclasses import dataclass
from enum import StrEnum

from mtreview.model import Decision, Edit, Finding, Score, Segment, Span


class State(StrEnum):
    """What became of a finding."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EDITED = "edited"
    DISMISSED = "dismissed"


REWRITTEN = "rewritten"  # stands for a rule where a segment was written anew


@dataclass(frozen=True, slots=True)
class Rewrite:
    """The latest text of a segment that an editor wrote anew, and the decision that wrote it.

    What stands in it has offsets as if its text began where the segment begins; they are not
    offsets of the document.
    """

    segment: Segment
    text: str
    decision: Decision
    edits: tuple[Edit, ...]

    def of(self, span: Span) -> str:
        """The characters of the new text in a span of something that stands in it."""
        return span.shift(-self.segment.span.start).of(self.text)

    def replaced(self, edit: Edit) -> str:
        """The new text with an edit of it made."""
        start, end = edit.span.start - self.segment.span.start, edit.span.end
        return self.text[:start] + edit.text + self.text[end - self.segment.span.start :]


@dataclass(frozen=True, slots=True)
class Item:
    """A finding, its state, and the decision and the edit (in this text's offsets) behind it.

    With a `rewrite` it stands in what the segment was rewritten to, and its offsets are of that.
    """

    finding: Finding
    state: State = State.OPEN
    decision: Decision | None = None
    edit: Edit | None = None
    rewrite: Rewrite | None = None

    @property
    def key(self) -> tuple[str, Span]:
        """The rule and the place."""
        return self.finding.rule, self.finding.span

    @property
    def stands_for_rewrite(self) -> bool:
        """Whether this is no finding, but says that the segment was rewritten."""
        return self.rewrite is not None and self.finding.rule == REWRITTEN


@dataclass(frozen=True, slots=True)
class Review:
    """What is known of a document beside its edits, for the formats that can hold it.

    `scores` are the segments', in order. The other fields ask for something to be written:
    `findings` and scores as annotations, `state` ("reviewed" or "final") on each unit whose
    findings are all decided, `track_changes` for edits that show as such.
    """

    items: tuple[Item, ...] = ()
    scores: tuple[Score, ...] = ()
    signature: str = ""
    findings: bool = False
    state: str = ""
    track_changes: bool = False
