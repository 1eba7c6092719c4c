"""From a key to the screen: how long the desk takes on a large document.

    python scripts/bench/desk_latency.py [SEGMENTS] [FINDINGS-PER-SEGMENT]

The screen counts as reached when the last update that a key caused has been written.
"""

import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from textual import events

from mtreview.config import Profile
from mtreview.model import Document, Finding, Result, Score, Segment, Severity, Span, Suggestion
from mtreview.review.gradual import Stage
from mtreview.review.session import Session
from mtreview.scoring import score_document, score_segment
from mtreview.tui.app import ReviewApp
from mtreview.tui.job import Job

WORDS = "the harbour of Kerzalec remained closed on Wednesday while the “forces” waited".split()
KEYS = ["n"] * 20 + ["p"] * 5 + ["a"] * 10 + ["2"] + ["d"] * 5 + ["u"] * 10 + ["r"] * 5 + ["o"] * 5
QUIET = 0.15  # seconds without an update after which a key is done


def book(segments: int, each: int) -> Document:
    """A document of `segments` segments, four to a paragraph, with room for `each` findings."""
    words = " ".join(WORDS * max(2, each // 4))
    lines = [f"{index} ships: {words}." for index in range(segments)]
    made, at = [], 0
    for index, line in enumerate(lines):
        made.append(Segment(index, Span(at, at + len(line)), index // 4))
        at += len(line) + 1
    return Document("book.txt", "\n".join(lines), tuple(made))


def check(document: Document, each: int) -> Result:
    """Findings at every third word."""
    found = []
    severities = list(Severity)
    for segment in document.segments:
        at = segment.span.start
        for number in range(each):
            start = document.text.index(" ", at) + 1
            end = document.text.index(" ", start)
            span = Span(start, end)
            words = span.of(document.text)
            suggestions = tuple(Suggestion(span, f"{words}{n}") for n in range(3))
            found.append(
                Finding(
                    f"{segment.index}.{number}",
                    "rule",
                    segment.index,
                    span,
                    words,
                    "Fluency",
                    severities[number % 4],
                    0.9,
                    "what is wrong here, in a line of some length",
                    suggestions,
                )
            )
            at = end
    groups = [found[n * each : n * each + each] for n in range(len(document.segments))]
    scores = tuple(score_segment(group, 24, Profile()) for group in groups)
    return Result(document, tuple(found), scores, score_document(scores), "bench")


class Known:
    """A check that knows its result already."""

    def __init__(self, result: Result) -> None:
        self._result = result

    def stages(self, document: Document) -> Iterator[Stage]:
        """The whole at once."""
        count = len(document.segments)
        yield Stage(count, count, self._result, is_last=True)

    def segment(self, _document: Document, index: int) -> tuple[tuple[Finding, ...], Score]:
        """Nothing is found."""
        return (), self._result.segment_scores[index]


async def measure(segments: int, each: int) -> None:
    """Open the book, press the keys, print the times."""
    document = book(segments, each)
    result = check(document, each)
    with tempfile.TemporaryDirectory() as folder, Session(Path(folder) / "s.db") as session:
        job = Job(document, Path("book.txt"), session)
        begun = perf_counter()
        app = ReviewApp([job], Known(result), lambda _path: job)
        async with app.run_test(size=(120, 40)) as pilot:
            print(f"text on the screen   {perf_counter() - begun:6.2f} s")
            while job.desk is None:
                await pilot.pause(0.01)
            await pilot.pause()
            print(f"findings there       {perf_counter() - begun:6.2f} s")
            updated = _watch(app)
            times: dict[str, list[float]] = {}
            for key in KEYS:
                times.setdefault(key, []).append(await _press(app, key, updated))
            for key, taken in times.items():
                print(
                    f"{key}   median {statistics.median(taken):5.1f}   worst {max(taken):5.1f} ms"
                )
            every = [taken for some in times.values() for taken in some]
            print(f"all median {statistics.median(every):5.1f}   worst {max(every):5.1f} ms")


def _watch(app: ReviewApp) -> list[float]:
    """Note when the screen was written."""
    updated = [0.0]
    display: Callable[..., Any] = app._display

    def noting(*arguments: Any) -> None:
        display(*arguments)
        updated[0] = perf_counter()

    app._display = noting  # type: ignore[assignment, method-assign]
    return updated


async def _press(app: ReviewApp, key: str, updated: list[float]) -> float:
    begun = perf_counter()
    app.post_message(events.Key(key, key))
    while perf_counter() - max(begun, updated[0]) < QUIET:
        await asyncio.sleep(0.001)
    return (updated[0] - begun) * 1000


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[1:]]
    asyncio.run(measure(*(*numbers, 5000, 10)[: max(2, len(numbers))]) if len(numbers) != 1
                else measure(numbers[0], 10))  # fmt: skip
