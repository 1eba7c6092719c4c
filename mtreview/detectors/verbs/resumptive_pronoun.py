"""A pronoun that repeats a subject which the sentence already has.

Arabic and Persian take up the noun again inside a relative clause (“who he took office”), and
spoken Romance languages take up a long subject before its verb (“the singer, who ..., she will”).

    Faulty: The engineer, who he took office in May, resigned.
    Faulty: The violinist, who was born in Odesa, she will give three concerts.
    Faulty: Mother of Khaled, and she is a mother of five from the town, said no.
    Faulty: The president he said that the talks go on. My mother she works in a bank.
    Faulty: The people evacuated on Monday they can return to their homes.

    Instead: The engineer, who took office in May, resigned.
    Instead: The violinist, who was born in Odesa, will give three concerts.
    Instead: Mother of Khaled, a mother of five from the town, said no.
    Instead: The president said that the talks go on. My mother works in a bank.
    Instead: The people evacuated on Monday can return to their homes.

“The woman who he loved” (whom) passes: the verb after the pronoun must have its object or be a
passive. So does “the town, which he said was lost”. Without a comma the subject must open its
segment and the rest hold no other verb, as in “the man he saw is gone”. Missed: longer subjects
that are taken up without a comma.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import (
    DAYS,
    MONTHS,
    adverbial,
    adverbials,
    full_phrase,
    has_main_verb,
    opens_sentence,
    sentence_end,
)
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.speakers import SAID, SPEAKERS
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    BE,
    HAVE,
    MODALS,
    NOT,
    is_participle,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” repeats the subject, as the source does: English names it once"
_PRONOUNS = frozenset("he she it they".split())
_RELATIVES = frozenset({"who", "which"})
_FINITE = BE | HAVE | MODALS.keys()
# After these a clause may follow, or the object may be the pronoun before: which he gave the town.
_OPEN = frozenset(
    """
    ask believe call claim consider deny elect estimate expect fear feel find give grant hear hope
    insist keep know leave lend make name offer owe pay promise prove put regard report say see send
    show suggest suspect teach tell think understand use want wish write
    """.split()
)
_FAMILY = frozenset("mother father brother sister wife husband son daughter boss".split())
_ARTICLES = frozenset("a an the his her my our their".split())
_OBJECTS = _ARTICLES | frozenset("him it me nothing them this us".split())
_GOING = frozenset(
    "arrived came died fell fled flew lived lives resigned returned spoke stayed travelled went "
    "worked works".split()
)
_FINITE_TAGS = frozenset("VBD VBZ VBP MD".split())
_FARTHEST = 40  # tokens from a subject to its verb


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read what stands before a pronoun: a relative, or a comma after a long subject."""
    before = word_at(reading, first - 1, first)
    if before in _RELATIVES:
        yield from _after_relative(reading, first)
    elif before == "," and _is_predicate(reading, first + 1, first):
        yield from _after_subject(reading, first)
    elif before == "and" and reading.words[first - 2] == ",":
        yield from _apposition(reading, first)
    elif _follows_remark(reading, first):
        yield _hit(reading, first - 1, first, first + 1)
    elif before in SPEAKERS | _FAMILY or (before and word_at(reading, first + 1, first) in SAID):
        yield from _bare(reading, first)


def _bare(reading: Reading, first: int) -> Iterator[Hit]:
    """“The president he said that the talks go on”: no “man he saw is gone”."""
    head, last = reading.limits(first)
    stop, verb = sentence_end(reading, first), first + 1
    noun = reading.lower[head] in _ARTICLES and full_phrase(reading, head, first) == first
    if not noun and not _is_name(reading, head, first):
        return
    whole = stop < last and reading.words[stop] == "." and verb + 1 < stop
    if whole and reading.tags[verb] in _FINITE_TAGS and _is_complete(reading, verb, stop):
        yield _hit(reading, first - 1, first, first + 1)


def _follows_remark(reading: Reading, first: int) -> bool:
    """Tell whether a subject and its participle stand there: “The people freed on Monday they”."""
    head, verb = reading.limits(first)[0], first + 1
    if reading.lower[head] not in _ARTICLES or word_at(reading, verb, first) not in _FINITE:
        return False
    noun = full_phrase(reading, head, first)
    while noun > head + 1 and noun < first and reading.tags[noun - 1] == "VBN":
        noun -= 1
    if not head < noun < first - 1 or not is_participle(reading.lower[noun]):
        return False
    stop = sentence_end(reading, first)
    whole = adverbials(reading, noun + 1, first) == first and verb + 1 < stop
    return whole and not has_main_verb(reading, _end_of_group(reading, verb, stop), stop)


def _end_of_group(reading: Reading, verb: int, stop: int) -> int:
    """The token after auxiliaries and the verb that they go with."""
    while verb < stop and reading.lower[verb] in _FINITE | ADVERBS | NOT | {"be", "been"}:
        verb += 1
    return min(verb + 1, stop)


def _is_name(reading: Reading, head: int, last: int) -> bool:
    """Tell whether a name is all that stands before “he said that”: “Macron he said that”."""
    said = word_at(reading, last + 1, last) in SAID and word_at(reading, last + 2, last) == "that"
    named = range(head, last)
    return said and all(
        reading.tags[i] == "NNP" and reading.lower[i] not in DAYS | MONTHS for i in named
    )


def _is_complete(reading: Reading, verb: int, stop: int) -> bool:
    """Tell whether a verb has what it needs after it, and no other verb follows that is its own."""
    be = False
    while verb + 1 < stop and reading.lower[verb] in _FINITE | ADVERBS | NOT | {"be", "been"}:
        be = be or reading.lower[verb] in BE | {"be", "been"}
        verb += 1
    after = reading.lower[verb + 1]
    if be:
        own = reading.tags[verb] in ("DT", "JJ", "VBN", "VBG")
    else:
        own = after in _OBJECTS or (
            reading.lower[verb] in _GOING and adverbial(reading, verb + 1, stop) > verb + 1
        )
    return after == "that" or (own and not has_main_verb(reading, verb + 1, stop))


def _after_relative(reading: Reading, first: int) -> Iterator[Hit]:
    """“who he took office”, “which it was built in 1990”."""
    relative, verb = first - 1, first + 1
    antecedent = word_at(reading, relative - 1, first)
    comma = antecedent == ","
    if not antecedent or not (comma or reading.tags[relative - 1] in ("NN", "NNS", "NNP")):
        return
    person = reading.lower[relative] == "who"
    if person == (reading.lower[first] == "it") or not _has_its_own_object(reading, verb, comma):
        return
    yield _hit(reading, relative, first, first + 1)


def _has_its_own_object(reading: Reading, verb: int, comma: bool) -> bool:
    """Tell whether nothing is missing after the verb, so that the relative is no object."""
    word, after = word_at(reading, verb, verb - 1), word_at(reading, verb + 1, verb - 1)
    if not word or not after:
        return False
    if word in ("was", "were", "is", "are"):
        passive = is_participle(after) and reading.tags[verb + 1] == "VBN"
        end = adverbials(reading, verb + 2, min(reading.limits(verb)[1], verb + 10))
        return passive and end > verb + 2  # with a complement of its own, no stranded “in”
    lemmas = {lemma for lemma, tag in verb_tags(word) if tag in ("VBD", "VBZ")}
    if not lemmas or lemmas & _OPEN or not comma:
        return False
    end = full_phrase(reading, verb + 1, min(reading.limits(verb)[1], verb + 8))
    following = word_at(reading, end, verb)
    stranded = following.isalpha() and word_at(reading, end + 1, verb) in (",", ".", "")
    return end > verb + 1 and not stranded and bool(following)


def _is_predicate(reading: Reading, verb: int, near: int) -> bool:
    """Tell whether a verb group that needs no comma after it follows the pronoun."""
    return word_at(reading, verb, near) in _FINITE and word_at(reading, verb + 1, near) != ","


def _after_subject(reading: Reading, first: int) -> Iterator[Hit]:
    """“The violinist, who was born in Odesa, she will give”."""
    head = _head(reading, first)
    if head is None:
        return
    end = full_phrase(reading, head, first)
    names = reading.tags[end - 1] in ("NN", "NNS", "NNP", "NNPS")
    if end <= head or not names or "," in reading.words[first + 1 : first + 5]:
        return  # “the committee, it is said, never voted”
    person = reading.lower[head] in _ARTICLES and not SPEAKERS.isdisjoint(reading.lower[head:end])
    bare = end == first - 1 or reading.lower[end] in ("who", "that")
    if person and bare and "," not in reading.words[end : first - 1]:
        yield _hit(reading, first - 1, first, first + 1)  # “the president, he has promised”
        return
    if word_at(reading, end, first) != ",":
        return
    if word_at(reading, end + 1, first) in _RELATIVES and reading.words[end + 2 : first - 1].count(
        ","
    ) in (0, 2):
        yield _hit(reading, first - 1, first, first + 1)


def _head(reading: Reading, first: int) -> int | None:
    """The first token of the sentence that token `first` stands in, if it is near."""
    for i in range(first - 1, max(reading.limits(first)[0], first - _FARTHEST) - 1, -1):
        if opens_sentence(reading, i) and reading.words[i][0].isupper():
            return i
    return None


def _apposition(reading: Reading, first: int) -> Iterator[Hit]:
    """“Mother of Khaled, and she is a mother of five, said”."""
    head = _head(reading, first)
    if head is None or word_at(reading, first + 1, first) not in ("is", "was"):
        return
    if word_at(reading, first + 2, first) not in ("a", "an", "the", "one"):
        return
    end = full_phrase(reading, head, first)
    last = sentence_end(reading, first)
    verbs = [i for i in range(first + 3, last) if reading.tags[i] in ("VBD", "VBZ", "MD")]
    if end == first - 2 and verbs and reading.lower[verbs[0] - 1] not in ("who", "which", "that"):
        rewrite = reading.quote(first + 2, first + 3)
        message = _MESSAGE.format(reading.words[first])
        yield Hit(message, first - 1, first + 3, rewrites=(rewrite,))


def _hit(reading: Reading, kept: int, first: int, last: int) -> Hit:
    """Take the pronoun away; the word before it stays, and the space between them goes."""
    rewrite = reading.words[kept]
    return Hit(_MESSAGE.format(reading.words[first]), kept, last, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="resumptive-pronoun",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=(
        Words(_PRONOUNS, tags=True, after=_RELATIVES | SPEAKERS | _FAMILY | {",", "and"}),
        Words(frozenset({"he", "she"}), then=SAID),
        Words(_PRONOUNS, tags=True, then=frozenset(_FINITE)),
    ),
    find=find,
    flagged=(
        Flagged("The engineer, ⟦who he⟧ took office in May, resigned.", "who"),
        Flagged("The dam, ⟦which it⟧ was built in 1990, has cracks.", "which"),
        Flagged("Her sister, ⟦who she⟧ won the race last year, is ill.", "who"),
        Flagged("The violinist, who was born in Odesa⟦, she⟧ will give three concerts.", ","),
        Flagged("The dam ⟦which it⟧ was built in 1974 is leaking.", "which"),
        Flagged("The president⟦, he⟧ has promised a reply.", ","),
        Flagged("The two mines, which closed in May⟦, they⟧ have been sold.", ","),
        Flagged("Mother of Khaled, ⟦and she is a⟧ mother of five, said no.", "a"),
        Flagged("The ⟦president he⟧ said that the talks go on.", "president"),
        Flagged("The defence ⟦minister he⟧ arrived on Monday in Paris.", "minister"),
        Flagged("The ⟦mayor she⟧ has rejected the offer.", "mayor"),
        Flagged("The ⟦minister he⟧ arrived yesterday.", "minister"),
        Flagged("The people evacuated on ⟦Monday they⟧ can return to their homes.", "Monday"),
        Flagged("My ⟦mother she⟧ runs a shop in Ghent.", "mother"),
        Flagged("Emmanuel ⟦Macron he⟧ said that it was over.", "Macron"),
    ),
    passing=(
        "The woman who he loved was gone. The man, who she said was ill, died.",
        "When Ana, who was tired, came home, she had dinner.",
        "The mayor, who was tired, he said, went home.",
        "The committee, which met in May, it is said, never voted. The next day, he was ill.",
        "Her brother, who she gave the house to, sold it.",
        "The house, which he sold, is old. The house which he built the town is gone.",
        "Ana is a doctor, and she is a good one.",
        "The house built in 1920 it was said to be is gone. The people evacuated said they can go.",
        "Mr. President, it is late. The extent to which it was used is unknown.",
        "If the bank, which owns it, agrees, it will be sold.",
        "The engineer he met in May is gone. The president he has served so long.",
        "On Monday he said that it was over. Sunday he said that it was not.",
        "The sister he told the truth believed him. The brother she loved.",
        "The lawyer she said was ill has returned. The minister he is today.",
    ),
    misses=(Missed("The engineer who took office in May ⟦he⟧ resigned."),),
)
