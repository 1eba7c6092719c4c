"""Which files a corpus is: what paths, folders and patterns stand for."""

from collections.abc import Collection, Iterator, Sequence
from glob import glob, has_magic
from pathlib import Path

from mtreview.corpus.inputs import FORMS, STDIN
from mtreview.corpus.own import is_own
from mtreview.corpus.packed import form_suffix
from mtreview.errors import InputError
from mtreview.files import must_be_named, unreadable

_ASIDE = (".unfinished", ".rejects.jsonl", ".dropped.jsonl")
_SAMPLE = 65536  # bytes at each end of a file that tell whether it is the same


def named_files(names: Sequence[str], skipped: Sequence[Path]) -> tuple[str, ...]:
    """The files that paths, folders and globs stand for, each once; InputError for a name of none.

    Of a folder, those whose suffix tells that they are a corpus, and none that this program wrote;
    of a folder or a glob, neither any of `skipped` nor what lies in it.
    """
    left_out = {path.resolve() for path in skipped}
    found = dict.fromkeys(file for name in names for file in _files(name, left_out))
    return tuple(found)


def _files(name: str, left_out: Collection[Path]) -> Iterator[str]:
    must_be_named(name)
    path = Path(name)
    if name == STDIN or path.is_file():
        yield name
    elif path.is_dir():
        yield from _within(path, left_out)
    elif has_magic(name):
        # A pattern may be absolute, which Path.glob does not take.
        matches = sorted(glob(name, recursive=True))  # noqa: PTH207
        files = [file for file in matches if Path(file).is_file() and _is_free(file, left_out)]
        if not files:
            raise InputError(f"{name} fits no file: check the pattern")
        yield from files
    else:
        yield name  # what is wrong with it is said when it is opened


def _within(folder: Path, left_out: Collection[Path]) -> Iterator[str]:
    """The corpora in a folder and the folders in it, by name."""
    known = [
        path
        for path in sorted(folder.rglob("*"))
        if form_suffix(path.name) in FORMS
        and path.is_file()
        and not any(map(_is_aside, path.relative_to(folder).parts))
        and _is_free(path, left_out)
        and not is_own(str(path))
    ]
    if not known:
        raise InputError(f"{folder} is a directory without a corpus ({', '.join(FORMS)})")
    yield from map(str, known)


def _is_free(file: str | Path, left_out: Collection[Path]) -> bool:
    whole = Path(file).resolve()
    return not any(place in left_out for place in (whole, *whole.parents))


def _is_aside(part: str) -> bool:
    """Whether a file or folder is hidden, or what a run of ours left beside its OUT."""
    return part.startswith(".") or part.endswith(_ASIDE)


def size_of(name: str) -> int:
    """The bytes of a file, 0 of standard input."""
    if name == STDIN:
        return 0
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError) as error:
        raise unreadable(Path(name), error) from error


def ends_of(name: str) -> bytes:
    """The size of a file and the bytes at its ends, which tell whether it is the same one."""
    path = Path(name)
    if name == STDIN or (path.exists() and not path.is_file() and not path.is_dir()):
        return b""  # a pipe, like standard input, is read but once
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(_SAMPLE)
            file.seek(max(0, size - _SAMPLE))
            return b"%d" % size + head + file.read(_SAMPLE)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
