"""The local engine: rows to scored windows, in input order, on one core or several."""

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain

from mtreview.config import Config
from mtreview.corpus.rows import Reject, Row
from mtreview.corpus.scoring import Scored, document_of, score_window
from mtreview.corpus.windows import Window, windows
from mtreview.corpus.workers import settle, settled, spread
from mtreview.pipeline import Pipeline


def score_rows(
    rows: Iterable[Row | Reject], config: Config, jobs: int = 1
) -> Generator[Scored | Reject, None, None]:
    """Yield what each window comes to, and each reject, in input order.

    Each of `jobs` processes takes one core; a corpus of one window needs no second one. Raises
    InputError when one of several processes is killed. Closing the iterator ends them.
    """
    tasks = windows(rows)
    begun = list(_first_two(tasks))
    known = [item for item in begun if not isinstance(item, Reject)]
    begin = partial(scorer, config, known[:1])
    tasks = chain(begun, tasks)
    if jobs > 1 and len(known) > 1:
        yield from spread(tasks, jobs, begin, _is_window)
        return
    score = begin()
    with settled():
        for window in tasks:
            yield window if isinstance(window, Reject) else score(window)


def scorer(config: Config, known: Iterable[Window] = ()) -> Callable[[Window], Scored]:
    """What scores windows on one core, with all loaded that windows like the known need."""
    pipeline = Pipeline(config, threads=1, rewriting=False)
    with suppress(Exception):  # what fails here is told when these rows are scored
        pipeline.prepare([document_of(group) for window in known for group in window])
    return partial(_score, pipeline)


def _score(pipeline: Pipeline, window: Window) -> Scored:
    scored = score_window(pipeline, window)
    settle()
    return scored


def _first_two(tasks: Iterator[Window | Reject]) -> Iterator[Window | Reject]:
    """What comes up to the second window."""
    count = 0
    for item in tasks:
        yield item
        count += _is_window(item)
        if count == 2:
            return


def _is_window(item: Window | Reject) -> bool:
    return not isinstance(item, Reject)
