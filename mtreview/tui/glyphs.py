"""The characters that say by shape what a colour says too, and the safe form of any text."""

from mtreview.model import Severity
from mtreview.outcomes import Item, State
from mtreview.report.text import MARKS, visible

STATES = {State.ACCEPTED: "✓", State.EDITED: "✎", State.DISMISSED: "×"}
_WORST_FIRST = tuple(reversed(Severity))
CARET = "‸"  # stands where words are missing
# Nothing to see on paper, but a terminal may give them a column, and an editor wants to know.
_HIDDEN = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff\u061c"), "\ufffd") | {0xAD: "¬"}


def mark(item: Item) -> str:
    """The character before a finding in the text: its severity, or what was decided."""
    return STATES.get(item.state) or MARKS[item.finding.severity]


def look(item: Item) -> str:
    """The name of the style of a finding in the text."""
    return (item.finding.severity if item.state is State.OPEN else item.state).value


def seen(text: str) -> str:
    """The text on one line, as many characters as before, none of which drives a terminal."""
    return text if text.isprintable() else visible(text).translate(_HIDDEN)


def worst(items: list[Item]) -> Severity | None:
    """The highest severity of the items still open."""
    found = {item.finding.severity for item in items if item.state is State.OPEN}
    return next((severity for severity in _WORST_FIRST if severity in found), None)
