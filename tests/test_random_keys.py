"""Any keys in any order: nothing fails, and what is shown, kept and written agree after each.

Some two hundred keys by default, a thousand and more with MTREVIEW_THOROUGH=1 (scripts/test --all).
"""

import asyncio
import os
import tempfile
from pathlib import Path

import pytest
from desk_driver import TEXT, Driver, check, opened
from hypothesis import given, settings
from hypothesis import strategies as st

from mtreview import formats
from mtreview.formats import read
from mtreview.review.desk import Desk
from mtreview.review.session import Session
from mtreview.tui.desk_screen import DeskScreen
from mtreview.tui.job import Job
from mtreview.tui.prompt import Prompt

EXAMPLES = 24 if os.environ.get("MTREVIEW_THOROUGH") == "1" else 4
NONE = ""  # no key: what any key of a failure is simplified to
KEYS = [
    NONE,
    *"npoaedDurEmcisbBSfvyMRjkwPxt12[]/:lXgG? .3é字",
    *("enter", "escape", "tab", "shift+tab", "space", "up", "down", "pagedown", "backspace"),
    *("ctrl+z", "ctrl+j", "ctrl+a", "ctrl+k", "home", "end", "shift+down"),
]

pytestmark = pytest.mark.usefixtures("colours")


@settings(max_examples=EXAMPLES)
@given(keys=st.lists(st.sampled_from(KEYS), min_size=50, max_size=50))
def test_any_keys_keep_what_always_holds(keys: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(TEXT, "utf-8")
        asyncio.run(play(path, [key for key in keys if key]))
        assert path.read_text("utf-8") == TEXT


async def play(path: Path, keys: list[str]) -> None:
    """Press the keys; then take all back, which leads to the text as it was."""
    async with opened(path) as driver:
        for key in keys:
            await driver.press(key)
            assert driver.app.is_running
            assert driver.screen.count("\n") == driver.app.size.height
            for job in driver.jobs:
                await agrees(driver, job)
        corrected = driver.desk.corrected()
    async with opened(path) as driver:
        await driver.caught_up()
        assert driver.desk.corrected() == corrected
        assert driver.desk.lost == ()
        while driver.desk.undo():
            pass
        assert driver.desk.corrected() == TEXT


async def agrees(driver: Driver, job: Job) -> None:
    """What is shown of a document is what stands on the disk, and what an export would write."""
    while job.desk is None:
        await asyncio.sleep(0.005)
    await driver.pilot.pause()
    written = formats.write(job.document, job.desk.edits()).decode()
    with Session(job.session.path, read_only=True) as session:
        kept = Desk(session, check(read(job.path)), job.path, rechecks=job.desk.rechecks)
        assert written == job.desk.corrected() == kept.corrected()
        assert [item.state for item in kept.items] == [item.state for item in job.desk.items]
    counts = job.desk.counts
    assert counts.open == sum(item.state == "open" for item in job.desk.items)
    screen = driver.app.screen
    if isinstance(screen, DeskScreen) and screen.job is job:
        assert f"{counts.open:,} open   {counts.total - counts.open:,} decided" in driver.screen
        place = screen.bench.place
        assert place.at is None or place.item in job.desk.items
        assert place.item is None or place.item.finding.segment == place.segment
        assert screen.query_one(Prompt).is_open == screen.query_one(Prompt).display
