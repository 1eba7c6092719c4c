"""An adjective left after its noun, or between two nouns, where English puts it before.

French, Spanish, Italian, Portuguese and Romanian put most adjectives after the noun: "forces
armées russes", "la situation política actual". A translation that keeps this order reads "troops
French" or "law international". Worse, a participle may have been read as a noun on the way, so
that the adjective stands between two nouns: "forces Russian armies".

    Faulty: the deployment of forces Russian armies; a measure contrary to law international

    Instead: the deployment of Russian armed forces; a measure contrary to international law

Only adjectives that English never puts after a noun count: those of countries and peoples
("French"), and those that say of what kind a thing is ("presidential", "monetary"); others move
along with them ("the situation political current"). What follows must end the phrase: a stop, a
preposition, a conjunction, a verb. Missed: adjectives of quality alone ("a house white") and
participles ("a president weakened"), which English may put after a noun for many reasons; an
adjective with a noun after it that is no misread adjective ("the company Russian officials say" may
be right); whatever may be said of the object of "make", "find", "keep" and the like; nouns as
adjectives ("crisis health").
"""

from collections.abc import Iterator, Sequence

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.names.persons import people
from mtreview.detectors.nouns.adjective_between import between_nouns
from mtreview.detectors.nouns.adjective_context import Unit, is_excused, is_head, names_someone
from mtreview.detectors.nouns.adjective_phrase import (
    LONGEST,
    decapitalised,
    group_start,
    reordered,
    units_from,
    with_capitals,
)
from mtreview.detectors.nouns.adjectives import MISTAKEN, NATIONAL, TRIGGERS, USUAL, rank
from mtreview.detectors.nouns.count_nouns import PERSONS
from mtreview.detectors.phrases import ends_phrase
from mtreview.detectors.wording import singular
from mtreview.model import Severity
from mtreview.tokens import Reading

_AFTER_VERB = frozenset("a an for his in more no on that the their this to".split())


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read the noun and the adjectives that the trigger at `first` stands among."""
    start, last = reading.limits(first)
    word = reading.words[first]
    if word == "polish" or (word.isupper() and len(word) > 1):
        return
    left = first
    while left > max(start, first - 4) and rank(reading.lower[left - 1]) is not None:
        left -= 1
    noun = left - 1
    if noun < start or not is_head(reading, noun, start, reading.lower[left]):
        return
    if hit := between_nouns(reading, noun, first, last):
        yield hit
        return
    units = units_from(reading, left, min(last, left + LONGEST))
    end = units[-1].last
    over = (
        ends_phrase(reading, end, last)
        or names_someone(reading, noun, end, last)
        or _has_plural_verb(reading, noun, end, last)
    )
    if over and not is_excused(reading, noun, units, start, last):
        yield _moved(reading, noun, units, start)


def _has_plural_verb(reading: Reading, noun: int, verb: int, last: int) -> bool:
    """Tell whether people do something there: “the journalists Turkish fear for their jobs”."""
    if verb + 1 >= last or reading.tags[noun] != "NNS":
        return False
    plural = any(tag == "VBP" for _, tag in verb_tags(reading.lower[verb]))
    persons = singular(reading.lower[noun]) in PERSONS | people()
    return plural and persons and reading.lower[verb + 1] in _AFTER_VERB


def _moved(reading: Reading, noun: int, units: Sequence[Unit], start: int) -> Hit:
    """The finding for adjectives after a noun, with the whole phrase put in order."""
    ordered = sorted(units, key=lambda unit: (unit.rank, -unit.first))
    first = group_start(reading, noun, start, ordered[-1].rank)
    adjectives = " ".join(with_capitals(reading.quote(u.first, u.last)) for u in ordered)
    head = decapitalised(reading.quote(first, noun + 1), first == start)
    if first < noun and reading.lower[noun] in MISTAKEN and reading.lower[first].endswith("s"):
        adjective = MISTAKEN[reading.lower[noun]][0]
        head = f"{adjective} {reading.quote(first, noun)}"
    last = units[-1].last
    texts = [f"{adjectives} {head}"]
    if usual := USUAL.get(adjectives.rpartition(" ")[2]):
        texts.insert(0, f"{adjectives.rpartition(' ')[0]} {usual} {head}".strip())
    named = reading.quote(units[0].first, units[0].last)
    message = (
        f"“{named}” stands after its noun, the order of Romance languages: "
        "English puts the adjective first"
    )
    confidence = 0.9 if units[0].rank == NATIONAL else 0.85
    return reordered(reading, first, last, start, texts, message, confidence)


DETECTOR = Detector(
    rule="word-order-adjective",
    page=__doc__ or "",
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(TRIGGERS, tags=True),
    find=find,
    flagged=(
        Flagged(
            "He asked for the deployment of ⟦forces Russian armies⟧ and their allies.",
            "Russian armed forces",
        ),
        Flagged(
            "The arrival of ⟦ships Spanish soldiers⟧ worried the islanders.",
            "Spanish military ships",
        ),
        Flagged("⟦Troops French⟧ entered the town at dawn.", "French troops"),
        Flagged("The ⟦president Russian⟧ said that talks would go on.", "Russian president"),
        Flagged("This decision is contrary to ⟦law international⟧.", "international law"),
        Flagged("The country faces ⟦a crisis economic⟧ without precedent.", "an economic crisis"),
        Flagged("The next ⟦elections presidential⟧ will be held in May.", "presidential elections"),
        Flagged("He met the ⟦minister French⟧ of Finance.", "French minister"),
        Flagged("The ⟦situation political current⟧ remains tense.", "current political situation"),
        Flagged("Several ⟦forces armed Russian⟧ have left the base.", "Russian armed forces"),
        Flagged(
            "The deputies want a ⟦reform constitutional and electoral⟧.",
            "constitutional and electoral reform",
        ),
        Flagged("We discussed the ⟦change climatic⟧ and its effects.", "climate change"),
        Flagged("The ⟦minister of Justice Spanish⟧ resigned.", "Spanish minister of Justice"),
        Flagged("The ⟦actress French⟧ Marion Vidal won the prize.", "French actress"),
        Flagged("⟦An attack terrorist⟧ killed five people.", "A terrorist attack"),
        Flagged("The ⟦officials European⟧ meet in Brussels.", "European officials"),
        Flagged("The ⟦vice-president American⟧ visited Lyon.", "American vice-president"),
        Flagged("The leaders of the ⟦Union European⟧ met on Friday.", "European Union"),
        Flagged(
            "The ⟦programme nuclear Iranian⟧ was discussed in Vienna.", "Iranian nuclear programme"
        ),
        Flagged(
            "They asked the ⟦Fund Monetary International⟧ for help.", "International Monetary Fund"
        ),
    ),
    passing=(
        "In some schools French is taught, and in many cities Polish and Czech are spoken.",
        "Police found the process legal but slow; the trade, fiscal and monetary policies failed.",
        "It passed the Joint Commission International (JCI) review in Standard Scottish English.",
        "Whatever is real must be in some sense mental, and the causes local to a country.",
        "It gives children Spanish lessons and important skills.",
        "On Tuesday French troops left the town; last week Russian forces did.",
        "The weapons Russian soldiers used were old; the goods Chinese buy in Paris are dear.",
        "The forces Russian commanders praised and the people loved went home.",
        "In the wake of protests Russian officials said the vote would go ahead.",
        "The company Russian officials say they trust has left.",
        "The court declared the war colonial and left the country bankrupt.",
        "He speaks fluent French and taught the students Spanish.",
        "She is half French, half Russian, and all things Italian please her.",
        "Amnesty International and the University of California Irvine agree.",
        "Is the crisis economic? What makes a crisis economic is the debt.",
        "It was a law constitutional in form, written by a man Russian by birth.",
        "The captain was Dutch, the crew Norwegian.",
        "Last year economic and social ministers met the attorney general.",
        "The United Nations and its Security Council Russian Draft failed.",
        "The state political and business elite met the court martial.",
        "The party political broadcast and the health economic report were long.",
    ),
    misses=(
        Missed("They live in a ⟦house white⟧ by the sea."),
        Missed("The ⟦president weakened⟧ met his ministers."),
    ),
)
