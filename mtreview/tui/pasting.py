"""A text that is pasted in: saved in a file of its own, then read and checked as any other."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Protocol

from textual.message import Message

from mtreview import formats
from mtreview.errors import InputError
from mtreview.files import write_atomically
from mtreview.tui.prompt import Then


class Ask(Protocol):
    """Asks a question; `text` is what the field begins with, of `many` lines if it may be."""

    def __call__(self, question: str, then: Then, text: str = "", *, many: bool = False) -> None:
        """Ask it."""


_ASKED = "Save the pasted text as"
_AGAIN = "Give it another name"


@dataclass
class Pasted(Message):
    """A text was saved, and wants to be opened."""

    path: Path


def begin(ask: Ask, post: Callable[[Message], object], folder: Path) -> None:
    """Ask for a text, then where to save it."""
    asked = "Paste the translated text; ctrl+s when all of it is there"
    ask(asked, lambda text, _: place(ask, post, folder, text), many=True)


def place(ask: Ask, post: Callable[[Message], object], folder: Path, text: str) -> None:
    """Ask where to save a text; save it there."""
    if not text.strip():
        raise InputError("nothing was pasted")

    def then(answer: str, _choice: int) -> None:
        try:
            path = save(text, answer)
        except InputError as error:  # the text is nowhere else
            ask(f"{_AGAIN} ({error})", then, answer)
            return
        post(Pasted(path))

    ask(_ASKED, then, str(free(folder)))


def free(folder: Path) -> Path:
    """The name that is proposed: the first of pasted.txt, pasted-2.txt ... that is not taken."""
    names = (folder / f"pasted{f'-{n}' if n > 1 else ''}.txt" for n in count(1))
    return next(name for name in names if not name.exists())


def save(text: str, answer: str) -> Path:
    """Write a text into the file that an answer means; InputError where it cannot be one."""
    if not answer.strip():
        raise InputError("no file was named")
    path = Path(answer.strip()).expanduser()
    data = (text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n").encode()
    try:
        formats.read_bytes(data, str(path))
    except InputError as error:  # a name may promise what a pasted text is not
        raise InputError(f"a pasted text is no {path.suffix} file") from error
    if path.exists():
        raise InputError("this file exists already")
    write_atomically(path, data, force=False)
    return path
