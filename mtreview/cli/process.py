"""What a process has to do with its surroundings: its streams, signals and words on stderr."""

import io
import signal
import sys

import click

_ENDINGS = (
    "SIGTERM",
    "SIGHUP",
)  # told by `kill` and by a terminal that closes; no SIGHUP on Windows


def say(message: str) -> None:
    """Write one line on stderr, whatever a file's name in the message holds."""
    click.echo(f"mtreview: {printable(' '.join(message.split()))}", err=True)


def printable(text: str) -> str:
    """The text with control characters and bytes that are no text as escapes."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def settle_streams() -> None:
    """Write UTF-8 to files and pipes, and let nothing that a terminal cannot show be an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def heed_signals() -> None:
    """Let a request to end unwind as Ctrl-C does, so that no half-written file is left."""
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:  # not under nohup
            signal.signal(number, _end)


def forget_signals() -> None:
    """End at once on such a request again."""
    for name in _ENDINGS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is _end:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _frame: object) -> None:
    sys.exit(128 + number)  # what a shell reports for a program that the signal ended
