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

import re
from collections.abc import Iterator, Sequence

from mtreview.detectors.adjective_context import (
    Unit,
    clause_start,
    in_front,
    in_office,
    is_excused,
    is_head,
    names_someone,
    phrase_start,
    verbs,
)
from mtreview.detectors.adjectives import (
    CLASSIFYING,
    GENERAL,
    INSTITUTIONS,
    MISTAKEN,
    NATIONAL,
    TRIGGERS,
    USUAL,
    rank,
)
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.phrases import (
    BE,
    DETERMINERS,
    POSTPOSED,
    STOPS,
    ends_phrase,
    has_object,
    is_noun,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

# Verbs with two objects: "gives children Spanish lessons".
_DITRANSITIVE = frozenset(
    """
    allow allowed assign assigned award awarded bought bring brings brought buy buys denied deny
    fed feed gave give given gives giving grant granted grants hand handed lend lent offer
    offered offering offers paid pass passed pay promise promised sell sells send sends sent
    serve served show showed showing shows sold supplied supply taught teach teaches teaching
    tell telling tells told
    """.split()
)

_LONGEST = 12  # tokens: no phrase is longer, and the scan stays linear


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read the noun and the adjectives that the trigger at `first` stands among."""
    start, last = reading.limits(first)
    word = reading.words[first]
    if word == "polish" or (word.isupper() and len(word) > 1):
        return
    left = first
    while left > max(start, first - 4) and _rank(reading, left - 1) is not None:
        left -= 1
    noun = left - 1
    if noun < start or not is_head(reading, noun, start, reading.lower[left]):
        return
    if hit := _between_nouns(reading, noun, first, last):
        yield hit
        return
    units = _units(reading, left, min(last, left + _LONGEST))
    end = units[-1].last
    over = ends_phrase(reading, end, last) or names_someone(reading, noun, end, last)
    if over and not is_excused(reading, noun, units, start, last):
        yield _moved(reading, noun, units, start)


def _rank(reading: Reading, i: int) -> int | None:
    """The rank of an adjective; a nationality without its capital is one all the same."""
    return rank(reading.lower[i])


def _units(reading: Reading, i: int, last: int) -> list[Unit]:
    """The adjectives from token i on, coordinated ones as one unit."""
    units: list[Unit] = []
    while i < last:
        place = _rank(reading, i)
        if place is None and units and _is_plain(reading, i):
            place = GENERAL
        if place is None:
            break
        end = i + 1
        while (after := _next_conjunct(reading, end, last)) is not None:
            other = _rank(reading, after)
            place, end = min(place, CLASSIFYING if other is None else other), after + 1
        units.append(Unit(i, end, place))
        i = end
    return units


def _next_conjunct(reading: Reading, i: int, last: int) -> int | None:
    """The adjective that a comma or a conjunction at token i joins to the one before."""
    after = i
    if after < last and reading.words[after] == ",":
        after += 1
    if after < last and reading.lower[after] in ("and", "or", "but"):
        after += 1
    if after == i or after >= last:
        return None
    known = _rank(reading, after) is not None
    plain = _is_plain(reading, after) and reading.words[after - 1] != ","
    return after if known or plain else None


def _is_plain(reading: Reading, i: int) -> bool:
    """Tell whether token i is an adjective and nothing else, of whatever kind."""
    word = reading.lower[i]
    return reading.tags[i] == "JJ" and parts_of_speech(word) == {"ADJ"} and word not in POSTPOSED


def _group_start(reading: Reading, noun: int, start: int, place: int) -> int:
    """The first noun, or adjective of kind, that an adjective of this rank has to stand before."""
    i = noun
    while i > max(start, noun - _LONGEST) and _belongs(reading, i - 1, place):
        i -= 1
    return i - 2 if in_office(reading, i, start) else i


def _belongs(reading: Reading, i: int, place: int) -> bool:
    known = _rank(reading, i)
    if known is not None:
        return known > place
    return (
        reading.tags[i] in ("NN", "NNS")
        and reading.words[i].islower()
        and "NOUN" in parts_of_speech(reading.lower[i])
    ) or (reading.words[i].istitle() and reading.lower[i] in INSTITUTIONS)


def _moved(reading: Reading, noun: int, units: Sequence[Unit], start: int) -> Hit:
    """The finding for adjectives after a noun, with the whole phrase put in order."""
    ordered = sorted(units, key=lambda unit: (unit.rank, -unit.first))
    first = _group_start(reading, noun, start, ordered[-1].rank)
    adjectives = " ".join(_adjective(reading.quote(u.first, u.last)) for u in ordered)
    head = _decapitalised(reading.quote(first, noun + 1), first == start)
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
    return _hit(reading, first, last, start, texts, message, confidence)


def _adjective(text: str) -> str:
    """The adjectives with the capitals that those of nations have."""
    return " ".join(
        word[0].upper() + word[1:] if rank(word.lower().strip(",")) == NATIONAL else word
        for word in text.split()
    )


def _between_nouns(reading: Reading, noun: int, i: int, last: int) -> Hit | None:
    """The finding for noun, nationality, noun: "forces Russian armies"."""
    second = i + 1
    if noun != i - 1 or second >= last or rank(reading.lower[i]) != NATIONAL:
        return None
    if not reading.words[second].islower():
        return None
    mistaken = MISTAKEN.get(reading.lower[second])
    if not mistaken and not (reading.tags[second] == "NNS" and is_noun(reading, second)):
        return None
    start = reading.limits(i)[0]
    if not ends_phrase(reading, second + 1, last) or _is_relative(reading, noun, second, last):
        return None
    before = reading.lower[noun - 1] if noun > start else ""
    if not _takes_part(reading, noun, start, bool(mistaken)):
        return None
    nation, head, other = (reading.words[k] for k in (i, noun, second))
    nation, head = _adjective(nation), _decapitalised(head, noun == start)
    texts = [f"{nation} {other} {head}", f"{nation} {head}"]
    message = f"“{nation}” stands between two nouns, an order of Romance languages"
    if mistaken:
        adjective, source = mistaken
        texts = [f"{nation} {adjective} {head}", f"{nation} {head}"]
        message = (
            f"“{other}” seems to be an adjective read as a noun, “{adjective}” (as “{source}”), "
            "and the phrase keeps the order of a Romance language"
        )
    sure = 0.55 if not mistaken else 0.9 if before == "of" else 0.8
    return _hit(reading, noun, second + 1, start, texts, message, sure)


def _is_relative(reading: Reading, noun: int, second: int, last: int) -> bool:
    """Tell whether the phrase may be right: "the forces Russian commanders praised".

    Such a clause lacks its object, and needs a second verb for the clause around it; and after a
    phrase in front ("In the wake of protests Russian officials said") a new clause may begin.
    """
    start = reading.limits(noun)[0]
    opening = clause_start(reading, noun, start)
    near = min(last, noun + 3 * _LONGEST)
    closing = second + 1
    while closing < near and reading.words[closing] not in STOPS:
        closing += 1
    before = verbs(reading, opening, noun)
    after = verbs(reading, second + 1, closing)
    if not before and verbs(reading, second + 1, near) and in_front(reading, opening, noun):
        return True
    if not after or has_object(reading, after[0], last):
        return False
    if before or len(after) > 1:
        return True
    whole = reading.lower[opening] in DETERMINERS and reading.words[last - 1] in STOPS
    return reading.lower[after[0]] not in BE and not (whole and reading.lower[noun - 1] == "of")


def _takes_part(reading: Reading, noun: int, start: int, mistaken: bool) -> bool:
    """Tell whether the first noun cannot be the first object of a verb like "give"."""
    before = phrase_start(reading, noun, start) - 1
    near = reading.lower[max(start, before - 2) : before + 1]
    if not _DITRANSITIVE.isdisjoint(near):
        return False
    if mistaken:
        return True
    return noun > start and reading.tags[noun] == "NNS" and reading.lower[noun - 1] == "of"


def _hit(
    reading: Reading,
    first: int,
    last: int,
    start: int,
    texts: Sequence[str],
    message: str,
    confidence: float,
) -> Hit:
    """The finding, with the article before it where "a" turns into "an", and the right capitals."""
    capital = reading.words[first][0].isupper() and first == start
    if first > start and reading.lower[first - 1] in ("a", "an"):
        article = _article(texts[0])
        if article != reading.lower[first - 1]:
            first -= 1
            capital = reading.words[first][0].isupper()
            texts = [f"{_article(text)} {text}" for text in texts]
    if capital:
        texts = [text[0].upper() + text[1:] for text in texts]
    return Hit(message, first, last, rewrites=tuple(texts), confidence=confidence)


def _decapitalised(text: str, needed: bool) -> str:
    return text[0].lower() + text[1:] if needed else text


def _article(text: str) -> str:
    """Return the indefinite article for a phrase: "a European", "an electoral"."""
    word = text.lower()
    consonant = re.match(r"[^aeiou]|eu|uk|ur[uo]|ug|u[nt][ei]|use|usu|one|once|uni", word)
    return "a" if consonant and not re.match(r"unin|unim|hono|heir|hour", word) else "an"


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
        "The weapons Russian soldiers used were old.",
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
