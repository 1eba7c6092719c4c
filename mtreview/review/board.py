"""A checked document as the decisions made on it leave it; nothing here decides.

However it came to its state, that is the fold of the whole log: what others of the same session
decided until then is in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mtreview.align import counterpart
from mtreview.formats import apply
from mtreview.model import (
    Action,
    Decision,
    Edit,
    Finding,
    Result,
    Score,
    Severity,
    Span,
    Suggestion,
)
from mtreview.outcomes import Item, Rewrite, State
from mtreview.review import walk
from mtreview.review.anchor import Anchor
from mtreview.review.fold import Key, Rechecks, find, fold, follow, open_items
from mtreview.review.journal import Journal
from mtreview.review.log import in_force, subject
from mtreview.review.recall import Memory
from mtreview.review.rewriting import Recheck, Revised, carried, moved, surrounding
from mtreview.review.segments import Notes, Segments
from mtreview.review.session import Session


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


class Board:
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
        self.segments = Segments(result.document)
        self._opened = open_items(result.findings)
        self._rechecks: dict[tuple[int, str], Recheck] = dict(rechecks or {})
        self.anchor = Anchor(result.document.text, result.findings)
        place = path if path is not None else Path(result.document.name)
        self.journal = Journal(session, place, self.anchor.content, settings)
        self._hear()
        self._settle()

    @property
    def items(self) -> tuple[Item, ...]:
        """Every finding, and every decided place whose finding no longer fires, in text order."""
        return self.state.items

    @property
    def lost(self) -> tuple[Decision, ...]:
        """The decisions in force that have no place in this text; they return if it does."""
        return self.state.lost

    @property
    def log(self) -> tuple[Decision, ...]:
        """Every event on this document, the oldest first."""
        return tuple(self.journal.log)

    @property
    def rechecks(self) -> Rechecks:
        """What is known of the segments that were written anew."""
        return self._rechecks

    @property
    def content(self) -> str:
        """The hash by which the text is known again."""
        return self.anchor.content

    def as_it_came(self) -> tuple[Item, ...]:
        """Return the items of the text as it came, as if no segment had been written anew."""
        log = [
            event for event in self.journal.log if event.quote is None or event.reverts is not None
        ]
        return fold(self.document, self._opened, log, self.anchor, None, self.memory).items

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
        return self.state.patch.edits

    def corrected(self) -> str:
        """Return the text with the edits made."""
        return apply(self.document.text, self.edits())

    def index(self, decision: Decision) -> int | None:
        """Return the index of the item that a decision is about, if it has one in this text."""
        span = self.anchor.places((decision,)).get(decision.number)
        if span is None:
            return None
        segment = self.segments.at(span)
        here = find(self.items, (decision.rule, span), segment)
        return (
            here if here is not None or decision.quote is None else walk.first(self.items, segment)
        )

    def aligned(self, item: Item) -> Span | None:
        """Return the part of its segment's source that an item's words stand for, if it is told."""
        segment = self.document.segments[item.finding.segment]
        if not segment.source or item.stands_for_rewrite:
            return None
        text = item.rewrite.text if item.rewrite else segment.span.of(self.document.text)
        return counterpart(text, item.finding.span.shift(-segment.span.start), segment.source)

    def offers(self, index: int) -> tuple[Suggestion, ...]:
        """Return what can be accepted for an item, first what was written elsewhere before."""
        item = self.items[index]
        if item.state is not State.OPEN:
            return item.finding.suggestions
        return self.memory.offers(item.finding)

    def segment(self, decision: Decision) -> int | None:
        """Return the segment that a decision is made in, if it has a place in this text."""
        span = self.anchor.places((decision,)).get(decision.number)
        return None if span is None else self.segments.at(span)

    def words(self, item: Item, span: Span) -> str:
        """Return the characters of a span of an item, in the text that the item stands in."""
        return item.rewrite.of(span) if item.rewrite else span.of(self.document.text)

    def segment_text(self, segment: int) -> str:
        """Return a segment as the decisions leave it."""
        if (rewrite := self.state.rewrites.get(segment)) is not None:
            return rewrite.text
        span = self.document.segments[segment].span
        within = self.state.patch.within(span)
        shifted = [Edit(edit.span.shift(-span.start), edit.text) for edit in within]
        return apply(span.of(self.document.text), shifted)

    def notes(self, segment: int) -> Notes:
        """Return what was noted of a segment."""
        return self.state.notes.get(segment, Notes())

    def rewritten(self, segment: int) -> Rewrite | None:
        """Return what a segment was rewritten to, if it was."""
        return self.state.rewrites.get(segment)

    def pending(self) -> list[int]:
        """Return the rewritten segments whose new text was not checked yet."""
        return [index for index in self.state.rewrites if self.rechecked(index) is None]

    def revised(self, segment: int) -> Revised:
        """Return a rewritten segment as it can be checked, among its neighbours."""
        document, at = surrounding(self.document, self.edits(), segment)
        return Revised(segment, self.state.rewrites[segment].text, document, at)

    def rechecked(self, segment: int) -> Score | None:
        """Return the score of a rewritten segment, None while it was not checked."""
        rewrite = self.state.rewrites[segment]
        return self._rechecks.get((segment, rewrite.text), Recheck()).score

    def carry(self, segment: int, text: str) -> None:
        """Keep what a new text of a segment spares, until that was checked."""
        if (segment, text) in self._rechecks:
            return
        span = self.document.segments[segment].span
        if (rewrite := self.state.rewrites.get(segment)) is not None:
            old = rewrite.text
            known = self._rechecks.get((segment, old), Recheck()).findings
        else:
            old = span.of(self.document.text)
            known = tuple(i.finding for i in self._opened.values() if i.finding.segment == segment)
        self._rechecks[segment, text] = Recheck(carried(known, span.start, old, text))

    def learn(self, revised: Revised, findings: Iterable[Finding], score: Score) -> None:
        """Take in what a check found in a rewritten segment; offsets are of its document."""
        began = revised.document.segments[revised.index].span.start
        by = self.document.segments[revised.segment].span.start - began
        found = moved(findings, revised.segment, by)
        self._rechecks[revised.segment, revised.text] = Recheck(found, score)
        self._settle()

    def refresh(self) -> bool:
        """Read what was decided since, here or by others; tell whether there was anything."""
        events, elsewhere = self._hear()
        if (events or elsewhere) and (elsewhere or len(events) > 1 or not self._step(events[0])):
            self._settle()
        return bool(events) or elsewhere

    def _hear(self) -> tuple[Sequence[Decision], bool]:
        """Hear what was decided since, and whether anything elsewhere reaches this document."""
        events = self.journal.hear()
        if events:
            self.memory.refresh()
        elsewhere = self._remembered != self.memory.version
        self._remembered = self.memory.version
        return events, elsewhere

    def _settle(self) -> None:
        self.state = fold(
            self.document, self._opened, self.journal.log, self.anchor, self._rechecks, self.memory
        )
        self._states = Counter(item.state for item in self.items)
        self._severities = Counter(
            item.finding.severity for item in self.items if item.state is State.OPEN
        )

    def _step(self, event: Decision) -> bool:
        """Go on by one event, so that the next key need not wait for the whole log."""
        about = subject(event, self.journal.log)
        if about.action is Action.UNDO or about.content != self.anchor.content:
            return False
        if about.quote is not None:
            return False
        key, before = (about.rule, about.span), self.items
        latest = event if event is about else self._latest(key)
        if (followed := follow(self.state, self._opened, key, latest, self.memory)) is None:
            return False
        self.state, index = followed
        for item, by in ((before[index], -1), (self.items[index], 1)):
            self._states[item.state] += by
            self._severities[item.finding.severity] += by * (item.state is State.OPEN)
        return True

    def _latest(self, key: Key) -> Decision | None:
        """Return the latest decision in force on a rule and a place."""
        standing = reversed(in_force(self.journal.log))
        alike = (made for made in standing if made.rule == key[0] and made.quote is None)
        return next((m for m in alike if self.anchor.places((m,)).get(m.number) == key[1]), None)
