"""What is done with a whole segment: written anew, marked, commented, scored, added to."""

from collections.abc import Callable

from mtreview.model import Action, Decision, Severity, Span
from mtreview.review.desk import Refused
from mtreview.tui.bars import KeyBar
from mtreview.tui.desk_moves import DeskMoves

_SEVERITIES = (Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL, Severity.CRITICAL)


class DeskSegments(DeskMoves):
    """Decisions on the segment that one is at."""

    _marked: Span | None = None

    def action_rewrite(self) -> None:
        """Write the segment anew."""
        desk = self.job.desk
        if desk is not None:
            question = "The segment as it should read"
            self._ask("rewrite", question, desk.segment_text(self._segment))

    def action_comment(self) -> None:
        """Say something about the segment."""
        self._ask("comment", "Comment on this segment")

    def _commented(self, said: str) -> None:
        desk = self.job.desk
        if desk is not None and said:
            self._on_segment(lambda: desk.note(self._segment, Action.COMMENT, reason=said))

    def action_done(self) -> None:
        """Mark the segment as done, or as not done after all."""
        desk = self.job.desk
        if desk is None:
            return
        action = Action.REOPEN if desk.notes(self._segment).done else Action.DONE
        if self._on_segment(lambda: desk.note(self._segment, action)) and action is Action.DONE:
            self.action_segment(1)

    def _on_segment(self, decide: Callable[[], Decision]) -> bool:
        """Decide on the segment; stay there."""
        desk, segment = self.job.desk, self._segment
        if desk is None:
            return False
        with self._holding():
            done = self._guarded(decide)
        notice = self.query_one(KeyBar).notice
        self._show({segment})
        if done:
            self._note_effort()
            self._check_rewritten(desk)
            self._at = self._at if self._at is not None else desk.first(segment)
        self._point()
        self.refresh_bindings()
        self._say(notice, wrong=bool(notice))
        return done

    def _rewritten(self, text: str) -> None:
        desk, segment = self.job.desk, self._segment
        if desk is None:
            return
        if text == desk.segment_text(segment).replace("\r\n", "\n"):
            self._say("That is what stands there already.")
            return
        spent = self._spent().milliseconds
        self._on_segment(lambda: desk.rewrite(segment, text, spent))

    def action_score(self) -> None:
        """Score the segment by hand."""
        self._ask("score", "Quality of this segment, 0 (nothing is right) to 100 (perfect)")

    def action_add(self) -> None:
        """Mark something that no rule marks."""
        self._ask("add", "Which words of this segment are wrong, as they stand there")

    def _scored(self, answer: str) -> None:
        try:
            score = float(answer)
        except ValueError:
            score = -1.0
        if not 0 <= score <= 100:  # nor nan
            raise Refused("a score is a number from 0 to 100")
        desk = self.job.desk
        if desk is not None:
            self._on_segment(lambda: desk.note(self._segment, Action.SCORE, score=score))

    def _named(self, words: str) -> None:
        """Take the words that are wrong; ask what is wrong with them."""
        segment, text = self.job.document.segments[self._segment].span, self.job.document.text
        at = text.find(words, segment.start, segment.end) if words else -1
        if at < 0:
            raise Refused(f"“{words}” does not stand in this segment: nothing is marked")
        self._marked = Span(at, at + len(words))
        choices = [str(severity) for severity in _SEVERITIES]
        self._ask("category", "Category", "Accuracy/Mistranslation", choices)

    def _added(self, category: str, severity: int) -> None:
        desk, span = self.job.desk, self._marked
        if desk is None or span is None:
            return
        if not category.strip():
            raise Refused("a finding needs a category: nothing is marked")
        self._on_segment(lambda: desk.add(span, category.strip(), _SEVERITIES[severity]))
        index = next((n for n, i in enumerate(desk.items) if i.finding.span == span), None)
        self._go(index)
