"""What the desk shows of its document and of the place where one is, made out of what is known."""

from mtreview.outcomes import Item
from mtreview.report.text import MARKS
from mtreview.review.desk import Desk
from mtreview.review.standing import Standing
from mtreview.tui.glyphs import seen, worst
from mtreview.tui.job import Job
from mtreview.tui.panel import Shown
from mtreview.tui.passage import Run
from mtreview.tui.place import Place


def headline(job: Job, desk: Desk, filtered: str) -> tuple[str, str]:
    """Return the document's name with the filter, and its figures."""
    quality, penalty, still_open = job.figures
    decided = desk.counts.total - desk.counts.open
    figures = [f"quality {quality}", f"MQM {penalty}", f"{still_open} open", f"{decided:,} decided"]
    figures += [f"{len(desk.lost)} lost"] if desk.lost else []
    figures += [job.progress] if job.progress else []
    return job.path.name + (f"  [{filtered}]" if filtered else ""), "   ".join(figures)


def label(desk: Desk, standing: Standing, segment: int) -> tuple[str, str]:
    """Return the state mark and the score of a segment."""
    mine = [item for _, item in standing.of(segment)]
    severity = worst(mine)
    done = "✓" if mine or desk.notes(segment).done else ""
    score = "…" if standing.is_pending(segment) else f"{standing.scores[segment].quality:.0f}"
    return MARKS[severity] if severity else done, score


def shown(place: Place, desk: Desk, *, few_colours: bool) -> Shown:
    """Return what the panel shows: the chosen finding, and what is known of its segment."""
    item, document = place.item, place.job.document
    where = f"segment {place.segment + 1:,}"
    if place.at is not None:
        where = f"{place.at + 1:,}/{len(desk.items):,}"
    segment, rewrite = document.segments[place.segment], desk.rewritten(place.segment)
    before = segment.span.of(document.text)
    return Shown(
        item=item,
        offers=[(offer, desk.words(item, offer.span)) for offer in place.offers] if item else (),
        choice=place.choice,
        place=where,
        source=_source(desk, item, segment.source or "", few_colours=few_colours),
        notes=desk.notes(place.segment),
        rewritten=(before, rewrite.text) if rewrite is not None else None,
    )


def _source(desk: Desk, item: Item | None, source: str, *, few_colours: bool) -> list[Run]:
    """The source, with what the chosen finding stands for marked, if that is told."""
    part = desk.aligned(item) if item is not None else None
    if part is None:
        return [Run(seen(source))] if source else []
    form = "[{}]" if few_colours else "{}"
    marked = Run(form.format(seen(part.of(source))), "aligned")
    return [Run(seen(source[: part.start])), marked, Run(seen(source[part.end :]))]
