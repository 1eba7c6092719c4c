"""The line above the page and the lines below it: where the document stands, and the keys."""

from collections.abc import Iterable

from textual import on
from textual.binding import ActiveBinding, Binding
from textual.content import Content
from textual.events import Click, Resize
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from mtreview.tui.glyphs import seen


class Headline(Static):
    """A title on the left, of which as much is shown as there is room for; figures on the right."""

    _title = _figures = ""

    def show(self, title: str, figures: str = "") -> None:
        """Change both."""
        if (seen(title), figures) != (self._title, self._figures):
            self._title, self._figures = seen(title), figures
            self._lay()

    @on(Resize)
    def _lay(self) -> None:
        room = self.size.width - len(self._figures) - 2
        title = Content.styled(self._title, "bold").truncate(max(room, 8), ellipsis=True, pad=True)
        # The size never changes: no other widget needs to move.
        self.update(
            Content.assemble(title, "  ", (self._figures, "$foreground-muted")), layout=False
        )


class KeyBar(Static):
    """The keys of the screen, on as many lines as they take; a notice stands in for them."""

    notice = ""
    _wrong = False

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Show a notice in place of the keys, or with "" the keys again."""
        if (seen(words), wrong) != (self.notice, self._wrong):
            self.notice, self._wrong = seen(words), wrong
            self.set_class(bool(words), "-notice")
            self.set_class(wrong, "-wrong")
            self._lay()

    def _follow(self, _screen: Screen[object]) -> None:
        self._lay()

    @on(Resize)
    def _lay(self) -> None:
        width = max(self.size.width, 20)
        lines = self._keys(width)
        if self.notice:
            said = Content(f"{'! ' if self._wrong else ''}{self.notice}").wrap(width)
            # As high as the keys, if it can be: the page above stays where it is.
            lines = [*said, *[Content("")] * (len(lines) - len(said))]
        self.update(Content("\n").join(lines), layout=False)
        self.styles.height = len(lines)

    def _keys(self, width: int) -> list[Content]:
        """The keys in lines; in a low terminal not all, but always the last two, help and quit."""
        pieces = [_piece(*key) for key in keys(self.screen)]
        while len(lines := _lines(pieces, width)) > max(self.app.size.height // 8, 1):
            if len(pieces) < 3:
                break
            del pieces[-3]
        return lines

    @on(Click)
    def _press(self, event: Click) -> None:
        if self.notice:
            self.say("")
        elif key := event.style.meta.get("key"):
            self.app.simulate_key(key)


def _piece(key: str, shown: str, words: str, enabled: bool) -> Content:
    return Content.assemble(
        (shown, "bold $text-primary" if enabled else "$foreground-disabled"),
        (f" {words}", "$foreground-muted" if enabled else "$foreground-disabled"),
    ).stylize(Style.from_meta({"key": key}))


def _lines(pieces: Iterable[Content], width: int) -> list[Content]:
    lines = [Content("")]
    for piece in pieces:
        if not lines[-1]:
            lines[-1] = piece
        elif lines[-1].cell_length + piece.cell_length + 2 > width:
            lines.append(piece)
        else:
            lines[-1] += "  " + piece
    return lines


def keys(screen: Screen[object]) -> list[tuple[str, str, str, bool]]:
    """The keys to show: the key, how it is written, its words, whether it can be used now.

    Those of widgets first, then the screen's, then the application's, each in the order in which
    they are declared; of several keys for one action the first.
    """
    own = [binding.action for binding in type(screen).BINDINGS if isinstance(binding, Binding)]

    def place(bound: ActiveBinding) -> int:
        if bound.binding.action in own:
            return own.index(bound.binding.action)
        return len(own) if bound.node is screen.app else -1

    found: dict[str, tuple[str, str, str, bool]] = {}
    for _node, binding, enabled, _tip in sorted(screen.active_bindings.values(), key=place):
        if binding.show and binding.action not in found:
            written = screen.app.get_key_display(binding)
            found[binding.action] = (binding.key, written, binding.description, enabled)
    return list(found.values())
