"""A determiner, or a number before “first” and “last”, in the form or the order of the source.

French and Spanish say “the two first”, and have an article with “both” and a plural of “other”.

    Faulty: The both sides signed. An other problem is water. The others two men left.
            The two first days were hard.

    Instead: Both sides signed. Another problem is water. The other two men left.
             The first two days were hard.

Missed: “all the three brothers” and “this two men”; “the most of the people”, which old books have.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.wording import capital_like
from mtreview.model import Severity
from mtreview.tokens import Reading

_NUMBERS = frozenset("two three four five six seven eight nine ten".split())
_ORDINALS = frozenset("first last next".split())
_BEFORE_OTHERS = frozenset("the these those my his her its our their".split())
_MESSAGE = "“{0}” has the form or the order of the source: “{1}”"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look at what stands around “both”, “other”, “others”, “first” or “last”."""
    start, last = reading.limits(first)
    if first == start or first + 1 >= last:
        return
    word, before, after = (reading.lower[k] for k in (first, first - 1, first + 1))
    plural = reading.tags[first + 1] == "NNS" and reading.words[first + 1].islower()
    if word == "both" and before == "the" and plural:
        yield _hit(reading, first - 1, first + 1, "both")
    elif word == "other" and before == "an" and reading.words[first].islower():
        yield _hit(reading, first - 1, first + 1, "another")
    elif word == "others" and before in _BEFORE_OTHERS and after in _NUMBERS:
        yield _hit(reading, first, first + 1, "other")
    elif (
        plural
        and word in _ORDINALS
        and after not in ("name", "names")
        and reading.lower[max(start, first - 2)] == "the"
    ):
        yield _hit(reading, first - 1, first + 1, f"{reading.words[first]} {before}")


def _hit(reading: Reading, first: int, last: int, text: str) -> Hit:
    old = reading.quote(first, last)
    return Hit(_MESSAGE.format(old, text), first, last, rewrites=(capital_like(text, old),))


DETECTOR = Detector(
    rule="determiner-form",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=(
        Words(frozenset(("both",)), tags=True, after=frozenset(("the",))),
        Words(frozenset(("other",)), tags=True, after=frozenset(("an",))),
        Words(frozenset(("others",)), tags=True, then=_NUMBERS),
        Words(_ORDINALS, tags=True, after=_NUMBERS),
    ),
    find=find,
    flagged=(
        Flagged("⟦The both⟧ sides signed the agreement in Geneva.", "Both"),
        Flagged("⟦An other⟧ problem is the lack of water.", "Another"),
        Flagged("The ⟦others⟧ two passengers were unhurt.", "other"),
        Flagged("The ⟦two first⟧ days were the hardest.", "first two"),
        Flagged("She won the ⟦three last⟧ races of the year.", "last three"),
    ),
    passing=(
        "Both sides signed, and the two sides both agreed.",
        "Another problem is that two other boys left.",
        "He told the others; two men were strangers to them.",
        "The first two days and the last three races were hard.",
        "The two first met in May; the two last saw each other in June.",
        "It is an otherwise fine day for the both of us.",
        "One or two other men and two next-door neighbours came.",
        "He was third, and the four last among equals. The two last names are alike.",
    ),
)
