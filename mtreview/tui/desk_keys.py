"""The keys of the desk: each is an action, with its words in the key bar and in the help."""

from textual.binding import Binding

from mtreview.tui.panel import MOST


def _key(key: str, action: str, label: str, words: str, key_display: str | None = None) -> Binding:
    """A key with its label in the key bar ("": none) and its words in the help."""
    return Binding(
        key, action, label or words, bool(label), key_display, tooltip=words, id=f"desk-{action}"
    )


KEYS = [
    _key("n,down,j", "next", "next", "go to the next finding"),
    _key("p,up,k", "previous", "prev", "go to the finding before"),
    _key("o", "next_open", "open", "go to the next open finding"),
    _key("a,enter", "accept", "accept", "accept the suggestion and go on"),
    _key("1", "choose(0)", "choose", "choose a suggestion", key_display="1-5"),
    *(Binding(f"{n + 1}", f"choose({n})", show=False) for n in range(1, MOST)),
    _key("tab", "cycle", "", "choose the next suggestion"),
    _key("e", "edit", "edit", "edit by hand and go on"),
    _key("d", "let_stand", "dismiss", "dismiss and go on"),
    _key("D", "reason", "reason", "dismiss with a reason"),
    _key("u", "undo", "undo", "undo, as often as you like"),
    _key("r", "redo", "redo", "redo what was undone"),
    _key("x", "export", "export", "write the corrected text"),
    _key("E", "rewrite", "rewrite", "write the whole segment anew"),
    _key("m", "done", "done", "mark the segment as done, or not, and go on"),
    _key("c", "comment", "comment", "comment on the segment"),
    _key("i", "add", "add", "add a finding by hand"),
    _key("s", "score", "score", "score the segment by hand"),
    _key("b", "bulk", "bulk", "decide on all open findings of this rule"),
    _key("B", "bulk_everywhere", "", "decide on all of this rule in every document"),
    _key("S", "bulk_safe", "safe", "accept what is safe, after a look"),
    _key("f", "filter", "filter", "step only on some findings"),
    _key("slash", "search", "search", "find words", "/"),
    _key("colon", "jump", "", "go to a segment by its number", ":"),
    _key("v", "view", "view", "show the changes, the text after, before, or the findings"),
    _key("y", "copy", "copy", "copy the corrected text"),
    _key("M", "memory", "memory", "list what is dismissed beyond one place"),
    _key("R", "rules", "rules", "list the rules, and switch them off"),
    _key("l", "lost", "lost", "list the decisions that lost their place"),
    _key("right_square_bracket", "segment(1)", "", "go to the next segment", "]"),
    _key("left_square_bracket", "segment(-1)", "", "go to the segment before", "["),
    _key("shift+down", "scroll_panel(1)", "", "scroll the panel down"),
    _key("shift+up", "scroll_panel(-1)", "", "scroll the panel up"),
    _key("escape", "back", "list", "go back to the list", key_display="esc"),
]
