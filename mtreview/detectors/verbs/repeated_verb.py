"""One verb twice in a sentence, where the second repeats the first for want of another.

Engines have one English verb for several of the source (“provoquer”, “entraîner”, “pousser à” all
become “prompt”), and what the writer varied comes out as a repetition.

    Faulty: The crisis has prompted 12,000 arrests and prompted the government to seek help.

    Instead: The crisis has prompted 12,000 arrests and led the government to seek help.

No rewrite is proposed: which verb fits is the editor's choice. Repetition for effect keeps its two
parts short and alike (“changed lives and changed minds”), and everyday verbs are repeated by good
writers too: both pass. Missed: a repetition in the next sentence.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.verbs.verb_group import is_participle
from mtreview.model import Severity
from mtreview.tokens import Reading

_PERFECT = frozenset("has have had".split())
_ADVERBS = frozenset("also already now since thus therefore thereby then".split())
_EVERYDAY = frozenset(
    """
    been had done made got gone come taken given seen said told known put let felt become begun
    come found kept left lost meant paid set shown stood thought won worked lived tried helped
    heard held built sent used grown changed learned learnt
    """.split()
)
_NEAREST, _FARTHEST = 4, 25  # tokens between the two
_MESSAGE = "“{0}” is repeated in one sentence; the source may well have had two verbs"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read “has”, a participle, and the same participle again after “and”."""
    _, end = reading.limits(first)
    verb = first + 1
    if verb >= end or not is_participle(reading.lower[verb]) or reading.lower[verb] in _EVERYDAY:
        return
    for second in range(verb + _NEAREST, min(end, verb + _FARTHEST)):
        if reading.words[second] in '.;:“”"(':
            return
        if reading.lower[second] == reading.lower[verb]:
            before = reading.lower[second - 1]
            and_before = before == "and" or (
                before in _ADVERBS and reading.lower[second - 2] == "and"
            )
            if and_before and _differ(reading, verb, second, end):
                place = (reading.starts[verb], reading.ends[verb])
                yield Hit(
                    _MESSAGE.format(reading.words[second]), second, second + 1, related=(place,)
                )
            return


def _differ(reading: Reading, verb: int, second: int, end: int) -> bool:
    """Tell whether the two verbs are built otherwise: only the second is followed by “to”."""
    first_to = "to" in reading.lower[verb + 1 : second]
    second_to = "to" in reading.lower[second + 1 : min(end, second + 8)]
    return first_to != second_to


DETECTOR = Detector(
    rule="repeated-verb",
    page=__doc__,
    category="Style/Unidiomatic style",
    severity=Severity.NEUTRAL,
    confidence=0.6,
    watch=Words(_PERFECT),
    find=find,
    flagged=(
        Flagged(
            "The crisis has prompted 12,000 arrests in Peru and ⟦prompted⟧ the army to step in.",
            None,
        ),
        Flagged("The storm had forced two schools to close and ⟦forced⟧ a ship off course.", None),
        Flagged("It has pushed up the price of bread and also ⟦pushed⟧ many to leave.", None),
        Flagged("They have asked for a new trial in May and ⟦asked⟧ the judge to resign.", None),
        Flagged("It has caused great concern in Rome and thus ⟦caused⟧ prices to rise.", None),
        Flagged("He had urged calm in the capital and ⟦urged⟧ the youth to go home.", None),
    ),
    passing=(
        "It has changed many lives and changed many minds.",
        "The firm has cut costs and cut jobs.",
        "The crisis has prompted arrests and led the army to step in.",
        "She has worked for years and worked hard to succeed.",
        "They have promised to build a school and promised to pay for it.",
        "He has said it before and said it again.",
        "The sea has risen and risen.",
        "It has prompted arrests. And prompted others to leave.",
    ),
    misses=(
        Missed(
            "The crisis has prompted 12,000 arrests. It ⟦prompted⟧ the government to seek help."
        ),
    ),
)
