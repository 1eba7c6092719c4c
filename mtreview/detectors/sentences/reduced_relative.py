"""A remark on an event, “not seen since ...”, that stands after its noun without commas.

French and Spanish may leave such a participle without commas; in English it then picks out one
violence among several, and the reader stumbles at the verb that follows.

    Faulty: The violence not seen since the war has left sixty dead.

    Instead: The violence, not seen since the war, has left sixty dead.

Only events that are one and known by now (“the violence”, “this drought”) are meant: “the children
not seen since Monday have been found” says which children, and passes. Missed: other participles,
and remarks that do not begin with “not”, “never” or “un-”.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.model import Severity
from mtreview.tokens import Reading

_EVENTS = frozenset(
    """
    violence unrest crisis drought inflation tension tensions turmoil repression chaos
    mobilisation mobilization upheaval fighting cold heat heatwave flooding floods frost
    unemployment poverty shortage recession boom escalation crackdown disaster tragedy
    demonstrations protests riots clashes uprising insurrection massacre exodus famine
    strike strikes storm storms earthquake eruption crowd crowds rainfall rains snowfall pollution
    epidemic pandemic scandal deterioration collapse surge slump turnout
    """.split()
)
_DETERMINERS = frozenset("the this these such".split())
_NEGATIONS = frozenset("not never".split())
_PERCEIVED = frozenset(
    "equalled matched reached seen known experienced recorded observed witnessed felt heard".split()
)
_UNEXAMPLED = frozenset("unseen unknown unprecedented unequalled unmatched unparalleled".split())
_EQUALS = frozenset("equal example parallel precedent".split())
_SINCE = frozenset("since for before in".split())
_FINITE = frozenset(
    "has have had is are was were will would could may might continues continue remains remain "
    "worries worried ruins ruined threatens threatened affects affected raises raised surprises "
    "surprised paralysed paralyzed left led caused shook hit struck forced prompted".split()
)
_FARTHEST = 14  # tokens of the remark; a longer one is another clause
_MESSAGE = "The remark after “{0}” does not say which one is meant: English puts it between commas"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read determiner, event, remark and finite verb, from the head of a segment."""
    start, end = reading.limits(first)
    if first == start or reading.lower[first - 1] not in _DETERMINERS:
        return
    if first - 1 != start and reading.words[first - 2] not in ',;:“"':
        return
    remark = first + 1
    since = _since(reading, remark, end)
    if since is None or reading.lower[since] not in _SINCE:
        return
    for verb in range(since + 2, min(end, remark + _FARTHEST)):
        if reading.lower[verb] in _FINITE:
            yield _hit(reading, first, verb)
            return
        if not reading.words[verb][0].isalnum() and reading.words[verb][0] not in "’'":
            return


def _since(reading: Reading, remark: int, end: int) -> int | None:
    """The token after “not seen”, “never before seen” or “unseen”."""
    words = reading.lower[remark : min(end, remark + 4)]
    if words[:1] == ["without"] and words[1:2] and words[1] in _EQUALS:
        return remark + 2
    if words and words[0] in _UNEXAMPLED:
        return remark + 1 if len(words) > 1 else None
    if not words or words[0] not in _NEGATIONS:
        return None
    if words[1:2] == ["so"] and len(words) > 3:
        return remark + 3  # “never so high since”
    at = 2 if len(words) > 2 and words[1] == "before" else 1
    found = at + 1 < len(words) and words[at] in _PERCEIVED
    return remark + at + 1 if found else None


def _hit(reading: Reading, noun: int, verb: int) -> Hit:
    kept = reading.quote(noun + 1, verb)
    rewrite = f"{reading.words[noun]}, {kept},"
    return Hit(_MESSAGE.format(reading.words[noun]), noun, verb, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="reduced-relative-without-commas",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.75,
    watch=Words(_EVENTS),
    find=find,
    flagged=(
        Flagged(
            "The ⟦violence not seen since the war⟧ has left sixty dead.",
            "violence, not seen since the war,",
        ),
        Flagged(
            "The ⟦drought unprecedented in the region⟧ has emptied the lakes.",
            "drought, unprecedented in the region,",
        ),
        Flagged(
            "This ⟦inflation never seen before in Peru⟧ is hurting the poor.",
            "inflation, never seen before in Peru,",
        ),
        Flagged(
            "These ⟦protests not seen since 1989⟧ were put down within days.",
            "protests, not seen since 1989,",
        ),
        Flagged(
            "The ⟦cold not recorded for forty years⟧ continues in the north.",
            "cold, not recorded for forty years,",
        ),
        Flagged(
            "The ⟦riots not seen since the country’s independence in 1991⟧ have cost lives.",
            "riots, not seen since the country’s independence in 1991,",
        ),
    ),
    passing=(
        "The violence, not seen since the war, has left sixty dead.",
        "The children not seen since Monday have been found.",
        "It was a drought not seen since the war.",
        "They live with violence not seen since the war and have lost hope.",
        "The crisis known since May has deepened.",
        "The fighting has not been seen since then.",
        "A heatwave not seen for years was forecast.",
        "The drought unknown to them was over.",
    ),
    misses=(Missed("The violence ⟦seen only once since the war⟧ has left sixty dead."),),
)
