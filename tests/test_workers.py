"""Worker processes: answers in order, and no process left behind however it ends."""

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest

from mtreview.corpus.workers import spread
from mtreview.errors import ConfigError, InputError

Work = Callable[[Any], Any]


def begin_square() -> Work:
    return lambda n: n * n


def slow_first(number: int) -> int:
    time.sleep(0.3 if number == 0 else 0)
    return number


def begin_slow_first() -> Work:
    return slow_first


def begin_failing() -> Work:
    raise ConfigError("what is wrong")


def begin_dying() -> Work:
    return os._exit  # each task is an exit code


def begin_endless() -> Work:
    return time.sleep


def spreading(tasks: Iterable[Any], begin: Callable[[], Work]) -> Iterator[Any]:
    return spread(tasks, 2, begin, lambda task: isinstance(task, int))


def test_answers_come_in_order_and_what_needs_no_work_among_them() -> None:
    assert list(spreading([1, "a", 2, 3, "b"], begin_square)) == [1, "a", 4, 9, "b"]
    assert list(spreading(range(40), begin_slow_first)) == list(range(40))
    assert list(spreading([], begin_square)) == []
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("begin", "error", "said"),
    [(begin_failing, ConfigError, "what is wrong"), (begin_dying, InputError, "fewer --jobs")],
)
def test_what_goes_wrong_in_a_process_is_raised_here(
    begin: Callable[[], Work], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        list(spreading(range(9), begin))
    assert multiprocessing.active_children() == []


def test_closing_does_not_wait_for_a_long_task() -> None:
    answers = spreading(["x", 100], begin_endless)
    assert next(answers) == "x"
    began = time.monotonic()
    answers.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 10
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(os.name == "nt", reason="a killed parent's pipes, on POSIX")
def test_workers_do_not_outlive_a_killed_parent() -> None:
    program = (
        "import os, signal, time, multiprocessing\n"
        "from mtreview.corpus.workers import spread\n"
        "def begin(): return time.sleep\n"
        "def tasks():\n"
        "    yield from (100, 100)\n"
        "    time.sleep(0.5)\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "list(spread(tasks(), 2, begin, bool))\n"
    )
    # Its stdout, which the workers share, ends only when the last of them has.
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60
    )
    assert len(done.stdout.split()) == 2
