"""The desk: the findings of one document, and a key for every decision on them."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.events import Paste
from textual.screen import Screen

from mtreview.outcomes import Item
from mtreview.report.text import plural
from mtreview.review import walk
from mtreview.review.desk import Desk
from mtreview.review.stopwatch import Stopwatch
from mtreview.tui import pasting
from mtreview.tui.bars import Headline, KeyBar
from mtreview.tui.bench import Bench, failing
from mtreview.tui.commands.keys import COMMANDS, bindings
from mtreview.tui.job import Job
from mtreview.tui.page import Page
from mtreview.tui.panel import Panel
from mtreview.tui.prompt import Prompt

LOOK = 3.0  # seconds between two looks at what others did


class DeskScreen(Screen[None]):
    """Shows what comes in, and hands keys and clicks to the commands; they talk to the desk."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def __init__(self, job: Job, jobs: Sequence[Job] = ()) -> None:
        """Show a document, one of `jobs` if it was opened from their list."""
        super().__init__()
        self.job = job
        self.bench = Bench(self, job, jobs)
        self._is_laid_out = self._is_entered = False
        self._desk: Desk | None = None

    @property
    def stopwatch(self) -> Stopwatch:
        """What measures the work on this document."""
        return self.job.watch

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

    def on_unmount(self) -> None:
        """Note the work on the last segment."""
        self.bench.place.leave()

    # Commands

    def action_do(self, name: str) -> None:
        """Do what a key stands for."""
        self.bench.attempt(lambda: COMMANDS[name].do(self.bench))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        if action != "do":
            return True
        if not self.is_mounted or self.query_one(Prompt).is_open:
            return False
        return COMMANDS[str(parameters[0])].can(self.bench)

    @on(Page.Picked)
    def _pick(self, message: Page.Picked) -> None:
        if self.query_one(Prompt).is_open or self.job.standing is None:
            return
        if message.item is not None:
            self.bench.go(self.job.standing.index(message.item))
        else:
            self.bench.go_to_segment(message.segment)

    @on(Panel.Picked)
    def _pick_choice(self, message: Panel.Picked) -> None:
        if not self.query_one(Prompt).is_open:
            self.action_do(f"choose_{message.choice + 1}")

    @on(Prompt.Closed)
    def _resume_page(self) -> None:
        page = self.query_one(Page)
        page.can_focus = True
        page.focus()
        self.refresh_bindings()

    @on(Prompt.Answered)
    def _answered(self, message: Prompt.Answered) -> None:
        self.bench.attempt(lambda: message.then(message.text, message.choice))

    def on_paste(self, event: Paste) -> None:
        """Take in what was pasted where no field is open."""
        if not self.query_one(Prompt).is_open:
            folder = self.job.path.parent
            self.bench.attempt(
                lambda: pasting.place(self.bench.ask, self.post_message, folder, event.text)
            )

    # What comes in

    def arrived(self, job: Job) -> None:
        """Show the findings, once they are there."""
        if job is self.job and self._is_laid_out and self.query(Headline):  # not closing
            self._lay_out()

    def learned(self) -> None:
        """Show what was found in a rewritten segment."""
        with self.bench.holding():
            pass
        notice = self.bench.notice
        self.bench.point()
        self.bench.say(notice)

    def _lay_out(self) -> None:
        job, desk = self.job, self.job.desk
        if desk is None:
            said = "not checked" if job.failure else job.progress
            self.query_one(Headline).show(job.path.name, said)
            self.query_one(Panel).say(job.failure or "Reading …")
            return
        if desk is self._desk:  # the same findings, but more is known to be read
            self.bench.show()
            return
        held, self._desk = self.bench.held, desk
        self.bench.show_all()
        self._take_up(desk, held)
        self.refresh_bindings()
        if desk.lost:
            lost = plural(len(desk.lost), "decision")
            place = "its place" if len(desk.lost) == 1 else "their places"
            self.bench.say(f"The text has changed: {lost} lost {place}. l lists what was decided.")
        self.bench.attempt(self._enter)

    def _take_up(self, desk: Desk, held: Item | None) -> None:
        """Go on where one was: at the same finding, else behind what was decided last."""
        if held is not None:
            self.bench.place.find_again(held)
            self.bench.point()
            return
        last = desk.index(desk.log[-1]) if desk.log else None
        at = walk.next_open(desk.items, -1 if last is None else last)
        self.bench.go(at if at is not None else 0 if desk.items else None)

    def _enter(self) -> None:
        if (other := self.job.enter()) and not self._is_entered:
            self.bench.say(
                f"{other} is at work on this document too: what each of you decides is kept, and "
                "shown to the other."
            )
        self._is_entered = True

    def _look(self) -> None:
        """See what happened meanwhile: what others decided, what became of the file."""
        desk = self.job.desk
        if desk is None or not self.is_current or self.query_one(Prompt).is_open:
            return
        before = len(desk.log)
        with self.bench.holding():
            failure = failing(desk.refresh)
        names = {event.reviewer for event in desk.log[before:]} - {self.job.session.reviewer}
        if names:
            self.bench.check_rewritten()
            self.bench.point()
            self.bench.say(f"Decided here meanwhile by {', '.join(sorted(names))}.")
        if failure:
            self.bench.say(failure, wrong=True)
        elif changed := self.job.look_at_file():
            self.bench.say(changed, wrong=True)
