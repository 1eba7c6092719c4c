"""The ways through a document: from finding to finding, by segment, by number, by words."""

from mtreview.review import walk
from mtreview.review.desk import Refused
from mtreview.review.filter import parse
from mtreview.tui.bench import Bench
from mtreview.tui.panel import Panel


def step(bench: Bench, by: int) -> None:
    """Go to the next finding that fits the filter, decided or not; before, if `by` is -1."""
    desk, place = bench.desk, bench.place
    if not desk.items:
        return
    at = place.at
    if at is None:  # at a segment without findings: the nearest ones stand around it
        at = walk.before(desk.items, place.segment) + (by < 0)
    following = walk.seek(desk.items, at, by, place.fits or (lambda _item: True))
    bench.go(following)
    if following is None:
        bench.say(f"No finding fits “{place.filter}”: f changes the filter.")


def next_open(bench: Bench) -> None:
    """Go to the next finding that is not decided."""
    desk, place = bench.desk, bench.place
    if desk.items:
        before = walk.before(desk.items, place.segment)
        bench.advance(before if place.at is None else place.at)


def step_segment(bench: Bench, by: int) -> None:
    """Go to the next segment, whether anything was found in it or not."""
    last = len(bench.job.document.segments) - 1
    bench.go_to_segment(max(0, min(bench.place.segment + by, last)))


def choose(bench: Bench, choice: int) -> None:
    """Choose a suggestion."""
    if choice < len(bench.place.offers):
        bench.place.choice = choice
        bench.point()


def cycle(bench: Bench) -> None:
    """Choose the suggestion that follows, around the end."""
    if offers := bench.place.offers:
        choose(bench, (bench.place.choice + 1) % len(offers))


def scroll_panel(bench: Bench, by: int) -> None:
    """Move the panel by lines."""
    bench.screen.query_one(Panel).scroll_relative(y=by, animate=False)


def narrow(bench: Bench) -> None:
    """Step only on some findings."""

    def then(words: str, _choice: int) -> None:
        fits, place = parse(words), bench.place
        place.fits, place.filter = fits, " ".join(words.split())
        bench.show()
        if fits is not None and (place.item is None or not fits(place.item)):
            step(bench, 1)

    question = "Only findings that are (rule, category, major+, open, >80%; nothing: all)"
    bench.ask(question, then, bench.place.filter)


def jump(bench: Bench) -> None:
    """Go to a segment by its number."""
    last = len(bench.job.document.segments)

    def then(number: str, _choice: int) -> None:
        if not number.strip().isdecimal() or not 1 <= int(number) <= last:
            raise Refused(f"there is no segment {number.strip() or 'without a number'}")
        bench.go_to_segment(int(number) - 1)

    bench.ask(f"Go to segment (1 to {last:,})", then)


def search(bench: Bench) -> None:
    """Go to the next segment that holds some words."""

    def then(words: str, _choice: int) -> None:
        if words.strip():
            bench.looked_for = words.strip()
            bench.go_to_segment(_holding(bench, bench.looked_for))

    bench.ask("Find in the text and its source", then, bench.looked_for)


def _holding(bench: Bench, words: str) -> int:
    """The next segment that holds the words, around the end."""
    segments, wanted = bench.job.document.segments, words.casefold()
    for step in range(1, len(segments) + 1):
        at = (bench.place.segment + step) % len(segments)
        source = segments[at].source or ""
        if wanted in bench.desk.segment_text(at).casefold() or wanted in source.casefold():
            return at
    raise Refused(f"“{words}” is not in this document")
