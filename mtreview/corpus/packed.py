"""Files that are packed with gzip or Zstandard, read and written as if they were not."""

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, BinaryIO

from mtreview.errors import InputError

SUFFIXES = {".gz": "gzip", ".gzip": "gzip", ".zst": "zstd", ".zstd": "zstd"}
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


def form_suffix(name: str) -> str:
    """The suffix that tells a file's form, in small letters; that of its packing is left out."""
    path = PurePath(name.lower())
    return path.with_suffix("").suffix if path.suffix in SUFFIXES else path.suffix


def unpacked(file: io.BufferedReader) -> io.BufferedReader:
    """What a file holds, unpacked if its first bytes say that it is packed."""
    head = file.peek(4)
    if head.startswith(_GZIP):
        return io.BufferedReader(gzip.GzipFile(fileobj=file))
    if head.startswith(_ZSTD):
        return io.BufferedReader(_zstd().ZstdFile(file))
    return file


@contextmanager
def damage_named(name: str) -> Iterator[None]:
    """Raise InputError where what a file holds cannot be unpacked."""
    # Named before: what ends with the program can import nothing any more.
    damages = EOFError, zlib.error, gzip.BadGzipFile, _zstd().ZstdError
    try:
        yield
    except damages as error:
        raise InputError(f"{name} cannot be unpacked, it is damaged: {error}") from error


@contextmanager
def packing(file: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Yield what packs into a file, as its name says; the same content makes the same bytes."""
    kind = SUFFIXES.get(PurePath(name.lower()).suffix)
    if kind == "gzip":
        with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
            yield packed  # type: ignore[misc]
    elif kind == "zstd":
        with _zstd().ZstdFile(file, "w") as written:
            yield written
    else:
        yield file


def _zstd() -> Any:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    return zstd
