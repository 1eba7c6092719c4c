"""The real program in a real terminal, killed: what the screen showed as decided is on disk."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mtreview.model import Action
from mtreview.review.session import Session

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal and SIGKILL are POSIX", allow_module_level=True)

import fcntl
import pty
import struct
import termios

TEXT = "".join(f"Paragraph {n} is about the the harbour.\n\n" for n in range(20))
PATIENCE = 120.0  # seconds: a busy machine is no failure


class Terminal:
    """What the program writes, as plain text."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._data = b""

    @property
    def text(self) -> str:
        """All that came so far, without what drives the terminal."""
        return re.sub(r"\x1b(\[[0-9;?>=]*[a-zA-Z]|.)", "", self._data.decode("utf-8", "replace"))

    def press(self, keys: str) -> None:
        os.write(self._descriptor, keys.encode())

    def wait(self, pattern: str) -> str:
        """Read on until the pattern shows; return what it matched last."""
        end = time.monotonic() + PATIENCE
        while not (found := re.findall(pattern, self.text)):
            ready, _, _ = select.select([self._descriptor], [], [], max(0, end - time.monotonic()))
            assert ready, f"{pattern} never showed in {self.text[-2000:]!r}"
            self._data += os.read(self._descriptor, 65536)
        return str(found[-1])

    def shown(self) -> int:
        """Return how many decisions the screen showed last."""
        return int(self.wait(r"(\d+) decided"))


@contextmanager
def reviewing(path: Path) -> Iterator[tuple[Terminal, "subprocess.Popen[bytes]"]]:
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    code = "from mtreview.cli import main; main()"
    command = [sys.executable, "-c", code, "review", str(path), "--select", "doubled-word"]
    environment = {**os.environ, "TERM": "xterm-256color"}
    with subprocess.Popen(
        command, stdin=other, stdout=other, stderr=other, env=environment, start_new_session=True
    ) as process:
        os.close(other)
        try:
            yield Terminal(main), process
        finally:
            process.kill()
            os.close(main)


def test_kill_9_of_the_desk_loses_no_decision(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    with reviewing(path) as (terminal, process):
        terminal.wait("20 open")
        terminal.press("ad")
        terminal.wait("2 decided")
        terminal.press("e")
        terminal.wait("Instead of")
        terminal.press("X\r")
        terminal.wait("3 decided")
        terminal.press("aaaaaaaa")  # and in the middle of these
        terminal.wait("([4-9]|1[0-9]) decided")
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
        shown = terminal.shown()
    with Session(Session.locate(path)) as session:
        (known,) = session.documents()
        made = session.decisions(known.id)
    assert len(made) >= shown >= 4
    first = [Action.ACCEPT, Action.DISMISS, Action.EDIT]
    assert [decision.action for decision in made] == [*first, *[Action.ACCEPT] * (len(made) - 3)]
    assert made[2].edit is not None
    assert made[2].edit.text == "theX"
    assert path.read_text("utf-8") == TEXT
    with reviewing(path) as (terminal, _):
        terminal.wait(f"{20 - len(made)} open +{len(made)} decided")
        terminal.press("q")
        terminal.wait(f"{len(made)} decided and kept, {20 - len(made)} findings open")


def test_kill_9_loses_no_segment_that_was_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    with reviewing(path) as (terminal, process):
        terminal.wait("20 open")
        terminal.press("E")
        terminal.wait("as it should read")
        terminal.press(" It is shut.\r")
        terminal.wait("1 decided")
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
    with Session(Session.locate(path)) as session:
        (known,) = session.documents()
        (made,) = session.decisions(known.id)
    assert made.action is Action.REWRITE
    assert made.edit is not None
    assert made.edit.text == "Paragraph 0 is about the the harbour. It is shut."
    with reviewing(path) as (terminal, _):
        terminal.wait("harbour. It is shut.")
        terminal.press("u")
        terminal.wait("Undone: rewrite")
        terminal.press("q")
