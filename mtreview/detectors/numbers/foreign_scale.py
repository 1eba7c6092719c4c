"""A word for thousands, millions or billions is used as another language uses it.

Chinese counts in ten thousands and hundred millions, Spanish in thousands of millions; French and
Spanish give “million” a plural and an “of”; “mln” and “Mrd” are not English.

    Faulty: 1.1 hundred million yuan; 36 ten thousand people; 3 thousand million euros;
            400 millions of euros; 600 mln roubles; 4 milliards

    Instead: 110 million yuan; 360,000 people; 3 billion euros; 400 million euros;
             600 million roubles; 4 billion

“Hundreds of millions”, “2 hundred million” of old speeches and milliards of currencies that are
gone pass. Missed: numbers in words (“two thousand million”), lakh and crore.
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.numbers.numerals import (
    MONTHS,
    SCALES,
    figures,
    is_name,
    value,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_ABBREVIATED = {
    **dict.fromkeys(("mln", "mlns", "mio", "mio.", "mill", "milion", "millionen"), "million"),
    **dict.fromkeys(
        "milliard milliards mlrd mrd mrds mld mlds bln miliard miliards miliardi".split(), "billion"
    ),
    **dict.fromkeys("miljard milyar mds millard millards".split(), "billion"),
    **dict.fromkeys(
        "milliarde milliarden miljarden milliardo millardo millardos".split(), "billion"
    ),
    **dict.fromkeys(("tys", "tsd", "thsd", "mila"), "thousand"),
}
_PLURAL = {f"{scale}s": scale for scale in SCALES}
_COMPOUND = {  # the words after a number in figures, and what they multiply it by
    ("hundred", "million"): 1e8,
    ("hundred", "millions"): 1e8,
    ("hundred", "thousand"): 1e5,
    ("hundred", "billion"): 1e11,
    ("ten", "thousand"): 1e4,
    ("ten", "thousands"): 1e4,
    ("ten", "million"): 1e7,
    ("one", "thousand"): 1e3,
    ("one", "hundred"): 1e2,
    ("one", "million"): 1e6,
    ("thousand", "million"): 1e9,
    ("thousand", "millions"): 1e9,
}
_COUNTED = frozenset("a one half two three four five six seven eight nine ten several".split())
_GONE = frozenset(("franc", "francs", "mark", "marks", "lire", "rubles"))
_MONTHS = frozenset(month.lower() for month in MONTHS)
_MIL = re.compile(r"\d\s*mil\b", re.IGNORECASE)


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the word of scale at token i by the number before it."""
    word, number = reading.lower[i], _number(reading, i - 1, i)
    if word in _ABBREVIATED:
        return _abbreviation(reading, i, number)
    if number is None or _is_date(reading, i - 1):
        return ()
    if word in _PLURAL:
        return _plural(reading, i)
    if word == "mil":
        source = reading.segment(i).source
        spanish = reading.document.source_lang in ("es", "pt") and source is None
        if spanish or (source and _MIL.search(source)):
            return (_hit(i - 1, i + 1, number * 1000),)
        return ()
    return _compound(reading, i, number)


def _number(reading: Reading, i: int, like: int) -> float | None:
    return value(word) if (word := word_at(reading, i, like)) else None


def _is_date(reading: Reading, i: int) -> bool:
    """Whether the number at token i is a year, a day, an hour or part of a name."""
    before, number = word_at(reading, i - 1, i), reading.words[i]
    if re.fullmatch(r"\d{4}|0\d*", number) or before in _MONTHS or is_name(reading, i - 1, i):
        return True
    return before in ("at", "by", "on", "day", "age", "aged") and number.isdigit()


def _abbreviation(reading: Reading, i: int, number: float | None) -> Iterable[Hit]:
    word, after = reading.lower[i], word_at(reading, i + 1, i)
    counted = word_at(reading, i - 1, i) in _COUNTED
    if number is None and not (word.startswith("mil") and counted):
        return ()
    last, dotted = i + 1, after == "." and reading.ends[i] == reading.starts[i + 1]
    if dotted and word_at(reading, i + 2, i) and not is_name(reading, i + 2, i):
        last += 1  # the stop belongs to the abbreviation
    elif word == "mill":
        return ()
    if after in _GONE or word_at(reading, i + 2, i) in _GONE:
        return ()
    if last == i + 1 and after == "of":
        last += 1  # “4 milliards of euros”
    right = _ABBREVIATED[word]
    message = f"“{reading.words[i]}” is not English: write “{right}”"
    # English had “milliard” until the 1970s: without a source, it may be a quotation of then.
    safe = word not in ("milliard", "milliards") or reading.document.source_lang is not None
    return (Hit(message, i, last, rewrites=(right,), safe=safe),)


def _plural(reading: Reading, i: int) -> Iterable[Hit]:
    word, last = _PLURAL[reading.lower[i]], i + 1
    after = word_at(reading, i + 1, i)
    if after == "of" and word_at(reading, i + 2, i) not in ("the", "them", "these", "those", "us"):
        last += 1
    message = f"after a number, “{word}” has no plural" + (" and no “of”" if last > i + 1 else "")
    return (Hit(message, i, last, rewrites=(word,)),)


def _compound(reading: Reading, i: int, number: float) -> Iterable[Hit]:
    pair = reading.lower[i], word_at(reading, i + 1, i)
    if pair not in _COMPOUND:
        return ()
    known = reading.document.source_lang in ("zh", "ja", "ko")
    if pair[0] == "hundred" and number < 10 and number == int(number) and not known:
        return ()  # "2 hundred million" is English, though of another age
    times, last = _COMPOUND[pair], i + 2
    if word_at(reading, i + 2, i) == "of" and pair[1] in _PLURAL:
        last += 1
    return (_hit(i - 1, last, number * times),)


def _hit(first: int, last: int, amount: float) -> Hit:
    right = figures(amount)
    message = f"English does not count in such units: write “{right}”"
    return Hit(message, first, last, rewrites=(right,), severity=Severity.MAJOR)


DETECTOR = Detector(
    rule="foreign-scale",
    page=__doc__,
    category="Locale conventions/Number format",
    severity=Severity.MINOR,
    confidence=0.93,
    watch=Words(frozenset((*_ABBREVIATED, *_PLURAL, "mil", *(first for first, _ in _COMPOUND)))),
    find=find,
    flagged=(
        Flagged("They will spend ⟦2.4 hundred million⟧ yuan.", "240 million"),
        Flagged("Over ⟦25 ten thousand⟧ people fled.", "250,000"),
        Flagged("It earned ⟦1,5 thousand million⟧ euros.", "1.5 billion"),
        Flagged("Some 30 ⟦millions of⟧ dollars were lost.", "million"),
        Flagged("Nearly 8 ⟦millions⟧ live there.", "million"),
        Flagged("It cost 40 ⟦mln⟧ roubles.", "million"),
        Flagged("It cost 2.5 ⟦Mrd.⟧ euros.", "billion"),
        Flagged("They borrowed 7 ⟦milliards⟧ euros.", "billion"),
        Flagged("About ⟦48 one thousand⟧ workers struck.", "48,000"),
    ),
    passing=(
        "Hundreds of millions watched; 3 million of them twice.",
        "In 2020 millions stayed home. On May 3 thousands marched.",
        "It is 4 billion 2 hundred million in all.",
        "He folded ten thousand cranes, 36 a day.",
        "The storm damaged a thousand million-dollar homes.",
        "The debt was 20 milliard francs.",
        "The 5 mill workers were paid.",
        "It was 5 mil thick.",
        "At 8 thousands were waiting.",
        "Milliards of stars; 2.4 million; 3 thousand.",
    ),
    misses=(
        Missed("They will spend ⟦two thousand million⟧ euros."),
        Missed("The debt is ⟦three lakh⟧ rupees."),
    ),
)
