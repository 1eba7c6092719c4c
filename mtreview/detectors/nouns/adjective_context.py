"""When an adjective may stand after its noun in good English, and which nouns it may follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.nouns.adjectives import (
    DOUBTFUL,
    FRAMES,
    INSTITUTIONS,
    LANGUAGES,
    NATIONAL,
    rank,
)
from mtreview.detectors.phrases import (
    BE,
    DETERMINERS,
    STOPS,
    is_finite,
    is_noun,
)
from mtreview.tokens import Reading

# An adjective may follow these: time and amount, "all things Russian", "the word French".
_NO_HEADS = frozenset(
    """
    afternoon amnesty anything april august autumn being bit cent cost course day days decade
    decades december degree dollar dollars evening everything extent fall february fellow friday
    half hour hours january july june kind language languages lot march matters may midnight
    minute minutes mission moment monday month months morning name night noon nothing november
    october other part percent phrase pound pounds quarter reason saturday season september
    something sort spring summer sunday term thing things third thursday time times today
    tomorrow tonight tuesday type way ways wednesday week weekend weeks winter word words year
    years yesterday
    """.split()
)
# "schoolboy French", "he taught the students French": a language after all.
_OF_SPEECH = frozenset(
    """
    beginner business classroom college court kitchen learn learned learning learns learnt
    phrasebook pidgin pub read reading reads school schoolboy schoolgirl speak speaking speaks
    spoke spoken street studied studies study studying taught teach teaches teaching textbook
    tourist translate translated translates translating understand understands understood write
    writes writing written
    """.split()
)
_TEACHING = frozenset(
    "speak speaks speaking spoke spoken teach teaches teaching taught learn learns learning "
    "learned learnt".split()
)
# Verbs with an adjective about their object: "declared the war colonial".
_COMPLEMENTED = frozenset(
    """
    believe believed believes brand branded brands bring brings brought call called calling
    calls consider considered considering considers declare declared declares declaring deem
    deemed deems find finding finds found held hold holds judge judged judges keep keeping keeps
    kept label labeled labelled labels leave leaves leaving left made make makes making render
    rendered rendering renders see take taken takes taking think thinks thought took turn turned
    turning turns
    """.split()
)
_MAKING = frozenset(
    "make makes made making keep keeps kept keeping render renders rendered declared deem deemed "
    "deems".split()
)
# Those whose object would be definite: "wants the party republican".
_WISHED = frozenset("want wants wanted like likes prefer prefers get gets got".split())
# "Russian by birth", "constitutional in form": an adjective with its complement.
_COMPLEMENTS = {
    "in": frozenset(
        "appearance character content essence form kind name nature orientation origin outlook "
        "scope scale spirit structure style substance tone".split()
    ),
    "by": frozenset("birth blood descent nationality nature origin".split()),
    "at": frozenset({"heart", "root"}),
}
_MANNERS = _COMPLEMENTS["in"] | frozenset(
    "effect fact part practice principle reality sense theory truth turn".split()
)
_TOWARDS = frozenset(
    "local internal external foreign secondary indigenous natural personal sexual common".split()
)
_INNER = frozenset({"NN", "NNS", "JJ", "NNP", "CD", "VBN", "POS", "PRP$"})
_PERSON = re.compile(
    r"agency$|company$|daily$|giant$|group$|star$|.{3,}(?:er|or|ist|ess|ian|ant|ent|man)$"
)
_ONE = frozenset("a an another any each every one".split())
_OFFICES = frozenset("minister ministry secretary ministers chamber court bank office".split())
_QUOTES = frozenset('"“«„‘(')


@dataclass(frozen=True, slots=True)
class Unit:
    """Adjectives that move together, joined by commas or a conjunction or alone: tokens a to b."""

    first: int
    last: int
    rank: int


def is_head(reading: Reading, noun: int, start: int, adjective: str) -> bool:
    """Tell whether the token before the adjectives is a noun that they cannot rightly follow."""
    word = reading.words[noun]
    if reading.lower[noun] in _NO_HEADS or not is_noun(reading, noun) or word.isupper():
        return False
    if rank(adjective) == NATIONAL:
        if reading.lower[noun] in _OF_SPEECH and adjective in LANGUAGES:
            return False
        one = noun > start and reading.lower[noun - 1] in _ONE
        if one and "ADJ" in parts_of_speech(reading.lower[noun]):
            return False  # "an adult American"
    elif adjective in DOUBTFUL:
        if not _is_framed(reading, noun):
            return False
    elif reading.words[noun + 1].istitle() and reading.lower[noun] not in INSTITUTIONS:
        return False  # a name: "General Electric"
    if word.islower() or in_office(reading, noun, start):
        return True
    if noun == start or reading.words[noun - 1] in _QUOTES:
        return reading.words[noun + 1].islower() or _in_prose(reading, noun)
    return reading.lower[noun] in INSTITUTIONS and _in_prose(reading, noun)


def _is_framed(reading: Reading, noun: int) -> bool:
    """Tell whether an adjective that may be a noun is none after this noun: "the sector public"."""
    if reading.tags[noun] == "NNS":
        return True
    one_of_them = reading.lower[noun - 1 : noun] in (["a"], ["an"])  # "an organization Republican"
    if reading.words[noun + 1].istitle() and one_of_them:
        return False
    known = FRAMES if reading.words[noun].islower() else FRAMES | INSTITUTIONS
    return reading.lower[noun] in known


def _in_prose(reading: Reading, i: int) -> bool:
    """Tell whether words without a capital stand near token i: no title, no list of names."""
    first, last = reading.limits(i)
    near = reading.words[max(first, i - 6) : min(last, i + 7)]
    return sum(word.isalpha() and word.islower() for word in near) >= 2


def in_office(reading: Reading, i: int, start: int) -> bool:
    """Tell whether token i ends a title: "minister of justice"."""
    return i - 2 >= start and reading.lower[i - 1] == "of" and reading.lower[i - 2] in _OFFICES


def names_someone(reading: Reading, noun: int, end: int, last: int) -> bool:
    """Tell whether the name of the person or company follows: "the actress French Marion Vidal"."""
    return (
        end < last
        and end == noun + 2
        and rank(reading.lower[noun + 1]) == NATIONAL
        and reading.words[end].istitle()
        and not parts_of_speech(reading.lower[end])
        and reading.lower[noun - 1 : noun] in (["the"], ["a"], ["an"])
        and _PERSON.match(reading.lower[noun]) is not None
    )


def is_excused(reading: Reading, noun: int, units: Sequence[Unit], start: int, last: int) -> bool:
    """Tell whether something around the phrase lets an adjective stand after its noun."""
    end = units[-1].last
    if end + 1 < last and reading.lower[end + 1] in _COMPLEMENTS.get(reading.lower[end], ()):
        return True
    if end < last and reading.lower[end] == "to" and reading.lower[end - 1] in _TOWARDS:
        return True
    if _is_name(reading, noun, end, last) or _is_variety(reading, units):
        return True
    before = phrase_start(reading, noun, start) - 1
    if before < start:
        return False
    if reading.lower[before] in BE and (before == start or _asks(reading.lower[before - 1])):
        return True
    if reading.lower[before] == "in" and reading.lower[noun] in _MANNERS:
        return True
    if units[0].rank == NATIONAL and _is_gapped(reading, before, start):
        return True
    if reading.lower[units[0].first] in LANGUAGES and _is_speech(reading, before, end, start, last):
        return True
    return _complements(reading, before, start)


def _is_variety(reading: Reading, units: Sequence[Unit]) -> bool:
    """Tell whether the last word names a language: "standard Scottish English"."""
    return (
        len(units) == 2
        and units[0].rank == units[1].rank == NATIONAL
        and reading.lower[units[1].first] in LANGUAGES
    )


def _is_name(reading: Reading, noun: int, end: int, last: int) -> bool:
    """Tell whether an acronym confirms the order: "Joint Commission International (JCI)"."""
    if end + 1 >= last or reading.words[end] != "(" or not reading.words[end + 1].isupper():
        return False
    initials = "".join(word[0] for word in reading.words[noun:end])
    return reading.words[end + 1].endswith(initials.upper())


def _asks(word: str) -> bool:
    return word in STOPS or word in _QUOTES or word in ("how", "why", "and", "nor", "so", "than")


def _is_gapped(reading: Reading, before: int, start: int) -> bool:
    """Tell whether the verb may be left out: "The captain was Dutch, the crew Norwegian"."""
    if reading.lower[before] not in (",", ";", "and", "but", "–", "—"):
        return False
    words = reading.lower[max(start, before - 12) : before]
    return any(
        (word in BE and any(rank(after) is not None for after in words[n + 1 : n + 4]))
        or word in _WISHED
        for n, word in enumerate(words)
    )


def _is_speech(reading: Reading, before: int, end: int, start: int, last: int) -> bool:
    """Tell whether a language may be meant: "In some schools French is taught"."""
    near = reading.lower[max(start, before - 3) : before + 1]
    if not _TEACHING.isdisjoint(near):
        return True
    opening = clause_start(reading, before, start)
    if end >= last or not is_finite(reading, end) or verbs(reading, opening, before):
        return False
    return reading.tags[before] in ("IN", "TO") and in_front(reading, opening, before + 1)


def _complements(reading: Reading, before: int, start: int) -> bool:
    """Tell whether a verb like "make" has the noun for its object, the adjective for a remark."""
    for i in range(before, max(start, before - 6) - 1, -1):
        if reading.tags[i] in ("IN", "TO") or reading.words[i] in STOPS:
            break
        if reading.lower[i] in _MAKING:
            return True
    near = reading.lower[max(start, before - 1) : before + 1]
    indefinite = reading.lower[before + 1] in ("a", "an")
    return not _COMPLEMENTED.isdisjoint(near) or not (indefinite or _WISHED.isdisjoint(near))


def phrase_start(reading: Reading, noun: int, start: int) -> int:
    """The first token of the noun's phrase: its nouns, adjectives and determiner."""
    i = noun
    while i > max(start, noun - 12) and reading.tags[i - 1] in _INNER:
        i -= 1
    if i > start and reading.lower[i - 1] in DETERMINERS:
        i -= 1
    return i


def clause_start(reading: Reading, i: int, start: int) -> int:
    """The token after the last stop before token i, or some forty tokens before it."""
    start = max(start, i - 40)
    while i > start and reading.words[i - 1] not in STOPS:
        i -= 1
    return i


def verbs(reading: Reading, first: int, last: int) -> list[int]:
    """The tokens of a range that are, by tag or by the lexicon, finite verbs."""
    return [
        i
        for i in range(first, last)
        if reading.tags[i] in ("VBD", "VBZ", "VBP", "MD") or is_finite(reading, i)
    ]


def in_front(reading: Reading, opening: int, noun: int) -> bool:
    """Tell whether the clause opens with a preposition, or the like, before the noun."""
    return opening < noun and reading.tags[opening] in ("IN", "TO", "RB", "WRB", "VBG", "VBN")
