"""Writing files so that nothing is lost: whole or not at all, and never over another unasked."""

import errno
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from mtreview.errors import ConfigError, InputError

_DATABASE = b"SQLite format 3\0"  # what even --force does not write over


def unreadable(path: Path, error: OSError | ValueError) -> InputError:
    """Say in one line why a file cannot be read, and what to do."""
    if isinstance(error, ValueError):  # a NUL in the name
        return InputError(f"{str(path)!r} is not the name of a file: check its name")
    if isinstance(error, IsADirectoryError):
        return InputError(f"{path} is a directory: name the files in it")
    if isinstance(error, FileNotFoundError):
        return InputError(f"{path} does not exist: check its name")
    if isinstance(error, PermissionError):
        return InputError(f"{path} may not be read: check its permissions")
    return InputError(f"{path} cannot be read ({error.strerror}): check the path")


def must_be_named(name: str) -> None:
    """Raise InputError for an empty name, which would stand for the current folder."""
    if not name:
        raise InputError("the name of a file is empty: check what it was to come from")


def write_atomically(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a whole file; errors as `atomic_writer`."""
    with atomic_writer(path, force=force) as file:
        file.write(data)


@contextmanager
def atomic_writer(path: Path, *, force: bool = False) -> Iterator[BinaryIO]:
    """Yield a file that takes the name `path` when the block ends well, and vanishes otherwise.

    Raises InputError, one line, where `path` exists and `force` is not given, where the folder is
    missing or read-only, and where the disk is full. A file that is replaced keeps its mode; a link
    is followed; a device or a pipe is written to, and never replaced.
    """
    with explained(path):
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as device:
                yield device
            return
        must_be_free(path, force=force)
        with _spare(path.resolve() if force else path, force) as file:
            yield file


def must_be_free(path: Path, *, force: bool = False) -> None:
    """Raise InputError where `path` is taken, and what is there may not be replaced."""
    with explained(path):
        if path.is_dir():
            raise InputError(f"{path} is a directory: name a file in it")
        if not force and os.path.lexists(path):
            raise FileExistsError
        if path.is_file() and _begins(path) == _DATABASE:
            raise InputError(f"{path} holds the decisions of reviews: name another file")


def _begins(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(len(_DATABASE))


def must_differ(outputs: Iterable[Path | None], inputs: Iterable[str | None] = ()) -> None:
    """Raise ConfigError where two outputs are one file, or one is an input: it would be lost."""
    taken = {Path(name).resolve() for name in inputs if name}
    for path in filter(None, outputs):
        if not path.exists() or path.is_file():  # many things may go to /dev/null
            if (whole := path.resolve()) in taken:
                raise ConfigError(f"{path} is named twice: it cannot be two of these files")
            taken.add(whole)


def beside(out: Path, kind: str) -> Path:
    """Where JSON lines of a kind go beside OUT: out.KIND.jsonl, or out.tsv.KIND.jsonl of out.tsv.

    So no two outputs of a folder share it.
    """
    stem = out.stem if out.suffix == ".jsonl" else out.name
    return out.with_name(f"{stem}.{kind}.jsonl")


def publish(spare: Path, path: Path, *, force: bool = False) -> None:
    """Give a file that is whole its final name in the same folder; errors as `atomic_writer`."""
    with explained(path):
        _take_name(spare, path.resolve() if force else path, force)
        _settle(path.parent)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise InputError, one line, where `path` cannot be written."""
    try:
        yield
    except BrokenPipeError:
        raise
    except FileExistsError:
        raise InputError(f"{path} exists already: --force writes over it") from None
    except OSError as error:
        raise InputError(f"{path} cannot be written: {_reason(path, error)}") from error


@contextmanager
def _spare(path: Path, force: bool) -> Iterator[BinaryIO]:
    # The name has nothing of the target's, which may be as long as a name can be.
    spare = path.with_name(f".mtreview-{secrets.token_hex(6)}.part")
    try:
        with spare.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_name(spare, path, force)
    finally:
        with suppress(OSError):
            spare.unlink(missing_ok=True)
    _settle(path.parent)


def _take_name(spare: Path, path: Path, force: bool) -> None:
    """Give a written file its name; unless forced, not if that was taken in the meantime."""
    if force:
        with suppress(FileNotFoundError):
            spare.chmod(stat.S_IMODE(path.stat().st_mode))
        spare.replace(path)
        return
    try:
        os.link(spare, path)  # unlike a rename, refuses a file that has come meanwhile
    except FileExistsError:
        raise
    except (OSError, AttributeError, NotImplementedError):
        # No links on this filesystem: claim the name, then replace our own claim.
        path.open("xb").close()
        try:
            spare.replace(path)
        except OSError:
            path.unlink()
            raise
    else:
        spare.unlink()


def _settle(folder: Path) -> None:
    """Make the new name last through a power cut, where folders can be synced."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(path: Path, error: OSError) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"there is no folder {path.parent}; make it first"
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return f"{(error.strerror or '').lower()}; write to a folder of your own"
    return f"{error.strerror or error}; free some space or write elsewhere"
