"""A source named inside a clause without the commas that English needs there.

French “selon lui”, “a indiqué la gendarmerie”, Spanish “según”, German “so der Bürgermeister” may
stand anywhere in a clause; rendered in place, they read as if something were done by their rules.

    Faulty: The fire started according to the police in the kitchen.
    Faulty: The driver according to the police fled. The attack killed according to him nine people.
    Faulty: The plan provides so the mayor for 300 homes. The pilot as reported in the press fell.

    Instead: The fire started, according to the police, in the kitchen.
    Instead: The driver, according to the police, fled. The attack killed, he said, nine people.
    Instead: The plan, the mayor said, provides for 300 homes. The pilot, the press reported, fell.

A method, a plan or a recipe (“trained according to a manual”), an attribution at the end of its
clause and one between commas pass. Missed: a source with a name alone, since “repaired according to
Grice” may well mean a method; “them”, which may be rules.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import full_phrase, has_main_verb, sentence_end
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, verb_tags
from mtreview.detectors.sentences.according_to import ARTICLES, MESSAGE, ON, according, is_past
from mtreview.detectors.sentences.named_source import speaker_end
from mtreview.detectors.speakers import SAID, SPEAKERS
from mtreview.detectors.verbs.verb_group import AUXILIARIES, HAVE, MODALS, is_participle, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

# What is written may say something itself: the report has said the mayor lost the money.
_WRITTEN = frozenset(
    "account analysis announcement article book data decision document email evidence figures "
    "finding findings law letter letters memo message note notice paper papers poll press record "
    "records report reports results ruling sign source statement statements study survey text "
    "verdict website".split()
)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Sort the forms by their first word: according, so, as, has."""
    word = reading.lower[first]
    if word == "according":
        yield from according(reading, first)
    elif word == "so":
        yield from _so(reading, first)
    elif word == "as":
        yield from _as_reported(reading, first)
    else:
        yield from _has_said(reading, first)


def _so(reading: Reading, first: int) -> Iterator[Hit]:
    """“The plan provides so the mayor for 300 homes”, “is so the mayor no longer safe”."""
    end = speaker_end(reading, first + 1)
    if end <= first + 1 or reading.lower[first + 1] not in ARTICLES:
        return
    before, after = word_at(reading, first - 1, first), word_at(reading, end, first)
    named = reading.quote(first + 1, end)
    message = MESSAGE.format(reading.quote(first, end))
    if before in AUXILIARIES:
        if after.isalpha() and _completes(reading, end, before):
            rewrites = (f"{reading.words[first - 1]}, {named} said,",)
            yield Hit(message, first - 1, end, rewrites=rewrites)
        return
    verb = before and reading.tags[first - 1] in ("VBZ", "VBD", "VBP") and verb_tags(before)
    if has_main_verb(reading, end, sentence_end(reading, first)):
        return  # “so the police would not find him”
    if verb and after in ON | {"to", "at", "on"}:
        start = first - 1 - (reading.tags[max(first - 2, 0)] in ("NN", "NNS", "NNP"))
        subject, said = reading.quote(start, start + 1), reading.words[first - 1]
        rewrite = f"{subject}, {named} said," + (f" {said}" if start < first - 1 else "")
        yield Hit(message, start, end, rewrites=(rewrite,))


def _completes(reading: Reading, i: int, auxiliary: str) -> bool:
    """Whether token i goes on with the clause of an auxiliary, and begins none of its own."""
    if auxiliary in HAVE:
        return is_participle(reading.lower[i])
    if auxiliary in MODALS:
        return reading.tags[i] in ("VB", "VBP", "RB")
    return reading.tags[i] in ("RB", "JJ", "DT", "VBN", "VBG", "IN") or reading.lower[i] == "no"


def _as_reported(reading: Reading, first: int) -> Iterator[Hit]:
    """“The pilot as reported in the ministry did not ask”."""
    verb = word_at(reading, first + 1, first)
    if verb in ARTICLES:
        yield from _as_they_said(reading, first)
    if verb not in SAID or word_at(reading, first + 2, first) not in ("in", "by", "at"):
        return
    end = speaker_end(reading, first + 3)
    finite = end < sentence_end(reading, first) and reading.tags[end] in ("VBD", "VBZ", "VBP", "MD")
    if end > first + 3 and finite and word_at(reading, first - 1, first).isalpha():
        kept, source = reading.words[first - 1], reading.quote(first + 3, end)
        rewrites = (f"{kept}, {source} {verb},", f"{kept}, {reading.quote(first, end)},")
        message = MESSAGE.format(reading.quote(first, end))
        yield Hit(message, first - 1, end, rewrites=rewrites)


def _as_they_said(reading: Reading, first: int) -> Iterator[Hit]:
    """“had as the police reported overlooked a signal”."""
    said = speaker_end(reading, first + 1)
    between = reading.lower[first - 1] in AUXILIARIES and first > reading.limits(first)[0]
    if not between or said <= first + 1 or word_at(reading, said, first) not in SAID:
        return
    if is_past(word_at(reading, said + 1, first) or "."):
        text = reading.quote(first, said + 1)
        rewrites = (f"{reading.words[first - 1]}, {text},",)
        yield Hit(MESSAGE.format(text), first - 1, said + 1, rewrites=rewrites)


def _has_said(reading: Reading, first: int) -> Iterator[Hit]:
    """“The boat had indicated the coastguard lost radio contact”: a thing says nothing."""
    verb = word_at(reading, first + 1, first)
    head = reading.limits(first)[0]
    if verb not in SAID or base_of(verb) in ("report", "suggest", "reveal", "point", "confirm"):
        return
    subject = full_phrase(reading, head, first)
    if subject != first or not (SPEAKERS | _WRITTEN).isdisjoint(reading.lower[head:first]):
        return
    if reading.lower[head] not in ARTICLES or reading.tags[first - 1] not in ("NN", "NNS"):
        return
    end = speaker_end(reading, first + 2)
    after = word_at(reading, end, first)
    if (
        end > first + 2
        and reading.lower[first + 2] == "the"
        and any(tag in ("VBD", "VBZ", "VBN") for _, tag in verb_tags(after or "."))
    ):
        kept, source = reading.words[first - 1], reading.quote(first + 2, end)
        rewrites = (f"{kept}, {source} said,", f"{kept}, according to {source},")
        message = MESSAGE.format(reading.quote(first, end))
        yield Hit(message, first - 1, end, rewrites=rewrites)


DETECTOR = Detector(
    rule="misplaced-attribution",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=(
        Words(frozenset({"according"}), tags=True, then=frozenset({"to"})),
        Words(frozenset({"so"}), tags=True, then=ARTICLES),
        Words(frozenset({"as"}), tags=True, then=SAID | ARTICLES),
        Words(frozenset({"has", "have", "had"}), tags=True, then=SAID),
    ),
    find=find,
    flagged=(
        Flagged(
            "The ⟦driver according to the police⟧ fled on foot.",
            "driver, according to the police,",
        ),
        Flagged(
            "The two men ⟦are according to the prosecutor⟧ members of a gang.",
            "are, according to the prosecutor,",
        ),
        Flagged(
            "The attack ⟦killed according to a first count⟧ nine people.",
            "killed, according to a first count,",
        ),
        Flagged(
            "The lake ⟦contains according to the agency⟧ only a third of its water.",
            "contains, according to the agency,",
        ),
        Flagged("The museum ⟦is so the director⟧ again open.", "is, the director said,"),
        Flagged("The suspect ⟦has so the prosecutor⟧ confessed.", "has, the prosecutor said,"),
        Flagged(
            "The train ⟦had as the police reported⟧ missed a signal.",
            "had, as the police reported,",
        ),
        Flagged(
            "The plant ⟦should according to the operator⟧ run again in May.",
            "should, according to the operator,",
        ),
        Flagged(
            "He blamed “bandits” ⟦trained according to him⟧ abroad for the attack.",
            "trained, he said,",
        ),
        Flagged(
            "The works ⟦carried out according to him⟧ by the owner were illegal.",
            "carried out, he said,",
        ),
        Flagged("The files ⟦hidden according to her⟧ in a cellar are lost.", "hidden, she said,"),
        Flagged("Two ships ⟦sold according to him⟧ below their price.", "sold, he said,"),
        Flagged("It is a law ⟦written according to her⟧ for the rich.", "written, she said,"),
        Flagged(
            "The sums ⟦paid back according to him⟧ since May are small.", "paid back, he said,"
        ),
        Flagged(
            "The fire ⟦started according to the police⟧ in the kitchen.",
            "started, according to the police,",
        ),
        Flagged(
            "The files ⟦were always according to the prosecutor⟧ hidden in a cellar.",
            "were, again according to the prosecutor,",
        ),
        Flagged(
            "The ⟦plan provides so the mayor⟧ for 300 homes.", "plan, the mayor said, provides"
        ),
        Flagged(
            "The ⟦pilot as reported in the ministry⟧ did not ask for help.",
            "pilot, the ministry reported,",
        ),
        Flagged(
            "The ⟦boat had indicated the coastguard⟧ lost radio contact by noon.",
            "boat, the coastguard said,",
        ),
    ),
    passing=(
        "The works, which were carried out by night according to him, were illegal.",
        "According to him the works were carried out by the owner.",
        "The men were trained, according to him, abroad.",
        "The men were trained abroad, according to him.",
        "The plan was drawn up according to her mother in a week.",
        "The plan was drawn up according to her instructions.",
        "The soup was made according to the recipe.",
        "The house was built according to plan.",
        "They set rules, and games are played according to them.",
        "This is wrong according to him and right according to her.",
        "The recruits were trained according to a manual for the police in the north.",
        "The fire started in the kitchen according to the police.",
        "He left so the police in town would not find him. It is so the mayor can sleep.",
        "The report has said the mayor lost the money. The mayor had said the police lost it.",
        "The law as declared in the decree is void.",
    ),
    misses=(
        Missed("The works carried out ⟦according to Lescarret⟧ by the operator are over."),
        Missed("They were trained ⟦according to them⟧ abroad."),
    ),
)
