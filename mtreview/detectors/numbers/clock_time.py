"""A time of day is written as the source writes it: “18h45”, “at 18 o'clock 30”.

French and Portuguese part hours from minutes by an h, Russian and German count twenty-four
o'clocks, Spanish adds “hours”.

    Faulty: The boat leaves at 18h45. It returns at 20 o'clock, or at 20:30 hours.

    Instead: The boat leaves at 18:45. It returns at 20:00, or at 20:30.

Durations (“in 2h30”, “48h”) and times after an event (“at 24h”) pass. Missed: “at 15 hours” alone.
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.numbers.numerals import gap, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_HOURS = [*map(str, range(25)), *(f"0{n}" for n in range(10))]
_MINUTES = [f"{n:02}" for n in range(60)]
_FULL = frozenset(f"{h}h{m}" for h in _HOURS for m in _MINUTES)
_TAILED = frozenset(f"{h}{s}{m}h" for h in _HOURS for m in _MINUTES for s in ".:")
# Laboratories count hours as well: "at 24h", "at 6h". Nobody counts to these.
_COUNTED = frozenset((0, 1, 2, 3, 4, 6, 12, 24))
_BARE = frozenset(f"{h}h" for h in _HOURS)
_DURATION = frozenset(
    "in of for took take takes lasted lasts last within over under during lasting every record "
    "time was is than a".split()
)
_AT = frozenset("at from until till since between before around by to and –".split())
_LATER = frozenset("post after of before later following per / and or , -".split())
_DAYTIMES = frozenset("morning afternoon evening night".split())
_TIME = re.compile(r"(\d\d?)[.:](\d\d)")


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the time, or the word or letter for hours, at token i."""
    word, before = reading.lower[i], word_at(reading, i - 1, i)
    if word in _FULL or word in _TAILED:
        hour, minutes, *_ = re.split(r"[h.:]", word)
        if word in _FULL and before in _DURATION:
            return ()
        return (_hit(i, i + 1, int(hour), minutes),)
    if word in _BARE:
        return (_hit(i, i + 1, int(word[:-1]), "00"),) if _is_time(reading, i, i) else ()
    return _spelt(reading, i, word, before)


def _is_time(reading: Reading, first: int, i: int) -> bool:
    """Whether the bare hour of tokens `first` to i is told, and not counted."""
    before, hour = word_at(reading, first - 1, i), int(reading.lower[first].rstrip("h"))
    if before in ("to", "and", "–") and word_at(reading, first - 2, i) in _BARE | _FULL | {"h"}:
        return True
    after = word_at(reading, i + 1, i), word_at(reading, i + 2, i)
    if hour in _COUNTED or before not in ("at", "until", "till", "since", "from", "between"):
        return False
    return after[0] not in _LATER or after[1] in _BARE or after[1][:1].isdigit()


def _spelt(reading: Reading, i: int, word: str, before: str) -> Iterable[Hit]:
    """Judge “h”, “hours” or “o'clock” at token i, whose number stands before it."""
    after = word_at(reading, i + 1, i)
    introduced = word_at(reading, i - 2, i)
    if match := _TIME.fullmatch(before):
        told = int(match[1]) > 12 if word == "o'clock" else introduced in _AT
        if told and int(match[1]) < 25 and int(match[2]) < 60:
            return (_hit(i - 1, i + 1, int(match[1]), match[2]),)
        return ()
    if not before.isdigit() or int(before) > 24:
        return ()
    hour = int(before)
    if word == "hours" and introduced == "at" and word_at(reading, i + 2, i).startswith("minute"):
        return (_hit(i - 1, i + 3, hour, f"{after:0>2}"),) if after.isdigit() else ()
    whole = word != "hours" and re.fullmatch(r"[0-5]\d", after) and gap(reading, i).strip() == ""
    if whole and introduced not in _DURATION and word_at(reading, i + 2, i) not in ("min", "m"):
        return (_hit(i - 1, i + 2, hour, after),)
    if (word == "o'clock" and hour > 12) or (word == "h" and _is_time(reading, i - 1, i)):
        return (_hit(i - 1, i + 1, hour, "00"),)
    daytime = [word_at(reading, i + 2, i), word_at(reading, i + 3, i)]
    of_day = after in ("in", "of") and daytime[0] == "the" and daytime[1] in _DAYTIMES
    if word == "hours" and introduced in _AT and of_day:
        right = f"{before} in"
        message = f"English leaves out “hours” in a time of day: “{right}”"
        return (Hit(message, i - 1, i + 2, rewrites=(right,)),)
    return ()


def _hit(first: int, last: int, hour: int, minutes: str) -> Hit:
    half = "a.m." if hour % 24 < 12 else "p.m."
    right = f"{hour}:{minutes}"
    short = f"{hour % 12 or 12}" + (f".{minutes}" if minutes != "00" else "")
    message = f"English writes a time of day with a colon, or with “{half}”: “{right}”"
    return Hit(message, first, last, rewrites=(right, f"{short} {half}"))


DETECTOR = Detector(
    rule="clock-time",
    page=__doc__,
    category="Locale conventions/Time format",
    severity=Severity.MINOR,
    confidence=0.93,
    watch=Words(_FULL | _TAILED | _BARE | {"h", "hrs", "hours", "o'clock"}),
    find=find,
    flagged=(
        Flagged("The match begins at ⟦20.15 o'clock⟧.", "20:15"),
        Flagged("They meet at ⟦15 hours 30 minutes⟧ in Perm.", "15:30"),
        Flagged("The shop opens at ⟦9h15⟧.", "9:15"),
        Flagged("Trains stop at ⟦21 h 40⟧.", "21:40"),
        Flagged("The alarm went at ⟦18 o'clock 30⟧.", "18:30"),
        Flagged("They met at ⟦19 o’clock⟧.", "19:00"),
        Flagged("It starts at ⟦20.30h⟧ sharp.", "20:30"),
        Flagged("The match starts at ⟦20:30 hours⟧.", "20:30"),
        Flagged("The office is open until ⟦17h⟧.", "17:00"),
        Flagged("The match begins at ⟦21 h⟧ tonight.", "21:00"),
        Flagged("He rose at ⟦5 hours of⟧ the morning.", "5 in"),
        Flagged("From ⟦08h00⟧ on, it rained.", "8:00"),
    ),
    passing=(
        "She ran it in 2h30, and the film lasts 1h45.",
        "Cells were counted at 24h, 48h and 72 h.",
        "He left at 8 o'clock; the boat leaves at 18:45.",
        "At gate 14H, 30 passengers waited.",
        "They worked 12 hours in the morning shift.",
        "It took 3 h 20 min, or 3 h in all.",
        "At 4:30 o’clock the attack began.",
        "The meeting at 1730 hours was brief.",
        "It happened at 12 hours after birth.",
        "o'clock",
    ),
    misses=(Missed("The shop opens ⟦at 15 hours⟧."),),
)
