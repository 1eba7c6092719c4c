"""Worker processes: tasks out, answers back, in the order of the tasks.

A pool of `concurrent.futures` may wait for ever if a worker is killed, or if a signal comes while
it starts or stops. Here each process has one task at a time, over a pipe of its own: whichever side
ends, the other sees it, and no lock is left behind.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any

from mtreview.errors import InputError
from mtreview.interrupts import ENDINGS, held_back

Work = Callable[[Any], Any]

_FORKS = sys.platform == "linux"  # elsewhere a fork is unsafe, or there is none
_CONTEXT: Any = multiprocessing.get_context("fork" if _FORKS else "spawn")
_AHEAD = 3  # tasks a process whose answers may wait for one that takes long
_KILLED = "a process was killed, perhaps for lack of memory: try again with fewer --jobs"


def spread(
    tasks: Iterable[Any], count: int, begin: Callable[[], Work], needs_work: Callable[[Any], bool]
) -> Iterator[Any]:
    """Yield the answer to each task, in order; a task that needs no work is its own answer.

    `begin` returns what answers in each of `count` processes. Where processes fork, it is called
    once before, so that they share the memory of what it loaded; elsewhere it is called in each.
    Raises what that raised, or InputError when a process was killed. Closing the iterator ends the
    processes.
    """
    loaded = begin() if _FORKS else None
    with settled():
        team = _Team(count, (lambda: loaded) if loaded else begin)
        given = following = 0
        try:
            for task in tasks:
                if needs_work(task):
                    team.give(given, task)
                else:
                    team.done[given] = task
                given += 1
                while following in team.done or given - following > _AHEAD * count:
                    yield team.take(following)
                    following += 1
            while following < given:
                yield team.take(following)
                following += 1
        finally:
            team.end()


@contextmanager
def settled() -> Iterator[None]:
    """Leave all that is loaded by now out of the collections of garbage, which `settle` makes.

    They would walk over half a million objects every hundred segments, and in a forked process
    write to each of them, and so copy it.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def settle() -> None:
    """Collect the garbage that is new, and leave what else is new out from now on.

    That is what was remembered of words: to walk over it again and again took a fifth of the time.
    """
    gc.collect(0)
    gc.freeze()


class _Team:
    """Processes, started as they are needed, and the answers that they gave, by number."""

    def __init__(self, count: int, begin: Callable[[], Work]) -> None:
        self.done: dict[int, Any] = {}
        self._count, self._begin = count, begin
        self._workers: list[_Worker] = []
        self._idle: list[_Worker] = []
        self._busy: dict[Any, tuple[int, _Worker]] = {}  # by pipe

    def give(self, number: int, task: Any) -> None:
        """Hand a task to a process, as soon as one is idle."""
        if not self._idle and len(self._workers) < self._count:
            with held_back():  # or one could start and be known to nobody
                self._workers.append(_Worker(self._begin))
            self._idle.append(self._workers[-1])
        while not self._idle:
            self._receive()
        worker = self._idle.pop()
        worker.ask(task)
        self._busy[worker.pipe] = number, worker

    def take(self, number: int) -> Any:
        """The answer to a task, as soon as it is there."""
        while number not in self.done:
            self._receive()
        return self.done.pop(number)

    def end(self) -> None:
        """End the processes, whatever they do: a task may take a minute, and nobody waits."""
        for worker in self._workers:
            worker.end()

    def _receive(self) -> None:
        for pipe in wait(list(self._busy)):
            number, worker = self._busy.pop(pipe)
            self.done[number] = worker.answer()
            self._idle.append(worker)


class _Worker:
    """A process and this side of its pipe."""

    def __init__(self, begin: Callable[[], Work]) -> None:
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_work, args=(theirs, begin), daemon=True)
        self._process.start()
        theirs.close()  # or its end would not be seen

    def ask(self, task: Any) -> None:
        """Send a task."""
        try:
            self.pipe.send(task)
        except OSError as error:
            raise InputError(_KILLED) from error

    def answer(self) -> Any:
        """Receive an answer; raise it if it is an exception."""
        try:
            answer = self.pipe.recv()
        except (EOFError, OSError) as error:
            raise InputError(_KILLED) from error
        if isinstance(answer, Exception):
            raise answer
        return answer

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.join()
        self.pipe.close()


def _work(pipe: "Connection[Any, Any]", begin: Callable[[], Work]) -> None:
    for number in ENDINGS:  # the parent alone answers them
        signal.signal(number, signal.SIG_DFL if number == signal.SIGTERM else signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    answer_to: Work | None = None
    while True:
        task = pipe.recv()
        answer: Any
        try:
            answer_to = answer_to or begin()
            answer = answer_to(task)
        except Exception as error:
            error.add_note(traceback.format_exc())
            answer = error
        pipe.send(answer)


def _end_with_parent() -> None:
    """End this process when its parent is gone, which a killed parent cannot ask for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
