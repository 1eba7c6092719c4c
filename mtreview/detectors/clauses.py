"""Where sentences begin and end, and how far a noun phrase or an adverbial reaches.

Closed classes come first and tags second, since a tagger errs where words are out of order.
"""

from mtreview.tokens import Reading

_ENDS = frozenset((".", "!", "?", "…", "...", ":", ";"))
_MARKS = frozenset("\"“”„«»‘’'([*•–—-")
_ARTICLES = frozenset(
    "a an the this that these those his her its their our my your no some any every each another "
    "several many few both all".split()
)
_ROUGHLY = frozenset("about almost around approximately nearly over roughly only exactly".split())
_COUNTS = frozenset("dozens hundreds thousands millions scores tens".split())
_PAIRS = frozenset({("more", "than"), ("less", "than"), ("at", "least"), ("up", "to")})
_IN_PHRASE = frozenset("JJ JJR JJS CD NN NNS NNP NNPS POS VBN VBG HYPH".split())
_NOUNS = frozenset("NN NNS NNP NNPS CD".split())
_NO_NOUNS = frozenset(
    "ago also already again away back because here there then when where while yesterday today "
    "tomorrow tonight now nothing something anything nobody everything".split()
)
_PLACING = frozenset(
    "about across after against along amid among around at before behind below beneath beside "
    "between beyond by despite during for from in inside into near off on onto outside over since "
    "through throughout to toward towards under until upon with within without".split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december".split()
)
_PERIODS = frozenset(
    "day days night nights morning afternoon evening noon midnight week weeks weekend month months "
    "year years decade decades century spring summer autumn winter hour hours minute minutes "
    "o'clock".split()
)
_BY_THEMSELVES = frozenset("yesterday today tomorrow tonight".split())
_WHEN = frozenset("on in at since during for after before until by".split())
_BESIDE_TIME = frozenset("the this last next past following same early late of first".split())

_SUBORDINATING = frozenset(
    "after although as because before if since that until when where while".split()
)


def opens_sentence(reading: Reading, i: int) -> bool:
    """Tell whether token i is the first word of a sentence, quotation marks left aside."""
    first = reading.limits(i)[0]
    before = i - 1
    while before >= first and reading.words[before] in _MARKS:
        before -= 1
    if before < first:
        return True
    ends = reading.words[before] in _ENDS  # and is no dot of “login.gov”
    return ends and reading.starts[before + 1] > reading.ends[before]


def sentence_end(reading: Reading, i: int, most: int = 80) -> int:
    """The stop of the sentence that token i stands in, or its segment's end."""
    last = min(reading.limits(i)[1], i + most)
    while i < last and not (reading.words[i] in _ENDS and _is_stop(reading, i)):
        i += 1
    return i


def _is_stop(reading: Reading, i: int) -> bool:
    """Tell whether a space or a quotation mark follows: the dot of “login.gov” is no stop."""
    after = i + 1
    if reading.words[i] != "." or after >= len(reading):
        return True
    return reading.starts[after] > reading.ends[i] or not reading.words[after][0].isalnum()


def noun_phrase(reading: Reading, i: int, last: int) -> int:
    """The token after the noun phrase that begins at token i, before `last`; i where none does."""
    at = i
    while at < last and (
        reading.lower[at] in _ROUGHLY or tuple(reading.lower[at : at + 2]) in _PAIRS
    ):
        at += 1 if reading.lower[at] in _ROUGHLY else 2
    determined = False
    while at < last and reading.lower[at] in _ARTICLES and at - i < 4:
        at, determined = at + 1, True
    head = 0
    while at < last and reading.tags[at] in _IN_PHRASE and reading.lower[at] not in _NO_NOUNS:
        if reading.lower[at] in _ARTICLES or (head and reading.lower[at] in _COUNTS):
            break  # “in the march thousands of teachers”
        at += 1
        if reading.tags[at - 1] in _NOUNS:
            head = at
    if not head and determined and reading.lower[at - 1] in ("many", "several", "both", "all"):
        return at
    return head or i


def full_phrase(reading: Reading, i: int, last: int) -> int:
    """The token after a noun phrase with all its “of ...”; i where none begins there."""
    end = noun_phrase(reading, i, last)
    while i < end < last and reading.lower[end] == "of":
        longer = noun_phrase(reading, end + 1, last)
        if longer == end + 1:
            break
        end = longer
    return end


def adverbial(reading: Reading, i: int, last: int) -> int:
    """The token after one adverbial of time or place that begins at token i; i where none does."""
    word = reading.lower[i] if i < last else ""
    if word in _BY_THEMSELVES or (word in DAYS and word):
        return i + 1
    if word in ("last", "this", "next", "every") and i + 1 < last:
        after = reading.lower[i + 1]
        return i + 2 if after in DAYS | MONTHS | _PERIODS else i
    if word not in _PLACING:
        return i
    end = full_phrase(reading, i + 1, last)
    return end if end > i + 1 else i


def adverbials(reading: Reading, i: int, last: int) -> int:
    """The token after all adverbials that follow one another from token i on."""
    while (end := adverbial(reading, i, last)) > i:
        i = end
    return i


def time_phrase(reading: Reading, i: int, last: int) -> int:
    """The token after a date or an hour that begins at token i, “on Monday at eight”; else i."""
    end = i
    while end < last:
        at = end + (reading.lower[end] in _WHEN)
        named = at
        while named < last and _is_of_time(reading, named):
            named += 1
        while named > at and reading.lower[named - 1] in _BESIDE_TIME:
            named -= 1  # “on Monday the strike began”
        if named == at:
            break
        end = named
    return end


def _is_of_time(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    known = DAYS | MONTHS | _PERIODS | _BY_THEMSELVES | _BESIDE_TIME
    return word in known or _is_year(word) or reading.tags[i] == "CD"


def is_time(reading: Reading, i: int, end: int) -> bool:
    """Tell whether the adverbial of the tokens from i up to `end` says when."""
    words = reading.lower[i:end]
    if not words or words[0] in _BY_THEMSELVES | DAYS | {"last", "next"}:
        return bool(words)
    if words[0] not in ("on", "in", "at", "since", "during", "for", "this", "after", "before"):
        return False
    return any(word in DAYS | MONTHS | _PERIODS or _is_year(word) for word in words[1:])


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[0] in "12"


def has_main_verb(reading: Reading, i: int, last: int) -> bool:
    """Tell whether a finite verb stands outside every subordinate clause."""
    for at in range(i, last):
        if reading.lower[at] in _SUBORDINATING:
            return False
        if reading.tags[at] in ("VBD", "VBZ", "VBP", "MD"):
            return True
    return False
