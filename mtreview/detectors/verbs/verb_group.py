"""What verb groups are made of, and where their clauses begin: shared by the rules about them."""

from collections.abc import Sequence

from mtreview.detectors.lexicon import inflect, parts_of_speech, verb_tags
from mtreview.tokens import Reading

SUBJECTS = frozenset("i he she it we you they one there".split())
BE = frozenset("am is are was were".split())
HAVE = frozenset("have has had".split())
DO = frozenset("do does did".split())
MODALS = {
    **{modal: modal for modal in "can could may might must shall should will would".split()},
    "ca": "can",
    "wo": "will",
    "sha": "shall",
    "'ll": "will",
    "cannot": "can",
}
NOT = frozenset(("not", "n't"))
AUXILIARIES = (
    BE | HAVE | DO | MODALS.keys() | {"be", "been", "being", "to", "let", "'s", "'d", "'re"}
)
ADVERBS = frozenset(
    "actually again already also always apparently certainly clearly completely currently even "
    "ever finally formerly fully generally immediately initially just lately never nevertheless "
    "normally now often originally officially only previously probably properly publicly quickly "
    "really recently simply still subsequently suddenly surely then therefore thus truly usually "
    "yet".split()
)
RELATIVES = frozenset("who whom whose which that what whatever whichever whoever".split())
CONJUNCTIONS = frozenset(
    "although and as because but for how if nor or since so than that though unless until when "
    "where whereas whether while why yet".split()
)
# Antecedents of clauses that may end in an auxiliary: those who could went home.
ANY_OF = frozenset(
    "all any anyone anything everyone everything few he many much nothing one ones others she some "
    "something these they those".split()
)
HELD_IN_CANS = frozenset(
    "beer coffee garbage gas jerry litter oil paint petrol rubbish soda spray tin trash "
    "water".split()
)
PREPOSITIONS = frozenset(
    "about after against among around at before between by during for from in into like of on over "
    "through to towards under upon with within without".split()
)
STOPS = frozenset('.,;:!?…—–()[]/"“”«»„')
QUOTES = frozenset("\"“”«»„‘’'([")
DETERMINERS = frozenset(
    "a an the this that these those any some no every each all both another my your his her its "
    "our their it him them us me".split()
)
_PLAIN_CONJUNCTIONS = frozenset("although and because but since though while".split())
# Past tenses that serve as participles too, against the lexicon.
_ALSO_PARTICIPLES = frozenset(
    "alighted burnt dreamt forgot got hid leaned leant leapt learnt lit showed smelt speeded spelt "
    "spilt spoilt trod".split()
)
_ARTICLES = frozenset("a an her his its my our that the their this your".split())
_NEGATIVES = frozenset(
    "no none nobody nothing never nowhere neither no-one not nor hardly scarcely".split()
)
_BEFORE_NEGATIVE = ADVERBS | frozenset(
    "absolutely almost basically essentially in fact however literally longer "
    "practically virtually".split()
)


def opens_clause(reading: Reading, i: int) -> bool:
    """Tell whether token i is the first of its segment or follows punctuation."""
    return i == reading.limits(i)[0] or reading.words[i - 1] in STOPS | QUOTES


def follows_conjunction(reading: Reading, i: int) -> bool:
    """Tell whether token i opens a clause or stands right after a conjunction."""
    return opens_clause(reading, i) or reading.lower[i - 1] in CONJUNCTIONS


def is_relative(reading: Reading, i: int) -> bool:
    """Tell whether token i (that, which, who) refers to a noun right before it.

    Not to one of the pronouns after which a clause may end in its auxiliary: those who could.
    """
    before = word_at(reading, i - 1, i)
    if reading.lower[i] not in ("that", "which", "who") or not before.isalpha():
        return False
    return before not in ANY_OF and "NOUN" in parts_of_speech(before)


def has_plain_subject(reading: Reading, verb: int) -> bool:
    """Tell whether a verb's subject opens its clause: a pronoun, or “the” and a noun at the head.

    Only then can the subject not be the end of a clause of its own, as in “what he was is gone”.
    """
    subject = verb - 1
    word = word_at(reading, subject, verb)
    if word in SUBJECTS:
        if opens_clause(reading, subject) or reading.lower[subject - 1] in _PLAIN_CONJUNCTIONS:
            return True
        before = word_at(reading, subject - 2, verb)
        said = before and parts_of_speech(before) in ({"VERB"}, {"ADJ"}, {"VERB", "ADJ"})
        return bool(said) and reading.lower[subject - 1] == "that"
    head = reading.limits(verb)[0]
    if reading.lower[head] not in _ARTICLES or not word or word in AUXILIARIES | CONJUNCTIONS:
        return False
    adjective = subject == head + 2 and parts_of_speech(reading.lower[head + 1]) == {"ADJ"}
    return (subject == head + 1 or adjective) and "NOUN" in parts_of_speech(word)


def clause_before(reading: Reading, i: int, most: int = 12) -> Sequence[str]:
    """The lower-case words before token i, back to punctuation or the segment's beginning."""
    first = max(reading.limits(i)[0], i - most)
    start = i
    while start > first and reading.words[start - 1] not in STOPS:
        start -= 1
    return reading.lower[start:i]


def skip(reading: Reading, i: int, words: frozenset[str], most: int = 2) -> int:
    """The first token from i on, inside the segment, that is not among `words`."""
    last = min(reading.limits(i)[1], i + most) if i < len(reading) else i
    while i < last and reading.lower[i] in words:
        i += 1
    return i


def neighbour(reading: Reading, i: int) -> str:
    """The lower-case token i of the document, "" outside it: a cheap test before a full one."""
    return reading.lower[i] if 0 <= i < len(reading.lower) else ""


def word_at(reading: Reading, i: int, near: int) -> str:
    """The lower-case token i where it stands in the segment of token `near`, else ""."""
    first, last = reading.limits(near)
    return reading.lower[i] if first <= i < last else ""


def ends_clause(reading: Reading, i: int, near: int) -> bool:
    """Tell whether token i is punctuation or lies behind the segment of token `near`."""
    word = word_at(reading, i, near)
    return not word or word in STOPS


def is_negated_at(reading: Reading, i: int, near: int) -> bool:
    """Tell whether what begins at token i negates by itself: no, nobody, “nothing”, never."""
    for j in range(i, i + 4):
        word = word_at(reading, j, near)
        if word in _NEGATIVES:
            return True
        if word not in QUOTES and word not in _BEFORE_NEGATIVE:
            return False
    return False


def is_past_only(word: str) -> bool:
    """Tell whether a word is a past tense and nothing else as a verb: went, knew, began."""
    return {tag for _, tag in verb_tags(word)} == {"VBD"} and word not in _ALSO_PARTICIPLES


def is_participle(word: str) -> bool:
    """Tell whether a word may be a past participle."""
    return any(tag == "VBN" for _, tag in verb_tags(word))


def is_only_verb(word: str) -> bool:
    """Tell whether a word is a verb and neither noun nor adjective: knows, exist.

    An adjective that the lexicon does not list shows in its adverb: complete, completely.
    """
    return parts_of_speech(word) == {"VERB"} and not parts_of_speech(f"{word}ly")


def participle_of(past: str) -> str:
    """The past participle of a past tense: gone for went."""
    if past == "woke":  # lemminflect knows “waked” alone
        return "woken"
    return inflect(min(lemma for lemma, tag in verb_tags(past) if tag == "VBD"), "VBN")


def negate(finite: str, mark: str = "not") -> str:
    """A finite auxiliary with the negation that was used, "not" or "n't": cannot, won’t."""
    if mark.lower() == "not" or finite in ("am", "may"):
        return "cannot" if finite == "can" else f"{finite} not"
    stem = {"can": "ca", "will": "wo", "shall": "sha"}.get(finite, finite)
    return stem + mark.lower()


def capital_of(text: str, old: str) -> str:
    """`text` with a capital where `old` has one, unless that is the pronoun I."""
    if text and old[:1].isupper() and not old.startswith(("I ", "I'", "I’")):
        return text[0].upper() + text[1:]
    return text
