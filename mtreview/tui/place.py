"""Where one is in a document: at which finding or segment, and since when."""

from contextlib import suppress

from mtreview.errors import MtreviewError
from mtreview.model import Suggestion
from mtreview.outcomes import Item
from mtreview.review import walk
from mtreview.review.walk import Fits
from mtreview.tui.job import Job
from mtreview.tui.panel import MOST


class Place:
    """A finding, or a segment of which no finding is chosen; the work on each is noted.

    With a filter only what fits it is stepped on.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self.at: int | None = None
        self.segment = 0
        self.choice = 0
        self.fits: Fits | None = None
        self.filter = ""
        self._since = self._arrived = job.watch.read()

    @property
    def item(self) -> Item | None:
        """The chosen finding."""
        desk = self.job.desk
        return None if desk is None or self.at is None else desk.items[self.at]

    @property
    def offers(self) -> tuple[Suggestion, ...]:
        """What can be accepted for the chosen finding, as many as there are keys for."""
        desk = self.job.desk
        return () if desk is None or self.at is None else desk.offers(self.at)[:MOST]

    def go(self, index: int) -> None:
        """Choose a finding."""
        if self.job.desk is not None:
            self._enter(self.job.desk.items[index].finding.segment)
            self.at = index

    def go_to_segment(self, segment: int) -> None:
        """Choose a segment, and the first finding in it."""
        if self.job.desk is not None:
            self._enter(segment)
            self.at = walk.first(self.job.desk.items, segment)

    def _enter(self, segment: int) -> None:
        if segment != self.segment:
            self.note_effort()
            self.segment = segment
        self.choice, self._since = 0, self.job.watch.read()

    def find_again(self, held: Item) -> None:
        """Choose what was chosen before items came and went, else what is nearest to it."""
        desk, standing = self.job.desk, self.job.standing
        if desk is None or standing is None:
            return
        self.at = standing.again(held, self.at or 0)
        if self.at is not None:
            self.segment = desk.items[self.at].finding.segment

    def spent(self) -> int:
        """The work on the chosen finding since it was chosen, in milliseconds."""
        return self.job.watch.read().since(self._since).milliseconds

    def note_effort(self) -> None:
        """Note the work on the segment up to now."""
        now = self.job.watch.read()
        spent, self._arrived = now.since(self._arrived), now
        desk = self.job.desk
        if desk is not None and spent.keys:
            with suppress(MtreviewError):  # no decision goes with it
                desk.visit(self.segment, spent.milliseconds, spent.keys)

    def leave(self) -> None:
        """Bring to the disk what was noted of the work."""
        self.note_effort()
        if self.job.desk is not None:
            with suppress(MtreviewError):
                self.job.desk.flush()
