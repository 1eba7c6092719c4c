"""How far a corpus is, on stderr: a line that is redrawn on a terminal, plain lines elsewhere."""

import sys
import time
from datetime import timedelta

import click

from mtreview.corpus.summary import Total
from mtreview.report.text import plural

_BAR = 24  # columns
_CLEAR = "\x1b[K"  # erases what an earlier, longer line left
_REDRAWN, _PLAIN = 0.2, 30.0  # seconds between two


class Progress:
    """The segments done, their rate and the time left, where the size of the corpus is known.

    `done` were there before this run, as it goes on with another.
    """

    def __init__(self, size: int, done: int) -> None:
        self._size, self._before = size, done
        self._from: int | None = None  # where in the corpus the first window ended
        self._is_terminal = sys.stderr is not None and sys.stderr.isatty()
        self._began = self._shown = self._first = time.monotonic()

    def show(self, done: int, position: int) -> None:
        """Tell how many segments are done, and how many bytes are read, every now and then."""
        now = time.monotonic()
        if self._from is None:
            self._from, self._first = position, now
        if now - self._shown < (_REDRAWN if self._is_terminal else _PLAIN):
            return
        self._shown = now
        rate = (done - self._before) / (now - self._began)
        part = min(1.0, position / self._size) if self._size else None
        said = f"{done:,} segments, {rate:,.0f}/s{self._left(position, now)}"
        if self._is_terminal:
            click.echo(f"\r{_bar(part)}{said}{_CLEAR}", nl=False, err=True)
        else:
            click.echo(f"{'' if part is None else f'{part:4.0%}  '}{said}", err=True)

    def clear(self) -> None:
        """Make room on a terminal for other lines."""
        if self._is_terminal and self._shown > self._began:
            click.echo(f"\r{_CLEAR}", nl=False, err=True)

    def _left(self, position: int, now: float) -> str:
        """The time left, from how fast the corpus was read since the first window."""
        read = position - (self._from or 0)
        if not self._size or read <= 0:
            return ""
        seconds = (self._size - position) * (now - self._first) / read
        return f", {timedelta(seconds=round(seconds))} left"

    def finish(self, total: Total) -> None:
        """Say what was done."""
        seconds = max(time.monotonic() - self._began, 1e-9)
        new = total.summary.segments - self._before
        before = f" after {self._before:,} that were scored before" if self._before else ""
        rejected = f", {plural(total.rejected, 'row')} rejected" if total.rejected else ""
        start = f"\r{_CLEAR}" if self._is_terminal else ""
        click.echo(
            f"{start}scored {plural(new, 'segment')} in {seconds:.1f} s ({new / seconds:,.0f}/s)"
            f"{before}{rejected}",
            err=True,
        )


def _bar(part: float | None) -> str:
    """How much of the corpus is read, where its size is known."""
    if part is None:
        return ""
    filled = round(part * _BAR)
    return f"[{'#' * filled}{'-' * (_BAR - filled)}] {part:4.0%}  "
