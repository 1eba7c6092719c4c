"""A verb before its subject because an adverbial opens the sentence.

German, Dutch and Swedish put the verb second whatever comes first; Spanish, Portuguese and Russian
may too ("Gestern hat der Stadtrat ...", "Durante cinco años guardó ...").

    Faulty: Yesterday has the council closed the pool. On Monday at eight rang in Bonn the phone.
    Faulty: Because it rained, could the match not begin.
    Faulty: During five years saved the receipts in a drawer.

    Instead: Yesterday the council closed the pool. On Monday at eight the phone rang in Bonn.
    Instead: Because it rained, the match could not begin.
    Instead: For five years she saved the receipts in a drawer.

Inversion after “only”, “never” or “no” (“in no case will the ...”), after a place (“in the corner
stood a table”) and of coming and going (“in 1914 came the war”) is English and passes. Missed:
inversion after adverbs that may belong to a place, or to a subject.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import (
    DAYS,
    adverbials,
    full_phrase,
    has_main_verb,
    noun_phrase,
    opens_sentence,
    sentence_end,
    time_phrase,
)
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    BE,
    HAVE,
    MODALS,
    NOT,
    is_only_verb,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = (
    "the verb stands before its subject, as in the source: after “{0}” English does not invert"
)
_MESSAGE_NONE = "“{0}” has no subject: the source leaves it to the verb, English needs a pronoun"
_ADVERBS = frozenset(
    "afterwards additionally besides currently earlier furthermore hopefully later meanwhile "
    "moreover nevertheless normally obviously perhaps presumably previously probably recently "
    "therefore unfortunately".split()
)
_SUBORDINATING = frozenset("after although because before if once since until when while".split())
_SHORTEST = 3  # tokens of a clause
_PLACING = frozenset("in at on near for since during after before with according".split())
_NOUNS = frozenset("yesterday today tomorrow".split())
_OBJECTS = frozenset("a an the his her its their".split())
_EVENTS = frozenset(
    "adopted announced approved arrested celebrated debated discussed elected held inaugurated "
    "launched opened presented published signed unveiled".split()
)
_PRONOUNS = frozenset("i he she it we they".split())
_INVERTING = frozenset("few least little neither no none nor not only rarely so such way".split())
_MODALS = MODALS.keys() - {"may", "ca", "wo", "sha", "'ll"}  # “long may the king live”
_WEAKLY = frozenset(
    "a an the his her its their our my your this these several many two three".split()
)
# Verbs of motion and place may be inverted in good prose.
_MOVING = frozenset(
    "appeared arose arrived began came died dawned entered fell followed followed hung lay lived "
    "marked met passed remained reached rose sat saw set stood stepped took went".split()
)
_ALONE = frozenset(
    "broke burned burst closed collapsed crashed demonstrated disappeared drowned ended escaped "
    "exploded gathered happened occurred opened protested rang resigned sank started".split()
)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read the adverbial that opens a sentence, and what follows it."""
    if not reading.words[first][0].isupper() or not opens_sentence(reading, first):
        return
    last = sentence_end(reading, first)
    if last >= len(reading) or reading.words[last] == "?":
        return
    if reading.lower[first] in _SUBORDINATING:
        yield from _after_clause(reading, first, last)
        return
    timed = time_phrase(reading, first, last)
    if reading.lower[first] in _ADVERBS:
        verb = first + 1
    else:
        verb = timed if timed > first else adverbials(reading, first, last)
    if timed == first and "this" in reading.lower[first:verb]:
        return  # “in this spirit must we live”
    if first < verb < last - 1 and _INVERTING.isdisjoint(reading.lower[first:verb]):
        yield from _auxiliary(reading, first, verb, last, timed)
        yield from _event(reading, first, verb, last)
        tagged = reading.tags[verb] in ("VBD", "VBN") or is_only_verb(reading.lower[verb])
        if timed > first and timed == verb and tagged:
            yield from _lexical(reading, first, verb, last)


def _after_clause(reading: Reading, first: int, last: int) -> Iterator[Hit]:
    """“When the police came, was the thief already gone”: no question, and one comma."""
    commas = [i for i in range(first, last) if reading.words[i] == ","]
    if len(commas) == 1 and reading.words[last] == "." and commas[0] + 2 < last:
        verb = commas[0] + 1
        if commas[0] >= first + _SHORTEST and _INVERTING.isdisjoint(reading.lower[first:verb]):
            yield from _auxiliary(reading, first, verb, last, verb)


def _auxiliary(reading: Reading, first: int, verb: int, last: int, timed: int) -> Iterator[Hit]:
    """“Yesterday has the council closed”, “perhaps will he come”."""
    word = reading.lower[verb]
    if word not in _MODALS | HAVE | BE or (word in BE and timed == first and verb > first + 1):
        return
    if word in BE and verb == first + 1 and reading.lower[first] in DAYS | _NOUNS:
        return  # “Sunday was a day crowded with ...”
    pronoun = reading.lower[verb + 1] in _PRONOUNS
    named = reading.lower[verb + 1] in _WEAKLY or reading.tags[verb + 1] == "NNP"
    end = verb + 2 if pronoun else (full_phrase(reading, verb + 1, last) if named else 0)
    if end <= verb + 1:
        return
    group = skip(reading, end, ADVERBS | NOT)
    following = word_at(reading, group, first)
    forms = {"VB"} if word in _MODALS else {"VBN"}
    thing = full_phrase(reading, group, last) if following in _OBJECTS else group
    if thing > group:  # “has the council the pool closed”
        group, following = thing, word_at(reading, thing, first)
    fits = any(tag in forms for _, tag in verb_tags(following or "."))
    if fits and reading.tags[group] not in ("NN", "NNS", "IN"):
        rewrite = f"{reading.quote(verb + 1, end)} {reading.words[verb]}"
        message = _MESSAGE.format(reading.quote(first, verb))
        yield Hit(message, verb, end, rewrites=(rewrite,))


def _event(reading: Reading, first: int, verb: int, last: int) -> Iterator[Hit]:
    """“At the meeting was discussed the budget”, “in the city took place a concert”."""
    word, following = reading.lower[verb], reading.lower[verb + 1]
    passive = word in ("was", "were") and following in _EVENTS
    if not (passive or word == "died" or (word == "took" and following == "place")):
        return
    group = verb + 1 + (word != "died")
    counted = group < last and reading.tags[group] == "CD"
    if group >= last or not (counted or reading.lower[group] in _WEAKLY):
        return
    if verb == first + 1 and reading.lower[group] != "the":
        return  # “Sunday was declared a holiday”
    end = full_phrase(reading, group, last)
    if end > group and not has_main_verb(reading, end, last):
        rewrite = f"{reading.quote(group, end)} {reading.quote(verb, group)}"
        message = _MESSAGE.format(reading.quote(first, verb))
        yield Hit(message, verb, end, rewrites=(rewrite,))


def _lexical(reading: Reading, first: int, verb: int, last: int) -> Iterator[Hit]:
    """“On Monday rang in Bonn the phone”, “during five years saved the receipts”."""
    word = reading.lower[verb]
    if word in _MOVING | BE | HAVE or not any(tag == "VBD" for _, tag in verb_tags(word)):
        return
    if len(reading.lower[first:verb]) == 1:
        return  # “Monday saw”, “yesterday marked”: the day is the subject
    thing = adverbials(reading, verb + 1, last)
    end = noun_phrase(reading, thing, last) if thing < last else thing
    if end <= thing or reading.lower[thing] not in _WEAKLY:
        return
    if has_main_verb(reading, verb + 1, last):
        return
    if word in _ALONE:
        rewrite = f"{reading.quote(thing, end)} {reading.quote(verb, thing)}"
        message = _MESSAGE.format(reading.quote(first, verb))
        yield Hit(message, verb, end, rewrites=(rewrite,))
    elif "," not in reading.words[verb:last]:
        rewrites = tuple(f"{pronoun} {reading.words[verb]}" for pronoun in ("he", "she", "they"))
        yield Hit(_MESSAGE_NONE.format(word), verb, verb + 1, rewrites=rewrites)


DETECTOR = Detector(
    rule="verb-before-subject-after-adverbial",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(
        _ADVERBS
        | _PLACING
        | _SUBORDINATING
        | DAYS
        | {"yesterday", "today", "tomorrow", "last", "next", "this"},
        tags=True,
    ),
    find=find,
    flagged=(
        Flagged("Yesterday ⟦was presented the new book⟧ in Lima.", "the new book was presented"),
        Flagged("At the meeting ⟦was discussed the budget⟧.", "the budget was discussed"),
        Flagged("In the city ⟦took place a concert⟧.", "a concert took place"),
        Flagged("In the fire ⟦died three people⟧.", "three people died"),
        Flagged("Yesterday ⟦has the council⟧ closed the pool.", "the council has"),
        Flagged("Tomorrow ⟦will the strike⟧ begin.", "the strike will"),
        Flagged("On Sunday ⟦was the bridge⟧ inaugurated.", "the bridge was"),
        Flagged("In Berlin ⟦has the minister⟧ rejected the plan.", "the minister has"),
        Flagged("Perhaps ⟦will he⟧ come back.", "he will"),
        Flagged("On Monday morning at eight ⟦rang in Bonn the phone⟧.", "the phone rang in Bonn"),
        Flagged("During five years ⟦saved⟧ the receipts in a drawer.", "he saved"),
        Flagged("Last week ⟦had the club⟧ sold its best player.", "the club had"),
        Flagged("When the police arrived, ⟦was the thief⟧ already gone.", "the thief was"),
        Flagged("Because it rained, ⟦could the match⟧ not begin.", "the match could"),
    ),
    passing=(
        "Sunday was declared a holiday; on Monday the budget was discussed.",
        "In the fire three people died. At the time was heard a cry.",
        "In no case will the council pay. Only on Monday did the club act.",
        "In the corner stood a table. In 1914 came the war.",
        "On Monday was the first day of term. Today is the day.",
        "In 2019 Congress passed the act. On Monday police closed the road.",
        "Last week saw the end of the strike. Yesterday marked a turn.",
        "Yesterday, has the council said, was the last day.",
        "Will the strike begin tomorrow? Tomorrow, will the strike begin?",
        "On Monday the council closed the pool. Perhaps he will come.",
        "In this way can the people be heard.",
        "When he came, was the door closed? If not for him, had the bridge been lost.",
        "As he had feared, was the answer given. Since he left, has the council acted?",
    ),
    misses=(Missed("Here ⟦have the workers⟧ waited for years."),),
)
