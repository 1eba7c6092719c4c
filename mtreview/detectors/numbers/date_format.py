"""A date is put together as in the source: “12 of May of 2021”, “on 3 past”, “in 2021 year”.

Spanish and Portuguese say “12 de mayo de 2021” and “el 12 pasado”, German “am 12. Mai”, Russian
“в 2021 году”. English writes 12 May 2021 and in 2021, and names the month.

    Faulty: on 12 of May of 2021, the past 12 of May, on 3 past, on the day 12, in 2021 year

    Instead: on 12 May 2021, on 12 May, on the 3rd, on the 12th, in 2021

Chinese news says “on the 9th” and leaves the month to the date line; that is remarked on
once, where the source is Chinese and the line stands there; most readers let it pass. “The 12th of
May” and “May 3 last year” pass.
Missed: days and months that changed places in figures (03/04/2021).
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.numbers.numerals import MONTHS, is_name, ordinal, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_MONTHS = {month.lower(): month for month in MONTHS}
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")
_BARE_DAY = re.compile(r"0?[1-9]|[12]\d|3[01]")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_BEFORE = _WEEKDAYS | frozenset(
    "on the from to until till by since for between and after before day dated , ( – - of".split()
)
_WHICH = frozenset(("last", "past", "next", "coming", "current"))
_UP_TO_NOW = frozenset("in for over during within of from throughout through across".split())
_ORDINALS = frozenset(map(ordinal, range(1, 32)))
_FAR = 500  # tokens that a reader may be expected to remember a date line for
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "CD"))


def find_date(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the month, or the “year” of a date, at token i."""
    if reading.lower[i] == "year":
        return _year(reading, i)
    if not reading.words[i][0].isupper():
        return ()
    of = word_at(reading, i - 1, i) in ("of", ".")
    day = i - 1 - of
    if not _DAY.fullmatch(word_at(reading, day, i)):
        return ()
    last, year = i + 1, ""
    if word_at(reading, i + 1, i) == "of" and _YEAR.fullmatch(word_at(reading, i + 2, i)):
        last, year = i + 3, f" {reading.words[i + 2]}"
    first, which = _start(reading, day)
    bare = bool(_BARE_DAY.fullmatch(reading.words[day]))
    if not (year or which or (of and bare)):
        return ()
    if last < len(reading) and reading.tags[last] == "NNS":
        return ()
    previous = word_at(reading, first - 1, i)
    if not which and (previous not in _BEFORE and first > reading.limits(i)[0]):
        return ()
    date = f"{int(re.sub(r'[a-z]+', '', reading.lower[day]))} {reading.words[i]}{year}"
    if which and previous != "on":
        date = f"on {date}" if reading.words[first].islower() else f"On {date}"
    message = f"English writes a date without “of”: “{date}”" if of else f"write “{date}”"
    return (Hit(message, first, last, rewrites=(date,)),)


def _start(reading: Reading, day: int) -> tuple[int, bool]:
    """Where the date begins that has its day at token `day`, and whether “the past” leads it."""
    first = day
    which = word_at(reading, first - 1, day) in _WHICH - {"current"}
    first -= which
    dotted = word_at(reading, day + 1, day) == "."
    first -= word_at(reading, first - 1, day) == "the" and (which or not dotted)
    return first, which


def _year(reading: Reading, i: int) -> Iterable[Hit]:
    """“in 2021 year”: a year with its noun after it."""
    number, before = word_at(reading, i - 1, i), word_at(reading, i - 2, i)
    after = i + 1 < len(reading) and reading.tags[i + 1] in _NOUNS
    if not _YEAR.fullmatch(number) or after:
        return ()
    if before not in ("in", "since", "from", "by", "until", "of", "from", "till", *_MONTHS):
        return ()
    message = f"English writes the year alone: “{number}”"
    return (Hit(message, i - 1, i + 1, rewrites=(number,)),)


def find_day(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the day without a month that token i is, or belongs to."""
    if reading.words[i] in _ORDINALS:
        return _chinese(reading, i)
    leads = reading.lower[i] == "day" or word_at(reading, i - 2, i) == "on" or _is_past(reading, i)
    number = i + 1 if leads and word_at(reading, i - 1, i) in ("the", *_WHICH) else i - 1
    if not _BARE_DAY.fullmatch(word_at(reading, number, i)) or number <= reading.limits(i)[0]:
        return ()
    following = max(i, number) + 1
    if following < len(reading) and reading.tags[following] in _NOUNS:
        return ()
    if word_at(reading, following, i) in ("of", "-", "or", *_MONTHS):
        return ()
    first = min(i, number)
    while word_at(reading, first - 1, i) in ("the", *(_WHICH if first == i else ())):
        first -= 1
    marked = first < i if number > i else word_at(reading, first - 1, i) == "on"
    if not marked:
        return ()
    on = word_at(reading, first - 1, i) == "on"
    right = ("" if on else "on ") + f"the {ordinal(int(reading.words[number]))}"
    if reading.words[first][0].isupper():
        right = right[:1].upper() + right[1:]
    first -= on
    right = f"{reading.words[first]} {right}" if on else right
    last = max(i, number) + 1
    return (Hit("English does not name a day so: give the month", first, last, rewrites=(right,)),)


def _is_past(reading: Reading, i: int) -> bool:
    """Whether token i is that of “arrested the past 14 in Olmeda”, and no time up to now."""
    over = word_at(reading, i - 2, i) in _UP_TO_NOW
    named = reading.lower[i] == "past" and word_at(reading, i - 1, i) == "the" and not over
    return named and word_at(reading, i + 2, i) in ("in", "at", "by", ".")


def _chinese(reading: Reading, i: int) -> Iterable[Hit]:
    """“on the 9th” after Chinese, with the month of an earlier date if there is one."""
    source, (_, last) = reading.segment(i).source, reading.limits(i)
    day = re.sub(r"\D", "", reading.words[i])
    if source is None and reading.document.source_lang != "zh":
        return ()
    if source is not None and not re.search(rf"(?<![月\d]){day}日", source):
        return ()
    if word_at(reading, i - 1, i) != "the" or word_at(reading, i - 2, i) != "on":
        return ()
    if i + 1 < last and (reading.tags[i + 1] in _NOUNS or reading.lower[i + 1] == "of"):
        return ()
    if _said_before(reading, i):
        return ()
    if not (month := _earlier_month(reading, i, int(day))):
        return ()
    message = "English names the month of a date in the news"
    on = reading.words[i - 2]
    rewrites = f"{on} {month} {day}", f"{on} {day} {month}"
    remark = Severity.NEUTRAL  # raters let it pass, nearly always
    return (Hit(message, i - 2, i + 1, rewrites=rewrites, severity=remark, confidence=0.5),)


def _said_before(reading: Reading, i: int) -> bool:
    """Whether a day was named so before token i: once told, a reader knows the month."""
    return any(
        word in _ORDINALS and reading.lower[max(0, n - 2) : n] == ["on", "the"]
        for n, word in enumerate(reading.lower[max(0, i - _FAR) : i], max(0, i - _FAR))
    )


def _earlier_month(reading: Reading, before: int, day: int) -> str:
    """The month of the last full date before token `before`, if that day was not earlier."""
    for n in range(before - 1, max(0, before - _FAR), -1):
        if reading.lower[n] in _MONTHS and is_name(reading, n, n):
            near = (word_at(reading, n + 1, n), word_at(reading, n - 1, n))
            days = [int(word) for word in near if _BARE_DAY.fullmatch(word)]
            return _MONTHS[reading.lower[n]] if days and days[0] >= day else ""
    return ""


DATE = Detector(
    rule="date-form",
    what="A date is put together as in the source: “12 of May of 2021”, “in 2021 year”.",
    page=__doc__,
    category="Locale conventions/Date format",
    severity=Severity.MINOR,
    confidence=0.93,
    watch=Words(frozenset((*_MONTHS, "year")), tags=True),
    find=find_date,
    flagged=(
        Flagged("He was born on ⟦3 of March of 1962⟧ in Vigo.", "3 March 1962"),
        Flagged("The vote is on ⟦the 14 of June⟧.", "14 June"),
        Flagged("⟦The past 9 of July⟧, the mine closed.", "On 9 July"),
        Flagged("He died ⟦last 7 October⟧ in Turin.", "on 7 October"),
        Flagged("It closed in ⟦1998 year⟧.", "1998"),
        Flagged("The fair runs from 9 to ⟦12 of July⟧.", "12 July"),
        Flagged("She left on ⟦the 2nd of May of 2020⟧.", "2 May 2020"),
    ),
    passing=(
        "It opened on the 12th of May, and closed on 3 June 2021.",
        "In May of 2021 she left.",
        "See verse 12 of March's hymn.",
        "Exports doubled between May 3 last year and April.",
        "In the 2021 fiscal year and in 2021 year-end sales rose.",
        "Only 5 of April's days were dry.",
        "In 2019 years of growth ended.",
        "The last May election was close.",
        "",
    ),
)
DAY = Detector(
    rule="day-without-month",
    what="A day is named without its month, as Chinese news does: “on the 9th”.",
    page=__doc__,
    category="Locale conventions/Date format",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(_ORDINALS, tags=True),
    find=find_day,
    flagged=(
        Flagged(
            "Lanhe, May 12. The office announced it ⟦on the 9th⟧.",
            "on May 9",
            "蓝河5月12日电 该局9日宣布。",
        ),
    ),
    passing=("The office announced it on the 9th.",),
)
RELATIVE = Detector(
    rule="relative-date",
    what="A day is named as past or next, without its month: “on 3 past”.",
    page=__doc__,
    category="Locale conventions/Date format",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset(("last", "past", "next", "day")), tags=True),
    find=find_day,
    flagged=(
        Flagged("The strike began ⟦on 5 last⟧ and goes on.", "on the 5th"),
        Flagged("He was freed ⟦on 21 past⟧.", "on the 21st"),
        Flagged("They will meet ⟦on the day 15⟧, he said.", "on the 15th"),
        Flagged("The fair opens ⟦on 5 next⟧ in Cork.", "on the 5th"),
        Flagged("It happened ⟦on the past 23⟧.", "on the 23rd"),
        Flagged("He resigned ⟦the past day 8⟧.", "on the 8th"),
        Flagged("He was freed ⟦the past 14⟧ in Olmeda.", "on the 14th"),
    ),
    passing=(
        "Of the 28, 12 last saw him in May.",
        "On day 12 of the strike, on day 3, they rested.",
        "The next day 15 people left.",
        "It closed on May 3 last year.",
        "They met on the past 12 days.",
        "He finished on 12 last week.",
        "On the day 12 people died, it rained.",
        "The last 5 past winners came. In the past 14 in a row, over the past 12.",
    ),
)
