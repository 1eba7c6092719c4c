"""A relative clause whose verb stands before its subject.

French, Spanish and Italian may put the verb first after “where” and “in which” ("la maison où
vivait la victime", "el coche en que viajaban los jóvenes").

    Faulty: The house where lived the victim has been sealed.
    Faulty: The square in which was born the poet will be renamed.

    Instead: The house where the victim lived has been sealed.
    Instead: The square in which the poet was born will be renamed.

Verbs of place (“where stood a chapel”), passives in remarks (“to which was added a brigade”), long
subjects that English moves to the end, and questions pass. Missed: “that” and “which” without a
preposition, where the antecedent may be the subject.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import full_phrase
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, verb_tags
from mtreview.detectors.verbs.verb_group import STOPS, is_participle, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "the verb stands before its subject, as in the source: English puts “{0}” first"
_PREPOSITIONS = frozenset("at by during for from in on through to under with".split())
_ARTICLES = frozenset("a an the his her its their our two three four five six many several".split())
_STANDING = frozenset("be come do go hang have lay lie mean spread rise run sit stand".split())
_FINITE = frozenset("VBD VBZ VBP MD".split())
_LONGEST = 10  # tokens of a subject


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read a relative, a verb group and a noun phrase, then the verb of the main clause."""
    before = word_at(reading, first - 1, first)
    relative = reading.lower[first] == "where" or before in _PREPOSITIONS
    if not relative or not before.isalpha():
        return
    verb = first + 1
    subject = _subject(reading, verb)
    last = min(reading.limits(first)[1], first + _LONGEST)
    if not verb < subject < last or reading.lower[subject] not in _ARTICLES:
        return
    end = full_phrase(reading, subject, last)
    after = word_at(reading, end, first)
    aside = word_at(reading, first - 2, first) == "," and subject == verb + 2
    if (
        end > subject
        and not aside
        and (not after or after in STOPS or reading.tags[end] in _FINITE)
    ):
        named = reading.quote(subject, end)
        rewrite = f"{named} {reading.quote(verb, subject)}"
        yield Hit(_MESSAGE.format(named), verb, end, rewrites=(rewrite,))


def _subject(reading: Reading, verb: int) -> int:
    """The token after “lived”, “was born”; `verb` where no such group stands there."""
    word, after = word_at(reading, verb, verb - 1), word_at(reading, verb + 1, verb - 1)
    if word in ("was", "were", "is", "are"):
        return verb + 2 if after and is_participle(after) else verb
    tags = {tag for _, tag in verb_tags(word or ".")}
    plain = bool(tags & {"VBD", "VBZ"}) and reading.tags[verb] in ("VBD", "VBZ", "VBN")
    return verb + 1 if plain and (base_of(word) or word) not in _STANDING else verb


DETECTOR = Detector(
    rule="inverted-relative",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(frozenset({"where", "which"}), tags=True),
    find=find,
    flagged=(
        Flagged("The house where ⟦lived the victim⟧ has been sealed.", "the victim lived"),
        Flagged("The square in which ⟦was born the poet⟧ will be renamed.", "the poet was born"),
        Flagged("The car in which ⟦travelled four boys⟧ left the road.", "four boys travelled"),
        Flagged("He went to the town where ⟦works his father⟧.", "his father works"),
        Flagged("The day on which ⟦began the trial⟧ was cold.", "the trial began"),
    ),
    passing=(
        "The hill where stood a chapel is bare.",
        "The house where the victim lived has been sealed.",
        "Where lived the king? He asked where it was.",
        "The office in which worked the many clerks and typists of a bank that failed.",
        "The town to which he went is far. The corps, to which was added a brigade, left.",
        "The drawer in which were the letters was empty.",
        "The question which worried the minister was another.",
        "It was a village where came the first snow.",
    ),
    misses=(Missed("The law that ⟦has proposed the minister⟧ is old."),),
)
