"""Export of a translation memory of any size, some units at a time, in constant memory.

There is no review of a file this large, so there are no decisions: suggestions are taken unseen, or
the file is copied. Rules that look across segments see the units that are held together.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from mtreview import formats
from mtreview.formats.tmx import Slice, slices
from mtreview.formats.xml_tokens import CHUNK
from mtreview.pipeline import Pipeline
from mtreview.review.export import Accept, Export, export


@dataclass(frozen=True, slots=True)
class _Wrapped:
    """Some units of a memory as a memory of their own, and how to take that away again."""

    data: bytes
    head: int
    tail: int


def export_memory(
    file: BinaryIO, sink: BinaryIO, name: str, pipeline: Pipeline, accept: Accept
) -> Export:
    """Write a TMX file with suggestions applied; return the counts, without edits and items.

    Raises InputError where it is no TMX; what came before a fault is written by then.
    """
    total = Export(())
    for part in slices(_chunks(file), name, pipeline.config.encoding):
        if not part.units:
            sink.write(part.data)
            continue
        wrapped = _wrap(part)
        options = {"encoding": part.codec, "source_lang": pipeline.config.source_lang}
        document = formats.read_bytes(wrapped.data, name, format="tmx", **options)
        outcome = export(document, pipeline.check(document), None, accept)
        written = formats.write(document, outcome.edits)
        sink.write(written[wrapped.head : len(written) - wrapped.tail])
        total = replace(
            total,
            applied=total.applied + outcome.applied,
            skipped=total.skipped + outcome.skipped,
            open_count=total.open_count + outcome.open_count,
        )
    return total


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(CHUNK), b"")


def _wrap(part: Slice) -> _Wrapped:
    head = f'<tmx><header srclang="{part.srclang or "*all*"}"/><body>'.encode(part.codec)
    tail = "</body></tmx>".encode(part.codec)
    return _Wrapped(head + part.data + tail, len(head), len(tail))
