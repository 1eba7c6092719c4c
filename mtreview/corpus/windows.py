"""Rows to documents, and documents to windows that are scored together.

Both go by the order of the rows alone, so that the result does not depend on who scores them:
neighbouring rows of one `doc` (and system, and file) are a document, up to a size, and a document
is never parted between two windows.
"""

from collections.abc import Iterable, Iterator

from mtreview.corpus.rows import Reject, Row

WINDOW = 256  # rows from which a window is full
LONGEST = 1024  # rows of a document; what goes on beyond them is another
MAX_CHARACTERS = 8 * 2**20  # of a window: a few huge rows fill it as well as many small ones

Group = list[Row]
"""The rows of a document."""
Window = list[Group]


def windows(rows: Iterable[Row | Reject]) -> Iterator[Window | Reject]:
    """Group rows into windows; a reject comes out before the window that it interrupted."""
    window: Window = []
    count = characters = held = 0
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        if window and _goes_on(row, window[-1], held):
            window[-1].append(row)
        else:
            if count >= WINDOW or characters > MAX_CHARACTERS // 2:
                yield window
                window, count, characters = [], 0, 0
            window.append([row])
            held = 0
        count += 1
        held += len(row.mt)
        characters += len(row.mt)
    if window:
        yield window


def _goes_on(row: Row, group: Group, held: int) -> bool:
    """Whether a row belongs to the document before it, of which so many characters are held."""
    last = group[-1]
    if row.doc is None or (row.doc, row.system, row.file) != (last.doc, last.system, last.file):
        return False
    return len(group) < LONGEST and held + len(row.mt) <= MAX_CHARACTERS // 2
