"""A clause or a sentence is said again right away, or a phrase between commas several times.

An engine that loses its place begins a clause anew, now and then in other little words; joined
texts have a sentence twice.

    Faulty: It goes on until the company pays what it owes, until the company pays what it owes.
    Faulty: The bridge at Kampen is closed to lorries. The bridge at Kampen is closed to lorries.
    Faulty: He was arrested on Monday, he was arrested on Monday in Lyon.
    Faulty: The storm left three people dead and left three people dead in the north.

    Instead: It goes on until the company pays what it owes.
    Instead: He was arrested on Monday in Lyon.
    Instead: The storm left three people dead in the north.

The rewrite deletes the copies. Short clauses pass, unless “that” or “which” opens them, and short
sentences that do not stand four times, as do quoted speech, verse and refrains, and clauses that
differ in a word that tells ("we will not sell our forests, we will not sell our rivers"). Missed:
copies in other words, and copies with something between them.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.quoted import quotations
from mtreview.model import Severity, Span
from mtreview.tokens import Reading

_MARKS = frozenset(",;:")
_STOPS = frozenset(".!?")
_LEAST = 6  # words of a clause that stands twice
_LEAST_WHOLE = 5  # and of a sentence
_LEAST_JOINED = 4  # and of what “and” joins to its copy, or “that” opens
_MOST_JOINED = 14
_LONGEST_LOOP = 9  # tokens, without the “and”, that `looping-phrase` takes for one
_OPENING = frozenset("that which who because whether whose".split())
_TELLING = 3  # of them not little ones
_LITTLE = frozenset(
    "a an and are as at be been before but by for from had has have if in into is of off on onto "
    "or out over so than the then there to under until up upon was were what when where while "
    "will with would".split()
)
_SEVERAL = 3
_MANY = 4  # copies of a sentence, however short
_WORD = 2  # tokens: a word and its mark

Clause = tuple[int, int]  # its tokens, without the mark that ends it


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Compare neighbouring clauses of the segments that say three tokens twice, and sentences."""
    if not reading.echoes and len(reading.bounds) < 2:
        return
    lower, echoes = reading.lower, set(reading.echoes)
    for first, last in reading.bounds:
        if (first, last) in echoes and _says_twice(lower[first:last]):
            yield from _within(reading, _clauses(lower, first, last))
            yield from _joined(reading, first, last)
    for kept, *copies in _runs(reading):
        first, last = kept
        long = last - first > _LEAST or len(_alike(lower, kept)) > _TELLING
        if (long and last - first > _LEAST_WHOLE) or len(copies) >= _MANY - 1:
            for before, copy in pairwise((kept, *copies)):
                yield from _hit(reading, before, [copy])


def _runs(reading: Reading) -> Iterator[list[Clause]]:
    """The segments of a paragraph that say one thing again and again, and more than a word."""
    lower, run = reading.lower, list[Clause]()
    paragraph = -1
    for segment, bounds in zip(reading.document.segments, reading.bounds, strict=True):
        if run and (segment.paragraph != paragraph or not _same(lower, run[-1], bounds)):
            if len(run) > 1:
                yield run
            run = []
        paragraph = segment.paragraph
        if bounds[1] - bounds[0] > _WORD:
            run.append(bounds)
    if len(run) > 1:
        yield run


def _says_twice(tokens: Sequence[str]) -> bool:
    """Whether three tokens in a row stand twice."""
    return len(set(zip(tokens, tokens[1:], tokens[2:], strict=False))) < len(tokens) - 2


def _clauses(lower: Sequence[str], first: int, last: int) -> list[Clause]:
    found, start = [], first
    for i in range(first, last + 1):
        if i == last or lower[i] in _MARKS or lower[i] in _STOPS:
            if i > start:
                found.append((start, i))
            start = i + 1
    return found


def _within(reading: Reading, clauses: Sequence[Clause]) -> Iterator[Hit]:
    """Each run of clauses that say what the one before them ends with."""
    n = 1
    while n < len(clauses):
        kept, copies = clauses[n - 1], []
        while n < len(clauses) and _ends_with(reading.lower, kept, clauses[n]):
            copies.append(clauses[n])
            n += 1
        if copies and _is_fault(reading, kept, copies):
            yield from _hit(reading, kept, copies)
        elif not copies and _begins_anew(reading, kept, clauses[n]):
            again = clauses[n][0] + kept[1] - kept[0]
            yield from _delete(
                reading, reading.ends[kept[1] - 1], reading.ends[again - 1], "clause"
            )
        n += not copies


def _begins_anew(reading: Reading, kept: Clause, after: Clause) -> bool:
    """Whether a clause stands whole in the next one, which goes on: “he left, he left at ten”."""
    length = kept[1] - kept[0]
    if length < _LEAST_WHOLE or after[1] - after[0] <= length:
        return False
    if reading.lower[kept[1]] not in _MARKS:
        return False  # a sentence may be taken up for its weight
    quoted = any(word[0] in '"“”' for word in reading.lower[kept[0] : after[1]])
    told = len(_alike(reading.lower, kept)) >= _TELLING
    return told and not quoted and _same(reading.lower, kept, (after[0], after[0] + length))


def _joined(reading: Reading, first: int, last: int) -> Iterator[Hit]:
    """What “and” joins to a copy of itself: “left three people dead and left three people dead”."""
    lower = reading.lower
    for i in range(first + _LEAST_JOINED, last - _LEAST_JOINED):
        if lower[i] not in ("and", "or"):
            continue
        for length in range(min(_MOST_JOINED, i - first, last - i - 1), _LEAST_JOINED - 1, -1):
            kept, copy = (i - length, i), (i + 1, i + 1 + length)
            if not _same(lower, kept, copy) or _loops(lower, i, length):
                continue  # of a loop `looping-phrase` leaves one copy
            if len(_alike(lower, copy)) >= _TELLING:
                yield from _delete(
                    reading, reading.ends[i - 1], reading.ends[copy[1] - 1], "phrase"
                )
                break


def _loops(lower: Sequence[str], joint: int, length: int) -> bool:
    """Whether what stands on both sides of a joint, once each, stands there more than once.

    The last copy may end in another mark.
    """
    copy = lower[joint + 1 : joint + 1 + length]
    parts = " ".join(copy).split(f" {lower[joint]} ")
    if len(parts) > 1 and len(set(parts)) == 1:
        return True
    if length > _LONGEST_LOOP:
        return False
    before, after = joint - length - 1, joint + length + 1
    earlier = before >= length and lower[before - length : before + 1] == [*copy, lower[joint]]
    return earlier or lower[after : after + length] == [lower[joint], *copy[:-1]]


def _ends_with(lower: Sequence[str], clause: Clause, copy: Clause) -> bool:
    length = copy[1] - copy[0]
    tail = (max(clause[0], clause[1] - length), clause[1])
    return _same(lower, tail, copy) or (_alike(lower, clause) == _alike(lower, copy))


def _same(lower: Sequence[str], one: Clause, other: Clause) -> bool:
    return lower[one[0] : one[1]] == lower[other[0] : other[1]]


def _alike(lower: Sequence[str], clause: Clause) -> list[str]:
    """The words of a clause that tell."""
    return [word for word in lower[clause[0] : clause[1]] if word not in _LITTLE]


def _is_fault(reading: Reading, kept: Clause, copies: Sequence[Clause]) -> bool:
    lower, (first, last) = reading.lower, copies[0]
    telling = [word for word in _alike(lower, (first, last)) if word[0].isalnum()]
    if kept[1] == last or any(word[0] in '"“”' for word in lower[kept[0] : copies[-1][1]]):
        return False
    if len(copies) >= _SEVERAL - 1 and last - first > 1 and any(w[0].isdigit() for w in telling):
        return True  # in 2021, in 2021, in 2021
    whole = lower[kept[1]] in _STOPS and (last >= len(lower) or lower[last] in _STOPS)
    opened = lower[first] in _OPENING and _same(
        lower, (kept[1] - (last - first), kept[1]), copies[0]
    )
    least = _LEAST_JOINED if opened else _LEAST_WHOLE if whole else _LEAST
    return last - first >= least and len(telling) >= _TELLING


def _hit(reading: Reading, kept: Clause, copies: Sequence[Clause]) -> Iterator[Hit]:
    """Delete the copies with the mark before them, or behind them where they lead on."""
    start, end = reading.ends[kept[1] - 1], reading.ends[copies[-1][1] - 1]
    whole = reading.lower[kept[1] - 1] in _STOPS or reading.lower[kept[1]] in _STOPS
    after = reading.text[end : end + 1]
    if whole and reading.lower[kept[1] - 1] not in _STOPS:
        start = reading.ends[kept[1]]
        end += after in _STOPS
    yield from _delete(reading, start, end, "sentence" if whole else "clause")


def _delete(reading: Reading, start: int, end: int, what: str) -> Iterator[Hit]:
    """Delete a copy, unless somebody is quoted with it."""
    if not any(span.overlaps(Span(start, end)) for span in quotations(reading)):
        # Clauses and sentences may be said twice for their weight, what “and” joins may not.
        safe = what == "phrase"
        yield Hit(f"this {what} stands twice", at=(start, end), rewrites=("",), safe=safe)


DETECTOR = Detector(
    rule="repeated-clause",
    page=__doc__,
    category="Accuracy/Addition",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Whole(),
    find=find,
    flagged=(
        Flagged("He was arrested on Monday⟦, he was arrested on Monday⟧ in Lyon.", ""),
        Flagged(
            "They wait until the court has read the letter⟦, until the court has read the letter⟧.",
            "",
        ),
        Flagged(
            "Divers found three boats in the lake⟦, divers found three boats at the lake⟧, or so.",
            "",
        ),
        Flagged(
            "The museum in Olmeda opens in May.⟦ The museum in Olmeda opens in May.⟧ It is new.", ""
        ),
        Flagged("Exports fell by 4 percent⟦, by 4 percent, by 4 percent⟧, it said.", ""),
        Flagged(
            "The storm left three people dead⟦ and left three people dead⟧ in the north.",
            "",
        ),
        Flagged("He said that taxes would not rise⟦, that taxes would not rise⟧.", ""),
        Flagged("The drone hit a warehouse.⟦ The drone hit a warehouse.⟧ Nobody died.", ""),
        Flagged(
            "He said that the harvest of olives is lost⟦, the harvest of olives is lost⟧, or so.",
            "",
        ),
    ),
    passing=(
        "We will not sell our forests, we will not sell our rivers.",
        "“The harvest of olives is lost, the harvest of olives is lost,” he sang.",
        "It was location, location, location.",
        "The longer you wait, the longer you wait.",
        "He wrote day after day and day after day, and more and more and more.",
        "He was gone now. He was gone now.",
        "No one came. No one came. No one came.",
        "No. No. No. No. No.",
        "In 2019, 2020 and 2021, exports fell.",
        "The first team won the match, the second team won the match.",
        "The red house on the hill, the blue house on the hill, all burned.",
        "Two of them left. Two of them stayed.",
        "",
        ",,, ...",
    ),
    misses=(
        Missed("Divers found three boats⟦, three vessels were found by divers⟧."),
        Missed("It opens in May. It is new. ⟦It opens in May.⟧"),
    ),
)
