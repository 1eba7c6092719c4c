"""A noun that is counted stands in the singular without an article or any other determiner.

Slavic languages and Chinese have no articles, Arabic and Turkish no indefinite one.

    Faulty: A court rejected appeal of two brothers. Company plans to open second factory.

    Instead: A court rejected the appeal of two brothers. The company plans to open a
        second factory.

Nouns come from a closed list (“factory”, “driver”), in places where English surely has an article:
a sentence’s subject, a verb’s object, a preposition’s with an adjective. Headings and fragments
pass, for they leave articles out. Missed: nouns that may be uncounted as well (“school”, “office”),
pairs (“bridge and road”), compounds with a name.
"""

from collections.abc import Iterator

from mtreview.detectors.count_nouns import ACTS, BODIES, MODIFIED, OBJECTS, PERSONS
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.phrases import DETERMINERS, ends_phrase, is_finite
from mtreview.detectors.wording import article
from mtreview.model import Kind, Severity
from mtreview.tokens import Reading

_NOUNS = OBJECTS | ACTS
_AGENTS = PERSONS | BODIES
_PLACES = frozenset("capital city country district province region village".split())
_OF_PLACE = frozenset(
    "centre center citizens east head inhabitants mayor north outskirts part residents south "
    "streets suburbs west".split()
)
_INNER = frozenset(("JJ", "JJR", "VBN", "VBG", "NN"))
_NEW = frozenset("big large modern new second small third".split())
_PREPOSITIONS = frozenset(
    "about after against at before behind during for from in inside into near of on outside to "
    "under with".split()
)
_VERBS = frozenset(
    """
    accept accepted adopt adopted announce announced approve approved attend attended bought build
    building built buy cancel cancelled carried create created damaged deliver delivered demolish
    demolished destroy destroyed develop developed discovered drafted establish established file
    filed finished formed found founded gave give got held hold holds inspect inspected install
    installed issue issued join joined launch launched left lodge lodged lost made make makes need
    open opened opens organise organised organize organized overturned own owned owns pass passed
    planned postpone postponed prepare prepared present presented propose proposed publish published
    purchased raided receive received receives reject rejected rejects rent rented reopen reopened
    sell sells send sent set sign signed signs sold start started submit submitted suspend suspended
    upheld visit visited won write wrote
    """.split()
)
_BEFORE_VERB = frozenset("CC CD MD NN NNP NNPS NNS PRP RB TO WDT WP".split())
_PERFECT = frozenset("has have had 've having".split())
_CONJUNCTIONS = frozenset("although because if since when where whereas whether while".split())
_SAYING = frozenset("added announced believes claims confirmed said says thinks".split())
_FINITE = frozenset("are can could did does had has is may might must was were will would".split())
_MEANING = frozenset("aims claims hopes intends needs plans promises refuses seeks wants".split())
_STRUCK = frozenset(
    "arrested beat charged deported detained fined helped hired injured killed questioned released "
    "rescued sentenced shot stabbed wounded".split()
)
_KINDS = frozenset("form kind kinds sort sorts type types".split())
_PAIRED = frozenset("- / after and but by nor or per to upon".split())
# "In hospital", "from house to house": these stand bare after a preposition.
_IDIOMS = frozenset(
    "auction bridge chapel club committee concert contract document factory harbour hospital house "
    "island letter road song street theatre train website".split()
)
_WHERE = frozenset("at behind from in inside into near outside under".split())
_AFTER_PLACE = frozenset(", . in near of on where which".split())
_STRANGERS = frozenset("drunk drunken elderly famous foreign local unknown young".split())
_PEOPLE = PERSONS | {"boy", "child", "man", "person"}
_SHORTEST = 8  # tokens: what is shorter may be a note
_LONGEST = 4  # words before the noun
_MESSAGE = "“{0}” is counted, and needs an article or another determiner in the singular"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Judge a count noun by its place: subject, object, after a preposition."""
    start, last = reading.limits(first)
    before = reading.lower[first - 1] if first > start else ""
    after = reading.lower[first + 1] if first + 1 < last else ""
    if before in DETERMINERS or after in _PAIRED or not _in_prose(reading, first, start, last):
        return
    word = reading.lower[first]
    if first == start or before == ",":
        yield from _subject(reading, first, last, word, before)
    elif not reading.words[first].islower() or not ends_phrase(reading, first + 1, last):
        return
    elif word in _PLACES and before == "of":
        if first - 2 >= start and reading.lower[first - 2] in _OF_PLACE:
            yield _hit(reading, first, first, "the")
    elif word in _AGENTS and _is_clause(reading, first, start, after):
        yield _hit(reading, first, first, "the")
    elif word in PERSONS and before in _STRUCK and _is_struck(reading, first, start, after):
        yield _hit(reading, first, first, "a")
    elif word in _PEOPLE and (opens := _stranger(reading, first, start, word)):
        yield _hit(reading, opens, first, "a")
    elif opens := _opening(reading, first, start, word):
        yield _hit(reading, opens, first, "the" if after == "of" else "a")


def _in_prose(reading: Reading, i: int, start: int, last: int) -> bool:
    """Tell whether token i stands in a whole sentence: headings leave out their articles."""
    segment = reading.segment(i)
    closed = reading.words[last - 1] in '.!?"”»…'
    return segment.kind is Kind.PROSE and closed and last - start >= _SHORTEST


def _subject(reading: Reading, i: int, last: int, word: str, before: str) -> Iterator[Hit]:
    """“Company plans to open ...”, “..., miner from Lens climbed ...”."""
    after = reading.lower[i + 1] if i + 1 < last else ""
    opens = before == ""
    if word not in _AGENTS or reading.words[i].istitle() != opens:
        return
    meant = after in _MEANING and i + 2 < last and reading.lower[i + 2] in ("to", "that")
    if opens:
        says = after in _FINITE or (word in BODIES and is_finite(reading, i + 1))
    else:
        says = after in ("was", "were", "has") and word != "minister"
    if says or meant:
        yield _hit(reading, i, i, "the")
    elif word in PERSONS and (after == "from" or (opens and after == "of")):
        name = i + 2
        while name < last and name < i + 5 and reading.words[name][0].isupper():
            name += 1
        if name > i + 2 and name < last and is_finite(reading, name):
            yield _hit(reading, i, i, "a" if after == "from" else "the")


def _is_clause(reading: Reading, i: int, start: int, after: str) -> bool:
    """Tell whether token i is the bare subject of a subordinate clause: “because company has”."""
    if after not in _FINITE:
        return False
    before = reading.lower[i - 1]
    said = before == "that" and i - 2 >= start and reading.lower[i - 2] in _SAYING
    return said or before in _CONJUNCTIONS


def _is_struck(reading: Reading, i: int, start: int, after: str) -> bool:
    """Tell whether token i is the object of a verb: “arrested driver of the bus”."""
    whole = after in ("from", "of", "in", "who", ".", ",")
    return whole and i - 2 >= start and reading.lower[i - 2] not in DETERMINERS


def _stranger(reading: Reading, i: int, start: int, word: str) -> int:
    """The first token of a person after a preposition: “by unknown man”, “with driver”; else 0."""
    opens = i - 1 if reading.lower[i - 1] in _STRANGERS else i
    if opens - 1 <= start or reading.tags[i] != "NN":
        return 0
    agent = reading.lower[opens - 1] in ("by", "with")
    whole = reading.lower[i + 1 : i + 2] in ([","], ["."], ["from"], ["in"], ["of"], ["who"])
    return opens if agent and whole and (opens < i or word in PERSONS) else 0


def _opening(reading: Reading, noun: int, start: int, word: str) -> int:
    """The first token of a bare noun phrase that is an object or follows a preposition, else 0."""
    i = noun - 1
    while i > start and i >= noun - _LONGEST and _is_inner(reading, i):
        i -= 1
    opens, governor = i + 1, reading.lower[i]
    new = reading.lower[opens] in _NEW and opens < noun
    if i <= start or noun + 1 >= reading.limits(noun)[1]:
        return 0
    if not (word in _NOUNS or (word in MODIFIED and new)):
        return 0
    if governor in _VERBS:
        return opens if _is_verb(reading, i) else 0
    if governor not in _PREPOSITIONS or reading.lower[i - 1] in _KINDS:
        return 0
    if opens == noun:
        lone = word in OBJECTS and word not in _IDIOMS and governor in _WHERE
        return opens if lone and reading.lower[noun + 1] in _AFTER_PLACE else 0
    described = reading.tags[opens] in ("JJ", "VBN") and (word in OBJECTS or governor == "during")
    return opens if new or described else 0


def _is_inner(reading: Reading, i: int) -> bool:
    """Tell whether token i may stand between an article and its noun, and is no article."""
    word = reading.lower[i]
    plain = reading.tags[i] in _INNER and reading.words[i].islower() and word not in DETERMINERS
    return plain and word not in _PREPOSITIONS and not (word in _VERBS and _is_verb(reading, i))


def _is_verb(reading: Reading, i: int) -> bool:
    """Tell whether token i is a verb with its subject or an auxiliary before it."""
    tag = reading.tags[i]
    if tag not in ("VB", "VBD", "VBN", "VBZ", "VBP", "VBG"):
        return False
    if tag == "VBN" and not (
        reading.lower[i - 1] in _PERFECT or reading.tags[i - 1] in ("NNP", "NNS", "PRP")
    ):
        return False
    return reading.tags[i - 1] in _BEFORE_VERB or reading.lower[i - 1] in _PERFECT


def _hit(reading: Reading, first: int, noun: int, best: str) -> Hit:
    """The finding for the phrase from `first` to its noun, with the better article first."""
    old = reading.quote(first, noun + 1)
    capital = old[0].isupper()
    phrase = old[0].lower() + old[1:]
    articles = (best, article(phrase)) if best == "the" else (article(phrase), "the")
    texts = tuple(f"{word.capitalize() if capital else word} {phrase}" for word in articles)
    return Hit(_MESSAGE.format(reading.words[noun]), first, noun + 1, rewrites=texts)


DETECTOR = Detector(
    rule="missing-article",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MINOR,
    confidence=0.8,
    watch=Words(_AGENTS | _NOUNS | MODIFIED | _PLACES | _PEOPLE, tags=True),
    find=find,
    flagged=(
        Flagged("A judge in Tver on Friday rejected ⟦complaint⟧ of two miners.", "the complaint"),
        Flagged("The city of Omsk will build ⟦new bridge⟧ over the river.", "a new bridge"),
        Flagged(
            "The crack was found in March during ⟦planned inspection⟧.", "a planned inspection"
        ),
        Flagged("⟦Company⟧ plans to hire five hundred people next year.", "The company"),
        Flagged("On the last day of the strike, ⟦miner⟧ from Lens climbed the tower.", "a miner"),
        Flagged("Police said that they had arrested ⟦driver⟧ of the bus.", "a driver"),
        Flagged("He could not pay them because ⟦factory⟧ was closed in May.", "the factory"),
        Flagged("In a shop in the west of ⟦city⟧, people stood in line.", "the city"),
        Flagged(
            "They lived for two years in ⟦small apartment⟧ near the port.", "a small apartment"
        ),
        Flagged("She wants to open ⟦second office⟧ in Riga next spring.", "a second office"),
        Flagged("The window was broken on Sunday by ⟦unknown man⟧.", "an unknown man"),
        Flagged("The hospital in ⟦village⟧ of Zelen was closed in May.", "the village"),
    ),
    passing=(
        "When she took office, she promised to finish school and leave town.",
        "Chairman Liu said construction would begin in spring, once land was cleared.",
        "Parliament approved the budget hours after police had cleared the steps.",
        "Dr Weiss, director of the clinic, and Anna Roth, nurse, were there.",
        "They built bridge after bridge, road and tunnel, from village to village.",
        "He was elected mayor of Riga and later became minister of finance.",
        "Driver killed in crash on motorway near Lens",
        "That company has closed, and every new factory needs a licence.",
        "The appeal was lost, and the signed contract was sent by car.",
        "We will hold talks, make progress and take account of all this.",
    ),
    misses=(Missed("He went into ⟦office⟧ on the first floor."),),
)
