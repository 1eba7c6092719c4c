"""The desk: a key for every decision on the findings of one document."""

from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from mtreview.model import Decision, Edit, Item
from mtreview.review.desk import Desk
from mtreview.tui import exporting
from mtreview.tui.bars import KeyBar
from mtreview.tui.desk_view import DeskView
from mtreview.tui.dialogs import Confirm, Lost
from mtreview.tui.page import Page
from mtreview.tui.panel import MOST
from mtreview.tui.prompt import Prompt

QUOTED = 44  # characters of a text that are quoted in a line about it
_FREE = {"back", "export", "lost"}  # what makes sense without a finding


def _key(key: str, action: str, label: str, words: str, key_display: str | None = None) -> Binding:
    """A key with its label in the key bar ("": none) and its words in the help."""
    return Binding(
        key, action, label or words, bool(label), key_display, tooltip=words, id=f"desk-{action}"
    )


class DeskScreen(DeskView):
    """Talks to the desk of one document; every widget on it only shows and asks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        _key("n,down,j", "next", "next", "go to the next finding"),
        _key("p,up,k", "previous", "prev", "go to the finding before"),
        _key("o", "next_open", "open", "go to the next open finding"),
        _key("a,enter", "accept", "accept", "accept the suggestion and go on"),
        _key("1", "choose(0)", "choose", "choose a suggestion", key_display="1-5"),
        *(Binding(f"{n + 1}", f"choose({n})", show=False) for n in range(1, MOST)),
        _key("tab", "cycle", "", "choose the next suggestion"),
        _key("e", "edit", "edit", "edit by hand and go on"),
        _key("d", "let_stand", "dismiss", "dismiss and go on"),
        _key("D", "reason", "reason", "dismiss with a reason"),
        _key("u", "undo", "undo", "undo, as often as you like"),
        _key("r", "redo", "redo", "redo what was undone"),
        _key("x", "export", "export", "write the corrected text"),
        _key("l", "lost", "lost", "list the decisions that lost their place"),
        _key("shift+down", "scroll_panel(1)", "", "scroll the panel down"),
        _key("shift+up", "scroll_panel(-1)", "", "scroll the panel up"),
        _key("escape", "back", "list", "go back to the list", key_display="esc"),
    ]

    def _decide(self, decide: Callable[[Desk, int, int], Decision]) -> None:
        """Make a decision on the chosen finding; go on to the next open one."""
        desk, at = self._job.desk, self._at
        if desk is None or at is None or self._job.standing is None:
            return
        key, spent = desk.items[at].key, int((monotonic() - self._since) * 1000)
        done = self._guarded(partial(decide, desk, at, spent))
        if at >= len(desk.items) or desk.items[at].key != key:
            # Another reviewer's decisions came in, and moved this one.
            at = next((n for n, item in enumerate(desk.items) if item.key == key), 0)
        self._at = at
        notice = self.query_one(KeyBar).notice
        self._show(self._job.standing.update(desk.items))
        if done:
            self._advance(desk, at)
        else:
            self._point()
            self._say(notice, wrong=True)

    def action_accept(self) -> None:
        """Take the chosen suggestion."""
        self._decide(lambda desk, at, spent: desk.accept(at, self._choice, spent))

    def action_let_stand(self) -> None:
        """Let the text stand."""
        self._decide(lambda desk, at, spent: desk.dismiss(at, "", spent))

    def action_undo(self) -> None:
        """Take back the latest decision."""
        self._turn("undone", "undo", Desk.undo)

    def action_redo(self) -> None:
        """Bring back what was undone last."""
        self._turn("redone", "redo", Desk.redo)

    def _turn(self, done: str, name: str, turn: Callable[[Desk], Decision | None]) -> None:
        desk, standing = self._job.desk, self._job.standing
        turned: list[Decision | None] = []
        if desk is None or standing is None or not self._guarded(lambda: turned.append(turn(desk))):
            return
        if (decision := turned[0]) is None:
            self._say(f"There is nothing to {name}.")
            return
        index = desk.index(decision)
        last = len(desk.items) - 1
        self._at = index if index is not None else min(self._at or 0, last) if last >= 0 else None
        self._choice, self._since = 0, monotonic()
        self._show(standing.update(desk.items))
        self._point()
        whose = decision.reviewer if decision.reviewer != self._job.session.reviewer else ""
        by = f" by {whose}" if whose else ""
        self._say(f"{done.capitalize()}: {decision.action} of “{decision.text[:QUOTED]}”{by}.")

    # Asking

    def _ask(self, purpose: str, question: str, text: str = "") -> None:
        self._say("")
        self.query_one(Page).can_focus = False
        self.query_one(Prompt).ask(purpose, question, text)
        self.refresh_bindings()

    def action_edit(self) -> None:
        """Write by hand what replaces the finding."""
        if self._item is not None:
            draft = self._draft(self._item)
            old = " ".join(draft.span.of(self._job.document.text).split())
            short = old if len(old) <= QUOTED else old[: QUOTED - 1] + "…"
            self._ask("edit", f"Instead of “{short}”" if old else "Insert here", draft.text)

    def action_reason(self) -> None:
        """Dismiss, and say why."""
        self._ask("reason", "Why the text stands as it is")

    def action_export(self) -> None:
        """Write the corrected text."""
        self._ask("export", "Write the corrected text to", str(exporting.beside(self._job.path)))

    @on(Prompt.Closed)
    def _resume_page(self) -> None:
        page = self.query_one(Page)
        page.can_focus = True
        page.focus()
        self.refresh_bindings()

    @on(Prompt.Answered)
    def _answered(self, message: Prompt.Answered) -> None:
        match message.purpose:
            case "edit":
                self._edited(message.text)
            case "reason":
                self._decide(lambda desk, at, spent: desk.dismiss(at, message.text.strip(), spent))
            case "export":
                self._guarded(lambda: self._export(message.text))

    def _draft(self, item: Item) -> Edit:
        """What the field begins with: the edit as it is, the chosen suggestion, or the text."""
        if item.edit is not None and item.edit.text:
            return item.edit
        offers = item.finding.suggestions
        if offers and offers[self._choice].text:
            return offers[self._choice].edit
        return Edit(item.finding.span, item.finding.span.of(self._job.document.text))

    def _edited(self, text: str) -> None:
        item = self._item
        if item is None:
            return
        span = self._draft(item).span
        suggested = [suggestion.edit for suggestion in item.finding.suggestions]
        # Written by hand or not, it is the same; and a suggested deletion knows how far it goes.
        same = [n for n, e in enumerate(suggested) if e == Edit(span, text) or not (e.text or text)]
        if same:
            self._decide(lambda desk, at, spent: desk.accept(at, same[0], spent))
        elif text == span.of(self._job.document.text).replace("\r\n", "\n"):
            self._say("That is what stands there: d dismisses the finding.")
        else:
            self._decide(lambda desk, at, spent: desk.edit(at, text, spent, span))

    def _export(self, answer: str) -> None:
        path = exporting.target(self._job, answer)
        if not path.exists():
            self._say(exporting.write(self._job, path, force=False))
            return

        def overwrite(agreed: bool | None) -> None:
            if agreed:
                self._guarded(lambda: self._say(exporting.write(self._job, path, force=True)))
            else:
                self._say("Nothing was written.")

        self.app.push_screen(Confirm(f"{path} exists already. Write over it?"), overwrite)

    # The rest

    def action_lost(self) -> None:
        """List the decisions that no longer find their place."""
        if self._job.desk is not None and self._job.desk.lost:
            self.app.push_screen(Lost(self._job.desk.lost))
        else:
            self._say("Every decision has its place.")

    def action_back(self) -> None:
        """Go back to the list."""
        self.dismiss()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only what can be done now."""
        del parameters
        if action not in _ACTIONS:
            return True
        if not self.is_mounted or self.query_one(Prompt).is_open:
            return False
        if action == "back":
            return self._in_queue
        if action == "lost":
            return bool(self._job.desk is not None and self._job.desk.lost)
        if self._job.desk is None or (self._at is None and action not in _FREE):
            return None
        return True


_OURS = {*vars(DeskScreen), *vars(DeskView)}
_ACTIONS = {name.removeprefix("action_") for name in _OURS if name.startswith("action_")}
