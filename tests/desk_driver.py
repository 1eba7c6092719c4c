"""What the tests of the desk share: a text with known faults, and a driver of its screens."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from textual.pilot import Pilot

from mtreview.config import Profile
from mtreview.formats import read
from mtreview.model import Document, Finding, Result, Score, Severity, Span, Suggestion
from mtreview.review.desk import Desk
from mtreview.review.session import Session
from mtreview.review.stage import Stage
from mtreview.scoring import score_document, score_segment
from mtreview.tui.app import ReviewApp
from mtreview.tui.desk_screen import DeskScreen
from mtreview.tui.job import Job
from mtreview.tui.prompt import Field
from mtreview.tui.queue_screen import QueueScreen

TEXT = """\
The port is closed

The the fire broke out on Sunday. The mayor thanked the troops French for their help.

He said that he does not there was any danger. Schools stay closed.

Reading time: 3 mins
"""
FAULTS = [
    ("The the", "doubled-word", Severity.MINOR, ["The"]),
    ("troops French", "word-order", Severity.MAJOR, ["French troops", "French forces"]),
    ("he does not there was any", "negation", Severity.CRITICAL, ["there was no"]),
    ("Schools stay closed", "no-suggestion", Severity.NEUTRAL, []),
    ("Reading time: 3 mins", "boilerplate", Severity.MINOR, [""]),
]


def check(document: Document) -> Result:
    """Find the faults above wherever they stand."""
    found = []
    for text, rule, severity, offers in FAULTS:
        for match in re.finditer(re.escape(text), document.text):
            span = Span(*match.span())
            segment = next(s.index for s in document.segments if s.span.covers(span))
            suggestions = tuple(Suggestion(span, offer) for offer in offers)
            found.append(
                Finding(
                    rule + text, rule, segment, span, text, "Fluency/Grammar", severity, 0.9,
                    f"what is wrong with {rule}", suggestions,
                )
            )  # fmt: skip
    findings = tuple(sorted(found, key=lambda finding: finding.span))
    scores = tuple(
        score_segment([f for f in findings if f.segment == s.index], 10, Profile())
        for s in document.segments
    )
    return Result(document, findings, scores, score_document(scores), "test")


class Stub:
    """Checks in one stage with a function."""

    def __init__(self, check: Callable[[Document], Result]) -> None:
        self._check = check

    def stages(self, document: Document) -> Iterator[Stage]:
        count = len(document.segments)
        yield Stage(count, count, self._check(document), is_last=True)

    def segment(self, document: Document, index: int) -> tuple[tuple[Finding, ...], Score]:
        result = check(document)
        found = tuple(finding for finding in result.findings if finding.segment == index)
        return found, result.segment_scores[index]


class Driver:
    """An application under test: presses keys, and reads the screen as an editor does."""

    def __init__(self, app: ReviewApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    @property
    def jobs(self) -> list[Job]:
        return self.app.jobs

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        field = self.app.screen.query_one(Field)
        field.text = text
        await self.pilot.pause()

    async def checked(self) -> None:
        for job in self.jobs:
            while job.desk is None and not job.failure:
                await asyncio.sleep(0.005)
        await self.pilot.pause()

    async def caught_up(self) -> None:
        while self.desk.pending():
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    @property
    def desk(self) -> Desk:
        assert self.jobs[0].desk is not None
        return self.jobs[0].desk

    @property
    def states(self) -> str:
        return "".join(item.state[0] for item in self.desk.items)

    @property
    def rule(self) -> str:
        assert isinstance(self.app.screen, DeskScreen)
        item = self.app.screen.bench.place.item
        assert item is not None
        return item.finding.rule

    @property
    def screen(self) -> str:
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        lines = ["".join(segment.text for segment in strip).rstrip() for strip in strips]
        assert len(lines) == height
        assert all(strip.cell_length == width for strip in strips)
        return "\n".join(lines) + "\n"


@asynccontextmanager
async def opened(
    *paths: Path,
    size: tuple[int, int] = (100, 30),
    checking: Callable[[Document], Result] = check,
    reviewer: str = "anna",
    wait: bool = True,
) -> AsyncIterator[Driver]:
    folder = paths[0].parent if paths else Path()
    with Session(folder / "session.db", reviewer=reviewer, wait=0.1) as session:

        def job(path: Path) -> Job:
            return Job(replace(read(path), name=path.name), path, session)

        app = ReviewApp([*map(job, paths)], Stub(checking), job)
        async with app.run_test(size=size) as pilot:
            driver = Driver(app, pilot)
            if wait:
                await driver.checked()
            yield driver


async def listed(driver: Driver) -> str:
    """The first words of the names in the list, in order."""
    while isinstance(queue := driver.app.screen, QueueScreen) and queue.is_due:
        await asyncio.sleep(0.05)  # figures are gathered before the table is filled anew
    await driver.pilot.pause()
    return " ".join(re.findall(r"(\w+)\.txt", driver.screen))
