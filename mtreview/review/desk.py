"""The desk: a checked document and the decisions made on it, as an editor works through them.

What a screen shows is `items`, `counts` and `lost`; what it does is `accept`, `edit`, `dismiss`,
`rewrite`, `undo` and `redo`. Each is on disk when it returns; each rests on what other reviewers of
the same session have decided until then.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from mtreview.model import Action, Decision, Edit, Scope, Severity, Span, Suggestion
from mtreview.outcomes import Item
from mtreview.review import making
from mtreview.review.board import Board, Counts
from mtreview.review.fitting import Refused, must_be_writable
from mtreview.review.fold import find
from mtreview.review.log import in_force, last_undo, reverting
from mtreview.review.patch import Patch
from mtreview.review.rewriting import Revised

__all__ = ["Choice", "Counts", "Desk", "Refused", "Revised"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision of several at once: an item, and the suggestion to take, None to dismiss."""

    index: int
    suggestion: Suggestion | None


class Desk(Board):
    """One document under review, and what an editor can do with it."""

    def accept(self, index: int, choice: int = 0, milliseconds: int = 0) -> Decision:
        """Take the suggestion at `choice`; `milliseconds` is how long the editor took.

        Raises Refused if there is none, or its edit overlaps another or markup; InputError if it
        cannot be stored.
        """
        suggestions = self.items[index].finding.suggestions
        if not 0 <= choice < len(suggestions):
            raise Refused(
                f"there is no suggestion {choice + 1} here; edit it by hand or dismiss it"
            )
        return self.take(index, suggestions[choice], milliseconds)

    def take(self, index: int, offer: Suggestion, milliseconds: int = 0) -> Decision:
        """Accept one of the `offers`; raises as `accept` does."""
        return self._decide(index, Action.ACCEPT, offer.edit, milliseconds=milliseconds)

    def edit(
        self, index: int, text: str, milliseconds: int = 0, span: Span | None = None
    ) -> Decision:
        """Write `text` in place of the finding, or of `span`; raises as `accept` does.

        A deletion takes with it the space that it would leave over.
        """
        text = making.with_its_line_ends(self.document, text)
        item = self.items[index]
        place = span if span is not None else item.finding.span
        if not text:
            place = making.widened(self, item, place)
        return self._decide(index, Action.EDIT, Edit(place, text), milliseconds=milliseconds)

    def dismiss(
        self, index: int, reason: str = "", milliseconds: int = 0, scope: Scope = Scope.HERE
    ) -> Decision:
        """Let the text stand as it is, here or further; InputError if that cannot be stored."""
        return self._decide(
            index, Action.DISMISS, None, reason=reason, milliseconds=milliseconds, scope=scope
        )

    def decide_all(self, choices: Sequence[Choice]) -> int:
        """Accept or dismiss several items at once, undone as one; return how many could not be.

        Either all that can be decided are recorded, or, after an error, none.
        """
        batch, left_out = secrets.token_hex(8), 0
        pairs, taken, rewritten = self._in_order(choices), Patch(self.document), set[int]()
        with self._writing():
            for choice, known in pairs:
                item = self._again(known) if known.finding.segment in rewritten else known
                action = Action.DISMISS if choice.suggestion is None else Action.ACCEPT
                edit = choice.suggestion.edit if choice.suggestion else None
                try:
                    decision = making.on_item(self, item, action, edit)
                except Refused:
                    left_out += 1
                    continue
                if edit is not None and item.rewrite is None and not taken.add(edit):
                    left_out += 1
                    continue
                self.journal.record(replace(decision, batch=batch))
                if item.rewrite is not None:  # the next one is on the text that this one made
                    self.refresh()
                    rewritten.add(item.finding.segment)
        self.refresh()
        return left_out

    def _in_order(self, choices: Sequence[Choice]) -> list[tuple[Choice, Item]]:
        """Choices with their items; in what was rewritten the last comes first.

        Each is on the text that the one before it made, and what stands before that stays in place.
        """
        ordered = sorted(choices, key=lambda choice: choice.index)
        pairs = [(choice, self.items[choice.index]) for choice in ordered]
        own = [pair for pair in pairs if pair[1].rewrite is None]
        return own + [pair for pair in pairs[::-1] if pair[1].rewrite is not None]

    def _again(self, item: Item) -> Item:
        """An item of a rewritten segment in the text that this just became, if it is there."""
        at = find(self.items, item.key, item.finding.segment)
        return item if at is None else self.items[at]

    def rewrite(self, segment: int, text: str, milliseconds: int = 0) -> Decision:
        """Write a segment anew; its markup must stay. Raises as `accept` does.

        What was found and decided in it goes up in the new text; what is found in that, `learn`
        tells the desk.
        """
        text = making.with_its_line_ends(self.document, text)
        with self._writing():
            must_be_writable(self.document, segment, text, self.state)
            made = making.on_segment(self, segment, Action.REWRITE, text, milliseconds=milliseconds)
            self.carry(segment, text)
            made = self.journal.record(made)
        self.refresh()
        return made

    def note(self, segment: int, action: Action, **noted: Any) -> Decision:
        """Mark a segment as done or not, comment on it (`reason`), or give it a `score`."""
        with self._writing():
            decision = self.journal.record(making.on_segment(self, segment, action, None, **noted))
        self.refresh()
        return decision

    def silence(self, rule: str, reason: str = "") -> Decision:
        """Let everything stand that a rule marks in this project."""
        with self._writing():
            off = making.on_segment(self, 0, Action.DISMISS, None, reason=reason, scope=Scope.RULE)
            decision = self.journal.record(replace(off, rule=rule))
        self.refresh()
        return decision

    def add(
        self,
        span: Span,
        category: str,
        severity: Severity,
        reason: str = "",
        reviewer: str = "",
    ) -> Decision:
        """Add a finding by hand; Refused where the segment was rewritten, or is not one."""
        with self._writing():
            added = making.by_hand(self, span, category, severity, reason, reviewer)
            added = self.journal.record(added)
        self.refresh()
        return added

    def undo(self, milliseconds: int = 0) -> Decision | None:
        """Take back the latest decision in force, and return it; None if there is none."""
        with self._writing():
            standing = in_force(self.log)
            if not standing:
                return None
            self._revert(_together(standing), milliseconds)
        self.refresh()
        return standing[-1]

    def redo(self, milliseconds: int = 0) -> Decision | None:
        """Bring back what the latest undo took back; None once something else was decided."""
        with self._writing():
            undo = last_undo(self.log)
            if undo is None:
                return None
            undone = [event for event in self.log if event.action is Action.UNDO]
            undos = undone[: 1 + undone.index(undo)]
            self._revert(_together(undos), milliseconds)
        self.refresh()
        return next(event for event in self.log if event.number == undo.reverts)

    def revoke(self, document: int, decision: Decision) -> None:
        """Take back a decision that is remembered, on whichever document it was made."""
        with self.journal.exclusive():
            self.journal.session.record(document, reverting(decision, self.content, 0))
        self.refresh()

    def visit(self, segment: int, milliseconds: int, keys: int) -> None:
        """Note the time that was worked on a segment, and the keys that it took."""
        self.journal.visit(segment, milliseconds, keys)

    def flush(self) -> None:
        """Bring to the disk what was noted of the time; InputError if it cannot be stored."""
        self.journal.flush()

    def _decide(self, index: int, action: Action, edit: Edit | None, **more: Any) -> Decision:
        # Taken before the others' decisions are read, which may bring in items and move this one.
        item = self.items[index]
        with self._writing():
            decision = replace(making.on_item(self, item, action, edit), **more)
            decision = self.journal.record(decision)
        self.refresh()
        return decision

    def _revert(self, events: Sequence[Decision], milliseconds: int) -> None:
        batch = secrets.token_hex(8) if len(events) > 1 else ""
        for event in reversed(events):
            back = reverting(event, self.content, milliseconds)
            self.journal.record(replace(back, batch=batch))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep other reviewers out while a decision is made on what is known by now."""
        with self.journal.exclusive():
            self.refresh()
            heard = len(self.journal.log)
            try:
                yield
            except BaseException:
                # What was read back of an unfinished batch goes with it.
                if len(self.journal.log) > heard:
                    del self.journal.log[heard:]
                    self._settle()
                raise


def _together(events: Sequence[Decision]) -> list[Decision]:
    """Return the last event with those that were made at once with it, the oldest first."""
    batch = events[-1].batch
    return [event for event in events if event.batch == batch] if batch else [events[-1]]
