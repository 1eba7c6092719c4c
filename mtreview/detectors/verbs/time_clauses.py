"""“Since” and “until” are used as in the source.

German, French and the Romance languages use the present, and one word for “since” and “for”, of
what began in the past and goes on; after “if”, “when” and “until” they use the future.

    Faulty: Since two years he works at night. It reopens as soon as the repairs will be over.
            If it will rain, the match is off.

    Instead: For two years he has worked at night. It reopens as soon as the repairs are over.
             If it rains, the match is off.

“If you will” asks or allows, and passes. Missed: “when” and “if” after the main clause, where they
may begin a question, and lengths of time further from “since”.
"""

from collections.abc import Iterable

from mtreview.detectors.clauses import DAYS, MONTHS, opens_sentence
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, inflect
from mtreview.detectors.verbs.tense import UNITS, first_verb
from mtreview.detectors.wording import is_number
from mtreview.model import Severity
from mtreview.tokens import Reading

_DATES = DAYS | MONTHS
_SUBJECTS = frozenset("he she it they we i you".split())
_HEADING = frozenset(("if", "when"))
_WILLING = frozenset("you i we".split())
_STATING = frozenset("will is are can must may should has have".split())
# With these, “if he will” tells what happens, and does not ask whether somebody is willing.
_HAPPENING = frozenset(
    "arrive be become begin continue die end fail fall happen have increase occur rain reach "
    "remain rise snow start win lose".split()
)
_NO_ONE = frozenset("nobody no-one none unclear unknown question not".split())
_CLAUSE = 20  # tokens
_SEVERAL = frozenset("they we you i".split())


def find_since(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "since" before a length of time."""
    first, last = reading.limits(i)
    n = i + 1
    while n < last and (
        is_number(reading.lower[n]) or reading.lower[n] in ("several", "many", "almost", "about")
    ):
        n += 1
    if n == i + 1 or n >= last or reading.lower[n] not in UNITS:
        return ()
    after = reading.lower[n + 1] if n + 1 < last else "."
    if after in ("ago", "before", "earlier", "after", "later", "and", "or"):
        return ()
    length = reading.quote(i + 1, n + 1)
    message = "“since” names a moment, “for” a length of time"
    begins = "For" if reading.words[i][0].isupper() else "for"
    if i == first and after in ("he", "she", "it", "they", "we", "i", "you"):
        verb = n + 2
        if verb < last and reading.tags[verb] in ("VBZ", "VBP"):
            have = "has" if after in ("he", "she", "it") else "have"
            lemma = base_of(reading.lower[verb]) or reading.lower[verb]
            lemma = "be" if reading.lower[verb] in ("is", "are", "am") else lemma
            subject = reading.words[n + 1]
            right = f"{begins} {length} {subject} {have} {inflect(lemma, 'VBN')}"
            return (Hit(message, i, verb + 1, rewrites=(right,)),)
    if i > first and (after in ".,;:!?)" or after in ("in", "at", "on", "with", "without")):
        return (Hit(message, i, i + 1, rewrites=(begins,)),)
    return ()


def find_future(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "will" in a clause that begins with "as soon as", "until" or the like at token i."""
    first, last = reading.limits(i)
    start = i + 1
    if reading.lower[i] == "soon":
        if reading.lower[i - 1 : i + 2] != ["as", "soon", "as"]:
            return ()
        start, i = i + 2, i - 1
    if start >= last or (reading.lower[i] == "before" and reading.lower[start] not in _SUBJECTS):
        return ()  # "the passengers tested before their trip will be let in"
    heads = reading.lower[i] in _HEADING or _heads_sentence(reading, i, start)
    if heads and not opens_sentence(reading, i):
        return ()
    if not heads and (i == first or not reading.words[i - 1][0].isalnum()):
        return ()  # the clause that it heads may be an adverbial of the main one
    will = first_verb(reading, start, last)
    if will is None or _is_two_phrases(reading, start, will):
        return ()
    if reading.lower[will] != "will" or will + 1 >= last:
        return ()
    if heads and not _has_main_clause(reading, will, last):
        return ()
    message = "English uses the present after “as soon as”, “until” and the like"
    verb = will + 1
    if reading.tags[verb] != "VB" or _is_will(reading, i, will):
        return ()
    several = reading.tags[will - 1] in ("NNS", "NNPS") or reading.lower[will - 1] in _SEVERAL
    right = inflect(reading.lower[verb], "VBP" if several else "VBZ")
    return (Hit(message, will, verb + 1, rewrites=(right,)),)


def _is_will(reading: Reading, i: int, will: int) -> bool:
    """Whether the subject is willing: “if Congress will act”, “before I will recommend it”."""
    head, subject, verb = (reading.lower[n] for n in (i, will - 1, will + 1))
    if verb in ("allow", "permit"):
        return True  # “as soon as circumstances will permit”
    if verb in _HAPPENING or subject in ("it", "there", "this", "that"):
        return False
    return head == "if" or (head in ("before", "unless", "until") and subject in ("i", "we"))


def _heads_sentence(reading: Reading, i: int, start: int) -> bool:
    """Whether the clause comes first, and is no adverbial: “as soon as he will arrive, we ...”."""
    begins = _SUBJECTS | ({"the"} if reading.lower[i] == "as" else frozenset())
    return opens_sentence(reading, i) and reading.lower[start] in begins


def _has_main_clause(reading: Reading, will: int, last: int) -> bool:
    """Whether the subject has no will of its own, and a comma and a statement follow the clause."""
    if reading.lower[will - 1] in _WILLING:
        return False
    end = min(last, will + _CLAUSE)
    comma = next((n for n in range(will + 2, end) if reading.words[n] == ","), end)
    after = reading.lower[comma + 1 : comma + 9]
    return not _STATING.isdisjoint(after) and _NO_ONE.isdisjoint(after)


def _is_two_phrases(reading: Reading, start: int, end: int) -> bool:
    """Whether an adverbial and a subject stand there, and not a subject alone."""
    if reading.tags[start] == "CD" or not _DATES.isdisjoint(reading.lower[start:end]):
        return True  # "until 1 April", "before 1960"
    begun = (n for n in range(start + 1, end) if reading.tags[n] in ("DT", "PRP", "PRP$"))
    return reading.tags[start] == "JJ" or any(reading.tags[n - 1] != "IN" for n in begun)


SINCE = Detector(
    rule="since-with-duration",
    what="“Since” before a length of time.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Words(frozenset(("since",)), tags=True),
    find=find_since,
    flagged=(
        Flagged("⟦Since two years he works⟧ as a porter.", "For two years he has worked"),
        Flagged("⟦Since ten days they are⟧ on strike.", "For ten days they have been"),
        Flagged("He has lived there ⟦since⟧ 12 years.", "for"),
        Flagged("They wait ⟦since⟧ several months, he said.", "for"),
        Flagged("She works here ⟦since⟧ three weeks without pay.", "for"),
    ),
    passing=(
        "Since two workers died, the site has been closed.",
        "It is two years since he left, since five of them came.",
        "Since two years earlier, nothing had changed.",
        "Since 2019 he has worked there.",
        "It is the worst drought since two decades ago.",
        "Since many days were lost, they hurried.",
    ),
    misses=(Missed("⟦Since two years⟧ the shop is closed."),),
)
FUTURE = Detector(
    rule="future-after-time-word",
    what="“Will” after “as soon as”, “until”, “if” and the like.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset("soon until once unless before if when".split()), tags=True),
    find=find_future,
    flagged=(
        Flagged("It reopens as soon as the repairs ⟦will be⟧ over.", "are"),
        Flagged("They stay until the minister ⟦will come⟧ back.", "comes"),
        Flagged("Nothing changes unless the government ⟦will act⟧ now.", "acts"),
        Flagged("We leave before they ⟦will arrive⟧.", "arrive"),
        Flagged("He will speak once the vote ⟦will be⟧ closed.", "is"),
        Flagged("If it ⟦will rain⟧, the match is off.", "rains"),
        Flagged("If the prices ⟦will rise⟧ again, the union will strike.", "rise"),
        Flagged("As soon as the snow ⟦will melt⟧, the pass will open.", "melts"),
        Flagged("Until he ⟦will pay⟧, they will stay.", "pays"),
        Flagged("When the works ⟦will be⟧ finished, the road will reopen.", "are"),
    ),
    passing=(
        "It will soon be over, and until then they will wait.",
        "Once more the minister will come.",
        "As soon as possible he will leave.",
        "Before the vote the parties will meet.",
        "Until May the road will be closed.",
        "Homes built before 1960 will be checked first.",
        "Passengers tested before their trip will be let in.",
        "Only those who paid until 1 April will be admitted.",
        "He asked whether it will rain before they leave.",
        "Once a year the village will be full.",
        "If you will wait here, he will see you. When it will end, nobody can say.",
        "If the Congress will act on these proposals, more money will come.",
        "The people must agree before I will recommend it; we act as soon as funds will permit.",
        "He asks if it will rain; if the match will be played is unclear.",
    ),
    misses=(Missed("It reopens when the inspectors ⟦will have⟧ checked it."),),
)
