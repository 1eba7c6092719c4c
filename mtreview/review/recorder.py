"""How a decision comes to the log: made for its place, refused where it cannot be, then stored."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from mtreview.model import Action, Decision, Edit, Finding, Span
from mtreview.outcomes import Item
from mtreview.review.anchor import identity, surroundings
from mtreview.review.board import Board
from mtreview.review.fitting import must_be_current, must_be_writable, must_fit
from mtreview.review.log import reverting
from mtreview.review.patch import closed_up
from mtreview.review.rewriting import Recheck, carried
from mtreview.review.session import Visit

_MOST_VISITS = 20  # that wait for a decision to go to the disk with


class Recorder(Board):
    """Makes and stores decisions, on what is known of others' by then."""

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

    def _revert(self, events: Sequence[Decision], milliseconds: int) -> None:
        batch = secrets.token_hex(8) if len(events) > 1 else ""
        for event in reversed(events):
            back = reverting(event, self._anchor.content, milliseconds)
            self._record(replace(back, batch=batch))

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
