"""A phrase is said again and again.

An engine that is caught in a loop writes the same words until it runs out of room.

    Faulty: the mayor of the city of the city of Rome
    Faulty: and then and then and then he left

    Instead: the mayor of the city of Rome
    Instead: and then he left

Three copies in a row are a loop, two are one if nothing stands between them, not even a comma, or
if they have four words or more and “and”, “which” or the like begins the second; of more than ten
words and marks, up to a hundred, three. So is a row of
quotation marks, or of signs for unknown words. Figures of speech pass: "again and again", "more and
more and more", "year after year", "no, no, no", "day by day by day", "what will be will be", and so
do names said twice. The rewrite keeps one copy; the words that the loop took the place of are lost.
Missed: two copies with a comma between them and no such word.
"""

from collections.abc import Iterator
from itertools import pairwise

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.repetition.cut_off import is_cut_off
from mtreview.formats.editing import short
from mtreview.model import Severity
from mtreview.tokens import Reading

_LONGEST = 10  # tokens, punctuation among them
_LONGER = 100  # of what is a loop only from the third copy on
_RHETORICAL = frozenset(
    "after against and beside by for in into like of on or over than to upon with".split()
)
_FUNCTION = frozenset(
    "a an and are as at be by can could did do does for from had has have he i in is it its may no "
    "not of on or she than that the their there they this to was we were which who will with "
    "would you".split()
)
_SPOKEN = frozenset("had i it that what you".split())
_SUBJECTS = frozenset("he i it she that they we what who you".split())
# These take what looks like their own copy: we call the lab the lab, help people help people.
_TAKING = frozenset(
    "call called calling calls help helped helping helps let made make makes name named".split()
)
_FREE = frozenset("what whatever whichever whoever".split())
_NEAR = 3  # tokens
_NUMBERS = frozenset("hundred thousand million two three four five six seven eight nine".split())
_STOPS = frozenset("!.?")
_MANY = 6  # no, no, no; on and on and on
_SEVERAL = 4  # again and again
_QUOTED = 80  # characters of a phrase in a message
_CHANT = 12  # of what two letters say: ha, ha, ha
_LONG = 5  # letters of a word that is hardly called out four times
_SAID = 3  # words of what is not either
_MARKS = frozenset("'\"’‘“”`´")
_UNKNOWN = ["<", "unk", ">"]  # an engine's sign for a word that it does not know
# What begins a clause that is not said twice for its sound: ", and from the river, and from ..."
_LEADING = frozenset(
    "and but by for from in neither nor of or that to which who whoever with".split()
)
_LEAST_CLAUSE = 4  # words


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge each stretch of a segment that repeats with a short period, once."""
    for begin, finish in reading.echoes:
        covered = begin
        for first, last, period in _runs(reading.lower[begin:finish]):
            start, end = max(covered, begin + first), begin + last
            while end - start > 2 * period and not _may_begin(reading, start, period):
                start += 1
            if end - start >= 2 * period:
                covered = end
                if _is_loop(reading, start, end, period):
                    yield _hit(reading, start, end, period)
        for first, last, period in _long_runs(reading.lower[begin:finish]):
            if _is_loop(reading, begin + first, begin + last, period):
                yield _hit(reading, begin + first, begin + last, period)


def _may_begin(reading: Reading, start: int, period: int) -> bool:
    phrase = reading.lower[start : start + period]
    return phrase[0][0].isalnum() or phrase == _UNKNOWN or _MARKS.issuperset(phrase)


def _runs(lower: list[str]) -> Iterator[tuple[int, int, int]]:
    """Stretches that repeat at least once with a period, as ranges of tokens, by their ends.

    A pair of tokens that stood a few tokens ago gives a stretch away.
    """
    seen: dict[tuple[str, str], int] = {}
    done = [0] * (_LONGEST + 1)
    for i, pair in enumerate(pairwise(lower)):
        period = i - seen.get(pair, -_LONGEST)
        seen[pair] = i
        if period > _LONGEST or (period == 1 and pair[0] not in _MARKS):
            continue
        if i >= max(done[period], period):
            first, last = i - period, i + 2
            while first > done[period] and lower[first - 1] == lower[first - 1 + period]:
                first -= 1
            while last < len(lower) and lower[last] == lower[last - period]:
                last += 1
            done[period] = last
            if last - first >= 2 * period:
                yield first, last, period


def _long_runs(lower: list[str]) -> Iterator[tuple[int, int, int]]:
    """Stretches that stand three times, of more tokens than `_runs` knows, by their ends.

    Four tokens that stood not long ago give a stretch away.
    """
    seen: dict[tuple[str, ...], int] = {}
    done = 0
    for i, key in enumerate(zip(lower, lower[1:], lower[2:], lower[3:], strict=False)):
        period = i - seen.get(key, i)
        seen[key] = i
        if i < done or not _LONGEST < period <= _LONGER:
            continue
        first, last = i - period, i
        while first > done and lower[first - 1] == lower[first - 1 + period]:
            first -= 1
        while last < len(lower) and lower[last] == lower[last - period]:
            last += 1
        done = last
        if last - first >= 3 * period:
            yield first, last, period


def _is_loop(reading: Reading, start: int, end: int, period: int) -> bool:
    phrase, times = reading.lower[start : start + period], _copies(reading, start, end, period)
    words = [word for word in phrase if word[0].isalpha()]
    if phrase == _UNKNOWN or _MARKS.issuperset(phrase):
        return times > 2 if words else times >= _CHANT
    if len(set(phrase)) == 1 or not words:
        return False
    if not any(len(word) > 2 for word in words):
        return times >= _CHANT
    telling = [word for word in words if word not in _RHETORICAL]
    if len(telling) < 2 and (len(words) < period or _RHETORICAL & set(words)):
        is_called = len(words) < period and max(map(len, words)) < _LONG and len(words) < _SAID
        least = _MANY if is_called or not telling else _SEVERAL
        return times >= least or (times > 2 and phrase == ["and", "then"])
    if all(reading.words[i][0].isupper() for i in range(start, end)):
        return times > 2
    if times > 2:
        return (
            len(words) == period
            or times > 3
            or (len(telling) > 1 and not _STOPS.intersection(phrase))
        )
    if len(words) < period:
        return _leads_on(phrase) and len(words) == period - 1
    return _is_double(reading, start, phrase)


def _copies(reading: Reading, start: int, end: int, period: int) -> int:
    """How often a phrase stands; the last copy may lack its comma, but no more."""
    times, rest = divmod(end - start, period)
    lacks = reading.lower[start + rest : start + period]
    return times + (not any(word[0].isalpha() and word != "and" for word in lacks))


def _leads_on(phrase: list[str]) -> bool:
    """Whether a phrase with one comma goes on behind it in a way that is not said for its sound."""
    if phrase.count(",") != 1 or len(phrase) <= _LEAST_CLAUSE:
        return False
    return phrase[(phrase.index(",") + 1) % len(phrase)] in _LEADING


def _is_double(reading: Reading, start: int, phrase: list[str]) -> bool:
    """Whether a phrase that stands twice may not stand so in good English."""
    if _SPOKEN.issuperset(phrase) or _NUMBERS.intersection(phrase) or phrase[0] in _TAKING:
        return False
    first, second = reading.words[start], reading.words[start + len(phrase)]
    if second[0].isupper() and first[0].islower():
        return False  # a stop, or a title, stands between
    opening = reading.limits(start)[0]
    before = reading.lower[start - 1] if start > opening else ""
    free = _FREE.intersection(reading.lower[max(opening, start - _NEAR) : start])
    if free or (before == "who" and len(phrase) <= _NEAR):
        return False  # what will be will be
    return before not in _TAKING and not (len(phrase) == 2 and phrase[0] in _SUBJECTS)


def _hit(reading: Reading, start: int, end: int, period: int) -> Hit:
    phrase = reading.quote(start, start + period)
    rest, copies = (end - start) % period, _copies(reading, start, end, period)
    tail, lacks = reading.lower[start : start + rest], reading.lower[start + rest : start + period]
    enough = any(word.isalpha() and word not in _FUNCTION for word in tail)
    thrice = copies > 2 or (enough and _FUNCTION.issuperset(w for w in lacks if w.isalpha()))
    kept = reading.quote(start, start + (rest if enough else period + rest))
    if end < reading.limits(start)[1] and is_cut_off(reading, end, reading.lower[end - period]):
        end, kept = end + 1, kept.rstrip(",;")
    return Hit(
        f"“{short(phrase, _QUOTED)}” is repeated in a row, as when an engine loops",
        start,
        end,
        rewrites=(kept,),
        safe=thrice,  # two may be two things
    )


DETECTOR = Detector(
    rule="looping-phrase",
    page=__doc__,
    category="Accuracy/Addition",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Whole(),
    find=find,
    flagged=(
        Flagged("He is the mayor ⟦of the city of the city⟧.", "of the city"),
        Flagged("He is the mayor ⟦of the city of the city of⟧ Rome.", "of the city of"),
        Flagged("⟦And then and then and then⟧ he left.", "And then"),
        Flagged("They will ⟦be able to be able to be able to be⟧ here.", "be able to be"),
        Flagged("It is part ⟦of the plan of the plan of the plan⟧.", "of the plan"),
        Flagged("He was ⟦going on going on going on going on⟧.", "going on"),
        Flagged("It was ⟦very strong, and very strong, and very strong⟧.", "very strong"),
        Flagged("The units ⟦of the army of the army⟧ left.", "of the army"),
        Flagged("It hit ⟦in the first half in the first half⟧ of May.", "in the first half"),
        Flagged("It comes ⟦from the mayor, and from the mayor, and⟧ more.", "from the mayor, and"),
        Flagged(
            "He said ⟦that the council will close the old bridge in the spring that the council "
            "will close the old bridge in the spring that the council will close the old bridge "
            "in the spring⟧.",
            "that the council will close the old bridge in the spring",
        ),
        Flagged("He called ⟦mayor, mayor, mayor, mayor, mayor, may⟧", "mayor"),
        Flagged("It is ⟦ma, ma, ma, ma, ma, ma, ma, ma, ma, ma, ma, ma, ma⟧.", "ma"),
        Flagged("He came from ⟦<unk> <unk> <unk> <unk>⟧.", "<unk>"),
        Flagged("The town ⟦' ' ' ' ' ' ' ' ' ' ' '⟧ burned.", "'"),
    ),
    passing=(
        "Again and again and again he tried.",
        "It grew more and more and more.",
        "Step by step by step, year after year after year.",
        "No, no, no! Woe! Woe! Woe! Woe!",
        "Bora Bora Bora Bora is a chant. New York New York.",
        "Between one hundred and one hundred and fifty came.",
        "He knew he knew nothing.",
        "We call the lab the lab.",
        "Whatever is understood is understood; what will be will be.",
        "We help the people help the people.",
        "What you had had you had had.",
        "We lost the match. We lost the match. It hurt.",
        "It ran across the U.S. The U.S. paid.",
        "0.05, 0.05, 0.05, 0.05, 0.05",
        "Ha, ha, ha!",
        "",
        ",,,,",
    ),
    misses=(Missed("He spoke of ⟦the needs of the region, the needs of the region⟧."),),
)
