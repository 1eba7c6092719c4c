"""A word is broken in two, as at the end of a printed line.

Pages set in columns break words with a hyphen. Text taken from them, or from a PDF, keeps the
hyphen and turns the line's end into a space; sometimes the hyphen is gone and the space stays, or
a "not" sign stands where the hyphen was.

    Faulty: the environ- mental impact
    Faulty: a govern ment spokesman
    Faulty: the insurer will reim-burse it

    Instead: the environmental impact
    Instead: a government spokesman
    Instead: the insurer will reimburse it

A hyphen that waits for its second half passes ("two- and three-bedroom flats", "pre- or post-war").
Without a hyphen, at least one half must be no word. Missed: names, halves that are both words
("to day"), and compounds that keep their hyphen ("long- term"), where a dash may be meant.
"""

from collections.abc import Iterator
from functools import lru_cache

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.detectors.lexicon import is_word
from mtreview.model import Severity
from mtreview.tokens import Reading

_HYPHENS = frozenset("- ‐ ¬".split())
# "pre- and post-war", "three- to five-year": the hyphen waits for its second half.
_WAITING = frozenset("and or to but nor as then the a an versus vs rather not only until".split())
# Ends that are no words of their own; none begins a foreign word or a name in small letters.
_ENDINGS = frozenset(
    "ation ations tion tions sion sions ment ments mental mentary ness tive tives ity ities ance "
    "ances ence ences ical ically able ably ible ibly ously ional ionally ially cial cially tial "
    "tially tional tionally tically ture tures ture lish lished lishing ing ings ed ers est "
    "ied ies ized izing ised ising ization isation fully lessly ively ently antly ary aries ory "
    "ories ous cious tious geous ternational ternal versity versities".split()
)
# These are often set apart from what they belong to, which is no break.
_PREFIXES = frozenset(
    "anti auto bi bio co counter cyber de dis eco en euro ex extra geo hyper inter infra intra "
    "mega meta micro mid mini mono multi neo non para per poly post pre pro "
    "pseudo psycho re semi socio sub super trans tri ultra un uni vice".split()
)
_FUNCTION = frozenset(
    "a an as at be but by do has he her his i if in is it me my no not of on or our so the to up "
    "us was we".split()
)
_LEAST = 2
_WHOLE = 7  # letters of a word that is put together of halves of which one is no word


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge the halves around each hyphen, and what is no word by itself and written small."""
    for i in reading.among(_HYPHENS):
        yield from _hyphened(reading, i)
    broken = {
        word.lower() for word in reading.vocabulary if "-" in word and _is_broken_inside(word)
    }
    for i in reading.among(broken):
        if _is_broken_inside(reading.words[i]):
            word = reading.words[i].replace("-", "")
            yield Hit("the hyphen of a line's end is left in the word", i, i + 1, rewrites=(word,))
    parts = set(filter(_is_no_word, reading.vocabulary))
    for i in reading.among(parts):
        if reading.words[i] not in parts:
            continue
        first, last = reading.limits(i)
        if i > first and _is_broken(reading, i - 1):
            yield _hit(reading, i - 1, i + 1)
        elif i + 1 < last and _is_broken(reading, i) and reading.lower[i + 1] not in _ENDINGS:
            yield _hit(reading, i, i + 2)


@lru_cache(maxsize=16384)
def _is_broken_inside(word: str) -> bool:
    """Whether a word has a hyphen between halves that are no words, and is one without it."""
    before, hyphen, after = word.lower().partition("-")
    if not hyphen or not (before + after).isalpha() or len(before) < _LEAST or len(after) < _LEAST:
        return False
    if before in _PREFIXES or is_word(before) or is_word(after) or not after.isascii():
        return False
    return len(word) > _WHOLE and before[-2:] != after[-2:] and is_word(before + after)


def _is_broken(reading: Reading, i: int) -> bool:
    """Whether tokens i and i + 1 make one word together, of which one half is no word."""
    before, after = reading.words[i : i + 2]
    if not (before.isalpha() and after.isalpha() and after.islower()) or before.isupper():
        return False
    if reading.text[reading.ends[i] : reading.starts[i + 1]] not in (" ", "\xa0"):
        return False
    low = before.lower()
    if (
        low in _PREFIXES
        or low in _FUNCTION
        or low in _ENDINGS
        or len(low) < _LEAST
        or len(low + after) < _WHOLE
    ):
        return False
    if len(after) < _LEAST or not is_word(low + after):
        return False
    return before.islower() or after in _ENDINGS


def _is_suspect(word: str) -> bool:
    return word in _HYPHENS or _is_no_word(word) or _is_broken_inside(word)


@lru_cache(maxsize=16384)
def _is_no_word(word: str) -> bool:
    """Whether what is written small is no word by itself."""
    return word.islower() and word.isalpha() and len(word) >= _LEAST and not is_word(word)


def _hyphened(reading: Reading, i: int) -> Iterator[Hit]:
    first, last = reading.limits(i)
    if i == first or i + 1 >= last or reading.starts[i] != reading.ends[i - 1]:
        return
    before, mark, after = reading.words[i - 1 : i + 2]
    gap = reading.text[reading.ends[i] : reading.starts[i + 1]]
    soft = mark == "¬"
    if not before.isalpha() or not after.isalpha() or not after.islower():
        return
    if gap.strip() or (not gap and not soft) or len(gap) > 2 or after in _WAITING:
        return
    joined = before.lower() + after
    halves = is_word(before.lower()) and is_word(after)
    if (
        len(before) >= _LEAST
        and len(after) >= _LEAST
        and is_word(joined)
        and not (halves and not soft and _is_suspended(before.lower(), after, joined))
    ):
        yield _hit(reading, i - 1, i + 2)


def _is_suspended(before: str, after: str, joined: str) -> bool:
    """Whether both halves may be words of their own around a dash ("home- made up as it was")."""
    return len(joined) < 7 or len(before) < 3 or len(after) < 3


def _hit(reading: Reading, first: int, last: int) -> Hit:
    whole = reading.words[first] + reading.words[last - 1]
    message = f"“{whole}” is broken in two, as at the end of a line"
    # Two words may as well want a hyphen between them ("safe- keeping").
    halves = all(is_word(reading.lower[i]) for i in (first, last - 1))
    return Hit(message, first, last, rewrites=(whole,), safe=last - first == 3 and not halves)


DETECTOR = Detector(
    rule="broken-word",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(word=_is_suspect),
    find=find,
    flagged=(
        Flagged("The ⟦agree- ment⟧ was signed in May.", "agreement"),
        Flagged(
            "They left for the islands on the morning after the great ⟦confer-\nence⟧ and slept.",
            "conference",
        ),
        Flagged("The insurer will ⟦reim-burse⟧ every traveller.", "reimburse"),
        Flagged("He called the vote ⟦uncon- stitutional⟧.", "unconstitutional"),
        Flagged("The ⟦parlia ment⟧ met on Monday.", "parliament"),
        Flagged("The ⟦infla¬tion⟧ rate fell.", "inflation"),
        Flagged("⟦Moun- tains⟧ of waste were found.", "Mountains"),
        Flagged("They ⟦aban- doned⟧ the ship.", "abandoned"),
        Flagged("The ⟦gov ernment⟧ will fall.", "government"),
        Flagged("A ⟦tele vision⟧ debate was held.", "television"),
        Flagged("The ⟦popula tion⟧ has grown.", "population"),
    ),
    passing=(
        "The pre war years and the anti war vote were a non issue, he said.",
        "He has tens of them, and an atomically thin sheet.",
        "They built two- and three-bedroom flats.",
        "Pre- and post-war houses differ.",
        "The plan runs for a three- to five-year term.",
        "He came home- late, as ever.",
        "The under- or over-use of salt is harmful.",
        "It was a well - known song.",
        "The long-term plan failed.",
        "A bread-and-butter issue - inflation - won the vote.",
        "The suffix “-ment” makes nouns.",
        "The letters ed and ing end many verbs.",
        "He is 40- something.",
        "The Lib- Lab pact fell.",
        "-",
        "",
    ),
)
