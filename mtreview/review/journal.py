"""The log of one document: heard from its session, and added to."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from mtreview.model import Decision
from mtreview.review.session import Session, Visit

_MOST_VISITS = 20  # that wait for a decision to go to the disk with


class Journal:
    """What was decided on a document, by whom ever, in order."""

    def __init__(
        self, session: Session, path: Path, content: str, settings: Mapping[str, Any] | None = None
    ) -> None:
        """Begin with nothing heard; `content` is the hash of the document's text.

        With `settings` the session remembers them and that the document was opened; without,
        nothing is written until the first decision.
        """
        self.session = session
        self.content = content
        self.log: list[Decision] = []
        self._path, self._settings = path, settings
        self._visits: list[Visit] = []
        self._id: int | None = None
        if settings is not None and not session.read_only:
            self._id = session.enter(path, content, settings).id

    def hear(self) -> Sequence[Decision]:
        """Add to the log what was decided since, here or by others, and return it."""
        if self._id is None and (known := self.session.find(self._path, self.content)):
            self._id = known.id
        if self._id is None:
            return ()
        events = self.session.decisions(self._id, self.log[-1].number if self.log else 0)
        self.log.extend(events)
        return events

    def exclusive(self) -> AbstractContextManager[None]:
        """Keep other writers out, so that what is decided rests on what was just heard."""
        return self.session.exclusive()

    def record(self, decision: Decision) -> Decision:
        """Bring a decision to the disk, and with it what was noted of the time."""
        # Its id is not kept here: an error would take the document out of the session again.
        self.flush()
        known = self.session.enter(self._path, self.content, self._settings)
        return self.session.record(known.id, decision)

    def visit(self, segment: int, milliseconds: int, keys: int) -> None:
        """Note the time that was worked on a segment, and the keys that it took.

        It goes to the disk with the next decision, so that no key waits for it alone.
        """
        self._visits.append(Visit(segment, self.content, milliseconds, keys))
        if len(self._visits) >= _MOST_VISITS:
            self.flush()

    def flush(self) -> None:
        """Bring to the disk what was noted of the time; InputError if it cannot be stored."""
        if self._visits:
            with self.session.exclusive():
                known = self.session.enter(self._path, self.content, self._settings)
                for visit in self._visits:
                    self.session.note(known.id, visit)
            self._visits = []
