"""A noun in the singular after a number, or after “one of”; its page is that of agreement.py."""

from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.nouns import agreement
from mtreview.detectors.nouns.agreement import (
    ALIKE,
    BEFORE_SEVERAL,
    FOLLOWERS,
    goes_on,
    noun_after,
    plural_of,
)
from mtreview.detectors.nouns.count_nouns import PERSONS
from mtreview.model import Severity
from mtreview.tokens import Reading

_COUNTS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety several "
    "many".split()
)
_NOT_COUNTING = frozenset(
    "one than page chapter number no. no part act scene grade class phase step level type room "
    "gate line channel group top".split()
)
_COLLECTIVE = frozenset(
    """
    audience band board cabinet choir coalition commission committee community congregation council
    couple crowd department faculty family flock force gang generation gentry government herd jury
    lot majority management minority ministry nobility opposition orchestra parliament party press
    public quartet remainder rest senate society squad trio union younger youth
    """.split()
)
_RANKING = frozenset("chief few first greatest key last leading main major many top".split())
# “It is one of the highest quality”: what such a phrase says of one thing, and no one of several.
_QUALITIES = frozenset(
    """
    ability accuracy age ambiguity antiquity appeal authority beauty benefit breadth calibre caliber
    capacity care character charm clarity class colour color comfort complexity concern consequence
    craft cruelty culture danger degree delicacy depth design detail difficulty dignity distinction
    duration elegance energy excellence extent force form fun generality grade gravity height honor
    honour importance integrity intensity interest kind length level luxury magnitude make merit
    mind moment nature necessity nobility note order origin pedigree power precision prestige price
    priority purity purpose quality quantity rank rarity reach relevance scale scope secrecy
    sensitivity seriousness set severity shape significance simplicity size skill sort sound speed
    standard standing stature strength style subtlety taste temper tone tradition type urgency use
    utility value variety violence virtue weight width worth
    """.split()
)
_LONGEST = 5  # words before the noun of “one of the country’s most widely read author”
_BEFORE_NOUN = frozenset("JJ JJS RBS RB VBN".split())
_BESIDE_FIGURES = frozenset("aged below above over under since of than version".split())


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the noun after a number, or after “one of the”."""
    first, last = reading.limits(i)
    if reading.lower[i] == "of":
        counted = i - 2 < first or not reading.tags[i - 2].startswith(
            "NN"
        )  # “day one of the match”
        return _one_of(reading, i, last) if counted else ()
    if reading.lower[i][0].isdigit() and not _is_counting(reading, i, first):
        return ()
    if i > first and (
        reading.lower[i - 1] in _NOT_COUNTING or reading.tags[i - 1] in ("CD", "NNP")
    ):
        return ()
    noun = noun_after(reading, i + 1, last)
    if reading.lower[i + 1 : i + 2] in (["dimensional"], ["sided"]):
        return ()  # “a two dimensional grid”
    if noun is None or reading.tags[noun] != "NN" or _goes_on_after_count(reading, noun + 1, last):
        return ()
    word = reading.lower[noun]
    plural = plural_of(word)
    if plural is None or word in ALIKE or not _is_count_noun(word) or "-" in word:
        return ()
    return (
        Hit(f"after “{reading.words[i]}” the noun is plural", noun, noun + 1, rewrites=(plural,)),
    )


def is_figure(word: str) -> bool:
    """Tell whether a word is a number in figures that may count persons, and is no year."""
    return word.isdecimal() and word.isascii() and len(word) < 4 and word not in ("0", "1", "00")


def _is_counting(reading: Reading, i: int, first: int) -> bool:
    """Whether figures count what follows: a verb or a preposition goes before, a person follows."""
    if i == first or reading.lower[i - 1] in _BESIDE_FIGURES:
        return False
    if reading.tags[i - 1] not in ("VBD", "VBN", "VBZ", "VBP", "VB", "IN", "RB", "RBS", "JJS"):
        return False
    noun = reading.lower[i + 1 : i + 3]
    return any(word in PERSONS for word in noun)


def _one_of(reading: Reading, i: int, last: int) -> Iterable[Hit]:
    """Judge the noun of “one of the main reason”."""
    noun = _ranked(reading, i + 2, last)
    if noun is None or goes_on(reading, noun + 1, last):
        return ()
    word = reading.lower[noun]
    plural = plural_of(word)
    if plural is None or word in ALIKE | _COLLECTIVE | _QUALITIES or "-" in word:
        return ()
    # “One of the household”, “a question of cost, not one of habit”: only what ranks or names a
    # person is surely one of several.
    ranked = any(
        reading.tags[n] in ("JJS", "RBS") or reading.lower[n] in _RANKING
        for n in range(i + 2, noun)
    )
    if not ranked and not (word in PERSONS and reading.lower[i + 1] in ("the", "these", "those")):
        return ()
    return (Hit("after “one of” the noun is plural", noun, noun + 1, rewrites=(plural,)),)


def _ranked(reading: Reading, i: int, last: int) -> int | None:
    """The noun of “one of the (country’s) most important city”, None where none is singular."""
    if reading.tags[i : i + 2] in (["NN", "POS"], ["NNP", "POS"]):
        i += 2
    for n in range(i, min(last, i + _LONGEST)):
        if not reading.words[n].islower():
            return None
        if reading.tags[n] == "NN":
            return n
        if reading.tags[n] not in _BEFORE_NOUN:
            return None
    return None


def _goes_on_after_count(reading: Reading, i: int, last: int) -> bool:
    if i < last and reading.lower[i] in ("and", "or"):  # "four climber and blocked"
        return i + 1 >= last or reading.tags[i + 1] in FOLLOWERS
    if i < last and reading.tags[i] == "VBZ" and "NOUN" in parts_of_speech(reading.lower[i]):
        return True  # “three user needs”, whatever the tagger says
    if reading.lower[i : i + 2] == ["of", "life"]:
        return True  # “many quality of life resources”
    return goes_on(reading, i, last)


def _is_count_noun(word: str) -> bool:
    """Whether a word is a noun and nothing else that might stand there as well."""
    return parts_of_speech(word) == {"NOUN"} or (
        "NOUN" in parts_of_speech(word) and word.endswith(("er", "or", "ist", "ment", "tion"))
    )


DETECTOR = Detector(
    rule="singular-after-number",
    what="A noun in the singular after a number.",
    page=agreement.__doc__ or "",
    category="Linguistic conventions/Grammar/Agreement",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=(
        Words(_COUNTS, tags=True),
        Words(shape=is_figure, tags=True),
        Words(frozenset(("of",)), tags=True, after=frozenset(("one",)), then=BEFORE_SEVERAL),
    ),
    find=find,
    flagged=(
        Flagged("The avalanche buried four ⟦climber⟧ in May.", "climbers"),
        Flagged("Two nearby towns sent sixteen ⟦tanker⟧, but three failed.", "tankers"),
        Flagged("The club has signed three new ⟦player⟧ this week.", "players"),
        Flagged("Several ⟦member⟧ of the council left.", "members"),
        Flagged("The police arrested seven ⟦protester⟧ on Monday.", "protesters"),
        Flagged("The police arrested 12 ⟦protester⟧ on Monday.", "protesters"),
        Flagged("One of the ⟦soldier⟧ was hurt.", "soldiers"),
        Flagged("It is one of the main ⟦reason⟧ for the delay.", "reasons"),
        Flagged("Lyon is one of the most important ⟦city⟧ in France.", "cities"),
        Flagged("It was one of the biggest ⟦fire⟧ of the year.", "fires"),
        Flagged("He is one of the country’s most widely read ⟦author⟧.", "authors"),
    ),
    passing=(
        "Three aircraft and six sheep were saved.",
        "It is a four person tent with two bedroom doors.",
        "They won two gold medals and five Grand Prix races.",
        "He is one of ten million people, and twenty percent left.",
        "Two thirds of the members came, three times a week.",
        "Many a member has left. One of the family was ill, one of the press was there.",
        "One of the household saw it. The problem is one of its cost, and one of their long habit.",
        "Opposite hung one of her daughter. Not one of the whole delegation came.",
        "On day one of the match it rained.",
        "The paper is one of the highest quality, the matter one of the greatest importance.",
        "It is one of the most popular news sites, one of the largest and richest.",
        "He flew a Boeing 737 pilot home; the under 21 player and the 12 member group left.",
        "The two-storey house has six worker dormitories.",
        "He scored four and left.",
        "Chapter two problem sets are hard; a two dimensional grid and a top ten list help.",
        "They have five agency needs, three senior leader updates and many quality of life plans.",
    ),
    misses=(Missed("The hall has 12 ⟦seat⟧ left."),),
)
