"""The panel: the chosen finding, why it is one, what could be written instead, and the source.

Drawn by line, as the page is: moving to another finding changes words, and no layout.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment as Piece
from rich.style import Style
from textual import on
from textual.events import Click, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from mtreview.model import Origin, Severity, Suggestion
from mtreview.outcomes import Item, State
from mtreview.review.segments import Notes
from mtreview.tui import diff, themes
from mtreview.tui.glyphs import mark, seen
from mtreview.tui.passage import Passage, Run

POINTER = "▸"
MOST = 5  # suggestions, as there are keys for them
_LOOKS = (
    "plain",
    "aligned",
    "muted",
    "number",
    "decision",
    "same",
    "cut",
    "new",
    "note",
    *Severity,
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel shows: an item, if one is chosen, and what is known of its segment.

    `offers` are the suggestions with the words that each replaces; `rewritten` is a segment before
    and after.
    """

    item: Item | None
    offers: Sequence[tuple[Suggestion, str]] = ()
    choice: int = 0
    place: str = ""
    source: Sequence[Run] = ()
    notes: Notes = field(default_factory=Notes)
    rewritten: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the panel: its first line begins with `lead`, the others as far in."""

    runs: list[Run]
    lead: str = ""
    look: str = "number"
    end: str = ""  # at the right edge of the first line
    choice: int | None = None


class Panel(ScrollView, can_focus=False, inherit_bindings=False):
    """Shows one finding, or a line that says why there is none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"panel--{look}" for look in _LOOKS}

    @dataclass
    class Picked(Message):
        """A suggestion was clicked."""

        choice: int

    def __init__(self) -> None:
        super().__init__(id="panel")
        self._blocks: list[Block] = []
        self._rows: list[list[Piece]] = []
        self._chosen = range(0)  # the rows of the chosen suggestion

    def say(self, words: str) -> None:
        """Show a line instead of a finding."""
        self._blocks = [Block([Run(seen(words), "muted")])]
        self._set()

    def show(self, shown: Shown) -> None:
        """Show a finding, or a segment without one."""
        self._blocks = [*self._finding(shown), *_noted(shown)]
        if shown.rewritten is not None and (shown.item is None or shown.item.stands_for_rewrite):
            self._blocks.append(Block(self._diff(*shown.rewritten), "Text    ", "muted"))
        if shown.source:
            self._blocks.append(Block(list(shown.source), "Source  ", "muted"))
        self._set()
        below = self._chosen.stop - self.size.height
        self.scroll_to(y=max(0, min(below, self._chosen.start)), animate=False, immediate=True)

    def _finding(self, shown: Shown) -> list[Block]:
        item = shown.item
        if item is None:
            return [Block([Run("No finding here.", "muted")], end=shown.place)]
        blocks = [Block(_kind(item), end=shown.place), Block([Run(seen(item.finding.message))])]
        blocks += [Block([Run(line, "decision")]) for line in _decision(item)]
        for number, (suggestion, words) in enumerate(shown.offers[:MOST]):
            chosen = number == shown.choice
            lead = f"{POINTER if chosen else ' '} {number + 1}  "
            changes = self._diff(words, suggestion.text)
            if suggestion.origin is Origin.MEMORY:
                changes.append(Run("  as you wrote before", "note"))
            blocks.append(Block(changes, lead, "number" if chosen else "muted", "", number))
        if not shown.offers and item.state is State.OPEN:
            blocks.append(Block([Run("No suggestion: e writes one, d dismisses.", "muted")]))
        return blocks

    def _diff(self, before: str, after: str) -> list[Run]:
        plain = themes.few_colours(self.app)
        return [Run(text, op) for op, text in diff.shown(seen(before), seen(after), plain=plain)]

    def render_line(self, y: int) -> Strip:
        """Draw a line of what is in sight."""
        row, plain = self.scroll_offset.y + y, self._style("plain")
        pieces = self._rows[row] if row < len(self._rows) else []
        return Strip(pieces).adjust_cell_length(self.size.width, plain)

    def notify_style_update(self) -> None:
        """Draw everything again in the new colours."""
        super().notify_style_update()
        self._set()

    @on(Resize)
    def _set(self) -> None:
        """Break the blocks into lines, with space between them if there is room for it.

        Where there is room for few, what can be chosen comes before why.
        """
        groups = [self._lines(block) for block in self._blocks]
        lines, height = sum(map(len, groups)), self.size.height
        order = list(range(len(groups)))
        if lines > height:
            order.sort(key=lambda n: n > 0 and self._blocks[n].choice is None)
        self._rows, self._chosen = [], range(0)
        for n in order:
            if lines + len(groups) <= height and self._rows:
                self._rows.append([])
            self._rows += groups[n]
            if self._blocks[n].lead.startswith(POINTER):
                self._chosen = range(len(self._rows) - len(groups[n]), len(self._rows))
        # Never less than what is in sight: as long as all fits, nothing around needs a new layout.
        self.virtual_size = Size(self._width, max(len(self._rows), self.size.height))
        self.refresh()

    def _lines(self, block: Block) -> list[list[Piece]]:
        passage = Passage(block.runs)
        passage.fold(self._width - cell_len(block.lead) - cell_len(block.end))
        meta = Style(meta={"choice": block.choice})
        lead = block.lead
        made = []
        for row in range(len(passage.lines)):
            line = [Piece(lead, self._style(block.look) + meta)]
            line += [Piece(run.text, self._style(run.look) + meta) for run in passage.line(row)]
            made.append(line)
            lead = " " * cell_len(lead)
        if block.end:
            used = sum(piece.cell_length for piece in made[0])
            room = max(1, self._width - used - cell_len(block.end))
            made[0].append(Piece(" " * room + block.end, self._style("muted")))
        return made

    @property
    def _width(self) -> int:
        """Beside the scrollbar, which has its place whether it is there or not."""
        return self.scrollable_content_region.width

    def _style(self, look: str) -> Style:
        return self.get_component_rich_style(f"panel--{look}")

    @on(Click)
    def _pick(self, event: Click) -> None:
        if (choice := event.style.meta.get("choice")) is not None:
            self.post_message(self.Picked(choice))


def _noted(shown: Shown) -> list[Block]:
    """What editors noted of the segment."""
    notes = shown.notes
    said = ["✓ done"] if notes.done else []
    said += [f"scored {notes.score:.0f} by hand"] if notes.score is not None else []
    blocks = [Block([Run(", ".join(said), "decision")], "Segment ", "muted")] if said else []
    for comment in notes.comments:
        who = f"{seen(comment.reviewer)}: " if comment.reviewer else ""
        blocks.append(Block([Run(who + seen(comment.reason))], "Comment ", "muted"))
    return blocks


def _kind(item: Item) -> list[Run]:
    finding = item.finding
    if item.stands_for_rewrite:
        return [Run(f"{mark(item)} rewritten", "decision")]
    return [
        Run(f"{mark(Item(finding))} {finding.severity}", str(finding.severity)),
        Run(f"  {finding.rule}"),
        Run(f"  {finding.confidence:.0%}", "muted"),
    ]


def _decision(item: Item) -> Sequence[str]:
    """What was decided, and by whom."""
    if item.state is State.OPEN or item.stands_for_rewrite:
        return []
    said = [f"{mark(item)} {item.state}"]
    if item.edit is not None:
        said.append(f"“{seen(item.edit.text)}”" if item.edit.text else "deleted")
    if item.decision is not None and item.decision.reason:
        said.append(f"({seen(item.decision.reason)})")
    if item.decision is not None and item.decision.reviewer:
        said.append(f"by {seen(item.decision.reviewer)}")
    return [" ".join(said)]
