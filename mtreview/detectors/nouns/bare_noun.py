"""Where a count noun without its article stands: as subject, as object, after a preposition.

Each function gives the token that the noun phrase begins with, or None where the noun may be bare.
"""

from mtreview.detectors.clauses import full_phrase
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.nouns.count_nouns import (
    ACTS,
    BODIES,
    IDIOMS,
    LEADERS,
    MODIFIED,
    OBJECTS,
    PERSONS,
    ROLES,
    SUBJECTS,
    VEHICLES,
)
from mtreview.detectors.phrases import DETERMINERS, is_finite
from mtreview.tokens import Reading

_NOUNS = OBJECTS | ACTS
_AGENTS = PERSONS | BODIES
_PEOPLE = PERSONS | frozenset("boy child girl man person woman".split())
_INNER = frozenset(("JJ", "JJR", "VBN", "VBG", "NN"))
_NEW = frozenset("big large modern new second small third".split())
_PREPOSITIONS = frozenset(
    "about after against at before behind during for from in inside into near of on onto outside "
    "to under with".split()
)
_VERBS = frozenset(  # those that leave no noun of a list in doubt
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
_LINKING = frozenset(
    "am are be became become becomes been being had has have is keep keeping keeps kept 'm 're "
    "remain remained remains 's seem seemed seems stay stayed taught teach turned was were".split()
)
_BEFORE_VERB = frozenset("CC CD MD NN NNP NNPS NNS PRP RB TO WDT WP".split())
_PERFECT = frozenset("has have had 've having".split())
_CONJUNCTIONS = frozenset("although because if since when where whereas whether while".split())
_SAYING = frozenset("added announced believes claims confirmed said says thinks".split())
_FINITE = frozenset("are can could did does had has is may might must was were will would".split())
_MEANING = frozenset("aims claims hopes intends needs plans promises refuses seeks wants".split())
_STRUCK = frozenset(
    "arrested beat charged crushed deported detained fined helped hired hit injured killed "
    "questioned released rescued run sentenced shot stabbed struck wounded".split()
)
_OWNED = frozenset("arrest body corpse daughter death family house mother murder son wife".split())
_KINDS = frozenset("form kind kinds sort sorts type types".split())
_WHERE = frozenset("at behind from in inside into near on onto outside to under".split())
_AFTER_PERSON = frozenset(("from", "of", "in", "who", "on", ".", ","))
_STRANGERS = frozenset("drunk drunken elderly famous foreign local unknown young".split())
_LONGEST = 4  # words before the noun


def subject(reading: Reading, i: int, last: int) -> bool:
    """“Company plans to open ...”, “..., miner from Lens climbed ...”, “Body was found ...”."""
    word, after = reading.lower[i], _word(reading, i + 1, last)
    opens = i == reading.limits(i)[0]
    if reading.words[i].istitle() != opens or (opens and word in SUBJECTS):
        return opens and word in SUBJECTS and after in ("was", "were")
    if opens and after == "of" and _word(reading, i + 2, last) == "the":
        return (word in LEADERS or word in _AGENTS) and _is_head(reading, i + 2, last)
    if word not in _AGENTS:
        return False
    if after in _MEANING:
        return _word(reading, i + 2, last) in ("to", "that")
    if after == "from" or (opens and after == "of"):
        name = i + 2
        while name < last and name < i + 5 and reading.words[name][0].isupper():
            name += 1
        return word in PERSONS and i + 2 < name < last and is_finite(reading, name)
    if opens:
        return after in _FINITE or (word in BODIES and is_finite(reading, i + 1))
    return after in ("was", "were", "has") and word != "minister"


def _is_head(reading: Reading, i: int, last: int) -> bool:
    """Whether what “of the” belongs to is followed by a verb: “President of the firm refused”."""
    end = full_phrase(reading, i, last)
    verb = i < end < last and reading.tags[end] in ("VBD", "VBZ", "MD")
    return verb and is_finite(reading, end)


def in_clause(reading: Reading, i: int, start: int, last: int) -> bool:
    """“because company has ...”, “said that driver was ...”."""
    if reading.lower[i] not in _AGENTS or _word(reading, i + 1, last) not in _FINITE:
        return False
    before = reading.lower[i - 1]
    said = before == "that" and i - 2 >= start and reading.lower[i - 2] in _SAYING
    return said or before in _CONJUNCTIONS


def person(reading: Reading, i: int, start: int, last: int) -> int | None:
    """“He is good doctor”, “works as teacher”, “by unknown man”, “body of woman”."""
    word, before = reading.lower[i], reading.lower[i - 1]
    further = reading.lower[i - 2] if i - 2 >= start else ""
    if word in VEHICLES:
        return i if before == "by" and further in _STRUCK else None
    if word not in _PEOPLE or reading.tags[i] != "NN" or not further:
        return None
    if before == "as" and word in PERSONS:
        return i if further in ("work", "worked", "working", "works") else None
    if before == "to" and further == "according":
        return i
    if before == "of" and word != "man":
        return i if further in _OWNED else None
    if reading.tags[i - 1] == "JJ" and further in ("is", "was", "becomes", "became"):
        return i - 1 if word in _PEOPLE - ROLES else None
    if _word(reading, i + 1, last) not in _AFTER_PERSON:
        return None
    if before in _STRUCK and word in PERSONS:
        return i if further not in DETERMINERS else None
    opens = i - 1 if before in _STRANGERS else i
    agent = opens > start and reading.lower[opens - 1] in ("by", "with")
    return opens if agent and (opens < i or word in PERSONS) else None


def thing(reading: Reading, noun: int, start: int) -> int | None:
    """“rejected appeal”, “built new bridge”, “during planned inspection”, “near station”."""
    word, i = reading.lower[noun], noun - 1
    while i > start and i >= noun - _LONGEST and _is_inner(reading, i):
        i -= 1
    opens, governor = i + 1, reading.lower[i]
    new = opens < noun and reading.lower[opens] in _NEW
    if i <= start or not (word in _NOUNS or (word in MODIFIED and new)):
        return None
    if governor in _VERBS or (word in OBJECTS and word not in IDIOMS and _takes(reading, i)):
        return opens if _is_verb(reading, i) else None
    if governor not in _PREPOSITIONS or reading.lower[i - 1] in _KINDS:
        return None
    if opens == noun:
        lone = word in OBJECTS and word not in IDIOMS and governor in _WHERE
        told = "from" in reading.lower[max(start, i - 4) : i]  # "from pit to gallery"
        return opens if lone and not told and not _may_be_verb(governor, word) else None
    described = reading.tags[opens] in ("JJ", "VBN") and (word in OBJECTS or governor == "during")
    return opens if new or described else None


def _word(reading: Reading, i: int, last: int) -> str:
    return reading.lower[i] if i < last else ""


def _may_be_verb(governor: str, word: str) -> bool:
    """Tell whether “to” may open an infinitive: “to tower above them”."""
    return governor == "to" and bool(verb_tags(word))


def _takes(reading: Reading, i: int) -> bool:
    """Tell whether token i is a verb that may have an object."""
    word = reading.lower[i]
    known = reading.words[i].islower() and word not in _LINKING and word not in _PREPOSITIONS
    return known and bool(verb_tags(word))


def _is_inner(reading: Reading, i: int) -> bool:
    """Tell whether token i may stand between an article and its noun, and is no article."""
    word = reading.lower[i]
    plain = reading.tags[i] in _INNER and reading.words[i].islower() and word not in DETERMINERS
    return plain and word not in _PREPOSITIONS and not (word in _VERBS and _is_verb(reading, i))


def _is_verb(reading: Reading, i: int) -> bool:
    """Tell whether token i is a verb with its subject or an auxiliary before it."""
    tag, before = reading.tags[i], reading.tags[i - 1]
    perfect = reading.lower[i - 1] in _PERFECT
    if tag == "VBN":
        return perfect or before in ("NNP", "NNS", "PRP")
    return tag in ("VB", "VBD", "VBZ", "VBP", "VBG") and (before in _BEFORE_VERB or perfect)
