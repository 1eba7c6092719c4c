"""Files by address: paths of this machine, and object stores as pyarrow knows them (s3://, gs://)."""

import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO

from mtreview.corpus.inputs import FORMS, local_file
from mtreview.corpus.packed import form_suffix
from mtreview.errors import ConfigError, InputError
from mtreview.files import atomic_writer

_WHOLE = ("s3", "gcs", "abfs")  # stores in which an object appears when its upload is closed


def is_remote(address: str) -> bool:
    """Whether an address names a store rather than a path."""
    return "://" in address


@contextmanager
def opened(address: str) -> Iterator[io.BufferedReader]:
    """Open a file to read."""
    if not is_remote(address):
        with local_file(address) as file:
            yield file
        return
    store, path = _store(address)
    with _told(address), store.open_input_file(path) as found:
        yield io.BufferedReader(found)


@contextmanager
def written(address: str) -> Iterator[BinaryIO]:
    """Open a file to write, which is there when it is whole and not before; it is replaced."""
    if not is_remote(address):
        Path(address).parent.mkdir(parents=True, exist_ok=True)
        with atomic_writer(Path(address), force=True) as file:
            yield file
        return
    store, path = _store(address)
    is_whole = store.type_name in _WHOLE
    spare = path if is_whole else f"{path}.part"
    with _told(address):
        if not is_whole:
            store.create_dir(path.rpartition("/")[0], recursive=True)
        stream = store.open_output_stream(spare)
        try:
            yield stream
            stream.close()
            if not is_whole:
                store.move(spare, path)
        except BaseException:
            with suppress(OSError):
                stream.close()
                store.delete_file(spare)
            raise


def exists(address: str) -> bool:
    """Whether there is a file at an address."""
    if not is_remote(address):
        return Path(address).is_file()
    store, path = _store(address)
    with _told(address):
        return bool(store.get_file_info(path).is_file)


def corpora_at(address: str) -> list[tuple[str, int]]:
    """The corpora in a store's folder, by name, or the one at an address; each with its size."""
    from pyarrow.fs import FileSelector

    store, path = _store(address)
    with _told(address):
        if (info := store.get_file_info(path)).is_file:
            return [(address, info.size)]
        infos = store.get_file_info(FileSelector(path, recursive=True))
    start = address.removesuffix("/").removesuffix(path.removesuffix("/"))
    found = [
        (f"{start}{info.path}", info.size)
        for info in sorted(infos, key=lambda info: info.path)
        if info.is_file and form_suffix(info.base_name) in FORMS
    ]
    if not found:
        raise InputError(f"{address} holds no corpus ({', '.join(FORMS)})")
    return found


def _store(address: str) -> tuple[Any, str]:
    try:
        from pyarrow.fs import FileSystem
    except ImportError:
        raise ConfigError(
            "object stores need pyarrow: install the extra, `pip install 'mtreview[parquet]'`"
        ) from None
    with _told(address):
        store, path = FileSystem.from_uri(address)
    return store, path


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Raise InputError, one line, where a store refuses."""
    try:
        yield
    except (OSError, ValueError) as error:
        said = str(error).partition("\n")[0]
        raise InputError(f"{address} cannot be reached: {said}") from error
