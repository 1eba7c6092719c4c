"""“According to him” between a participle and what belongs to it, without commas.

French “selon lui”, Spanish “según él” may stand anywhere in a clause; rendered in place, it reads
as if something were done by his rules.

    Faulty: works carried out according to him by the operator; men trained according to her abroad

    Instead: works carried out, he said, by the operator; men trained, she said, abroad

“According to her” before a noun (“according to her mother”) and either of them between commas or at
the end of a clause are good English and pass. Missed: names (“according to Lescarret”), since
“repaired according to Grice” may well mean a method; “them”, which may be rules.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.verb_group import is_participle, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_SAYS = {"him": "he said", "her": "she said"}
_PARTICLES = frozenset("away back down off out over up".split())
# What may follow "her" without being hers.
_COMPLEMENTS = frozenset(
    "abroad at by during for from has have had in into is on since through to under was were will "
    "with without would".split()
)
_MESSAGE = "“according to {0}” stands in place of “selon {1}”: English sets it off with commas"
_SOURCE = {"him": "lui", "her": "elle"}


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read “according to him” with a word on either side, neither a comma."""
    pronoun = word_at(reading, first + 2, first)
    before, after = word_at(reading, first - 1, first), word_at(reading, first + 3, first)
    if pronoun not in _SAYS or word_at(reading, first + 1, first) != "to":
        return
    if not (before and before.isalpha() and after and after[0].isalnum()):
        return
    if pronoun == "her" and after not in _COMPLEMENTS:
        return
    start = _participle(reading, first)
    if start is not None:
        message = _MESSAGE.format(pronoun, _SOURCE[pronoun])
        kept = reading.quote(start, first)
        rewrites = (f"{kept}, {_SAYS[pronoun]},", f"{kept}, according to {pronoun},")
        yield Hit(message, start, first + 3, rewrites=rewrites)


def _participle(reading: Reading, first: int) -> int | None:
    """The participle before token `first`, a particle of its own between them."""
    for start in (first - 1, first - 2):
        particles = all(reading.lower[i] in _PARTICLES for i in range(start + 1, first))
        if particles and is_participle(word_at(reading, start, first) or "."):
            return start
    return None


DETECTOR = Detector(
    rule="misplaced-attribution",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset({"according"})),
    find=find,
    flagged=(
        Flagged(
            "He blamed “bandits” ⟦trained according to him⟧ abroad for the attack.",
            "trained, he said,",
        ),
        Flagged(
            "The works ⟦carried out according to him⟧ by the owner were illegal.",
            "carried out, he said,",
        ),
        Flagged("The files ⟦hidden according to her⟧ in a cellar are lost.", "hidden, she said,"),
        Flagged("Two ships ⟦sold according to him⟧ below their price.", "sold, he said,"),
        Flagged("It is a law ⟦written according to her⟧ for the rich.", "written, she said,"),
        Flagged(
            "The sums ⟦paid back according to him⟧ since May are small.", "paid back, he said,"
        ),
    ),
    passing=(
        "The works, which were carried out by night according to him, were illegal.",
        "According to him the works were carried out by the owner.",
        "The men were trained, according to him, abroad.",
        "The men were trained abroad, according to him.",
        "The plan was drawn up according to her mother in a week.",
        "The plan was drawn up according to her instructions.",
        "The soup was made according to the recipe.",
        "The house was built according to plan.",
        "They set rules, and games are played according to them.",
        "This is wrong according to him and right according to her.",
    ),
    misses=(
        Missed("works carried out ⟦according to Lescarret⟧ by the operator"),
        Missed("They were trained ⟦according to them⟧ abroad."),
    ),
)
