"""The s of a possessive or of “is” as a capital.

Engines that restore capitals word by word take the s after an apostrophe for a word of its own.

    Faulty: They can be seen in China'S leadership.

    Instead: They can be seen in China's leadership.

Text in capitals throughout passes. Missed: words of capitals beside others (“NATO'S role”).
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.model import Severity
from mtreview.tokens import Reading

_SIGNS = ("'S", "’S")


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge each “'S” by the word that it is glued to."""
    for i in reading.among({"'s"}):
        mark, word = reading.words[i], reading.words[i - 1] if i else ""
        glued = i > 0 and reading.ends[i - 1] == reading.starts[i]
        if mark in _SIGNS and glued and word.isalpha() and any(map(str.islower, word)):
            rewrite = mark.lower()
            yield Hit(
                "the s after an apostrophe is small", i, i + 1, rewrites=(rewrite,), safe=True
            )


DETECTOR = Detector(
    rule="capital-after-apostrophe",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(signs=_SIGNS),
    find=find,
    flagged=(
        Flagged("They can be seen in China⟦'S⟧ leadership.", "'s"),
        Flagged("Officially it was the king⟦’S⟧ party.", "’s"),
    ),
    passing=(
        "THE KING'S SPEECH. In China's leadership 'Some things' count.",
        "He said: 'So be it', and 'S' is a letter.",
    ),
    misses=(Missed("It is NATO⟦'S⟧ role."),),
)
