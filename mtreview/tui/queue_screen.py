"""The list of documents: how good each is, and how much is left to decide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.events import Paste, Resize
from textual.message import Message
from textual.screen import Screen
from textual.widgets import DataTable, Static

from mtreview.report.text import plural
from mtreview.tui import bulk, pasting
from mtreview.tui.bars import Headline, KeyBar
from mtreview.tui.bench import failing
from mtreview.tui.checker import Rewritten
from mtreview.tui.documents import ORDERS, SHOWN, Documents, named
from mtreview.tui.job import Job
from mtreview.tui.prompt import Prompt, Then

_OFTEN = 0.2  # seconds between two times that the table is filled anew
_EMPTY = "No document yet. Paste a text, or press P: it is saved where you say, and then checked."


class QueueScreen(Screen[None]):
    """A row a document; figures come as they are known."""

    BINDINGS: ClassVar[list[BindingType]] = [
        named("s", "sort", "sort", "sort in another way"),
        named("f", "filter", "filter", "show other documents"),
        named("slash", "search", "search", "find by name", "/"),
        named("S", "safe", "safe", "accept what is safe in all of these, after a look"),
        named("P", "paste", "paste", "paste a text in: a new document"),
    ]

    @dataclass
    class Opened(Message):
        """A document was chosen."""

        job: Job

    def __init__(self, jobs: Sequence[Job]) -> None:
        super().__init__()
        self._jobs = jobs
        self._listed: list[Job] = []
        self._order, self._which, self._words = next(iter(ORDERS)), next(iter(SHOWN)), ""
        self.is_due = False  # whether the table is to be filled anew soon
        self._is_held = False
        self._placed = 0  # where the cursor was put, by no key
        self._is_laid_out = False

    def compose(self) -> ComposeResult:
        """The head, the table, the question, the keys."""
        yield Headline()
        yield Static(_EMPTY, id="empty")
        yield Documents()
        yield Prompt()
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in what is known; begin where one stopped."""
        for job in self._jobs:
            job.look_up()
        self._is_laid_out = True
        self._fill()
        begun = [job for job in self._listed if job.touched]
        if begun:
            self._point(max(begun, key=lambda job: job.touched))
            self._is_held = True
        self._table.focus()

    def arrived(self, job: Job) -> None:
        """Show a document's figures, soon."""
        del job
        if not self.is_due:
            self.is_due = True
            self.set_timer(_OFTEN, self._fill)

    def on_screen_resume(self) -> None:
        """Take over what was decided at a desk."""
        for job in self._jobs:
            job.look_up()
        if self._is_laid_out:
            self._fill()

    @on(Resize)
    def _fit(self) -> None:
        if self._is_laid_out:
            self._fill()

    @on(DataTable.RowSelected)
    def _select(self, event: DataTable.RowSelected) -> None:
        self._is_held = True
        self.post_message(self.Opened(self._listed[event.cursor_row]))

    def action_sort(self) -> None:
        """Sort in the next way."""
        self._order = _next(self._order, list(ORDERS))
        self._fill()
        self.query_one(KeyBar).say(f"Sorted: {self._order}.")

    def action_filter(self) -> None:
        """Show the next kind of documents."""
        self._which = _next(self._which, list(SHOWN))
        self._fill()
        self.query_one(KeyBar).say(f"Shown: {self._which}.")

    def action_search(self) -> None:
        """Ask for a part of a name."""

        def then(words: str, _choice: int) -> None:
            self._words = words.strip()
            self._fill()

        self._ask("Only documents whose name holds", then, self._words)

    def action_safe(self) -> None:
        """Accept what is safe in the documents that are listed, after a look."""
        rows = bulk.gather(self._listed, lambda _item: True, safe=True)
        if not rows:
            self.query_one(KeyBar).say("No open suggestion is safe.")
            return
        screen = bulk.Bulk("Safe suggestions", rows, may_dismiss=False)
        self.app.push_screen(screen, self._accept)

    def _accept(self, answer: bulk.Answer | None) -> None:
        told: list[tuple[int, int]] = []
        if answer is not None and self._attempt(lambda: told.append(bulk.apply(answer))):
            said = bulk.told(answer, *told[0])
            for job in {id(row.job): row.job for row in answer.rows}.values():
                if job.standing is not None:
                    job.standing.update()
                self.post_message(Rewritten(job))
            self._fill()
            self.query_one(KeyBar).say(f"{said} In each document u takes its own back together.")

    def action_paste(self) -> None:
        """Take in a text of which there is no file yet."""
        pasting.begin(self._ask, self.post_message, self._folder)

    def on_paste(self, event: Paste) -> None:
        """Take in what was pasted where no field is open."""
        if not self.query_one(Prompt).is_open:
            self._attempt(
                lambda: pasting.place(self._ask, self.post_message, self._folder, event.text)
            )

    @property
    def _folder(self) -> Path:
        return self._jobs[0].path.parent if self._jobs else Path()

    def _ask(self, question: str, then: Then, text: str = "", *, many: bool = False) -> None:
        self._table.can_focus = False
        self.query_one(KeyBar).say("")
        self.query_one(Prompt).ask(question, then, text, many=many)
        self.refresh_bindings()

    @on(Prompt.Answered)
    def _answered(self, message: Prompt.Answered) -> None:
        self._attempt(lambda: message.then(message.text, message.choice))

    def _attempt(self, work: Callable[[], object]) -> bool:
        if failure := failing(work):
            self.query_one(KeyBar).say(failure, wrong=True)
        return not failure

    @on(Prompt.Closed)
    def _resume_table(self) -> None:
        self._table.can_focus = True
        self._table.focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the keys to the field while it is open."""
        del parameters
        ours = action in {"sort", "filter", "search", "safe", "paste"}
        return not (ours and self.is_mounted and self.query_one(Prompt).is_open)

    @property
    def _table(self) -> Documents:
        return self.query_one(Documents)

    def _fill(self) -> None:
        """List the documents in their order.

        The cursor stays on its document once somebody moved it, else at the top.
        """
        self.is_due = False
        self.query_one("#empty").set_class(not self._jobs, "-shown")
        table, at = self._table, self._table.cursor_row
        table.display = bool(self._jobs)
        self._is_held = self._is_held or at != self._placed
        held = self._listed[at] if 0 <= at < len(self._listed) else None
        fitting = filter(SHOWN[self._which], self._jobs)
        words = self._words.casefold()
        found = (job for job in fitting if words in str(job.path).casefold())
        self._listed = sorted(found, key=ORDERS[self._order])
        table.fill(self._listed, self.size.width)
        if self._is_held and held is not None:
            self._point(held)
        self._sum()

    def _point(self, job: Job) -> None:
        at = next((n for n, other in enumerate(self._listed) if other is job), 0)
        self._table.move_cursor(row=at)
        self._placed = at

    def _sum(self) -> None:
        reading = sum(not job.is_read and not job.failure for job in self._jobs)
        left = sum(job.desk.counts.open for job in self._jobs if job.desk is not None)
        said = f"reading {plural(reading, 'document')} …" if reading else f"{left:,} open"
        narrowed = f", {self._which}" if self._which != "all" else ""
        narrowed += f", “{self._words}”" if self._words else ""
        title = plural(len(self._jobs), "document") + narrowed
        self.query_one(Headline).show(title, f"{self._order}   {said}")


def _next(name: str, names: Sequence[str]) -> str:
    return names[(names.index(name) + 1) % len(names)]
