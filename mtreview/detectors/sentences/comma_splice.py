"""Two or more statements joined by nothing but a comma.

Chinese, Russian, German, Spanish and French join main clauses so; English wants a semicolon, a
conjunction or a full stop.

    Faulty: The school is closed until spring, the pupils are taken by bus to the town.
    Faulty: The doors opened at nine, half an hour later the hall was full.

    Instead: The school is closed until spring, and the pupils are taken by bus to the town.
    Instead: The doors opened at nine; half an hour later the hall was full.

Both clauses must begin with their subject and be of some length. Lists that end in “and”, clauses
that open with a conjunction, those with one pronoun for a subject (“I came, I saw”), remarks (“the
road, he says, is closed”), clauses built alike (“the belly is full, the soul is hungry”), contrasts
(“it is not a plan, it is a dream”) and quoted speech pass. Where the source has as many commas, the
splice is its author's, and the finding less sure.
Missed: clauses with relative clauses or lists inside, and “not” in the first of them.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.clauses import (
    adverbials,
    full_phrase,
    opens_sentence,
    sentence_end,
    time_phrase,
)
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech, verb_tags
from mtreview.detectors.sentences.comma_allowed import (
    AUXILIARIES,
    FINITE,
    SUBJECTS,
    is_absolute,
    is_elliptic,
    is_parallel,
    leads,
)
from mtreview.detectors.speakers import SAID
from mtreview.detectors.verbs.verb_group import ADVERBS, NOT, QUOTES
from mtreview.model import Severity
from mtreview.tokens import Reading

_COMMAS = re.compile("[,،，、]")
_JOINTS = re.compile("[,،，、;—–]")  # what may join statements in the source
_MESSAGE = "two statements are joined by a comma alone: English wants a semicolon or a conjunction"
_ARTICLES = frozenset(
    "the a an no all both this these his her its their our many several some most two three four "
    "five six seven eight nine ten hundreds thousands dozens".split()
)
_SPEECH = QUOTES - {"'", "’"}  # a possessive's apostrophe
_THINKING = SAID | frozenset(
    "says say thought think thinks believe believes believed hope hopes hoped knew know knows "
    "seems seemed suppose supposed fear feared guess mean means adds argues explains insists "
    "saying thinking telling notes warns writes wrote asked asks understand".split()
)
# These join a comma's two sides, or make one of them no statement.
_BARRED = frozenset(
    "and or but nor yet so because although though if when while whereas unless "
    "that which who whom whose what where how why whether either neither only just "
    "even once every whatever however".split()
)
_ALSO_PREPOSITIONS = frozenset("until since as than before after till".split())
_COMPLETING = frozenset("DT JJR PRP PRP$ CD TO IN RB".split())
_LATER = frozenset("later earlier afterwards before after ago".split())
_LEAST, _MOST = 3, 40  # tokens of a clause
_TOGETHER = 6  # and of both, at least
_AUTHORS = 0.2  # the confidence where the source is spliced as well
_BACK = 3  # statements before a clause that are looked at, however many there are


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read the clause before a comma from its sentence's head, and the one after it."""
    if not _may_open(reading, first + 1):
        return
    start, end = _side(reading, first)
    if start is None or first - start < _LEAST or end - first - 1 < _LEAST:
        return
    if end - start - 1 < _TOGETHER:
        return
    before, after = reading.lower[start:first], reading.lower[first + 1 : end]
    if leads(before) or is_parallel(before, after):
        return
    if is_absolute(reading, start, first) or is_elliptic(reading, first + 1, end):
        return
    if _is_divided(reading, start, first) or not _joins(after):
        return
    if not _is_statement(reading, start, first) or not _is_statement(reading, first + 1, end):
        return
    if _is_marked(reading, start, first, end):
        return
    confidence = _AUTHORS if _is_authors(reading, first) else None
    yield Hit(_MESSAGE, first, first + 1, rewrites=(", and", ";"), confidence=confidence)


def _is_authors(reading: Reading, comma: int) -> bool:
    """Whether the source has as many joints: it is spliced as well, and editors leave it so."""
    segment = reading.segment(comma)
    commas = len(_COMMAS.findall(segment.span.of(reading.text)))
    return bool(segment.source) and len(_JOINTS.findall(segment.source or "")) >= commas


def _may_open(reading: Reading, i: int) -> bool:
    """Tell cheaply whether a subject may begin at token i."""
    if i + 1 >= len(reading):
        return False
    if reading.lower[i] in SUBJECTS | _ARTICLES or reading.lower[i] == "half":
        return reading.words[i].islower()
    if reading.tags[i] == "NNP" and reading.lower[i + 1] in AUXILIARIES:
        return True
    if reading.lower[i] in ("on", "in", "since"):
        return time_phrase(reading, i, len(reading)) > i
    return "NNS" in reading.tags[i : i + 2] and reading.tags[i] in ("JJ", "NN", "NNS", "NNP")


def _side(reading: Reading, comma: int, back: int = _BACK) -> tuple[int | None, int]:
    """The head of the clause before a comma, and the token after the clause behind it.

    A clause between two commas counts if those before it, up to `back`, are statements too.
    """
    start, least = comma - 1, max(reading.limits(comma)[0], comma - _MOST)
    while start >= least and not (reading.words[start] == "," or opens_sentence(reading, start)):
        start -= 1
    if start < least:
        return None, comma
    if reading.words[start] == ",":
        start += 1
        if back and not _follows_statement(reading, start, back - 1):
            return None, comma
    end = comma + 1
    stop = sentence_end(reading, comma, _MOST)
    while end < stop and reading.words[end] != ",":
        end += 1
    return start, end


def _follows_statement(reading: Reading, i: int, back: int) -> bool:
    """Tell whether the clause that a comma ends before token i is a statement too: a third one."""
    start, _ = _side(reading, i - 1, back)
    if start is None or i - 1 - start < _LEAST:
        return False
    return not _is_divided(reading, start, i - 1) and _is_statement(reading, start, i - 1)


def _is_divided(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a conjunction or a relative stands within a clause: “before he went abroad”."""
    last = next((i for i in range(end - 1, start, -1) if reading.tags[i] in FINITE), start)
    soft = _ALSO_PREPOSITIONS.isdisjoint(reading.lower[start:last])
    return not soft or not _BARRED.isdisjoint(reading.lower[start:end])


def _joins(after: list[str]) -> bool:
    """Tell whether nothing in the second clause's beginning joins it to the first."""
    return (_BARRED | _ALSO_PREPOSITIONS).isdisjoint(after[:4])


def _is_statement(reading: Reading, i: int, end: int) -> bool:
    """Tell whether tokens i up to `end` are a subject and its finite verb."""
    timed = time_phrase(reading, i, end)
    if timed > i and timed < end:
        i = timed + (reading.lower[timed] in _LATER)
    elif reading.lower[i : i + 4] == ["half", "an", "hour", "later"]:
        i += 4
    if i >= end:
        return False
    if reading.lower[i] in SUBJECTS or _stands_alone(reading, i):
        verb = i + 1
    elif (
        reading.lower[i] in ("a", "an") and reading.tags[full_phrase(reading, i, end) - 1] == "NNS"
    ):
        return False  # “a new resource agencies can use”
    elif reading.lower[i] in _ARTICLES or reading.tags[i] in ("NNP", "NNS", "CD", "NN", "JJ"):
        verb = adverbials(reading, full_phrase(reading, i, end), end)
    else:
        return False
    while verb < end and reading.lower[verb] in ADVERBS:
        verb += 1
    indefinite = reading.lower[i] in ("a", "an")  # “a task deemed impossible”
    return i < verb < end and _is_finite(reading, verb, indefinite)


def _stands_alone(reading: Reading, i: int) -> bool:
    """Tell whether “this” or “that” is the subject by itself, before an auxiliary."""
    return reading.lower[i] in ("this", "that") and reading.lower[i + 1] in AUXILIARIES


def _is_finite(reading: Reading, verb: int, indefinite: bool) -> bool:
    word = reading.lower[verb]
    if word in AUXILIARIES:
        return True
    if word in _THINKING or reading.tags[verb] not in FINITE:
        return False
    tags = {tag for _, tag in verb_tags(word)}
    if indefinite and "VBN" in tags:
        return False
    plain = parts_of_speech(word) == {"VERB"} or reading.lower[verb - 1] in ("they", "we")
    if not plain and reading.tags[verb - 1] == "NNS" and verb + 1 < len(reading):
        plain = reading.tags[verb + 1] in _COMPLETING  # “the workers demand higher wages”
    return bool(tags & {"VBD", "VBZ"}) or ("VBP" in tags and plain)


def _is_marked(reading: Reading, start: int, comma: int, end: int) -> bool:
    """Tell whether the sentence is a list, a contrast, a question or speech."""
    last = sentence_end(reading, end - 1)
    if last >= len(reading) or reading.words[last] != ".":
        return True
    if not _SPEECH.isdisjoint(reading.words[start : last + 2]) or "—" in reading.words[start:last]:
        return True
    if reading.lower[end - 1] in ("and", "or", "but"):
        return True
    joined = zip(reading.lower[end:last], reading.lower[end + 1 : last], strict=False)
    if any(mark == "," and word in ("and", "or", "but") for mark, word in joined):
        return True
    if not NOT.isdisjoint(reading.lower[start:comma]):
        return True
    if not NOT.isdisjoint(reading.lower[comma:end]) and reading.lower[comma + 1] in SUBJECTS:
        return True  # “it is a dream, it is not a plan”
    return any(word in _THINKING for word in reading.lower[end - 3 : end + 4])


DETECTOR = Detector(
    rule="comma-splice",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.7,
    watch=Words(frozenset({","}), tags=True),
    find=find,
    flagged=(
        Flagged("The school is closed until spring⟦,⟧ the pupils are taken by bus.", ", and"),
        Flagged("The hall was full to the last seat⟦,⟧ nobody had expected such a crowd.", ", and"),
        Flagged("The doors of the hall opened at nine⟦,⟧ half an hour later it was full.", ", and"),
        Flagged("The road is still blocked by snow⟦,⟧ the army has sent two helicopters.", ", and"),
        Flagged(
            "The workers demand higher wages⟦,⟧ they have been on strike since Monday.", ", and"
        ),
        Flagged("The talks failed on Sunday⟦,⟧ Novak was called back to Prague.", ", and"),
        Flagged("The road is closed for weeks⟦,⟧ this has annoyed the drivers.", ", and"),
        Flagged("The talks ended on Sunday⟦,⟧ no agreement has been reached.", ", and"),
        Flagged("The hearing was put off⟦,⟧ the witness did not appear.", ", and"),
        Flagged("The director resigned⟦,⟧ the board appointed a successor.", ", and"),
        Flagged("The workers stopped work⟦,⟧ they demand higher wages.", ", and"),
        Flagged("The bank lost a third of its value⟦,⟧ it will close forty branches.", ", and"),
    ),
    passing=(
        "I came, I saw, I conquered.",
        "The road, he says, was never meant for lorries.",
        "The lights went out, the orchestra fell silent and, for a moment, nobody moved.",
        "The parcel had been sent from here, the name was false, and the stamp was worth a lot.",
        "When the thaw sets in at last, the village can be reached only by boat.",
        "The belly is full of bread, the soul is hungry.",
        "The higher the water rose, the quieter the crowd became.",
        "It is not a plan for the city, it is a dream of its mayor.",
        "The talks over, the two ministers left by different doors.",
        "The bridge is closed until spring, the council said on Monday.",
        "The fact is, the deficits come from the budget. It is more than a law, it is our hope.",
        "Her skin was very white, her cheeks were very red.",
        "These preparations completed, orders were given to the troops.",
        "The people poured out of the buildings, their work ended for the day.",
        "It draws data from many sources, all tied to one action.",
        "The road is closed until spring, which the mayor regrets.",
        "What happened next, nobody in the room could explain to us.",
    ),
    misses=(Missed("Nobody, as it seems, was hurt⟦,⟧ the driver did not stop."),),
)
