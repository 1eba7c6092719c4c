"""“There” or “it” left out, where the source has no word for it.

Spanish “hay”, Portuguese “há” and “tem”, German “es gibt”, Russian and Ukrainian “нет” say that
something exists with a verb alone; English needs “there is”, or “it is” before an adjective.

    Faulty: In the province has more than forty wells. He left the valley, where was no water.
    Faulty: It gives since Monday no trains. They stayed because is dangerous. Is necessary to wait.

    Instead: In the province there are more than forty wells. ... where there was no water.
    Instead: There have been no trains since Monday. ... because it is dangerous. It is necessary

A subject anywhere before the verb, questions and inversion after a place (“in the corner stood a
table”) pass. Missed: “it has” for “there is”, and a place without an article before two names.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import (
    adverbials,
    full_phrase,
    is_time,
    opens_sentence,
    sentence_end,
)
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.verbs.verb_group import BE, NOT, capital_of, opens_clause, skip, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” is missing: the source's verb says by itself that something is so"
_MESSAGE_GIVES = "“it gives” renders “es gibt” or “il y a”: English says “there is”"
_EXISTS = {"has": ("is", "are"), "have": ("is", "are"), "had": ("was", "were")}
_WHERE = frozenset("in at on near around between among inside under within outside".split())
_ONE = frozenset("a an another one no nobody nothing".split())
_QUANTITIES = _ONE | frozenset(
    "about almost already at few fewer hundreds less many more nearly only over several some still "
    "thousands two three four five six seven eight nine ten eleven twelve twenty thirty".split()
)
_BECAUSE = frozenset("although because if unless whereas".split())
_GIVES = {"gives": ("is", "are"), "gave": ("was", "were"), "give": ("be", "be")}
_ADJECTIVES = frozenset(
    "certain clear dangerous difficult doubtful easy essential evident expected forbidden hard "
    "important impossible inevitable known likely necessary obvious planned possible probable "
    "prohibited sad sure surprising true unclear unknown urgent useless worth".split()
)
_AFTER_ADJECTIVE = frozenset("how if that to what when where whether who why".split())


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Sort the forms by their first word: a place, a conjunction, “it gives”, or the verb."""
    word = reading.lower[first]
    if word in _WHERE:
        yield from _after_place(reading, first)
    elif word in _BECAUSE:
        yield from _after_because(reading, first)
    elif word == "where":
        yield from _where(reading, first)
    elif word in _GIVES:
        yield from _gives(reading, first)
    else:
        yield from _adjective(reading, first)


def _after_place(reading: Reading, first: int) -> Iterator[Hit]:
    """“In the province has more than forty wells”."""
    if not reading.words[first][0].isupper() or not opens_sentence(reading, first):
        return
    last = sentence_end(reading, first)
    verb = full_phrase(reading, first + 1, last)
    if verb + 1 >= last or reading.lower[verb] not in _EXISTS or reading.words[last - 1] == "?":
        return
    if is_time(reading, first, verb) or not _is_one_phrase(reading, first + 1, verb):
        return
    quantity = reading.lower[verb + 1]
    if quantity in _QUANTITIES or quantity[0].isdigit():
        exists = f"there {_agreeing(reading, verb + 1, last, _EXISTS[reading.lower[verb]])}"
        yield Hit(_MESSAGE.format("there"), verb, verb + 1, rewrites=(exists,))


def _is_one_phrase(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a noun phrase cannot be two, side by side: “in politics experience has”."""
    if last - first == 1:
        return True
    names = [tag in ("NNP", "NNPS") for tag in reading.tags[first:last]]
    determined = reading.lower[first] in ("the", "this", "that", "these", "those", "our", "its")
    return determined and (not names[-1] or (all(names[1:]) and len(names) < 4))


def _agreeing(reading: Reading, i: int, last: int, forms: tuple[str, str]) -> str:
    """The form of be for the noun phrase that begins at token i."""
    end = full_phrase(reading, i, last)
    several = any(tag == "NNS" for tag in reading.tags[i:end]) and reading.lower[i] not in (
        "a",
        "an",
        "one",
    )
    return forms[several]


def _where(reading: Reading, first: int) -> Iterator[Hit]:
    """“the fields, where was no rain”."""
    verb, no = word_at(reading, first + 1, first), word_at(reading, first + 2, first)
    before = word_at(reading, first - 1, first)
    if verb in BE and no == "no" and before and before[0].isalpha() | (before == ","):
        rewrite = f"{reading.words[first]} there {verb}"
        yield Hit(_MESSAGE.format("there"), first, first + 2, rewrites=(rewrite,))


def _after_because(reading: Reading, first: int) -> Iterator[Hit]:
    """“because is dangerous”, “if was no money”."""
    verb, after = word_at(reading, first + 1, first), word_at(reading, first + 2, first)
    if verb not in ("is", "was", "are", "were") or after in ("", "n't") or not after[0].isalnum():
        return
    before = word_at(reading, first - 1, first)
    if before in ("the", "a", "this", "that", "and", "or", "big", "only", "is") and verb == "is":
        return
    complement = skip(reading, first + 2, NOT | {"very", "still", "already", "too", "so"})
    there = word_at(reading, complement, first) in _QUANTITIES
    subjects = ("there", "it") if there else (("it", "he") if verb in ("is", "was") else ("they",))
    old = reading.words[first]
    rewrites = tuple(f"{old} {subject} {verb}" for subject in subjects)
    yield Hit(_MESSAGE.format(subjects[0]), first, first + 2, rewrites=rewrites)


def _gives(reading: Reading, first: int) -> Iterator[Hit]:
    """“It gives since Monday no trains”: an adverbial between the verb and what exists."""
    if word_at(reading, first - 1, first) != "it" or not opens_clause(reading, first - 1):
        return
    last = sentence_end(reading, first)
    end = adverbials(reading, first + 1, last)
    quantity = reading.lower[end] if first + 1 < end < last else ""
    if quantity not in _QUANTITIES - {"a", "an", "more", "one", "less", "some", "nothing"}:
        return
    thing = full_phrase(reading, end, last)
    if thing == end or reading.lower[first + 1] not in _WHERE | {"since"}:
        return
    exists = _agreeing(reading, end, last, _GIVES[reading.lower[first]])
    if reading.lower[first + 1] == "since":
        exists = "have been" if exists in ("are", "were") else "has been"
    when = reading.quote(first + 1, end)
    rewrite = f"there {exists} {reading.quote(end, thing)} {when}"
    rewrite = capital_of(rewrite, reading.words[first - 1])
    yield Hit(_MESSAGE_GIVES, first - 1, thing, rewrites=(rewrite,))


def _adjective(reading: Reading, first: int) -> Iterator[Hit]:
    """“Is necessary to wait”."""
    if not reading.words[first][0].isupper() or not opens_sentence(reading, first):
        return
    if reading.lower[first] in _EXISTS:
        yield from _has(reading, first)
        return
    adjective = skip(reading, first + 1, NOT | {"very", "also", "still", "be", "been"})
    word, after = word_at(reading, adjective, first), word_at(reading, adjective + 1, first)
    last = sentence_end(reading, first)
    if word not in _ADJECTIVES | {"decided", "agreed", "feared"} or after not in _AFTER_ADJECTIVE:
        return
    if last < len(reading) and reading.words[last] == ".":
        verb = reading.words[first].lower()
        yield Hit(_MESSAGE.format("it"), first, first + 1, rewrites=(f"It {verb}",))


def _has(reading: Reading, first: int) -> Iterator[Hit]:
    """“Has many people in the square”."""
    last = sentence_end(reading, first)
    thing = full_phrase(reading, first + 1, last)
    verbs = [tag for tag in reading.tags[thing : thing + 2] if tag in ("VBN", "VBD")]
    stated = last < len(reading) and reading.words[last] == "."
    if stated and not verbs and thing > first + 2 and reading.tags[thing - 1] == "NNS":
        exists = f"There {_EXISTS[reading.lower[first]][1]}"
        yield Hit(_MESSAGE.format("there"), first, first + 1, rewrites=(exists,))


DETECTOR = Detector(
    rule="missing-expletive",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=(
        Words(_WHERE, tags=True),
        Words(_BECAUSE | {"where"}, then=BE),
        Words(frozenset(_GIVES), tags=True, after=frozenset({"it"})),
        Words(
            frozenset("is was will".split()),
            tags=True,
            then=_ADJECTIVES | NOT | {"be", "very", "decided", "agreed"},
        ),
        Words(frozenset(_EXISTS), tags=True, then=frozenset("many several few no".split())),
    ),
    find=find,
    flagged=(
        Flagged("In the province ⟦has⟧ more than forty wells.", "there are"),
        Flagged("In our valley ⟦has⟧ a school without a teacher.", "there is"),
        Flagged("Near the port ⟦had⟧ several bars.", "there were"),
        Flagged("They left the valley, ⟦where was⟧ no water.", "where there was"),
        Flagged("She stayed ⟦because is⟧ dangerous to drive.", "because it is"),
        Flagged("The mine will close ⟦if is⟧ no money left.", "if there is"),
        Flagged(
            "⟦It gives since Monday no trains⟧ on the line.",
            "There have been no trains since Monday",
        ),
        Flagged("⟦It gives in the valley no doctors⟧.", "There are no doctors in the valley"),
        Flagged("⟦Is⟧ necessary to wait for the ruling.", "It is"),
        Flagged("⟦Was⟧ not possible to land.", "It was"),
        Flagged("⟦Is⟧ not clear who will pay.", "It is"),
        Flagged("⟦Has⟧ many people in the square.", "There are"),
    ),
    passing=(
        "In the corner stood a table. In the box are three balls.",
        "In the province the council has more than forty wells.",
        "In Paris Macron has many friends; in politics experience has many uses.",
        "In the past year has no rain fallen?",
        "It gives the council no pleasure. It gives in the end.",
        "Where is no water, there is no life. Where was no one?",
        "He left because he is ill, and if he was, nobody knew.",
        "The big if is whether they pay.",
        "Has many a man said so? Have many people died. Have no fear.",
        "Is it necessary to wait? Is necessary to wait?",
        "The town in which he lives has many wells.",
    ),
    misses=(Missed("In the village ⟦it has⟧ no water."),),
)
