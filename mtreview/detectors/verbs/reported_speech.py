"""Who speaks is told in the perfect, or as “it”, where the source does so.

French and Italian report speech in the perfect; Spanish, Italian, Portuguese and Slavic languages
leave out the subject, for which engines put “it”.

    Faulty: “We cannot leave this debt”, has declared the minister.
    Faulty: The minister, Ana Ruiz, asked for calm. It assured that there was no risk.

    Instead: “We cannot leave this debt”, declared the minister.
    Instead: The minister, Ana Ruiz, asked for calm. She assured that there was no risk.

“It” is judged only in translations from a Romance language, before a verb of saying, and where the
sentence before begins with a person and names no body that may speak; by the name it becomes “he”
or “she”, else both are offered. Beside the source, its pronoun or its article tells which, and any
verb that only a person is the subject of will do. Missed: “it” inside a sentence.
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import inflect, verb_tags
from mtreview.detectors.names.persons import (
    names_body,
    names_person,
    opens_with_person,
    pronouns_for,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_SAYING = frozenset(
    "say declare add explain recall insist warn admit complain affirm claim stress note conclude "
    "announce reply answer assure confirm state remark regret deplore lament acknowledge comment "
    "emphasise emphasize underline indicate specify estimate repeat".split()
)
_PERSONAL = _SAYING | frozenset(
    "promise ensure accuse ask deny agree refuse thank apologise apologize criticise criticize "
    "resign hope fear think believe demand urge appeal want study decide regret praise".split()
)
_CLOSING = frozenset("\"”»’'“")
_QUOTES = _CLOSING | frozenset("„«‘")
_FEWEST = 3  # words of a quotation that is speech, the mark included
_ROMANCE = frozenset(("fr", "es", "it", "pt"))
_OTHER = {"he": "she", "she": "he"}
# "It" with these speaks of the weather, of what happens, or of a fact.
_IMPERSONAL = frozenset(
    "be seem appear happen rain snow take mean matter become remain follow turn cost last contain "
    "concern include consist suffice need depend exist begin end open close show weigh "
    "measure".split()
)
_PRONOUN = {
    **dict.fromkeys(("elle", "ella", "lei", "ela"), "she"),
    **dict.fromkeys(("il", "él", "lui", "egli", "ele"), "he"),
}
_GENDER = {
    **dict.fromkeys(("la", "una", "une", "uma"), "she"),
    **dict.fromkeys(("le", "el", "lo", "un", "um"), "he"),
}
# Where "il" and "a" are articles, at the head of the sentence before.
_ARTICLES = {"it": {"il": "he"}, "pt": {"o": "he", "a": "she"}}
_OPENS_WITH_VERB = re.compile(
    r"(?:Non |Não |No )?(?:[Ss]i |[Ss]e )?\w+(?:[aeo]|[óòàì]|[oei]u|[ou]i)\b"
)


def find_perfect(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "has" with a verb of saying right after a quotation."""
    first, last = reading.limits(i)
    before = i - 1
    if before >= first and reading.words[before] == ",":
        before -= 1
    if before < first or reading.words[before] not in _CLOSING or i + 1 >= last:
        return ()
    if any(word in _QUOTES for word in reading.words[max(first, before - _FEWEST) : before]):
        return ()  # a title, or a word that is only cited
    said = reading.lower[i + 1]
    lemmas = {lemma for lemma, tag in verb_tags(said) if tag == "VBN"} & _SAYING
    if len(lemmas) != 1 or reading.lower[i + 2 : i + 3] == ["by"]:
        return ()
    past = inflect(lemmas.pop(), "VBD")
    message = "English reports speech in the past tense"
    return (Hit(message, i, i + 2, rewrites=(past,)),)


def find_it(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge "It" at the head of a sentence by the sentence before."""
    first, last = reading.limits(i)
    own = reading.owners[i]
    if i != first or i + 2 >= last or reading.document.source_lang not in _ROMANCE or not own:
        return ()
    verb = i + 2 if reading.lower[i + 1] in ("has", "had", "have") else i + 1
    finite = ("VBN", "VBD") if verb > i + 1 else ("VBD", "VBZ")
    lemmas = {lemma for lemma, tag in verb_tags(reading.lower[verb]) if tag in finite}
    start, end = reading.bounds[own - 1]
    told = _from_source(reading, own)
    personal = lemmas & _PERSONAL and reading.lower[verb + 1] not in ("to", "by", "in", ".", ",")
    if not personal and not (
        told and lemmas - _IMPERSONAL and opens_with_person(reading, start, end)
    ):
        return ()
    if not names_person(reading, start, end) or names_body(reading, start, end):
        return ()
    message = f"“It” {reading.words[verb]}: a person speaks here"
    pronouns = (told, _OTHER[told]) if told else pronouns_for(reading, start, end)
    return (Hit(message, i, i + 1, rewrites=tuple(p.capitalize() for p in pronouns)),)


def _from_source(reading: Reading, own: int) -> str | None:
    """The pronoun that the source has or leaves to its verb, None where that cannot be told."""
    language = reading.document.source_lang or ""
    source, before = (reading.document.segments[n].source or "" for n in (own, own - 1))
    first, head = source.partition(" ")[0].lower(), before.partition(" ")[0].lower()
    told = _PRONOUN.get(first)
    if told and (language, first) != ("it", "il"):  # which is an article there
        return told
    if language == "fr" or first in _GENDER or not _OPENS_WITH_VERB.match(source):
        return None
    return {**_GENDER, **_ARTICLES.get(language, {})}.get(head)


PERFECT = Detector(
    rule="speech-in-the-perfect",
    what="Who speaks is told in the perfect.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Tense, mood, aspect",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset(("has", "have"))),
    find=find_perfect,
    flagged=(
        Flagged("“We are ready”, ⟦has declared⟧ the minister on Monday.", "declared"),
        Flagged("“We go on,” ⟦has said⟧ to the press.", "said"),
        Flagged("« It is over », ⟦has added⟧ the mayor.", "added"),
        Flagged("“It is late” ⟦have explained⟧ the two drivers.", "explained"),
        Flagged('"We lost it all", ⟦has admitted⟧ the coach.', "admitted"),
    ),
    passing=(
        "“We are ready”, declared the minister.",
        "The minister has declared that it is over.",
        "The film “Amour” has said it all.",
        "What “the people” has been told is wrong.",
        "“Reform” has announced itself, he said, “has claimed by force”.",
    ),
    misses=(Missed("The minister ⟦has declared⟧: “We are ready.”"),),
)
IT = Detector(
    rule="it-for-a-person",
    what="“It” for a person who speaks.",
    page=__doc__,
    category="Linguistic conventions/Grammar/Agreement",
    severity=Severity.MAJOR,
    confidence=0.8,
    watch=Words(frozenset(("it",))),
    find=find_it,
    flagged=(
        Flagged(
            "The minister, Ana Ruiz, asked for calm. ⟦It⟧ assured that there was no risk.",
            "She",
            "La ministra, Ana Ruiz, pidió calma a todos. Aseguró que no había ningún riesgo.",
        ),
        Flagged(
            "Carlo Berti came late. ⟦It⟧ explained the delay.",
            "He",
            "Carlo Berti è arrivato in ritardo ieri sera. Ha spiegato a tutti il ritardo.",
        ),
        Flagged(
            "The mayor has come. ⟦It⟧ has promised a new school.",
            "He",
            "Le maire est venu hier dans le quartier. Il a promis une nouvelle école.",
        ),
        Flagged(
            "The lawyer left. ⟦It⟧ added that he would appeal.",
            "He",
            "El abogado se marchó del juzgado. Añadió que recurriría la sentencia.",
        ),
        Flagged(
            "The singer Luisa Prado wept. ⟦It⟧ thanked the public.",
            "She",
            "A cantora Luísa Prado chorou muito no palco. Agradeceu ao público presente.",
        ),
    ),
    faithful=(
        (
            "The minister opened the bridge. It goes over the river and has two lanes.",
            "El ministro inauguró el puente. El puente cruza el río y tiene dos carriles.",
        ),
        (
            "The mayor has a plan for the lake. It will take years.",
            "Le maire a un plan pour le lac. Cela prendra des années.",
        ),
    ),
    passing=(
        "The minister asked for calm. It assured that there was no risk.",
        "The report is out. It says that he left.",
        "The minister wrote a letter. It is said to be long.",
    ),
    misses=(
        Missed(
            "The mayor has come, and ⟦it⟧ promised a school.",
            "Le maire est venu hier dans le quartier, et il a promis une école.",
        ),
    ),
)
