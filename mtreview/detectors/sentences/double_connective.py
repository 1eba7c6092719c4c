"""Two connectives join two clauses where English has one: “although ..., but ...”.

Chinese, Vietnamese and Korean pair them ("虽然……但是", "因为……所以"), Arabic and Turkish may.

    Faulty: Although the rain has stopped, but the road is closed.
    Faulty: Because the bridge fell, so the village is cut off.

    Instead: Although the rain has stopped, the road is closed.
    Instead: Because the bridge fell, the village is cut off.

“Although old, but not ill, he ...” and a “but” after a second comma pass, where the clause may have
begun elsewhere. Missed: “although ..., yet”, which good writers have, and pairs in two sentences.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import opens_sentence
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.verbs.verb_group import DETERMINERS, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” already joins the two clauses: English leaves “{1}” out"
_PAIRS = {
    "but": frozenset(("although", "though", "despite", "if")),
    "however": frozenset(("although", "though")),
    "so": frozenset(("because", "since")),
    "therefore": frozenset(("because", "since")),
}
_SUBJECTS = frozenset("he she it they we i you nobody everyone people".split())
_ARTICLES = (DETERMINERS - {"him", "them", "us", "me", "any", "no"}) | _SUBJECTS
_AMOUNTS = frozenset("all few many most nobody several some two three".split())
_MOST = 30  # tokens of the first clause
_FINITE = frozenset("VBD VBZ VBP MD".split())


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Go back from “but” over one clause to the connective that opens the sentence."""
    comma = first - 1
    start = max(reading.limits(first)[0], first - _MOST)
    opener = comma - 1
    while opener > start and reading.words[opener] != "," and not opens_sentence(reading, opener):
        opener -= 1
    if opener < start or not opens_sentence(reading, opener):
        return
    even = reading.lower[opener] == "even"
    if even and reading.lower[opener + 1] in ("though", "if"):
        opener += 1
    elif reading.lower[opener] == "if":
        return  # “if not rich, but honest”
    if reading.lower[opener] not in _PAIRS[reading.lower[first]]:
        return
    if not _FINITE.intersection(reading.tags[opener + 2 : comma]):
        return
    after = first + 1 + (word_at(reading, first + 1, first) == ",")
    word = word_at(reading, after, first)
    if word in _ARTICLES | _AMOUNTS or (word and reading.tags[after] in ("NNP", "NNS", "NNPS")):
        message = _MESSAGE.format(reading.words[opener], reading.words[first])
        yield Hit(message, first, after, rewrites=("",))


DETECTOR = Detector(
    rule="double-connective",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Words(frozenset(_PAIRS), tags=True, after=frozenset((",",))),
    find=find,
    flagged=(
        Flagged("Although the rain has stopped, ⟦but⟧ the road is closed.", ""),
        Flagged("Because the bridge fell, ⟦so⟧ the village is cut off.", ""),
        Flagged("It is late. Although he was ill, ⟦but⟧ he came to the match.", ""),
        Flagged("Even though they had won, ⟦but⟧ the players were sad.", ""),
        Flagged("Because prices rose again, ⟦therefore⟧ farmers sold their cattle.", ""),
        Flagged("Although the price is high, ⟦but⟧ many people buy it.", ""),
        Flagged("Even if the factory closes, ⟦but⟧ the workers will be paid.", ""),
        Flagged("Although it rained, ⟦however,⟧ the crowd stayed.", ""),
    ),
    passing=(
        "Although the rain has stopped, the road is closed.",
        "Although old, but not ill, he resigned.",
        "The road is closed, but the rain has stopped.",
        "Although he came, and he was late, but he stayed.",
        "Because I say so, so there.",
        "Since it rained, so much the better.",
        "He came, although it was late, but he did not stay.",
    ),
    misses=(Missed("Although the rain has stopped, ⟦yet⟧ the road is closed."),),
)
