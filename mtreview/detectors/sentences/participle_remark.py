"""A participle that stands after a name without commas, though it does not say which one is meant.

French, Spanish and Russian may leave such a participle without commas, or set one alone; in English
it then picks out one Ana Reis among several, and the reader stumbles at the verb that follows.

    Faulty: The poet Ana Reis born in Beja in 1931 left her library to the town.
    Faulty: Her husband arrested last May remains in custody.
    Faulty: The port's oldest crane built in Bremen in 1911 will be moved.

    Instead: The poet Ana Reis, born in Beja in 1931, left her library to the town.

Only what is one of its kind is meant: a person's full name, a name with “the”, a husband, a
superlative that says of what. “The bridge built in 1932 is gone” says which bridge, and passes.
Missed: single names, and participles whose complement has no preposition or date.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import (
    adverbials,
    full_phrase,
    noun_phrase,
    opens_sentence,
    sentence_end,
)
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.speakers import TITLES
from mtreview.detectors.verbs.verb_group import AUXILIARIES, is_participle
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "what is said of “{0}” does not tell it from others: English puts it between commas"
_ENDINGS = ("ed", "wn", "rn", "en")
_IRREGULAR = frozenset(
    "born brought built caught cut found fought held hit hurt kept known laid led left lost made "
    "paid put read seen sent set shot sold spent struck taught told won".split()
)
_AFTER = frozenset(
    "about after against along amid among around as at before between by during for from in inside "
    "into last near next on out outside over since through to under until when with without "
    "yesterday".split()
)
_OF_ONE = frozenset(
    "husband wife father mother fiancé fiancée partner predecessor successor".split()
)
_POSSESSIVES = frozenset("his her my our their your its".split())
_BEFORE = frozenset("that and but because while although".split())
_AS = frozenset("known born raised appointed elected described hailed".split())
_VERBS = frozenset("remain remains says lives works faces leaves plans hopes".split())
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def _may_be_participle(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith(_ENDINGS) and len(word) > 3 and is_participle(word))


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read a name before the participle, adverbials after it, and then a finite verb."""
    segment = reading.limits(first)[0]
    if first == segment or reading.tags[first - 1] not in ("NN", "NNP"):
        return
    last = sentence_end(reading, first)
    verb = _complement(reading, first + 1, last)
    if verb == first + 1 or verb >= last or not _is_finite(reading, verb):
        return
    head = _head(reading, first)
    if head is None or noun_phrase(reading, head, first) != first:
        return
    if _is_one(reading, head, first):
        name = reading.quote(first - 1, first)
        rewrite = f"{name}, {reading.quote(first, verb)},"
        yield Hit(_MESSAGE.format(name), first - 1, verb, rewrites=(rewrite,))


def _is_finite(reading: Reading, i: int) -> bool:
    """Tell whether token i is a finite verb and no noun: “its governance matters”."""
    word = reading.lower[i]
    if word in _VERBS:
        return True
    if reading.tags[i] not in _FINITE:
        return False
    if i + 1 < len(reading) and reading.tags[i + 1] == "DT":
        return True
    return reading.tags[i] in ("MD", "VBD") or "NOUN" not in parts_of_speech(word)


def _complement(reading: Reading, i: int, last: int) -> int:
    """The token after the adverbials of a participle: in Bremen in 1911, as a child."""
    end = adverbials(reading, i, last)
    if i < last and reading.lower[i] == "as" and reading.lower[i - 1] in _AS:
        end = adverbials(reading, full_phrase(reading, i + 1, last), last)
    return end


def _head(reading: Reading, i: int) -> int | None:
    """The token that opens the clause whose subject ends before token i, if it is near."""
    for at in range(i - 1, max(reading.limits(i)[0], i - 8) - 1, -1):
        if opens_sentence(reading, at) and reading.words[at][0].isalnum():
            return at
        if reading.lower[at - 1] in _BEFORE or reading.words[at - 1] == ",":
            return at
        if reading.lower[at] in AUXILIARIES or not reading.words[at][0].isalpha():
            return None if reading.lower[at] != "'s" else _head(reading, at)
    return None


def _is_one(reading: Reading, head: int, end: int) -> bool:
    """Tell whether there can be but one of what tokens `head` up to `end` name."""
    words, tags = reading.lower[head:end], reading.tags[head:end]
    named = sum(tag == "NNP" for tag in tags)
    if tags[-1] == "NNP":
        if words[0] == "the" and named == len(tags) - 1:
            return "NOUN" not in parts_of_speech(words[-1])  # “the Commission”
        capitals = all(word[0].isupper() for word in reading.words[end - 2 : end])
        return tags[-2:] == ["NNP", "NNP"] and capitals and words[-2] not in TITLES
    if words[0] in _POSSESSIVES and len(words) == 2:
        return words[-1] in _OF_ONE
    return "'s" in words[:-1] and "JJS" in tags[words.index("'s") :]


DETECTOR = Detector(
    rule="remark-without-commas",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.75,
    watch=Words(tags=True, shape=_may_be_participle, then=_AFTER),
    find=find,
    flagged=(
        Flagged(
            "The poet Ana ⟦Reis born in Beja in 1931⟧ left her library to the town.",
            "Reis, born in Beja in 1931,",
        ),
        Flagged(
            "Her ⟦husband arrested last May at the border⟧ remains in custody.",
            "husband, arrested last May at the border,",
        ),
        Flagged(
            "The ⟦Rhine swollen by a week of rain⟧ flooded the cellars.",
            "Rhine, swollen by a week of rain,",
        ),
        Flagged(
            "The port's oldest ⟦crane built in Bremen in 1911⟧ will be moved.",
            "crane, built in Bremen in 1911,",
        ),
        Flagged("He says that Marie ⟦Lund elected in May⟧ has resigned.", "Lund, elected in May,"),
    ),
    passing=(
        "The bridge built in 1932 is to be demolished.",
        "The poet Ana Reis, born in Beja in 1931, left her library to the town.",
        "Children evacuated from the villages will go to school in town.",
        "Ana Reis lived in Beja and left her library to the town.",
        "The oldest crane built in Bremen will be moved.",
        "Ana Reis arrived in May. The man called Ana Reis.",
        "Her son killed in the war was a doctor.",
        "A picture of Ana Reis taken in May was sold.",
        "Her husband worked in Rome when he was young.",
    ),
    misses=(Missed("⟦Paris flooded⟧ by the rain was at a standstill."),),
)
