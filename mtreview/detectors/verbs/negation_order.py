"""“Not” or “no” before the verb that it negates.

Slavic and Romance languages put the negation before the finite verb ("no es", "не знал"), and a
machine leaves it there.

    Faulty: The minister not knew the figures. It not is possible.
    Faulty: The villages no have water. The bodies not have been found.

    Instead: The minister did not know the figures. It is not possible.
    Instead: The villages do not have water. The bodies have not been found.

Questions (“why should he not be”), subjunctives (“that he not be sent”), “or not” and “not only”
pass. Missed: regular past tenses after a noun, which may be participles (“a film not seen”), and
verbs that look like nouns.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, parts_of_speech, verb_tags
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    PREPOSITIONS,
    RELATIVES,
    SUBJECTS,
    clause_before,
    ends_clause,
    has_plain_subject,
    is_only_verb,
    is_participle,
    is_past_only,
    negate,
    opens_clause,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "the negation stands before “{0}”, as in the source; English puts it after an auxiliary"
_PRONOUNS = (SUBJECTS - {"one", "there"}) | frozenset(
    "everybody everyone nobody somebody someone this that these those which who".split()
)
_NO_SUBJECT = (
    AUXILIARIES
    | CONJUNCTIONS
    | DETERMINERS
    | ADVERBS
    | PREPOSITIONS
    | frozenset("often likely maybe perhaps believe please rather better certainly no not".split())
)
_INVERTING = AUXILIARIES | {"let", "lest", "whether"}
_MODALS = frozenset("can could must should will would".split())
_PAST_NOUNS = frozenset("did rose saw fell left bore".split())
_KNOWN = frozenset("agree believe exist go have know need see think understand want wish".split())
_DECLARING = frozenset("although because but since so that though while".split())
_IMPERSONAL = frozenset(("is", "was"))
_ABOUT_NO = frozenset("easy enough hard simple short".split())  # “No is hard to say”
_PLAIN = frozenset("i we you they".split())
_ABSOLUTE = frozenset("and if or than with".split())
# Passives of these keep an object: officials not told the truth.
_OF_TWO_OBJECTS = frozenset(
    "allow ask award call charge deny give grant hand lend make offer pay promise refuse sell send "
    "show spare teach tell".split()
)
_OBJECTS = DETERMINERS | {"to"}


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read the subject before “not” or “no”, and a finite verb after it."""
    word = word_at(reading, first + 1, first)
    before = word_at(reading, first - 1, first)
    if not word or not before or opens_clause(reading, first):
        if word in _IMPERSONAL and first == reading.limits(first)[0]:
            yield from _without_subject(reading, first, word)
        return
    if reading.lower[first] == "no":
        subject = _may_follow_no(word, before)
    else:
        subject = before in _PRONOUNS or _is_noun(reading, first - 1)
    inverted = word_at(reading, first - 2, first) in _INVERTING
    if subject and not inverted and _is_finite(reading, first, word, before):
        yield _hit(reading, first, word, before)


def _may_follow_no(word: str, before: str) -> bool:
    """Tell whether “no” negates a verb: “he no has”, “that no is possible”."""
    if before in _DECLARING - {"but", "so"}:
        return word in _IMPERSONAL
    return before in _PRONOUNS - {"that", "this"} and word in BE | HAVE | _MODALS


def _without_subject(reading: Reading, i: int, word: str) -> Iterator[Hit]:
    """“Not is possible” at the head of a segment, where the source needs no subject."""
    following = word_at(reading, i + 2, i)
    adjective = "ADJ" in parts_of_speech(following or ".") and following not in _ABOUT_NO
    if reading.lower[i] == "not" or (adjective and not ends_clause(reading, i + 3, i)):
        yield Hit(_MESSAGE.format(word), i, i + 2, rewrites=(f"It {word} not",))


def _is_noun(reading: Reading, i: int) -> bool:
    """Tell whether token i may be a subject: a noun, or a name, and nothing that bars it."""
    word = reading.lower[i]
    if word in _NO_SUBJECT or word in RELATIVES or not word.isalpha():
        return False
    parts = parts_of_speech(word)
    return "NOUN" in parts or (not parts and reading.words[i][0].isupper())


def _is_finite(reading: Reading, i: int, word: str, before: str) -> bool:
    """Tell whether the word after the negation at token i is a finite verb."""
    if word in BE or word in ("has", "had"):
        return True
    if word in _MODALS:
        governed = word_at(reading, i + 2, i)
        return any(tag == "VB" for _, tag in verb_tags(governed or "."))
    if word == "have" and word_at(reading, i + 2, i) == "been":
        return not any(other in _INVERTING for other in clause_before(reading, i))
    if is_past_only(word):
        inverted = any(other in AUXILIARIES for other in clause_before(reading, i - 1, 3))
        return word not in _PAST_NOUNS and not inverted
    tags = {tag for _, tag in verb_tags(word)}
    if tags == {"VBZ"}:
        return is_only_verb(word) or before in ("he", "she", "it")
    if tags == {"VBD", "VBN"}:
        return _is_past(reading, i, before, word)
    return word in _KNOWN and before in _PLAIN and _declares(reading, i - 1)


def _is_past(reading: Reading, i: int, before: str, word: str) -> bool:
    """Tell whether a regular past tense is one here, and no participle: “we not wanted to”."""
    if before in _PLAIN | {"he", "she"}:
        head = i - 1 == reading.limits(i)[0]
        return head or (not opens_clause(reading, i - 1) and reading.lower[i - 2] not in _ABSOLUTE)
    object_follows = word_at(reading, i + 2, i) in _OBJECTS - {"to"}
    return object_follows and base_of(word) not in _OF_TWO_OBJECTS and has_plain_subject(reading, i)


def _declares(reading: Reading, subject: int) -> bool:
    """Tell whether a pronoun opens a statement, which no subjunctive or question can be."""
    if subject == reading.limits(subject)[0]:
        return True
    return reading.lower[subject - 1] in _DECLARING - {"that", "so"}


def _hit(reading: Reading, i: int, word: str, before: str) -> Hit:
    following = word_at(reading, skip(reading, i + 2, ADVERBS), i)
    perfect = bool(following) and is_participle(following)
    if word in BE or word in _MODALS or (word in HAVE and perfect):
        rewrites = [negate(reading.words[i + 1])]
    else:
        rewrites = [_with_do(word)]
    if reading.lower[i] == "no" and before in _DECLARING:
        rewrites = [f"it {rewrites[0]}"]
    return Hit(_MESSAGE.format(word), i, i + 2, rewrites=tuple(rewrites))


def _with_do(word: str) -> str:
    """“did not know” for knew, “does not have” for has."""
    base = base_of(word)
    tags = {tag for _, tag in verb_tags(word)}
    if base is None:
        return f"do not {word}"
    if "VBZ" in tags:
        return f"does not {base}"
    return f"did not {base}"


DETECTOR = Detector(
    rule="negation-before-verb",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Words(frozenset(("not", "no"))),
    find=find,
    flagged=(
        Flagged("The minister ⟦not knew⟧ the figures.", "did not know"),
        Flagged("It ⟦not is⟧ possible to leave.", "is not"),
        Flagged("The bodies ⟦not have⟧ been found.", "have not"),
        Flagged("The court ⟦not has⟧ published its ruling.", "has not"),
        Flagged("The village ⟦not has⟧ a doctor.", "does not have"),
        Flagged("He ⟦not went⟧ to school.", "did not go"),
        Flagged("She ⟦not knows⟧ the answer.", "does not know"),
        Flagged("We ⟦not know⟧ who did it.", "do not know"),
        Flagged("They stayed because they ⟦not wanted⟧ to fight.", "did not want"),
        Flagged("The mayor ⟦not signed⟧ the decree.", "did not sign"),
        Flagged("It ⟦not works⟧ well.", "does not work"),
        Flagged("He ⟦no can⟧ come today.", "cannot"),
        Flagged("They ⟦no have⟧ water.", "do not have"),
        Flagged("She knew that ⟦no was⟧ possible.", "it was not"),
        Flagged("⟦Not is⟧ possible to leave the country.", "It is not"),
        Flagged("Petrov ⟦not was⟧ at home.", "was not"),
    ),
    passing=(
        "Why should he not be able to paint?",
        "They demanded that he not be sent home, and that they not have to pay.",
        "Whether he likes it or not is of no account.",
        "More often than not went the same way.",
        "One thing that it is not is simple.",
        "It was blue, not red; he, not she, was late.",
        "He not only knew it, he not infrequently said so.",
        "What would she not have given for it?",
        "A film not seen for years, and a book not found.",
        "Saying no is hard, and no is an answer.",
        "The bodies may not have been found.",
        "Had he not painted, he not having been paid, nobody would know.",
        "Those who have not are poor.",
        "Not only has the fly not got the nectar, it has not gone.",
        "No is an answer. No is hard to say. No was the word.",
        "Officials not told the truth resigned; the staff not paid their wages left.",
        "Let it not be said that they no longer have hope.",
        "Why should the bodies not have been found?",
        "To be or not to be is the question; to do or not do.",
    ),
    misses=(
        Missed("The council ⟦not votes⟧ today."),
        Missed("The film ⟦not moved⟧ anybody."),
    ),
)
