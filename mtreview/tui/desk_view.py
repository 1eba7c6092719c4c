"""What the desk shows of its document, and the way from one finding to another."""

from collections.abc import Callable
from time import monotonic

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.screen import Screen

from mtreview.errors import MtreviewError
from mtreview.model import Item
from mtreview.report.text import MARKS, plural
from mtreview.review.desk import Desk
from mtreview.tui.bars import Headline, KeyBar
from mtreview.tui.glyphs import worst
from mtreview.tui.job import Job
from mtreview.tui.page import Page
from mtreview.tui.panel import MOST, Panel, Shown
from mtreview.tui.prompt import Prompt


class DeskView(Screen[None]):
    """One document with its findings; nothing here decides."""

    def __init__(self, job: Job, *, in_queue: bool = False) -> None:
        super().__init__()
        self._job = job
        self._in_queue = in_queue
        self._at: int | None = None
        self._choice = 0
        self._since = monotonic()
        self._had_lost = False
        self._is_laid_out = False

    def compose(self) -> ComposeResult:
        """The head, the page with its panel, the question, the keys."""
        yield Headline()
        with Container(id="body"):
            yield Page(self._job.document)
            yield Panel()
        yield Prompt()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what is known by now."""
        self.query_one(Page).focus()
        self._is_laid_out = True
        self._lay_out()

    def arrived(self, job: Job) -> None:
        """Show the findings, once they are there."""
        if job is self._job and self._is_laid_out:
            self._lay_out()

    def _lay_out(self) -> None:
        job, desk = self._job, self._job.desk
        if desk is None:
            self.query_one(Headline).show(
                job.path.name, "not checked" if job.failure else "reading …"
            )
            self.query_one(Panel).say(job.failure or "Reading …")
            return
        self._at = desk.next_open()
        if self._at is None and desk.items:
            self._at = 0
        self._show(set(range(len(job.document.segments))))
        self._point()
        self.refresh_bindings()
        if desk.lost:
            lost = plural(len(desk.lost), "decision")
            place = "its place" if len(desk.lost) == 1 else "their places"
            self._say(f"The text has changed: {lost} lost {place}. l lists what was decided.")
        self._guarded(job.enter)

    # What is shown

    def _show(self, changed: set[int]) -> None:
        """Show where the document stands; `changed` are the segments to set again."""
        job, desk = self._job, self._job.desk
        if desk is None or job.standing is None:
            return
        standing, items = job.standing, desk.items

        def marked(segment: int) -> list[tuple[int, Item]]:
            return [(index, items[index]) for index in standing.segments[segment]]

        def label(segment: int) -> tuple[str, str]:
            mine = standing.of(segment)
            severity = worst(mine)
            state = MARKS[severity] if severity else "✓" if mine else ""
            return state, f"{standing.scores[segment].quality:.0f}"

        if changed:
            self.query_one(Page).show(changed, marked, label)
        quality, penalty, still_open = job.figures
        decided = desk.counts.total - desk.counts.open
        figures = f"quality {quality}   MQM {penalty}   {still_open} open   {decided:,} decided"
        lost = f"   {len(desk.lost)} lost" if desk.lost else ""
        self.query_one(Headline).show(job.path.name, figures + lost)
        if bool(desk.lost) != self._had_lost:
            self._had_lost = bool(desk.lost)
            self.refresh_bindings()

    def _point(self) -> None:
        """Show the chosen finding on the page and in the panel."""
        item, desk = self._item, self._job.desk
        self._say("")
        if item is None or desk is None or self._at is None:
            clean = "No findings: nothing here reads like machine translation."
            empty = not self._job.document.segments
            self.query_one(Panel).say("There is no text to review in here." if empty else clean)
            return
        segment = item.finding.segment
        self.query_one(Page).choose(segment, self._at)
        text, source = self._job.document.text, self._job.document.segments[segment].source
        shown = Shown(item, text, self._choice, self._at, len(desk.items), source)
        self.query_one(Panel).show(shown)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.query_one(KeyBar).say(words, wrong=wrong)

    @property
    def _item(self) -> Item | None:
        desk = self._job.desk
        return None if desk is None or self._at is None else desk.items[self._at]

    # Moving

    def _go(self, index: int | None) -> None:
        if index is not None:
            self._at, self._choice, self._since = index, 0, monotonic()
        self._point()

    def _step(self, by: int) -> None:
        if self._job.desk is not None and self._at is not None:
            self._go((self._at + by) % len(self._job.desk.items))

    def action_next(self) -> None:
        """Go to the next finding, decided or not."""
        self._step(1)

    def action_previous(self) -> None:
        """Go to the finding before."""
        self._step(-1)

    def action_next_open(self) -> None:
        """Go to the next finding that is not decided."""
        if self._job.desk is not None and self._at is not None:
            self._advance(self._job.desk, self._at)

    def _advance(self, desk: Desk, after: int) -> None:
        following = desk.next_open(after)
        self._go(following)
        if following is None:
            self._say("Nothing is left open: x writes the corrected text.")

    @on(Page.Picked)
    def _pick(self, message: Page.Picked) -> None:
        if not self.query_one(Prompt).is_open:
            self._go(message.item)

    @on(Panel.Picked)
    def _pick_choice(self, message: Panel.Picked) -> None:
        if not self.query_one(Prompt).is_open:
            self.action_choose(message.choice)

    def action_choose(self, choice: int) -> None:
        """Choose a suggestion."""
        item = self._item
        if item is not None and choice < min(len(item.finding.suggestions), MOST):
            self._choice = choice
            self._point()

    def action_cycle(self) -> None:
        """Choose the suggestion that follows, around the end."""
        item = self._item
        if item is not None and item.finding.suggestions:
            self.action_choose((self._choice + 1) % min(len(item.finding.suggestions), MOST))

    def action_scroll_panel(self, by: int) -> None:
        """Move the panel by lines."""
        self.query_one(Panel).scroll_relative(y=by, animate=False)

    def _guarded(self, work: Callable[[], object]) -> bool:
        """Do what may fail for reasons that the editor can act on; say so where it does."""
        try:
            work()
        except MtreviewError as error:
            self._say(str(error), wrong=True)
            return False
        return True
