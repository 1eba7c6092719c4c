"""A point, a space or an apostrophe as thousands mark, where English writes a comma.

German, Spanish, Italian, Portuguese and Dutch write 340.000, French, Polish and Russian 340 000,
Swiss texts 340'000. To an English reader the first is a little more than three hundred.

    Faulty: He was paid 340.000 euros. They counted 310 000 demonstrators.

    Instead: He was paid 340,000 euros. They counted 310,000 demonstrators.

A number with a point before three digits may be a decimal: it is marked where what follows is
counted and not measured, or where its figures are too round for decimals. Versions, addresses,
sections and telephone numbers pass. Missed: a sum such as “1.234 euros”, which may be a rate.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.numbers.numerals import (
    APPROXIMATE,
    CURRENCIES,
    LABELS,
    MEASURES,
    SCALES,
    english,
    is_name,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_POINTS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_SPACES = re.compile(r"[1-9]\d{0,2}(?:[ \xa0\u2009\u202f]\d{3})+(?:,\d{1,2})?(?![\d,]*\d)")
_APOSTROPHES = re.compile(r"[1-9]\d{0,2}(?:['’]\d{3})+(?:[.,]\d{1,2})?(?!\d)")
_LARGE = frozenset(  # measures so coarse that nobody gives their thousandths
    "km kilometres kilometers miles tonnes tons hectares acres barrels square cubic litres liters "
    "years days hours mw megawatts".split()
)
_RATES = frozenset(("per", "a", "an", "each", "/"))


def _is_group(word: str) -> bool:
    """Whether a word is a number with points, or may be the first group of a spaced one."""
    return "0" < word[0] <= "9" and (len(word) < 4 or _POINTS.fullmatch(word) is not None)


def find(reading: Reading, i: int, _last: int) -> Iterator[Hit]:
    """Judge the number at token i, which may be grouped in another way than by commas."""
    word, last = reading.words[i], i + 1
    if "." in word:
        if not _POINTS.fullmatch(word) or not _is_pointed(reading, i, word):
            return
    elif last := _spaced(reading, i):
        word = reading.quote(i, last)
    else:
        return
    right = english(word + ",0")[:-2] if "," not in word else english(word)
    message = f"in English the thousands mark is a comma: “{right}”"
    yield Hit(message, i, last, rewrites=(right,))


def _is_pointed(reading: Reading, i: int, word: str) -> bool:
    """Whether the points in a number part thousands, and no decimals, versions or sections."""
    text, end = reading.text, reading.ends[i]
    before, after = text[reading.starts[i] - 1 : reading.starts[i]], text[end : end + 1]
    previous, following = word_at(reading, i - 1, i), word_at(reading, i + 1, i)
    if before in set("-–/#@_:.=") or after in set("-/:@_=\\") or previous in LABELS:
        return False
    whole, *groups = word.split(".")
    counted = _counts(reading, i + 1)
    if is_name(reading, i - 1, i):
        return counted or following in CURRENCIES
    if len(groups) > 1:
        return len(groups) == 2 or counted or following in CURRENCIES
    round_ = groups[0].endswith("0")
    if following in CURRENCIES or previous in CURRENCIES:
        rated = {following, word_at(reading, i + 2, i)} & _RATES
        return (len(whole) > 1 or round_) and not rated
    if following in SCALES:
        return round_
    if following in _LARGE:
        return groups[0].endswith("00") or len(whole) == 3
    if following in MEASURES or following in ("/", "|"):
        return False
    return counted or groups[0] == "000" or (previous in APPROXIMATE and round_)


def _counts(reading: Reading, i: int) -> bool:
    """Whether a plural that is counted and not measured stands at token i, or one further on."""
    for n in (i, i + 1):
        if n >= len(reading) or word_at(reading, n, i - 1) in MEASURES | CURRENCIES:
            return False
        if reading.tags[n] == "NNS" or reading.lower[n] == "people":
            return True
        if reading.tags[n] not in ("JJ", "NN", "VBN", "JJR"):
            return False
    return False


def _is_model(reading: Reading, i: int, word: str) -> bool:
    """Whether token i may be the name of what the number after it numbers: Flight 447."""
    first_word = i == reading.limits(max(i, 0))[0]
    return (
        bool(word)
        and reading.words[i][0].isupper()
        and not (
            first_word
            and word in APPROXIMATE | {"the", "in", "at", "with", "for", "of", "and", "to"}
        )
    )


def _spaced(reading: Reading, i: int) -> int:
    """The end of a number that begins at token i and is grouped by spaces or apostrophes, or 0."""
    text, start = reading.text, reading.starts[i]
    end_of_segment = reading.segment(i).span.end
    match = _SPACES.match(text, start, end_of_segment) or _APOSTROPHES.match(
        text, start, end_of_segment
    )
    if not match:
        return 0
    last = i + 1
    while last < len(reading) and reading.ends[last] <= match.end():
        last += 1
    previous, following = word_at(reading, i - 1, i), word_at(reading, last, i)
    after = text[match.end() : match.end() + 1]
    if (
        reading.ends[last - 1] != match.end()
        or previous in LABELS
        or previous[-1:].isdigit()
        or following[:1].isdigit()
        or text[start - 1 : start] in set("+-–/(.:,")
        or after in set("-/:")
    ):
        return 0
    plain = match[0][-4] == " " and match[0].count(" ") == 1
    clear = following in MEASURES | CURRENCIES | SCALES.keys() or _counts(reading, last)
    if _is_model(reading, i - 1, previous) and not (clear and match[0].endswith("000")):
        return 0  # a model and a number: "Boeing 747 300 passengers"
    return last if clear or not plain or match[0].endswith("000") or previous in APPROXIMATE else 0


DETECTOR = Detector(
    rule="thousands-mark",
    page=__doc__,
    category="Locale conventions/Number format",
    severity=Severity.MINOR,
    confidence=0.93,
    watch=Words(shape=_is_group, tags=True),
    find=find,
    flagged=(
        Flagged("They fined him ⟦75.000⟧ euros.", "75,000"),
        Flagged("The town has ⟦8.431⟧ inhabitants.", "8,431"),
        Flagged("Debts of ⟦1.250.000⟧ dollars were written off.", "1,250,000"),
        Flagged("The bank lent ⟦3.600⟧ million euros.", "3,600"),
        Flagged("Some ⟦12\xa0500⟧ flats stand empty.", "12,500"),
        Flagged("It sold ⟦1 250 000⟧ tickets.", "1,250,000"),
        Flagged("The fire burnt ⟦4 300⟧ hectares of forest.", "4,300"),
        Flagged("The prize is ⟦25'000⟧ francs.", "25,000"),
        Flagged("About ⟦2.300⟧ new jobs will be created.", "2,300"),
    ),
    passing=(
        "The euro bought 1.104 dollars, petrol cost 1.859 euros per litre.",
        "Its length is 0.350 m, its mass 1.250 kg.",
        "They shipped 1.004 billion phones.",
        "See section 39.103 and FAR 1.102 or version 2.000.1.",
        "The host is 192.168.100.200 today.",
        "Call 555 123 456 or +44 207 946 000.",
        "In 2022, 350 pupils came, and in 2023 400 left.",
        "The Boeing 747 300 passengers were on landed. Flight 447 228 people boarded crashed.",
        "Each call costs $1.250 a minute.",
        "It weighs 340,000 tonnes and cost 1,250,000 euros.",
        "He ran it in 9.580 seconds and won by 0.002 points.",
        "",
    ),
    misses=(Missed("They fined him ⟦1.234⟧ euros."),),
)
