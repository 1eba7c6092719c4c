"""The table of documents: its columns, what they show of a document, and its orders."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from mtreview.model import Severity
from mtreview.report.text import MARKS
from mtreview.tui.glyphs import seen
from mtreview.tui.job import Job

_SEVERITIES = (Severity.CRITICAL, Severity.MAJOR, Severity.MINOR)
_WIDE = 110  # columns of a terminal that has room for all figures
Key = Callable[[Job], tuple[float | str, ...]]


def _quality(job: Job) -> tuple[float | str, ...]:
    return (job.standing.score.quality if job.standing else 101.0, job.path.name)


def _open(job: Job) -> tuple[float | str, ...]:
    return (-job.desk.counts.open if job.desk else 1, job.path.name)


def _touched(job: Job) -> tuple[float | str, ...]:
    when = datetime.fromisoformat(job.touched).timestamp() if job.touched else 0.0
    return (-when, job.path.name)


ORDERS: dict[str, Key] = {
    "worst first": _quality,
    "most open first": _open,
    "last touched first": _touched,
    "by name": lambda job: (str(job.path),),
}
SHOWN: dict[str, Callable[[Job], bool]] = {
    "all": lambda _job: True,
    "with open findings": lambda job: job.desk is None or job.desk.counts.open > 0,
    "begun": lambda job: bool(job.touched),
    "not begun": lambda job: not job.touched,
}


def named(key: str, action: str, label: str, words: str, shown: str | None = None) -> Binding:
    """A key with its label in the key bar ("": none), its words in the help, and a name."""
    name = f"list_{action.removeprefix('cursor_')}"
    return Binding(key, action, label or words, bool(label), shown, tooltip=words, id=name)


class Documents(DataTable[Text], inherit_bindings=False):
    """The table, with the keys that move in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        named("n,down,j", "cursor_down", "next", "go to the next document"),
        named("p,up,k", "cursor_up", "prev", "go to the document before"),
        named("enter,a", "select_cursor", "open", "open the document"),
        named("pagedown,space", "page_down", "", "page down"),
        named("pageup", "page_up", "", "page up"),
        named("home,g", "scroll_top", "", "first document"),
        named("end,G", "scroll_bottom", "", "last document"),
    ]

    def __init__(self) -> None:
        super().__init__(cursor_type="row")
        self._names: list[str] = []

    def fill(self, jobs: Sequence[Job], width: int) -> None:
        """List documents, with as many columns as a terminal of a width has room for."""
        self._lay_columns(width)
        self.clear()
        for job in jobs:
            row = _row(job)
            self.add_row(*(row[name] for name in self._names))

    def _lay_columns(self, width: int) -> None:
        marks = [MARKS[severity] for severity in _SEVERITIES]
        few = ["Quality", *marks, "Open", "Done", "Document"]
        wanted = (
            few if width < _WIDE else ["Quality", "MQM", "Words", *few[1:-1], "Touched", "Document"]
        )
        if wanted == self._names:
            return
        self._names = wanted
        self.clear(columns=True)
        for name in wanted:
            if name == "Document":
                self.add_column(Text(name))
            else:
                size = 12 if name == "Touched" else max(len(name), 6)
                self.add_column(Text(name, justify="right"), width=size)


def _row(job: Job) -> dict[str, Text]:
    """What is known of a document, by column."""
    quality, penalty, still_open = job.figures
    name = Text(seen(job.document.name), no_wrap=True, overflow="ellipsis")
    done, by_severity = "—" if job.failure else "…", dict.fromkeys(_SEVERITIES, "")
    words = ""
    if job.desk is not None and job.standing is not None:
        counts = job.desk.counts
        done = f"{100 * (counts.total - counts.open) // counts.total}%" if counts.total else "100%"
        by_severity = {s: f"{counts.open_by_severity[s] or ''}" for s in _SEVERITIES}
        words = f"{job.standing.score.words:,}"
    if job.failure:
        name.append(f"  {seen(job.failure)}", "italic")
    figures = {
        "Quality": quality,
        "MQM": penalty,
        "Words": words,
        **{MARKS[severity]: count for severity, count in by_severity.items()},
        "Open": still_open,
        "Done": done,
        "Touched": _when(job.touched),
    }
    return {
        **{key: Text(value, justify="right") for key, value in figures.items()},
        "Document": name,
    }


def _when(touched: str) -> str:
    """A time as people write it, in their own zone."""
    if not touched:
        return "—"
    return datetime.fromisoformat(touched).astimezone().strftime("%d %b %H:%M")
