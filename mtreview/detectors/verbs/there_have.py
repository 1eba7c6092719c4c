"""“There have”, “it there is” or “does there is”, where the source says that something exists.

French “il y a”, Spanish “hay” and Portuguese “há” are forms of “have”; word by word they become
“there have many problems”. With the subject or a “do” left in, they become “it there is”.

    Faulty: There have many problems in the city.
    Faulty: We know that it there is a solution. Does there is a plan?

    Instead: There are many problems in the city.
    Instead: We know that there is a solution. Is there a plan?

“There have been”, “there has to” and verbs of appearing (“there has come a time”) pass, and so
does “there” as a place (“people there have jobs”). Missed: a singular noun without any word of
quantity before it (“there has water”).
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    DO,
    HAVE,
    MODALS,
    NOT,
    STOPS,
    capital_of,
    is_negated_at,
    is_participle,
    opens_clause,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "something exists here: the source's “have” (il y a, hay, há) is “there is” in English"
_MESSAGE_SUBJECT = "“{0}” is the impersonal subject of the source, which “there” already renders"
_MESSAGE_DO = "“there is” asks without “do”"
_QUANTITIES = frozenset(
    "a an any another countless few hundreds less lots many millions more much no nobody nothing "
    "numerous one plenty several some somebody something thousands too two three four five six "
    "seven eight nine ten eleven twelve twenty thirty forty fifty dozens various".split()
)
_SINGULAR = frozenset("a an another much less nobody nothing one somebody something".split())
_PLURAL = _QUANTITIES - _SINGULAR - {"any", "more", "no", "some", "too", "plenty", "lots"}
_GROUPS = frozenset("couple dozen few handful hundred lot number range series variety".split())
_EXISTS = {"has": "is", "have": "are", "had": "was"}
_EXPLETIVES = frozenset(("it", "he"))


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look around “there” for a form of have, a stray subject or a “do”."""
    before, after = word_at(reading, first - 1, first), word_at(reading, first + 1, first)
    if after in HAVE and before == "it":
        yield from _stray_have(reading, first, after)
    elif after in HAVE:
        yield from _have(reading, first, after)
    elif after in DO and word_at(reading, first + 2, first) in NOT:
        yield from _have_not(reading, first)
    elif after in BE and before in _EXPLETIVES:
        yield from _stray_subject(reading, first)
    elif after in BE and before in DO and opens_clause(reading, first - 1):
        rewrite = capital_of(f"{after} there", reading.words[first - 1])
        yield Hit(_MESSAGE_DO, first - 1, first + 2, rewrites=(rewrite,))


def _opens(reading: Reading, i: int) -> bool:
    """Tell whether “there” is no place: it opens its clause, or follows a conjunction."""
    before = word_at(reading, i - 1, i)
    return opens_clause(reading, i) or before in CONJUNCTIONS - {"than", "as"} or before == "which"


def _have(reading: Reading, there: int, have: str) -> Iterator[Hit]:
    """“there have many problems”."""
    complement = skip(reading, there + 2, ADVERBS)
    quantity = word_at(reading, complement, there)
    plural = quantity[:1].isdigit() or quantity in _PLURAL or _is_plural(quantity)
    if not _opens(reading, there) or not (quantity in _QUANTITIES or plural):
        return
    if _has_participle_later(reading, complement + 1):
        return  # “there has a great change come”
    exists = _EXISTS[have]
    group = quantity == "a" and word_at(reading, complement + 1, there) in _GROUPS
    if group and have != "has":
        exists = "were" if have == "had" else "are"
    elif quantity in _SINGULAR:
        exists = "was" if have == "had" else "is"
    elif plural:
        exists = "were" if have == "had" else "are"
    rest = reading.text[reading.ends[there] : reading.starts[there + 1]]
    yield Hit(_MESSAGE, there, there + 2, rewrites=(reading.words[there] + rest + exists,))


def _is_plural(word: str) -> bool:
    """Tell whether a word looks like a plural noun and can be nothing else."""
    return word.endswith("s") and not word.endswith("ss") and parts_of_speech(word) == {"NOUN"}


def _have_not(reading: Reading, there: int) -> Iterator[Hit]:
    """“there does not have any doubt”: “no hay”, word by word."""
    if word_at(reading, there + 3, there) != "have" or not _opens(reading, there):
        return
    quantity = word_at(reading, there + 4, there)
    if quantity not in _QUANTITIES:
        return
    auxiliary = reading.lower[there + 1]
    exists = {"do": "are", "does": "is", "did": "was"}[auxiliary]
    if quantity in _PLURAL:
        exists = "were" if auxiliary == "did" else "are"
    negated = exists if is_negated_at(reading, there + 4, there) else f"{exists} not"
    rewrite = f"{reading.words[there]} {negated}"
    yield Hit(_MESSAGE, there, there + 4, rewrites=(rewrite,))


def _stray_subject(reading: Reading, there: int) -> Iterator[Hit]:
    """“that it there is a solution”."""
    before = word_at(reading, there - 2, there)
    quantity = word_at(reading, there + 2, there)
    opens = opens_clause(reading, there - 1) or before in ("because", "if", "that", "when")
    if opens and quantity in _QUANTITIES:
        old = reading.quote(there - 1, there + 2)
        rewrite = capital_of(reading.quote(there, there + 2).lower(), old)
        message = _MESSAGE_SUBJECT.format(reading.words[there - 1])
        yield Hit(message, there - 1, there + 2, rewrites=(rewrite,))


def _stray_have(reading: Reading, there: int, have: str) -> Iterator[Hit]:
    """“it there has three candidates”: “il y a”, word by word."""
    quantity = word_at(reading, there + 2, there)
    known = quantity in _QUANTITIES or quantity[:1].isdigit()
    before = word_at(reading, there - 2, there)
    opens = opens_clause(reading, there - 1) or before in ("because", "if", "says", "that", "when")
    if not opens or not known:
        return
    plural = quantity in _PLURAL or quantity[:1].isdigit()
    exists = ("were" if plural else "was") if have == "had" else ("are" if plural else "is")
    rewrite = capital_of(f"there {exists}", reading.words[there - 1])
    yield Hit(_MESSAGE, there - 1, there + 2, rewrites=(rewrite,))


def _has_participle_later(reading: Reading, i: int) -> bool:
    """Tell whether a participle in the clause may belong to “have”."""
    last = reading.limits(i - 1)[1]
    for j in range(i, min(last, i + 8)):
        word = reading.lower[j]
        if word in STOPS | BE | MODALS.keys() | {"and", "for", "that", "to", "which", "who"}:
            return False
        if word == "been" or (is_participle(word) and not word.endswith("ed")):
            return True
    return False


DETECTOR = Detector(
    rule="there-have",
    page=__doc__,
    category="Linguistic conventions/Grammar",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Words(frozenset(("there",))),
    find=find,
    flagged=(
        Flagged("⟦There have⟧ many problems in the city.", "There are"),
        Flagged("⟦It there has⟧ three candidates for the post.", "There are"),
        Flagged("He says ⟦it there had⟧ no solution.", "there was"),
        Flagged("⟦There has⟧ a solution to this.", "There is"),
        Flagged("He said that ⟦there had⟧ several witnesses.", "there were"),
        Flagged("In the south, ⟦there have⟧ 300 villages without a road.", "there are"),
        Flagged("They fled because ⟦there had⟧ no water.", "there was"),
        Flagged("⟦There does not have⟧ any doubt about it.", "There is not"),
        Flagged("He fears that ⟦it there is⟧ a mistake.", "there is"),
        Flagged("⟦Does there is⟧ a plan?", "Is there"),
        Flagged("⟦There have⟧ a lot of people in the square.", "There are"),
        Flagged("⟦There had⟧ victims on both sides.", "There were"),
        Flagged("⟦It there was⟧ no answer.", "There was"),
    ),
    passing=(
        "There have been many problems.",
        "There has to be a better way.",
        "There has always been some doubt.",
        "People there have many problems.",
        "The schools out there have no heating.",
        "There had come a time when he gave up.",
        "There has a great change taken place in this town.",
        "There have many men fallen in this war.",
        "If you put it there is no telling what happens.",
        "What they do there is legal.",
        "He left it there; is it safe?",
        "Does there exist a number such that this holds?",
        "There does not have to be a reason.",
    ),
    misses=(Missed("In the village ⟦there has⟧ water."),),
)
