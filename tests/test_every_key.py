"""Every key of the desk and of the list, pressed in a fresh one: what shows then.

A key that is added without a line here fails the test.
"""

import re
from pathlib import Path

import pytest
from desk_driver import TEXT, listed, opened
from textual.binding import Binding

from mtreview.tui.app import ReviewApp
from mtreview.tui.commands.keys import COMMANDS
from mtreview.tui.documents import Documents
from mtreview.tui.page import Page
from mtreview.tui.queue_screen import QueueScreen

pytestmark = pytest.mark.usefixtures("colours")

# By key: the keys before it, from the first finding of five; and what shows after it.
DESK: dict[str, tuple[list[str], str]] = {
    "n": ([], "2/5"),
    "down": ([], "2/5"),
    "j": ([], "2/5"),
    "p": ([], "5/5"),
    "up": ([], "5/5"),
    "k": ([], "5/5"),
    "o": (["a", "p"], "2/5"),
    "a": ([], "4 open +1 decided"),
    "enter": ([], "4 open +1 decided"),
    "1": (["n", "2"], "▸ 1"),
    "2": (["n"], "▸ 2"),
    "3": (["n", "2"], "▸ 2"),
    "4": (["n", "2"], "▸ 2"),
    "5": (["n", "2"], "▸ 2"),
    "tab": (["n"], "▸ 2"),
    "e": ([], "Instead of “The the”"),
    "d": ([], "4 open +1 decided"),
    "D": ([], "Why it stands:"),
    "u": (["a"], "Undone: accept of “The the”"),
    "r": (["a", "u"], "Redone: accept of “The the”"),
    "x": ([], "Write the corrected text to"),
    "escape": (["f"], "n next"),
    "E": ([], "The segment as it should read"),
    "m": ([], "segment 3|2/5"),
    "c": ([], "Comment on this segment"),
    "i": ([], "Which words of this segment are wrong"),
    "s": ([], "Quality of this segment, 0"),
    "b": ([], "1 of 1 finding ticked"),
    "B": ([], "1 of 1 finding ticked"),
    "S": ([], "No open suggestion is safe"),
    "w": ([], "fewer than two open suggestions go together"),
    "f": ([], "Only findings that are"),
    "slash": ([], "Find in the text and its source"),
    "colon": ([], "Go to segment"),
    "v": ([], "Shown: what was changed"),
    "y": ([], "sent to the clipboard"),
    "P": ([], "Paste the translated text"),
    "M": ([], "Nothing is dismissed beyond its place"),
    "R": ([], "o off or on in this project"),
    "l": ([], "n next"),  # there is nothing to list: tests of decisions without a place press it
    "right_square_bracket": ([], "2/5"),
    "left_square_bracket": (["n", "n"], "2/5"),
    "shift+down": ([], "1/5"),
    "shift+up": ([], "1/5"),
    "pageup": ([], "1/5"),
    "pagedown": ([], "1/5"),
    "space": ([], "1/5"),
    "home": ([], "The port is closed"),
    "g": ([], "The port is closed"),
    "end": ([], "Reading time"),
    "G": ([], "Reading time"),
    "t": ([], "n next"),
    "X": ([], "The check is stopped"),
    "question_mark": ([], "─ Keys ─"),
    "q": ([], ""),
}
# The same in a list of an article with five findings and one with none.
LIST: dict[str, tuple[list[str], str]] = {
    "n": ([], "clean.txt"),
    "down": ([], "clean.txt"),
    "j": ([], "clean.txt"),
    "p": (["n"], "article.txt"),
    "up": (["n"], "article.txt"),
    "k": (["n"], "article.txt"),
    "enter": ([], "1/5"),
    "a": ([], "1/5"),
    "pageup": (["n"], "article.txt"),
    "pagedown": ([], "clean.txt"),
    "space": ([], "clean.txt"),
    "home": (["n"], "article.txt"),
    "g": (["n"], "article.txt"),
    "end": ([], "clean.txt"),
    "G": ([], "clean.txt"),
    "s": ([], "Sorted: most open first"),
    "f": ([], "Shown: with open findings"),
    "slash": ([], "Only documents whose name holds"),
    "S": ([], "No open suggestion is safe"),
    "P": ([], "Paste the translated text"),
    "t": ([], "n next"),
    "X": ([], "The check is stopped"),
    "question_mark": ([], "─ Keys ─"),
    "q": ([], ""),
}


def keys_of(*bindings: object) -> set[str]:
    made = Binding.make_bindings([b for b in bindings if isinstance(b, Binding)])
    return {binding.key for binding in made}


def test_no_key_is_left_out() -> None:
    commands = {key for command in COMMANDS.values() for key in command.key.split(",")}
    assert set(DESK) == commands | keys_of(*Page.BINDINGS, *ReviewApp.BINDINGS)
    assert set(LIST) == keys_of(*Documents.BINDINGS, *QueueScreen.BINDINGS, *ReviewApp.BINDINGS)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, "utf-8")
    return file


@pytest.mark.parametrize("key", DESK)
async def test_a_key_of_the_desk(path: Path, key: str) -> None:
    before, shown = DESK[key]
    async with opened(path) as driver:
        await driver.press(*before)
        theme = driver.app.theme
        await driver.press(key)
        if key == "q":
            assert driver.app.return_code == 0
            return
        assert re.search(shown, driver.screen)
        assert (driver.app.theme != theme) is (key == "t")


@pytest.mark.parametrize("key", LIST)
async def test_a_key_of_the_list(path: Path, key: str) -> None:
    clean = path.with_name("clean.txt")
    clean.write_text("All is well.", "utf-8")
    before, shown = LIST[key]
    async with opened(path, clean) as driver:
        await listed(driver)
        await driver.press(*before, key)
        if key == "q":
            assert driver.app.return_code == 0
        elif shown.endswith(".txt"):
            table = driver.app.screen.query_one(Documents)
            assert str(table.get_row_at(table.cursor_row)[-1]) == shown
        else:
            assert re.search(shown, driver.screen)
