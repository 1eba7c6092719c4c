"""From a key to the screen: how long the desk takes on a large document.

    python scripts/bench/desk_latency.py [SEGMENTS] [FINDINGS-PER-SEGMENT] [--model] [--profile KEY]

The screen counts as reached when the last update that a key caused has been written; beside it, the
processor time until all is quiet, which tells more on a machine that is not idle. Before that the
real program shows the same text in a terminal, with all that it has to load. --model has the
embedded model read a segment before, so that the memory is that of a desk with it; --profile tells
where the time of a key goes, at its slowest.
"""

import argparse
import asyncio
import cProfile
import os
import pstats
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from textual import events

from mtreview.config import Config, Profile
from mtreview.formats import read_bytes
from mtreview.model import Document, Finding, Result, Score, Segment, Severity, Span, Suggestion
from mtreview.pipeline import Pipeline
from mtreview.review.session import Session
from mtreview.review.stage import Stage
from mtreview.scoring import score_document, score_segment
from mtreview.tui.app import ReviewApp
from mtreview.tui.job import Job

WORDS = "the harbour of Kerzalec remained closed on Wednesday while the “forces” waited".split()
KEYS = [*"nnnnnnnnnnnnnnnnnnnnpppppaaaaaaaaaa2dddddwuuuuuuuuuurrrrroooooEemuvvvvvM"]
AFTER = {"w": ["a"], "E": ["escape"], "e": ["escape"], "M": ["escape"]}  # back to the text
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


@dataclass(frozen=True)
class Timed:
    """A key: milliseconds to the last update, and of the processor."""

    key: str
    wall: float
    cpu: float


async def measure(segments: int, each: int, profiled: str) -> None:
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
            _tell(await _walk(app, profiled))
    print(f"memory, at most      {_peak():6.0f} MB")


async def _walk(app: ReviewApp, profiled: str) -> list[Timed]:
    updated = _watch(app)
    times = []
    slowest: tuple[float, cProfile.Profile] | None = None
    for key in (key for first in KEYS for key in (first, *AFTER.get(first, ()))):
        profile = cProfile.Profile()
        if key == profiled:
            profile.enable()
        times.append(await _press(app, key, updated))
        profile.disable()
        if key == profiled and (slowest is None or times[-1].cpu > slowest[0]):
            slowest = times[-1].cpu, profile
    if slowest is not None:
        pstats.Stats(slowest[1]).sort_stats("cumulative").print_stats(40)
    return times


def _tell(times: list[Timed]) -> None:
    for key in dict.fromkeys(timed.key for timed in times):
        _line(key, [timed for timed in times if timed.key == key])
    _line("all", times)


def _line(name: str, times: list[Timed]) -> None:
    figures = [
        f"{what}   median {statistics.median(some):6.1f}   worst {max(some):6.1f} ms"
        for what, some in (("", [t.wall for t in times]), ("cpu", [t.cpu for t in times]))
    ]
    print(f"{name:8}{'   '.join(figures)}")


def first_screen(document: Document) -> None:
    """Run the real program in a terminal of its own until the text shows; print how long it is."""
    import pty  # not on Windows

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.txt"
        path.write_text(document.text, "utf-8")
        main, other = pty.openpty()
        command = [sys.executable, "-m", "mtreview", "review", str(path), "--source-lang", "fr"]
        begun, shown = perf_counter(), b""
        own = {**os.environ, "TERM": "xterm-256color"}
        process = subprocess.Popen(command, stdin=other, stdout=other, stderr=other, env=own)
        try:
            while b"harbour" not in shown:
                shown += os.read(main, 65536)
            print(f"the program's first  {perf_counter() - begun:6.2f} s")
        finally:
            process.kill()
            process.wait()
            os.close(main)
            os.close(other)


def _peak() -> float:
    """The most memory that this process had, in megabytes."""
    import resource  # not on Windows

    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (2**20 if sys.platform == "darwin" else 2**10)


def _watch(app: ReviewApp) -> list[float]:
    """Note when the screen was written."""
    updated = [0.0]
    display: Callable[..., Any] = app._display

    def noting(*arguments: Any) -> None:
        display(*arguments)
        updated[0] = perf_counter()

    app._display = noting  # type: ignore[assignment, method-assign]
    return updated


async def _press(app: ReviewApp, key: str, updated: list[float]) -> Timed:
    begun, used = perf_counter(), process_time()
    app.post_message(events.Key(key, key))
    while perf_counter() - max(begun, updated[0]) < QUIET:
        await asyncio.sleep(0.005)
    return Timed(key, (updated[0] - begun) * 1000, (process_time() - used) * 1000)


def _with_model() -> Pipeline:
    """Have the embedded model in memory, as `review` has without --no-model."""
    pipeline = Pipeline(Config(), rewriting=False)
    pipeline.check(read_bytes(b"The harbour is closed.", "a.txt"))
    return pipeline


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("segments", nargs="?", type=int, default=5000)
    parser.add_argument("each", nargs="?", type=int, default=10)
    parser.add_argument("--model", action="store_true")
    parser.add_argument("--profile", metavar="KEY", default="")
    options = parser.parse_args()
    first_screen(book(options.segments, options.each))
    kept = _with_model() if options.model else None
    asyncio.run(measure(options.segments, options.each, options.profile))
