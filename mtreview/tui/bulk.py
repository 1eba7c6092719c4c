"""Several findings decided at once: each is shown as a diff first, and can be left out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from mtreview.model import Span, Suggestion
from mtreview.outcomes import Item, State
from mtreview.report.text import plural
from mtreview.review.desk import Choice
from mtreview.tui import diff, themes
from mtreview.tui.dialogs import STYLES
from mtreview.tui.glyphs import mark, seen
from mtreview.tui.job import Job

_AROUND = 28  # characters shown on either side


@dataclass(frozen=True, slots=True)
class Row:
    """One finding that may be decided, and the suggestion that would be taken."""

    job: Job
    index: int
    item: Item
    suggestion: Suggestion | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What to do with the rows that stayed ticked."""

    accept: bool
    rows: Sequence[Row]


def gather(jobs: Iterable[Job], wanted: Callable[[Item], bool], *, safe: bool = False) -> list[Row]:
    """Return the open findings that are wanted; `safe`: those with a safe suggestion, and that."""
    rows = []
    for job in jobs:
        desk = job.desk
        for index, item in enumerate(desk.items if desk else ()):
            if desk is None or item.state is not State.OPEN or not wanted(item):
                continue
            offers = desk.offers(index)
            if safe:
                offers = tuple(offer for offer in offers if offer.safe)
            if offers or not safe:
                rows.append(Row(job, index, item, next(iter(offers), None)))
    return rows


def apply(answer: Answer) -> tuple[int, int]:
    """Decide on what was ticked; return how many were decided, and how many could not be."""
    done = failed = 0
    by_job: dict[int, list[Row]] = {}
    for row in answer.rows:
        by_job.setdefault(id(row.job), []).append(row)
    for rows in by_job.values():
        desk = rows[0].job.desk
        if desk is None:
            continue
        possible = [row for row in rows if not answer.accept or row.suggestion is not None]
        choices = [Choice(row.index, row.suggestion if answer.accept else None) for row in possible]
        left_out = desk.decide_all(choices)
        done += len(choices) - left_out
        failed += left_out + len(rows) - len(possible)
    return done, failed


def told(answer: Answer, done: int, failed: int) -> str:
    """What came of it, in words."""
    left = f"; {failed} could not be" if failed else ""
    return f"{plural(done, 'finding')} {'accepted' if answer.accept else 'dismissed'}{left}."


class Ticks(OptionList):
    """The rows; enter does nothing here, so that nothing is decided by habit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "cursor_down", show=False),
        Binding("k", "cursor_up", show=False),
        Binding("enter", "nothing", show=False),
    ]

    def action_nothing(self) -> None:
        """Wait for a key that says what to do."""


class Bulk(ModalScreen[Answer | None]):
    """The preview; what is not ticked is not touched."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,x", "tick", "tick or not", id="desk-tick"),
        Binding("t", "tick_all", "all or none", id="desk-tick_all"),
        Binding("a", "accept", "accept what is ticked", id="desk-accept"),
        Binding("d", "let_stand", "dismiss what is ticked", id="desk-dismiss"),
        Binding("escape,q", "close", "leave all as it is", key_display="esc"),
    ]

    def __init__(self, title: str, rows: Sequence[Row], *, may_dismiss: bool = True) -> None:
        super().__init__()
        self._title = title
        self._rows = rows
        self._ticked = [True] * len(rows)
        self._may_dismiss = may_dismiss

    def compose(self) -> ComposeResult:
        """How many, each of them, and the keys."""
        with Vertical(classes="box wide-box") as box:
            box.border_title = seen(self._title)
            yield Static(id="count")
            yield Ticks(*(Option(self._line(n)) for n in range(len(self._rows))))
            yield Static(id="bulk-keys")

    def on_mount(self) -> None:
        """Begin at the first row."""
        self.query_one(Ticks).focus()
        self.query_one(Ticks).highlighted = 0
        self.query_one("#bulk-keys", Static).update("   ".join(self._keys()))
        self._count()

    def _keys(self) -> Iterator[str]:
        """Each key, as it may have been set, with what it does."""
        words = {"tick": "tick", "tick_all": "all or none", "accept": "accept ticked"}
        if self._may_dismiss:
            words["let_stand"] = "dismiss ticked"
        shown: dict[str, str] = {}
        for found in self.active_bindings.values():
            shown.setdefault(found.binding.action, self.app.get_key_display(found.binding))
        yield from (f"{shown[action]} {does}" for action, does in words.items() if action in shown)
        yield "esc leave"

    def action_tick(self) -> None:
        """Tick or untick the row."""
        at = self.query_one(Ticks).highlighted
        if at is not None:
            self._set(at, not self._ticked[at])
            self._count()

    def action_tick_all(self) -> None:
        """Tick all, or none if all are ticked."""
        wanted = not all(self._ticked)
        for at in range(len(self._rows)):
            if self._ticked[at] != wanted:
                self._set(at, wanted)
        self._count()

    def action_accept(self) -> None:
        """Accept what is ticked."""
        self._answer(accept=True)

    def action_let_stand(self) -> None:
        """Dismiss what is ticked."""
        if self._may_dismiss:
            self._answer(accept=False)

    def action_close(self) -> None:
        """Leave all as it is."""
        self.dismiss(None)

    @on(OptionList.OptionSelected)
    def _click(self, event: OptionList.OptionSelected) -> None:
        self._set(event.option_index, not self._ticked[event.option_index])
        self._count()

    def _answer(self, *, accept: bool) -> None:
        pairs = zip(self._rows, self._ticked, strict=True)
        chosen = [row for row, ticked in pairs if ticked]
        self.dismiss(Answer(accept, chosen) if chosen else None)

    def _set(self, at: int, ticked: bool) -> None:
        self._ticked[at] = ticked
        self.query_one(Ticks).replace_option_prompt_at_index(at, self._line(at))

    def _count(self) -> None:
        ticked = sum(self._ticked)
        self.query_one("#count", Static).update(
            f"{ticked:,} of {plural(len(self._rows), 'finding')} ticked; one u takes all back"
        )

    def _line(self, at: int) -> Content:
        """The row with its words before and after, in their surroundings."""
        row = self._rows[at]
        finding, desk = row.item.finding, row.job.desk
        span = row.suggestion.span if row.suggestion else finding.span
        old = desk.words(row.item, span) if desk else finding.text
        before, after = _sides(row, span)
        plain = themes.few_colours(self.app)
        if row.suggestion is not None:
            changes = diff.shown(seen(old), seen(row.suggestion.text), plain=plain)
            change = Content.assemble(*((text, STYLES[op]) for op, text in changes))
        else:
            change = Content.styled(seen(old), "underline")
        tick = "[x]" if self._ticked[at] else "[ ]"
        head = f"{tick} {row.job.path.name}:{finding.segment + 1} {mark(row.item)} "
        return Content.assemble((seen(head), "$foreground-muted"), before, change, after)


def _sides(row: Row, span: Span) -> tuple[str, str]:
    """A few words before and after a span, in the text that the finding stands in."""
    document, rewrite = row.job.document, row.item.rewrite
    segment = document.segments[row.item.finding.segment].span
    text = rewrite.text if rewrite else segment.of(document.text)
    start, end = span.start - segment.start, span.end - segment.start
    before = text[max(0, start - _AROUND) : max(0, start)]
    return f"…{seen(before)}", f"{seen(text[end : end + _AROUND])}…"
