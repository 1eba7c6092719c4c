"""The names of a document: words that are no English, written large, and what they stand beside."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import compress

from mtreview.detectors.lexicon import is_word
from mtreview.detectors.untranslated.foreign_words import is_unknown
from mtreview.tokens import Reading, once

PARTICLES = frozenset(
    "al el de del della der den di du da do dos das van von le la bin ibn ben ten ter zu af".split()
)
TITLES = frozenset(
    """
    mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor president minister chancellor governor
    mayor senator general colonel captain judge king queen prince princess sheikh pope bishop
    cardinal secretary chairman director inspector commissioner
    """.split()
)
_DATES = frozenset(
    """
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday
    """.split()
)
_SHORT = frozenset(
    "he it we my me us of to in on at by an as is or if so no do go up am be st jr sr".split()
)
_INNER = re.compile(r"[a-z][A-Z]")  # GitHub, not McLean
_SCOTTISH = re.compile(r"Ma?c[A-Z]|De[A-Z]|L[ae][A-Z]|Van[A-Z]")
_FEWEST = 4  # letters; shorter ones are alike by chance


@lru_cache(maxsize=16384)
def is_name(word: str) -> bool:
    """Tell whether a word is written as a name and is no English word."""
    bare = word.rpartition("-")[2] if word[:1].islower() else word
    if len(word) < 2 or not bare[:1].isupper() or not bare[-1].islower() or bare[1:].isupper():
        return False
    if word[:1].islower() and word.partition("-")[0] not in PARTICLES:
        return False
    if (_INNER.search(word) and not _SCOTTISH.match(word)) or word[:2].isupper():
        return False
    low = word.lower().replace("’", "'")
    if low in _DATES:
        return False
    if len(low) == 2:  # Li, Un
        return (
            low.isalpha()
            and low not in _SHORT
            and not is_word(low)
            and low not in PARTICLES | TITLES
        )
    return low.replace("-", "").replace("'", "").isalpha() and is_unknown(low)


@dataclass(slots=True)
class Name:
    """A form of a name: where it stands, what names stand right before and after it there."""

    form: str
    places: list[int] = field(default_factory=list)
    before: dict[str, int] = field(default_factory=dict)
    after: dict[str, int] = field(default_factory=dict)
    titled: bool = False

    @property
    def long(self) -> bool:
        """Whether it has letters enough to be compared with others."""
        return len(self.form) >= _FEWEST


class Names:
    """All names of a document, by form."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.forms = frozenset(filter(is_name, reading.vocabulary))
        known = map(self.forms.__contains__, reading.words)
        self.places = list(compress(range(len(reading)), known))

    @cached_property
    def by_form(self) -> dict[str, Name]:
        """Each form with its places and neighbours."""
        found: dict[str, Name] = {}
        for i, before in self._given.items():
            form = self.reading.words[i]
            name = found.get(form) or found.setdefault(form, Name(form))
            name.places.append(i)
            if before is not None:
                name.before.setdefault(self.reading.words[before], before)
            elif i and self.reading.lower[i - 1] in TITLES:
                name.titled = True
        for name in list(found.values()):
            for given, place in name.before.items():
                if given in found:
                    found[given].after.setdefault(name.form, place)
        return found

    @cached_property
    def _given(self) -> dict[int, int | None]:
        """Each place of a name with the token of the name before it."""
        return {i: self.given(i) for i in self.places}

    def given(self, i: int) -> int | None:
        """The token of the name before a name, particles between them read over."""
        words, at = self.reading.words, i - 1
        if i and words[at] not in self.forms and self.reading.lower[at] not in PARTICLES:
            return None
        first = self.reading.limits(i)[0]
        while at >= first and self.reading.lower[at] in PARTICLES and self.touch(at):
            at -= 1
        return at if at >= first and words[at] in self.forms and self.touch(at) else None

    def runs(self) -> list[tuple[int, int]]:
        """The ranges of tokens of names of two words or more."""
        runs: list[tuple[int, int]] = []
        for i, given in self._given.items():
            if given is None:
                continue
            if runs and runs[-1][1] == given + 1:
                runs[-1] = (runs[-1][0], i + 1)
            else:
                runs.append((given, i + 1))
        return runs

    def touch(self, i: int) -> bool:
        """Whether only a space parts a token from the next."""
        reading = self.reading
        return reading.text[reading.ends[i] : reading.starts[i + 1]] in (" ", "\u00a0")


@once
def names_of(reading: Reading) -> Names:
    """The names of a document, read once for all rules."""
    return Names(reading)


def segments_of(reading: Reading, places: list[int]) -> set[int]:
    """The segments that tokens stand in."""
    return {reading.owners[i] for i in places}


def by_key(names: dict[str, Name], key: dict[str, str]) -> list[list[Name]]:
    """The names that share a key, two or more of them."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for form, name in names.items():
        groups[key[form]].append(name)
    return [group for group in groups.values() if len(group) > 1]
