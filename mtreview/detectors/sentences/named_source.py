"""How far the words go that name a source: a person, a body, a report that counts."""

from mtreview.detectors.clauses import full_phrase, noun_phrase, sentence_end
from mtreview.detectors.names.persons import people
from mtreview.detectors.speakers import SPEAKERS, TITLES
from mtreview.detectors.wording import singular
from mtreview.tokens import Reading

_REPORTS = frozenset(
    "calculations count counts data estimate estimates figures information media report reports "
    "statistics survey tally toll".split()
)


def speaker_end(reading: Reading, i: int, wide: bool = False) -> int:
    """The token after a person or a body that speaks, from token i on; i where it is none.

    `wide`: whoever is a person or has a name may speak, as nothing else fits between the words.
    """
    if i >= len(reading):  # the text ends before it
        return i
    last = sentence_end(reading, i)
    if i >= last:
        return i
    end = full_phrase(reading, i, last)
    head = noun_phrase(reading, i, last) - 1
    if (speaker := _speaker(reading, i, head)) is not None:
        return speaker + 1
    noun = reading.lower[max(head, 0)]
    named = reading.lower[i] in TITLES or noun in SPEAKERS
    if wide and end > i:
        named = named or singular(noun) in people() or reading.tags[end - 1] == "NNP"
    body = end > i and not SPEAKERS.isdisjoint(reading.lower[i:end])
    capital = body and any(tag in ("NNP", "NNPS") for tag in reading.tags[i:end])
    return end if end > i and (named or capital) else i


def _speaker(reading: Reading, i: int, head: int) -> int | None:
    """The speaker within a phrase that goes on without being his: “the prosecutor members of”."""
    for at in range(i + 1, head):
        known = reading.lower[at] in SPEAKERS and reading.lower[at + 1] not in SPEAKERS
        if known and reading.tags[at + 1] in ("NNS", "VBN", "CD", "DT"):
            return at
    return None


def counted_end(reading: Reading, i: int) -> int:
    """The token after a count or a report that a number follows, from token i on; 0 for none."""
    end = noun_phrase(reading, i, sentence_end(reading, i))
    while end - 1 > i and reading.lower[end - 1] not in _REPORTS:
        end -= 1  # “a first count nine people” is read as one phrase
    return end if end - 1 > i else 0
