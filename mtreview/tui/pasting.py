"""A text that is pasted in: saved in a file of its own, then read and checked as any other."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from textual.message import Message

from mtreview import formats
from mtreview.errors import InputError
from mtreview.files import write_atomically
from mtreview.tui.prompt import Then

Ask = Callable[[str, Then, str], None]  # asks a question; the last is what the field begins with


@dataclass
class Pasted(Message):
    """A text was saved, and wants to be opened."""

    path: Path


def begin(ask: Ask, post: Callable[[Message], object], folder: Path) -> None:
    """Ask for a text, then where to save it."""
    ask("Paste the translated text", lambda text, _: place(ask, post, folder, text), "")


def place(ask: Ask, post: Callable[[Message], object], folder: Path, text: str) -> None:
    """Ask where to save a text; save it there."""
    if not text.strip():
        raise InputError("nothing was pasted")

    def then(answer: str, _choice: int) -> None:
        post(Pasted(save(text, answer)))

    ask("Save the pasted text as", then, str(free(folder)))


def free(folder: Path) -> Path:
    """The name that is proposed: the first of pasted.txt, pasted-2.txt ... that is not taken."""
    names = (folder / f"pasted{f'-{n}' if n > 1 else ''}.txt" for n in count(1))
    return next(name for name in names if not name.exists())


def save(text: str, answer: str) -> Path:
    """Write a text into the file that an answer means; InputError where it cannot be one."""
    if not answer.strip():
        raise InputError("nothing was saved: no file was named")
    path = Path(answer.strip()).expanduser()
    data = (text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n").encode()
    formats.read_bytes(data, str(path))  # a name may promise what a pasted text is not
    write_atomically(path, data, force=False)
    return path
