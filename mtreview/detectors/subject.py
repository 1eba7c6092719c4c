"""Whether the subject of a verb is one or several, where the words before the verb tell."""

from mtreview.detectors.lexicon import is_plural_noun
from mtreview.detectors.phrases import DETERMINERS, STOPS
from mtreview.tokens import Reading

_NOMINATIVE = {"i": False, "he": False, "she": False, "we": True, "they": True}
_ONE = frozenset(
    "it this one nobody nothing everybody everyone everything somebody someone something anybody "
    "anyone anything".split()
)
_SEVERAL = frozenset("you these those both many several police people".split())
_PREPOSITIONS = frozenset(
    "about across after against along amid among around at before behind below beside between by "
    "despite during for from in inside into like near of off on outside over per since through "
    "throughout to toward towards under until upon via with within without".split()
)
_RELATIVE = frozenset({"who", "which", "that"})
_BETWEEN = frozenset(
    "actually again already also always apparently even eventually finally first generally however "
    "initially just later largely long mainly mostly never not now officially often once only "
    "originally perhaps probably recently reportedly simply since soon still then thus too "
    "usually".split()
)
_FARTHEST = 8  # tokens: a longer phrase tells too little


def is_plural(word: str) -> bool | None:
    """Tell of a lower-case pronoun or noun whether it is plural; None for any other word.

    A noun without a plural ending is no proof of the singular ("the crew were").
    """
    if word in _NOMINATIVE or word in _ONE:
        return _NOMINATIVE.get(word, False)
    return True if word in _SEVERAL or is_plural_noun(word) else None


def subject_is_plural(reading: Reading, verb: int) -> bool | None:
    """Tell whether the subject right before token `verb` is plural; None where it is not clear.

    A noun after a preposition is not taken for the subject: "the list of demands".
    """
    first, _ = reading.limits(verb)
    i = verb - 1
    while i > first and reading.lower[i] in _BETWEEN:
        i -= 1
    if i > first and reading.lower[i] in _RELATIVE:
        i -= 1
    if i < first or (reading.lower[i] not in _NOMINATIVE and _is_governed(reading, i, first)):
        return None
    return is_plural(reading.lower[i])


def _is_governed(reading: Reading, noun: int, first: int) -> bool:
    """Tell whether a preposition stands before the phrase of a noun."""
    for i in range(noun - 1, max(first, noun - _FARTHEST) - 1, -1):
        if reading.lower[i] in _PREPOSITIONS:
            return True
        if reading.lower[i] in STOPS:
            return False
        if reading.lower[i] in DETERMINERS:
            return i > first and reading.lower[i - 1] in _PREPOSITIONS
    return False
