"""The desk: a checked document and the decisions made on it, as an editor works through them.

What a screen shows is `items`, `counts` and `lost`; what it does is `accept`, `edit`, `dismiss`,
`rewrite`, `undo` and `redo`. Each is on disk when it returns; each rests on what other reviewers of
the same session have decided until then.
"""

import secrets
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mtreview.formats import apply
from mtreview.model import (
    Action,
    Decision,
    Document,
    Edit,
    Finding,
    Item,
    Result,
    Rewrite,
    Scope,
    Score,
    Severity,
    Span,
    State,
    Suggestion,
)
from mtreview.review.anchor import Anchor, identity, surroundings
from mtreview.review.fitting import Refused, must_be_current, must_be_writable, must_fit
from mtreview.review.fold import BY_HAND, Key, Rechecks, find, fold, follow, open_items
from mtreview.review.log import in_force, last_undo, reverting, subject
from mtreview.review.memory import Memory
from mtreview.review.patch import Patch, closed_up
from mtreview.review.rewriting import Recheck, carried, moved, surrounding
from mtreview.review.segments import Notes, Segments
from mtreview.review.session import Session, Visit

_MOST_VISITS = 20  # that wait for a decision to go to the disk with

__all__ = ["Choice", "Counts", "Desk", "Refused", "Revised"]


@dataclass(frozen=True, slots=True)
class Revised:
    """A rewritten segment that waits for its check: as segment `index` of `document`."""

    segment: int
    text: str
    document: Document
    index: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision of several at once: an item, and the suggestion to take, None to dismiss."""

    index: int
    suggestion: Suggestion | None


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
        memory: Memory | None = None,
        rechecks: Rechecks | None = None,
    ) -> None:
        """Lay out the document with what was decided so far.

        `path` is that of the file (default: the document's name). With `settings` the session
        remembers them and that the document was opened; without, nothing is written until the
        first decision. Desks of one session may share a `memory`; `rechecks` are those of an
        earlier desk of the same document.
        """
        self.document = result.document
        self.memory = memory or Memory(session)
        self._remembered = self.memory.version
        self._rechecks: dict[tuple[int, str], Recheck] = dict(rechecks or {})
        self._segments = Segments(result.document)
        self._session = session
        self._visits: list[Visit] = []
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
    def rechecks(self) -> Rechecks:
        """What is known of the segments that were written anew."""
        return self._rechecks

    @property
    def content(self) -> str:
        """The hash by which the text is known again."""
        return self._anchor.content

    def as_it_came(self) -> tuple[Item, ...]:
        """Return the items of the text as it came, as if no segment had been written anew."""
        log = [event for event in self._log if event.quote is None or event.reverts is not None]
        return fold(self.document, self._opened, log, self._anchor, None, self.memory).items

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
        if span is None:
            return None
        segment = self._segments.at(span)
        here = find(self.items, (decision.rule, span), segment)
        return here if here is not None or decision.quote is None else self.first(segment)

    def first(self, segment: int) -> int | None:
        """Return the index of the first item of a segment, if it has any."""
        at = bisect_left(self.items, segment, key=lambda item: item.finding.segment)
        is_there = at < len(self.items) and self.items[at].finding.segment == segment
        return at if is_there else None

    def offers(self, index: int) -> tuple[Suggestion, ...]:
        """Return what can be accepted for an item, first what was written elsewhere before."""
        item = self.items[index]
        if item.state is not State.OPEN:
            return item.finding.suggestions
        return self.memory.offers(item.finding)

    def before(self, segment: int) -> int:
        """Return the index of the last item before a segment, -1 if there is none."""
        return bisect_left(self.items, segment, key=lambda item: item.finding.segment) - 1

    def segment(self, decision: Decision) -> int | None:
        """Return the segment that a decision is made in, if it has a place in this text."""
        span = self._anchor.places((decision,)).get(decision.number)
        return None if span is None else self._segments.at(span)

    def words(self, item: Item, span: Span) -> str:
        """Return the characters of a span of an item, in the text that the item stands in."""
        return item.rewrite.of(span) if item.rewrite else span.of(self.document.text)

    def next_open(self, after: int = -1, fits: Callable[[Item], bool] | None = None) -> int | None:
        """Return the first open item after an index, around the end; None if none is open.

        With `fits`, the first of those that fit.
        """
        return self.seek(
            after, 1, lambda item: item.state is State.OPEN and (not fits or fits(item))
        )

    def previous_open(self, before: int = 0) -> int | None:
        """Return the last open item before an index, around the start; None if none is open."""
        return self.seek(before, -1, lambda item: item.state is State.OPEN)

    def seek(self, start: int, by: int, fits: Callable[[Item], bool]) -> int | None:
        """Return the first item that fits after an index (before it, if `by` is -1), all around."""
        items, count = self.items, len(self.items)
        around = ((start + by * step) % count for step in range(1, count + 1))
        return next((index for index in around if fits(items[index])), None)

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
        text = self._with_its_line_ends(text)
        item = self.items[index]
        place = span if span is not None else item.finding.span
        if not text:
            place = self._closed_up(item, place)
        return self._decide(index, Action.EDIT, Edit(place, text), milliseconds=milliseconds)

    def dismiss(
        self, index: int, reason: str = "", milliseconds: int = 0, scope: Scope = Scope.HERE
    ) -> Decision:
        """Let the text stand as it is, here or further; InputError if that cannot be stored."""
        return self._decide(
            index, Action.DISMISS, None, reason=reason, milliseconds=milliseconds, scope=scope
        )

    def decide_all(self, choices: Sequence[Choice], reason: str = "") -> int:
        """Accept or dismiss several items at once, undone as one; return how many could not be.

        Either all that can be decided are recorded, or, after an error, none.
        """
        batch, left_out = secrets.token_hex(8), 0
        items = [self.items[choice.index] for choice in choices]
        taken = Patch(self.document)
        with self._writing():
            for choice, item in zip(choices, items, strict=True):
                action = Action.DISMISS if choice.suggestion is None else Action.ACCEPT
                edit = choice.suggestion.edit if choice.suggestion else None
                try:
                    decision = self._decision(item, action, edit)
                except Refused:
                    left_out += 1
                    continue
                if edit is not None and item.rewrite is None and not taken.add(edit):
                    left_out += 1
                    continue
                self._record(replace(decision, reason=reason, batch=batch))
                if item.rewrite is not None:  # the next one is on the text that this one made
                    self.refresh()
        self.refresh()
        return left_out

    # Whole segments

    def segment_text(self, segment: int) -> str:
        """Return a segment as the decisions leave it."""
        if (rewrite := self._state.rewrites.get(segment)) is not None:
            return rewrite.text
        span = self.document.segments[segment].span
        within = self._state.patch.within(span)
        shifted = [Edit(edit.span.shift(-span.start), edit.text) for edit in within]
        return apply(span.of(self.document.text), shifted)

    def rewrite(self, segment: int, text: str, milliseconds: int = 0) -> Decision:
        """Write a segment anew; its markup must stay. Raises as `accept` does.

        What was found and decided in it goes up in the new text; what is found in that, `learn`
        tells the desk.
        """
        text = self._with_its_line_ends(text)
        with self._writing():
            must_be_writable(self.document, segment, text, self._state)
            decision = self._on_segment(segment, Action.REWRITE, text, milliseconds=milliseconds)
            self._carry(segment, text)
            decision = self._record(decision)
        self.refresh()
        return decision

    def note(self, segment: int, action: Action, **noted: Any) -> Decision:
        """Mark a segment as done or not, comment on it (`reason`), or give it a `score`."""
        with self._writing():
            decision = self._record(self._on_segment(segment, action, None, **noted))
        self.refresh()
        return decision

    def silence(self, rule: str, reason: str = "") -> Decision:
        """Let everything stand that a rule marks in this project."""
        with self._writing():
            off = self._on_segment(0, Action.DISMISS, None, reason=reason, scope=Scope.RULE)
            decision = self._record(replace(off, rule=rule))
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
        text = self.document.text
        with self._writing():
            segment = self._segments.at(span)
            if segment in self._state.rewrites:
                raise Refused("this segment was rewritten; undo that before you mark what it was")
            if not self.document.segments[segment].span.covers(span):
                raise Refused("what you mark must stand within one segment")
            before, after = surroundings(text, span)
            added = Decision(
                action=Action.ADD,
                finding=f"{BY_HAND}:{span.start}:{span.end}",
                rule=BY_HAND,
                span=span,
                text=span.of(text),
                before=before,
                after=after,
                reason=reason,
                content=self._anchor.content,
                category=category,
                severity=severity,
                reviewer=reviewer,
            )
            added = self._record(added)
        self.refresh()
        return added

    def notes(self, segment: int) -> Notes:
        """Return what was noted of a segment."""
        return self._state.notes.get(segment, Notes())

    def rewritten(self, segment: int) -> Rewrite | None:
        """Return what a segment was rewritten to, if it was."""
        return self._state.rewrites.get(segment)

    def pending(self) -> list[int]:
        """Return the rewritten segments whose new text was not checked yet."""
        return [index for index in self._state.rewrites if self.rechecked(index) is None]

    def revised(self, segment: int) -> Revised:
        """Return a rewritten segment as it can be checked, among its neighbours."""
        document, at = surrounding(self.document, self.edits(), segment)
        return Revised(segment, self._state.rewrites[segment].text, document, at)

    def rechecked(self, segment: int) -> Score | None:
        """Return the score of a rewritten segment, None while it was not checked."""
        rewrite = self._state.rewrites[segment]
        return self._rechecks.get((segment, rewrite.text), Recheck()).score

    def learn(self, revised: Revised, findings: Iterable[Finding], score: Score) -> None:
        """Take in what a check found in a rewritten segment; offsets are of its document."""
        began = revised.document.segments[revised.index].span.start
        by = self.document.segments[revised.segment].span.start - began
        found = moved(findings, revised.segment, by)
        self._rechecks[revised.segment, revised.text] = Recheck(found, score)
        self._settle()

    def visit(self, segment: int, milliseconds: int, keys: int) -> None:
        """Note the time that was worked on a segment, and the keys that it took.

        It goes to the disk with the next decision, so that no key waits for it alone.
        """
        self._visits.append(Visit(segment, self._anchor.content, milliseconds, keys))
        if len(self._visits) >= _MOST_VISITS:
            self.flush()

    def flush(self) -> None:
        """Bring to the disk what was noted of the time; InputError if it cannot be stored."""
        if self._visits:
            with self._session.exclusive():
                known = self._session.enter(self._path, self._anchor.content, self._settings)
                for visit in self._visits:
                    self._session.note(known.id, visit)
            self._visits = []

    # Back and forth

    def undo(self, milliseconds: int = 0) -> Decision | None:
        """Take back the latest decision in force, and return it; None if there is none."""
        with self._writing():
            standing = in_force(self._log)
            if not standing:
                return None
            self._revert(_together(standing), milliseconds)
        self.refresh()
        return standing[-1]

    def redo(self, milliseconds: int = 0) -> Decision | None:
        """Bring back what the latest undo took back; None once something else was decided."""
        with self._writing():
            undo = last_undo(self._log)
            if undo is None:
                return None
            undone = [event for event in self._log if event.action is Action.UNDO]
            undos = undone[: 1 + undone.index(undo)]
            self._revert(_together(undos), milliseconds)
        self.refresh()
        return next(event for event in self._log if event.number == undo.reverts)

    def revoke(self, document: int, decision: Decision) -> None:
        """Take back a decision that is remembered, on whichever document it was made."""
        with self._session.exclusive():
            self._session.record(document, reverting(decision, self._anchor.content, 0))
        self.refresh()

    def _revert(self, events: Sequence[Decision], milliseconds: int) -> None:
        batch = secrets.token_hex(8) if len(events) > 1 else ""
        for event in reversed(events):
            back = reverting(event, self._anchor.content, milliseconds)
            self._record(replace(back, batch=batch))

    def refresh(self) -> bool:
        """Read what was decided since, here or by others; tell whether there was anything."""
        if self._id is None and (known := self._session.find(self._path, self._anchor.content)):
            self._id = known.id
        if self._id is None:
            return False
        last = self._log[-1].number if self._log else 0
        events = self._session.decisions(self._id, last)
        if events:
            self.memory.refresh()
        elsewhere = self._remembered != self.memory.version
        self._remembered = self.memory.version
        if events or elsewhere:
            self._log.extend(events)
            if not last or elsewhere or len(events) > 1 or not self._step(events[0]):
                self._settle()
        return bool(events) or elsewhere

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep other reviewers out while a decision is made on what is known by now."""
        with self._session.exclusive():
            self.refresh()
            yield

    def _record(self, decision: Decision) -> Decision:
        # Its id is not kept here: an error would take the document out of the session again.
        self.flush()
        known = self._session.enter(self._path, self._anchor.content, self._settings)
        return self._session.record(known.id, decision)

    def _decide(self, index: int, action: Action, edit: Edit | None, **more: Any) -> Decision:
        # Taken before the others' decisions are read, which may bring in items and move this one.
        item = self.items[index]
        with self._writing():
            decision = self._record(replace(self._decision(item, action, edit), **more))
        self.refresh()
        return decision

    def _decision(self, item: Item, action: Action, edit: Edit | None) -> Decision:
        finding, text = item.finding, self.document.text
        must_be_current(item, self._state, self._session.reviewer)
        if item.rewrite is not None:
            written = None if edit is None else item.rewrite.replaced(edit)
            if written is not None:
                must_be_writable(self.document, finding.segment, written, self._state)
                self._carry(finding.segment, written)
            return self._on_segment(finding.segment, action, written, finding)
        if edit is not None:
            must_fit(self.document, self._state, finding, edit)
        repeated = self._twins[identity(finding.id)] > 1
        before, after = surroundings(text, finding.span, edit, repeated=repeated)
        return Decision(
            action=action,
            finding=finding.id,
            rule=finding.rule,
            span=finding.span,
            text=finding.span.of(text),
            before=before,
            after=after,
            edit=edit,
            content=self._anchor.content,
        )

    def _on_segment(
        self,
        segment: int,
        action: Action,
        text: str | None,
        finding: Finding | None = None,
        **more: Any,
    ) -> Decision:
        """A decision on a whole segment, which `text` replaces unless it is None."""
        span = self.document.segments[segment].span
        before, after = surroundings(self.document.text, span)
        return Decision(
            action=action,
            finding=finding.id if finding else "",
            rule=finding.rule if finding else "",
            span=span,
            text=span.of(self.document.text),
            before=before,
            after=after,
            edit=None if text is None else Edit(span, text),
            content=self._anchor.content,
            quote=finding.text if finding else "",
            **more,
        )

    def _carry(self, segment: int, text: str) -> None:
        """Keep what a new text spares, until that was checked."""
        if (segment, text) in self._rechecks:
            return
        span = self.document.segments[segment].span
        if (rewrite := self._state.rewrites.get(segment)) is not None:
            old = rewrite.text
            known = self._rechecks.get((segment, old), Recheck()).findings
        else:
            old = span.of(self.document.text)
            known = tuple(i.finding for i in self._opened.values() if i.finding.segment == segment)
        self._rechecks[segment, text] = Recheck(carried(known, span.start, old, text))

    def _closed_up(self, item: Item, place: Span) -> Span:
        """Return what to delete so that no space is left over."""
        within = self.document.segments[item.finding.segment].span
        if item.rewrite is not None:
            begin = within.start
            wide = closed_up(
                item.rewrite.text, place.shift(-begin), Span(0, len(item.rewrite.text))
            )
            return wide.shift(begin)
        wide = closed_up(self.document.text, place, within)
        others = [edit for edit in self._state.patch.clashes(wide) if edit != item.edit]
        return place if others else wide

    def _with_its_line_ends(self, text: str) -> str:
        document = self.document.text
        if "\r\n" in document and document.count("\n") == document.count("\r\n"):
            return text.replace("\r\n", "\n").replace("\n", "\r\n")
        return text

    def _settle(self) -> None:
        self._state = fold(
            self.document, self._opened, self._log, self._anchor, self._rechecks, self.memory
        )
        self._states = Counter(item.state for item in self.items)
        self._severities = Counter(
            item.finding.severity for item in self.items if item.state is State.OPEN
        )

    def _step(self, event: Decision) -> bool:
        """Go on by one event, so that the next key need not wait for the whole log."""
        about = subject(event, self._log)
        if about.action is Action.UNDO or about.content != self._anchor.content:
            return False
        if about.quote is not None:
            return False
        key, before = (about.rule, about.span), self.items
        latest = event if event is about else self._latest(key)
        if (followed := follow(self._state, self._opened, key, latest, self.memory)) is None:
            return False
        self._state, index = followed
        for item, by in ((before[index], -1), (self.items[index], 1)):
            self._states[item.state] += by
            self._severities[item.finding.severity] += by * (item.state is State.OPEN)
        return True

    def _latest(self, key: Key) -> Decision | None:
        """Return the latest decision in force on a rule and a place."""
        standing = reversed(in_force(self._log))
        alike = (made for made in standing if made.rule == key[0] and made.quote is None)
        return next((m for m in alike if self._anchor.places((m,)).get(m.number) == key[1]), None)


def _together(events: Sequence[Decision]) -> list[Decision]:
    """Return the last event with those that were made at once with it, the oldest first."""
    batch = events[-1].batch
    return [event for event in events if event.batch == batch] if batch else [events[-1]]
