"""What the desk shows of its document, and the way from one finding to another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from mtreview.errors import MtreviewError
from mtreview.model import Suggestion
from mtreview.outcomes import Item
from mtreview.report.text import MARKS, plural
from mtreview.review.desk import Desk
from mtreview.review.stopwatch import Effort, Stopwatch
from mtreview.tui import themes
from mtreview.tui.bars import Headline, KeyBar
from mtreview.tui.glyphs import seen, worst
from mtreview.tui.job import Job
from mtreview.tui.page import Page
from mtreview.tui.panel import MOST, Panel, Shown
from mtreview.tui.passage import Run
from mtreview.tui.prompt import Prompt

LOOK = 3.0  # seconds between two looks at what others decided


class DeskView(Screen[None]):
    """One document with its findings; nothing here decides."""

    @dataclass
    class Rewritten(Message):
        """A segment was rewritten, and wants to be checked."""

        job: Job

    def __init__(self, job: Job, jobs: Sequence[Job] = ()) -> None:
        """Show a document, one of `jobs` if it was opened from their list."""
        super().__init__()
        self.job = job
        self.jobs = jobs or (job,)
        self.stopwatch: Stopwatch = job.watch
        self._in_queue = len(jobs) > 1
        self._at: int | None = None
        self._segment = 0
        self._choice = 0
        self._since = self._arrived = self.stopwatch.read()
        self._had_lost = False
        self._is_laid_out = self._is_entered = False
        self._desk: Desk | None = None
        self._held: Item | None = None

    def compose(self) -> ComposeResult:
        """The head, the page with its panel, the question, the keys."""
        yield Headline()
        with Container(id="body"):
            yield Page(self.job.document)
            yield Panel()
        yield Prompt()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what is known by now."""
        self.query_one(Page).focus()
        self._is_laid_out = True
        self.set_interval(LOOK, self._look)
        self._lay_out()

    def arrived(self, job: Job) -> None:
        """Show the findings, once they are there."""
        if job is self.job and self._is_laid_out:
            self._lay_out()

    def learned(self) -> None:
        """Show what was found in a rewritten segment."""
        with self._holding():
            pass
        notice = self.query_one(KeyBar).notice
        self._point()
        self._say(notice)

    def _lay_out(self) -> None:
        job, desk = self.job, self.job.desk
        if desk is None:
            said = "not checked" if job.failure else job.progress
            self.query_one(Headline).show(job.path.name, said)
            self.query_one(Panel).say(job.failure or "Reading …")
            return
        if desk is self._desk:  # the same findings, but more is known to be read
            self._show(set())
            return
        held, self._desk = self._held, desk
        self._show(set(range(len(job.document.segments))))
        self._take_up(desk, held)
        self.refresh_bindings()
        if desk.lost:
            lost = plural(len(desk.lost), "decision")
            place = "its place" if len(desk.lost) == 1 else "their places"
            self._say(f"The text has changed: {lost} lost {place}. l lists what was decided.")
        self._guarded(self._enter)

    def _enter(self) -> None:
        if (other := self.job.enter()) and not self._is_entered:
            self._say(
                f"{other} is at work on this document too: what each of you decides is kept, and "
                "shown to the other."
            )
        self._is_entered = True

    def _look(self) -> None:
        """See what others decided meanwhile."""
        desk = self.job.desk
        if desk is None or not self.is_current or self.query_one(Prompt).is_open:
            return
        before = len(desk.log)
        with self._holding():
            self._guarded(desk.refresh)
        names = {event.reviewer for event in desk.log[before:]} - {self.job.session.reviewer}
        if names:
            self._check_rewritten(desk)
            self._point()
            self._say(f"Decided here meanwhile by {', '.join(sorted(names))}.")

    def _check_rewritten(self, desk: Desk) -> None:
        if desk.pending():
            self.post_message(self.Rewritten(self.job))

    def _take_up(self, desk: Desk, held: Item | None) -> None:
        """Go on where one was: at the same finding, else behind what was decided last."""
        if held is not None and self.job.standing is not None:
            self._at = self.job.standing.again(held, self._at or 0)
            self._point()
            return
        last = desk.index(desk.log[-1]) if desk.log else None
        at = desk.next_open(-1 if last is None else last)
        self._go(at if at is not None else 0 if desk.items else None)

    # What is shown

    def _show(self, changed: set[int]) -> None:
        """Show where the document stands; `changed` are the segments to set again."""
        job, desk, standing = self.job, self.job.desk, self.job.standing
        if desk is None or standing is None:
            return

        def label(segment: int) -> tuple[str, str]:
            mine = [item for _, item in standing.of(segment)]
            severity = worst(mine)
            done = "✓" if mine or desk.notes(segment).done else ""
            score = (
                "…" if standing.is_pending(segment) else f"{standing.scores[segment].quality:.0f}"
            )
            return MARKS[severity] if severity else done, score

        if changed:
            self.query_one(Page).show(changed, standing.of, label, desk.segment_text)
        quality, penalty, still_open = job.figures
        decided = desk.counts.total - desk.counts.open
        figures = f"quality {quality}   MQM {penalty}   {still_open} open   {decided:,} decided"
        lost = f"   {len(desk.lost)} lost" if desk.lost else ""
        reading = f"   {job.progress}" if job.progress else ""
        self.query_one(Headline).show(job.path.name + self._narrowed, figures + lost + reading)
        if bool(desk.lost) != self._had_lost:
            self._had_lost = bool(desk.lost)
            self.refresh_bindings()

    @property
    def _narrowed(self) -> str:
        """What is said beside the name of a filter."""
        return ""

    def _point(self) -> None:
        """Show the chosen finding, or the chosen segment, on the page and in the panel."""
        desk, standing, segments = self.job.desk, self.job.standing, self.job.document.segments
        self._say("")
        if desk is None or standing is None or not segments:
            self.query_one(Panel).say("There is no text to review in here.")
            return
        self._held = self._item
        address = None if self._at is None else standing.address(self._at)
        self.query_one(Page).choose(self._segment, address)
        if not desk.items and not self._is_moved:
            self.query_one(Panel).say("No findings: nothing here reads like machine translation.")
            return
        self.query_one(Panel).show(self._shown(desk))

    def _shown(self, desk: Desk) -> Shown:
        place = f"segment {self._segment + 1:,}"
        if self._at is not None:
            place = f"{self._at + 1:,}/{len(desk.items):,}"
        segment = self.job.document.segments[self._segment]
        rewrite = desk.rewritten(self._segment)
        before = segment.span.of(self.job.document.text)
        return Shown(
            item=self._item,
            offers=[(offer, desk.words(self._item, offer.span)) for offer in self._offers]
            if self._item
            else (),
            choice=self._choice,
            place=place,
            source=self._source(desk, segment.source or ""),
            notes=desk.notes(self._segment),
            rewritten=(before, rewrite.text) if rewrite is not None else None,
        )

    def _source(self, desk: Desk, source: str) -> list[Run]:
        """The source, with what the chosen finding stands for marked, if that is told."""
        part = desk.aligned(self._item) if self._item is not None else None
        if part is None:
            return [Run(seen(source))] if source else []
        form = "[{}]" if themes.few_colours(self.app) else "{}"
        marked = Run(form.format(seen(part.of(source))), "aligned")
        return [Run(seen(source[: part.start])), marked, Run(seen(source[part.end :]))]

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.query_one(KeyBar).say(words, wrong=wrong)

    @property
    def _item(self) -> Item | None:
        desk = self.job.desk
        return None if desk is None or self._at is None else desk.items[self._at]

    @property
    def _offers(self) -> tuple[Suggestion, ...]:
        """What can be accepted for the chosen finding, as many as there are keys for."""
        desk = self.job.desk
        return () if desk is None or self._at is None else desk.offers(self._at)[:MOST]

    @property
    def _is_moved(self) -> bool:
        """Whether somebody went to a segment that has no finding."""
        return self._at is None and self._segment > 0

    @contextmanager
    def _holding(self) -> Iterator[None]:
        """Stay at the same finding while items come and go, else as near to it as can be."""
        held = self._item
        yield
        desk, standing = self.job.desk, self.job.standing
        if desk is None or standing is None:
            return
        self._show(standing.update())
        if held is None:
            return
        self._at = standing.again(held, self._at or 0)
        if self._at is not None:
            self._segment = desk.items[self._at].finding.segment

    def _ask(
        self, purpose: str, question: str, text: str = "", choices: Sequence[str] = ()
    ) -> None:
        self._say("")
        self.query_one(Page).can_focus = False
        self.query_one(Prompt).ask(purpose, question, text, choices)
        self.refresh_bindings()

    def _guarded(self, work: Callable[[], object]) -> bool:
        """Do what may fail for reasons that the editor can act on; say so where it does."""
        try:
            work()
        except MtreviewError as error:
            self._say(str(error), wrong=True)
            return False
        return True

    # Where one is

    def _go(self, index: int | None) -> None:
        desk = self.job.desk
        if index is not None and desk is not None:
            self._leave(desk.items[index].finding.segment)
            self._at, self._choice, self._since = index, 0, self.stopwatch.read()
        self._point()

    def _leave(self, segment: int) -> None:
        """Go to a segment; the work on the one before is noted."""
        if segment != self._segment:
            self._note_effort()
            self._segment = segment

    def _note_effort(self) -> None:
        now = self.stopwatch.read()
        spent, self._arrived = now.since(self._arrived), now
        desk = self.job.desk
        if desk is not None and spent.keys:
            with suppress(MtreviewError):  # no decision goes with it
                desk.visit(self._segment, spent.milliseconds, spent.keys)

    def on_unmount(self) -> None:
        """Note the work on the last segment."""
        self._note_effort()
        if self.job.desk is not None:
            with suppress(MtreviewError):
                self.job.desk.flush()

    def _spent(self) -> Effort:
        """The work on the chosen finding since it was chosen."""
        return self.stopwatch.read().since(self._since)
