"""Where a text quotes somebody: such words are never changed unseen."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from mtreview.model import Span
from mtreview.tokens import Reading, once

_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"'}
_SINGLE = frozenset("‘'")
_CUT_OFF = frozenset("em tis twas til till cause bout round n cos".split())  # with an apostrophe
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


def _within(reading: Reading, marks: Sequence[int], paragraph: Span) -> list[Span]:
    spans: list[Span] = []
    n = 0
    while n < len(marks):
        i, word = marks[n], reading.words[marks[n]]
        n += 1
        if word in _SINGLE:
            end = _single_end(reading, marks, n - 1)
            if end is None:
                continue  # an apostrophe
        elif word in _PAIRS:
            closers = (m for m in range(n, len(marks)) if reading.words[marks[m]] in _PAIRS[word])
            end = next(closers, len(marks))
        else:
            if word in "”»" and not spans:
                spans.append(Span(paragraph.start, reading.starts[i]))
            continue
        stop = reading.starts[marks[end]] if end < len(marks) else paragraph.end
        spans.append(Span(reading.ends[i], stop))
        n = end + 1
    return spans


def _single_end(reading: Reading, marks: Sequence[int], n: int) -> int | None:
    """Which of the marks closes a single one; None where none does, or where it opens nothing.

    The last one before another opens: those before it may be the apostrophes of plurals.
    """
    if not _opens(reading, marks[n]):
        return None
    end = None
    for m in range(n + 1, len(marks)):
        if reading.words[marks[m]] in _SINGLE and _opens(reading, marks[m]):
            break
        if reading.words[marks[m]] in "'’" and _closes(reading, marks[m]):
            end = m
    return end


def _opens(reading: Reading, i: int) -> bool:
    """Whether a single mark stands before a word and behind none; “’90s” and “’em” open nothing."""
    start, end = reading.starts[i], reading.ends[i]
    before, after = reading.text[start - 1 : start], reading.text[end : end + 1]
    cut_off = i + 1 < len(reading) and reading.lower[i + 1] in _CUT_OFF
    return not before.isalnum() and after.isalpha() and not cut_off


def _closes(reading: Reading, i: int) -> bool:
    """Whether a single mark stands behind something and before no word."""
    start, end = reading.starts[i], reading.ends[i]
    return not reading.text[start - 1].isspace() and not reading.text[end : end + 1].isalnum()
