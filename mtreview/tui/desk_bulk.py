"""Several findings decided at once, by way of their preview."""

from collections.abc import Sequence

from mtreview.report.text import plural
from mtreview.tui import bulk
from mtreview.tui.desk_segments import DeskSegments
from mtreview.tui.job import Job


class DeskBulk(DeskSegments):
    """Decisions on all findings of a rule, and on all that is safe."""

    def action_bulk(self) -> None:
        """Decide on the open findings of the chosen one's rule."""
        self._offer_bulk([self.job])

    def action_bulk_everywhere(self) -> None:
        """The same in every document that was checked."""
        self._offer_bulk(self.jobs)

    def _offer_bulk(self, jobs: Sequence[Job]) -> None:
        if self._item is None or self._item.stands_for_rewrite:
            return
        rule = self._item.finding.rule
        rows = bulk.gather(jobs, lambda item: item.finding.rule == rule)
        self._preview(rule, rows, f"No finding of {rule} is open.")

    def action_bulk_safe(self) -> None:
        """Accept what is safe."""
        rows = bulk.gather([self.job], lambda _item: True, safe=True)
        self._preview("Safe suggestions", rows, "No open suggestion is safe.", may_dismiss=False)

    def _preview(
        self, title: str, rows: Sequence[bulk.Row], none: str, *, may_dismiss: bool = True
    ) -> None:
        if rows:
            screen = bulk.Bulk(title, rows, may_dismiss=may_dismiss)
            self.app.push_screen(screen, self._decide_all)
        else:
            self._say(none)

    def _decide_all(self, answer: bulk.Answer | None) -> None:
        desk = self.job.desk
        if answer is None or desk is None:
            self._say("Nothing was changed.")
            return
        told: list[tuple[int, int]] = []
        with self._holding():
            worked = self._guarded(lambda: told.append(bulk.apply(answer)))
        self._check_rewritten(desk)
        if worked:
            done, failed = told[0]
            self._advance(desk, self._at if self._at is not None else -1)
            left = f"; {failed} could not be" if failed else ""
            verb = "accepted" if answer.accept else "dismissed"
            self._say(f"{plural(done, 'finding')} {verb}{left}. u takes them back together.")
