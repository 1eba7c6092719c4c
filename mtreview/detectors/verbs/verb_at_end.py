"""A verb, or the second part of its group, left at the end of the clause.

German, Dutch and Turkish end a subordinate clause in its verb, and the participle or infinitive
goes to the end of a main clause ("dass die Firma das Land gekauft hatte").

    Faulty: The court found that the firm the land without a permit bought had.
    Faulty: The mayor has yesterday the bridge opened. She left because she the train missed.
    Faulty: The council will the school in May close. The court the appeal rejected.

    Instead: The court found that the firm had bought the land without a permit.
    Instead: The mayor has opened the bridge yesterday. She left because she missed the train.
    Instead: The council will close the school in May. The court rejected the appeal.

“The mayor has the bridge inspected”, which means that others do it, passes; so does inversion after
“only” and “not until”, and what follows “than”, “as” or “what”. Missed: objects without an article.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import adverbials, full_phrase, is_time, opens_sentence
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.speakers import SPEAKERS
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    HAVE,
    MODALS,
    NOT,
    STOPS,
    is_participle,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = (
    "“{0}” stands at the end of its clause, as in the source: English puts it after its subject"
)
_NOMINATIVE = frozenset("i he she we they".split())
_OPENING = CONJUNCTIONS | {"that", "which", "who"}
_BARRED = frozenset("than as what whatever all everything more less not only never nor".split())
_ARTICLES = frozenset("a an the his her its their our my your this these those".split())
_WILL = MODALS.keys() - {"'ll", "ca", "wo", "sha"}
_WHEN = frozenset("on yesterday today tomorrow tonight last next".split())
_TIMED = frozenset("at in since during for after before until this next every".split())
_FARTHEST = 16  # tokens from a subject to its verb


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Start from an auxiliary at the end of a clause, one in its place, or a pronoun."""
    word, following = reading.lower[first], word_at(reading, first + 1, first)
    if word in _NOMINATIVE:
        if following in _ARTICLES and following != "all":
            yield from _after_pronoun(reading, first)
    elif word in HAVE | BE and (not following or following in STOPS):
        yield from _auxiliary_last(reading, first)
    elif word in HAVE | BE | _WILL:
        yield from _divided(reading, first)
    elif word == "the":
        yield from _object_first(reading, first)


def _after_pronoun(reading: Reading, subject: int) -> Iterator[Hit]:
    """“because she the train missed”, “that they the law changed have”."""
    if reading.lower[subject : subject + 3] == ["we", "the", "people"]:
        return
    thing = full_phrase(reading, subject + 1, _end(reading, subject))
    verb = adverbials(reading, thing, _end(reading, subject)) if thing > subject + 1 else 0
    word = word_at(reading, verb, subject) if verb else ""
    tags = {tag for _, tag in verb_tags(word or ".")}
    if not tags:
        return
    after = word_at(reading, verb + 1, subject)
    if not after or after in STOPS:
        if tags & {"VBD", "VBZ"}:
            yield _hit(reading, subject + 1, verb, verb + 1, [word])
    elif after in HAVE and "VBN" in tags and _ends(reading, verb + 2, subject):
        yield _hit(reading, subject + 1, verb, verb + 2, [after, word])


def _object_first(reading: Reading, first: int) -> Iterator[Hit]:
    """“The court the appeal rejected.”: a whole sentence, unlike “the man the court freed is”."""
    head, last = reading.limits(first)[0], _end(reading, first)
    if reading.lower[head] not in _ARTICLES or full_phrase(reading, head, first) != first:
        return
    verb = full_phrase(reading, first, last)
    if verb <= first + 1 or verb >= last or reading.tags[verb] != "VBD":
        return
    past = any(tag == "VBD" for _, tag in verb_tags(reading.lower[verb]))
    if (
        past
        and adverbials(reading, verb + 1, last) == last
        and word_at(reading, last, first) == "."
    ):
        yield _hit(reading, first, verb, verb + 1, [reading.words[verb]])


def _auxiliary_last(reading: Reading, last: int) -> Iterator[Hit]:
    """“that the firm the land bought had”, “because the man in Rome arrested was”."""
    participle = last - 1
    word = word_at(reading, participle, last) or "."
    if word in MODALS or not is_participle(word):
        return
    head = _clause_head(reading, participle)
    if head is None:
        return
    subject = full_phrase(reading, head, participle)
    if subject <= head or subject >= participle:
        return
    words = [reading.lower[last], reading.lower[participle]]
    if reading.lower[last] in HAVE:
        between = full_phrase(reading, subject, participle)
        fits = reading.lower[subject] in _ARTICLES and between > subject
    else:
        between, fits = subject, True
    end = skip(reading, adverbials(reading, between, participle), ADVERBS | NOT)
    if fits and end == participle:
        yield _hit(reading, subject, participle, last + 1, words)


def _clause_head(reading: Reading, i: int) -> int | None:
    """The token after the conjunction that opens the clause of token i."""
    for at in range(i - 1, max(reading.limits(i)[0], i - _FARTHEST) - 1, -1):
        word = reading.lower[at]
        if word in _BARRED or word in STOPS:
            return None
        if word in _OPENING:
            before = word_at(reading, at - 1, i)
            return None if before in _BARRED else at + 1
    return None


def _divided(reading: Reading, first: int) -> Iterator[Hit]:
    """“will the school in May close”, “has yesterday the bridge opened”."""
    if not _has_subject_before(reading, first):
        return
    word, last = reading.lower[first], _end(reading, first)
    middle = adverbials(reading, first + 1, last)
    timed = middle > first + 1 and is_time(reading, first + 1, middle)
    thing = middle
    if middle < last and reading.lower[middle] in _ARTICLES:
        thing = full_phrase(reading, middle, last)
    elif word not in BE or not timed:
        return
    if word in BE and (thing > middle or reading.lower[first + 1] not in _WHEN):
        return  # “is this year the best”, “were in former days called”
    verb = adverbials(reading, thing, last)
    if verb + 1 != last or verb <= first + 1:
        return
    if word in HAVE and not timed and verb == thing:
        return  # “the mayor has the bridge inspected”
    form = "VB" if word in _WILL else "VBN"
    noun = reading.tags[verb] in ("NN", "NNS", "NNP")
    if not noun and any(tag == form for _, tag in verb_tags(reading.lower[verb])):
        rest = [
            reading.quote(*part)
            for part in ((middle, verb), (first + 1, middle))
            if part[0] < part[1]
        ]
        rewrite = " ".join([reading.words[first], reading.words[verb], *rest])
        yield Hit(_MESSAGE.format(reading.words[verb]), first, verb + 1, rewrites=(rewrite,))


def _has_subject_before(reading: Reading, i: int) -> bool:
    """Tell whether a sentence's subject, and nothing else, stands before its auxiliary."""
    head = i - 1
    first = max(reading.limits(i)[0], i - _FARTHEST)
    while head > first and not (opens_sentence(reading, head) or reading.lower[head - 1] == "that"):
        head -= 1
    if reading.lower[head] in _NOMINATIVE:
        return head == i - 1
    if reading.lower[head] in _BARRED or not reading.words[head][0].isalnum():
        return False
    end = full_phrase(reading, head, i)
    return head < end == i


def _end(reading: Reading, i: int) -> int:
    """The punctuation that ends the clause of token i, if it is near."""
    last = min(reading.limits(i)[1], i + _FARTHEST)
    while i < last and reading.words[i] not in STOPS:
        i += 1
    return i


def _ends(reading: Reading, i: int, near: int) -> bool:
    word = word_at(reading, i, near)
    return not word or word in STOPS


def _hit(reading: Reading, first: int, verb: int, last: int, group: list[str]) -> Hit:
    """Put the verb group before what stands between it and its subject."""
    rewrite = " ".join([*group, reading.quote(first, verb)])
    return Hit(_MESSAGE.format(" ".join(group)), first, last, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="verb-at-end",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.88,
    watch=(
        Words(_NOMINATIVE, tags=True, then=_ARTICLES),
        Words(HAVE | BE, tags=True, then=STOPS | _WHEN | _TIMED),
        Words(frozenset(_WILL), tags=True, then=_ARTICLES | _WHEN | _TIMED),
        Words(HAVE, tags=True, then=_ARTICLES),
        Words(frozenset({"the"}), tags=True, after=SPEAKERS),
    ),
    find=find,
    flagged=(
        Flagged("The court ⟦the appeal rejected⟧.", "rejected the appeal"),
        Flagged("The army ⟦the village took⟧ on Sunday.", "took the village"),
        Flagged(
            "The club ⟦has the trainer after four defeats dismissed⟧.",
            "has dismissed the trainer after four defeats",
        ),
        Flagged(
            "The court found that the firm ⟦the land without a permit bought had⟧.",
            "had bought the land without a permit",
        ),
        Flagged("She left because she ⟦the train missed⟧.", "missed the train"),
        Flagged("He says that they ⟦the law changed have⟧.", "have changed the law"),
        Flagged("They wept because the man ⟦in Rome arrested was⟧.", "was arrested in Rome"),
        Flagged("The council ⟦will the school in May close⟧.", "will close the school in May"),
        Flagged("The mayor ⟦has yesterday the bridge opened⟧.", "has opened the bridge yesterday"),
        Flagged("The man ⟦was on Monday in Rome arrested⟧.", "was arrested on Monday in Rome"),
    ),
    passing=(
        "The man the court freed. The judge the lawyers met in May has retired.",
        "The town has the bridge inspected in May.",
        "The mayor has the bridge inspected. He had his car repaired.",
        "Only then will the council close the school. Not until May will the pool open.",
        "She knew more than the man the police questioned had.",
        "We the people decide. They all the same left.",
        "He asked where the people arrested were.",
        "What good will the plan do? Can the council pay?",
        "The land that the firm bought had been poisoned.",
        "The plan was in the end dropped by all. It is this year the best.",
        "All the land the firm bought had value, and all they had was lost.",
    ),
    misses=(Missed("The court found that the firm ⟦land without a permit bought had⟧."),),
)
