"""“This” stands before a plural, or “these” before a singular.

Engines choose the word before they know the number of its noun, which many languages do not show.

    Faulty: to suspend this measures; these decision

    Instead: to suspend these measures; this decision

What stands before another noun ("these government measures"), verbs ("this measures five metres")
and plurals with a singular meaning ("this news") pass. Missed: the plural after a preposition that
may be a verb, too.
"""

from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import is_plural_noun, parts_of_speech, verb_tags
from mtreview.detectors.nouns.agreement import (
    ALIKE,
    MEASURES,
    SINGULAR_IN_S,
    goes_on,
    noun_after,
    plural_of,
)
from mtreview.detectors.wording import singular
from mtreview.model import Severity
from mtreview.tokens import Reading

_ADVERBS = frozenset("today tomorrow tonight twain yesterday".split())
_VERBS = frozenset("VB VBD VBG VBN VBP VBZ".split())


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "this", "that", "these" and "those" by the noun that they stand before."""
    last = reading.limits(i)[1]
    noun = noun_after(reading, i + 1, last)
    if noun is None or goes_on(reading, noun + 1, last):
        return ()
    word, lower = reading.lower[noun], reading.lower[i]
    if lower == "these" and _is_plural_after(reading, noun + 1, last):
        return ()  # “these desert plains”, whatever the tagger says
    if lower == "this" and reading.tags[noun] == "NNS" and not _is_alone(reading, i):
        if word in SINGULAR_IN_S or word in MEASURES or singular(word) == word:
            return ()
        if verb_tags(word) and not _is_object(reading, i, noun):
            return ()
        return (_demonstrative(reading, i, noun, "these"),)
    if lower == "these" and reading.tags[noun] == "NN" and noun == i + 1:
        plural = plural_of(word)
        if plural is None or word in ALIKE | _ADVERBS or "ADJ" in parts_of_speech(word):
            return ()
        if verb_tags(word) and not _has_verb_before(reading, i):
            return ()  # “These help with the navigation”, “neither of these cost much”
        return (_demonstrative(reading, i, noun, "this"),)
    return ()


def _is_alone(reading: Reading, i: int) -> bool:
    """Whether “this” may stand by itself: “this troubled contributors”, “this many users”."""
    word = reading.lower[i + 1]
    if i > reading.limits(i)[0] and reading.lower[i - 1] == "all":
        return True  # “through all this thoughts of home came back”
    return word in ("many", "few", "numerous", "several") or any(
        tag == "VBD" for _, tag in verb_tags(word)
    )


def _is_plural_after(reading: Reading, i: int, last: int) -> bool:
    return i < last and reading.tags[i] == "VBZ" and is_plural_noun(reading.lower[i])


def _has_verb_before(reading: Reading, i: int) -> bool:
    return i > reading.limits(i)[0] and reading.tags[i - 1] in _VERBS


def _is_object(reading: Reading, i: int, noun: int) -> bool:
    """Whether "this" and a word that may be a verb, too, are the object of what stands before."""
    last = reading.limits(i)[1]
    if noun + 1 < last and reading.tags[noun + 1] in ("DT", "PRP", "PRP$"):
        return False
    plain = noun > i + 1 and "NOUN" not in parts_of_speech(reading.lower[i + 1])
    return plain or _has_verb_before(reading, i)


def _demonstrative(reading: Reading, i: int, noun: int, right: str) -> Hit:
    right = right.capitalize() if reading.words[i][0].isupper() else right
    message = f"“{reading.words[i]}” does not agree with “{reading.words[noun]}”"
    return Hit(message, i, i + 1, rewrites=(right,))


DETECTOR = Detector(
    rule="this-and-these",
    page=__doc__,
    category="Linguistic conventions/Grammar/Agreement",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset(("this", "these")), tags=True),
    find=find,
    flagged=(
        Flagged("It asked the court to suspend ⟦this⟧ measures until June.", "these"),
        Flagged("⟦This⟧ children have lost their parents.", "These"),
        Flagged("Nobody has seen ⟦this⟧ old documents before.", "these"),
        Flagged("He criticised ⟦these⟧ decision in parliament.", "this"),
        Flagged("She has refused ⟦these⟧ offer twice.", "this"),
    ),
    passing=(
        "This means that nobody won, and this works for all.",
        "This news is bad, and this series of failures is worse.",
        "This measures five metres in length.",
        "These government measures failed.",
        "This week the talks go on; this sports hall is closed.",
        "These two aircraft and these sheep were saved.",
        "How this affects prices is unknown. This metric builds on others.",
        "This troubled many, and this many users left. These help with the work.",
        "These are the results. Neither of these cost much; put shelves in these tomorrow.",
        "Through all this thoughts of home came back, and in this numerous large crystals lay.",
        "With these autumn rains the roof of these desert plains is wet.",
        "He said this yesterday, and these young people agreed.",
    ),
    misses=(Missed("He asked about ⟦this⟧ works of art."),),
)
