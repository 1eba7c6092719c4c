"""What stands on a screen of its own: what is remembered, the rules, decisions without a place."""

from mtreview.tui.bench import Bench
from mtreview.tui.dialogs import Lost
from mtreview.tui.tables import Memories, Rules


def memory(bench: Bench) -> None:
    """List what was dismissed beyond one place."""
    bench.screen.app.push_screen(Memories(bench.desk), lambda _: _look_again(bench))


def rules(bench: Bench) -> None:
    """List the rules with what became of their findings."""
    bench.screen.app.push_screen(Rules(bench.desk, bench.jobs), lambda _: _look_again(bench))


def _look_again(bench: Bench) -> None:
    with bench.holding():
        pass
    bench.point()


def lost(bench: Bench) -> None:
    """List the decisions that no longer find their place."""
    if bench.desk.lost:
        bench.screen.app.push_screen(Lost(bench.desk.lost))
    else:
        bench.say("Every decision has its place.")
