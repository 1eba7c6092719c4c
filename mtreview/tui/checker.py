"""The check in a thread of its own: the desk answers while the detectors are loaded and run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Condition, Thread

from textual.message import Message

from mtreview.errors import MtreviewError
from mtreview.model import Document, Finding, Result, Score
from mtreview.review.desk import Revised
from mtreview.tui.job import Job

Check = Callable[[Document], Result]
Recheck = Callable[[Document, int], tuple[tuple[Finding, ...], Score]]


@dataclass
class Checked(Message):
    """The findings of a document have come."""

    job: Job
    result: Result


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


class Checker:
    """Checks one document after the other, and between two what was rewritten meanwhile.

    A plain daemon thread: an executor's would be waited for at exit, and quitting must not wait
    for a check.
    """

    def __init__(
        self, check: Check, recheck: Recheck, jobs: Sequence[Job], post: Callable[[Message], bool]
    ) -> None:
        self._check = check
        self._recheck = recheck
        self._waiting = list(jobs)
        self._revised: list[tuple[Job, Revised]] = []
        self._asked: set[tuple[str, int, str]] = set()
        self._post = post
        self._news = Condition()
        self._stopped = False
        Thread(target=self._run, name="check", daemon=True).start()

    def first(self, job: Job) -> None:
        """Check this one next, if it still waits: somebody is looking at it."""
        with self._news:
            if job in self._waiting:
                self._waiting.remove(job)
                self._waiting.insert(0, job)

    def revise(self, job: Job, revised: Revised) -> None:
        """Check a rewritten segment before any other document, once."""
        key = str(job.path), revised.segment, revised.text
        with self._news:
            if key not in self._asked:
                self._asked.add(key)
                self._revised.append((job, revised))
                self._news.notify()

    def stop(self) -> None:
        """Begin no other document, and post nothing more."""
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
                return Checked(job, self._check(job.document))
            findings, score = self._recheck(revised.document, revised.index)
            return Rechecked(job, revised, findings, score)
        except MtreviewError as error:
            return Failed(job, str(error))
        except Exception as error:  # a fault of one document must not end the review of others
            return Failed(job, f"the check failed ({type(error).__name__}: {error})")

    def _next(self) -> tuple[Job, Revised | None] | None:
        with self._news:
            self._news.wait_for(lambda: self._stopped or self._revised or self._waiting)
            if self._stopped:
                return None
            if self._revised:
                return self._revised.pop(0)
            return self._waiting.pop(0), None
