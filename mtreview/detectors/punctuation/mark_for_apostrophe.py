"""A quotation mark stands where the apostrophe of a plural should.

Engines cut a text into marks and words and put it together again; an apostrophe that no letter
follows is then taken for a mark that opens a quotation.

    Faulty: He heard of the voters "distrust. The workers “union was founded in May.

    Instead: He heard of the voters' distrust. The workers’ union was founded in May.

Only a mark that is the one of its paragraph counts, behind a plural or a name in -s and before a
small letter; with a source, only if that has no quotation mark. Missed: two of them in a paragraph.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.model import Segment, Severity
from mtreview.tokens import Reading

_MARKS = frozenset('"“')
_QUOTES = re.compile(r"[\"“”„«»‹›「」『』‘]|''|``|,,|(?<!\w)['’]")
_OWNERS = ("NNS", "NNPS", "NNP")


def find(reading: Reading, i: int, _last: int) -> Iterator[Hit]:
    """Judge a mark by the words around it, and by what else its paragraph quotes."""
    first, last = reading.limits(i)
    if not first < i < last - 1 or reading.tags[i - 1] not in _OWNERS:
        return
    before, after = reading.text[reading.starts[i] - 1], reading.text[reading.ends[i]]
    apart = before == " " and after.isalpha()
    owner, owned = reading.words[i - 1], reading.words[i + 1]
    if apart and owner[-1] == "s" and owned[0].islower() and _is_alone(reading, i):
        mark = "'" if reading.words[i] == '"' else "’"
        at = (reading.ends[i - 1], reading.ends[i])
        yield Hit("an apostrophe was taken for a quotation mark", at=at, rewrites=(f"{mark} ",))


def _is_alone(reading: Reading, i: int) -> bool:
    """Whether no mark of the paragraph, of its source or of the next paragraph can be its pair."""
    groups, index = reading.paragraphs, reading.segment(i).index
    n = bisect_right(groups, index, key=lambda group: group[0].index) - 1
    if _marks_in(reading, groups[n]) != 1:
        return False
    sources = [segment.source for segment in groups[n] if segment.source]
    if sources:
        return not any(map(_QUOTES.search, sources))
    return n + 1 == len(groups) or not _marks_in(reading, groups[n + 1])


def _marks_in(reading: Reading, group: Sequence[Segment]) -> int:
    """How many quotation marks a paragraph has."""
    marks = _marks(reading)
    first, last = reading.bounds[group[0].index][0], reading.bounds[group[-1].index][1]
    return bisect_left(marks, last) - bisect_left(marks, first)


@lru_cache(maxsize=1)  # a document asks once a mark
def _marks(reading: Reading) -> list[int]:
    return reading.among(_MARKS | {"”"})


DETECTOR = Detector(
    rule="quotation-mark-for-apostrophe",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(_MARKS, tags=True),
    find=find,
    flagged=(
        Flagged('He heard of the voters⟦ "⟧distrust in May.', "' "),
        Flagged("Five workers⟦ “⟧unions met on Monday.", "’ "),
        Flagged('The parents⟦ "⟧demands were heard.', "' ", "Требования родителей были услышаны."),
    ),
    passing=(
        'The mayor says "no comment.',
        'The voters "distrust" him.',
        'He sold his brothers "the worst car.\n\nIt never ran".',
    ),
    faithful=(
        ('They call such parents "cold and go.', "Таких родителей называют «холодными» и уходят."),
    ),
    misses=(Missed('The voters⟦ "⟧distrust and the workers "anger grew.'),),
)
