"""A question below the page: words to edit, a reason, a file to write."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static, TextArea

from mtreview.tui.glyphs import seen

Then = Callable[[str, int], None]  # what to do with an answer: its text, and the choice beside it


class Field(TextArea):
    """A text field that enter closes, or of many lines, ctrl+s.

    Not every terminal says that a text is pasted: its line breaks come as keys then.
    """

    many = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "save", priority=True),
        Binding("ctrl+s", "finish", "save", priority=True, key_display="^s"),
        Binding("escape", "cancel", "cancel", priority=True),
        Binding("ctrl+j,alt+enter", "newline", "new line", priority=True, key_display="^j"),
        Binding("tab", "turn(1)", show=False, priority=True),
        Binding("shift+tab", "turn(-1)", show=False, priority=True),
    ]

    class Submitted(Message):
        """The text is as it should be."""

    class Cancelled(Message):
        """Never mind."""

    @dataclass
    class Turned(Message):
        """Another of the choices is wanted."""

        by: int

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let enter be what it is in any text, where there may be many lines."""
        if action in {"submit", "newline"}:
            return not self.many
        return self.many if action == "finish" else super().check_action(action, parameters)

    def action_submit(self) -> None:
        """Say that the text is ready."""
        self.post_message(self.Submitted())

    def action_finish(self) -> None:
        """Say that a text of many lines is ready."""
        self.action_submit()

    def action_cancel(self) -> None:
        """Say that nothing is wanted."""
        self.post_message(self.Cancelled())

    @on(Submitted)
    @on(Cancelled)
    def _seal(self) -> None:
        """Leave the keys that follow to the desk, however fast they come."""
        self.read_only = True

    def action_newline(self) -> None:
        """Begin a line, as enter does elsewhere."""
        self.insert("\n")

    def action_turn(self, by: int) -> None:
        """Ask for the next choice; the focus stays where it is."""
        self.post_message(self.Turned(by))


class Prompt(Vertical):
    """Asks for one text at a time; hidden until then."""

    @dataclass
    class Answered(Message):
        """The text, which of the choices stood beside it, and what is to be done with them."""

        then: Then
        text: str
        choice: int

    class Closed(Message):
        """The question was withdrawn, or answered."""

    def __init__(self) -> None:
        super().__init__(id="prompt")
        self._then: Then | None = None
        self._disguise: dict[str, str] = {}
        self._question = ""
        self._choices: Sequence[str] = ()
        self._choice = 0

    def compose(self) -> ComposeResult:
        """A line of explanation and the field."""
        yield Static(id="question")
        yield Field(compact=True, soft_wrap=True, highlight_cursor_line=False)

    @property
    def is_open(self) -> bool:
        """Whether a question waits for its answer."""
        return self._then is not None

    def ask(
        self,
        question: str,
        then: Then,
        text: str = "",
        choices: Sequence[str] = (),
        *,
        many: bool = False,
    ) -> None:
        """Ask; `text` is what the field begins with, tab goes through the choices.

        In an answer of `many` lines, enter begins another one, and ctrl+s ends it.
        """
        self._question, self._then = question, then
        self._choices, self._choice = choices, 0
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._disguise = disguise(text)
        self._show_question()
        field = self.query_one(Field)
        field.cursor_blink = False
        field.read_only, field.many = False, many
        field.text = exchange(text, self._disguise)
        field.move_cursor(field.document.end)
        self.add_class("-open")
        self.screen.set_focus(field)  # at once, for the next key

    def close(self) -> None:
        """Withdraw the question."""
        self._then = None
        self.remove_class("-open")
        # Straight to the screen: no key that follows gets there first.
        self.screen.post_message(self.Closed())

    def _show_question(self) -> None:
        parts = [Content(seen(self._question))]
        for number, words in enumerate(self._choices):
            chosen = number == self._choice
            parts.append(Content.styled(f"[{words}]" if chosen else f" {words} ", "bold" * chosen))
        tab = [Content("tab changes")] if self._choices else []
        self.query_one("#question", Static).update(Content("  ").join([*parts, *tab]), layout=False)

    @on(Field.Turned)
    def _turn(self, message: Field.Turned) -> None:
        if self._choices:
            self._choice = (self._choice + message.by) % len(self._choices)
            self._show_question()

    @on(Field.Cancelled)
    def _cancel(self) -> None:
        self.close()

    @on(Field.Submitted)
    def _submit(self) -> None:
        if (then := self._then) is None:  # enter, twice in a row
            return
        back = {shown: original for original, shown in self._disguise.items()}
        text = exchange(self.query_one(Field).text, back)
        self.close()
        self.screen.post_message(self.Answered(then, text, self._choice))


def disguise(text: str) -> dict[str, str]:
    """Return a harmless stand-in for each character that could drive a terminal.

    Each stand-in is new to the text, so that the way back is sure: what the editor did not touch is
    saved as it was.
    """
    risky = sorted({c for c in text if c not in "\n " and seen(c) != c})
    unused = (chr(code) for code in range(0xE000, 0xF8FF) if chr(code) not in text)
    pictures = {c: chr(0x2400 + ord(c)) for c in risky if ord(c) < 0x20}
    return {c: p if (p := pictures.get(c)) and p not in text else next(unused) for c in risky}


def exchange(text: str, table: dict[str, str]) -> str:
    """Put other characters in the place of some."""
    return text.translate({ord(key): value for key, value in table.items()})
