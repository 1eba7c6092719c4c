"""A question whose verb stands before its subject without “do”, or stays behind it.

Other languages ask by moving any verb to the front ("Que pensent les agriculteurs ...?", "Warum
sagte der Minister nichts?"), or none ("Почему министр не ответил?"); English does so with be, have
and the modals alone.

    Faulty: What think the farmers of the levy? Why said the minister nothing?
    Faulty: Knows the mayor the figures? Why the minister did not answer?

    Instead: What do the farmers think of the levy? Why did the minister say nothing?
    Instead: Does the mayor know the figures? Why did the minister not answer?

Only questions with a question mark are read. “What made the minister resign?” asks for the subject
and passes, as do “how come the ...” and “why pay the fine?”. A verb that stays behind its subject
counts after “why” alone, since “how it works?” heads many a page. Missed: subjects longer than a
noun phrase with “of”, and questions whose verb may be a noun.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import full_phrase, noun_phrase, opens_sentence, sentence_end
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, parts_of_speech, verb_tags
from mtreview.detectors.verbs.verb_group import (
    AUXILIARIES,
    BE,
    DO,
    HAVE,
    MODALS,
    capital_of,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "the verb “{0}” stands before its subject, as in the source: English asks with “{1}”"
_MESSAGE_STAYED = (
    "the verb “{0}” stays behind its subject, as in the source: English asks with “{1}”"
)
_MOVED = BE | HAVE | DO | MODALS.keys() - {"'ll", "ca", "wo", "sha"}
_PLACE = frozenset("how where why when".split())
_ASKING = _PLACE | {"what", "whom"}
_SUBJECTS = frozenset("i he she we they you".split())
_DETERMINERS = frozenset("the this that these those a an my your his her its our their".split())
# “Where lies the truth?”, “how goes the day?”: old, and still used.
_OLD = frozenset("lie stand come fare need dare be have do".split())
# “What” is the object of these: what says the law?
_OF_WHAT = frozenset(
    "think say want believe expect plan do mean hope demand propose wish see know offer".split()
)
_OATHS = frozenset("devil deuce hell heck dickens blazes fuck".split())
_KNOWN = frozenset(
    "knows knew thinks thought wants wanted exists existed remembers believes believed".split()
)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read a question word, a lexical verb and a subject, up to the question mark."""
    if not opens_sentence(reading, first) and reading.words[first - 1] != ",":
        return
    end = sentence_end(reading, first)
    if end >= len(reading) or reading.words[end] != "?":
        return
    if reading.lower[first] == "why" and (hit := _stayed(reading, first, end)):
        yield hit
        return
    asking = reading.lower[first] in _ASKING
    verb = first + 1 if asking else first
    if verb + 1 >= end or not (asking or opens_sentence(reading, first)):
        return
    word = reading.lower[verb]
    tag = _form(reading, first if asking else -1, verb, word)
    phrase = noun_phrase if reading.lower[first] == "what" else full_phrase  # “think of the law”
    pronoun = reading.lower[verb + 1] in _SUBJECTS
    subject = verb + 2 if pronoun else phrase(reading, verb + 1, end)
    if not pronoun and reading.lower[verb + 1] not in _DETERMINERS:
        return
    if tag and subject > verb + 1 and not _is_said(reading, subject):
        yield _hit(reading, verb, subject, word, tag)


def _stayed(reading: Reading, why: int, end: int) -> Hit | None:
    """“Why the minister did not answer?”, “Why he left?”: the verb after its subject."""
    at = why + 1
    if reading.lower[at] in _SUBJECTS:
        verb = at + 1
    elif reading.lower[at] in _DETERMINERS:
        verb = full_phrase(reading, at, end)
    else:
        return None
    if reading.lower[verb - 1] in _OATHS:
        return None  # “why the devil should he?”
    if verb == at or verb + 1 >= end or "," in reading.words[why:end]:
        return None
    word, subject = reading.lower[verb], reading.quote(at, verb)
    if word in _MOVED:
        message = f"“{word}” stays behind its subject: English asks with it before"
        return Hit(message, at, verb + 1, rewrites=(f"{word} {subject}",))
    forms = {"VBD", "VBZ"} & {tag for _, tag in verb_tags(word)}
    if not forms or word in AUXILIARIES or reading.tags[verb] not in forms:
        return None
    do = "did" if "VBD" in forms else "does"
    message = _MESSAGE_STAYED.format(word, do)
    return Hit(message, at, verb + 1, rewrites=(f"{do} {subject} {base_of(word) or word}",))


def _form(reading: Reading, asking: int, verb: int, word: str) -> str:
    """The Penn tag of a verb that needs “do” here, "" where it needs none."""
    tags = {tag for _, tag in verb_tags(word)}
    lemma = base_of(word) or word
    if not tags or word in AUXILIARIES or lemma in _OLD or reading.tags[verb] == "IN":
        return ""
    asked = reading.lower[asking] if asking >= 0 else ""
    if lemma == "go" and asked == "how":
        return ""
    if not asked and word not in _KNOWN:
        return ""
    if asked == "what" and lemma not in _OF_WHAT:
        return ""
    if tags & {"VBD", "VBZ"} and not tags & {"VB"}:
        return "VBD" if "VBD" in tags else "VBZ"
    plain = parts_of_speech(word) == {"VERB"} or word in ("think", "say", "want", "do", "know")
    return "VBP" if plain and asked in ("what", "whom", "where") else ""


def _is_said(reading: Reading, after: int) -> bool:
    """Tell whether the verb is a reporting one: “Why, asked the minister, had nobody ...?”."""
    return word_at(reading, after, after - 1) in (",", "that")


def _hit(reading: Reading, verb: int, subject: int, word: str, tag: str) -> Hit:
    do = {"VBD": "did", "VBP": "do", "VBZ": "does"}[tag]
    named = reading.quote(verb + 1, subject)
    rewrite = capital_of(f"{do} {named} {base_of(word) or word}", reading.words[verb])
    return Hit(_MESSAGE.format(word, do), verb, subject, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="question-without-do",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.88,
    watch=Words(_ASKING | _KNOWN, tags=True),
    find=find,
    flagged=(
        Flagged("What ⟦think the farmers⟧ of the levy?", "do the farmers think"),
        Flagged("Why ⟦said the minister⟧ nothing about it?", "did the minister say"),
        Flagged("Where ⟦lives the old king⟧ now?", "does the old king live"),
        Flagged("When ⟦begins the trial⟧?", "does the trial begin"),
        Flagged("What ⟦wants the union⟧ from us?", "does the union want"),
        Flagged("How ⟦became the town⟧ so poor?", "did the town become"),
        Flagged("⟦Knows the mayor⟧ the figures?", "Does the mayor know"),
        Flagged("And now, what ⟦said she⟧ to the police?", "did she say"),
        Flagged("Why ⟦the minister did⟧ not answer?", "did the minister"),
        Flagged("Why ⟦the price of bread has⟧ risen again?", "has the price of bread"),
        Flagged("Why ⟦he left⟧ the city?", "did he leave"),
    ),
    passing=(
        "What made the minister resign?",
        "What keeps the city alive at night?",
        "Why pay the fine at all? How come the train is late?",
        "Where lies the truth? How goes the work?",
        "Why, asked the minister, had nobody told her?",
        "When are the elections? Where is the money? Why has the price risen?",
        "Why did the minister say nothing? What do the farmers think?",
        "He knows what the farmers think, but do we?",
        "When asked the question, what did they say?",
        "Think the plan will fail? Think again.",
        "Why the rush? Why, the mayor is here? Why the need for a new school?",
        "Why the sea is salt. Why the fuss about it now?",
        "Remember the quiz? Know a good doctor?",
    ),
    misses=(Missed("What ⟦cost the repairs⟧?"),),
)
