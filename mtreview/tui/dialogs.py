"""Screens above the desk that show something and go: help, lost decisions, a question."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from mtreview.model import Action, Decision, Severity
from mtreview.outcomes import State
from mtreview.report.text import MARKS
from mtreview.review import whole as together
from mtreview.tui import diff, themes
from mtreview.tui.glyphs import STATES, seen

_LEGEND = {
    **{MARKS[severity]: f"{severity}" for severity in reversed(Severity)},
    **{STATES[state]: f"{state}" for state in (State.ACCEPTED, State.EDITED, State.DISMISSED)},
}
STYLES = {
    "same": "bold",
    "cut": "$text-error strike",
    "new": "$text-success underline",
    "note": "$foreground-muted",
}


class Dialog(ModalScreen[bool]):
    """A titled box that scrolls; escape closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "close", "close", key_display="esc"),
        Binding("down,j", "scroll(1)", show=False),
        Binding("up,k", "scroll(-1)", show=False),
    ]

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(False)

    def action_scroll(self, by: int) -> None:
        """Move the text by lines."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def box(self, title: str, content: Content, footer: str = "esc close") -> VerticalScroll:
        """Return the box with its content."""
        box = VerticalScroll(Static(content), classes="box")
        box.border_title, box.border_subtitle = title, footer
        return box


class Help(Dialog):
    """The keys of the screen below, and what the marks mean."""

    def __init__(self, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Keys first."""
        width = max(len(key) for key, _ in self._keys)
        lines = [
            Content.assemble((f"{key:<{width}}", "bold $text-primary"), f"  {words}")
            for key, words in self._keys
        ]
        marks = [f"{mark}  {words}" for mark, words in _LEGEND.items()]
        title = Content.styled("Before a finding in the text", "$foreground-muted")
        palette = Content.assemble(("ctrl+p".ljust(width), "bold $text-primary"), "  all commands")
        rest = [Content(line) for line in marks]
        yield self.box("Keys", Content("\n").join([*lines, palette, Content(""), title, *rest]))


class Lost(Dialog):
    """The decisions that no longer find their place."""

    def __init__(self, decisions: Sequence[Decision]) -> None:
        super().__init__()
        self._decisions = decisions

    def compose(self) -> ComposeResult:
        """What each was, and where it stood."""
        intro = "They are kept, and apply again if their text comes back."
        parts = [Content.styled(intro, "$foreground-muted"), Content("")]
        for decision in self._decisions:
            parts += [self._told(decision), Content("")]
        yield self.box("Decisions without a place", Content("\n").join(parts[:-1]))

    def _told(self, decision: Decision) -> Content:
        done = {Action.ACCEPT: "accepted", Action.EDIT: "edited"}.get(decision.action, "dismissed")
        head = f"{done}  {decision.rule}  {decision.reviewer} {decision.at[:16].replace('T', ' ')}"
        change = Content.styled(seen(decision.text), "bold")
        if decision.edit is not None:
            # The edit may reach beyond the quoted words, into the context that was kept with them.
            low = len(decision.before) + decision.edit.span.start - decision.span.start
            high = low + decision.edit.span.end - decision.edit.span.start
            kept = decision.before + decision.text + decision.after
            old, new = seen(kept[max(low, 0) : high]), seen(decision.edit.text)
            changes = diff.shown(old, new, plain=themes.few_colours(self.app))
            change = Content.assemble(*((text, STYLES[op]) for op, text in changes))
        around = (f"…{seen(decision.before)[-30:]}", f"{seen(decision.after)[:30]}…")
        return Content.assemble(
            (f"{seen(head)}\n", "$foreground-muted"), around[0], change, around[1]
        )


class Whole(Dialog):
    """A segment with all that goes together in it, to be accepted at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,w", "agree", "accept"),
        Binding("a", "agree", show=False, id="desk-accept"),
    ]

    def __init__(self, found: together.Whole) -> None:
        super().__init__()
        self._found = found

    def compose(self) -> ComposeResult:
        """How it reads then, and what that mends."""
        plain, found = themes.few_colours(self.app), self._found
        changes = diff.shown(seen(found.before), seen(found.after), plain=plain, whole=True)
        looks = {**STYLES, "same": ""}
        text = Content.assemble(*((words, looks[op]) for op, words in changes))
        rules = Content.styled(", ".join(found.rules), "$foreground-muted")
        title = f"{len(found.choices)} suggestions at once"
        keys = "enter accept all, one u takes them back · esc leave"
        yield self.box(title, Content("\n\n").join([text, rules]), keys)

    def action_agree(self) -> None:
        """Yes."""
        self.dismiss(True)


class Confirm(Dialog):
    """A question that only y answers with yes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "agree", "yes"),
        Binding("n", "close", "no"),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The question alone."""
        yield self.box("", Content(seen(self._question)), "y yes · n no")

    def action_agree(self) -> None:
        """Yes."""
        self.dismiss(True)
