"""The check in a thread of its own: the desk answers while the detectors are loaded and run."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Protocol

from textual.message import Message

from mtreview.errors import MtreviewError
from mtreview.model import Document, Finding, Score
from mtreview.review.desk import Revised
from mtreview.review.stage import Stage
from mtreview.tui.job import Job


class Checking(Protocol):
    """What checks documents stage by stage, and single segments."""

    def stages(self, document: Document) -> Iterator[Stage]:
        """Check a document; the last stage has the whole result."""
        ...

    def segment(self, document: Document, index: int) -> tuple[tuple[Finding, ...], Score]:
        """Check one segment among the others."""
        ...


@dataclass
class Reached(Message):
    """The check of a document has come further."""

    job: Job
    stage: Stage


@dataclass
class Failed(Message):
    """A document could not be checked."""

    job: Job
    reason: str


@dataclass
class Rechecked(Message):
    """The findings of a segment that was rewritten have come."""

    job: Job
    revised: Revised
    findings: tuple[Finding, ...]
    score: Score


@dataclass
class Rewritten(Message):
    """A segment was rewritten, and wants to be checked."""

    job: Job


class Checker:
    """Checks one document after the other, and between two steps what was rewritten meanwhile.

    A plain daemon thread: an executor's would be waited for at exit, and quitting must not wait
    for a check.
    """

    def __init__(
        self, checks: Checking, jobs: Sequence[Job], post: Callable[[Message], bool]
    ) -> None:
        self._checks = checks
        self._waiting = [job for job in jobs if not job.failure]
        self._begun: dict[int, Iterator[Stage]] = {}
        self._revised: list[tuple[Job, Revised]] = []
        self._asked: set[tuple[str, int, str]] = set()
        self._post = post
        self._news = Condition()
        self._stopped = False
        self.is_paused = False
        Thread(target=self._run, name="check", daemon=True).start()

    def add(self, job: Job) -> None:
        """Check one more document, before the others."""
        with self._news:
            self._waiting.insert(0, job)
            self._news.notify()

    def first(self, job: Job) -> None:
        """Check this one next, if it still waits: somebody is looking at it."""
        with self._news:
            if job in self._waiting:
                self._waiting.remove(job)
                self._waiting.insert(0, job)

    def revise(self, job: Job, revised: Revised) -> None:
        """Check a rewritten segment before anything else, once."""
        key = str(job.path), revised.segment, revised.text
        with self._news:
            if key not in self._asked:
                self._asked.add(key)
                self._revised.append((job, revised))
                self._news.notify()

    def pause(self) -> None:
        """Stop before the next step, or go on from there."""
        with self._news:
            self.is_paused = not self.is_paused
            self._news.notify()

    def stop(self) -> None:
        """Take no other step, and post nothing more."""
        with self._news:
            self._stopped = True
            self._news.notify()

    def _run(self) -> None:
        while (work := self._next()) is not None:
            message = self._done(*work)
            if message is not None and not self._stopped:
                self._post(message)

    def _done(self, job: Job, revised: Revised | None) -> Message | None:
        try:
            if revised is None:
                return self._step(job)
            findings, score = self._checks.segment(revised.document, revised.index)
            return Rechecked(job, revised, findings, score)
        except MtreviewError as error:
            reason = str(error)
        except Exception as error:  # a fault of one document must not end the review of others
            reason = f"the check failed ({type(error).__name__}: {error})"
        if revised is None:
            self._drop(job)
        return Failed(job, reason)

    def _step(self, job: Job) -> Message | None:
        if id(job) not in self._begun:
            self._begun[id(job)] = self._checks.stages(job.document)
        stage = next(self._begun[id(job)], None)
        if stage is None or stage.is_last:
            self._drop(job)
        return Reached(job, stage) if stage is not None else None

    def _drop(self, job: Job) -> None:
        with self._news:
            self._begun.pop(id(job), None)
            if job in self._waiting:
                self._waiting.remove(job)

    def _next(self) -> tuple[Job, Revised | None] | None:
        with self._news:
            self._news.wait_for(
                lambda: self._stopped or self._revised or (self._waiting and not self.is_paused)
            )
            if self._stopped:
                return None
            if self._revised:
                return self._revised.pop(0)
            return self._waiting[0], None
