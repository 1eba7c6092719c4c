"""The ways through a document: from finding to finding, by segment, by number, by words."""

from textual import on

from mtreview.review.desk import Desk, Refused
from mtreview.review.filter import Fits, parse
from mtreview.tui.desk_view import DeskView
from mtreview.tui.page import Page
from mtreview.tui.panel import Panel
from mtreview.tui.prompt import Prompt


class DeskMoves(DeskView):
    """Moving changes nothing; with a filter only what fits it is stepped on."""

    _fits: Fits | None = None
    _filter = _looked_for = ""

    def _step(self, by: int) -> None:
        desk = self.job.desk
        if desk is None or not desk.items:
            return
        at = self._at
        if at is None:  # at a segment without findings: the nearest ones stand around it
            at = desk.before(self._segment) + (by < 0)
        following = desk.seek(at, by, self._fits or (lambda _item: True))
        self._go(following)
        if following is None:
            self._say(f"No finding fits “{self._filter}”: f changes the filter.")

    def action_next(self) -> None:
        """Go to the next finding, decided or not."""
        self._step(1)

    def action_previous(self) -> None:
        """Go to the finding before."""
        self._step(-1)

    def action_segment(self, by: int) -> None:
        """Go to the next segment, whether anything was found in it or not."""
        last = len(self.job.document.segments) - 1
        if self.job.desk is not None:
            self._go_to_segment(max(0, min(self._segment + by, last)))

    def _go_to_segment(self, segment: int) -> None:
        desk = self.job.desk
        if desk is None:
            return
        self._leave(segment)
        self._at, self._choice, self._since = desk.first(segment), 0, self.stopwatch.read()
        self._point()
        self.refresh_bindings()

    def action_next_open(self) -> None:
        """Go to the next finding that is not decided."""
        desk = self.job.desk
        if desk is not None and desk.items:
            self._advance(desk, desk.before(self._segment) if self._at is None else self._at)

    def _advance(self, desk: Desk, after: int) -> None:
        following = desk.next_open(after, self._fits)
        self._go(following)
        if following is None and self._fits is not None and desk.counts.open:
            self._say(f"Nothing that fits “{self._filter}” is left open: f changes the filter.")
        elif following is None:
            self._say("Nothing is left open: x writes the corrected text.")

    @on(Page.Picked)
    def _pick(self, message: Page.Picked) -> None:
        if self.query_one(Prompt).is_open or self.job.standing is None:
            return
        if message.item is not None:
            self._go(self.job.standing.index(message.item))
        else:
            self._go_to_segment(message.segment)

    @on(Panel.Picked)
    def _pick_choice(self, message: Panel.Picked) -> None:
        if not self.query_one(Prompt).is_open:
            self.action_choose(message.choice)

    def action_choose(self, choice: int) -> None:
        """Choose a suggestion."""
        if choice < len(self._offers):
            self._choice = choice
            self._point()

    def action_cycle(self) -> None:
        """Choose the suggestion that follows, around the end."""
        if self._offers:
            self.action_choose((self._choice + 1) % len(self._offers))

    def action_scroll_panel(self, by: int) -> None:
        """Move the panel by lines."""
        self.query_one(Panel).scroll_relative(y=by, animate=False)

    # Filter, jump, search

    @property
    def _narrowed(self) -> str:
        return f"  [{self._filter}]" if self._filter else ""

    def action_filter(self) -> None:
        """Step only on some findings."""
        question = "Only findings that are (rule, category, major+, open, >80%; nothing: all)"
        self._ask("filter", question, self._filter)

    def action_jump(self) -> None:
        """Go to a segment by its number."""
        self._ask("jump", f"Go to segment (1 to {len(self.job.document.segments):,})")

    def action_search(self) -> None:
        """Go to the next segment that holds some words."""
        self._ask("search", "Find in the text and its source", self._looked_for)

    def _filtered(self, words: str) -> None:
        fits = parse(words)
        self._fits, self._filter = fits, " ".join(words.split())
        self._show(set())
        desk = self.job.desk
        if desk is not None and fits is not None and (self._item is None or not fits(self._item)):
            self._step(1)

    def _jumped(self, number: str) -> None:
        last = len(self.job.document.segments)
        if not number.strip().isdecimal() or not 1 <= int(number) <= last:
            raise Refused(f"there is no segment {number.strip() or 'without a number'}")
        self._go_to_segment(int(number) - 1)

    def _searched(self, words: str) -> None:
        desk, wanted = self.job.desk, words.strip().casefold()
        if desk is None or not wanted:
            return
        self._looked_for = words.strip()
        count = len(self.job.document.segments)
        for step in range(1, count + 1):
            at = (self._segment + step) % count
            source = self.job.document.segments[at].source or ""
            if wanted in desk.segment_text(at).casefold() or wanted in source.casefold():
                self._go_to_segment(at)
                return
        raise Refused(f"“{self._looked_for}” is not in this document")
