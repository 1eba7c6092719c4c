"""“Can not” in two words.

Other languages have two words for it, and engines that render them one by one write both.

    Faulty: The cost can not be ignored.

    Instead: The cost cannot be ignored.

What belongs to “not only”, “not just” or “not but” passes. Older English wrote two words, so a
document of another age will show this rule often. Missed: a “not” before a mark.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.model import Severity
from mtreview.tokens import Reading

_OWN = frozenset("only just merely simply but so to , . ; : ? !".split())


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read "can" before "not" and a word that is denied."""
    _, last = reading.limits(first)
    if first + 2 >= last or reading.lower[first + 2] in _OWN:
        return
    if not reading.words[first + 2][0].isalpha():
        return
    rewrite = "Cannot" if reading.words[first][0].isupper() else "cannot"
    yield Hit("“Can not” is one word in English", first, first + 2, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="split-cannot",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset(("can",)), then=frozenset(("not",))),
    find=find,
    flagged=(
        Flagged("The cost ⟦can not⟧ be ignored.", "cannot"),
        Flagged("We ⟦can not⟧ leave this debt to them.", "cannot"),
        Flagged("⟦Can not⟧ everyone see it?", "Cannot"),
        Flagged("She said that they ⟦can not⟧ come.", "cannot"),
    ),
    passing=(
        "The cost cannot be ignored.",
        "It can not only fly but also swim.",
        "You can, not without cost, leave.",
        "It can not just float but dive.",
        "Whether they can or can not, nobody knows.",
    ),
)
