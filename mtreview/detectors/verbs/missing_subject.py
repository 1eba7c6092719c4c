"""A sentence or an attribution without its subject, where the source needs none.

Spanish, Portuguese, Italian, Russian and Arabic leave the pronoun to the verb ("Dijo que", "Había
sido detenido", "Стояли на морозе"); English does not.

    Faulty: Was arrested on Monday for theft. Has denied the charges.
    Faulty: “I was afraid”, declared. Said that was the end.

    Instead: He was arrested on Monday for theft. He has denied the charges.
    Instead: “I was afraid”, she declared. He said that it was the end.

Which pronoun is meant is read from the sentence before; it is a guess, so all that fit are offered.
Participles that open a sentence, imperatives and questions pass, and so do notes: a text that
leaves the subject out again and again means it. Missed: verbs whose form may be another's.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import has_main_verb, opens_sentence, sentence_end
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.names.persons import men, women
from mtreview.detectors.speakers import SAID
from mtreview.detectors.verbs.verb_group import ADVERBS, HAVE, NOT, is_participle, skip, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” has no subject: the source leaves it to the verb, English needs a pronoun"
_PRONOUNS = ("he", "she", "they", "we", "i", "it")
_OWN = {"my": "I", "me": "I", "i": "I", "we": "we", "our": "we", "us": "we"}
_FEMALE = frozenset("she her hers mrs mrs. ms ms. woman girl mother wife daughter actress".split())
_PLURAL = frozenset("they them their".split())
_MALE = frozenset("he his him mr mr. man boy father husband".split())
_FINITE = frozenset("was were has had".split())
_SAID = (SAID | {"says"}) - {
    *("told", "pointed", "indicated", "mentioned", "reported", "revealed", "suggested", "promised")
}
_PAST = frozenset(
    "had knew took wanted went began gave wrote fell drove grew spoke saw did".split()
)
_STATES = _PAST | frozenset(
    "arrived asked believed came decided feared feel felt found heard hoped kept left lived lost "
    "made met needed paid received refused remained returned sent spent stayed stood studied "
    "thought tried waited won worked".split()
)
_AFTER_STATE = frozenset("IN DT TO PRP$ NN NNS RP CD".split())
_BARRED = frozenset("enough it of too that".split())

_CLOSING = frozenset('”"»“')
_AFTER_SAID = frozenset("after at before during in on to when while with".split())
_BACK = 60  # tokens in which a pronoun is looked for


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read a finite verb at the head of a sentence, or a verb of saying after a quotation."""
    if reading.words[first][0].islower():
        yield from _after_quotation(reading, first)
        return
    if not opens_sentence(reading, first):
        return
    last = sentence_end(reading, first)
    if last - first < 4 or last >= len(reading) or reading.words[last] != ".":
        return
    group = reading.lower[first] in _FINITE and _is_group(reading, first, last)
    if group or _is_told(reading, first) or _is_state(reading, first, last):
        yield _hit(reading, first, first + 1)


def _is_group(reading: Reading, first: int, last: int) -> bool:
    """Tell whether “was arrested”, “has denied” follows: no subject can stand between."""
    at = skip(reading, first + 1, ADVERBS | NOT | {"been"}, 3)
    if at >= last or not is_participle(reading.lower[at]):
        return False
    return reading.tags[at] in ("VBN", "VBD")


def _is_told(reading: Reading, first: int) -> bool:
    """Tell whether “said that” opens the sentence."""
    following = word_at(reading, first + 1, first)
    return reading.lower[first] in _SAID and following in ("that", "he", "she", "they")


def _is_state(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a past tense opens a sentence that has no other main verb."""
    word, following = reading.lower[first], reading.lower[first + 1]
    if word not in _STATES or reading.tags[first + 1] not in _AFTER_STATE or following in _BARRED:
        return False
    closing = (i for i in range(first, last) if reading.words[i] in _CLOSING)
    last = next(closing, last)
    last -= reading.words[last - 1] == ","  # “stood in the cold,” said the nurse
    if "would" in reading.lower[first:last] or not {",", "—"}.isdisjoint(reading.words[first:last]):
        return False
    return word in _PAST or not has_main_verb(reading, first + 1, last)


def _after_quotation(reading: Reading, first: int) -> Iterator[Hit]:
    """“...”, declared."""
    start = reading.limits(first)[0]
    verb = first + 1 if reading.lower[first] in HAVE else first
    if word_at(reading, verb, first) not in _SAID:
        return
    before = first - 1
    comma = reading.words[before] == ","
    before -= comma
    if before <= start or reading.words[before] not in _CLOSING:
        return
    if not comma and reading.words[before - 1] not in ",.!?":
        return  # a word in quotation marks
    after = word_at(reading, verb + 1, first)
    if after in (".", "") or after in _AFTER_SAID:
        yield _hit(reading, first, verb + 1)


def _hit(reading: Reading, first: int, last: int) -> Hit:
    old = reading.quote(first, last)
    capital = old[0].isupper()
    lower = old[0].lower() + old[1:]
    rewrites = []
    for pronoun in _likely(reading, first):
        if reading.lower[first] in ("was", "has") and pronoun in ("they", "we", "I"):
            continue
        word = pronoun[0].upper() + pronoun[1:] if capital else pronoun
        rewrites.append(f"{word} {lower}")
    return Hit(_MESSAGE.format(old), first, last, rewrites=tuple(rewrites[:4]))


def _likely(reading: Reading, first: int) -> list[str]:
    """Pronouns that may be meant, the one last spoken of first."""
    order: list[str] = []
    speaking = reading.words[first][0].isupper()
    for i in range(first - 1, max(-1, first - _BACK), -1):
        word = reading.lower[i]
        pronoun = _OWN.get(word, "") if speaking else ""
        for words, found in ((_FEMALE, "she"), (_MALE, "he"), (_PLURAL, "they")):
            pronoun = found if word in words else pronoun
        if reading.words[i][0].isupper():
            pronoun = "she" if word in women() else "he" if word in men() else pronoun
        if pronoun and pronoun not in order:
            order.append(pronoun)
    return [*order, *(p for p in ("he", "she", "they", "it") if p not in order)]


DETECTOR = Detector(
    rule="missing-subject",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MAJOR,
    confidence=0.8,
    watch=Words(_FINITE | _STATES | _SAID | HAVE, tags=True),
    find=find,
    flagged=(
        Flagged("⟦Was⟧ arrested on Monday for theft.", "He was"),
        Flagged("She went home. ⟦Has⟧ denied all charges since then.", "She has"),
        Flagged("“I was afraid of him”, ⟦declared⟧.", "he declared"),
        Flagged("«Nobody helped her», ⟦said⟧ at the end of the show.", "she said"),
        Flagged("«This law is unfair», ⟦has declared⟧ to the press.", "he has declared"),
        Flagged("He left the pitch. ⟦Said⟧ that it was his last match.", "He said"),
        Flagged("“They did not tell us. ⟦Stood⟧ in the cold until noon.”", "We stood"),
        Flagged("“Nobody told me. ⟦Stood⟧ in the cold until noon,” said Ana.", "I stood"),
        Flagged("“I told nobody. ⟦Had⟧ fear to lose my place.”", "I had"),
    ),
    passing=(
        "Was he arrested on Monday? Was it theft?",
        "Had he known, he would have stayed.",
        "Born in Lima, she went to school in Cusco.",
        "Stood on its head, the bottle leaks.",
        "“I was afraid,” declared the mayor. “Go,” said Ana.",
        "The law, declared void in May, is back. The “unsafe” declared in May was his.",
        "Given the rain, the match was off.",
        "Said Mr Lund: the bridge is safe.",
        "Found among the ruins were two coins. Had the battle been lost he would have gone.",
        "Thought alone is form. Left alone with the dog he wept.",
        "Were they told of it, they would leave.",
    ),
    misses=(Missed("⟦Put⟧ the money in a bank in Geneva, the court heard."),),
)
