"""“Is arrived” for “has arrived”: be as the auxiliary of the perfect.

German, French and Italian, and others, form the perfect of going, coming and becoming with “to be”
(“ist angekommen”, “est arrivé”, “è diventato”).

    Faulty: The minister is arrived in Rome. The dispute is arisen over the price.
    Faulty: They are gone to the capital yesterday.

    Instead: The minister has arrived in Rome. The dispute has arisen over the price.
    Instead: They went to the capital yesterday.

Where a date says that it is over, English has the past tense. A participle that also describes (“he
is gone”, “the leaves are fallen”) counts only with such a date or a goal, and none where it may be
a passive (“an answer is arrived at”). Missed: verbs that may take an object (“is returned”).
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import inflect, verb_tags
from mtreview.detectors.names.persons import people
from mtreview.detectors.verbs.tense import is_over
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    NOT,
    SUBJECTS,
    has_plain_subject,
    negate,
    opens_clause,
    skip,
    word_at,
)
from mtreview.detectors.wording import singular
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "the perfect of “{0}” takes “have”: the source forms it with “to be”"
_PERFECT_OF = {"is": "has", "are": "have", "am": "have", "was": "had", "were": "had"}
_GOING = frozenset(
    "appeared arisen arrived died emerged existed happened occurred remained".split()
)
_DESCRIBING = frozenset("departed escaped fallen fled gone risen".split())
_ALSO_BASE = frozenset(("become", "come"))
_PARTICIPLES = _GOING | _DESCRIBING | _ALSO_BASE
_GOALS = frozenset("bed church hospital jail prison school war work".split())
_PERSONS = frozenset("he she we i".split())
_BETWEEN = NOT | ADVERBS
_PASSIVE = frozenset("at by upon".split())


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read a form of be, “not” or adverbs, and a participle of going or becoming."""
    verb = skip(reading, first + 1, _BETWEEN)
    word, after = word_at(reading, verb, first), word_at(reading, verb + 1, first)
    if word not in _PARTICIPLES:
        return
    person = word_at(reading, first - 1, first) in _PERSONS and _has_pronoun(reading, first)
    if after in _PASSIVE and not (word == "arrived" and person):
        return
    if word in _ALSO_BASE and not _has_pronoun(reading, first):
        return  # “the first step is become a member”
    over = is_over(reading, verb + 1, reading.limits(first)[1])
    if word not in _DESCRIBING or over or _names_goal(reading, first, verb):
        yield _hit(reading, first, verb, over=over and verb == first + 1)


def _names_goal(reading: Reading, be: int, verb: int) -> bool:
    """Tell whether “they are gone to the capital” stands there, not “all is gone to the last”."""
    to = reading.lower[verb] == "gone" and word_at(reading, verb + 1, be) == "to"
    goal = word_at(reading, verb + 2, be)
    if not to or goal not in DETERMINERS | _GOALS:
        return False
    subject = word_at(reading, be - 1, be)
    person = bool({subject, singular(subject)} & people())
    return _has_pronoun(reading, be) or (person and has_plain_subject(reading, be))


def _has_pronoun(reading: Reading, be: int) -> bool:
    """Tell whether a pronoun that opens its clause is the subject."""
    if word_at(reading, be - 1, be) not in SUBJECTS - {"there"}:
        return False
    return opens_clause(reading, be - 1) or reading.lower[be - 2] in CONJUNCTIONS - {"than", "as"}


def _hit(reading: Reading, be: int, verb: int, *, over: bool) -> Hit:
    """The past tense where it is `over`, and the perfect: “is not arrived” -> “has not arrived”."""
    word = reading.lower[verb]
    lemma = min(lemma for lemma, tag in verb_tags(word) if tag == "VBN")
    perfect, between = _PERFECT_OF[reading.lower[be]], be + 1
    if between < verb and reading.lower[between] in NOT:
        perfect, between = negate(perfect, reading.words[between]), between + 1
    rewrite = " ".join((perfect, *reading.words[between : verb + 1]))
    past = (inflect(lemma, "VBD"),) if over else ()
    return Hit(_MESSAGE.format(lemma), be, verb + 1, rewrites=(*past, rewrite))


DETECTOR = Detector(
    rule="be-in-the-perfect",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(BE, then=_PARTICIPLES | _BETWEEN),
    find=find,
    flagged=(
        Flagged("The minister ⟦is arrived⟧ in Rome.", "has arrived"),
        Flagged("The train from Lyon ⟦is arrived⟧ yesterday.", "arrived"),
        Flagged("They ⟦are gone⟧ to the capital on foot.", "have gone"),
        Flagged("The children ⟦are gone⟧ to the school.", "have gone"),
        Flagged("The men ⟦are gone⟧ to prison.", "have gone"),
        Flagged("We ⟦are arrived⟧ at the end of the talks.", "have arrived"),
        Flagged("The prices ⟦are fallen⟧ last week.", "fell"),
        Flagged("Two of the injured ⟦are died⟧ in hospital.", "have died"),
        Flagged("The letter ⟦was not yet arrived⟧.", "had not yet arrived"),
        Flagged("The parcel ⟦isn’t arrived⟧.", "hasn’t arrived"),
        Flagged("He ⟦is become⟧ a rich man.", "has become"),
        Flagged("Something terrible ⟦is happened⟧ here.", "has happened"),
    ),
    passing=(
        "He is gone, and the leaves are fallen.",
        "The money is gone to the last cent.",
        "The decision is arrived at by a vote. It is arrived at by chance.",
        "The first step is become a member; the goal is come home.",
        "All they want is remain calm.",
        "The minister has arrived; the guests are arriving.",
        "The departed are remembered. The sun is risen.",
        "She was gone for a year, and they were gone by May.",
    ),
    misses=(Missed("The president ⟦is returned⟧ to Paris."),),
)
