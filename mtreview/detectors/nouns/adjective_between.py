"""A nationality between nouns, the second an adjective of the source: "forces Russian armies"."""

from mtreview.detectors.detector import Hit
from mtreview.detectors.nouns.adjective_context import clause_start, in_front, phrase_start, verbs
from mtreview.detectors.nouns.adjective_phrase import (
    LONGEST,
    decapitalised,
    reordered,
    with_capitals,
)
from mtreview.detectors.nouns.adjectives import MISTAKEN, NATIONAL, rank
from mtreview.detectors.phrases import BE, DETERMINERS, STOPS, ends_phrase, has_object, is_noun
from mtreview.tokens import Reading

# Verbs with two objects: "gives children Spanish lessons".
_DITRANSITIVE = frozenset(
    """
    allow allowed assign assigned award awarded bought bring brings brought buy buys denied deny
    fed feed gave give given gives giving grant granted grants hand handed lend lent offer
    offered offering offers paid pass passed pay promise promised sell sells send sends sent
    serve served show showed showing shows sold supplied supply taught teach teaches teaching
    tell telling tells told
    """.split()
)


def between_nouns(reading: Reading, noun: int, i: int, last: int) -> Hit | None:
    """The finding for noun, nationality, noun: "forces Russian armies"."""
    second = i + 1
    if noun != i - 1 or second >= last or rank(reading.lower[i]) != NATIONAL:
        return None
    if not reading.words[second].islower():
        return None
    mistaken = MISTAKEN.get(reading.lower[second])
    if not mistaken and not (reading.tags[second] == "NNS" and is_noun(reading, second)):
        return None
    start = reading.limits(i)[0]
    if not ends_phrase(reading, second + 1, last) or _is_relative(reading, noun, second, last):
        return None
    before = reading.lower[noun - 1] if noun > start else ""
    if not _takes_part(reading, noun, start, bool(mistaken)):
        return None
    nation, head, other = (reading.words[k] for k in (i, noun, second))
    nation, head = with_capitals(nation), decapitalised(head, noun == start)
    texts = [f"{nation} {other} {head}", f"{nation} {head}"]
    message = f"“{nation}” stands between two nouns, an order of Romance languages"
    if mistaken:
        adjective, source = mistaken
        texts = [f"{nation} {adjective} {head}", f"{nation} {head}"]
        message = (
            f"“{other}” seems to be an adjective read as a noun, “{adjective}” (as “{source}”), "
            "and the phrase keeps the order of a Romance language"
        )
    sure = 0.55 if not mistaken else 0.9 if before == "of" else 0.8
    return reordered(reading, noun, second + 1, start, texts, message, sure)


def _is_relative(reading: Reading, noun: int, second: int, last: int) -> bool:
    """Tell whether the phrase may be right: "the forces Russian commanders praised".

    Such a clause lacks its object, and needs a second verb for the clause around it; and after a
    phrase in front ("In the wake of protests Russian officials said") a new clause may begin.
    """
    start = reading.limits(noun)[0]
    opening = clause_start(reading, noun, start)
    near = min(last, noun + 3 * LONGEST)
    closing = second + 1
    while closing < near and reading.words[closing] not in STOPS:
        closing += 1
    before = verbs(reading, opening, noun)
    after = verbs(reading, second + 1, closing)
    if not before and verbs(reading, second + 1, near) and in_front(reading, opening, noun):
        return True
    if not after or has_object(reading, after[0], last):
        return False
    if before or len(after) > 1:
        return True
    whole = reading.lower[opening] in DETERMINERS and reading.words[last - 1] in STOPS
    return reading.lower[after[0]] not in BE and not (whole and reading.lower[noun - 1] == "of")


def _takes_part(reading: Reading, noun: int, start: int, mistaken: bool) -> bool:
    """Tell whether the first noun cannot be the first object of a verb like "give"."""
    before = phrase_start(reading, noun, start) - 1
    near = reading.lower[max(start, before - 2) : before + 1]
    if not _DITRANSITIVE.isdisjoint(near):
        return False
    if mistaken:
        return True
    return noun > start and reading.tags[noun] == "NNS" and reading.lower[noun - 1] == "of"
