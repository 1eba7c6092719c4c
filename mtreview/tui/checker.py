"""The check in a thread of its own: the desk answers while the detectors are loaded and run."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Lock, Thread

from textual.message import Message

from mtreview.errors import MtreviewError
from mtreview.model import Document, Result
from mtreview.tui.job import Job

Check = Callable[[Document], Result]


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


class Checker:
    """Checks one document after the other.

    A plain daemon thread: an executor's would be waited for at exit, and quitting must not wait
    for a check.
    """

    def __init__(self, check: Check, jobs: Sequence[Job], post: Callable[[Message], bool]) -> None:
        self._check = check
        self._waiting = list(jobs)
        self._post = post
        self._lock = Lock()
        self._stopped = Event()
        Thread(target=self._run, name="check", daemon=True).start()

    def first(self, job: Job) -> None:
        """Check this one next, if it still waits: somebody is looking at it."""
        with self._lock:
            if job in self._waiting:
                self._waiting.remove(job)
                self._waiting.insert(0, job)

    def stop(self) -> None:
        """Begin no other document, and post nothing more."""
        self._stopped.set()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            message: Message
            try:
                message = Checked(job, self._check(job.document))
            except MtreviewError as error:
                message = Failed(job, str(error))
            except Exception as error:  # a fault of one document must not end the review of others
                message = Failed(job, f"the check failed ({type(error).__name__}: {error})")
            if not self._stopped.is_set():
                self._post(message)

    def _next(self) -> Job | None:
        with self._lock:
            return self._waiting.pop(0) if self._waiting and not self._stopped.is_set() else None
