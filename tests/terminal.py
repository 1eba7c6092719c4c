"""The real program in a pseudo-terminal, as tests drive it."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PATIENCE = 120.0  # seconds: a busy machine is no failure


class Terminal:
    """What the program writes, as plain text; and the process itself."""

    def __init__(self, descriptor: int, process: "subprocess.Popen[bytes]") -> None:
        self._descriptor = descriptor
        self.process = process
        self.data = b""

    @property
    def text(self) -> str:
        """All that came so far, on one line, without what drives the terminal."""
        plain = self.data.decode("utf-8", "replace")
        plain = re.sub(r"\x1b(\[[0-9;?>=]*[a-zA-Z]|\][^\x07\x1b]*|.)", "", plain)
        return " ".join(plain.split())

    def press(self, keys: str) -> None:
        os.write(self._descriptor, keys.encode())

    def wait(self, pattern: str) -> str:
        """Read on until the pattern shows in what comes; return what it matched last."""
        end = time.monotonic() + PATIENCE
        while not (found := re.findall(pattern, self.text)):
            ready, _, _ = select.select([self._descriptor], [], [], max(0, end - time.monotonic()))
            assert ready, f"{pattern} never showed in {self.text[-2000:]!r}"
            self._read()
        return str(found[-1])

    def forget(self) -> None:
        """Look only at what comes from now on."""
        self.data = b""

    def resize(self, columns: int, lines: int) -> None:
        """Change the size, as a window that is dragged does."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self._descriptor, termios.TIOCSWINSZ, size)

    def hang_up(self) -> int:
        """Close the terminal; return how the program ended."""
        os.close(self._descriptor)
        return self.process.wait(PATIENCE)

    def end(self) -> int:
        """Read until the program ends; return its exit code."""
        with suppress(OSError):  # EIO: the other side is closed
            while self._read():
                pass
        return self.process.wait(PATIENCE)

    def shown(self) -> int:
        """Return how many decisions the screen showed last."""
        return int(self.wait(r"(\d+) decided"))

    def _read(self) -> bytes:
        more = os.read(self._descriptor, 65536)
        self.data += more
        return more


@contextmanager
def reviewing(path: Path, *options: str) -> Iterator[Terminal]:
    """Run the review of a file in a terminal of 100 columns and 30 lines."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    # The terminal becomes the one that the process is told about: its size, its end.
    control = "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
    code = f"{control}; from mtreview.cli import main; main()"
    rules = ["--select", "doubled-word", "--no-model"]
    command = [sys.executable, "-c", code, "review", str(path), *rules, *options]
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        command,
        stdin=other,
        stdout=other,
        stderr=other,
        env=environment,
        start_new_session=True,
    ) as process:
        os.close(other)
        try:
            yield Terminal(main, process)
        finally:
            process.kill()
            with suppress(OSError):  # hung up already
                os.close(main)
