"""The review desk, driven by keys: findings made by hand, a real session, terminals of any size."""

import asyncio
import re
import sqlite3
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from desk_driver import TEXT, Driver, Stub, check, listed, opened
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.events import Key, Paste
from textual.widgets import DataTable

from mtreview.cli import run
from mtreview.config import Profile
from mtreview.errors import ConfigError, InputError
from mtreview.formats import read
from mtreview.model import Document, Finding, Result, Severity, Span, Suggestion
from mtreview.outcomes import State
from mtreview.review.desk import Desk
from mtreview.review.filter import parse
from mtreview.review.session import Session
from mtreview.scoring import score_segment
from mtreview.tui import diff
from mtreview.tui.app import ReviewApp
from mtreview.tui.bulk import Bulk
from mtreview.tui.desk_screen import DeskScreen
from mtreview.tui.dialogs import Confirm, Lost, Whole
from mtreview.tui.glyphs import seen
from mtreview.tui.job import Job
from mtreview.tui.prompt import Field, disguise, exchange
from mtreview.tui.tables import Memories, Rules
from mtreview.tui.wrap import wrap

pytestmark = pytest.mark.usefixtures("colours")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "article.txt"
    file.write_text(TEXT, "utf-8")
    return file


# What is seen


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "xterm")])
async def test_with_few_colours_the_diff_is_in_brackets(
    path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    async with opened(path) as driver:
        await driver.press("n")
        assert "{+French +}troops[- French-]" in driver.screen


async def test_each_severity_and_state_has_a_mark_of_its_own(path: Path) -> None:
    async with opened(path) as driver:
        page = driver.screen
        assert all(f in page for f in ("~The the", "^troops French", "#he does not", ".Schools"))
        await driver.press("a", "d", "e")
        await driver.type("there is no")
        await driver.press("enter")
        page = driver.screen
        assert all(f in page for f in ("✓The fire", "×troops French", "✎there is no danger"))


async def test_both_themes_draw_the_same_words(path: Path) -> None:
    async with opened(path) as driver:
        dark = driver.screen
        theme = driver.app.theme
        await driver.press("t")
        assert driver.app.theme != theme
        assert driver.screen == dark


async def test_a_resized_terminal_keeps_the_finding_in_sight(path: Path) -> None:
    async with opened(path, size=(120, 40)) as driver:
        await driver.press("p")
        for width, height in ((60, 12), (200, 50), (40, 10), (80, 24)):
            await driver.pilot.resize_terminal(width, height)
            await driver.pilot.pause()
            assert "▸" in driver.screen


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (50, 12), (40, 10), (200, 12)])
async def test_what_is_decided_on_is_in_sight_however_low_the_terminal(
    path: Path, size: tuple[int, int]
) -> None:
    async with opened(path, size=size) as driver:
        await driver.press("n")
        assert "  ^ major  word-order  90%" in driver.screen
        assert "2/5\n" in re.sub(" +\n", "\n", driver.screen.replace("│", ""))
        assert "▸ 1  French troops French" in driver.screen
        await driver.press("2")
        assert "▸ 2  troops French French forces" in driver.screen
        assert "? help q quit" in " ".join(driver.screen.split())


async def test_control_characters_wide_and_rtl_text_do_not_break_the_lines(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("The the \x1b[31mred\x07 港は閉鎖 alert, \u202eevil\u202c and so on. " * 3)
    async with opened(path) as driver:
        segments = driver.jobs[0].document.segments
        source = "المرفأ مغلق منذ يوم الأحد 港は日曜日から閉鎖されている" * 3
        driver.jobs[0].document = replace(
            driver.jobs[0].document,
            segments=tuple(replace(segment, source=source) for segment in segments),
        )
        await driver.press("n")
        screen = driver.screen  # which measures every line
        assert "␛[31mred␇" in screen
        assert "\x1b" not in screen
        assert "\u202e" not in screen
        assert "港は" in screen


async def test_a_finding_over_two_segments_is_shown_in_both(path: Path) -> None:
    def wide(document: Document) -> Result:
        result = check(document)
        first, second = document.segments[1:3]
        span = Span(first.span.start, second.span.end)
        finding = replace(
            result.findings[0],
            segment=1,
            span=span,
            text=span.of(TEXT),
            suggestions=(Suggestion(span, ""),),
        )
        return replace(result, findings=(finding,))

    async with opened(path, checking=wide) as driver:
        assert "~The the fire broke out on Sunday." in driver.screen
        await driver.press("a")
        assert "✓[The the fire broke out on Sunday.]" in driver.screen
        assert "  [The mayor thanked the troops French for their help.]" in driver.screen
        await driver.press("u")
        assert "[" not in driver.screen


# What keys do


async def test_accept_goes_on_to_the_next_open_finding(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("a")
        assert driver.states == "aoooo"
        assert driver.rule == "word-order"
        await driver.press("enter")
        assert driver.states == "aaooo"
        assert "The fire broke out" in driver.desk.corrected()


@pytest.mark.parametrize("keys", [("2",), ("tab",), ("tab", "tab", "tab"), ("2", "1", "tab")])
async def test_another_suggestion_is_chosen(path: Path, keys: tuple[str, ...]) -> None:
    async with opened(path) as driver:
        await driver.press("n", *keys, "a")
        assert "the French forces for" in driver.desk.corrected()


async def test_a_number_without_a_suggestion_changes_nothing(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("5", "a")
        assert driver.desk.items[0].state is State.ACCEPTED


@pytest.mark.parametrize(
    ("keys", "rule"),
    [
        (("n", "n"), "negation"),
        (("down", "j", "up"), "word-order"),
        (("p",), "boilerplate"),
        (("k", "n"), "doubled-word"),
        (("d", "p", "o"), "word-order"),
    ],
)
async def test_moving(path: Path, keys: tuple[str, ...], rule: str) -> None:
    async with opened(path) as driver:
        await driver.press(*keys)
        assert driver.rule == rule


async def test_editing_by_hand(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("n", "e")
        field = driver.app.screen.query_one(Field)
        assert field.text == "French troops"
        await driver.press("x", "space", "a", "enter")
        assert driver.states == "oeooo"
        assert "the French troopsx a for" in driver.desk.corrected()
        assert driver.rule == "negation"
        await driver.press("p", "e")
        assert driver.app.screen.query_one(Field).text == "French troopsx a"


async def test_an_empty_edit_deletes_and_leaves_no_space_or_line_over(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("n", "e")
        await driver.type("")
        await driver.press("enter")
        assert "The mayor thanked the for their help." in driver.desk.corrected()
        await driver.press("p", "e", "space", "a", "enter")
        assert "thanked the French troops a for" in driver.desk.corrected()
        await driver.press("p", "p", "p", "e")
        await driver.type("")
        await driver.press("enter")
        assert driver.states == "oeooa", "as its suggestion deletes it"


async def test_keys_that_come_in_a_bunch_are_taken_one_after_the_other(path: Path) -> None:
    """As over a slow line: no key waits until the one before was dealt with."""

    async def burst(*keys: str) -> None:
        for key in keys:
            driver.app.post_message(Key(key, key if len(key) == 1 else None))
        for _ in range(20):
            await driver.pilot.pause()

    async with opened(path) as driver:
        await burst("e", "x", "q", "u")
        assert driver.app.screen.query_one(Field).text == "Thexqu"
        await burst("y", "enter", "enter", "n", "d")
        assert driver.states == "eodoo"
        assert "Thexquy fire" in driver.desk.corrected()
        written = {file.name for file in path.parent.iterdir() if "session" not in file.name}
        assert written == {"article.txt"}, "a second enter is no answer to another question"


async def test_an_edit_can_be_cancelled_and_keys_work_again(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("e", "d", "u", "escape")
        assert driver.states == "ooooo"
        await driver.press("d")
        assert driver.states == "doooo"


async def test_an_edit_that_is_the_suggestion_or_the_text_itself(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("e", "enter")
        assert driver.states == "aoooo"
        await driver.press("e")
        await driver.type("troops French")
        await driver.press("enter")
        assert driver.states == "aoooo"
        assert "d dismisses" in driver.screen


async def test_what_an_edit_did_not_touch_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes("Schools stay closed\x1b\u0080 now.".encode())

    def marked(document: Document) -> Result:
        span = Span(0, len(document.text) - 1)
        finding = Finding("1", "r", 0, span, "", "c", Severity.MINOR, 1.0, "m")
        score = score_segment([finding], 3, Profile())
        return Result(document, (finding,), (score,), score, "")

    async with opened(path, checking=marked) as driver:
        await driver.press("e")
        assert "\x1b" not in driver.app.screen.query_one(Field).text
        await driver.press("exclamation_mark", "enter")
        assert driver.desk.corrected() == "Schools stay closed\x1b\u0080 now!."


async def test_dismissing_with_a_reason(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("D")
        await driver.press(*"brand", "enter")
        assert driver.states == "doooo"
        decision = driver.desk.items[0].decision
        assert decision is not None
        assert (decision.reason, decision.reviewer) == ("brand", "anna")
        await driver.press("p")
        assert "× dismissed (brand) by anna" in driver.screen


async def test_undo_and_redo_without_limit_also_after_a_restart(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("a", "d", "a")
        assert driver.states == "adaoo"
    async with opened(path) as driver:
        assert driver.states == "adaoo"
        assert driver.rule == "no-suggestion"
        await driver.press("u")
        assert driver.rule == "negation"
        assert "Undone: accept" in driver.screen
        await driver.press("u", "u")
        assert driver.states == "ooooo"
        await driver.press("u")
        assert "nothing to undo" in driver.screen
        await driver.press("r", "r")
        assert driver.states == "adooo"


async def test_when_nothing_is_open_the_desk_says_so(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("d", "d", "d", "d", "d")
        assert driver.states == "ddddd"
        assert "Nothing is left open" in driver.screen
        await driver.press("o")
        assert "Nothing is left open" in driver.screen


async def test_scores_follow_the_decisions(path: Path) -> None:
    async with opened(path) as driver:
        before = driver.screen
        assert "MQM -32.0   5 open   0 decided" in before
        await driver.press("a", "d", "a")
        assert "MQM -1.0   2 open   3 decided" in driver.screen
        await driver.press("u", "u", "u")
        assert driver.screen.splitlines()[0] == before.splitlines()[0]


async def test_a_click_picks_a_finding(path: Path) -> None:
    async with opened(path) as driver:
        row = next(n for n, line in enumerate(driver.screen.splitlines()) if "^troops" in line)
        column = driver.screen.splitlines()[row].index("^troops")
        await driver.pilot.click(offset=(column + 2, row))
        await driver.pilot.pause()
        assert driver.rule == "word-order"


async def test_commands_of_the_palette_are_the_keys(path: Path) -> None:
    async with opened(path) as driver:
        titles = {c.title for c in driver.app.get_system_commands(driver.app.screen)}
        assert {"Accept the suggestion and go on", "Undo, as often as you like", "Quit"} <= titles


# Export


async def test_export_proposes_a_name_and_says_what_is_open(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("a", "x")
        out = path.with_name("article.corrected.txt")
        assert driver.app.screen.query_one(Field).text == str(out)
        await driver.press("enter")
        assert out.read_text("utf-8") == TEXT.replace("The the", "The")
        assert "1 change; 4 findings open." in " ".join(driver.screen.split())


async def test_export_overwrites_only_when_that_is_confirmed(path: Path) -> None:
    out = path.with_name("out.txt")
    out.write_text("mine")
    async with opened(path) as driver:
        for key, content in (("n", "mine"), ("escape", "mine"), ("y", TEXT)):
            await driver.press("x")
            await driver.type(str(out))
            await driver.press("enter")
            assert isinstance(driver.app.screen, Confirm)
            await driver.press(key)
            assert out.read_text("utf-8") == content


async def test_export_says_when_the_file_has_changed_since_it_was_opened(path: Path) -> None:
    async with opened(path) as driver:
        path.write_text(TEXT + "More.\n", "utf-8")
        await driver.press("a", "x", "enter")
        out = path.with_name("article.corrected.txt")
        assert out.read_text("utf-8") == TEXT.replace("The the", "The")
        assert "this is the text as it was opened" in " ".join(driver.screen.split())
        path.unlink()  # what is gone cannot be opened again, so there is nothing to say
        await driver.press("x", "enter", "y")
        assert "as it was opened" not in " ".join(driver.screen.split())


@pytest.mark.parametrize("name", ["article.txt", "none/out.txt", "", "."])
async def test_export_refuses_what_cannot_be_written(path: Path, name: str) -> None:
    async with opened(path) as driver:
        await driver.press("x")
        await driver.type(str(path.parent / name) if name else " ")
        await driver.press("enter")
        if isinstance(driver.app.screen, Confirm):
            await driver.press("y")
        assert "! " in driver.screen
        assert path.read_text("utf-8") == TEXT


# When something goes wrong


async def test_a_decision_that_cannot_be_stored_is_said_and_not_shown(path: Path) -> None:
    async with opened(path) as driver:
        with sqlite3.connect(path.parent / "session.db", isolation_level=None) as other:
            other.execute("BEGIN IMMEDIATE")
            await driver.press("a")
            assert "another program is writing to it" in " ".join(driver.screen.split())
            assert driver.states == "ooooo"
            assert driver.rule == "doubled-word"
            other.execute("ROLLBACK")
        other.close()
        await driver.press("a")
        assert driver.states == "aoooo"


async def test_an_edit_that_would_overlap_is_refused_in_one_line(path: Path) -> None:
    def overlapping(document: Document) -> Result:
        result = check(document)
        first = result.findings[1]
        span = Span(first.span.start - 4, first.span.end)
        other = replace(first, id="o", rule="wider", suggestions=(Suggestion(span, "them"),))
        return replace(result, findings=(*result.findings, other))

    async with opened(path, checking=overlapping) as driver:
        await driver.press("n", "a")
        assert driver.rule == "word-order"
        await driver.press("a")
        assert "would write over" in driver.screen
        assert driver.states == "oaoooo"
        assert driver.rule == "word-order"


async def test_a_finding_without_a_suggestion_cannot_be_accepted(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("n", "n", "n")
        assert "e writes one, d dismisses" in driver.screen
        await driver.press("a")
        assert driver.states == "ooooo"
        assert "! there is no suggestion" in driver.screen


async def test_the_text_is_there_while_it_is_read_and_quitting_does_not_wait(path: Path) -> None:
    release = Event()

    def slow(document: Document) -> Result:
        release.wait(20)
        return check(document)

    async with opened(path, checking=slow, wait=False) as driver:
        await driver.pilot.pause()
        assert "reading …" in driver.screen
        assert "The the fire broke out" in driver.screen
        await driver.press("a", "n", "e", "u", "x", "question_mark", "escape", "q")
        assert not driver.app.is_running or driver.app._exit
    release.set()


async def test_findings_appear_when_the_check_is_done(path: Path) -> None:
    release = Event()

    def slow(document: Document) -> Result:
        release.wait(20)
        return check(document)

    async with opened(path, checking=slow, wait=False) as driver:
        await driver.pilot.pause()
        release.set()
        await driver.checked()
        assert "5 open" in driver.screen


@pytest.mark.parametrize(
    "error", [InputError("the rules are gone"), RuntimeError("the rules are gone")]
)
async def test_a_check_that_fails_is_said(path: Path, error: Exception) -> None:
    def fail(_document: Document) -> Result:
        raise error

    async with opened(path, checking=fail) as driver:
        await driver.press("a", "n")
        assert "the rules are gone" in driver.screen
        assert "not checked" in driver.screen


async def test_no_findings(tmp_path: Path) -> None:
    path = tmp_path / "clean.txt"
    path.write_text("All is well.")
    async with opened(path) as driver:
        await driver.press("a", "n", "p", "o", "d", "e", "u", "1", "tab", "l")
        assert "No findings" in driver.screen
        assert "quality 100.0   MQM 0.0   0 open" in driver.screen


async def test_a_file_without_text(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("\n")
    async with opened(path) as driver:
        await driver.press("a", "n", "o", "e")
        assert "There is no text to review in here." in driver.screen


async def test_undoing_what_another_decided_says_whose_it_was(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("a")
    async with opened(path, reviewer="ben") as driver:
        await driver.press("d", "u")
        assert "Undone: dismiss of “troops French”." in driver.screen
        await driver.press("u")
        assert "Undone: accept of “The the” by anna." in driver.screen


async def test_decisions_find_their_place_in_a_changed_text_and_lost_ones_are_listed(
    path: Path,
) -> None:
    async with opened(path) as driver:
        await driver.press("a", "2", "a")
        assert driver.states == "aaooo"
    path.write_text(TEXT.replace("The mayor thanked the troops French for", "All asked for")
                    .replace("The port", "Today the port"), "utf-8")  # fmt: skip
    async with opened(path) as driver:
        assert driver.states == "aooo"
        assert "1 lost" in driver.screen
        assert "1 decision lost its place" in driver.screen
        await driver.press("l")
        assert isinstance(driver.app.screen, Lost)
        assert "French" in driver.screen
        assert "word-order" in driver.screen
        await driver.press("escape", "u")
        assert "1 lost" not in driver.screen


# Several documents


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / name for name in ("one.txt", "two.txt", "three.txt")]
    for file, text in zip(paths, ("All is well.", TEXT, "The the end."), strict=True):
        file.write_text(text, "utf-8")
    return paths


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_list_opens_a_document_and_shows_what_was_decided(
    paths: list[Path], size: tuple[int, int]
) -> None:
    async with opened(*paths, size=size) as driver:
        assert await listed(driver) == "two three one"
        assert "3 documents" in driver.screen
        assert re.search(r"100\.0.* 0 +100%.*one\.txt", driver.screen)
        assert re.search(r"69\.1.* 1 +1 +2 +5 +0%.*two\.txt", driver.screen)
        await driver.press("enter")
        assert isinstance(driver.app.screen, DeskScreen)
        await driver.press("a", "d", "escape")
        assert await listed(driver) == "two three one"
        assert driver.app.screen.query_one(DataTable).cursor_row == 0
        assert re.search(r" 3 +40%.*two\.txt", driver.screen)


async def test_the_list_is_sorted_filtered_and_searched(paths: list[Path]) -> None:
    async with opened(*paths) as driver:
        assert await listed(driver) == "two three one"
        await driver.press("n", "s")
        assert await listed(driver) == "two three one"
        assert "Sorted: most open first" in driver.screen
        await driver.press("s", "s")
        assert await listed(driver) == "one three two"
        assert driver.app.screen.query_one(DataTable).cursor_row == 1, "still on the same document"
        await driver.press("f")
        assert await listed(driver) == "three two"
        await driver.press("f", "f", "f", "slash", *"TWO", "enter")
        assert await listed(driver) == "two"
        await driver.press("slash", *["backspace"] * 3, "enter")
        assert await listed(driver) == "one three two"


async def test_the_list_begins_where_one_stopped(paths: list[Path]) -> None:
    async with opened(*paths) as driver:
        await listed(driver)
        await driver.press("n", "enter", "a")
    async with opened(*paths) as driver:
        assert await listed(driver) == "two one three"
        assert driver.app.screen.query_one(DataTable).cursor_row == 2
        await driver.press("f", "f")
        assert await listed(driver) == "three"


# The command


def test_the_command_needs_a_terminal(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["review", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "needs a terminal" in said.err


@pytest.mark.parametrize("name", ["none.txt", "", "bad.txt"])
def test_an_unreadable_document_is_told_before_the_screen_opens(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"caf\xe9")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    code = run(["review", str(tmp_path / name)])
    said = capsys.readouterr()
    assert code in {2, 3} if name == "bad.txt" else code == 3
    assert said.err.count("\n") == 1
    assert not (tmp_path / ".mtreview").exists()


# The parts that compute


@given(text=st.text("ab  é“”港はא\u0301-", max_size=60), width=st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert lines
    assert all(cell_len(text[start:end]) <= width for start, end in lines)
    assert "".join(text[a:b] for a, b in lines).replace(" ", "") == text.replace(" ", "")


@given(before=st.text("ab c,’", max_size=30), after=st.text("ab c,’", max_size=30))
def test_a_diff_holds_both_texts(before: str, after: str) -> None:
    changes = diff.words(before, after)
    assert "".join(text for op, text in changes if op in {"same", "cut"}) == before
    assert "".join(text for op, text in changes if op in {"same", "new"}) == after


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("Mr.", "Mr", "-Mr. +Mr"),
        ("without for all that", "without, however,", "-without_for_all_that +without,_however,"),
        ("the  end", "the end", "=the -·· +· =end"),
        ("he does not there was", "there was no", "-he_does_not_ =there_was +_no"),
    ],
)
def test_a_change_is_shown_by_whole_words(before: str, after: str, changes: str) -> None:
    made = [
        ("=-+"["same cut new".split().index(op)], text)
        for op, text in diff.shown(before, after)
        if op != "note"
    ]
    assert " ".join(s + t.replace(" ", "_") for s, t in made if t.strip()) == changes


@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_disguise_is_harmless_and_can_be_taken_off(text: str) -> None:
    text = text.replace("\r", "")
    table = disguise(text)
    worn = exchange(text, table)
    assert seen(worn.replace("\n", " ")) == worn.replace("\n", " ")
    back = {shown: original for original, shown in table.items()}
    assert exchange(worn, back) == text


# Whole segments


async def test_a_segment_is_written_anew_and_checked_at_once(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("n", "E")
        field = driver.app.screen.query_one(Field)
        assert field.text == "The mayor thanked the troops French for their help."
        await driver.press("x", "alt+enter", "ctrl+z", "ctrl+z", "enter")
        assert "already" in driver.screen
        await driver.press("E")
        await driver.type("The mayor thanked The the troops French.")
        await driver.press("enter")
        await driver.caught_up()
        assert driver.states == "oe" + "oo" + "ooo"
        assert "✎The mayor thanked ~The the ^troops French." in driver.screen
        assert "✎ rewritten" in driver.screen
        await driver.press("n", "a")
        await driver.caught_up()
        assert "thanked The ^troops French." in driver.screen
        await driver.press("u", "u")
        assert driver.states == "ooooo"
        assert driver.rule == "word-order"
        await driver.press("r")
    async with opened(path) as driver:
        await driver.caught_up()
        assert "✎The mayor thanked ~The the ^troops French." in driver.screen


async def test_a_segment_without_findings_can_be_gone_to_noted_and_rewritten(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("left_square_bracket", "c")
        await driver.press(*"why", "enter")
        assert "Comment anna: why" in driver.screen
        await driver.press("E")
        await driver.type("The harbour is shut")
        await driver.press("enter")
        await driver.caught_up()
        assert "✎The harbour is shut" in driver.screen
        await driver.press("m")
        assert driver.desk.notes(0).done
        assert driver.rule == "doubled-word"
        await driver.press("left_square_bracket", "m")
        assert not driver.desk.notes(0).done


async def test_the_time_at_a_segment_is_noted(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("a", "a", "n")
    with Session(path.parent / "session.db") as session:
        visits = session.visits(1)
        assert [visit.segment for visit in visits] == [1, 2, 3]
        assert all(visit.keys > 0 and visit.reviewer == "anna" for visit in visits)


async def test_a_finding_and_a_score_by_hand(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("left_square_bracket", "i")
        await driver.type("port")
        await driver.press("enter", "tab", "enter")
        assert driver.rule == "by-hand"
        item = driver.desk.items[0]
        assert (item.finding.severity, item.finding.text) == (Severity.MINOR, "port")
        assert "The ~port is closed" in driver.screen
        await driver.press("s", *"66", "enter")
        assert "scored 66 by hand" in driver.screen
        await driver.press("s", *"101", "enter")
        assert "! a score is a number from 0 to 100" in driver.screen
        await driver.press("i")
        await driver.type("harbour")
        await driver.press("enter")
        assert "does not stand in this segment" in driver.screen


# Several at once, and what is remembered

REPEATED = "The the port.\n\nThe the quay and the troops French.\n\nThe the end.\n"


@pytest.fixture
def repeated(tmp_path: Path) -> Path:
    file = tmp_path / "repeated.txt"
    file.write_text(REPEATED, "utf-8")
    return file


async def test_only_what_is_ticked_is_decided_at_once(repeated: Path) -> None:
    async with opened(repeated) as driver:
        await driver.press("b")
        assert isinstance(driver.app.screen, Bulk)
        assert driver.screen.count("[x]") == 3
        await driver.press("enter", "j", "space")
        assert "2 of 3 findings ticked" in driver.screen
        await driver.press("a")
        assert driver.states == "aooa"
        assert "2 findings accepted" in driver.screen
        await driver.press("u")
        assert driver.states == "oooo"
        await driver.press("b", "t", "a")
        assert "Nothing was changed" in driver.screen
        await driver.press("b", "escape")
        assert driver.states == "oooo"
        await driver.press("b", "d")
        assert driver.states == "ddod"


async def test_only_safe_suggestions_are_accepted_as_safe(repeated: Path) -> None:
    def safe(document: Document) -> Result:
        result = check(document)
        first, *rest = result.findings
        sure = replace(first, suggestions=(replace(first.suggestions[0], safe=True),))
        return replace(result, findings=(sure, *rest))

    async with opened(repeated, checking=safe) as driver:
        await driver.press("S", "d")
        assert isinstance(driver.app.screen, Bulk)
        await driver.press("a")
        assert driver.states == "aooo"
        await driver.press("S")
        assert "No open suggestion is safe" in driver.screen


def safe(document: Document) -> Result:
    result = check(document)
    sure = (
        replace(found, suggestions=tuple(replace(s, safe=True) for s in found.suggestions))
        for found in result.findings
    )
    return replace(result, findings=tuple(sure))


async def test_what_is_safe_is_accepted_in_the_whole_list(tmp_path: Path) -> None:
    paths = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in paths:
        path.write_text("The the end.\n\nThe the start.")
    async with opened(*paths, checking=safe) as driver:
        await listed(driver)
        await driver.press("S")
        assert "4 of 4 findings ticked" in driver.screen
        await driver.press("space", "a")
        assert "3 findings accepted." in driver.screen
        assert sorted(job.desk.counts.accepted for job in driver.jobs if job.desk) == [1, 2]
        await listed(driver)
        assert "1 open" in driver.screen
        await driver.press("slash", *"nowhere", "enter", "S")
        assert "No open suggestion is safe." in driver.screen


async def test_a_rule_is_decided_on_in_every_document(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.txt", "two.txt")]
    for file in paths:
        file.write_text(REPEATED, "utf-8")
    async with opened(*paths) as driver:
        await listed(driver)
        await driver.press("enter", "B")
        assert driver.screen.count("[x]") == 6
        await driver.press("a")
        desks = [job.desk for job in driver.jobs if job.desk]
        assert [desk.counts.accepted for desk in desks] == [3, 3]


async def test_a_text_is_dismissed_everywhere_listed_and_revoked(repeated: Path) -> None:
    async with opened(repeated) as driver:
        await driver.press("D", "tab", *"ok", "enter")
        assert driver.states == "ddod"
        await driver.press("M")
        assert isinstance(driver.app.screen, Memories)
        assert re.search("this text +doubled-word +The the +ok +anna", driver.screen)
        await driver.press("slash", *"nothing")
        assert "doubled-word +The" not in driver.screen
        await driver.press("escape", "r")
        assert driver.states == "ddod", "what does not fit the search is not revoked"
        await driver.press("slash", *["backspace"] * 7, "enter", "r", "escape")
        assert driver.states == "oooo"


async def test_a_rule_is_switched_off_and_on(repeated: Path) -> None:
    async with opened(repeated) as driver:
        await driver.press("R")
        assert isinstance(driver.app.screen, Rules)
        assert re.search("doubled-word +3 +3 +0 +0 +0", driver.screen)
        await driver.press("o")
        assert driver.states == "ddod"
        await driver.press("o", "escape")
        assert driver.states == "oooo"


async def test_what_was_written_before_is_offered(repeated: Path) -> None:
    async with opened(repeated) as driver:
        await driver.press("e")
        await driver.type("Our")
        await driver.press("enter")
        assert "as you wrote before" in driver.screen
        await driver.press("a")
        assert driver.desk.corrected().startswith("Our port.\n\nOur quay")


# Finding one's way


async def test_a_filter_is_stepped_by(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("f", *"minor", "enter", "n")
        assert driver.rule == "boilerplate"
        assert "[minor]" in driver.screen
        await driver.press("n")
        assert driver.rule == "doubled-word"
        await driver.press("a", "a")
        assert "Nothing that fits “minor” is left open" in " ".join(driver.screen.split())
        await driver.press("f")
        await driver.type(">9x")
        await driver.press("enter")
        assert "is no confidence" in driver.screen
        await driver.press("f")
        await driver.type("")
        await driver.press("enter", "o")
        assert driver.rule == "word-order"


@pytest.mark.parametrize(
    ("words", "rules"),
    [
        ("", "doubled-word word-order negation no-suggestion boilerplate"),
        ("minor+", "doubled-word word-order negation boilerplate"),
        ("major", "word-order"),
        ("grammar open", "doubled-word word-order negation no-suggestion boilerplate"),
        ("dismissed", ""),
        ("doubled-*", "doubled-word"),
        (">90% minor", ""),
        (">=90% minor", "doubled-word boilerplate"),
        ("<0.5", ""),
    ],
)
def test_what_fits_a_filter(path: Path, words: str, rules: str) -> None:
    with Session(path.parent / "session.db") as session:
        items = Desk(session, check(read(path)), path).items
    fits = parse(words) or (lambda _item: True)
    assert " ".join(item.finding.rule for item in items if fits(item)) == rules


async def test_jumping_and_searching(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("colon", "4", "enter")
        assert driver.rule == "negation"
        await driver.press("colon", "9", "enter")
        assert "! there is no segment 9" in driver.screen
        await driver.press("slash", *"PORT", "enter")
        assert "No finding here." in driver.screen
        await driver.press("slash")
        await driver.type("nowhere")
        await driver.press("enter")
        assert "is not in this document" in driver.screen


async def test_the_views_of_the_document(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with opened(path, size=(80, 24)) as driver:
        await driver.press("a", "v")
        assert "The[- the-] fire broke out" in driver.screen
        await driver.press("v")
        assert "The fire broke out" in driver.screen
        await driver.press("v")
        assert "The the fire broke out" in driver.screen
        await driver.press("v")
        assert "✓The fire broke out" in driver.screen


async def test_before_and_after_stand_side_by_side(path: Path) -> None:
    async with opened(path, size=(120, 30)) as driver:
        await driver.press("a", "2", "a", "v", "v")
        assert "before and after, side by side" in driver.screen
        assert re.search(r"The the fire broke out on Sunday. +The fire broke", driver.screen)
        assert re.search(r"troops French for their help. +The .* the French forces", driver.screen)
        assert "suggestion" not in driver.screen, "the panel makes room"
        await driver.press("u")
        assert re.search(r"French for their help. +The mayor .* the troops French", driver.screen)
        await driver.pilot.resize_terminal(80, 24)
        await driver.pilot.pause()
        assert "The the fire broke out on Sunday." in driver.screen
        assert not re.search(r"Sunday\. +The", driver.screen), "one column where two are too narrow"
        await driver.press("v")
        assert "Shown: the findings" in driver.screen


async def test_the_corrected_text_is_copied(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("a", "y")
        assert driver.app.clipboard == driver.desk.corrected()


@pytest.mark.parametrize("key", ["a", "enter", "w"])
async def test_a_whole_segment_is_accepted_and_taken_back_at_once(tmp_path: Path, key: str) -> None:
    path = tmp_path / "article.txt"
    path.write_text("All is well.\n\nThe the mayor thanked the troops French. Schools stay closed.")
    async with opened(path) as driver:
        await driver.press("w")
        assert isinstance(driver.app.screen, Whole)
        assert "2 suggestions at once" in driver.screen
        assert "doubled-word, word-order" in driver.screen
        await driver.press("escape")
        assert driver.states == "ooo"
        await driver.press("w", key)
        assert driver.states == "aao"
        assert "The mayor thanked the French troops." in driver.desk.corrected()
        assert "2 findings accepted. u takes them back together." in driver.screen
        await driver.press("w")
        assert "! fewer than two open suggestions go together" in driver.screen
        await driver.press("u")
        assert driver.states == "ooo"


async def test_what_is_decided_already_stays_as_it_is_in_a_whole_segment(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("The the mayor of The the town thanked the troops French.")
    async with opened(path) as driver:
        await driver.press("e", *["backspace"] * 3, *"Our", "enter", "w", "a")
        assert driver.desk.corrected() == "Our mayor of Our town thanked the French troops."
        await driver.press("u", "u", "E", *" Yes.", "enter")
        await driver.caught_up()
        await driver.press("w")
        assert "3 suggestions at once" in driver.screen
        await driver.press("a")
        await driver.caught_up()
        new = "The mayor of The town thanked the French troops. Yes."
        assert driver.desk.corrected() == new
        assert "3 findings accepted. u takes them back together." in driver.screen
        await driver.press("u")
        await driver.caught_up()
        text = "The the mayor of The the town thanked the troops French. Yes."
        assert driver.desk.corrected() == text


# A text that is pasted in


@pytest.mark.parametrize("is_alone", [True, False])
async def test_a_pasted_text_is_saved_where_one_says_and_checked(
    path: Path, is_alone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    files = [path] if is_alone else []
    async with opened(*files) as driver:
        if not is_alone:
            assert "No document yet. Paste a text" in driver.screen
        driver.app.post_message(Paste("The the end.\r\nIt is over."))
        await driver.pilot.pause()
        assert "Save the pasted text as" in driver.screen
        await driver.press("enter")
        await driver.checked()
        assert Path("pasted.txt").read_text() == "The the end.\nIt is over.\n"
        assert isinstance(driver.app.screen, DeskScreen)
        assert "pasted.txt" in driver.screen
        await driver.press("a")
        assert driver.jobs[-1].desk is not None
        assert driver.jobs[-1].desk.corrected() == "The end.\nIt is over.\n"
        await driver.press("escape")
        assert ("article.txt" if is_alone else "pasted.txt") in driver.screen


async def test_a_text_is_pasted_by_a_key_and_nothing_is_written_over(path: Path) -> None:
    async with opened(path) as driver:
        await driver.press("P", "ctrl+s")
        assert "! nothing was pasted" in driver.screen
        await driver.press("P")
        driver.app.post_message(Paste("Two\n\nparagraphs,"))
        await driver.pilot.pause()
        # Where the terminal does not say that a text is pasted, it comes as keys.
        await driver.press("enter", "o", "r", "enter", "m", "o", "r", "e", ".", "ctrl+s")
        for name, said in (
            (str(path), "another name (this file exists already)"),
            ("x.docx", "a pasted text is no .docx file"),
            (" ", "no file was named"),
        ):
            await driver.type(name)
            await driver.press("enter")
            assert said in " ".join(driver.screen.split())
            assert len(driver.jobs) == 1
        await driver.type(str(path.with_name("new.md")))
        await driver.press("enter")
        await driver.checked()
        assert path.with_name("new.md").read_text() == "Two\n\nparagraphs,\nor\nmore.\n"
        assert len(driver.jobs) == 2
    assert path.read_text("utf-8") == TEXT
    assert not path.with_name("x.docx").exists()


# Several reviewers


async def test_another_reviewer_is_seen_and_not_overwritten(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtreview.tui.desk_screen.LOOK", 0.05)
    async with opened(path) as anna:
        await anna.press("n")
        with Session(path.parent / "session.db", reviewer="ben") as session:
            other = Desk(session, check(read(path)), path, {})
            other.dismiss(0)
            while anna.states == "ooooo":
                await asyncio.sleep(0.05)
            await anna.pilot.pause()
            assert "Decided here meanwhile by ben." in anna.screen
            assert anna.states == "doooo"
            assert anna.rule == "word-order"
    async with opened(path) as anna:
        assert "ben is at work on this document too" in " ".join(anna.screen.split())


async def test_a_file_that_is_deleted_or_changed_meanwhile_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mtreview.tui.desk_screen.LOOK", 0.05)

    async def said(words: str) -> None:
        while words not in " ".join(driver.screen.split()):
            await asyncio.sleep(0.05)

    async with opened(path) as driver:
        path.write_text(TEXT + "More.")
        await said("! article.txt was changed meanwhile; what you decide is kept.")
        await driver.press("a")
        path.unlink()
        await said("! article.txt was moved or deleted; what you decide is kept")
        await driver.press("a", "x", "enter")
        assert path.with_name("article.corrected.txt").read_text() == driver.desk.corrected()
    path.write_text(TEXT, "utf-8")
    async with opened(path) as driver:
        assert driver.states == "aaooo"


async def test_what_another_decided_meanwhile_is_looked_at_first(path: Path) -> None:
    async with opened(path) as anna:
        with Session(path.parent / "session.db", reviewer="ben") as session:
            Desk(session, check(read(path)), path).accept(0)
        await anna.press("d")
        assert anna.states == "aoooo"
        assert "! ben accepted this meanwhile" in anna.screen
        await anna.press("d")
        assert anna.states == "doooo"


# Keys of one's own


async def test_keys_can_be_given_to_other_actions(path: Path) -> None:
    with Session(path.parent / "session.db") as session:
        job, keys = Job(read(path), path, session), {"accept": "space,f2", "dismiss": "z"}
        app = ReviewApp([job], Stub(check), lambda _: job, keys)
        async with app.run_test() as pilot:
            driver = Driver(app, pilot)
            await driver.checked()
            await driver.press("f2", "z", "d", "space")
            assert driver.states == "adaoo"
            await driver.press("question_mark")
            assert re.search(r"z +dismiss and go on", driver.screen)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"acept": "x"}, "did you mean “accept”"),
        ({"zzz": "x"}, "known are next"),
        ({"accept": "f2", "edit": "f2"}, "“f2” cannot be both accept and edit"),
        ({"accept": "d"}, "“d” is the key of dismiss; give dismiss another one, or accept"),
        ({"list_sort": "q"}, "“q” is the key of quit"),
        ({"accept": "spacebar"}, "“spacebar”, given to accept, is no key; did you mean “space”"),
        ({"accept": "hyper+a"}, "is no key; write it as"),
        ({"accept": ","}, "is no key"),
        ({"accept": "ctrl+q"}, "“ctrl+q” quits or copies everywhere; give accept another"),
        ({"accept": "t", "theme": "f3"}, "“t” is the key of tick_all"),
    ],
)
def test_a_key_that_cannot_be_is_refused(keys: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(said)):
        ReviewApp([], Stub(check), nothing, keys)


@pytest.mark.parametrize(
    "keys", [{"accept": "d", "dismiss": "a"}, {"accept": "j"}, {"list_sort": "a"}, {"next": "+"}]
)
def test_a_key_may_be_taken_from_what_has_another(keys: dict[str, str]) -> None:
    ReviewApp([], Stub(check), nothing, keys)


def nothing(path: Path) -> Job:
    raise AssertionError(path)
