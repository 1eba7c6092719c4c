"""What people marked in a document, as other tools of annotation write and read it.

Pearmut's spans are of characters within a segment, and their ends are inclusive. Google's MQM
tables have a row a fault, which stands between <v> and </v> in its segment. A place where something
is missing has no character of its own: there the one before it is marked.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from mtreview.errors import InputError
from mtreview.model import Document, Severity, Span
from mtreview.outcomes import Item, State
from mtreview.review.desk import Desk
from mtreview.review.fold import BY_HAND

SYSTEM = "mt"
COLUMNS = (
    *("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity"),
)
_NONE = "No-error"
_OPEN, _CLOSE = "<v>", "</v>"


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault that somebody marked: its segment, the span within that, what it is, who said so."""

    segment: int
    span: Span
    category: str
    severity: Severity
    reviewer: str = ""


def marks(desk: Desk, *, with_open: bool = False) -> list[Mark]:
    """Return the faults that editors confirmed or added; if that is wanted, what is open too."""
    made = []
    for item in desk.as_it_came():
        if item.state is State.DISMISSED or not (with_open or _is_confirmed(desk, item)):
            continue
        segment = desk.document.segments[item.finding.segment].span
        start = min(max(item.finding.span.start, segment.start), segment.end)
        end = min(max(item.finding.span.end, start), segment.end)
        who = item.decision.reviewer if item.decision else ""
        finding = item.finding
        span = Span(start, end).shift(-segment.start)
        made.append(Mark(finding.segment, span, finding.category, finding.severity, who))
    return made


def _is_confirmed(desk: Desk, item: Item) -> bool:
    return (
        item.state in (State.ACCEPTED, State.EDITED)
        or item.finding.rule == BY_HAND
        or desk.rewritten(item.finding.segment) is not None
    )


def _seen(span: Span, length: int) -> Span:
    """A span of at least one character, if there is one."""
    if span.start < span.end or not length:
        return span
    start = max(0, span.start - 1)
    return Span(start, start + 1)


def pearmut(documents: Iterable[tuple[Document, Sequence[Mark]]], campaign: str) -> str:
    """Return a campaign with the marks as pre-filled spans."""
    data = [[_item(document, found, n) for n in range(len(document.segments))]
            for document, found in documents]  # fmt: skip
    info = {
        "assignment": "task-based",
        "protocol": "MQM",
        "mqm_severities": [str(severity).capitalize() for severity in Severity],
    }
    whole = {"info": info, "campaign_id": campaign, "data": [data]}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _item(document: Document, found: Sequence[Mark], index: int) -> dict[str, Any]:
    segment = document.segments[index]
    text = segment.span.of(document.text)
    spans = []
    for mark in found:
        if mark.segment == index:
            span = _seen(mark.span, len(text))
            spans.append(
                {
                    "start_i": span.start,
                    "end_i": span.end - 1,
                    "severity": str(mark.severity),
                    "category": mark.category or None,
                }
            )
    source = {"src": segment.source} if segment.source else {}
    name = f"{document.name}:{index}"
    return {"item_id": name, **source, "tgt": {SYSTEM: text}, "error_spans": {SYSTEM: spans}}


def mqm_table(documents: Iterable[tuple[Document, Sequence[Mark]]]) -> str:
    """Return Google's table: a row a fault, and one for every segment without."""
    out = io.StringIO()
    table = csv.writer(
        out, csv.excel_tab, lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None
    )
    table.writerow(COLUMNS)
    for number, (document, found) in enumerate(documents):
        for segment in document.segments:
            text = segment.span.of(document.text)
            head = (SYSTEM, document.name, number, segment.index)
            own = [mark for mark in found if mark.segment == segment.index]
            for mark in own:
                span = _seen(mark.span, len(text))
                shown = f"{text[: span.start]}{_OPEN}{span.of(text)}{_CLOSE}{text[span.end :]}"
                row = (mark.reviewer, segment.source or "", shown, mark.category, mark.severity)
                table.writerow(map(_cell, (*head, *row)))
            if not own:
                table.writerow(map(_cell, (*head, "", segment.source or "", text, _NONE, _NONE)))
    return out.getvalue()


def _cell(value: object) -> str:
    """A cell without what would end it or its line."""
    return " ".join(str(value).replace("\\", "/").split())


def read_pearmut(text: str, where: str, document: Document) -> list[Mark]:
    """Return the marks on a document's segments in a campaign; InputError if it is none."""
    try:
        found = []
        places = _places(document)
        for item in _items(json.loads(text)):
            for system, spans in (item.get("error_spans") or {}).items():
                index = places.get(item["tgt"][system])
                for span in spans if index is not None else ():
                    place = Span(int(span["start_i"]), int(span["end_i"]) + 1)
                    found.append(_mark(index or 0, place, span["category"], span["severity"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{where} is no campaign of Pearmut ({error!r}): name one") from error
    return found


def _items(entry: Any) -> Iterator[dict[str, Any]]:
    """Every item of a campaign, however deep its lists are."""
    if isinstance(entry, dict) and "tgt" in entry:
        yield entry
    elif isinstance(entry, dict):
        yield from _items(entry["data"])
    else:
        for part in entry:
            yield from _items(part)


def read_mqm_table(text: str, where: str, document: Document) -> list[Mark]:
    """Return the marks on a document's segments in Google's table; InputError if it is none."""
    rows = csv.DictReader(io.StringIO(text), dialect=csv.excel_tab, quoting=csv.QUOTE_NONE)
    if not {"target", "category", "severity"} <= set(rows.fieldnames or ()):
        raise InputError(f"{where} has no columns target, category and severity: name an MQM table")
    found = []
    places = {_cell(words): index for words, index in _places(document).items()}
    for row in rows:
        target = row["target"] or ""
        plain = target.replace(_OPEN, "").replace(_CLOSE, "")
        index = places.get(_cell(plain))
        start, end = target.find(_OPEN), target.find(_CLOSE)
        if index is None or start < 0 or end < start or row["severity"] == _NONE:
            continue
        span = Span(start, end - len(_OPEN))
        found.append(_mark(index, span, row["category"], row["severity"], row.get("rater") or ""))
    return found


def _places(document: Document) -> dict[str, int]:
    """The segments by their text; of those that are alike, the first."""
    places: dict[str, int] = {}
    for segment in document.segments:
        places.setdefault(segment.span.of(document.text), segment.index)
    return places


def _mark(index: int, span: Span, category: Any, severity: Any, reviewer: str = "") -> Mark:
    known = str(severity or Severity.MINOR).lower()
    weight = Severity(known) if known in list(Severity) else Severity.MINOR
    return Mark(index, span, str(category or "Other"), weight, reviewer)
