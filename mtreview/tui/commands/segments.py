"""What is done with a whole segment: written anew, marked, commented, scored, added to."""

from mtreview.model import Action, Severity, Span
from mtreview.review.desk import Refused
from mtreview.tui.bench import Bench
from mtreview.tui.commands.moves import step_segment

_SEVERITIES = (Severity.MAJOR, Severity.MINOR, Severity.NEUTRAL, Severity.CRITICAL)


def rewrite(bench: Bench) -> None:
    """Write the segment anew."""

    def then(text: str, _choice: int) -> None:
        desk, segment, spent = bench.desk, bench.place.segment, bench.place.spent()
        if text == desk.segment_text(segment).replace("\r\n", "\n"):
            bench.say("That is what stands there already.")
        else:
            bench.decide_on_segment(lambda: desk.rewrite(segment, text, spent))

    text = bench.desk.segment_text(bench.place.segment)
    bench.ask("The segment as it should read", then, text)


def comment(bench: Bench) -> None:
    """Say something about the segment."""

    def then(said: str, _choice: int) -> None:
        if said.strip():
            _note(bench, Action.COMMENT, reason=said.strip())

    bench.ask("Comment on this segment", then)


def done(bench: Bench) -> None:
    """Mark the segment as done and go on, or as not done after all."""
    is_done = bench.desk.notes(bench.place.segment).done
    if _note(bench, Action.REOPEN if is_done else Action.DONE) and not is_done:
        step_segment(bench, 1)


def score(bench: Bench) -> None:
    """Score the segment by hand."""

    def then(answer: str, _choice: int) -> None:
        try:
            score = float(answer)
        except ValueError:
            score = -1.0
        if not 0 <= score <= 100:  # nor nan
            raise Refused("a score is a number from 0 to 100")
        _note(bench, Action.SCORE, score=score)

    bench.ask("Quality of this segment, 0 (nothing is right) to 100 (perfect)", then)


def _note(bench: Bench, action: Action, *, reason: str = "", score: float | None = None) -> bool:
    desk, segment = bench.desk, bench.place.segment
    return bench.decide_on_segment(lambda: desk.note(segment, action, reason=reason, score=score))


def add(bench: Bench) -> None:
    """Mark something that no rule marks: its words, then its category and severity."""

    def then(words: str, _choice: int) -> None:
        document = bench.job.document
        within = document.segments[bench.place.segment].span
        at = document.text.find(words, within.start, within.end) if words else -1
        if at < 0:
            raise Refused(f"“{words}” does not stand in this segment: nothing is marked")
        _ask_category(bench, Span(at, at + len(words)))

    bench.ask("Which words of this segment are wrong, as they stand there", then)


def _ask_category(bench: Bench, span: Span) -> None:
    def then(category: str, choice: int) -> None:
        if not category.strip():
            raise Refused("a finding needs a category: nothing is marked")
        desk = bench.desk
        bench.decide_on_segment(lambda: desk.add(span, category.strip(), _SEVERITIES[choice]))
        bench.go(next((n for n, i in enumerate(desk.items) if i.finding.span == span), None))

    choices = [str(severity) for severity in _SEVERITIES]
    bench.ask("Category", then, "Accuracy/Mistranslation", choices)
