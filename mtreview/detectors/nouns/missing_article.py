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

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.nouns.bare_noun import in_clause, person, subject, thing
from mtreview.detectors.nouns.count_nouns import (
    ACTS,
    BODIES,
    LEADERS,
    MODIFIED,
    OBJECTS,
    PERSONS,
    PLACES,
    SUBJECTS,
    VEHICLES,
)
from mtreview.detectors.phrases import DETERMINERS, ends_phrase
from mtreview.detectors.wording import article
from mtreview.model import Kind, Severity
from mtreview.tokens import Reading

_OF_PLACE = frozenset(
    "centre center citizens east head inhabitants mayor north outskirts part residents south "
    "streets suburbs west".split()
)
_NOUNS = (
    PERSONS
    | BODIES
    | OBJECTS
    | ACTS
    | MODIFIED
    | PLACES
    | SUBJECTS
    | VEHICLES
    | LEADERS
    | {
        "man",
        "person",
    }
)
_PAIRED = frozenset("- / after and but by nor or per to upon".split())
_SHORTEST = 8  # tokens: what is shorter may be a note
_MESSAGE = "“{0}” is counted, and needs an article or another determiner in the singular"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Judge a count noun by its place: subject, object, after a preposition."""
    start, last = reading.limits(first)
    before = reading.lower[first - 1] if first > start else ""
    after = reading.lower[first + 1] if first + 1 < last else ""
    if before in DETERMINERS or after in _PAIRED or not _in_prose(reading, first, start, last):
        return
    if first == start or before == ",":
        if subject(reading, first, last):
            yield _hit(reading, first, first, "a" if after == "from" else "the")
    elif reading.words[first].islower() and in_clause(reading, first, start, last):
        yield _hit(reading, first, first, "the")
    elif not reading.words[first].islower() or not ends_phrase(reading, first + 1, last):
        return
    elif before == "of" and reading.lower[first] in PLACES:
        if first - 2 >= start and reading.lower[first - 2] in _OF_PLACE:
            yield _hit(reading, first, first, "the")
    elif (opens := person(reading, first, start, last)) is not None:
        yield _hit(reading, opens, first, "a")
    elif (opens := thing(reading, first, start)) is not None:
        yield _hit(reading, opens, first, "the" if after == "of" else "a")


def _in_prose(reading: Reading, i: int, start: int, last: int) -> bool:
    """Tell whether token i stands in a whole sentence: headings leave out their articles."""
    segment = reading.segment(i)
    closed = reading.words[last - 1] in '.!?"”»…'
    return segment.kind is Kind.PROSE and closed and last - start >= _SHORTEST


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
    watch=Words(_NOUNS, tags=True),
    find=find,
    flagged=(
        Flagged("⟦President⟧ of the company refused to speak with journalists.", "The president"),
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
        Flagged("He is ⟦good doctor⟧, and everybody in the town knows him.", "a good doctor"),
        Flagged("She works as ⟦teacher⟧ at the school in Brno.", "a teacher"),
        Flagged("⟦Body⟧ was found in the river on Monday.", "The body"),
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
