"""Screens of the desk as SVG, on articles of corpora/: what scripts/review_pictures runs."""

import asyncio
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from mtreview.config import Config
from mtreview.formats import read
from mtreview.review.gradual import Checks
from mtreview.review.recall import Memory
from mtreview.review.session import Session
from mtreview.review.whole import whole
from mtreview.tui.app import ReviewApp
from mtreview.tui.desk_screen import DeskScreen
from mtreview.tui.job import Job
from mtreview.tui.prompt import Field

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = ("fr-harbour.txt", "ar-water.txt", "clean-chips.txt")
SIZE = (104, 30)
SEVERAL = "the number of a segment in which several suggestions go together"
# A picture's name, and the keys that lead to it from the one before.
STEPS = (
    ("desk", ["enter"]),
    ("accepted", ["a", "a"]),
    ("rewrite", ["E"]),
    ("whole", ["escape", "colon", SEVERAL, "enter", "w"]),
    ("bulk", ["a", "S"]),
    ("rules", ["escape", "R"]),
    ("beside", ["escape", "v", "v"]),
)


async def draw(folder: Path) -> None:
    """Open the list, then the worst document, and go through the steps."""
    with tempfile.TemporaryDirectory() as name:
        paths = [Path(shutil.copy(ROOT / "corpora" / article, name)) for article in ARTICLES]
        with Session(Path(name) / "session.db", reviewer="Ada") as session:
            await _drive(folder, paths, session)


async def _drive(folder: Path, paths: Sequence[Path], session: Session) -> None:
    memory = Memory(session)

    def job(path: Path) -> Job:
        return Job(replace(read(path), name=path.name), path, session, memory=memory)

    jobs = [job(path) for path in paths]
    app = ReviewApp(jobs, Checks(Config(model=False, source_lang="fr")), job)
    async with app.run_test(size=SIZE) as pilot:
        while not all(job.is_read for job in jobs):
            await pilot.pause(0.1)
        await pilot.pause(0.5)  # until the list was filled with what came last
        _save(app, folder / "list.svg")
        for name, keys in STEPS:
            await pilot.press(*(k for key in keys for k in _typed(key, app)))
            await pilot.pause()
            for field in app.screen.query(Field):
                field.cursor_blink = False
            _save(app, folder / f"{name}.svg")


def _typed(key: str, app: ReviewApp) -> list[str]:
    """The keys that a step's key stands for."""
    if key != SEVERAL or not isinstance(app.screen, DeskScreen):
        return [key]
    desk = app.screen.bench.desk
    count = range(len(desk.document.segments))
    return list(str(1 + next(number for number in count if whole(desk, number))))


def _save(app: ReviewApp, path: Path) -> None:
    path.write_text(app.export_screenshot(title="mtreview review"), "utf-8")
    print(path)


if __name__ == "__main__":
    os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
    os.environ.pop("NO_COLOR", None)
    target = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    asyncio.run(draw(target))
