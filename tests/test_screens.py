"""Every screen at three sizes, as pictures: `MTREVIEW_UPDATE=1 scripts/test tests/test_screens.py`.

tests/screens/ holds them as SVG, to be looked at and read as a diff.
"""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from desk_driver import TEXT, check, listed, opened
from screen_svg import svg

from mtreview.model import Document, Result

PICTURES = Path(__file__).parent / "screens"
UPDATE = os.environ.get("MTREVIEW_UPDATE") == "1"
SIZES = ((80, 24), (120, 40), (240, 70))
# The name of a picture, and the keys that lead there from the first finding of the text.
KEYS: dict[str, list[str]] = {
    "desk": ["a", "n", "d", "p", "p", "2"],
    "nothing-open": ["a", "a", "a", "d", "a"],
    "edit": ["n", "e"],
    "rewrite": ["n", "E"],
    "dismiss": ["D", "tab"],
    "category": ["i", *"fire", "enter"],
    "filter": ["f", *"minor"],
    "bulk": ["b", "space"],
    "rules": ["a", "R"],
    "memory": ["D", "tab", *"name", "enter", "M"],
    "changes": ["a", "a", "v"],
    "beside": ["a", "a", "v", "v"],
    "refused": ["n", "n", "n", "a"],
    "paste": ["P"],
    "help": ["question_mark"],
    "palette": ["ctrl+p"],
}

pytestmark = pytest.mark.usefixtures("colours", "noon")


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One moment, in one zone."""
    moment = "2026-01-02T12:00:00.000+00:00"
    monkeypatch.setattr("mtreview.review.session.now", lambda: moment)
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    yield
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = Path("article.txt")
    file.write_text(TEXT, "utf-8")
    return file


def assert_same(name: str, size: tuple[int, int], drawn: str) -> None:
    file = PICTURES / f"{name}-{size[0]}x{size[1]}.svg"
    if UPDATE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(drawn, "utf-8")
    kept = file.read_text("utf-8") if file.exists() else ""
    assert drawn == kept, "MTREVIEW_UPDATE=1 accepts a new picture"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", KEYS)
async def test_a_screen_of_the_desk(path: Path, name: str, size: tuple[int, int]) -> None:
    async with opened(path, size=size) as driver:
        await driver.press(*KEYS[name])
        assert_same(name, size, svg(driver.app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_whole_segment_at_once(path: Path, size: tuple[int, int]) -> None:
    path.write_text("He thanked the the troops French for their help on Sunday.")
    async with opened(path, size=size) as driver:
        await driver.press("w")
        assert_same("whole", size, svg(driver.app))


@pytest.mark.parametrize("size", SIZES)
async def test_the_list(path: Path, size: tuple[int, int]) -> None:
    clean = path.with_name("clean.txt")
    clean.write_text("All is well.", "utf-8")
    async with opened(clean, path, size=size) as driver:
        await listed(driver)
        await driver.press("enter", "a", "escape")
        await listed(driver)
        assert_same("list", size, svg(driver.app))


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_without_documents(path: Path, size: tuple[int, int]) -> None:
    del path
    async with opened(size=size) as driver:
        assert_same("empty", size, svg(driver.app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_text_that_is_still_read(path: Path, size: tuple[int, int]) -> None:
    go_on = Event()

    def slow(document: Document) -> Result:
        go_on.wait(60)
        return check(document)

    async with opened(path, size=size, checking=slow, wait=False) as driver:
        drawn = svg(driver.app)
        go_on.set()
        assert_same("reading", size, drawn)


@pytest.mark.parametrize("size", SIZES)
async def test_decisions_without_a_place(path: Path, size: tuple[int, int]) -> None:
    async with opened(path, size=size) as driver:
        await driver.press("a", "2", "a")
    path.write_text(TEXT.replace("The mayor thanked the troops French for", "All asked for"))
    async with opened(path, size=size) as driver:
        await driver.press("l")
        assert_same("lost", size, svg(driver.app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_before_a_file_is_written_over(path: Path, size: tuple[int, int]) -> None:
    path.with_name("article.corrected.txt").write_text("mine")
    async with opened(path, size=size) as driver:
        await driver.press("x", "enter")
        assert_same("confirm", size, svg(driver.app))


@pytest.mark.parametrize("size", SIZES)
async def test_a_source_in_a_script_of_another_direction(path: Path, size: tuple[int, int]) -> None:
    rows = path.with_name("rows.jsonl")
    rows.write_text(
        '{"mt": "The the fire broke out in Tokyo.", "src": "اندلع حريق في طوكيو عام 2019."}\n'
        '{"mt": "The the fire is out.", "src": "東京の火災は鎮火した。"}\n',
        "utf-8",
    )
    async with opened(rows, size=size) as driver:
        await driver.press("n")
        assert_same("source", size, svg(driver.app))
