"""The bodies, laws and offices that a text names: of what kind each is, and what it is for.

"Federal Agency for Flood Protection" and "Federal Flood Protection Office" are of kinds that
translations take for each other, and for the same; "Ministry of Justice" is of another kind.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from mtreview.tokens import Reading

# Kinds: words of a line are taken for each other where one word of a source stands behind them.
_KINDS = (
    "court tribunal chamber",
    "act law statute",
    "agency office authority bureau directorate inspectorate",
    "commission committee",
    "ministry secretariat",
    "minister secretary",
    "police gendarmerie",
    "union syndicate",
    "prosecutor procurator attorney",
    "association federation confederation",
    "plan programme program scheme",
    "university academy",
    "directorate department",
    "code",
    "fund",
    "council",
    "institute",
)
# What bodies are for: words of a line are translations of the same word.
_SAME = (
    "auditor account accounting audit",
    "protection guardianship safeguard safeguarding defence defense preservation custody tutelage",
    "coast coastal shore littoral",
    "work labour labor employment",
    "health healthcare sanitary",
    "environment environmental ambient",
    "education instruction teaching schooling",
    "interior home internal",
    "foreign external exterior",
    "constitution constitutional",
    "finance financial",
    "economy economic economics",
    "justice judicial",
    "agriculture agricultural farming",
    "election electoral",
    "consumer consumption",
    "transport transportation",
    "railway rail railroad railroads",
    "housing dwelling",
    "immigration migration",
    "state national federal",
    "appeal appellate cassation",
    "supreme",
    "child children minors",
    "youth juvenile",
    "territory territorial",
    "province provincial",
    "region regional",
    "investigation investigative investigating",
    "statistics statistical",
    "nuclear atomic",
    "pension retirement",
    "tax fiscal taxation revenue",
    "competition antitrust",
    "road highway",
    "antiquity heritage",
    "press",
    "culture cultural",
    "energy",
    "science scientific",
    "civil",
    "forest forestry",
    "fishery fishing fish",
    "trade commerce commercial",
)
_LINKS = frozenset("of for the on and in against de to".split())
_OPENERS = frozenset(  # what a segment begins with before a name
    """
    a after all also although an as at because before both but by during even every for from his her
    if in its later like meanwhile my now on one only our since some then there this that these
    those through today two under until what when where while with yesterday their and or so yet
    """.split()
)
_PLAIN = frozenset(
    "state region province territory national federal regional european royal general city".split()
)  # what says whose a body is, and not what it is for
_STEM = 4  # letters that forms of one word share
_IES = re.compile("ies$")


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it is named once, in the tokens `first` up to `last`.

    `purpose` is what the words beside its kind mean, `wording` how they begin.
    """

    kind: str
    purpose: frozenset[str]
    wording: frozenset[str]
    first: int
    last: int


@lru_cache(maxsize=1)
def kinds() -> dict[str, tuple[int, ...]]:
    """Each word for a kind of body, with the lines it stands in."""
    found: dict[str, tuple[int, ...]] = {}
    for line, words in enumerate(_KINDS):
        for word in words.split():
            found[word] = (*found.get(word, ()), line)
    return found


def is_kind(word: str) -> bool:
    """Tell whether a word, written large, names a kind of body."""
    return word[0].isupper() and word.lower() in kinds()


def bodies(reading: Reading) -> Iterator[Body]:
    """The names of bodies, written large, in order."""
    end = 0
    for i in reading.among(kinds().keys()):
        if i < end or not reading.words[i][0].isupper():
            continue
        first, last = _extent(reading, i)
        words = [reading.words[n] for n in range(first, last) if n != i]
        purpose = frozenset(_meaning(w.lower()) for w in words if w[0].isupper()) - {"affair"}
        if purpose - _PLAIN and last - first <= 9:
            wording = frozenset(w[:_STEM].lower() for w in words if w[0].isupper())
            yield Body(reading.lower[i], purpose, wording, first, last)
            end = last


def _extent(reading: Reading, i: int) -> tuple[int, int]:
    """The words of a body's name around the word for its kind."""
    start, limit = reading.limits(i)
    words, lower = reading.words, reading.lower
    first, last = i, i + 1
    while first > start and _large(words[first - 1]) and lower[first - 1] not in _LINKS:
        first -= 1
    if first == start and first < i and lower[first] in _OPENERS:
        first += 1
    at = last
    while at < limit and (_large(words[at]) or lower[at] in _LINKS):
        if at == last and _large(words[at]) and lower[at - 1] not in _LINKS:
            break
        at += 1
        if _large(words[at - 1]):
            last = at
    return first, last


def _large(word: str) -> bool:
    return word[0].isupper() and word[-1].islower()


@lru_cache(maxsize=4096)
def _meaning(word: str) -> str:
    """What a word of a body's name stands for: the first word of its line, else its stem."""
    stem = _IES.sub("y", word) if word.endswith("ies") else word
    for form in (word, stem, word.rstrip("s")):
        for line in _SAME:
            if form in line.split():
                return line.split()[0]
    return stem.rstrip("s")
