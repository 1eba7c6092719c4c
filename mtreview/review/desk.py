"""The desk: a checked document and the decisions made on it, as an editor works through them.

What a screen shows is `items`, `counts` and `lost`; what it does is `accept`, `edit`, `dismiss`,
`undo` and `redo`. Each is on disk when it returns; each rests on what other reviewers of the same
session have decided until then.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtreview.errors import MtreviewError
from mtreview.formats import apply
from mtreview.formats.editing import short
from mtreview.model import Action, Decision, Edit, Finding, Item, Result, Severity, Span, State
from mtreview.review.anchor import Anchor, identity, surroundings
from mtreview.review.fold import Key, find, fold, follow, open_items
from mtreview.review.log import in_force, last_undo, reverting, subject
from mtreview.review.patch import closed_up
from mtreview.review.session import Session


class Refused(MtreviewError):
    """A decision that cannot be made; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many items are in each state, and how many of each severity are open."""

    open: int
    accepted: int
    edited: int
    dismissed: int
    open_by_severity: Mapping[Severity, int]

    @property
    def total(self) -> int:
        """All items."""
        return self.open + self.accepted + self.edited + self.dismissed


class Desk:
    """One document under review.

    Items are named by their index, which only changes when items appear or go (a decision whose
    finding no longer fires is an item while it is in force); `index` finds them again.
    """

    def __init__(
        self,
        session: Session,
        result: Result,
        path: Path | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        """Lay out the document with what was decided so far.

        `path` is that of the file (default: the document's name). With `settings` the session
        remembers them and that the document was opened; without, nothing is written until the
        first decision.
        """
        self.document = result.document
        self._session = session
        self._path = path if path is not None else Path(result.document.name)
        self._settings = settings
        self._opened = open_items(result.findings)
        self._twins = Counter(identity(item.finding.id) for item in self._opened.values())
        self._anchor = Anchor(result.document.text, result.findings)
        self._id: int | None = None
        if settings is not None and not session.read_only:
            self._id = session.enter(self._path, self._anchor.content, settings).id
        self._log: list[Decision] = []
        if not self.refresh():
            self._settle()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every finding, and every decided place whose finding no longer fires, in text order."""
        return self._state.items

    @property
    def lost(self) -> tuple[Decision, ...]:
        """The decisions in force that have no place in this text; they return if it does."""
        return self._state.lost

    @property
    def log(self) -> tuple[Decision, ...]:
        """Every event on this document, the oldest first."""
        return tuple(self._log)

    @property
    def counts(self) -> Counts:
        """How far the review is."""
        return Counts(
            open=self._states[State.OPEN],
            accepted=self._states[State.ACCEPTED],
            edited=self._states[State.EDITED],
            dismissed=self._states[State.DISMISSED],
            open_by_severity={severity: self._severities[severity] for severity in Severity},
        )

    def edits(self) -> tuple[Edit, ...]:
        """Return what the decisions come to: sorted, none overlapping another."""
        return self._state.patch.edits

    def corrected(self) -> str:
        """Return the text with the edits made."""
        return apply(self.document.text, self.edits())

    def index(self, decision: Decision) -> int | None:
        """Return the index of the item that a decision is about, if it has one in this text."""
        span = self._anchor.places((decision,)).get(decision.number)
        return None if span is None else find(self.items, (decision.rule, span))

    def next_open(self, after: int = -1) -> int | None:
        """Return the first open item after an index, around the end; None if none is open."""
        count = len(self.items)
        return self._first_open((after + step) % count for step in range(1, count + 1))

    def previous_open(self, before: int = 0) -> int | None:
        """Return the last open item before an index, around the start; None if none is open."""
        count = len(self.items)
        return self._first_open((before - step) % count for step in range(1, count + 1))

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
        return self._decide(index, Action.ACCEPT, suggestions[choice].edit, "", milliseconds)

    def edit(
        self, index: int, text: str, milliseconds: int = 0, span: Span | None = None
    ) -> Decision:
        """Write `text` in place of the finding, or of `span`; raises as `accept` does.

        A deletion takes with it the space that it would leave over.
        """
        document = self.document.text
        if "\r\n" in document and document.count("\n") == document.count("\r\n"):
            text = text.replace("\r\n", "\n").replace("\n", "\r\n")  # the line ends of this file
        item = self.items[index]
        place = span if span is not None else item.finding.span
        if not text:
            wide = closed_up(document, place, self.document.segments[item.finding.segment].span)
            others = [edit for edit in self._state.patch.clashes(wide) if edit != item.edit]
            place = place if others else wide
        return self._decide(index, Action.EDIT, Edit(place, text), "", milliseconds)

    def dismiss(self, index: int, reason: str = "", milliseconds: int = 0) -> Decision:
        """Let the text stand as it is; InputError if that cannot be stored."""
        return self._decide(index, Action.DISMISS, None, reason, milliseconds)

    def undo(self, milliseconds: int = 0) -> Decision | None:
        """Take back the latest decision in force, and return it; None if there is none."""
        with self._writing():
            standing = in_force(self._log)
            if not standing:
                return None
            self._record(reverting(standing[-1], self._anchor.content, milliseconds))
        self.refresh()
        return standing[-1]

    def redo(self, milliseconds: int = 0) -> Decision | None:
        """Bring back what the latest undo took back; None once something else was decided."""
        with self._writing():
            undo = last_undo(self._log)
            if undo is None:
                return None
            self._record(reverting(undo, self._anchor.content, milliseconds))
        self.refresh()
        return next(event for event in self._log if event.number == undo.reverts)

    def refresh(self) -> bool:
        """Read what was decided since, here or by others; tell whether there was anything."""
        if self._id is None and (known := self._session.find(self._path, self._anchor.content)):
            self._id = known.id
        if self._id is None:
            return False
        last = self._log[-1].number if self._log else 0
        events = self._session.decisions(self._id, last)
        if events:
            self._log.extend(events)
            if not last or len(events) > 1 or not self._step(events[0]):
                self._settle()
        return bool(events)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep other reviewers out while a decision is made on what is known by now."""
        with self._session.exclusive():
            self.refresh()
            yield

    def _record(self, decision: Decision) -> Decision:
        # Its id is not kept here: an error would take the document out of the session again.
        known = self._session.enter(self._path, self._anchor.content, self._settings)
        return self._session.record(known.id, decision)

    def _decide(
        self, index: int, action: Action, edit: Edit | None, reason: str, milliseconds: int
    ) -> Decision:
        # Taken before the others' decisions are read, which may bring in items and move this one.
        finding, text = self.items[index].finding, self.document.text
        with self._writing():
            if edit is not None:
                self._must_fit(finding, edit)
            repeated = self._twins[identity(finding.id)] > 1
            before, after = surroundings(text, finding.span, edit, repeated=repeated)
            decision = Decision(
                action=action,
                finding=finding.id,
                rule=finding.rule,
                span=finding.span,
                text=finding.span.of(text),
                before=before,
                after=after,
                edit=edit,
                reason=reason,
                milliseconds=milliseconds,
                content=self._anchor.content,
            )
            decision = self._record(decision)
        self.refresh()
        return decision

    def _must_fit(self, finding: Finding, edit: Edit) -> None:
        """Raise Refused, naming what is in the way of an edit."""
        patch, text = self._state.patch, self.document.text
        clashes = patch.clashes(edit.span)
        for item in self.items if clashes else ():
            if item.edit in clashes and item.key != (finding.rule, finding.span):
                raise Refused(
                    f"this would write over “{short(item.edit.span.of(text))}”, which the "
                    f"decision on “{short(item.finding.text)}” ({item.finding.rule}) already "
                    "changes; dismiss that one first"
                )
        if reason := patch.refusal(edit):
            raise Refused(reason)

    def _settle(self) -> None:
        self._state = fold(self.document, self._opened, self._log, self._anchor)
        self._states = Counter(item.state for item in self.items)
        self._severities = Counter(
            item.finding.severity for item in self.items if item.state is State.OPEN
        )

    def _step(self, event: Decision) -> bool:
        """Go on by one event, so that the next key need not wait for the whole log."""
        about = subject(event, self._log)
        if about.action is Action.UNDO or about.content != self._anchor.content:
            return False
        key, before = (about.rule, about.span), self.items
        latest = event if event is about else self._latest(key)
        if (followed := follow(self._state, self._opened, key, latest)) is None:
            return False
        self._state, index = followed
        for item, by in ((before[index], -1), (self.items[index], 1)):
            self._states[item.state] += by
            self._severities[item.finding.severity] += by * (item.state is State.OPEN)
        return True

    def _latest(self, key: Key) -> Decision | None:
        """Return the latest decision in force on a rule and a place."""
        alike = (made for made in reversed(in_force(self._log)) if made.rule == key[0])
        return next((m for m in alike if self._anchor.places((m,)).get(m.number) == key[1]), None)

    def _first_open(self, indexes: Iterable[int]) -> int | None:
        return next((i for i in indexes if self.items[i].state is State.OPEN), None)
