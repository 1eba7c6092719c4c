"""The application: the documents of one review, checked in the background, and their screens."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Click, Event, Key
from textual.screen import Screen

from mtreview.errors import MtreviewError
from mtreview.tui import themes
from mtreview.tui.bars import KeyBar
from mtreview.tui.bulk import Bulk
from mtreview.tui.checker import Checker, Checking, Failed, Reached, Rechecked, Rewritten
from mtreview.tui.collector import Collector
from mtreview.tui.desk_screen import DeskScreen
from mtreview.tui.dialogs import Help
from mtreview.tui.documents import Documents
from mtreview.tui.job import Job
from mtreview.tui.keymap import keymap
from mtreview.tui.page import Page
from mtreview.tui.pasting import Pasted
from mtreview.tui.prompt import Field
from mtreview.tui.queue_screen import QueueScreen


class ReviewApp(App[None]):
    """Shows one document at once, or a list of several."""

    TITLE = "mtreview"
    CSS_PATH = "desk.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - declared by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "toggle_theme", "theme", id="theme", tooltip="light or dark"),
        Binding("X", "pause", "stop", id="pause", tooltip="stop or go on with the check"),
        Binding(
            "question_mark", "help", "help", id="help", key_display="?", tooltip="keys and marks"
        ),
        Binding("q", "quit", "quit", id="quit"),
    ]

    def __init__(
        self,
        jobs: Sequence[Job],
        checks: Checking,
        read: Callable[[Path], Job],
        keys: Mapping[str, str] | None = None,
    ) -> None:
        """Review documents; `read` opens one more, `keys` replace those of some actions."""
        super().__init__()
        at_desk = [*DeskScreen.BINDINGS, *Page.BINDINGS, *self.BINDINGS]
        in_list = [*QueueScreen.BINDINGS, *Documents.BINDINGS, *self.BINDINGS]
        self.set_keymap(keymap(keys or {}, (at_desk, in_list, Bulk.BINDINGS)))
        self.jobs = list(jobs)
        self._read = read
        self._checks = checks
        self._checker: Checker | None = None
        self._collector = Collector()

    def on_mount(self) -> None:
        """Show the text first, then begin to read it."""
        if os.name == "posix":  # whoever ends the program gets the terminal back as it was
            end = partial(self.exit, return_code=128 + signal.SIGTERM)
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, end)
            # Under nohup it would go on without a terminal, and never end.
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
        self._collector.begin()
        self.set_interval(1.0, self._collector.look)
        for theme in (themes.DARK, themes.LIGHT):
            self.register_theme(theme)
        self.theme = themes.preferred()
        alone = len(self.jobs) == 1
        self.push_screen(DeskScreen(self.jobs[0]) if alone else QueueScreen(self.jobs))

    def on_ready(self) -> None:
        """Begin to read once the text is on the screen."""
        self.screen.call_after_refresh(self._begin)

    def _begin(self) -> None:
        # Shorter turns between the threads: a key is answered at once also during the check.
        sys.setswitchinterval(0.0005)
        self._checker = Checker(self._checks, self.jobs, self.post_message)

    def on_unmount(self) -> None:
        """Let an unfinished check go."""
        self._collector.end()
        if self._checker is not None:
            self._checker.stop()

    async def on_event(self, event: Event) -> None:
        """Take note of every key and click: the time between them is work."""
        if isinstance(event, Key | Click):
            self._collector.press()
            if isinstance(self.screen, DeskScreen):
                self.screen.stopwatch.press()
        await super().on_event(event)

    def on_key(self, event: Key) -> None:
        """Give a field what was typed before it was there: keys may come in a bunch."""
        field = self.focused
        if isinstance(field, Field) and not field.read_only and event.is_printable:
            field.insert(event.character or "")
            event.prevent_default()

    @on(Reached)
    def _take(self, message: Reached) -> None:
        message.job.take(message.stage)
        self._revise(message.job)
        self._tell(message.job)

    @on(Rechecked)
    def _learn(self, message: Rechecked) -> None:
        if message.job.desk is not None:
            message.job.desk.learn(message.revised, message.findings, message.score)
            for screen in self.screen_stack:
                if isinstance(screen, DeskScreen) and screen.job is message.job:
                    screen.learned()

    @on(Rewritten)
    def _check_rewritten(self, message: Rewritten) -> None:
        self._revise(message.job)

    def _revise(self, job: Job) -> None:
        if job.desk is not None and self._checker is not None:
            for segment in job.desk.pending():
                self._checker.revise(job, job.desk.revised(segment))

    @on(Failed)
    def _fail(self, message: Failed) -> None:
        if message.job.desk is not None:
            self._say(message.reason, wrong=True)
            return
        message.job.failure = message.reason
        self._tell(message.job)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        """Say something in the key bar of the screen, or beside one that has none."""
        for bar in self.screen.query(KeyBar):
            bar.say(words, wrong=wrong)
            return
        self.notify(words, severity="error" if wrong else "information")

    def _tell(self, job: Job) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen | QueueScreen):
                screen.arrived(job)

    @on(QueueScreen.Opened)
    def _open(self, message: QueueScreen.Opened) -> None:
        if self._checker is not None:
            self._checker.first(message.job)
        self.push_screen(DeskScreen(message.job, self.jobs))

    @on(Pasted)
    def _take_in(self, message: Pasted) -> None:
        try:
            job = self._read(message.path)
        except MtreviewError as error:
            self._say(str(error), wrong=True)
            return
        self.jobs.append(job)
        if self._checker is not None:
            self._checker.add(job)
        self.push_screen(DeskScreen(job, self.jobs))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Every key of the screen as a command, then Textual's own."""
        for (_key, words), action in commands(screen).items():
            yield SystemCommand(words[:1].upper() + words[1:], "", lambda a=action: self._do(a))
        own = {"Quit", "Keys"}
        yield from (c for c in super().get_system_commands(screen) if c.title not in own)

    def _do(self, action: str) -> None:
        self.call_next(self.screen.run_action, action)

    def action_help(self) -> None:
        """Show the keys and what the marks mean."""
        if not isinstance(self.screen, Help):
            self.push_screen(Help(tuple(commands(self.screen))))

    def action_pause(self) -> None:
        """Stop the check, or go on with it."""
        if self._checker is not None:
            self._checker.pause()
            self._say("The check is stopped." if self._checker.is_paused else "The check goes on.")

    def action_toggle_theme(self) -> None:
        """Change between light and dark."""
        dark = self.theme != themes.LIGHT.name
        self.theme = themes.LIGHT.name if dark else themes.DARK.name


def commands(screen: Screen[object]) -> dict[tuple[str, str], str]:
    """The actions of a screen by their keys and words, those of the work before those of Textual's.

    What Textual binds by itself (focus, copying) is left out: it has no place in this work.
    """
    keys: dict[tuple[str, str], list[str]] = {}
    for node, binding, _enabled, _tip in screen.active_bindings.values():
        ours = (
            binding.key != "ctrl+q"
            and type(node).__module__.startswith("mtreview.")
            and binding.description
        )
        if ours and binding.action not in _TEXTUAL:
            shown = binding.key_display or screen.app.get_key_display(binding)
            words = binding.tooltip or binding.description
            keys.setdefault((binding.action, words), []).append(shown)
    ordered = sorted(keys.items(), key=lambda entry: _rank(screen, entry[0][0]))
    return {(" ".join(dict.fromkeys(k)), words): action for (action, words), k in ordered}


def _rank(screen: Screen[object], action: str) -> int:
    """The screen's own actions first, in their order, then its widgets', then the application's."""
    own = [b.action for b in type(screen).BINDINGS if isinstance(b, Binding)]
    if action in own:
        return own.index(action)
    return 2000 if hasattr(ReviewApp, f"action_{action}") else 1000


_TEXTUAL = {
    "command_palette",
    "help_quit",
    "screen.copy_text",
    "app.focus_next",
    "app.focus_previous",
}
