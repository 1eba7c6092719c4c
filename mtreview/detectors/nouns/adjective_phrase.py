"""The adjectives after a noun: how far they go, and how a phrase put in order is proposed."""

from collections.abc import Sequence

from mtreview.detectors.detector import Hit
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.nouns.adjective_context import Unit, in_office
from mtreview.detectors.nouns.adjectives import CLASSIFYING, GENERAL, INSTITUTIONS, NATIONAL, rank
from mtreview.detectors.phrases import POSTPOSED
from mtreview.detectors.wording import article
from mtreview.tokens import Reading

LONGEST = 12  # tokens: no phrase is longer, and the scan stays linear


def units_from(reading: Reading, i: int, last: int) -> list[Unit]:
    """The adjectives from token i on, coordinated ones as one unit."""
    units: list[Unit] = []
    while i < last:
        place = rank(reading.lower[i])
        if place is None and units and _is_plain(reading, i):
            place = GENERAL
        if place is None:
            break
        end = i + 1
        while (after := _next_conjunct(reading, end, last)) is not None:
            other = rank(reading.lower[after])
            place, end = min(place, CLASSIFYING if other is None else other), after + 1
        units.append(Unit(i, end, place))
        i = end
    return units


def _next_conjunct(reading: Reading, i: int, last: int) -> int | None:
    """The adjective that a comma or a conjunction at token i joins to the one before."""
    after = i
    if after < last and reading.words[after] == ",":
        after += 1
    if after < last and reading.lower[after] in ("and", "or", "but"):
        after += 1
    if after == i or after >= last:
        return None
    known = rank(reading.lower[after]) is not None
    plain = _is_plain(reading, after) and reading.words[after - 1] != ","
    return after if known or plain else None


def _is_plain(reading: Reading, i: int) -> bool:
    """Tell whether token i is an adjective and nothing else, of whatever kind."""
    word = reading.lower[i]
    return reading.tags[i] == "JJ" and parts_of_speech(word) == {"ADJ"} and word not in POSTPOSED


def group_start(reading: Reading, noun: int, start: int, place: int) -> int:
    """The first noun, or adjective of kind, that an adjective of this rank has to stand before."""
    i = noun
    while i > max(start, noun - LONGEST) and _belongs(reading, i - 1, place):
        i -= 1
    return i - 2 if in_office(reading, i, start) else i


def _belongs(reading: Reading, i: int, place: int) -> bool:
    known = rank(reading.lower[i])
    if known is not None:
        return known > place
    return (
        reading.tags[i] in ("NN", "NNS")
        and reading.words[i].islower()
        and "NOUN" in parts_of_speech(reading.lower[i])
    ) or (reading.words[i].istitle() and reading.lower[i] in INSTITUTIONS)


def with_capitals(text: str) -> str:
    """The adjectives with the capitals that those of nations have."""
    return " ".join(
        word[0].upper() + word[1:] if rank(word.lower().strip(",")) == NATIONAL else word
        for word in text.split()
    )


def reordered(
    reading: Reading,
    first: int,
    last: int,
    start: int,
    texts: Sequence[str],
    message: str,
    confidence: float,
) -> Hit:
    """The finding, with the article before it where "a" turns into "an", and the right capitals."""
    capital = reading.words[first][0].isupper() and first == start
    before = reading.lower[first - 1] if first > start else ""
    if before in ("a", "an") and article(texts[0]) != before:
        first -= 1
        capital = reading.words[first][0].isupper()
        texts = [f"{article(text)} {text}" for text in texts]
    if capital:
        texts = [text[0].upper() + text[1:] for text in texts]
    return Hit(message, first, last, rewrites=tuple(texts), confidence=confidence)


def decapitalised(text: str, needed: bool) -> str:
    """The text with a small first letter, where what stood at the head of its segment moves."""
    return text[0].lower() + text[1:] if needed else text
