"""A pronoun has the gender of its noun in the source, or refers to a person as to a thing.

French, German, Spanish, Russian and others give every noun a gender, and some leave the subject
out; engines carry the one over and guess the other.

    Faulty: The company wants to close her plant. The choir is known for his concerts.
    Faulty: Halina Berg won with her last throw; he had failed before.
    Faulty: the neighbour which found the boy; the report who accuses him

    Instead: The company wants to close its plant. The choir is known for its concerts.
    Instead: Halina Berg won with her last throw; she had failed before.
    Instead: the neighbour who found the boy; the report that accuses him

A pronoun is judged only where nobody else is in sight whom it may mean, and a name only where it
opens its segment and belongs to one gender everywhere. Missed: pronouns that refer to another
sentence.
"""

from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.names.persons import (
    bodies,
    gender_of,
    names_person,
    people,
    things,
)
from mtreview.detectors.wording import singular
from mtreview.model import Severity
from mtreview.tokens import Reading

_OTHER = {
    "he": "she",
    "him": "her",
    "his": "her",
    "himself": "herself",
    "she": "he",
    "hers": "his",
    "herself": "himself",
}
_ITS = {"her": "its", "his": "its"}
_BACK = 3  # segments before, in which a person may stand that a pronoun means
_VERB_TAGS = frozenset("VBD VBZ VBP MD".split())
_PLACES = frozenset(
    "street road square avenue lane hospital school church prize award university airport bridge "
    "station island foundation museum stadium park hall house theatre castle".split()
)
_JOINING = frozenset(
    "after although and as because before but if since so that though until when where whether "
    "while".split()
)
_PLACING = frozenset("in at from near of to on by".split())
_ASKING = frozenset(
    "ask asks asked asking tell tells told know knows knew wonder wonders wondered inform informed "
    "informs show shows showed remind reminded".split()
)


def find_possessive(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "her" and "his" in a sentence whose subject is a body and that names nobody."""
    first, last = reading.limits(i)
    if i + 1 >= last or reading.tags[i] != "PRP$" or i - first > 15:
        return ()
    if reading.lower[first] != "the" or not _is_body_sentence(reading, first, i):
        return ()
    if reading.lower[i - 1] in ("gave", "give", "gives", "told", "tells", "asked", "paid", "pays"):
        return ()
    if any(names_person(reading, *bounds) for bounds in _segments_before(reading, i)):
        return ()
    if names_person(reading, first, i) or names_person(reading, i + 1, last):
        return ()
    body = next(reading.words[n] for n in range(first, i) if reading.lower[n] in bodies())
    its = _ITS[reading.lower[i]]
    message = f"“{reading.words[i]}” refers to “{body}”"
    return (Hit(message, i, i + 1, rewrites=(its,)),)


def _is_body_sentence(reading: Reading, first: int, i: int) -> bool:
    """Whether "the (adjective) company" is the subject of a verb before token i."""
    n = first + 1
    while n < i and reading.tags[n] == "JJ":
        n += 1
    if n + 1 >= i or reading.lower[n] not in bodies():
        return False
    return reading.tags[n + 1] in _VERB_TAGS


def _segments_before(reading: Reading, i: int) -> Iterable[tuple[int, int]]:
    own = reading.owners[i]
    return reading.bounds[max(0, own - _BACK) : own]


def find_gender(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "he" and "she" by the name that opens their segment, where it names nobody else."""
    first, _ = reading.limits(i)
    begun = reading.words[i - 1] in ",;:–—" or reading.lower[i - 1] in _JOINING
    if not begun or not _is_surname(reading, first + 1) or not _is_alone(reading, first, i):
        return ()
    right, sure = gender_of(reading.lower[first], reading.lower[first + 1])
    if right in ("", reading.lower[i]) or (sure < 1 and reading.document.source_lang == "it"):
        return ()
    right = right.capitalize() if reading.words[i][0].isupper() else right
    message = f"“{reading.words[i]}” refers to {reading.quote(first, first + 2)}"
    confidence = GENDER.confidence * sure
    return (Hit(message, i, i + 1, rewrites=(right,), confidence=confidence),)


def _is_alone(reading: Reading, first: int, last: int) -> bool:
    """Tell whether nobody but the two words of the name at `first` may be meant before `last`."""
    if reading.tags[first + 2] == "POS":
        return False
    for n in range(first + 2, last):
        word = reading.lower[n]
        if reading.words[n] in '"“”«»' or word in people() or word in ("mr", "mrs", "ms", "who"):
            return False
        if reading.tags[n] == "NNP" and reading.lower[n - 1] not in _PLACING:
            return False
    return not any(names_person(reading, *bounds) for bounds in _segments_before(reading, first))


def _is_surname(reading: Reading, i: int) -> bool:
    return reading.words[i][0].isupper() and reading.lower[i] not in _PLACES


def find_relative(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "which" after a word for a person, and "who" after one for a thing."""
    first, last = reading.limits(i)
    if i - first < 2 or i + 1 >= last or reading.tags[i + 1] not in _VERB_TAGS:
        return ()
    noun, word = reading.lower[i - 1], reading.lower[i]
    if reading.tags[i - 1] not in ("NN", "NNS"):
        return ()
    known = {noun, singular(noun)}
    if word == "which" and not _ASKING.isdisjoint(reading.lower[max(first, i - 5) : i]):
        return ()
    if word == "which" and known & people() and _is_plain(reading, i - 1, first):
        return (Hit(f"“which” refers to a person, “{noun}”", i, i + 1, rewrites=("who", "that")),)
    if word == "who" and known & things() and not known & bodies():
        if reading.lower[i + 1] in ("is", "was", "are") and reading.lower[i - 2] == "of":
            return ()
        if _is_plain(reading, i - 1, first):
            return (Hit(f"“who” refers to “{noun}”", i, i + 1, rewrites=("that", "which")),)
    return ()


def _is_plain(reading: Reading, noun: int, first: int) -> bool:
    """Whether a noun is what the clause refers to, and not the last word of an "of" phrase."""
    n = noun - 1
    while n > first and reading.tags[n] in ("JJ", "NN", "VBN"):
        n -= 1
    if reading.tags[n] not in ("DT", "PRP$") or n == first:
        return n == first and reading.tags[n] == "DT"
    return reading.lower[n - 1] not in ("of", "with", "in", "from", "at", "on", "for", "behind")


BODY = Detector(
    rule="gender-of-body",
    what="“His” or “her” for a company, a choir or another body.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Agreement",
    severity=Severity.MINOR,
    confidence=0.8,
    watch=Words(frozenset(_ITS), tags=True),
    find=find_possessive,
    flagged=(
        Flagged("The company wants to close ⟦her⟧ plant in Zwickau.", "its"),
        Flagged("The choir is known for ⟦his⟧ concerts in old factories.", "its"),
        Flagged("The government has lost ⟦her⟧ majority.", "its"),
        Flagged("The old hospital lost ⟦her⟧ roof in the storm.", "its"),
        Flagged("The association has kept ⟦his⟧ old name.", "its"),
    ),
    passing=(
        "Anna Berg has left. The company wants to keep her office.",
        "The company says she may keep her office.",
        "The company gave her a car.",
        "The government praised the minister for her work.",
        "The club fired Oskar Bruck for his words.",
        "The Gudrun left her berth at six.",
        "The bank, he said, keeps his money.",
        "The company fired her.",
    ),
    misses=(Missed("In May the company closed ⟦her⟧ plant."),),
)
GENDER = Detector(
    rule="gender-of-name",
    what="“He” for a woman or “she” for a man, by the name.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Agreement",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(frozenset(("he", "she")), tags=True),
    find=find_gender,
    flagged=(
        Flagged("Halina Berg won on her last throw; ⟦he⟧ had failed before.", "she"),
        Flagged("Giovanni Rossi said that ⟦she⟧ will not resign.", "he"),
        Flagged("Ingrid Olsen left when ⟦he⟧ was asked to.", "she"),
        Flagged("Nicola Sturgeon confirmed that ⟦he⟧ would resign.", "she"),
        Flagged("Piotr Nowak hopes that ⟦she⟧ wins.", "he"),
        Flagged("Svetlana Orlova confirmed in Perm that ⟦he⟧ had resigned.", "she"),
    ),
    passing=(
        "Of the goalkeeper's future, Ingrid Olsen confirmed only that he had a contract.",
        "Anna Berg said that her brother left and he is well.",
        "Halina Berg won, as she had hoped.",
        "Andrea Rossi said that he won, and Nicola Berg that she lost.",
        "Oskar was here. Anna Berg said that he left.",
        "Anna Berg met Oskar Bruck when he came.",
        "“Anna Berg is here,” he said.",
        "Anna Berg's plan was one that he liked.",
        "Maria Street is where he lives.",
        "Like Maria Berg, he had no choice; near San Francisco Bay she turned back.",
        "Virginia Woods is where he lived, and Roman Law is what she taught.",
        "Christian Democrats say that she won. Anna Berg praised the way he played.",
    ),
    misses=(Missed("Halina Berg won. Before, ⟦he⟧ had failed."),),
)
RELATIVE = Detector(
    rule="who-and-which",
    what="“Which” for a person, or “who” for a thing.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Agreement",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset(("who", "which")), tags=True),
    find=find_relative,
    flagged=(
        Flagged("The court heard the neighbour ⟦which⟧ had found the boy.", "who"),
        Flagged("They approved the report ⟦who⟧ accuses him of fraud.", "that"),
        Flagged("He thanked the nurse ⟦which⟧ saved him.", "who"),
        Flagged("She signed the letter ⟦who⟧ was sent to the court.", "that"),
        Flagged("The police seek the driver ⟦which⟧ fled on foot.", "who"),
    ),
    passing=(
        "The judge asked the neighbour which of the two men she had seen.",
        "The commission has a chairman, who once led the agency.",
        "He is the author of the report who was fired.",
        "The class of the teacher which won is here.",
        "They know the film which won.",
        "She asked the student which was better.",
        "The people in the house who left are back.",
    ),
    misses=(Missed("He told Anna Berg, ⟦which⟧ has the keys."),),
)
