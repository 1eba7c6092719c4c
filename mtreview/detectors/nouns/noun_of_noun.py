"""“Of” between two nouns where English has a compound or a possessive.

Romance and Slavic languages, and Arabic, join nouns with a preposition or a case.

    Faulty: Bring your card of identity. The secretary of the mayor came in a truck of the army.

    Instead: Bring your identity card. The mayor’s secretary came in an army truck.

Only pairs that are surely odd count, from a closed list: “the roof of the house” and “a system of
payment” are English. Missed: all other pairs.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.nouns.compounds import (
    AGENTS,
    BARE_PHRASES,
    COMPOUNDS,
    FORCES,
    HELD,
    MASS,
    OWNED,
    OWNERS,
    SET_PHRASES,
    SYNONYMS,
)
from mtreview.detectors.phrases import ends_phrase
from mtreview.detectors.wording import article, capital_like, possessive, singular
from mtreview.model import Severity
from mtreview.tokens import Reading

_AMOUNTS = frozenset(
    "all almost dozens hundreds many more most nearly several some thousands".split()
)
_MESSAGE = "English joins these nouns without “of”: “{0}”"


def _plurals(noun: str) -> tuple[str, ...]:
    return noun, f"{noun}s", f"{noun}es", f"{noun[:-1]}ies" if noun.endswith("y") else noun


_BARE = frozenset(
    form for noun in COMPOUNDS.keys() | SYNONYMS.keys() for form in _plurals(noun)
) | {noun for _, noun in BARE_PHRASES}
_DEFINITE = OWNERS | FORCES | {noun for _, noun in SET_PHRASES}


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read head, “of”, perhaps “the”, and the noun at `first`."""
    start, last = reading.limits(first)
    if not reading.words[first].islower() or not _is_over(reading, first + 1, last):
        return
    if reading.lower[first - 1] == "the":
        head = first - 3
        if head >= start and reading.lower[head + 1] == "of":
            yield from _definite(reading, head, first, start, last)
    elif first - 2 >= start:
        yield from _bare(reading, first - 2, first, start)


def _is_over(reading: Reading, i: int, last: int) -> bool:
    """Tell whether the phrase ends before token i: a verb or another amount may follow as well."""
    if ends_phrase(reading, i, last) or reading.tags[i] in ("VBP", "VBD", "VBZ", "MD", "RB"):
        return True
    if parts_of_speech(reading.lower[i]) == {"VERB"}:
        return True
    joined = reading.lower[i] in ("and", "or") and i + 1 < last
    return joined and reading.lower[i + 1] in _AMOUNTS


def _bare(reading: Reading, head: int, noun: int, start: int) -> Iterator[Hit]:
    """“a card of identity”, “two camps of refugees”."""
    word, headword = reading.lower[noun], singular(reading.lower[head])
    if reading.words[head].istitle() and head > start:
        return  # a name
    if phrase := BARE_PHRASES.get((headword, word)):
        text = phrase if headword == reading.lower[head] else f"{phrase}s"
        yield from _renamed(reading, head, noun, start, text)
        return
    known = (SYNONYMS.get(form, form) for form in (word, singular(word)))
    modifier = next((form for form in known if form in COMPOUNDS), "")
    if headword not in COMPOUNDS.get(modifier, ()):
        return
    several = word != modifier and word not in SYNONYMS
    if (headword in AGENTS and (several or modifier in MASS)) or (headword == "day" and several):
        return  # “drivers of buses”, “days of strikes”
    yield from _renamed(reading, head, noun, start, f"{modifier} {reading.lower[head]}")


def _renamed(reading: Reading, head: int, noun: int, start: int, text: str) -> Iterator[Hit]:
    """The finding, with the article where "a" turns into "an"."""
    before = reading.lower[head - 1] if head > start else ""
    if before in ("a", "an") and article(text) != before:
        yield _hit(reading, head - 1, noun + 1, (f"{article(text)} {text}",))
    else:
        yield _hit(reading, head, noun + 1, (text,))


def _definite(reading: Reading, head: int, noun: int, start: int, last: int) -> Iterator[Hit]:
    """“the secretary of the mayor”, “the trucks of the army”, “the party of the government”."""
    what, whose = reading.lower[head], reading.lower[noun]
    if noun + 1 < last and reading.lower[noun + 1] in ("of", "who", "that", "which", "whose"):
        return
    defined = head > start and reading.lower[head - 1] == "the"
    if not reading.words[head].islower() and (defined or head > start):
        return
    if compound := SET_PHRASES.get((what, whose)):
        yield _hit(reading, head, noun + 1, (compound,))
    elif what in HELD and whose in FORCES:
        text = f"{whose} {what}"
        if defined and what.endswith("s"):
            the = reading.words[head - 1]
            yield _hit(reading, head - 1, noun + 1, (text, f"{the} {text}"))
        else:
            yield _hit(reading, head, noun + 1, (text,))
    elif defined and what in OWNED and whose in OWNERS:
        apostrophe = "'" if "'" in reading.text else "’"
        yield _hit(reading, head, noun + 1, (f"{possessive(whose, apostrophe)} {what}",))


def _hit(reading: Reading, first: int, last: int, texts: tuple[str, ...]) -> Hit:
    old = reading.words[first]
    message = _MESSAGE.format(texts[0])
    return Hit(message, first, last, rewrites=tuple(capital_like(text, old) for text in texts))


DETECTOR = Detector(
    rule="noun-of-noun",
    page=__doc__,
    category="Style/Unidiomatic style",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=(
        Words(_BARE, tags=True, after=frozenset(("of",))),
        Words(_DEFINITE, tags=True, after=frozenset(("the",))),
    ),
    find=find,
    flagged=(
        Flagged("Bring ⟦a card of identity⟧ or a passport.", "an identity card"),
        Flagged("They live in ⟦camps of refugees⟧ near the border.", "refugee camps"),
        Flagged("More than half of the ⟦harvest of olives⟧ is lost.", "olive harvest"),
        Flagged("The ⟦machines of payment⟧ broke down.", "payment machines"),
        Flagged("The unions announce another ⟦day of strike⟧.", "strike day"),
        Flagged("He was hit by a ⟦weapon of fire⟧.", "firearm"),
        Flagged("They put it in ⟦bags of plastic⟧.", "plastic bags"),
        Flagged("⟦Drivers of bus⟧ have stopped work.", "Bus drivers"),
        Flagged("The ⟦secretary of the mayor⟧ kept the receipts.", "mayor’s secretary"),
        Flagged("The ⟦lawyer of the victims⟧ will appeal.", "victims’ lawyer"),
        Flagged("On Monday ⟦the trucks of the army⟧ arrived.", "army trucks"),
        Flagged("The ⟦party of the government⟧ refuses.", "governing party"),
        Flagged("The ⟦strike of the transports⟧ goes on.", "transport strike"),
    ),
    passing=(
        "The roof of the house and the price of oil fell.",
        "The secretary of the committee spoke with the wife of the mayor.",
        "He is the driver of a bus, the owner of a car factory.",
        "A system of payment and a method of payment were found.",
        "The Secretary of the Navy and the officers of the army met.",
        "He talks of peace; she spoke of work and of health.",
        "The lawyer of the victim who died has resigned.",
        "He was a prisoner of war, a man of peace and a work of art.",
        "The company of police dogs and the station of radio astronomy moved.",
        "The statement of the president of the court was brief.",
        "The control of passports, the collection of waste and a convoy of aid were stopped.",
        "The drivers of buses, owners of cars and donors of blood saw days of strikes.",
    ),
)
