"""An inflected verb after do, does or did, where English wants its base form.

French, Spanish, Russian and most other languages negate the verb itself and leave it inflected
("ne savait pas", "no sabía"). A machine that adds “did not” and keeps the past tense marks the
tense twice. A perfect or a form of “be” takes no “do” at all.

    Faulty: The ministry did not knew the figures.
    Faulty: The court does not has published its ruling.
    Faulty: It does not is possible.

    Instead: The ministry did not know the figures.
    Instead: The court has not published its ruling.
    Instead: It is not possible.

Questions (“Did he knew”) and “do” without “not” are read only where the clause begins. An ellipsis
(“those who did not were sent home”) passes. Missed: a form that is also a base form (“did not
fell”, “did not wound”), and a plural noun's look-alike at the head of a clause.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import full_phrase
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, parts_of_speech, verb_tags
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    ANY_OF,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    NOT,
    RELATIVES,
    SUBJECTS,
    capital_of,
    ends_clause,
    follows_conjunction,
    is_participle,
    is_past_only,
    negate,
    opens_clause,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” already carries the tense, so “{1}” must be the base form of its verb"
_MESSAGE_BE = "“{1}” takes no “{0}”: the source negates the verb itself"
_PERFECT_OF = {"do": "have", "does": "has", "did": "had"}
_PAST_OF_MODAL = frozenset("can cannot could must should would".split())
_PRESENT_MODAL = frozenset("will may might shall".split())  # “God does not will it”
_ELLIPTIC = frozenset(
    "as than what whatever whatsoever whoever whichever nor so to only neither".split()
)
_ASKING = frozenset("why where when how".split())
_ASKED = (SUBJECTS - {"you", "one", "there"}) | frozenset(
    "the this that a an my your his her its our their".split()
)
_LONGEST = 12  # tokens of a subject
_FREE = frozenset(("used", "supposed"))  # “did not used to” is old, and known to good writers
# These are base forms as well (to found a school), but not before what follows here.
_FOUND = {"found": "find", "saw": "see"}
_THINGS = frozenset(
    "any anybody anyone anything enough evidence her him how me out proof that them traces us "
    "what where who".split()
)
_SELVES = frozenset("himself herself itself myself ourselves themselves yourself".split())
_THINGS_FOUND = {"found": _THINGS, "saw": _THINGS | _SELVES | DETERMINERS}
_PREPOSITIONS = frozenset("at by for from in into of on to upon with".split())


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read what follows do, does or did: “not” and a verb, a subject and a verb, or a verb."""
    following = word_at(reading, first + 1, first)
    if following in NOT:
        verb = skip(reading, first + 2, ADVERBS)
        word = word_at(reading, verb, first)
        if word and word not in _FREE and _negates(reading, first, verb, word):
            yield from _negated(reading, first, verb, word)
    elif following in _ASKED:
        yield from _asked(reading, first)
    elif following and reading.lower[first] != "do":
        yield from _affirmed(reading, first, following)


def _negates(reading: Reading, do: int, verb: int, word: str) -> bool:
    """Tell whether “do not” belongs to the verb after it, rather than ends an ellipsis."""
    subject = word_at(reading, do - 1, do)
    if subject in _ELLIPTIC:
        return False
    if subject in RELATIVES or (subject in CONJUNCTIONS and word in BE | HAVE):
        if word in BE or word_at(reading, do - 2, do) in ANY_OF:
            return word not in BE and word_at(reading, verb + 1, do) in DETERMINERS
        return word not in HAVE or word_at(reading, verb + 1, do) in DETERMINERS
    if reading.lower[do] == "does" or is_past_only(word):
        return True
    if opens_clause(reading, do) or subject in _ASKING | DO:  # “Don't prices rise?”
        return is_participle(word) and word_at(reading, verb + 1, do) in DETERMINERS
    return True


def _negated(reading: Reading, do: int, verb: int, word: str) -> Iterator[Hit]:
    """“did not knew”, “does not has published”, “does not is”, “did not been”."""
    auxiliary = reading.lower[do]
    if word in BE or (word == "be" and auxiliary != "do"):
        finite = {"does": "is", "did": "was"}[auxiliary] if word == "be" else word
        yield _moved(reading, do, verb, finite)
    elif word == "been":
        yield _moved(reading, do, verb, _PERFECT_OF[auxiliary], keep=True)
    elif _is_modal(reading, do, verb):
        yield _moved(reading, do, verb, word)
    elif word in ("has", "had") and (participle := _participle(reading, verb)):
        yield _moved(reading, do, verb, word, participle + 1)
    elif word in _FOUND and word_at(reading, verb + 1, do) in _THINGS_FOUND[word]:
        yield _based(reading, do, verb, _FOUND[word], {"VBN"})
    elif base := base_of(word):
        tags = {tag for _, tag in verb_tags(word)}
        if tags & {"VBZ", "VBD", "VBN"}:
            yield _based(reading, do, verb, base, tags)


def _is_modal(reading: Reading, do: int, verb: int) -> bool:
    """Tell whether token `verb` is a modal and no verb: “God does not will it”."""
    word = reading.lower[verb]
    if word in _PAST_OF_MODAL:
        return word != "can" or reading.lower[do] == "does"
    governed = word_at(reading, verb + 1, do) or "."
    return word in _PRESENT_MODAL and any(tag == "VB" for _, tag in verb_tags(governed))


def _moved(
    reading: Reading, do: int, verb: int, finite: str, last: int = 0, keep: bool = False
) -> Hit:
    """Put the negation after the verb that negates by itself: “does not is” -> “is not”.

    What stands between “not” and the verb stays, and so does what follows it up to token `last`.
    """
    last = last or verb + 1
    negated = "cannot" if finite == "cannot" else negate(finite, reading.words[do + 1])
    kept = [*reading.words[do + 2 : verb], *reading.words[verb + (not keep) : last]]
    message = _MESSAGE_BE.format(reading.lower[do], reading.words[last - 1])
    rewrite = capital_of(" ".join((negated, *kept)), reading.words[do])
    return Hit(message, do, last, rewrites=(rewrite,))


def _participle(reading: Reading, have: int) -> int | None:
    """The participle that makes has or had an auxiliary: “does not has published”."""
    participle = skip(reading, have + 1, ADVERBS)
    word = word_at(reading, participle, have)
    if not word or not is_participle(word):
        return None
    after = participle + 1
    verbal = word == "been" or not parts_of_speech(word) & {"ADJ", "NOUN"}
    if verbal or word_at(reading, after, have) in DETERMINERS | _PREPOSITIONS:
        return participle
    return participle if ends_clause(reading, after, have) else None


def _based(reading: Reading, do: int, verb: int, base: str, tags: set[str]) -> Hit:
    """Put the base form, and first the “do” whose tense the verb shows: “does not knew”."""
    auxiliary = reading.lower[do]
    past = tags == {"VBD"} and auxiliary != "did"
    order = ("did", auxiliary) if past else (auxiliary,)
    if auxiliary == "did" and tags == {"VBZ"}:
        order = ("did", "does")
    rest = reading.text[reading.ends[do] : reading.starts[verb]] + base
    old = reading.quote(do, verb + 1)
    rewrites = tuple(
        capital_of((reading.words[do] if word == auxiliary else word) + rest, old) for word in order
    )
    message = _MESSAGE.format(reading.words[do], reading.words[verb])
    sure = auxiliary == "did" and tags == {"VBD"}
    return Hit(message, do, verb + 1, rewrites=rewrites, safe=sure)


def _asked(reading: Reading, do: int) -> Iterator[Hit]:
    """“Did he knew”, “Why does the law has”: only where the clause begins."""
    before = word_at(reading, do - 1, do)
    if not (opens_clause(reading, do) or before in _ASKING):
        return
    pronoun = reading.lower[do + 1] in SUBJECTS
    verb = skip(reading, do + 2 if pronoun else _after_noun(reading, do + 1), ADVERBS | NOT)
    word = word_at(reading, verb, do)
    if not word or (before in ("how", "when") and word in BE | HAVE):
        return
    plain = pronoun and reading.lower[do + 1] in ("he", "she", "i")
    if "NOUN" in parts_of_speech(word) and not plain:
        return  # "Do we editors complain?"
    base = base_of(word)
    past = is_past_only(word) or word in HAVE
    if base and base != "be" and (past or {tag for _, tag in verb_tags(word)} == {"VBZ"}):
        message = _MESSAGE.format(reading.words[do], reading.words[verb])
        rest = reading.text[reading.ends[do] : reading.starts[verb]]
        yield Hit(message, do, verb + 1, rewrites=(reading.words[do] + rest + base,))


def _after_noun(reading: Reading, i: int) -> int:
    """The token after a determiner and a plain noun, or after a longer noun phrase."""
    adjective = parts_of_speech(word_at(reading, i + 1, i) or ".") == {"ADJ"}
    noun = word_at(reading, i + 1 + adjective, i)
    plain = i + 2 + adjective if noun and "NOUN" in parts_of_speech(noun) else i
    last = min(reading.limits(i)[1], i + _LONGEST)
    return max(plain, full_phrase(reading, i, last))


def _affirmed(reading: Reading, do: int, word: str) -> Iterator[Hit]:
    """“He did went”, where a pronoun opens the clause."""
    subject = word_at(reading, do - 1, do)
    if subject not in SUBJECTS - {"one", "there"} or not follows_conjunction(reading, do - 1):
        return
    if word_at(reading, do - 2, do) in CONJUNCTIONS - {"and", "because", "but", "that"}:
        return
    third = word not in HAVE and {tag for _, tag in verb_tags(word)} == {"VBZ"}
    if (is_past_only(word) or third) and word not in BE and (base := base_of(word)):
        if "NOUN" in parts_of_speech(word):
            return
        message = _MESSAGE.format(reading.words[do], reading.words[do + 1])
        yield Hit(message, do, do + 2, rewrites=(f"{reading.words[do]} {base}",))


DETECTOR = Detector(
    rule="inflected-after-do",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MAJOR,
    confidence=0.93,
    watch=Words(DO, tags=True),
    find=find,
    flagged=(
        Flagged("The ministry ⟦did not knew⟧ the figures.", "did not know"),
        Flagged("The court ⟦does not has published⟧ its ruling.", "has not published"),
        Flagged("The villages ⟦do not has⟧ any water.", "do not have"),
        Flagged("She ⟦didn’t went⟧ to the hearing.", "didn’t go"),
        Flagged("The club ⟦does not wants⟧ a new coach.", "does not want"),
        Flagged("⟦Did he knew⟧ the way?", "Did he know"),
        Flagged("When ⟦did the police knew⟧ about the fire?", "did the police know"),
        Flagged("They ⟦did not found⟧ any proof.", "did not find"),
        Flagged("Why ⟦does she has⟧ two passports?", "does she have"),
        Flagged(
            "⟦Does the head of the water board has⟧ a plan?",
            "Does the head of the water board have",
        ),
        Flagged("The singer ⟦does not will⟧ appear in court.", "will not"),
        Flagged("It ⟦does not is⟧ possible to leave.", "is not"),
        Flagged("The roads ⟦do not are⟧ safe.", "are not"),
        Flagged("The law ⟦did not been⟧ changed.", "had not been"),
        Flagged("The pupils ⟦did not even wanted⟧ to eat.", "did not even want"),
        Flagged("The bank ⟦does not could⟧ pay.", "could not"),
        Flagged("The mayor ⟦does not knew⟧ it.", "did not know"),
        Flagged("The firm ⟦did not published⟧ its accounts.", "did not publish"),
        Flagged("He ⟦did began⟧ the work.", "did begin"),
        Flagged("Those who ⟦did not supported⟧ me may leave.", "did not support"),
        Flagged("She came but ⟦didn’t saw⟧ the need.", "didn’t see"),
        Flagged("That ⟦doesn’t means⟧ it is easy.", "doesn’t mean"),
        Flagged("There ⟦does not exists⟧ a plan.", "does not exist"),
    ),
    passing=(
        "What he did not found, his sons founded.",
        "He did not, published reports say, leave the country.",
        "Those who did not were sent home. Those who did not had to pay.",
        "Those who did not went home early.",
        "The ones that do and the ones that do not have one thing in common.",
        "Don’t prices rise every year?",
        "Do not put it there; do not cut it, do not let it be.",
        "When they did he was too afraid to speak.",
        "What she did took courage.",
        "To do it is hard; what they do has value.",
        "He did not used to smoke.",
        "She knew more than he did, was kinder, and said so.",
        "Do we editors ever sleep?",
        "God does not will it.",
        "Does the man who has a permit need another?",
        "You do not as a rule see foxes here.",
        "Why don't women deserve the same?",
        "They did what others did not, kept their word and left.",
    ),
    misses=(
        Missed("The army did not ⟦fell⟧ back."),
        Missed("The engine does ⟦works⟧ well."),
    ),
)
