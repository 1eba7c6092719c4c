"""A corpus through a sieve: rows that are kept go one way, the others another, with the reasons."""

from collections import Counter
from typing import Any, BinaryIO

from mtreview.choosing.entries import Entries, Entry
from mtreview.choosing.filtering import Conditions, reasons
from mtreview.corpus.rows import FIELDS, Reject
from mtreview.report.jsonl import dumps
from mtreview.report.text import plural

_TOLD = 8  # kinds of reasons


class Sieve:
    """Where rows go, and how many went where for which reason.

    A row that is kept is written as it came, or as JSON where it came in no line, and its source
    to `sources` if that is given; one that is dropped as a line of JSON with the reasons, its place
    and its fields.
    """

    def __init__(
        self,
        corpus: Entries,
        conditions: Conditions,
        kept: BinaryIO,
        dropped: BinaryIO | None = None,
        sources: BinaryIO | None = None,
    ) -> None:
        self.kept = self.dropped = 0
        self._corpus, self._conditions = corpus, conditions
        self._good, self._rest, self._sources = kept, dropped, sources
        self._kinds: Counter[str] = Counter()

    def sift(self) -> None:
        """Write every row to where it belongs; InputError for one without the scores asked for."""
        for entry in self._corpus:
            self._take(entry)
        if not self.kept:
            self._good.write(self._corpus.head)

    def _take(self, entry: Entry | Reject) -> None:
        if isinstance(entry, Reject):
            self._drop({"no row": entry.reason}, {"line": entry.number})
            return
        if entry.scores is None and self._conditions.needs_scores:
            raise self._corpus.unscored(entry)
        if told := reasons(self._conditions, entry):
            self._drop(told, {"line": entry.row.number, **fields_of(entry)})
        else:
            self._keep(entry)

    def _keep(self, entry: Entry) -> None:
        if not self.kept:
            self._good.write(self._corpus.head)
        self.kept += 1
        line = entry.line or dumps(fields_of(entry)).encode()
        self._good.write(line if line.endswith(b"\n") else line + b"\n")
        if self._sources is not None:
            self._sources.write(f"{entry.row.src or ''}\n".encode())

    def _drop(self, told: dict[str, str], fields: dict[str, Any]) -> None:
        self.dropped += 1
        self._kinds.update(told.keys())
        if self._rest is not None:
            line = dumps({"reasons": list(told.values()), **fields})
            self._rest.write(f"{line}\n".encode())

    def said(self) -> str:
        """What was kept and dropped, in a line."""
        kept = f"kept {self.kept:,} of {plural(self.kept + self.dropped, 'row')}"
        kinds = [f"{kind} {count:,}" for kind, count in self._kinds.most_common(_TOLD)]
        if len(self._kinds) > _TOLD:
            kinds.append("...")
        return f"{kept}; dropped {self.dropped:,}: {', '.join(kinds)}" if self.dropped else kept


def fields_of(entry: Entry) -> dict[str, Any]:
    """The fields of a row that are known, and its scores."""
    known = {name: getattr(entry.row, name, None) for name in FIELDS}
    fields = {name: value for name, value in known.items() if value is not None}
    if entry.scores is not None:
        fields |= {"quality": entry.scores.quality, "mqm": entry.scores.mqm}
    return fields
