"""A sentence of the source ends, and its translation breaks off with another mark or none.

An engine that has lost its thread stops in the middle, often at a colon, as if a list followed.

    Source: Râul curge prin sat și prin pădurea de lângă moară.
    Faulty: The river flows through the village and the wood near the mill:

    Instead: The river flows through the village and the wood near the mill.

Full stops of the source alone are asked for, and only where none of an abbreviation stands; “!” and
“?” in their place pass, and so do capitals, titles and what has less than five words. It needs a
source. Missed: the other marks, which languages use otherwise.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.model import Severity
from mtreview.tokens import Reading

_STOPS = ".।。"
_CLOSERS = " \t\u00a0\"'“”’»)]"
_MARKS = ",;:"
_UNCLEAR = re.compile(r"(?:(?:^|[\s.(])[^\W\d_]{1,4}|[^\w\s])\.$")  # an abbreviation, or ":."
_LEAST = 5  # words
_MESSAGE = "the sentence of the source ends here with a full stop"


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Compare how each segment ends with how its source does."""
    for segment in reading.document.segments:
        source = (segment.source or "").rstrip(_CLOSERS)
        if not source or source[-1] not in _STOPS or _UNCLEAR.search(source):
            continue
        text = segment.span.of(reading.text).rstrip()
        if text.isupper() or min(len(text.split()), len(source.split())) < _LEAST:
            continue
        bare = text.rstrip(_MARKS)
        if bare and (bare != text or bare[-1].isalpha()):
            at = (segment.span.start + len(bare), segment.span.start + len(text))
            yield Hit(_MESSAGE, at=at, rewrites=(".",))


DETECTOR = Detector(
    rule="end-mark",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.8,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "The river flows through the village and the wood⟦:⟧",
            ".",
            "Râul curge prin sat și prin pădurea de lângă moară.",
        ),
        Flagged(
            "The river flows through the village and the wood⟦⟧",
            ".",
            "Râul curge prin sat și prin pădurea de lângă moară.",
        ),
    ),
    passing=("The river flows through the village and the wood:", "The river flows through it"),
    faithful=(
        (
            "The river flows through the village and the wood:",
            "Râul curge prin sat și prin pădure:",
        ),
        (
            "The river flows through the village in 60 minutes",
            "Râul curge prin sat doar în 60 min.",
        ),
        (
            "The river flows through the village and the wood!",
            "Râul curge prin sat și prin pădure.",
        ),
        ("The river", "Râul curge prin sat și prin pădurea de lângă moară."),
    ),
    misses=(
        Missed(
            "Does the river flow through the village and the wood⟦.⟧",
            "Curge râul prin sat și prin pădure, sau prin oraș?",
        ),
    ),
)
