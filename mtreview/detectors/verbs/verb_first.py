"""A statement that begins with its verb, whose subject comes later.

Arabic, Spanish, Portuguese, Russian and Polish put the verb before its subject where something new
is told ("تظاهر المئات", "se inauguró ayer un hospital", "задержаны трое").

    Faulty: Demonstrated hundreds of residents outside the town hall.
    Faulty: Was inaugurated yesterday in Lima a new hospital, the first in the region.

    Instead: Hundreds of residents demonstrated outside the town hall.
    Instead: A new hospital was inaugurated yesterday in Lima, the first in the region.

A participle that opens its sentence (“Found in the ruins were two coins”) and questions pass, and
so does an imperative. Missed: active verbs that take an object, unless
they are verbs of saying before “that”.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import adverbials, full_phrase, opens_sentence, sentence_end
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.speakers import SAID, SPEAKERS
from mtreview.detectors.verbs.verb_group import ADVERBS, capital_of, is_participle, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "the verb stands before its subject, as in the source: English puts “{0}” first"
_FINITE = frozenset("was were is are has have had will".split())
_ALONE = frozenset(
    """
    appeared arrived attended began came collapsed continued demonstrated died disappeared
    emerged ended escaped existed exploded fell fled gathered happened intervened occurred
    participated perished prevailed protested rallied remained resigned returned spoke survived
    testified triumphed went
    """.split()
)
_SAYING = (SAID - {"pointed", "told"}) | {"called", "expressed", "asked", "condemned", "denied"}
_BEGIN = frozenset(
    "a an the some several many more dozens hundreds thousands tens about over nearly almost at "
    "two three four five six seven eight nine ten eleven twelve his her its their our my no".split()
)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read a verb group at the head of a sentence, adverbials, and a noun phrase."""
    if not reading.words[first][0].isupper() or not opens_sentence(reading, first):
        return
    last = sentence_end(reading, first)
    if last < len(reading) and reading.words[last] == "?":
        return
    word, start = reading.lower[first], first
    if word == "it":
        start = first + 1
        passive = word_at(reading, start, first) in ("is", "was")
        verb = _group(reading, start, last) if passive else 0
    elif word in _FINITE:
        verb = _group(reading, first, last)
    elif word in _ALONE:
        verb = first + 1
    else:
        yield from _saying(reading, first, last)
        return
    subject = adverbials(reading, verb, last) if verb else 0
    named = subject > verb and reading.lower[subject : subject + 1] == ["the"]
    if start > first and not named:
        return  # “it was signed on Monday”
    if subject and subject < last and _begins(reading, subject):
        end = full_phrase(reading, subject, last)
        if end > subject and _is_over(reading, end, last):
            yield _hit(reading, first, start, subject, end)


def _group(reading: Reading, first: int, last: int) -> int:
    """The token after “was inaugurated”, “have been arrested”; 0 where no participle follows."""
    at = first + 1
    while at < last and reading.lower[at] in ADVERBS | {"been", "being", "be"}:
        at += 1
    participle = at < last and is_participle(reading.lower[at])
    passive = reading.lower[first] in ("was", "were", "is", "are") or at > first + 1
    if not participle or reading.tags[at] not in ("VBN", "VBD", "JJ"):
        return 0
    return at + 1 if passive or reading.lower[at] in _ALONE | {"begun", "come", "gone"} else 0


def _begins(reading: Reading, i: int) -> bool:
    """Tell whether a subject may begin at token i: a determiner, a number, a name."""
    word = reading.words[i]
    if word[0].isdigit():
        return i + 1 < len(reading) and reading.tags[i + 1] in ("NNS", "JJ", "NN")
    return word.lower() in _BEGIN or reading.tags[i] in ("NNP", "NNPS")


def _is_over(reading: Reading, end: int, last: int) -> bool:
    """Tell whether no verb follows that would be the sentence's own."""
    tags = reading.tags[end : min(last, end + 2)]
    return not {"MD", "VBZ", "VBP"}.intersection(tags) and not (tags and tags[0] == "VBD")


def _saying(reading: Reading, first: int, last: int) -> Iterator[Hit]:
    """“Announced the ministry of health that ...”."""
    end = full_phrase(reading, first + 1, last)
    named = reading.lower[first + 1 : end]
    begins = end > first + 1 and (named[0] == "the" or reading.tags[first + 1] == "NNP")
    if begins and not SPEAKERS.isdisjoint(named) and word_at(reading, end, first) == "that":
        yield _hit(reading, first, first, first + 1, end)


def _hit(reading: Reading, first: int, start: int, subject: int, end: int) -> Hit:
    """Put the subject first, and the verb with its adverbials after it."""
    named = reading.quote(subject, end)
    verb = reading.quote(start, subject)
    verb = verb[0].lower() + verb[1:]
    several = reading.tags[end - 1] in ("NNS", "NNPS")
    rewrite = capital_of(f"{named} {verb}", reading.words[first])
    message = _MESSAGE.format(named if len(named) < 40 or not several else "the subject")
    return Hit(message, first, end, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="verb-before-subject",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.88,
    watch=Words(_FINITE | _ALONE | _SAYING | {"it"}, tags=True),
    find=find,
    flagged=(
        Flagged(
            "⟦Demonstrated hundreds of residents⟧ outside the town hall.",
            "Hundreds of residents demonstrated",
        ),
        Flagged(
            "⟦Was inaugurated yesterday in Lima a new hospital⟧, the first in the region.",
            "A new hospital was inaugurated yesterday in Lima",
        ),
        Flagged("⟦Was arrested on Monday a man of 40⟧.", "A man of 40 was arrested on Monday"),
        Flagged("⟦Died on Monday the writer Ana Paz⟧.", "The writer Ana Paz died on Monday"),
        Flagged("⟦Arrived yesterday the president⟧ in Rome.", "The president arrived yesterday"),
        Flagged("⟦Were found three bodies⟧ in the river.", "Three bodies were found"),
        Flagged("⟦Have been closed two schools⟧.", "Two schools have been closed"),
        Flagged("⟦Announced the ministry⟧ that the road is open.", "The ministry announced"),
        Flagged("⟦It was born in Lima the painter⟧.", "The painter was born in Lima"),
        Flagged("He left. ⟦Remained 20 soldiers⟧ in the camp.", "20 soldiers remained"),
    ),
    passing=(
        "Found among the ruins were two coins.",
        "Was the hospital inaugurated yesterday? Was arrested on Monday a man?",
        "Arrested on Monday, the man denied everything.",
        "Were he to leave, the club would fall.",
        "Fallen trees blocked the road; fallen too was a wall.",
        "Remained calm, they said later.",
        "Gathered around the table, the family prayed.",
        "Had the council known, it would have acted.",
        "The doctor said the hospital was closed. Attended by many, the fair went well.",
        "Confirmed cases that year were few.",
        "Died 1941 in Kyiv. It was signed on Monday by the king. It has taken the city years.",
    ),
    misses=(Missed("⟦Signed the minister the order⟧ on Monday."),),
)
