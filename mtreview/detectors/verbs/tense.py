"""The tense of the source stands where English has another.

French, Italian and German tell what is over in the perfect; French, Spanish and Russian tell
history in the present.

    Faulty: The house has been founded in 1998. The minister has declared yesterday that it is over.
    Faulty: In 1936 the workers occupy the yard, and the owners gave in.
            Last year the company sells two million phones.

    Instead: The house was founded in 1998. The minister declared yesterday that it is over.
    Instead: In 1936 the workers occupied the yard, and the owners gave in.
             Last year the company sold two million phones.

Missed: dates further from the verb, history told in the present throughout.
"""

import re
from collections.abc import Iterable

from mtreview.detectors.clauses import DAYS, MONTHS
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, inflect, verb_tags
from mtreview.model import Severity
from mtreview.tokens import Reading

_YEAR = re.compile(r"(?:1[5-9]\d\d|20[0-2]\d)")
_DATES = DAYS | MONTHS
UNITS = frozenset("year years month months week weeks day days decade decades hour hours".split())
_GAP = 5  # tokens between a participle and its date
_CLAUSE = 40  # tokens on either side in which “since” may stand
_ADVERBS = frozenset("also already never not n't just finally only again officially".split())
_RECENT = 2006  # of what was before, nothing is to come
_LAST = frozenset("night week month year".split())
_OPEN = frozenset(
    "since until till for ever far whenever if because that who which and but or ,".split()
)


def find_perfect(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "has" or "have" with a participle and a date that is over."""
    first, last = reading.limits(i)
    if any(tag in ("MD", "TO") for tag in reading.tags[max(first, i - 3) : i]):
        return ()
    n = i + 1
    while n < last and reading.lower[n] in _ADVERBS:
        n += 1
    if n >= last or (n > i + 1 and reading.lower[i + 1] in ("not", "n't", "never")):
        return ()
    passive = reading.lower[n] == "been"
    verb = n + 1 if passive else n
    if (
        verb >= last
        or reading.tags[verb] not in ("VBN", "VBD")
        or not _is_participle(reading, verb)
    ):
        return ()
    if not (is_over(reading, verb + 1, last) or _opens_with_past(reading, i)):
        return ()
    if "since" in reading.lower[max(first, i - _CLAUSE) : min(last, verb + _CLAUSE)]:
        return ()
    kept = reading.lower[i + 1 : n]
    if passive:
        head = "was" if reading.lower[i] == "has" else "were"
        words = [head, *kept, reading.words[verb]]
    else:
        words = [*kept, inflect(base_of(reading.lower[verb]) or reading.lower[verb], "VBD")]
    message = "what is over, and dated, is told in the past tense"
    return (Hit(message, i, verb + 1, rewrites=(" ".join(words),)),)


def _opens_with_past(reading: Reading, auxiliary: int) -> bool:
    """Whether a date that is over opens the sentence of which this is the first verb."""
    first, last = reading.limits(auxiliary)
    after = _after_past(reading, first, last)
    return after is not None and first_verb(reading, after, last) == auxiliary


def _after_past(reading: Reading, first: int, last: int) -> int | None:
    """The token after “Yesterday”, “Last week”, “In 1998” or “Two years ago”: its subject."""
    word, second, third = (reading.lower[n] if n < last else "" for n in range(first, first + 3))
    if word == "yesterday":
        n = first + 1
    elif (word == "last" and second in _LAST) or (word == "in" and _YEAR.fullmatch(second)):
        n = first + 2
    elif second in UNITS and third == "ago":
        n = first + 3
    else:
        return None
    n += n < last and reading.words[n] == ","
    return n if n < last and reading.tags[n] in ("DT", "PRP", "PRP$", "NNP") else None


def _is_participle(reading: Reading, i: int) -> bool:
    return any(tag in ("VBN", "VBD") for _, tag in verb_tags(reading.lower[i]))


def is_over(reading: Reading, i: int, last: int) -> bool:
    """Whether a date of the past follows within a few tokens of the same clause."""
    for n in range(i, min(last, i + _GAP)):
        word = reading.lower[n]
        after = reading.lower[n + 1] if n + 1 < last else ""
        if word in _OPEN or reading.words[n] in ".;:!?":
            return False
        if word == "yesterday" or (
            word == "last" and after in _LAST and reading.lower[n - 1] != "the"
        ):
            return True
        if word == "in" and _YEAR.fullmatch(after):
            beyond = reading.words[n + 2] if n + 2 < last else "."
            if beyond == "," and n + 3 < last and reading.words[n + 3][0].isdigit():
                return False  # a list of years
            return beyond in ".,;:)" or beyond in ("by", "in", "at", "with", "under")
        if word in UNITS and after == "ago":
            return True
    return False


def find_present(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the verb after "In 1936", "On 4 May 1897" or "Last year" at the head of a sentence."""
    first, last = reading.limits(i)
    if i != first:
        return ()
    ago = reading.lower[i] == "last"
    n = _after_last(reading, i + 1, last) if ago else _after_date(reading, i + 1, last)
    if n is None:
        return ()
    verb = first_verb(reading, n, last)
    if verb is None or reading.tags[verb] not in ("VBZ", "VBP"):
        return ()
    long_ago = ago or any(_long_ago(word) for word in reading.lower[i + 1 : n])
    if not long_ago and not any(tag == "VBD" for tag in reading.tags[verb + 1 : last]):
        return ()
    lemmas = {lemma for lemma, tag in verb_tags(reading.lower[verb]) if tag in ("VBZ", "VBP", "VB")}
    passive = lemmas == {"be"} and reading.tags[verb + 1 : verb + 2] == ["VBN"]
    if passive and long_ago and reading.tags[verb - 1] != "PRP":
        was = "was" if reading.lower[verb] == "is" else "were"
        message = f"“{reading.words[verb]}” is in the present, and its date is over"
        return (Hit(message, verb, verb + 1, rewrites=(was,)),)
    if len(lemmas) != 1 or lemmas & {"be", "have", "do"}:
        return ()
    past = inflect(lemmas.pop(), "VBD")
    message = f"“{reading.words[verb]}” is in the present, and its date is over"
    return (Hit(message, verb, verb + 1, rewrites=(past,)),)


def _after_last(reading: Reading, i: int, last: int) -> int | None:
    """The token after “Last year” or “Last Monday”, where a subject begins."""
    if i + 2 >= last or reading.lower[i] not in _LAST | DAYS:
        return None
    n = i + 2 if reading.words[i + 1] == "," else i + 1
    return n if reading.tags[n] in ("DT", "PRP", "PRP$", "NNP") else None


def _long_ago(word: str) -> bool:
    return bool(_YEAR.fullmatch(word)) and int(word) < _RECENT


def _after_date(reading: Reading, i: int, last: int) -> int | None:
    """The token after a date with a year that begins at token i."""
    for n in range(i, min(last, i + 4)):
        word = reading.lower[n]
        if _YEAR.fullmatch(word):
            return n + 2 if n + 1 < last and reading.words[n + 1] == "," else n + 1
        if not (word[0].isdigit() or word in _DATES or word == ","):
            return None
    return None


def first_verb(reading: Reading, i: int, last: int) -> int | None:
    """The verb after a subject that holds no clause of its own."""
    for n in range(i, min(last, i + 12)):
        if reading.tags[n].startswith("VB") or reading.tags[n] == "MD":
            return n if n > i else None
        if reading.tags[n] not in (
            "DT",
            "JJ",
            "NN",
            "NNS",
            "NNP",
            "NNPS",
            "CD",
            "IN",
            "PRP$",
            "POS",
            "PRP",
        ):
            return None
    return None


PERFECT = Detector(
    rule="perfect-with-past-date",
    what="The perfect beside a date that is over.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset(("has", "have")), tags=True),
    find=find_perfect,
    flagged=(
        Flagged("The house ⟦has been founded⟧ in 1998 by two students.", "was founded"),
        Flagged("The minister ⟦has declared⟧ yesterday that it is over.", "declared"),
        Flagged("They ⟦have signed⟧ the deal last week.", "signed"),
        Flagged("Yesterday he ⟦has visited⟧ the factory.", "visited"),
        Flagged("The bridges ⟦have been built⟧ in 1903.", "were built"),
        Flagged("The firm ⟦has closed⟧ its plant two years ago.", "closed"),
        Flagged("In 2010, the firm ⟦has opened⟧ its first shop.", "opened"),
        Flagged("Three years ago they ⟦have been sold⟧.", "were sold"),
    ),
    passing=(
        "The house has been open since 1998.",
        "She has been elected and was born in 1960.",
        "The talks have been delayed until last week's vote is counted.",
        "He has lived in 1950s style.",
        "They have won in 1998, 2002 or later, if ever.",
        "It has been planned for next year.",
        "Prices have doubled in the last year; he could have come yesterday.",
        "He has never won in the last five years. It has hosted three so far in 2019.",
        "He has the house that was founded in 1998.",
        "Last year the prices rose, and the firm has closed. In 1998 alone he has it all.",
        "Yesterday the man who has sold it was here. In 2010 terms, it has cost more.",
    ),
    misses=(Missed("The firm ⟦has closed⟧ its oldest and largest plant in the town in 1998."),),
)
PRESENT = Detector(
    rule="present-with-past-date",
    what="The present tense after a date of the past.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MINOR,
    confidence=0.8,
    watch=Words(frozenset(("in", "on", "last")), tags=True),
    find=find_present,
    flagged=(
        Flagged("In 1936 the workers ⟦occupy⟧ the yard, and the owners gave in.", "occupied"),
        Flagged("On 4 May 1897, a boat ⟦leaves⟧ La Palma; it never arrived.", "left"),
        Flagged("In 1945 the family ⟦flees⟧ to Lyon, where it opened a shop.", "fled"),
        Flagged("In March 1921 the sailors ⟦demand⟧ bread, but nobody listened.", "demanded"),
        Flagged("In 1945, the town ⟦is⟧ destroyed by bombs.", "was"),
        Flagged("In 1998, the factory ⟦employs⟧ two thousand people.", "employed"),
        Flagged("Last year the company ⟦sells⟧ two million phones.", "sold"),
        Flagged("In 1940 the Germans ⟦invade⟧ France and take Paris.", "invaded"),
        Flagged("In 1968 he ⟦writes⟧ a letter that was never sent.", "wrote"),
    ),
    passing=(
        "The novel is set in 1936: the workers occupy the yard.",
        "In 1936 the workers occupied the yard, and the owners gave in.",
        "In 2023 prices rise and wages fall.",
        "In 1936, it is said, he left.",
        "On Monday the strike begins, as the union said.",
        "In short, he writes what he was told. Last year’s figures show a loss.",
        "Last year seems long ago. Last year was bad, this year looks better.",
    ),
    misses=(Missed("The workers ⟦occupy⟧ the yard in 1936, and the owners gave in."),),
)
