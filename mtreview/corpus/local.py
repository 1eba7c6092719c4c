"""The local engine: rows to scored rows, in input order, on one core or several.

Rows are gathered in windows by input order alone, so that the result does not depend on the
number of jobs. Neighbouring rows of one `doc` (and system) stay together in one document, up to
a window's size.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from mtreview.config import Config
from mtreview.corpus.rows import Reject, Row
from mtreview.corpus.workers import spread
from mtreview.formats.rows import joined
from mtreview.model import Document, Result
from mtreview.pipeline import Pipeline
from mtreview.report.jsonl import SCHEMA, dumps, finding_fields, score_fields

WINDOW = 256  # rows that are held together
MAX_CHARACTERS = 8 * 2**20  # of a window: a few huge rows fill it as well as many small ones

Window = list[Row]


def windows(rows: Iterable[Row | Reject]) -> Iterator[Window | Reject]:
    """Group rows into windows; a reject comes out before the window that it interrupted."""
    window: Window = []
    size = 0
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        full = len(window) >= 4 * WINDOW or size + len(row.mt) > MAX_CHARACTERS
        if window and (full or (len(window) >= WINDOW and not _same(window[-1], row))):
            yield window
            window, size = [], 0
        window.append(row)
        size += len(row.mt)
    if window:
        yield window


def score_window(pipeline: Pipeline, window: Window) -> list[tuple[str, float]]:
    """The output line and the quality of every row of a window, in order."""
    groups: list[Window] = []
    for row in window:
        if groups and _same(groups[-1][-1], row):
            groups[-1].append(row)
        else:
            groups.append([row])
    results = pipeline.check_all([_document(group) for group in groups])
    scored = (_lines(result, group) for result, group in zip(results, groups, strict=True))
    return list(chain.from_iterable(scored))


def score_rows(
    rows: Iterable[Row | Reject], config: Config, jobs: int = 1
) -> Generator[list[tuple[str, float]] | Reject, None, None]:
    """Yield the scored lines of each window, and each reject, in input order.

    Raises InputError when one of several processes is killed. Closing the iterator ends them.
    """
    if jobs > 1:
        yield from spread(windows(rows), jobs, partial(_scorer, config, 1), _is_window)
        return
    score = _scorer(config)
    for window in windows(rows):
        yield window if isinstance(window, Reject) else score(window)


def _scorer(config: Config, threads: int = 0) -> Callable[[Window], list[tuple[str, float]]]:
    return partial(score_window, Pipeline(config, threads=threads, rewriting=False))


def _is_window(item: Window | Reject) -> bool:
    return not isinstance(item, Reject)


def _same(row: Row, other: Row) -> bool:
    return row.doc is not None and (row.doc, row.system) == (other.doc, other.system)


def _document(rows: Window) -> Document:
    first = rows[0]
    texts, sources = [row.mt for row in rows], [row.src for row in rows]
    return joined(str(first.doc), texts, sources, first.source_lang)


def _lines(result: Result, rows: Window) -> Iterator[tuple[str, float]]:
    by_segment: list[list[dict[str, Any]]] = [[] for _ in rows]
    for finding in result.findings:
        start = result.document.segments[finding.segment].span.start
        by_segment[finding.segment].append(finding_fields(finding, -start))
    for row, score, findings in zip(rows, result.segment_scores, by_segment, strict=True):
        copied = {"id": row.id, "doc": row.doc, "system": row.system}
        kept = {name: value for name, value in copied.items() if value is not None}
        fields = score_fields(score)
        line = {"type": "segment", "schema": SCHEMA, **kept, **fields, "findings": findings}
        yield dumps(line), score.quality
