"""Rows on which a rule or the model fails: they are found and left out, and the others go on."""

import traceback
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import TypeVar

from mtreview.corpus.rows import Reject
from mtreview.corpus.windows import Group, Window
from mtreview.errors import MtreviewError

_PACKAGE = Path(__file__).parent.parent
# What every row would meet: an extra that is missing, a file of ours that cannot be read.
_NOT_OF_A_ROW = (MtreviewError, ImportError, OSError)
_T = TypeVar("_T")


def surely(work: Callable[[Window], _T], window: Window) -> tuple[list[_T], list[Reject]]:
    """What `work` makes of a window, in parts that follow each other, and the rows it fails on.

    The other rows of a document are read as if such a row were not there.
    """
    try:
        return [work(window)], []
    except _NOT_OF_A_ROW:
        raise
    except Exception as error:
        if len(window) == 1:
            return _row_by_row(work, window[0], error)
        middle = len(window) // 2
        return _joined([surely(work, window[:middle]), surely(work, window[middle:])])


def _row_by_row(
    work: Callable[[Window], _T], group: Group, error: Exception
) -> tuple[list[_T], list[Reject]]:
    """A document that failed, without the rows that fail alone.

    Where it is only together that they fail, each is a document of its own.
    """
    if len(group) == 1:
        return [], [Reject(group[0].number, _said(error), group[0].file)]
    alone = [surely(work, [[row]]) for row in group]
    parts, rejects = _joined(alone)
    good = [row for row, (_, failed) in zip(group, alone, strict=True) if not failed]
    if not rejects or not good:
        return parts, rejects
    rest, more = surely(work, [good])
    return rest, [*rejects, *more]


def _joined(done: list[tuple[list[_T], list[Reject]]]) -> tuple[list[_T], list[Reject]]:
    parts, rejects = zip(*done, strict=True)
    return list(chain(*parts)), list(chain(*rejects))


def _said(error: Exception) -> str:
    """What went wrong, in one line, and where in this program it did."""
    what = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")
    ours = [
        f", {path.relative_to(_PACKAGE).as_posix()} line {frame.lineno}"
        for frame in traceback.extract_tb(error.__traceback__)
        if (path := Path(frame.filename)).is_relative_to(_PACKAGE)
    ]
    return f"it cannot be scored ({what}{ours[-1] if ours else ''}): please report it"
