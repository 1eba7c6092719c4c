"""A participle before its noun with its own date, place or doer.

German, Russian and Turkish, and others, load a participle that stands before its noun with
adverbials (“der gestern verhaftete Mann”); English puts all of that after the noun.

    Faulty: The yesterday arrested man denies it. A by the council planned road is dear.

    Instead: The man arrested yesterday denies it. A road planned by the council is dear.

Adverbs stand there rightly (“the recently arrested man”), and so do set phrases (“an at times
heated debate”, “the by now famous song”): after a preposition the rule wants a name, a number or a
determiner. Missed: adverbials that begin with neither preposition nor day (“the two years ago
closed mine”).
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import DAYS, MONTHS, noun_phrase
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.verbs.verb_group import DETERMINERS, word_at
from mtreview.detectors.wording import article, capital_like
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” belongs after the noun, with its participle"
_OPENING = frozenset("a an her his its my our the their your".split())
_DAYS = frozenset("yesterday today".split())
_EARLIER = frozenset("already still only first".split())
_PREPOSITIONS = frozenset(
    "against among at between by during for from in into near on since through to with".split()
)
_IN_PHRASE = frozenset("CD DT JJ NN NNP NNPS NNS POS PRP$".split())
_MOST = 5  # tokens of an adverbial


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read determiner, adverbial, participle and noun."""
    last = reading.limits(first)[1]
    participle = _participle(reading, first, last)
    if word_at(reading, first - 1, first) in _EARLIER:
        first -= 1
    if word_at(reading, first - 1, first) not in _OPENING:
        return
    if (
        participle
        and reading.lower[first - 1] == "her"
        and not _is_dated(reading, first, participle)
    ):
        return  # “he smiled at her with his laughing eyes”
    end = noun_phrase(reading, participle + 1, last) if participle else 0
    if participle and end > participle + 1 and reading.tags[end - 1] in ("NN", "NNS"):
        yield _hit(reading, first, participle, end)


def _participle(reading: Reading, first: int, last: int) -> int | None:
    """The participle right after the day, or after the phrase of the preposition."""
    if reading.lower[first] in _DAYS:
        return first + 1 if first + 1 < last and _is_participle(reading, first + 1) else None
    known = False
    for i in range(first + 1, min(last, first + 1 + _MOST)):
        if known and _is_participle(reading, i):
            return i
        word, tag = reading.lower[i], reading.tags[i]
        if tag not in _IN_PHRASE:
            return None
        known = known or tag in ("CD", "NNP") or word in DETERMINERS | DAYS | MONTHS
    return None


def _is_dated(reading: Reading, first: int, participle: int) -> bool:
    return any(reading.tags[i] == "CD" for i in range(first, participle))


def _is_participle(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    tags = {tag for _, tag in verb_tags(word)}
    past = "VBN" in tags and reading.tags[i] in ("VBN", "VBD", "JJ") and "VB" not in tags
    return past or ("VBG" in tags and reading.tags[i] in ("VBG", "JJ", "NN"))


def _hit(reading: Reading, first: int, participle: int, end: int) -> Hit:
    """“the yesterday arrested man” -> “the man arrested yesterday”."""
    noun, opening = reading.quote(participle + 1, end), reading.words[first - 1]
    if opening.lower() in ("a", "an"):
        opening = capital_like(article(noun), opening)
    adverbial = reading.quote(first, participle)
    rewrite = f"{opening} {noun} {reading.words[participle]} {adverbial}"
    return Hit(_MESSAGE.format(adverbial), first - 1, end, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="loaded-attribute",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(_DAYS | _PREPOSITIONS, tags=True, after=_OPENING | _EARLIER),
    find=find,
    flagged=(
        Flagged("⟦The yesterday arrested man⟧ denies it.", "The man arrested yesterday"),
        Flagged("⟦A by the council planned road⟧ is dear.", "A road planned by the council"),
        Flagged("He read ⟦his in 1990 published memoirs⟧.", "his memoirs published in 1990"),
        Flagged(
            "They met ⟦the on Monday elected new mayor⟧ there.", "the new mayor elected on Monday"
        ),
        Flagged("She knows ⟦an in Berlin living artist⟧.", "an artist living in Berlin"),
        Flagged(
            "⟦The to the factory belonging houses⟧ were sold.",
            "The houses belonging to the factory",
        ),
        Flagged(
            "⟦The already in May announced reform⟧ is off.",
            "The reform announced already in May",
        ),
        Flagged("⟦The since 2004 closed mine⟧ is flooded.", "The mine closed since 2004"),
    ),
    passing=(
        "The recently arrested man denies it, as does the now retired judge.",
        "An at times heated debate ended with a by now famous song.",
        "The man they arrested yesterday denied it; he smiled at her with his laughing eyes.",
        "The yesterday of our lives is gone; a today filled with joy is near.",
        "It is an in-house tool, a for profit nursing home.",
        "The board, the by then elected mayor and the at first surprised staff met.",
    ),
    misses=(Missed("⟦The two years ago closed mine⟧ is flooded."),),
)
