"""Several findings decided at once, by way of their preview."""

from collections.abc import Sequence

from mtreview.review.desk import Refused
from mtreview.review.whole import whole as together
from mtreview.tui import bulk
from mtreview.tui.bench import Bench
from mtreview.tui.dialogs import Whole
from mtreview.tui.job import Job


def of_rule(bench: Bench) -> None:
    """Decide on the open findings of the chosen one's rule."""
    _offer(bench, [bench.job])


def of_rule_everywhere(bench: Bench) -> None:
    """The same in every document that was checked."""
    _offer(bench, bench.jobs)


def _offer(bench: Bench, jobs: Sequence[Job]) -> None:
    item = bench.place.item
    if item is None or item.stands_for_rewrite:
        return
    rule = item.finding.rule
    rows = bulk.gather(jobs, lambda item: item.finding.rule == rule)
    _preview(bench, rule, rows, f"No finding of {rule} is open.")


def safe(bench: Bench) -> None:
    """Accept what is safe."""
    rows = bulk.gather([bench.job], lambda _item: True, safe=True)
    none = "No open suggestion is safe."
    _preview(bench, "Safe suggestions", rows, none, may_dismiss=False)


def whole(bench: Bench) -> None:
    """Accept what goes together in the segment, after a look at how it reads then."""
    desk, segment = bench.desk, bench.place.segment
    if (found := together(desk, segment)) is None:
        raise Refused("fewer than two open suggestions go together in this segment")

    def then(agreed: bool | None) -> None:
        rows = [
            bulk.Row(bench.job, c.index, desk.items[c.index], c.suggestion) for c in found.choices
        ]
        decide_all(bench, bulk.Answer(accept=True, rows=rows) if agreed else None)

    bench.screen.app.push_screen(Whole(found), then)


def _preview(
    bench: Bench, title: str, rows: Sequence[bulk.Row], none: str, *, may_dismiss: bool = True
) -> None:
    if not rows:
        bench.say(none)
        return

    def then(answer: bulk.Answer | None) -> None:
        decide_all(bench, answer)

    bench.screen.app.push_screen(bulk.Bulk(title, rows, may_dismiss=may_dismiss), then)


def decide_all(bench: Bench, answer: bulk.Answer | None) -> None:
    """Do what was ticked; go on to what is still open."""
    if answer is None:
        bench.say("Nothing was changed.")
        return
    told: list[tuple[int, int]] = []
    with bench.holding():
        worked = bench.attempt(lambda: told.append(bulk.apply(answer)))
    bench.check_rewritten()
    if worked:
        bench.advance(bench.place.at if bench.place.at is not None else -1)
        bench.say(f"{bulk.told(answer, *told[0])} u takes them back together.")
