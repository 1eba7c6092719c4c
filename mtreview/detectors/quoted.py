"""Where a text quotes somebody: such words are never changed unseen."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from mtreview.model import Span
from mtreview.tokens import Reading, once

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’"}
_MARKS = frozenset("“”«»„‘'\"")  # a straight apostrophe for both, as in `Reading.lower`


def quotation_around(reading: Reading, span: Span) -> Span | None:
    """The quotation that a span lies in or reaches into, without its quotation marks."""
    spans = quotations(reading)
    at = bisect_right(spans, span.start, key=lambda quotation: quotation.end)
    return spans[at] if at < len(spans) and span.overlaps(spans[at]) else None


@once  # rules ask again and again about the document at hand
def quotations(reading: Reading) -> list[Span]:
    """The quoted stretches of the text, without their quotation marks, in order.

    A quotation may run over several segments of its paragraph. One that is opened and not closed
    runs to the paragraph's end; one that is closed and never opened, from its beginning.
    """
    marks = reading.among(_MARKS)
    spans: list[Span] = []
    for group in reading.paragraphs if marks else ():
        first, last = reading.bounds[group[0].index][0], reading.bounds[group[-1].index][1]
        inside = marks[bisect_left(marks, first) : bisect_left(marks, last)]
        if inside:
            spans += _within(reading, inside, Span(group[0].span.start, group[-1].span.end))
    return spans


def _within(reading: Reading, marks: Iterable[int], paragraph: Span) -> list[Span]:
    spans: list[Span] = []
    closing, opened = "", paragraph.start
    for i in marks:
        word = reading.words[i]
        if closing:
            if word in closing:
                spans.append(Span(opened, reading.starts[i]))
                closing = ""
        elif word in _PAIRS or word == '"':
            closing, opened = _PAIRS.get(word, '"'), reading.ends[i]
        elif word in "”»" and not spans:
            spans.append(Span(paragraph.start, reading.starts[i]))
    if closing and closing != "’":
        spans.append(Span(opened, paragraph.end))
    return spans
