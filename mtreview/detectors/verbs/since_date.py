"""The present with “since” and a date, of what began then and goes on.

German, French and Russian, and others, tell in the present what began in the past and lasts (“seit
1990 wohnt er”), with one word for “since” and “for”, and German puts the date before the rest.

    Faulty: I am since Monday ill. She lives since 1990 in Paris. He heads the firm since May.
    Faulty: He is since two years president of the club.

    Instead: I have been ill since Monday. She has lived in Paris since 1990. He has headed ...
    Instead: He has been president of the club for two years.

“It is since Monday that ...” passes, and so does what is counted from then (“prices are up since
May”, “it leads the biggest council since 1990”): but for the verb right before “since” only those
that last are meant (live, work, own, head). Missed: other verbs, and dates before the verb.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import DAYS, MONTHS
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import inflect, parts_of_speech, verb_tags
from mtreview.detectors.verbs.tense import UNITS
from mtreview.detectors.verbs.verb_group import word_at
from mtreview.detectors.wording import is_number
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "what began {0} and goes on takes the perfect"
_LASTING = frozenset(
    "belongs chairs exists heads know knows leads live lives owns reside resides runs serves "
    "works".split()
)
_BE = {"am": "have been", "is": "has been", "are": "have been"}
_BESIDE_DATE = frozenset("early late last mid".split())
_NAMED = DAYS | MONTHS | frozenset("yesterday week month year night summer winter".split())
_IN_DATE = _NAMED | _BESIDE_DATE
_SEVERAL = frozenset("several many some few".split())
_NO_END = frozenset("that ago before earlier after later and or".split())
_ENDS = frozenset(".;:!?,")
_INSIDE = frozenset("CD DT IN JJ NN NNP NNPS NNS POS PRP$ VBZ VBP".split())
_COUNTED = frozenset("first only more fewer less no every each".split())
_FARTHEST, _LONGEST_TAIL = 7, 6  # tokens from the verb to “since”, and after the date


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read a date after “since”, and a verb in the present before it."""
    start, last = reading.limits(first)
    length = _after_length(reading, first + 1, last)
    date = length or _after_date(reading, first + 1, last)
    verb = _verb(reading, first, start)
    if date is None or verb is None or word_at(reading, date, first) in _NO_END:
        return
    perfect = _perfect(reading.lower[verb])
    message = _MESSAGE.format(reading.quote(first, date))
    since = f"for {reading.quote(first + 1, date)}" if length else reading.quote(first, date)
    end = _tail(reading, date, last)
    if verb < first - 1 and not length:
        yield Hit(message, verb, verb + 1, rewrites=(perfect,))
    elif verb < first - 1:
        kept = reading.quote(verb + 1, first)
        yield Hit(message, verb, date, rewrites=(f"{perfect} {kept} {since}",))
    elif end is None:
        yield Hit(message, verb, date, rewrites=(f"{perfect} {since}",))
    else:
        rest = f" {reading.quote(date, end)}" if end > date else ""
        yield Hit(message, verb, end, rewrites=(f"{perfect}{rest} {since}",))


def _after_length(reading: Reading, i: int, last: int) -> int | None:
    """The token after “two years”, “several months” or “a long time”, None where none stands."""
    if reading.lower[i : i + 3] == ["a", "long", "time"]:
        return i + 3
    counted = i + 1 < last and (is_number(reading.lower[i]) or reading.lower[i] in _SEVERAL)
    return i + 2 if counted and reading.lower[i + 1] in UNITS else None


def _after_date(reading: Reading, i: int, last: int) -> int | None:
    """The token after “Monday”, “last May”, “5 May 1990”; None where no date stands there."""
    end, named = i, False
    while end < last and end < i + 4:
        word = reading.lower[end]
        year = len(word) == 4 and word.isdigit() and word[0] in "12"
        if not (year or word in _IN_DATE or word.isdigit()):
            break
        named = named or year or word in _NAMED
        end += 1
    return end if named else None


def _verb(reading: Reading, since: int, start: int) -> int | None:
    """The verb in the present right before “since”, or one that lasts a little further back."""
    before = word_at(reading, since - 1, since)
    if before in _BE or (reading.tags[since - 1] == "VBZ" and _is_present(before)):
        subject = word_at(reading, since - 2, since)
        return since - 1 if subject.isalpha() else None
    for i in range(since - 1, max(start, since - _FARTHEST), -1):
        word = reading.lower[i]
        if word in _LASTING and reading.tags[i] in ("VBZ", "VBP"):
            return i
        counted = word in _COUNTED and reading.lower[i + 1] != "other"
        if word in ("here", "there"):
            continue
        if reading.tags[i] not in _INSIDE or counted or word == "that":
            return None
    return None


def _is_present(word: str) -> bool:
    present = any(tag == "VBZ" for _, tag in verb_tags(word))
    return present and (word in _LASTING or "NOUN" not in parts_of_speech(word))


def _perfect(verb: str) -> str:
    if verb in _BE:
        return _BE[verb]
    lemma = min(lemma for lemma, tag in verb_tags(verb) if tag in ("VBZ", "VBP"))
    return f"{'have' if verb == lemma else 'has'} {inflect(lemma, 'VBN')}"


def _tail(reading: Reading, date: int, last: int) -> int | None:
    """Where a short rest of the clause ends, None where it is long."""
    for end in range(date, min(last, date + _LONGEST_TAIL) + 1):
        if end == last or reading.words[end] in _ENDS:
            return end
    return None


DETECTOR = Detector(
    rule="present-with-since",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(frozenset({"since"}), tags=True),
    find=find,
    flagged=(
        Flagged("I ⟦am since Monday ill⟧.", "have been ill since Monday"),
        Flagged("She ⟦lives since 1990 in Paris⟧.", "has lived in Paris since 1990"),
        Flagged(
            "The bridge ⟦is since last May closed⟧, he said.", "has been closed since last May"
        ),
        Flagged("The shop ⟦exists since 1898⟧.", "has existed since 1898"),
        Flagged("Her brother ⟦works⟧ in a bank since 2005.", "has worked"),
        Flagged("He ⟦heads⟧ the firm since May.", "has headed"),
        Flagged("She ⟦works⟧ here since 2012.", "has worked"),
        Flagged("They ⟦know⟧ each other since 2010.", "have known"),
        Flagged("The shop ⟦is since last week closed⟧.", "has been closed since last week"),
        Flagged("He ⟦is since two years president⟧, she said.", "has been president for two years"),
        Flagged(
            "She ⟦works in a bank since three years⟧, he said.",
            "has worked in a bank for three years",
        ),
        Flagged(
            "They ⟦are since Friday⟧ on strike for more pay and a shorter week.",
            "have been since Friday",
        ),
    ),
    passing=(
        "It is since Monday that he lives there.",
        "Prices are up since May, and the firm leads the biggest council since 1990.",
        "She has lived there since 1990, the year since which it works.",
        "He works hard, since Monday is near.",
        "He heads the first government since 1990; it owns more shops since May.",
        "The bank, which is, since May, closed, will reopen.",
        "The rate is the lowest since 2004. It is since two years ago that he lives there.",
        "Nobody lives there since many left. He knows that since two years is long.",
    ),
    misses=(Missed("Since 1990 she ⟦lives⟧ in Paris."),),
)
