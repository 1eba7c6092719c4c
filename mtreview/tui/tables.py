"""Screens that list what the project remembers: dismissals that reach further, and rules."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import DataTable, Input, Static

from mtreview.errors import MtreviewError
from mtreview.model import Scope
from mtreview.review.desk import Desk
from mtreview.review.recall import Remembered
from mtreview.review.tally import Tally, tallies
from mtreview.tui.glyphs import seen
from mtreview.tui.job import Job

_REACH = {Scope.TEXT: "this text", Scope.RULE: "whole rule"}


class Listing(ModalScreen[None]):
    """A table with a field to search it; typing goes to the field once / was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "close"),
        Binding("slash", "search", "search", key_display="/"),
        Binding("j", "move(1)", show=False),
        Binding("k", "move(-1)", show=False),
    ]
    columns: Sequence[str] = ()
    heading = ""
    keys = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = ""
        self._listed: list[Sequence[str]] = []

    def compose(self) -> ComposeResult:
        """The table, the field, the keys."""
        with Vertical(classes="box wide-box") as box:
            box.border_title = self.heading
            yield Static(id="said")
            yield DataTable[Text](cursor_type="row")
            yield Input(placeholder="search", compact=True)
            yield Static(f"/ search   {self.keys}   esc close", id="bulk-keys")

    def on_mount(self) -> None:
        """Fill the table."""
        self._table.add_columns(*self.columns)
        self.fill()
        self._table.focus()

    @property
    def _table(self) -> DataTable[Text]:
        return self.query_one(DataTable)

    def fill(self) -> None:
        """List what fits the search."""
        at, held = self._table.cursor_row, self._held
        listed = [row for row in self.rows() if self._fits(row)]
        self._table.clear()
        for row in listed:
            self._table.add_row(*(Text(seen(cell), no_wrap=True) for cell in row))
        same = [n for n, row in enumerate(listed) if held and self.name_of(row) == held]
        self._table.move_cursor(row=same[0] if same else min(at, max(0, len(listed) - 1)))
        self._listed = listed
        self.query_one("#said", Static).update(self.said())

    @property
    def _held(self) -> str:
        at = self._table.cursor_row
        return self.name_of(self._listed[at]) if 0 <= at < len(self._listed) else ""

    def _fits(self, row: Sequence[str]) -> bool:
        return all(word in " ".join(row).casefold() for word in self._words.split())

    def name_of(self, row: Sequence[str]) -> str:
        """By what a row is found again after a change; "": the cursor stays where it is."""
        del row
        return ""

    def rows(self) -> Sequence[Sequence[str]]:
        """The lines to list."""
        return ()

    def said(self) -> str:
        """A line above the table."""
        return ""

    def chosen(self, among: int) -> int | None:
        """The number of the row under the cursor, among all that `rows` lists."""
        fitting = [n for n, row in enumerate(self.rows()) if self._fits(row)]
        at = self._table.cursor_row
        return fitting[at] if 0 <= at < len(fitting) and fitting[at] < among else None

    def action_close(self) -> None:
        """Go back; from the field to the table first."""
        if self.query_one(Input).has_focus:
            self._table.focus()
        else:
            self.dismiss(None)

    def action_search(self) -> None:
        """Go to the field."""
        self.query_one(Input).focus()

    def action_move(self, by: int) -> None:
        """Move by lines."""
        self._table.move_cursor(row=self._table.cursor_row + by)

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._words = event.value.casefold()
        self.fill()

    @on(Input.Submitted)
    def _found(self) -> None:
        self._table.focus()

    def fail(self, error: MtreviewError) -> None:
        """Say why nothing was done."""
        self.query_one("#said", Static).update(seen(str(error)))


class Memories(Listing):
    """Dismissals of a text or of a rule: listed, searched, revoked."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("r,delete", "revoke", "revoke")]
    columns = ("Reach", "Rule", "Text", "Reason", "By", "When")
    heading = "Dismissed beyond one place"
    keys = "r revoke"

    def rows(self) -> Sequence[Sequence[str]]:
        """One a dismissal, the latest first."""
        return [_told(event) for event in self._events()]

    def said(self) -> str:
        """Whether there is anything."""
        return "" if self._events() else "Nothing is dismissed beyond its place: D does that."

    def _events(self) -> list[Remembered]:
        return self._desk.memory.reaching()[::-1]

    def action_revoke(self) -> None:
        """Take a dismissal back; its findings are open again."""
        events = self._events()
        at = self.chosen(len(events))
        if at is None:
            return
        try:
            self._desk.revoke(events[at].document, events[at].decision)
        except MtreviewError as error:
            self.fail(error)
            return
        self.fill()


class Rules(Listing):
    """What became of the findings of each rule; a rule can be switched off in this project."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("o", "switch", "off or on")]
    columns = ("Rule", "Shown", "Open", "Accepted", "Edited", "Dismissed", "")
    heading = "Rules"
    keys = "o off or on in this project"

    def __init__(self, desk: Desk, jobs: Sequence[Job]) -> None:
        super().__init__(desk)
        self._jobs = jobs

    def rows(self) -> Sequence[Sequence[str]]:
        """One a rule, those mostly dismissed first."""
        return [_counted(tally) for tally in self._tallies()]

    def name_of(self, row: Sequence[str]) -> str:
        """The rule."""
        return row[0]

    def _tallies(self) -> list[Tally]:
        desks = [job.desk for job in self._jobs if job.desk is not None]
        return tallies(self._desk.memory, desks)

    def action_switch(self) -> None:
        """Let everything of a rule stand in this project, or bring it back."""
        known = self._tallies()
        at = self.chosen(len(known))
        if at is None:
            return
        rule = known[at].rule
        try:
            if known[at].is_off:
                for event in self._desk.memory.reaching():
                    if event.decision.rule == rule and event.decision.scope is Scope.RULE:
                        self._desk.revoke(event.document, event.decision)
            else:
                self._desk.silence(rule)
        except MtreviewError as error:
            self.fail(error)
            return
        self.fill()


def _told(event: Remembered) -> list[str]:
    made = event.decision
    text = made.quoted if made.scope is Scope.TEXT else ""
    when = made.at[:16].replace("T", " ")
    return [_REACH[made.scope], made.rule, text, made.reason, made.reviewer, when]


def _counted(tally: Tally) -> list[str]:
    note = "off" if tally.is_off else "mostly dismissed" if tally.is_mostly_dismissed else ""
    counts = (tally.shown, tally.open, tally.accepted, tally.edited, tally.dismissed)
    return [tally.rule, *map(str, counts), note]
