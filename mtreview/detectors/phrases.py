"""Where a noun phrase ends, and which token may be its noun: closed classes first, tags second.

Tags are unreliable in garbled text, so that a tag alone never decides what a word list can.
"""

from mtreview.detectors.lexicon import parts_of_speech, verb_tags
from mtreview.tokens import Reading

DETERMINERS = frozenset(
    "a an the this these those his her its their our your my some any no each every".split()
)
STOPS = frozenset('.,;:!?)]—–…”»"')
BE = frozenset("is are was were am be been being 's 're".split())
_AUXILIARIES = frozenset(
    "is are was were has have had does do did will would can could may might must should shall "
    "cannot 'll said says remains remain seems became becomes".split()
)
_PREPOSITIONS = frozenset(
    """
    about across after against along alongside amid among around as at because before behind
    below beneath beside between beyond by concerning despite during except following for from
    if in including inside into like near of off on onto outside over per since so than through
    throughout to toward towards under unless until upon via when where whereas which while who
    whom whose why with within without that
    """.split()
)
POSTPOSED = frozenset(
    "able available capable concerned involved present responsible unable".split()
)
_ADVERBS = frozenset("also already not never n't now still then there today yesterday".split())
_PRONOUNS = frozenset("he she it they we you i them him us who what there one".split())
_SUBJECTS = frozenset("he she they we i".split())
_NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_noun(reading: Reading, i: int) -> bool:
    """Tell whether token i is a common noun by the lexicon, and by its tag or its place."""
    word = reading.lower[i].rpartition("-")[2]  # of “vice-president” the last part
    parts = parts_of_speech(word)
    if "NOUN" not in parts or not word.isalpha() or word in DETERMINERS:
        return False
    if reading.tags[i] in _NOUN_TAGS:
        return True
    before = reading.lower[i - 1] if i else ""
    return before in DETERMINERS and parts.isdisjoint({"ADJ", "ADV"})


def is_finite(reading: Reading, i: int) -> bool:
    """Tell whether token i is a finite verb, leaving out forms that may well be nouns."""
    word = reading.lower[i]
    if word in _AUXILIARIES:
        return True
    if reading.tags[i] not in _FINITE_TAGS or "NOUN" in parts_of_speech(word):
        return False
    return any(tag in ("VBD", "VBZ") for _, tag in verb_tags(word))


def has_object(reading: Reading, verb: int, last: int) -> bool:
    """Tell whether a verb's object, not its gap, follows it."""
    after = verb + 1
    if after >= last:
        return False
    word = reading.lower[after]
    if word in _SUBJECTS:
        return False
    return (
        word in DETERMINERS
        or word in _PRONOUNS
        or reading.words[after][0].isdigit()
        or reading.tags[after] in ("NNP", "NNS")
    )


def ends_phrase(reading: Reading, i: int, last: int) -> bool:
    """Tell whether a noun phrase is over before token i, so that no noun of it can follow."""
    if i >= last or reading.words[i] == "(":
        return True
    if reading.words[i] in STOPS:  # but not the dot of ".com"
        return i + 1 >= last or reading.starts[i + 1] > reading.ends[i] or reading.words[i] != "."
    word = reading.lower[i]
    if word in _PREPOSITIONS or word in _ADVERBS or word in POSTPOSED:
        return True
    if word in ("and", "or", "but", "nor"):
        return i + 1 < last and _starts_anew(reading, i + 1)
    return _is_predicate(reading, i, last)


def _starts_anew(reading: Reading, i: int) -> bool:
    """Tell whether what follows a conjunction is surely no adjective or noun of the same phrase."""
    word = reading.lower[i]
    return (
        word in DETERMINERS
        or word in _PRONOUNS
        or word in _PREPOSITIONS
        or word in _ADVERBS
        or word in _AUXILIARIES
        or (is_finite(reading, i) and all(form != "VBN" for _, form in verb_tags(word)))
    )


def _is_predicate(reading: Reading, i: int, last: int) -> bool:
    """Tell whether a verb stands at i: a finite one, or a participle that cannot open a phrase."""
    word, tag = reading.lower[i], reading.tags[i]
    if word in _AUXILIARIES:
        return True
    if is_finite(reading, i) and all(form != "VBN" for _, form in verb_tags(word)):
        return True
    inflected = any(form in ("VBD", "VBN", "VBZ") for _, form in verb_tags(word))
    if tag in ("VBD", "VBN", "VBZ", "VBP") or (tag in ("JJ", "RB") and inflected):
        return inflected and _is_closed(reading, i + 1, last)
    return False


def _is_closed(reading: Reading, i: int, last: int) -> bool:
    """Tell whether token i is no noun or adjective that a participle before it might belong to."""
    if i >= last or reading.words[i] in STOPS:
        return True
    word = reading.lower[i]
    return (
        word in DETERMINERS
        or word in _PREPOSITIONS
        or word in _PRONOUNS
        or word in _ADVERBS
        or reading.tags[i] in ("RB", "CD", "NNP", "NNS", "TO", "IN", "PRP$")
    )
