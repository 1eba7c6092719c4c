"""Two forms of be or have in a row, where one auxiliary is meant.

Compound tenses and the passive of the source are rendered twice, once whole and once word by word
(Italian “è stato arrestato” as “is been arrested”), or two tenses are left side by side.

    Faulty: The hostages have been be released. He is was arrested in Rome.
    Faulty: The law is been changed. The plan has be dropped.

    Instead: The hostages have been released. He was arrested in Rome.
    Instead: The law has been changed. The plan has been dropped.

A clause may end in “is” or “had” and be the subject of the next verb (“what he was is gone”): for
such pairs the rule asks for a pronoun that opens its clause, or “the” and a noun that open the
segment. Missed: pairs after longer subjects, and a form written twice (“is is”), which is a
doubled word.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import adverbials, full_phrase
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    HAVE,
    MODALS,
    NOT,
    RELATIVES,
    SUBJECTS,
    capital_of,
    clause_before,
    has_plain_subject,
    is_participle,
    negate,
    neighbour,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "two auxiliary verbs where one is meant: “{0}”"
_PERFECT_OF = {"is": "has", "are": "have", "am": "have", "was": "had", "were": "had"}
_PAST = frozenset("was were had".split())
_PLURAL = frozenset("they we you".split())
_SECOND = BE | HAVE | {"be", "been"}
# Clauses in which “be” may follow a finite “have”: let all they have be shared.
_SUBJUNCTIVE = frozenset(
    "all asked demand demanded insist insisted let lest make makes making may recommend require "
    "required what whatever wherever".split()
)
# Words that may open a clause which is the subject of the second verb.
_OPENING = (
    RELATIVES
    | CONJUNCTIONS
    | frozenset("all anything each everything one only question thing truth way".split())
) - {"and", "because", "but", "nor", "so", "though", "yet"}


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Sort a pair of auxiliaries by its second: be, been, or a finite form."""
    word, following = reading.lower[first], neighbour(reading, first + 1)
    if following in NOT and word in BE and word_at(reading, first + 2, first) == "been":
        yield _negated_been(reading, first, word)
    if following not in _SECOND or following == word or not word_at(reading, first + 1, first):
        return
    if following == "be":
        yield from _before_be(reading, first, word)
    elif following == "been":
        yield from _before_been(reading, first, word)
    elif word in BE | HAVE and _is_plain(reading, first, following):
        yield from _two_finite(reading, first, word, following)
    elif word == "been" and following in BE:
        yield from _perfect_and_finite(reading, first, following)


def _is_plain(reading: Reading, i: int, following: str) -> bool:
    """Tell whether the first of two finite forms cannot end a clause that is a subject."""
    if has_plain_subject(reading, i) or _has_long_subject(reading, i):
        return True
    before = word_at(reading, i - 1, i)
    parts = parts_of_speech(before or ".")
    if "NOUN" not in parts or parts & {"ADJ", "ADV"} or before in _OPENING:
        return False
    both = reading.lower[i] in BE and following in BE and _has_participle(reading, i + 2)
    return both and not any(word in _OPENING | SUBJECTS for word in clause_before(reading, i))


def _has_long_subject(reading: Reading, i: int) -> bool:
    """Tell whether all before a passive is one noun phrase: “the bridge over the river has was”."""
    head = reading.limits(i)[0]
    phrase = full_phrase(reading, head, i)
    return head < phrase and adverbials(reading, phrase, i) == i and _has_participle(reading, i + 2)


def _negated_been(reading: Reading, i: int, word: str) -> Hit:
    """“is not been signed”."""
    perfect = negate(_PERFECT_OF[word], reading.words[i + 1])
    return _hit(reading, i, i + 3, (f"{perfect} been",))


def _before_be(reading: Reading, i: int, word: str) -> Iterator[Hit]:
    """“have been be released”, “has be released”, “he was be released”."""
    if any(before in _SUBJUNCTIVE for before in clause_before(reading, i)):
        return
    if word == "been":
        start = i - (word_at(reading, i - 1, i) in HAVE)
        yield _hit(reading, start, i + 2, (reading.quote(start, i + 1),))
    elif word in HAVE:
        governed = word_at(reading, i - 1, i) in MODALS.keys() | NOT
        if word != "have" or governed or _has_participle(reading, i + 2):
            yield _hit(reading, i, i + 2, (f"{word} been",))
    elif word in BE and has_plain_subject(reading, i) and _has_participle(reading, i + 2):
        yield _hit(reading, i, i + 2, (word, f"{word} to be", f"{word} being"))


def _before_been(reading: Reading, i: int, word: str) -> Iterator[Hit]:
    """“is been arrested”, “will be been arrested”, “being been arrested”."""
    passive = _has_participle(reading, i + 2)
    if word in BE:
        perfect = f"{_PERFECT_OF[word]} been"
        yield _hit(reading, i, i + 2, (perfect, word, f"{word} being") if passive else (perfect,))
    elif word == "be":
        yield _hit(reading, i, i + 2, ("be", "have been") if passive else ("have been", "be"))
    elif word == "being":
        yield _hit(reading, i, i + 2, ("having been", "being"))


def _perfect_and_finite(reading: Reading, been: int, following: str) -> Iterator[Hit]:
    """“he has been was arrested”."""
    if word_at(reading, been - 1, been) in HAVE and has_plain_subject(reading, been - 1):
        perfect = f"{reading.words[been - 1]} been"
        yield _hit(reading, been - 1, been + 2, (perfect, following))


def _two_finite(reading: Reading, i: int, word: str, following: str) -> Iterator[Hit]:
    """“he is was arrested”, “it is has been”, “they has have”: the subject opens the clause."""
    after = word_at(reading, i + 2, i)
    plural = reading.lower[i - 1] in _PLURAL
    if word in BE and following in BE:
        past = [form for form in (word, following) if form in _PAST]
        best = past[0] if len(past) == 1 else _agreeing(reading.lower[i - 1], bool(past))
        yield _hit(reading, i, i + 2, (best, following if best == word else word))
    elif word in BE:
        finite = {"have": "have" if plural else "has"}.get(following, following)
        finite = "had" if word in _PAST else finite
        yield _hit(reading, i, i + 2, (finite, word))
    elif following in BE:
        yield _hit(reading, i, i + 2, (following, f"{word} been"))
    elif following == "had" and after != "been":
        return  # "he has had"
    else:
        best = "had" if "had" in (word, following) else ("have" if plural else "has")
        yield _hit(reading, i, i + 2, (best, word))


def _agreeing(subject: str, past: bool) -> str:
    if subject in _PLURAL:
        return "were" if past else "are"
    if subject == "i":
        return "was" if past else "am"
    plural = subject.endswith("s") and not subject.endswith("ss")
    return ("were" if past else "are") if plural else ("was" if past else "is")


def _has_participle(reading: Reading, i: int) -> bool:
    participle = skip(reading, i, ADVERBS | NOT)
    word = word_at(reading, participle, i - 1)
    return bool(word) and is_participle(word)


def _hit(reading: Reading, first: int, last: int, instead: tuple[str, ...]) -> Hit:
    old = reading.quote(first, last)
    rewrites = tuple(capital_of(text, old) for text in dict.fromkeys(instead))
    return Hit(_MESSAGE.format(old), first, last, rewrites=rewrites)


DETECTOR = Detector(
    rule="doubled-auxiliary",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MAJOR,
    confidence=0.92,
    watch=Words(BE | HAVE | {"be", "been", "being"}, tags=True),
    find=find,
    flagged=(
        Flagged("The hostages ⟦have been be⟧ released.", "have been"),
        Flagged("He ⟦is was⟧ arrested in Rome.", "was"),
        Flagged("They ⟦were are⟧ sent home.", "were"),
        Flagged("The minister ⟦is was⟧ dismissed.", "was"),
        Flagged("The old stone bridge ⟦is was⟧ closed in May.", "was"),
        Flagged("Much time ⟦has been be⟧ lost.", "has been"),
        Flagged("The law ⟦is been⟧ changed twice.", "has been"),
        Flagged("The will of his aunt ⟦is not been⟧ found.", "has not been"),
        Flagged("The road from Bern to the lake ⟦has was⟧ closed.", "was"),
        Flagged("The suspects ⟦were been⟧ warned.", "had been"),
        Flagged("The plan ⟦has be⟧ dropped.", "has been"),
        Flagged("The bridge will ⟦be been⟧ closed.", "be"),
        Flagged("It would ⟦have be⟧ a long night.", "have been"),
        Flagged("It could ⟦be been⟧ worse.", "have been"),
        Flagged("She ⟦has have⟧ two offers.", "has"),
        Flagged("It ⟦is has⟧ been known for years.", "has"),
        Flagged("They left because they ⟦was be⟧ threatened.", "was"),
        Flagged("⟦Being been⟧ warned, they stayed.", "Having been"),
    ),
    passing=(
        "What he was is gone, and all he had was a coat.",
        "The man he once was is gone.",
        "Whatever is is right.",
        "Meeting people where they are is our aim.",
        "The only suggestion I have is to wait.",
        "What it is is a mistake.",
        "The money in the bank the family has was stolen.",
        "Terms can be had; there is fun to be had.",
        "He has had a cold, and she had had one before.",
        "Let the power they have be used well.",
        "They make the talks you have be as useful as possible.",
        "The trick is be patient.",
        "Where he has been is a mystery.",
        "That is, was and will be true.",
        "The effect these have has been small.",
        "It is being built; he has been being watched.",
        "The problem with what it was is plain.",
        "The human being is mortal.",
    ),
    misses=(Missed("The man that police sought in Rome for years ⟦is was⟧ arrested."),),
)
