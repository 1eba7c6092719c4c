"""The keys of the desk: each is a command, with its words in the key bar and in the help."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from textual.binding import Binding

from mtreview.tui.bench import Bench
from mtreview.tui.commands import decisions, lists, moves, segments, several, texts
from mtreview.tui.panel import MOST

Can = Callable[[Bench], bool | None]  # None: not now, but the key stays in sight


@dataclass(frozen=True, slots=True)
class Command:
    """A key, what it does, and when that can be done.

    `label` stands in the key bar ("": nowhere), `words` in the help; `shown` is how the key is
    written there if not by its name.
    """

    key: str
    name: str
    do: Callable[[Bench], None]
    label: str
    words: str
    can: Can
    shown: str | None = None


def _with_text(bench: Bench) -> bool | None:
    """There is a text, and it was read."""
    return True if bench.job.desk is not None and bench.job.document.segments else None


def _always(_bench: Bench) -> bool:
    return True


def _when_read(bench: Bench) -> bool | None:
    return True if bench.job.desk is not None else None


def _with_findings(bench: Bench) -> bool | None:
    return _with_text(bench) and (True if bench.desk.items else None)


def _at_finding(bench: Bench) -> bool | None:
    return _with_text(bench) and (True if bench.place.at is not None else None)


def _with_lost(bench: Bench) -> bool:
    return bench.job.desk is not None and bool(bench.job.desk.lost)


def _from_list(bench: Bench) -> bool:
    return bench.from_list


def _back(bench: Bench) -> None:
    bench.screen.dismiss()


_CHOICES = [
    Command(
        f"{n + 1}", f"choose_{n + 1}", partial(moves.choose, choice=n), "choose" * (not n),
        "choose a suggestion" * (not n), _at_finding, f"1-{MOST}" if not n else None,
    )
    for n in range(MOST)
]  # fmt: skip
_ALL = (
    Command("n,down,j", "next", partial(moves.step, by=1), "next", "go to the next finding",
            _with_findings),
    Command("p,up,k", "previous", partial(moves.step, by=-1), "prev", "go to the finding before",
            _with_findings),
    Command("o", "next_open", moves.next_open, "open", "go to the next open finding",
            _with_findings),
    Command("a,enter", "accept", decisions.accept, "accept", "accept the suggestion and go on",
            _at_finding),
    *_CHOICES,
    Command("tab", "cycle", moves.cycle, "other", "choose the next suggestion", _at_finding),
    Command("e", "edit", decisions.edit, "edit", "edit by hand and go on", _at_finding),
    Command("d", "dismiss", decisions.let_stand, "dismiss", "dismiss and go on", _at_finding),
    Command("D", "reason", decisions.let_stand_for, "reason", "dismiss with a reason",
            _at_finding),
    Command("u", "undo", decisions.undo, "undo", "undo, as often as you like", _with_text),
    Command("r", "redo", decisions.redo, "redo", "redo what was undone", _with_text),
    Command("x", "export", texts.export, "export", "write the corrected text", _when_read),
    Command("escape", "back", _back, "list", "go back to the list", _from_list, "esc"),
    Command("E", "rewrite", segments.rewrite, "rewrite", "write the whole segment anew",
            _with_text),
    Command("m", "done", segments.done, "done",
            "mark the segment as done, or not, and go on", _with_text),
    Command("c", "comment", segments.comment, "comment", "comment on the segment", _with_text),
    Command("i", "add", segments.add, "add", "add a finding by hand", _with_text),
    Command("s", "score", segments.score, "score", "score the segment by hand", _with_text),
    Command("b", "bulk", several.of_rule, "bulk", "decide on all open findings of this rule",
            _at_finding),
    Command("B", "bulk_everywhere", several.of_rule_everywhere, "bulk all",
            "decide on all of this rule in every document", _at_finding),
    Command("S", "bulk_safe", several.safe, "safe", "accept what is safe, after a look",
            _with_text),
    Command("w", "whole", several.whole, "whole", "accept all that goes together in the segment",
            _with_text),
    Command("f", "filter", moves.narrow, "filter", "step only on some findings", _with_text),
    Command("slash", "search", moves.search, "search", "find words", _with_text, "/"),
    Command("colon", "jump", moves.jump, "jump", "go to a segment by its number", _with_text, ":"),
    Command("v", "view", texts.view, "view",
            "show the changes, before and after, or the findings", _with_text),
    Command("y", "copy", texts.copy, "copy", "copy the corrected text", _with_text),
    Command("P", "paste", texts.paste, "paste", "paste a text in: a new document", _always),
    Command("M", "memory", lists.memory, "memory", "list what is dismissed beyond one place",
            _with_text),
    Command("R", "rules", lists.rules, "rules", "list the rules, and switch them off",
            _with_text),
    Command("l", "lost", lists.lost, "lost", "list the decisions that lost their place",
            _with_lost),
    Command("right_square_bracket", "next_segment", partial(moves.step_segment, by=1), "segment",
            "go to the next segment", _with_text, "]"),
    Command("left_square_bracket", "previous_segment", partial(moves.step_segment, by=-1), "",
            "go to the segment before", _with_text, "["),
    Command("shift+down", "scroll_down", partial(moves.scroll_panel, by=1), "panel",
            "scroll the panel down", _with_text),
    Command("shift+up", "scroll_up", partial(moves.scroll_panel, by=-1), "",
            "scroll the panel up", _with_text),
)  # fmt: skip
COMMANDS = {command.name: command for command in _ALL}


def bindings() -> Iterator[Binding]:
    """Yield each command as a key of the screen; its name is what mtreview.toml knows it by."""
    for command in _ALL:
        yield Binding(
            command.key,
            f"do('{command.name}')",
            command.label or command.words,
            show=bool(command.label),
            key_display=command.shown,
            tooltip=command.words,
            id=f"desk-{command.name}",
        )
