"""Decisions on the chosen finding, and undo."""

from collections.abc import Callable

from mtreview.model import Decision, Edit, Scope
from mtreview.outcomes import Item
from mtreview.review.desk import Desk
from mtreview.tui.bench import QUOTED, Bench

_SCOPES = (Scope.HERE, Scope.TEXT, Scope.RULE)
_REACH = ("here", "this text everywhere", "this rule")


def accept(bench: Bench) -> None:
    """Take the chosen suggestion."""
    offers, choice = bench.place.offers, bench.place.choice
    if offers:
        bench.decide(lambda desk, at, spent: desk.take(at, offers[choice], spent))
    else:
        bench.decide(lambda desk, at, spent: desk.accept(at, choice, spent))


def let_stand(bench: Bench) -> None:
    """Let the text stand."""
    bench.decide(lambda desk, at, spent: desk.dismiss(at, "", spent))


def let_stand_for(bench: Bench) -> None:
    """Let the text stand, and say why and how far."""

    def then(reason: str, choice: int) -> None:
        why, scope = reason.strip(), _SCOPES[choice]
        bench.decide(lambda desk, at, spent: desk.dismiss(at, why, spent, scope))

    bench.ask("Why it stands:", then, choices=_REACH)


def edit(bench: Bench) -> None:
    """Write by hand what replaces the finding."""
    if (item := bench.place.item) is None:
        return
    draft = _draft(bench, item)
    old = " ".join(bench.desk.words(item, draft.span).split())
    short = old if len(old) <= QUOTED else old[: QUOTED - 1] + "…"
    question = f"Instead of “{short}”" if old else "Insert here"
    bench.ask(question, lambda text, _choice: _edited(bench, text), draft.text)


def _draft(bench: Bench, item: Item) -> Edit:
    """What the field begins with: the edit as it is, the chosen suggestion, or the text."""
    if item.edit is not None and item.edit.text:
        return item.edit
    offers = bench.place.offers
    if offers and offers[bench.place.choice].text:
        return offers[bench.place.choice].edit
    span = item.finding.span
    return Edit(span, bench.desk.words(item, span))


def _edited(bench: Bench, text: str) -> None:
    if (item := bench.place.item) is None:
        return
    span = _draft(bench, item).span
    # Written by hand or not, it is the same; and a suggested deletion knows how far it goes.
    same = [o for o in bench.place.offers if o.edit == Edit(span, text) or not (o.text or text)]
    if same:
        bench.decide(lambda desk, at, spent: desk.take(at, same[0], spent))
    elif text == bench.desk.words(item, span).replace("\r\n", "\n"):
        bench.say("That is what stands there: d dismisses the finding.")
    else:
        bench.decide(lambda desk, at, spent: desk.edit(at, text, spent, span))


def undo(bench: Bench) -> None:
    """Take back the latest decision."""
    _turn(bench, "undone", "undo", Desk.undo)


def redo(bench: Bench) -> None:
    """Bring back what was undone last."""
    _turn(bench, "redone", "redo", Desk.redo)


def _turn(bench: Bench, done: str, name: str, turn: Callable[[Desk], Decision | None]) -> None:
    desk = bench.desk
    turned: list[Decision | None] = []
    with bench.holding():
        worked = bench.attempt(lambda: turned.append(turn(desk)))
    if not worked:
        return
    if (decision := turned[0]) is None:
        bench.say(f"There is nothing to {name}.")
        return
    bench.check_rewritten()
    index = desk.index(decision)
    if index is None and (segment := desk.segment(decision)) is not None:
        bench.go_to_segment(segment)
    else:
        bench.go(index if index is not None else bench.place.at)
    whose = decision.reviewer if decision.reviewer != bench.job.session.reviewer else ""
    by = f" by {whose}" if whose else ""
    what = decision.quoted or decision.text
    bench.say(f"{done.capitalize()}: {decision.action} of “{what[:QUOTED]}”{by}.")
