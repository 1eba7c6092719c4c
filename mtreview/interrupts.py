"""Signals that end the program, held back while something must not be interrupted."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

ENDINGS = [n for name in ("SIGINT", "SIGTERM", "SIGHUP") if (n := getattr(signal, name, None))]


@contextmanager
def held_back() -> Iterator[None]:
    """Hold back what would interrupt the block until its end.

    Compiled libraries, too, are imported in such a block: what interrupts one turns into an error
    of its own, or ends the program without a word.
    """
    if threading.current_thread() is not threading.main_thread():
        yield  # the main thread alone is interrupted
        return
    came: list[int] = []
    before = {n: signal.signal(n, lambda n, _: came.append(n)) for n in ENDINGS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    for number in came:
        signal.raise_signal(number)
