"""A past tense or a base form after have, has or had, where the participle is meant.

Languages with one form for both (and machines trained on little text) give a verb its past tense
in the perfect.

    Faulty: The delegation has went home. The minister has announce a date.

    Instead: The delegation has gone home. The minister has announced a date.

The rule knows the verbs whose past tense is no participle. A verb that ends one clause before the
next begins (“the money he had went to pay debts”) passes: the subject must open its clause, or
something must stand between. Base forms count only where they can be nothing else (“announce”, not
“finish”). Missed: past tenses that good writers once used as participles (“had spoke”), and
subjects of several words before a base form.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import inflect, parts_of_speech, verb_tags
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    CONJUNCTIONS,
    DETERMINERS,
    HAVE,
    MODALS,
    NOT,
    SUBJECTS,
    capital_of,
    clause_before,
    has_plain_subject,
    is_only_verb,
    is_relative,
    neighbour,
    participle_of,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "after “{0}” stands a participle, and “{1}” is none"
_ELLIPTIC = frozenset(
    "all anything as everything few how least little more most much nothing only something than "
    "what whatever whichever whoever whose".split()
)
# Past tenses that good writers never used as participles, as they did “forgot” and “spoke”.
_PAST = frozenset(
    "arose ate awoke became befell began blew came chose did drew drove fell flew foresaw forgave "
    "froze gave grew knew mistook outgrew overcame overtook overthrew partook ran rode rose saw "
    "shook stole swam swore threw took tore undertook underwent undid went withdrew woke wore "
    "wove wrote".split()
)
_AFTER_VERB = DETERMINERS | {"asleep", "from", "ill", "in", "into", "off", "to"}
_SOUND = DETERMINERS | {"been", "had", "to"}
_BETWEEN = NOT | ADVERBS
_NOUNS = frozenset("fell rose saw".split())


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look past “not” and adverbs at a verb that is no participle."""
    if neighbour(reading, first + 1) in _SOUND:
        return
    verb = skip(reading, first + 1, _BETWEEN, 3)
    word = word_at(reading, verb, first)
    if word in _PAST:
        following = word_at(reading, verb + 1, first)
        adjective = parts_of_speech(following or ".") == {"ADJ"}
        if word in _NOUNS and following not in _AFTER_VERB and not adjective:
            return  # “the garden has rose beds”
        before = word_at(reading, first - 1, first)
        adverb = verb > first + 1 and before not in _ELLIPTIC | {"that", "which", "who"}
        if adverb or _has_subject(reading, first):
            yield _hit(reading, first, verb, participle_of(word))
    elif word and has_plain_subject(reading, first) and _is_base_only(word):
        yield _hit(reading, first, verb, inflect(word, "VBN"))


def _hit(reading: Reading, have: int, verb: int, participle: str) -> Hit:
    kept = reading.text[reading.starts[have] : reading.starts[verb]]
    message = _MESSAGE.format(reading.words[have], reading.words[verb])
    return Hit(message, have, verb + 1, rewrites=(capital_of(kept + participle, kept),))


def _is_base_only(word: str) -> bool:
    """Tell whether a word is the base form of a verb and can be nothing else."""
    tags = {tag for _, tag in verb_tags(word)}
    return bool(tags) and tags <= {"VB", "VBP"} and is_only_verb(word)


def _has_subject(reading: Reading, have: int) -> bool:
    """Tell whether “have” goes on to its own verb, by what stands before it."""
    before = word_at(reading, have - 1, have)
    if before in MODALS or before in ("to", "not", "n't") or has_plain_subject(reading, have):
        return True
    if before in ("that", "which", "who"):
        return is_relative(reading, have - 1)
    if not before.isalpha() or any(word in _ELLIPTIC for word in clause_before(reading, have)):
        return False
    if before in SUBJECTS:
        return word_at(reading, have - 2, have) in CONJUNCTIONS
    return not _follows_noun(reading, have)


def _follows_noun(reading: Reading, have: int) -> bool:
    """Tell whether two noun phrases stand side by side: “the money the town had went”."""
    start = have - 1
    while start > have - 5 and word_at(reading, start, have) not in DETERMINERS | {""}:
        start -= 1
    before = word_at(reading, start - 1, have)
    return word_at(reading, start, have) in DETERMINERS and "NOUN" in parts_of_speech(before or ".")


DETECTOR = Detector(
    rule="no-participle-after-have",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MAJOR,
    confidence=0.92,
    watch=Words(HAVE),
    find=find,
    flagged=(
        Flagged("The delegation ⟦has went⟧ home.", "has gone"),
        Flagged("The talks ⟦have began⟧ in Oslo.", "have begun"),
        Flagged("She ⟦had not knew⟧ him.", "had not known"),
        Flagged("He ⟦hasn’t wrote⟧ to anyone.", "hasn’t written"),
        Flagged("They ⟦had already took⟧ the train.", "had already taken"),
        Flagged("The company should ⟦have gave⟧ notice.", "have given"),
        Flagged("Prices ⟦have grew⟧ by a fifth.", "have grown"),
        Flagged("Because he ⟦had fell⟧ ill, he stayed.", "had fallen"),
        Flagged("The minister ⟦has announce⟧ a date.", "has announced"),
        Flagged("They ⟦have not yet arrive⟧.", "have not yet arrived"),
        Flagged("The economist who ⟦has wrote⟧ to us is ill.", "has written"),
        Flagged("They fled when they ⟦had saw⟧ the flames.", "had seen"),
        Flagged("She spoke at length and ⟦has took⟧ notes.", "has taken"),
        Flagged("We ⟦have became⟧ friends.", "have become"),
    ),
    passing=(
        "The money he had went to pay his debts.",
        "What little they had came from the sea.",
        "The effect the speech had grew with the years.",
        "All that she had went with her.",
        "The garden has rose beds, and the shed has saw blades.",
        "She has had a cold; he had put it there.",
        "The town has run out of water and has come to terms with it.",
        "Those who have, gave; those who had not went home.",
        "They have to publish it, and they have become friends.",
        "We have help, advice and hope; the tools we have allow us to work.",
        "It has complete control of the coast.",
        "Everything we have began with him.",
        "He had forgot the napkins.",
    ),
    misses=(
        Missed("The minister of the interior ⟦has announce⟧ a date."),
        Missed("The talks ⟦have spoke⟧ for themselves."),
    ),
)
