"""A “to” between a modal verb and its infinitive.

Many languages join a modal to its verb with a preposition, or mark every infinitive; a machine
that carries the mark over writes “must to begin”.

    Faulty: The talks must to begin on Monday.
    Faulty: We could not to find the exit.

    Instead: The talks must begin on Monday.
    Instead: We could not find the exit.

After “as”, “all”, “what”, “best” and the like a modal may end its own clause (“they did all they
could to help”), and will, can, might and must are nouns too (“the will to live”, “a must to
visit”): there the rule is silent. Missed: “will to” and “may to” after a noun in the singular.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech, verb_tags
from mtreview.detectors.verbs.verb_group import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    HELD_IN_CANS,
    MODALS,
    NOT,
    PREPOSITIONS,
    SUBJECTS,
    clause_before,
    is_relative,
    neighbour,
    opens_clause,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "the infinitive after “{0}” stands without “to”"
_BEFORE_TO = MODALS.keys() | NOT
_NOUNS = frozenset("can may might must will".split())
_ELLIPTIC = frozenset(
    "what whatever whichever whoever all any anything as best better do doing did does everything "
    "farthest fast faster hard harder how however least less little more most much nothing only "
    "something than thing things way ways whenever wherever".split()
)
# With “to” these are adverbs or good-byes: to date, to boot, would to God.
_NO_INFINITIVE = frozenset(
    "advantage bed boot date death excess god good hand heaven market profit school some "
    "that".split()
)
_NO_SUBJECT = CONJUNCTIONS | AUXILIARIES | (DETERMINERS - {"this", "that", "it"})
_PURPOSE = frozenset(("avoid", "save"))


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look back from “to” to a modal, and on to a base form."""
    if neighbour(reading, first - 1) not in _BEFORE_TO:
        return
    verb = word_at(reading, first + 1, first)
    modal = first - 1
    negated = word_at(reading, modal, first) in NOT
    modal -= negated
    word = word_at(reading, modal, first)
    if (
        word not in MODALS
        or not verb
        or verb in _NO_INFINITIVE
        or not reading.words[first].islower()
    ):
        return
    negated = negated or word == "cannot"
    if not any(tag == "VB" for _, tag in verb_tags(verb)) and verb != "be":
        return
    if negated and verb in _PURPOSE:
        return
    if _has_subject(reading, modal, negated) and not _is_elliptic(reading, modal, negated):
        rest = reading.text[reading.ends[first - 1] : reading.starts[first]]
        kept = reading.quote(modal, first) + (rest or " ") + reading.words[first + 1]
        message = _MESSAGE.format(reading.quote(modal, first))
        yield Hit(message, modal, first + 2, rewrites=(kept,))


def _has_subject(reading: Reading, modal: int, negated: bool) -> bool:
    """Tell whether the word is a modal verb here, and no noun, by what stands before it."""
    before = word_at(reading, modal - 1, modal)
    if not before or opens_clause(reading, modal):
        return False
    if before in ("that", "which", "who"):
        return is_relative(reading, modal - 1)
    if before in SUBJECTS or (negated and before not in DETERMINERS | PREPOSITIONS):
        return True
    if before in _NO_SUBJECT or not reading.words[modal].islower():
        return False
    word = MODALS[reading.lower[modal]]
    if word not in _NOUNS:
        return before.isalpha()
    if word == "may":
        return before.isalpha()
    parts = parts_of_speech(before)
    if "a" in (nearby := reading.lower[max(0, modal - 4) : modal]) or "an" in nearby:
        return False
    plural = before.endswith("s") and not before.endswith("ss") and parts <= {"NOUN", "VERB"}
    if word == "will":
        return plural or (word_at(reading, modal - 2, modal) == "this" and parts == {"NOUN"})
    if word == "can" and before in HELD_IN_CANS:
        return False
    return plural or ("NOUN" in parts and "ADJ" not in parts)


def _is_elliptic(reading: Reading, modal: int, negated: bool) -> bool:
    """Tell whether the modal may end a clause of its own: “as best they could to help”."""
    elliptic = frozenset(("as", "than")) if negated else _ELLIPTIC
    return any(word in elliptic for word in clause_before(reading, modal))


DETECTOR = Detector(
    rule="to-after-modal",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word form",
    severity=Severity.MAJOR,
    confidence=0.92,
    watch=Words(frozenset(("to",))),
    find=find,
    flagged=(
        Flagged("The talks ⟦must to begin⟧ on Monday.", "must begin"),
        Flagged("She ⟦can to sing⟧ in four languages.", "can sing"),
        Flagged("The council ⟦should to publish⟧ its accounts.", "should publish"),
        Flagged("We ⟦could not to find⟧ the exit.", "could not find"),
        Flagged("The patients ⟦can’t to wait⟧ any longer.", "can’t wait"),
        Flagged("You ⟦cannot to enter⟧ without a pass.", "cannot enter"),
        Flagged("It is a plan that ⟦can to be⟧ changed.", "can be"),
        Flagged("This event ⟦will to focus⟧ on trade.", "will focus"),
        Flagged("The costs are known, and the state ⟦may to ask⟧ for more.", "may ask"),
        Flagged("It ⟦will to be⟧ a long winter.", "will be"),
        Flagged("Farmers ⟦may to lose⟧ the harvest.", "may lose"),
        Flagged("The minister said he ⟦would to resign⟧.", "would resign"),
    ),
    passing=(
        "They did all they could to help.",
        "He ran as fast as he could to catch the train.",
        "The will to live is strong, and her will to win is stronger.",
        "This beach is a must to visit.",
        "It is an absolute must to see.",
        "The can to the left is empty.",
        "From May to June the museum is closed; open March to May.",
        "You can spend as much time as you can to understand this.",
        "They have the political will to act and the might to prevail.",
        "He tried with all his might not to think of it.",
        "We do what we must to survive.",
        "I shall to the best of my ability preserve it.",
        "Would to God that it were so; I would to heaven it were.",
        "He said that he could not, to save his life, remember.",
        "Use any means you can to reach them.",
        "He ought to go, and he has to go.",
    ),
    misses=(Missed("The minister ⟦will to⟧ resign on Monday."),),
)
