"""An inflected verb or a second modal after a modal verb.

Where the source inflects both verbs, or says “will” and “can” in one ending, a machine writes two
finite verbs in a row.

    Faulty: The school will is closed, and it would has opened in May.
    Faulty: She could went home. They will can vote.

    Instead: The school will be closed, and it would have opened in May.
    Instead: She could go home. They will be able to vote.

Will, can, may, might and must are nouns and names too (“the will is valid”): before them the rule
wants a pronoun, a plural, or “the” and a noun that is no adjective. A relative or comparative
clause may end in its modal (“those who could went home”) and passes. Missed: an inflected form
that is also a base form or, after a noun, a plural.
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
    HELD_IN_CANS,
    MODALS,
    NOT,
    PREPOSITIONS,
    QUOTES,
    STOPS,
    SUBJECTS,
    capital_of,
    clause_before,
    is_participle,
    is_past_only,
    is_relative,
    neighbour,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "after “{0}” a verb stands in its base form, not as “{1}”"
_MESSAGE_TWO = "two modal verbs in a row: English needs one of them said otherwise"
_SOUND = frozenset(("be", "have"))
_NOUNS = frozenset("can may might must will".split())
_WHAT = frozenset("as how than what whatever whichever whoever".split())
_ELLIPTIC = _WHAT | frozenset(
    "all any anything best everything least little much nothing only something way ways whenever "
    "wherever".split()
)
_DEFINITE = frozenset("a an each every her his its my our that the their this your".split())
_WILLS = HELD_IN_CANS | frozenset("draft family iron majority people".split())
_NO_SUBJECT = (
    STOPS
    | QUOTES
    | CONJUNCTIONS
    | AUXILIARIES
    | PREPOSITIONS
    | (DETERMINERS - {"it", "this", "that"})
)
_PRONOUNS = (SUBJECTS - {"one"}) | {"this", "that", "everyone", "everybody", "nobody", "who"}
_OFTEN_PASSIVE = frozenset("allow expect force oblige permit require".split())
_AFTER_PASSIVE = STOPS | frozenset("as at by in on with".split())
_NOT_VERBS = frozenset("needs was were better".split())
_SECOND = {
    "can": "be able to",
    "could": "be able to",
    "must": "have to",
    "will": "",
    "would": "",
    "shall": "",
    "should": "",
    "may": "",
    "might": "",
}
_SAME = frozenset((("could", "can"), ("can", "could"), ("would", "could"), ("should", "must")))


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look past “not” and adverbs at the verb that the modal governs."""
    if neighbour(reading, first + 1) in _SOUND:
        return
    verb = skip(reading, first + 1, NOT, 1)
    verb = skip(reading, verb, ADVERBS)
    word = word_at(reading, verb, first)
    if not word or (word not in MODALS and not _is_inflected(word)):
        return
    if word == "ca" or not _is_modal(reading, first, verb > first + 1):
        return
    if word in MODALS:
        yield from _doubled(reading, first, verb, word)
    elif fixed := _fixed(reading, first, verb, word):
        rest = reading.text[reading.ends[first] : reading.starts[verb]]
        message = _MESSAGE.format(reading.words[first], reading.words[verb])
        rewrites = tuple(reading.words[first] + rest + text for text in fixed)
        yield Hit(message, first, verb + 1, rewrites=rewrites)


def _is_inflected(word: str) -> bool:
    """Tell whether a word is a finite verb form that cannot follow a modal."""
    if word in BE or word in ("has", "had", "been", "does", "did"):
        return True
    if "NOUN" in parts_of_speech(word) or word in _NOT_VERBS:
        return False
    tags = {tag for _, tag in verb_tags(word)}
    return is_past_only(word) or tags == {"VBZ"} or tags == {"VBD", "VBN"}


def _is_modal(reading: Reading, i: int, negated: bool) -> bool:
    """Tell whether token i is a modal with its subject before it, and does not end a clause."""
    subject = i - 1
    while subject > i - 3 and word_at(reading, subject, i) in ADVERBS:
        subject -= 1
    before = word_at(reading, subject, i)
    if not before or not reading.words[i].islower() or _is_elliptic(reading, subject):
        return False
    modal = MODALS[reading.lower[i]]
    if before in ("that", "which", "who"):
        noun = before == "that" and modal in _NOUNS and reading.lower[i + 1] == "was"
        return is_relative(reading, subject) and not noun  # “the law that will was under”
    if before in _NO_SUBJECT:
        return False
    if before in _PRONOUNS:
        return modal not in _NOUNS or before != "this"
    if modal not in _NOUNS or negated or reading.lower[i] in ("ca", "wo", "'ll", "cannot"):
        return before.isalpha()
    return _governs(reading, subject, modal)


def _governs(reading: Reading, subject: int, modal: str) -> bool:
    """Tell whether will, can, may, might or must is a verb after this noun."""
    before = reading.lower[subject]
    parts = parts_of_speech(before)
    if modal == "may" or (before.endswith("s") and not before.endswith("ss") and "NOUN" in parts):
        return before.isalpha()
    if not parts:
        return before.isalpha()
    first = word_at(reading, subject - 1, subject)
    if first and parts_of_speech(first) == {"ADJ"}:
        first = word_at(reading, subject - 2, subject)
    noun = "NOUN" in parts and "ADJ" not in parts and before not in _WILLS
    return noun and (first in _DEFINITE or modal == "must")


def _is_elliptic(reading: Reading, subject: int) -> bool:
    """Tell whether the clause up to its subject may end in its modal: “what they could was”."""
    if reading.lower[subject] in ("all", "best", "much", "only"):
        return True
    clause = clause_before(reading, subject, 8)
    if reading.lower[subject] in _PRONOUNS:
        return any(word in _ELLIPTIC for word in clause)
    # A quantity right before the noun belongs to it: “all policies can”.
    near = clause[-2:]
    return any(word in _ELLIPTIC for word in clause[:-2]) or any(word in _WHAT for word in near)


def _fixed(reading: Reading, modal: int, verb: int, word: str) -> tuple[str, ...]:
    """What the modal wants in the verb's place, best first: be, have been, go, be allowed."""
    following = word_at(reading, verb + 1, modal)
    if word == "been":
        future = MODALS[reading.lower[modal]] in ("can", "shall", "will")
        return ("be",) if future and is_participle(following or ".") else ("have been",)
    if word in BE:
        return ("be",)
    base, passive = base_of(word), f"be {word}"
    if not base or not is_participle(word):
        return (base,) if base else ()
    by = following == "by" or (following == "to" and base in _OFTEN_PASSIVE)
    adjective = "ADJ" in parts_of_speech(word) and (not following or following in _AFTER_PASSIVE)
    return (passive, base) if by or adjective else (base, passive)


def _doubled(reading: Reading, first: int, second: int, word: str) -> Iterator[Hit]:
    """“will can” -> “will be able to”, “could can” -> “could”."""
    modal = MODALS[reading.lower[first]]
    other = MODALS[word]
    if modal == other or second > skip(reading, first + 1, NOT, 1):
        return
    if word in ("may", "will") and not reading.words[second].islower():
        return
    old = reading.quote(first, second)
    rewrites = []
    if (modal, other) not in _SAME and _SECOND[other]:
        rewrites.append(f"{old} {_SECOND[other]}")
    if second == first + 1:
        rewrites += [capital_of(word, old), old] if rewrites or modal == "can" else [old]
        if not rewrites[0].endswith(" to") and modal != "can":
            rewrites.append(word)
    yield Hit(_MESSAGE_TWO, first, second + 1, rewrites=tuple(dict.fromkeys(rewrites)))


DETECTOR = Detector(
    rule="inflected-after-modal",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MAJOR,
    confidence=0.92,
    watch=Words(frozenset(MODALS)),
    find=find,
    flagged=(
        Flagged("The schools ⟦will is⟧ closed on Monday.", "will be"),
        Flagged("It ⟦would has⟧ opened in May.", "would have"),
        Flagged("She ⟦could went⟧ home.", "could go"),
        Flagged("The pilot ⟦should been⟧ warned.", "should have been"),
        Flagged("The law ⟦will been⟧ published next week.", "will be"),
        Flagged("He ⟦can not has⟧ two posts.", "can not have"),
        Flagged("The team ⟦won’t was⟧ ready.", "won’t be"),
        Flagged("They ⟦must also knew⟧ the risks.", "must also know"),
        Flagged("The minister ⟦will announces⟧ the date.", "will announce"),
        Flagged("You ⟦might interested⟧ in the museum.", "might be interested"),
        Flagged("The storm ⟦cannot allowed⟧ to do more harm.", "cannot be allowed"),
        Flagged("It sets rules that ⟦can is⟧ applied to all.", "can be"),
        Flagged("All plans ⟦must has⟧ a target.", "must have"),
        Flagged("We never ⟦could has⟧ guessed it.", "could have"),
        Flagged("They ⟦will can⟧ vote by post.", "will be able to"),
        Flagged("The state ⟦would must⟧ pay.", "would have to"),
        Flagged("He said that she ⟦could can⟧ leave.", "could"),
        Flagged("We ⟦will not can⟧ answer today.", "will not be able to"),
    ),
    passing=(
        "She made a new will. This will was found in the grate.",
        "Those who could went home. All her strength of will was needed.",
        "All that they could was done.",
        "They did what they could, had supper and went to bed.",
        "The will is valid, and his will had been read.",
        "The popular will must prevail, and military might must yield.",
        "In May was the first frost; on 28 May are the elections.",
        "The trash can has a lid.",
        "You must needs go.",
        "He ran as fast as he could went the story.",
        "The people's will could not be ignored.",
        "Everything she could has been said.",
        "She may, has often, and will again.",
        "Dear May is my ideal, and May could drive.",
        "I would rather had it been so.",
        "Will things work? Must rules bind?",
        "The team that best could was chosen.",
    ),
    misses=(
        Missed("The ministry ⟦would found⟧ the money elsewhere."),
        Missed("The company ⟦will plans⟧ a new factory."),
    ),
)
