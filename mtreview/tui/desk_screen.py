"""The desk: a key for every decision on the findings of one document."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType

from mtreview.model import Decision, Edit, Scope
from mtreview.outcomes import Item
from mtreview.review.desk import Desk
from mtreview.tui import exporting
from mtreview.tui.bars import KeyBar
from mtreview.tui.desk_bulk import DeskBulk
from mtreview.tui.desk_keys import KEYS
from mtreview.tui.dialogs import Confirm, Lost
from mtreview.tui.page import Page
from mtreview.tui.prompt import Prompt
from mtreview.tui.tables import Memories, Rules

_SCOPES = (Scope.HERE, Scope.TEXT, Scope.RULE)
_REACH = ("here", "this text everywhere", "this rule")
QUOTED = 44  # characters of a text that are quoted in a line about it
# What makes sense without a finding.
_FREE = {
    *("back", "export", "lost", "rewrite", "comment", "done", "segment", "undo", "redo", "add"),
    *("score", "bulk_safe", "search", "jump", "view", "copy", "memory", "rules", "filter"),
}


class DeskScreen(DeskBulk):
    """Talks to the desk of one document; every widget on it only shows and asks."""

    BINDINGS: ClassVar[list[BindingType]] = [*KEYS]

    def _decide(self, decide: Callable[[Desk, int, int], Decision]) -> None:
        """Make a decision on the chosen finding; go on to the next open one."""
        desk, at = self.job.desk, self._at
        if desk is None or at is None:
            return
        spent = self._spent().milliseconds
        with self._holding():
            done = self._guarded(partial(decide, desk, at, spent))
        notice = self.query_one(KeyBar).notice
        if done:
            self._note_effort()
            self._check_rewritten(desk)
            self._advance(desk, self._at if self._at is not None else -1)
        else:
            self._point()
            self._say(notice, wrong=True)

    def action_accept(self) -> None:
        """Take the chosen suggestion."""
        offers, choice = self._offers, self._choice
        if offers:
            self._decide(lambda desk, at, spent: desk.take(at, offers[choice], spent))
        else:
            self._decide(lambda desk, at, spent: desk.accept(at, choice, spent))

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
        desk = self.job.desk
        turned: list[Decision | None] = []
        if desk is None:
            return
        with self._holding():
            worked = self._guarded(lambda: turned.append(turn(desk)))
        if not worked:
            return
        if (decision := turned[0]) is None:
            self._say(f"There is nothing to {name}.")
            return
        self._check_rewritten(desk)
        index = desk.index(decision)
        if index is not None:
            self._go(index)
        elif (segment := desk.segment(decision)) is not None:
            self._go_to_segment(segment)
        else:
            self._go(self._at)
        whose = decision.reviewer if decision.reviewer != self.job.session.reviewer else ""
        by = f" by {whose}" if whose else ""
        what = decision.quoted or decision.text
        self._say(f"{done.capitalize()}: {decision.action} of “{what[:QUOTED]}”{by}.")

    # Asking

    def action_edit(self) -> None:
        """Write by hand what replaces the finding."""
        if self._item is not None:
            draft = self._draft(self._item)
            old = " ".join(self._words(self._item, draft).split())
            short = old if len(old) <= QUOTED else old[: QUOTED - 1] + "…"
            self._ask("edit", f"Instead of “{short}”" if old else "Insert here", draft.text)

    def action_reason(self) -> None:
        """Dismiss, and say why and how far."""
        self._ask("reason", "Why it stands:", choices=_REACH)

    def action_export(self) -> None:
        """Write the corrected text."""
        self._ask("export", "Write the corrected text to", str(exporting.beside(self.job.path)))

    @on(Prompt.Closed)
    def _resume_page(self) -> None:
        page = self.query_one(Page)
        page.can_focus = True
        page.focus()
        self.refresh_bindings()

    @on(Prompt.Answered)
    def _answered(self, message: Prompt.Answered) -> None:
        self._guarded(partial(self._take, message.purpose, message.text, message.choice))

    def _take(self, purpose: str, text: str, choice: int) -> None:
        """Do what was asked about."""
        match purpose:
            case "edit":
                self._edited(text)
            case "reason":
                scope, reason = _SCOPES[choice], text.strip()
                self._decide(lambda desk, at, spent: desk.dismiss(at, reason, spent, scope))
            case "rewrite":
                self._rewritten(text)
            case "comment":
                self._commented(text.strip())
            case "score":
                self._scored(text)
            case "add":
                self._named(text)
            case "category":
                self._added(text, choice)
            case "filter":
                self._filtered(text)
            case "jump":
                self._jumped(text)
            case "search":
                self._searched(text)
            case "export":
                self._export(text)

    def _draft(self, item: Item) -> Edit:
        """What the field begins with: the edit as it is, the chosen suggestion, or the text."""
        if item.edit is not None and item.edit.text:
            return item.edit
        offers = self._offers
        if offers and offers[self._choice].text:
            return offers[self._choice].edit
        place = Edit(item.finding.span, "")
        return Edit(place.span, self._words(item, place))

    def _words(self, item: Item, edit: Edit) -> str:
        """What an edit of an item replaces."""
        return self.job.desk.words(item, edit.span) if self.job.desk is not None else ""

    def _edited(self, text: str) -> None:
        item = self._item
        if item is None:
            return
        span = self._draft(item).span
        # Written by hand or not, it is the same; and a suggested deletion knows how far it goes.
        same = [o for o in self._offers if o.edit == Edit(span, text) or not (o.text or text)]
        if same:
            self._decide(lambda desk, at, spent: desk.take(at, same[0], spent))
        elif text == self._words(item, Edit(span, "")).replace("\r\n", "\n"):
            self._say("That is what stands there: d dismisses the finding.")
        else:
            self._decide(lambda desk, at, spent: desk.edit(at, text, spent, span))

    def _export(self, answer: str) -> None:
        path = exporting.target(self.job, answer)
        if not path.exists():
            self._say(exporting.write(self.job, path, force=False))
            return

        def overwrite(agreed: bool | None) -> None:
            if agreed:
                self._guarded(lambda: self._say(exporting.write(self.job, path, force=True)))
            else:
                self._say("Nothing was written.")

        self.app.push_screen(Confirm(f"{path} exists already. Write over it?"), overwrite)

    # The rest

    def action_memory(self) -> None:
        """List what was dismissed beyond one place."""
        if self.job.desk is not None:
            self.app.push_screen(Memories(self.job.desk), self._look_again)

    def action_rules(self) -> None:
        """List the rules with what became of their findings."""
        if self.job.desk is not None:
            self.app.push_screen(Rules(self.job.desk, self.jobs), self._look_again)

    def _look_again(self, _result: None) -> None:
        with self._holding():
            pass
        self._point()

    def action_view(self) -> None:
        """Show the document in the next of its views."""
        name = self.query_one(Page).turn()
        self._show(set(range(len(self.job.document.segments))))
        self._point()
        self._say(f"Shown: {name}. v goes on.")

    def action_copy(self) -> None:
        """Copy the corrected text to the clipboard."""
        if self.job.desk is not None:
            self.app.copy_to_clipboard(self.job.desk.corrected())
            self._say("The corrected text was sent to the clipboard of the terminal.")

    def action_lost(self) -> None:
        """List the decisions that no longer find their place."""
        if self.job.desk is not None and self.job.desk.lost:
            self.app.push_screen(Lost(self.job.desk.lost))
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
            return bool(self.job.desk is not None and self.job.desk.lost)
        if self.job.desk is None:
            return None
        if not self.job.document.segments and action not in {"export"}:
            return None
        if self._at is None and action not in _FREE:
            has_others = action in {"next", "previous", "next_open"} and self.job.desk.items
            return True if has_others else None
        return True


_OURS = {n for c in DeskScreen.__mro__ if c.__module__.startswith("mtreview.") for n in vars(c)}
_ACTIONS = {name.removeprefix("action_") for name in _OURS if name.startswith("action_")}
