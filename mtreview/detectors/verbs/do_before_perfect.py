"""“Does not have” before a participle, where the perfect is meant.

The perfect of the source is read as the verb “have” with an object and negated with “do”, above
all where an adverb parts the two (Spanish “no ha todavía respondido”).

    Faulty: The mayor does not have still answered. The court did not have published the list.
    Faulty: The spokesman does not have said when.

    Instead: The mayor has not yet answered. The court had not published the list.
    Instead: The spokesman has not said when.

A participle may also be an adjective or belong to what is had (“we do not have written consent”,
“the room they did not have cleaned”): the rule wants an adverb before the participle, “been”, or a
determiner right after it, or after a plain subject a verb's complement or the end of the clause.
Missed: a participle before a bare noun.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    CONJUNCTIONS,
    DO,
    NOT,
    RELATIVES,
    capital_of,
    clause_before,
    ends_clause,
    has_plain_subject,
    is_participle,
    negate,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "the perfect is negated without “do”: the source's auxiliary was read as “to have”"
_PERFECT_OF = {"do": "have", "does": "has", "did": "had"}
_PARTING = (ADVERBS - {"only", "just", "now", "often", "properly", "simply"}) | {"at", "all"}
_ARTICLES = frozenset("a an any her his its my our the their this these those".split())
_AFTER_VERB = _ARTICLES | frozenset(
    "by for from how in into on that to what where who why with".split()
)
_COMPLEMENTS = _AFTER_VERB | frozenset(
    "anyone anything at because her him if it me nothing since so them this us when whether which "
    "whom yesterday you".split()
)
_LASTING = frozenset(("still", "yet"))  # “no ... todavía”, “ne ... pas encore”
_NO_SUBJECT = CONJUNCTIONS | RELATIVES | {"to"}


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read “do not have”, an adverb and a participle."""
    if word_at(reading, first + 1, first) not in NOT:
        return
    if word_at(reading, first + 2, first) != "have" or not _has_subject(reading, first):
        return
    participle = first + 3
    while word_at(reading, participle, first) in _PARTING and participle < first + 6:
        participle += 1
    word = word_at(reading, participle, first)
    if word and is_participle(word) and _is_verbal(reading, first, participle, word):
        yield _hit(reading, first, participle)


def _has_subject(reading: Reading, do: int) -> bool:
    """Tell whether the clause is plain: no relative, in which the object of “have” is gone."""
    before = word_at(reading, do - 1, do)
    clause = clause_before(reading, do)
    relative = any(
        word in RELATIVES and (word != "that" or "NOUN" in parts_of_speech(noun))
        for noun, word in zip(("", *clause), clause, strict=False)
    )
    return bool(before) and before.isalpha() and before not in _NO_SUBJECT and not relative


def _is_verbal(reading: Reading, do: int, participle: int, word: str) -> bool:
    """Tell whether the participle is a verb's, not an adjective before a noun."""
    following = word_at(reading, participle + 1, do)
    if word == "been":
        return True
    if participle > do + 3:
        adjective = parts_of_speech(following or ".") & {"NOUN", "ADJ"}
        return following in _AFTER_VERB or not following or not adjective
    if word == "wanted" and following == "to":
        return True
    if has_plain_subject(reading, do) and not parts_of_speech(word) & {"ADJ", "NOUN"}:
        return following in _COMPLEMENTS or ends_clause(reading, participle + 1, do)
    return following in _ARTICLES and not ends_clause(reading, participle + 1, do)


def _hit(reading: Reading, do: int, participle: int) -> Hit:
    """“does not have still answered” -> “has not yet answered”."""
    perfect = _PERFECT_OF[reading.lower[do]]
    words = [negate(perfect, reading.words[do + 1])]
    for adverb in reading.words[do + 3 : participle]:
        words.append("yet" if adverb in _LASTING else adverb)
    words.append(reading.words[participle])
    rewrite = capital_of(" ".join(words), reading.words[do])
    rewrite = rewrite.replace(" at all ", " ") + " at all" * (" at all " in rewrite)
    return Hit(_MESSAGE, do, participle + 1, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="do-before-perfect",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MAJOR,
    confidence=0.88,
    watch=Words(DO),
    find=find,
    flagged=(
        Flagged("The mayor ⟦does not have still answered⟧.", "has not yet answered"),
        Flagged("The deputies ⟦do not have yet voted⟧ on it.", "have not yet voted"),
        Flagged("The road ⟦did not have been⟧ repaired.", "had not been"),
        Flagged("The court ⟦does not have published⟧ the list.", "has not published"),
        Flagged("She ⟦doesn’t have already received⟧ the letter.", "hasn’t already received"),
        Flagged("The firm ⟦does not have at all paid⟧.", "has not paid at all"),
        Flagged("The spokesman ⟦does not have said⟧ when it opens.", "has not said"),
        Flagged("The shipment ⟦did not have arrived⟧ in Athens.", "had not arrived"),
        Flagged("They ⟦don’t have answered⟧.", "haven’t answered"),
        Flagged("The consul ⟦does not have wanted⟧ to speak.", "has not wanted"),
    ),
    passing=(
        "We do not have written consent.",
        "The meeting that they did not have scheduled the week before is off.",
        "He does not have limited means.",
        "The plan that the council did not have approved the day before failed.",
        "They do not have to publish the list.",
        "The rooms which they did not have cleaned the day before stink.",
        "The rooms they did not have cleaned stink; they do not have married staff.",
        "They do not have enough. You do not have cooked and raw meat side by side.",
        "Users do not have already existing accounts.",
        "It does not have any known side effects.",
        "I do not have it finished; you do not have him fooled.",
    ),
    misses=(Missed("The mayor ⟦does not have received⟧ letters."),),
)
