"""Words that belong together do not agree in number.

Chinese, Turkish and others have no plural after a number; elsewhere the engine loses the noun that
a verb belongs to when other nouns stand between.

    Faulty: four climber were buried; one of the climber has died
    Faulty: The results of the inquiry was made public; every one of the councillors have signed

    Instead: four climbers were buried; one of the climbers has died
    Instead: The results of the inquiry were made public; every one of the councillors has signed

Measures ("two weeks of talks was"), amounts, nouns alike in both numbers ("six sheep"), what stands
before another noun ("a two person tent") and plurals with a singular meaning ("economics") pass.
Missed: verbs further from their noun than a few "of" phrases, agreement after "neither" and "or".
"""

from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, forms, is_plural_noun, parts_of_speech
from mtreview.detectors.nouns.count_nouns import PERSONS
from mtreview.model import Severity
from mtreview.tokens import Reading

ALIKE = frozenset(
    """
    aircraft barracks cannon cattle chinese cod counsel crew crossroads cruft deer dozen elk
    euro fish foot gallows grand grouse head headquarters hovercraft hundred kilo kind means
    million billion trillion thousand moose offspring per percent people personnel pound pair
    police quid rand salmon series sheep shrimp spacecraft species squid staff stone swine trout
    vermin yen yuan baht won yard fathom ton score span strong plus minus times tier fold room
    odd time thirty half quarter other more less such a
    """.split()
)
FOLLOWERS = frozenset("NN NNS NNP NNPS VBG JJ CD POS HYPH $ RBR JJR".split())
# Nouns that look plural and are singular, or are both.
SINGULAR_IN_S = frozenset(
    """
    news series species means economics politics physics mathematics statistics ethics athletics
    aerobics gymnastics linguistics logistics mechanics optics tactics acoustics classics
    headquarters barracks crossroads gallows works links sports games odds whereabouts measles
    mumps rabies diabetes billiards darts dominoes genetics electronics robotics dynamics
    kinetics aesthetics semantics analytics graphics basics metrics topics comics arts goods
    thanks summons innings shambles sixpence biceps bellows chassis corps ethos pathos
    """.split()
)
MEASURES = frozenset(
    """
    years months weeks days hours minutes seconds decades centuries miles kilometres kilometers
    metres meters feet inches yards acres hectares tonnes tons kilos kilograms pounds ounces
    litres liters gallons dollars euros cents roubles rubles percent points degrees thousands
    millions billions hundreds dozens scores lots plenty half most all some none
    """.split()
)
BEFORE_SEVERAL = frozenset("the these those our their his her its my".split())
_IN_PHRASES = frozenset("DT JJ NN NNS CD PRP$ IN NNP".split())
_LEADING = frozenset("of into in at on for".split())
_TO_PLURAL = {"was": "were", "is": "are", "has": "have", "does": "do"}
_TO_SINGULAR = {"were": "was", "are": "is", "have": "has", "do": "does"}


def noun_after(reading: Reading, i: int, last: int) -> int | None:
    """The noun after up to two adjectives, None where something else comes first."""
    for n in range(i, min(last, i + 3)):
        if reading.tags[n] in ("NN", "NNS"):
            return n if reading.words[n].islower() else None
        if reading.tags[n] != "JJ" or not reading.words[n].islower():
            return None
    return None


def goes_on(reading: Reading, i: int, last: int) -> bool:
    """Whether the noun phrase may go on at token i, so that its noun is not the one before."""
    if i >= last:
        return False
    word, tag = reading.lower[i], reading.tags[i]
    if word in ("and", "or", "but", "-", "–", "/", "(", '"', "“", "'s", "’s", "to", "'", "’"):
        return True
    return tag in FOLLOWERS or tag in ("CC", "VBN")


def plural_of(word: str) -> str | None:
    """The plural of a lower-case count noun, None where it has none or is alike."""
    listed = forms(word, "NOUN").get("NNS", ())
    return listed[0] if listed and listed[0] != word else None


def find_verb(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge a verb by the noun at the head of its sentence, over "of" phrases between."""
    first, last = reading.limits(i)
    word = reading.lower[i]
    if word == "who":
        return _relative(reading, i, first, last)
    if _is_of_people(reading, i, first):
        message = f"“{reading.lower[i - 1]}” has a plural verb"
        return (Hit(message, i, i + 1, rewrites=(_TO_PLURAL[word],)),)
    if _is_of_several(reading, i, first):
        message = f"“{word}” does not agree with “{reading.quote(first, i)}”"
        return (Hit(message, i, i + 1, rewrites=(_TO_PLURAL[word],)),)
    if _is_of_one(reading, i, first):
        message = f"“{word}” does not agree with “{reading.quote(first, i)}”"
        return (Hit(message, i, i + 1, rewrites=(_TO_SINGULAR[word],)),)
    if i - first < 4 or i - first > 14:
        return ()
    head = _head(reading, first, i)
    if head is None:
        return ()
    right = None
    if word in _TO_PLURAL and reading.tags[head] == "NNS":
        noun = reading.lower[head]
        if noun in SINGULAR_IN_S or noun in MEASURES or not reading.words[head].islower():
            return ()
        if reading.lower[first] in ("what", "how", "where", "all", "one", "each", "every", "a"):
            return ()
        if reading.tags[i - 1] != "NN":  # the tagger saw a singular right before the verb
            return ()
        right = _TO_PLURAL[word]
    elif word in _TO_SINGULAR and _is_each_of(reading, first):
        right = _TO_SINGULAR[word]
    if right is None:
        return ()
    quoted = reading.quote(first, head + 1)
    return (Hit(f"“{word}” does not agree with “{quoted}”", i, i + 1, rewrites=(right,)),)


def _relative(reading: Reading, who: int, first: int, last: int) -> Iterable[Hit]:
    """Judge the verb behind “The (young) people who” at the head of a sentence."""
    noun, verb = who - 1, who + 1
    if who - first not in (2, 3) or verb >= last or reading.tags[first] != "DT":
        return ()
    if who - first == 3 and reading.tags[first + 1] != "JJ":
        return ()
    word, form = reading.lower[noun], reading.lower[verb]
    if reading.tags[noun] == "NNS" and (word in ("people", "police") or is_plural_noun(word)):
        asked = _TO_PLURAL.get(form) or (base_of(form) if reading.tags[verb] == "VBZ" else None)
    elif reading.tags[noun] == "NN" and (word in PERSONS or word in ("man", "woman", "person")):
        asked = _TO_SINGULAR.get(form) or (_third(form) if reading.tags[verb] == "VBP" else None)
    else:
        return ()
    if asked in (None, form):
        return ()
    message = f"“{form}” does not agree with “{reading.quote(first, who)}”"
    return (Hit(message, verb, verb + 1, rewrites=(asked,)),)


def _third(base: str) -> str | None:
    """The third person of a verb whose past is told from its base form."""
    listed = forms(base, "VERB")
    return None if base in listed.get("VBD", ()) else next(iter(listed.get("VBZ", ())), None)


def _is_of_several(reading: Reading, verb: int, first: int) -> bool:
    """Whether “The (young) girls” at the head of a sentence has a singular verb."""
    noun = verb - 1
    if verb - first not in (2, 3) or reading.lower[verb] not in _TO_PLURAL:
        return False
    word = reading.lower[noun]
    if reading.lower[first] not in BEFORE_SEVERAL or reading.tags[noun] != "NNS":
        return False
    if word in SINGULAR_IN_S or word in MEASURES or not is_plural_noun(word):
        return False
    plain = reading.words[noun].islower() and "ADJ" not in parts_of_speech(word)
    return plain and (verb - first == 2 or reading.tags[first + 1] == "JJ")


def _is_of_one(reading: Reading, verb: int, first: int) -> bool:
    """Whether “The (new) president” at the head of a sentence has a plural verb."""
    if verb - first not in (2, 3) or reading.lower[verb] not in _TO_SINGULAR:
        return False
    known = reading.lower[first] in BEFORE_SEVERAL and reading.lower[verb - 1] in PERSONS
    plain = known and reading.tags[verb - 1] == "NN"
    return plain and (verb - first == 2 or reading.tags[first + 1] == "JJ")


def _is_of_people(reading: Reading, verb: int, first: int) -> bool:
    """Whether “the people” or “the police” at the head of a sentence has a singular verb."""
    if verb - first not in (1, 2) or reading.lower[verb] not in _TO_PLURAL:
        return False
    opened = verb - first == 1 or reading.lower[first] == "the"
    return opened and reading.lower[verb - 1] in ("people", "police")


def _head(reading: Reading, first: int, verb: int) -> int | None:
    """The first noun of a sentence, if only "of" and its like lead from it to the verb."""
    head = first
    while head < verb and reading.tags[head] in ("DT", "JJ", "PRP$", "CD", "VBN"):
        if reading.lower[head] in ("one", "each") and reading.lower[head + 1] == "of":
            break
        head += 1
    if head + 1 >= verb or reading.lower[head + 1] != "of":
        return None
    between = range(head + 2, verb)
    if any(reading.tags[n] not in _IN_PHRASES for n in between):
        return None
    leading = (n for n in between if reading.tags[n] == "IN")
    return head if all(reading.lower[n] in _LEADING for n in leading) else None


def _is_each_of(reading: Reading, first: int) -> bool:
    """Whether a sentence begins with "each of the" or "(every) one of the"."""
    words = reading.lower[first : first + 4]
    if words[:1] == ["every"]:
        words = words[1:]
    return words[:2] in (["one", "of"], ["each", "of"]) and words[2] in (
        "the",
        "these",
        "those",
        "our",
        "their",
        "his",
        "her",
        "its",
    )


VERB = Detector(
    rule="verb-agreement",
    what="A verb does not agree with the noun at the head of its sentence.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Agreement",
    severity=Severity.MINOR,
    confidence=0.8,
    watch=Words(frozenset((*_TO_PLURAL, *_TO_SINGULAR, "who")), tags=True),
    find=find_verb,
    flagged=(
        Flagged("The results of the inquiry into the collapse ⟦was⟧ made public.", "were"),
        Flagged("The police ⟦has⟧ counted 300 marchers.", "have"),
        Flagged("The people ⟦is⟧ angry.", "are"),
        Flagged("The minister ⟦have⟧ to resign.", "has"),
        Flagged("The girls ⟦was⟧ found in the forest.", "were"),
        Flagged("Their young teachers ⟦has⟧ left.", "have"),
        Flagged("The houses of the village ⟦has⟧ no water.", "have"),
        Flagged("Every one of the 28 councillors ⟦have⟧ signed it.", "has"),
        Flagged("One of the suspects ⟦were⟧ arrested in Lyon.", "was"),
        Flagged("The ministers ⟦has⟧ decided to resign.", "have"),
        Flagged("The people who ⟦lives⟧ here are poor.", "live"),
        Flagged("The old man who ⟦live⟧ there is blind.", "lives"),
        Flagged("The leaders of the opposition ⟦is⟧ in prison.", "are"),
    ),
    passing=(
        "The committee of experts was appointed in 2022.",
        "The police have counted 300 marchers.",
        "The will of the people is known, and the chief of police has gone.",
        "Two weeks of talks was not enough.",
        "A number of residents were still waiting.",
        "The economics of the deal is simple.",
        "One of the men who have left is back.",
        "The man who read it, the boy who put it there and the family who live here are known.",
        "The people who live here are many. The man who lives there is one of the men who do.",
        "The leader of the people who lives here is old.",
        "The series of failures has ended. The news is bad. The games was a book.",
        "What the results of the vote is about is unclear.",
        "The results of the vote, it was said, are in.",
        "The United States of America is large.",
        "Reports of the death of the king was a book.",
    ),
    misses=(Missed("The results, which nobody had expected, ⟦was⟧ published."),),
)
