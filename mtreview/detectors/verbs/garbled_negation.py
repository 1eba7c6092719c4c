"""A negated “there is” whose words are out of order, with a stray subject or a stray “do”.

French “il n’y avait aucun” and Spanish “no había” have no word that answers to “there”. A machine
that renders each word by itself writes the impersonal “il” as “he”, the negation as “does not” and
“y avait” as “there was”. The reader takes “he” for a person and loses the clause.

    Faulty: He assured them that he does not there was any danger.
    Faulty: He assured them that he does not there was “no conflict”.
    Faulty: It not there is a solution. It has not there any doubt. He will not there be a war.

    Instead: He assured them that there was not any danger.
    Instead: He assured them that there was “no conflict”.
    Instead: There is not a solution. There is not any doubt. There will not be a war.

The negation stays, unless what follows negates by itself (no, nobody, nothing, never); the tense
is that of the verb after “there”. After a noun (“the minister does not there was”) it is clear
only at the end of a clause what was meant. Missed: a conditional without its comma that looks the
same (“if he does not there is”), and a negation further away.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.verbs.verb_group import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DO,
    HAVE,
    MODALS,
    NOT,
    RELATIVES,
    SUBJECTS,
    capital_of,
    clause_before,
    ends_clause,
    follows_conjunction,
    is_negated_at,
    negate,
    neighbour,
    word_at,
)
from mtreview.model import Edit, Severity, Span
from mtreview.tokens import Reading

_MESSAGE = (
    "garbled negation: the source says that something is not there (French “il n’y a”), and the "
    "subject, “do” or “not” was rendered word by word"
)
_NO = NOT | {"no"}
_NEAR = _NO | (SUBJECTS - {"there"})
_CONDITIONAL = frozenset(
    "if when whenever where wherever once unless whether as whoever those who what whatever".split()
)
_PRESENT = frozenset("am is are has have will can may must shall".split())
_FINITE_OF_DO = {"do": "are", "does": "is", "did": "was"}
_FINITE_OF_HAVE = {"have": "are", "has": "is", "had": "was"}
_THIRD = frozenset("he she it they".split())
_AMOUNTS = frozenset("any a an many much enough no several anyone anything anybody".split())
_ANY_TIME = frozenset("more longer time day night sooner earlier later , .".split())
_NEVER_BARE = frozenset("enough many more much sufficient".split())


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Try the known disorders around “there”."""
    if neighbour(reading, first - 1) not in _NEAR and neighbour(reading, first + 1) not in _NO:
        return
    before = word_at(reading, first - 1, first)
    after = word_at(reading, first + 1, first)
    if before in _NO:
        yield from _after_negation(reading, first)
        yield from _behind_auxiliary(reading, first)
    elif after in _NO:
        yield from _before_negation(reading, first)
    elif after in BE | HAVE and before in _NEAR:
        yield from _negated_at_end(reading, first)


def _after_negation(reading: Reading, there: int) -> Iterator[Hit]:
    """“he does not there was”, “he not there was”, “because not there is”."""
    group = _group(reading, there + 1)
    before = word_at(reading, there - 2, there)
    if group is None or before in {"or", "is", "are", "was", "were", "am", "'s", "'re", "be"}:
        return
    verb, last = group
    if before in DO and reading.lower[there - 1] != "no":
        start = there - 2
        if _is_conditional(reading, start, reading.lower[there + 1]):
            return
        verb = verb or _FINITE_OF_DO[before]
        if word_at(reading, start - 1, there) in SUBJECTS:
            yield _hit(reading, start - 1, last, verb)
        elif follows_conjunction(reading, start) or _opens_relative(reading, start):
            yield _hit(reading, start, last, verb)
        else:
            yield _of_noun(reading, start, last, verb)
    elif verb and before in SUBJECTS:
        if word_at(reading, there - 3, there) not in AUXILIARIES | {"let"}:
            yield _hit(reading, there - 2, last, verb)
    elif verb and (before in CONJUNCTIONS and before not in _CONDITIONAL | {"why"}):
        yield _hit(reading, there - 1, last, verb)


def _before_negation(reading: Reading, there: int) -> Iterator[Hit]:
    """“there not is”, “there no was”, “he does there not was”."""
    group = _group(reading, there + 2)
    if group is None or not group[0]:
        return
    before = word_at(reading, there - 1, there)
    if before in DO and word_at(reading, there - 2, there) in SUBJECTS:
        yield _hit(reading, there - 2, group[1], group[0])
    elif reading.lower[there + 2] != "be" and before not in AUXILIARIES:
        yield _hit(reading, there, group[1], group[0])


def _negated_at_end(reading: Reading, there: int) -> Iterator[Hit]:
    """“he there is not a solution”: the subject was left before a sound group."""
    subject = there - 1
    clear = follows_conjunction(reading, subject)
    if word_at(reading, there + 2, there) in NOT and clear:
        verb = reading.lower[there + 1]
        yield _hit(reading, subject, there + 3, _FINITE_OF_HAVE.get(verb, verb))


def _behind_auxiliary(reading: Reading, there: int) -> Iterator[Hit]:
    """“it has not there any doubt”, “he is not there any doubt”, “they will not there be”."""
    auxiliary, subject = word_at(reading, there - 2, there), there - 3
    if word_at(reading, subject, there) not in _THIRD or reading.lower[there - 1] == "no":
        return
    after = word_at(reading, there + 1, there)
    if auxiliary in HAVE:
        been = after == "been"
        if _is_amount(reading, there + 1 + been, there):
            verb = f"{auxiliary} been" if been else _FINITE_OF_HAVE[auxiliary]
            yield _hit(reading, subject, there + 1 + been, verb)
    elif auxiliary in BE:
        if after == "any" and word_at(reading, there + 2, there) not in _ANY_TIME:
            yield _hit(reading, subject, there + 1, auxiliary)
    elif auxiliary in MODALS:
        perfect = after == "have" and word_at(reading, there + 2, there) == "been"
        if (after == "be" or perfect) and _is_amount(reading, there + 2 + perfect, there):
            verb = f"{MODALS[auxiliary]} {'have been' if perfect else 'be'}"
            yield _hit(reading, subject, there + 2 + perfect, verb)


def _is_amount(reading: Reading, i: int, there: int) -> bool:
    """Whether token i begins what is, or is not, there."""
    word = word_at(reading, i, there)
    return word in _AMOUNTS or (bool(word) and parts_of_speech(word) == {"NOUN"})


def _group(reading: Reading, i: int) -> tuple[str, int] | None:
    """The verb that “there” needs, "" where “do” decides it, and the token after the group."""
    word, following = word_at(reading, i, i - 1), word_at(reading, i + 1, i - 1)
    if word in BE:
        return word, i + 1
    if word in HAVE:
        return (f"{word} been", i + 2) if following == "been" else (_FINITE_OF_HAVE[word], i + 1)
    if word == "be":
        return "", i + 1
    if word in MODALS and following == "be":
        return f"{MODALS[word]} be", i + 2
    if word in MODALS and following == "have" and word_at(reading, i + 2, i - 1) == "been":
        return f"{MODALS[word]} have been", i + 3
    return None


def _is_conditional(reading: Reading, do: int, verb: str) -> bool:
    """Tell whether a comma may only be missing: “if he does not there is nothing to do”."""
    agree = (reading.lower[do] == "did") == (verb not in _PRESENT)
    return agree and any(word in _CONDITIONAL for word in clause_before(reading, do, 6))


def _opens_relative(reading: Reading, i: int) -> bool:
    return word_at(reading, i - 1, i) in RELATIVES


def _hit(reading: Reading, first: int, last: int, verb: str) -> Hit:
    """A finding whose rewrites keep the negation unless the complement negates."""
    old = reading.quote(first, last)
    if is_negated_at(reading, last, last - 1):
        return Hit(_MESSAGE, first, last, rewrites=(capital_of(f"there {verb}", old),))
    marks = (word for word in reading.words[first:last] if word.lower().endswith(("n't", "n’t")))
    finite, _, rest = verb.partition(" ")
    negated = capital_of(f"there {negate(finite, next(marks, 'not'))} {rest}".rstrip(), old)
    bare = capital_of(f"there {verb} no", old)
    if word_at(reading, last, last - 1) in ("any", "a", "an"):
        span = Span(reading.starts[first], reading.ends[last])
        return Hit(_MESSAGE, first, last, rewrites=(negated,), edits=(Edit(span, bare),))
    if _is_bare_noun(reading, last):
        return Hit(_MESSAGE, first, last, rewrites=(bare, negated))
    return Hit(_MESSAGE, first, last, rewrites=(negated,))


def _is_bare_noun(reading: Reading, i: int) -> bool:
    """Tell whether token i begins a noun phrase that “no” may stand before."""
    word = word_at(reading, i, i - 1)
    parts = parts_of_speech(word) if word else frozenset()
    return "NOUN" in parts and not parts & {"ADV", "ADJ"} and word not in _NEVER_BARE


def _of_noun(reading: Reading, first: int, last: int, verb: str) -> Hit:
    """“the minister does not there was”: clear only at the end of the clause (French “y était”)."""
    if ends_clause(reading, last, last - 1) and verb in BE:
        return Hit(_MESSAGE, first, last, rewrites=(f"{verb} not there",), confidence=0.85)
    return Hit(_MESSAGE, first, last, confidence=0.85)


DETECTOR = Detector(
    rule="garbled-negation",
    page=__doc__,
    category="Linguistic conventions/Grammar",
    severity=Severity.MAJOR,
    confidence=0.95,
    watch=Words(frozenset(("there",))),
    find=find,
    flagged=(
        Flagged("She wanted to ensure that ⟦he does not there was⟧ “no delay”.", "there was"),
        Flagged("The mayor said ⟦he does not there was⟧ any victim.", "there was not"),
        Flagged("⟦It does not there is⟧ nobody in the building.", "There is"),
        Flagged("We know that ⟦they do not there are⟧ enough doctors.", "there are not"),
        Flagged("The report says that ⟦does not there were⟧ never any checks.", "there were"),
        Flagged("He promised that ⟦it did not there had⟧ any risk.", "there was not"),
        Flagged("Experts fear ⟦it does not there will be⟧ a harvest.", "there will not be"),
        Flagged("It is clear that ⟦he doesn't there has been⟧ a vote.", "there hasn't been"),
        Flagged("The union claims that ⟦it not there is⟧ any money.", "there is not"),
        Flagged("They left because ⟦not there was⟧ a doctor.", "there was not"),
        Flagged("⟦There not was⟧ any answer from the embassy.", "There was not"),
        Flagged("⟦It has not there⟧ any doubt about it.", "There is not"),
        Flagged("He said that ⟦they had not there⟧ any victims.", "there was not"),
        Flagged("⟦It is not there⟧ any problem with the bridge.", "There is not"),
        Flagged("⟦They will not there be⟧ any winners.", "There will not be"),
        Flagged("⟦He could not there have been⟧ a victim.", "There could not have been"),
        Flagged("⟦It has not there been⟧ any answer.", "There has not been"),
        Flagged("⟦It there has not⟧ any answer.", "There is not"),
        Flagged("He added that ⟦there no is⟧ danger for the public.", "there is no"),
        Flagged("She says that ⟦he there is not⟧ any reason to leave.", "there is not"),
        Flagged("He said that the prefect ⟦did not there was⟧.", "was not there"),
        Flagged("He said that the company ⟦does not there had⟧ no stake.", None),
    ),
    passing=(
        "If he does not there is nothing we can do.",
        "Where they did not there was trouble.",
        "He does not live there, and there was no conflict.",
        "Why should there not be patience?",
        "Is it not there? Was it ever?",
        "Whether or not there is a vote, the work goes on.",
        "He said that there was not any conflict.",
        "If it is not there is another in the drawer.",
        "If there be none, and there not be time to ask, go home.",
        "They do not, there are no two ways about it, want a war.",
        "The children do not go there; there is no bus.",
        "What people do there is legal, and what they do not do there was never tried.",
        "It was not there. There was no doubt of it.",
        "He is not there any more. They were not there a year ago. She has not there found peace.",
        "He had not there and then agreed. He was not there, any fool saw.",
        "Did they not there find what they sought?",
        "The man standing there is not the mayor.",
        "Getting to it there is not easy.",
    ),
    misses=(
        Missed("If he ⟦does not there is⟧ danger, we go."),
        Missed("He said that ⟦it does not, in the capital, there was⟧ any danger."),
    ),
)
