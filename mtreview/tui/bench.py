"""The bench: a document on the screen, and what every command does between a key and that screen.

The commands are functions of a bench (`commands`); it shows where they lead, asks what they want to
know, and says in one line why something could not be done.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from textual.screen import Screen

from mtreview.errors import MtreviewError
from mtreview.model import Decision
from mtreview.outcomes import Item
from mtreview.review import walk
from mtreview.review.desk import Desk, Refused
from mtreview.review.standing import Standing
from mtreview.tui import sight, themes
from mtreview.tui.bars import Headline, KeyBar
from mtreview.tui.checker import Rewritten
from mtreview.tui.job import Job
from mtreview.tui.page import Page
from mtreview.tui.panel import Panel
from mtreview.tui.place import Place
from mtreview.tui.prompt import Prompt, Then

QUOTED = 44  # characters of a text that are quoted in a line about it


class Bench:
    """One document, where one is in it, and the widgets that show it."""

    def __init__(self, screen: Screen[None], job: Job, jobs: Sequence[Job] = ()) -> None:
        """Lay out a document, one of `jobs` if it was opened from their list."""
        self.screen = screen
        self.job = job
        self.from_list = bool(jobs)
        self.jobs = jobs or (job,)
        self.place = Place(job)
        self.looked_for = ""
        self.held: Item | None = None  # what was chosen last, whatever came since
        self._had_lost = False

    @property
    def desk(self) -> Desk:
        """The desk; Refused while there is none."""
        if self.job.desk is None:
            raise Refused("the document is still being read")
        return self.job.desk

    @property
    def page(self) -> Page:
        """The text."""
        return self.screen.query_one(Page)

    @property
    def prompt(self) -> Prompt:
        """The question below the text."""
        return self.screen.query_one(Prompt)

    @property
    def notice(self) -> str:
        """What is said at the moment."""
        return self.screen.query_one(KeyBar).notice

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Say something in the place of the keys."""
        self.screen.query_one(KeyBar).say(words, wrong=wrong)

    # What is shown

    def show(self, changed: Iterable[int] = ()) -> None:
        """Show where the document stands; `changed` are the segments to set again."""
        desk, standing = self.job.desk, self.job.standing
        if desk is None or standing is None:
            return
        if changed := list(changed):
            self._set(desk, standing, changed)
        headline = sight.headline(self.job, desk, self.place.filter)
        self.screen.query_one(Headline).show(*headline)
        if bool(desk.lost) != self._had_lost:
            self._had_lost = bool(desk.lost)
            self.screen.refresh_bindings()

    def show_all(self) -> None:
        """Set every segment again."""
        self.show(range(len(self.job.document.segments)))

    def show_view(self) -> None:
        """Show the view that the page turned to."""
        if self.job.standing is not None:
            self._set(self.desk, self.job.standing)

    def _set(self, desk: Desk, standing: Standing, changed: Iterable[int] = ()) -> None:
        def label(segment: int) -> tuple[str, str]:
            return sight.label(desk, standing, segment)

        self.page.show(changed, standing.of, label, desk.segment_text)

    def point(self) -> None:
        """Show the chosen finding, or the chosen segment, on the page and in the panel."""
        desk, standing, place = self.job.desk, self.job.standing, self.place
        panel = self.screen.query_one(Panel)
        self.say("")
        if desk is None or standing is None or not self.job.document.segments:
            panel.say("There is no text to review in here.")
            return
        self.held = place.item
        address = None if place.at is None else standing.address(place.at)
        self.page.choose(place.segment, address)
        if not desk.items and place.segment == 0:
            panel.say("No findings: nothing here reads like machine translation.")
            return
        panel.show(sight.shown(place, desk, few_colours=themes.few_colours(self.screen.app)))

    # Going

    def go(self, index: int | None) -> None:
        """Choose a finding, if there is one to choose, and show it."""
        if index is not None:
            self.place.go(index)
        self.point()

    def go_to_segment(self, segment: int) -> None:
        """Choose a segment and show it."""
        self.place.go_to_segment(segment)
        self.point()
        self.screen.refresh_bindings()

    def advance(self, after: int) -> None:
        """Go to the next open finding after an index, of those that fit the filter."""
        desk, place = self.desk, self.place
        following = walk.next_open(desk.items, after, place.fits)
        self.go(following)
        if following is None and place.fits is not None and desk.counts.open:
            self.say(f"Nothing that fits “{place.filter}” is left open: f changes the filter.")
        elif following is None:
            self.say("Nothing is left open: x writes the corrected text.")

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Stay at the same finding while items come and go, else as near to it as can be."""
        held = self.place.item
        yield
        if self.job.standing is not None:
            self.show(self.job.standing.update())
            if held is not None:
                self.place.find_again(held)

    # Deciding

    def decide(self, decide: Callable[[Desk, int, int], Decision]) -> None:
        """Make a decision on the chosen finding; go on to the next open one.

        `decide` is given the desk, the finding's index and the milliseconds spent on it.
        """
        desk, at, spent = self.desk, self.place.at, self.place.spent()
        if at is None:
            return
        with self.holding():
            failure = failing(lambda: decide(desk, at, spent))
        if failure:
            self.point()
            self.say(failure, wrong=True)
            return
        self.place.note_effort()
        self.check_rewritten()
        self.advance(self.place.at if self.place.at is not None else -1)

    def decide_on_segment(self, decide: Callable[[], Decision]) -> bool:
        """Make a decision on the segment; stay there; tell whether it could be made."""
        segment = self.place.segment
        with self.holding():
            failure = failing(decide)
        self.show({segment})
        if not failure:
            self.place.note_effort()
            self.check_rewritten()
            if self.place.at is None:
                self.place.at = walk.first(self.desk.items, segment)
        self.point()
        self.screen.refresh_bindings()
        self.say(failure, wrong=bool(failure))
        return not failure

    def check_rewritten(self) -> None:
        """Have what was written anew checked."""
        if self.job.desk is not None and self.job.desk.pending():
            self.screen.post_message(Rewritten(self.job))

    def attempt(self, work: Callable[[], object]) -> bool:
        """Do what may fail for reasons that the editor can act on; say so where it does."""
        if failure := failing(work):
            self.say(failure, wrong=True)
        return not failure

    def ask(
        self,
        question: str,
        then: Then,
        text: str = "",
        choices: Sequence[str] = (),
        *,
        many: bool = False,
    ) -> None:
        """Ask for a text, and do with it what comes then."""
        self.say("")
        self.page.can_focus = False
        self.prompt.ask(question, then, text, choices, many=many)
        self.screen.refresh_bindings()


def failing(work: Callable[[], object]) -> str:
    """Do something; return why it could not be done, "" if it could."""
    try:
        work()
    except MtreviewError as error:
        return str(error)
    return ""
