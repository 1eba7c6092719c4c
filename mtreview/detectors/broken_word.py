"""A word is broken in two, as at the end of a printed line.

Pages set in columns break words with a hyphen. Text taken from them, or from a PDF, keeps the
hyphen and turns the line's end into a space; sometimes the hyphen is gone and the space stays, or
a "not" sign stands where the hyphen was.

    Faulty: the environ- mental impact
    Faulty: a govern ment spokesman

    Instead: the environmental impact
    Instead: a government spokesman

A hyphen that waits for its second half passes ("two- and three-bedroom flats", "pre- or post-war").
Without a hyphen, at least one half must be no word. Missed: names, halves that are both words
("to day"), and compounds that keep their hyphen ("long- term"), where a dash may be meant.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
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
_LEAST = 2


def find(reading: Reading, i: int, _last: int) -> Iterator[Hit]:
    """Judge the halves around a hyphen at token i, or an ending that stands by itself."""
    if reading.words[i] in _HYPHENS:
        yield from _hyphened(reading, i)
    elif i > reading.limits(i)[0]:
        before, ending = reading.words[i - 1], reading.words[i]
        if not (before.isalpha() and ending.islower()) or before.isupper() or len(before) < _LEAST:
            return
        if reading.text[reading.ends[i - 1] : reading.starts[i]] not in (" ", "\xa0"):
            return
        if is_word(before + ending) or (before.istitle() and is_word(before.lower() + ending)):
            yield _hit(reading, i - 1, i + 1)


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
    return len(joined) < 9 or len(before) < 3 or len(after) < 3


def _hit(reading: Reading, first: int, last: int) -> Hit:
    whole = reading.words[first] + reading.words[last - 1]
    message = f"“{whole}” is broken in two, as at the end of a line"
    return Hit(message, first, last, rewrites=(whole,), safe=last - first == 3)


DETECTOR = Detector(
    rule="broken-word",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Words(_HYPHENS | frozenset(e for e in _ENDINGS if not is_word(e))),
    find=find,
    flagged=(
        Flagged("The ⟦agree- ment⟧ was signed in May.", "agreement"),
        Flagged(
            "They left for the islands on the morning after the great ⟦confer-\nence⟧ and slept.",
            "conference",
        ),
        Flagged("He called the vote ⟦uncon- stitutional⟧.", "unconstitutional"),
        Flagged("The ⟦parlia ment⟧ met on Monday.", "parliament"),
        Flagged("The ⟦infla¬tion⟧ rate fell.", "inflation"),
        Flagged("⟦Moun- tains⟧ of waste were found.", "Mountains"),
        Flagged("They ⟦aban- doned⟧ the ship.", "abandoned"),
        Flagged("The ⟦popula tion⟧ has grown.", "population"),
    ),
    passing=(
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
