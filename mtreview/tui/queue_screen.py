"""The list of documents: how good each is, and how much is left to decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen
from textual.widgets import DataTable

from mtreview.report.text import plural
from mtreview.tui.bars import Headline, KeyBar
from mtreview.tui.glyphs import seen
from mtreview.tui.job import Job


class Documents(DataTable[Text], inherit_bindings=False):
    """The table, with the keys that move in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,down,j", "cursor_down", "next", tooltip="go to the next document"),
        Binding("p,up,k", "cursor_up", "prev", tooltip="go to the document before"),
        Binding("enter,a", "select_cursor", "open", tooltip="open the document"),
        Binding("pagedown,space", "page_down", "page down", show=False),
        Binding("pageup", "page_up", "page up", show=False),
        Binding("home,g", "scroll_top", "first document", show=False),
        Binding("end,G", "scroll_bottom", "last document", show=False),
    ]


class QueueScreen(Screen[None]):
    """A row a document, in the order of the command line; figures come as they are known."""

    @dataclass
    class Opened(Message):
        """A document was chosen."""

        job: Job

    def __init__(self, jobs: Sequence[Job]) -> None:
        super().__init__()
        self._jobs = jobs

    def compose(self) -> ComposeResult:
        """The head, the table, the keys."""
        yield Headline()
        yield Documents(cursor_type="row")
        yield KeyBar()

    def on_mount(self) -> None:
        """Fill in what is known."""
        table = self._table
        for name, width in (("Quality", 8), ("MQM", 8), ("Open", 7), ("Decided", 8)):
            table.add_column(Text(name, justify="right"), key=name, width=width)
        table.add_column("Document", key="Document")
        for number, job in enumerate(self._jobs):
            table.add_row(*_row(job), key=str(number))
        self._sum()

    def arrived(self, job: Job) -> None:
        """Show a document's figures."""
        if not self._table.row_count:  # not filled in yet
            return
        number = next(n for n, known in enumerate(self._jobs) if known is job)
        for column, value in zip(self._table.columns, _row(job), strict=True):
            self._table.update_cell(str(number), column, value, update_width=True)
        self._sum()

    def on_screen_resume(self) -> None:
        """Take over what was decided at a desk."""
        for job in self._jobs:
            self.arrived(job)

    @on(DataTable.RowSelected)
    def _select(self, event: DataTable.RowSelected) -> None:
        self.post_message(self.Opened(self._jobs[event.cursor_row]))

    @property
    def _table(self) -> Documents:
        return self.query_one(Documents)

    def _sum(self) -> None:
        reading = sum(job.desk is None and not job.failure for job in self._jobs)
        left = sum(job.desk.counts.open for job in self._jobs if job.desk is not None)
        said = f"reading {plural(reading, 'document')} …" if reading else f"{left:,} open"
        self.query_one(Headline).show(plural(len(self._jobs), "document"), said)


def _row(job: Job) -> list[Text]:
    quality, penalty, still_open = job.figures
    decided = "…"
    if job.desk is not None:
        counts = job.desk.counts
        decided = f"{counts.total - counts.open:,}"
    name = Text(seen(job.document.name), no_wrap=True, overflow="ellipsis")
    if job.failure:
        decided = "—"
        name.append(f"  {seen(job.failure)}", "italic")
    figures = (quality, penalty, still_open, decided)
    return [*(Text(figure, justify="right") for figure in figures), name]
