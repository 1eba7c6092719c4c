"""One document calls a body, a law or an office by two names.

The source has one name for it. Engines translate it in each segment anew, now as English knows it,
now word by word: a court is also a tribunal, an act a law, an agency an office.

    Faulty: The Court of Auditors objects. The Tribunal of Accounts saw no papers.

    Instead: The Court of Auditors objects. The Court of Auditors saw no papers.

Two names are one if all they name is the same, but for a word that stands for the same kind of
body, and they never stand in one segment. The more usual is kept, else the first. Ministry of
Health and Health Ministry pass: English says both. A minister who is also a secretary must be the
same person. Missed: bodies of which the translation differs in more than the words that are listed.
"""

from collections import defaultdict
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.bodies import Body, bodies, is_kind, kinds
from mtreview.detectors.names.elsewhere import named_otherwise
from mtreview.model import Severity
from mtreview.tokens import Reading

_OFFICES = frozenset(("minister", "secretary"))


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Sort bodies by purpose; mark those of the same purpose under another kind."""
    by_purpose: dict[frozenset[str], list[Body]] = defaultdict(list)
    for body in bodies(reading):
        by_purpose[body.purpose].append(body)
    for same in by_purpose.values():
        yield from _drift(reading, same)


def _drift(reading: Reading, same: list[Body]) -> Iterator[Hit]:
    by_name: dict[tuple[str, frozenset[str]], list[Body]] = defaultdict(list)
    for body in same:
        by_name[body.kind, body.wording].append(body)
    if len(by_name) < 2:
        return
    right = max(by_name.values(), key=lambda found: (len(found), -found[0].first))
    apart = {reading.owners[body.first] for body in right}
    for found in by_name.values():
        if found is right or not set(kinds()[found[0].kind]) & set(kinds()[right[0].kind]):
            continue
        if apart & {reading.owners[body.first] for body in found}:
            continue
        for body in found:
            if body.kind not in _OFFICES or _holder(reading, body) & _holder(reading, right[0]):
                kept = (right[0].first, right[0].last)
                yield named_otherwise(reading, (body.first, body.last), kept)


def _holder(reading: Reading, body: Body) -> set[str]:
    """The names right after an office."""
    words = reading.words[body.last : body.last + 3]
    return {word for word in words if word[0].isupper()}


DETECTOR = Detector(
    rule="body-under-two-names",
    page=__doc__,
    category="Terminology/Inconsistent use of terminology",
    severity=Severity.MAJOR,
    confidence=0.75,
    watch=Whole(word=is_kind),
    find=find,
    flagged=(
        Flagged(
            "The Court of Auditors objects.\n\nThe ⟦Tribunal of Accounts⟧ saw no papers.",
            "Court of Auditors",
        ),
        Flagged(
            "The Forest Protection Act passed.\n\nThe ⟦Law on the Preservation of Forests⟧ is new.",
            "Forest Protection Act",
        ),
        Flagged(
            "The Federal Agency for Railways paid.\n\nThe ⟦Federal Railway Office⟧ did not.",
            "Federal Agency for Railways",
        ),
        Flagged("The Supreme Court sat.\n\nThe ⟦Supreme Tribunal⟧ rose.", "Supreme Court"),
        Flagged(
            "The Minister of Health Anna Berg spoke.\n\nThen ⟦Health Secretary⟧ Anna Berg left.",
            "Minister of Health",
        ),
        Flagged(
            "The Central Electoral Commission counts.\n\nThe ⟦Central Election Committee⟧ rests.",
            "Central Electoral Commission",
        ),
    ),
    passing=(
        "The Ministry of Health paid.\n\nThe Health Ministry did not.",
        "The Federal Court of Justice sat.\n\nThe Federal Constitutional Court rose.",
        "The Data Retention Act passed.\n\nThe Data Protection Act is old.",
        "The Supreme Court and the Supreme Tribunal met.",
        "The Health Minister Anna Berg spoke.\n\nThe Health Secretary Eva Lund left.",
        "The Finance Ministry pays.\n\nThe finance committee objects.",
        "The National Agency paid.\n\nThe National Office did not.",
        "The Regional Agency for the Environment (ARA) paid.\n\nThe ARA is old.",
        "The Labour Office is shut.\n\nThe Environment Agency is open.",
        "",
    ),
    misses=(
        Missed("The Senate of Spain sat.\n\nThe ⟦Upper Room⟧ rose."),
        Missed("The Port Authority paid.\n\nThe ⟦Government of the Harbour⟧ did not."),
    ),
)
