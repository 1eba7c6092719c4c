"""An adjective of colour, size, age or worth left after its noun.

Romance languages, Arabic and Persian put the adjective after the noun, Arabic with an article.

    Faulty: She bought a house white near the beach. My daughter the little goes to school.
    Faulty: The car red is parked outside.

    Instead: She bought a white house near the beach. My little daughter goes to school.
    Instead: The red car is parked outside.

After “a” the phrase must end in a stop or a preposition of place, for English has adjectives with a
complement after the noun (“a man famous for his songs”), and objects with a remark (“paint a door
red”); after “the” it must open its clause, and a form of be or have, or a modal, must follow.
Missed: definite phrases elsewhere (“near the house white”), participles.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.phrases import ends_phrase, is_noun
from mtreview.detectors.wording import article, capital_like
from mtreview.model import Severity
from mtreview.tokens import Reading

_COLOURS = frozenset("black blue brown green grey gray red white".split())
_PLAIN = _COLOURS | frozenset(
    """
    ancient beautiful big brutal cheap curious difficult dangerous dramatic elegant enormous
    expensive famous heavy historic huge immense important intense interesting large luxurious
    massive modern narrow new old peaceful pretty profound rare recent remarkable serious severe
    small spectacular strange sudden terrible tiny tragic typical ugly urgent violent
    """.split()
)
_PAIRED = _PLAIN | frozenset("long short wide heavy cheap clean old young quiet rich poor".split())
_RANKED = frozenset("little small big eldest elder younger youngest old great new young".split())
_AFTER = frozenset(", . ; in near on at by that which who where from and but".split())
_COMPLEMENTED = frozenset(
    """
    call called consider considered find finds finding found get gets got keep keeping keeps kept
    leave leaves leaving left made make makes making paint painted painting paints render see saw
    thought turn turned turning turns want wanted wants with
    """.split()
)
_FINITE = frozenset(
    "is are was were has have had will would can could may might must should".split()
)
_OPENINGS = frozenset('.;:!?("“–—')
_OWNERS = frozenset("my your his her its our their".split())
_NO_HEADS = frozenset(
    "anything bit code color colour deal degree everything foot half inch kind light lot metre "
    "mile nothing shade something sort thing thousand tone yard year century day decade hour "
    "minute month week".split()
)
_MESSAGE = "“{0}” stands after its noun; English puts it first"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read article, noun and the adjective at `first`."""
    start, last = reading.limits(first)
    noun = first - 1
    if noun - 1 < start or not reading.words[first].islower():
        return
    if reading.lower[noun] == "the":
        yield from _second_article(reading, first, start, last)
        return
    before, word = reading.lower[noun - 1], reading.lower[first]
    if before in _OWNERS | {"the"} and _is_subject(reading, first, start, last):
        text = f"{reading.words[noun - 1]} {word} {reading.words[noun]}"
        yield _hit(reading, noun - 1, first, text)
        return
    if before in ("a", "an") and _is_subject(reading, first, start, last):
        text = capital_like(
            f"{article(word)} {word} {reading.words[noun]}", reading.words[noun - 1]
        )
        yield _hit(reading, noun - 1, first, text)
        return
    if before not in ("a", "an") or word not in _PLAIN or not _is_head(reading, noun):
        return
    near = reading.lower[max(start, noun - 3) : noun - 1]
    if paired := _pair(reading, first, last):
        yield _hit(reading, noun - 1, paired, _first(reading, noun, first, paired))
        return
    ended = first + 1 >= last or reading.lower[first + 1] in _AFTER
    if noun - 1 == start and not ended:
        ended = reading.tags[first + 1] in ("VBZ", "VBD", "MD")  # “A research recent shows”
    adjective = reading.tags[first] == "JJ" or (
        reading.tags[first] == "NN" and word not in _COLOURS
    )
    if ended and adjective and _COMPLEMENTED.isdisjoint(near):
        text = f"{article(word)} {word} {reading.words[noun]}"
        yield _hit(reading, noun - 1, first, text)


def _is_subject(reading: Reading, i: int, start: int, last: int) -> bool:
    """Tell whether “The car red” is all that stands before “is”, in front of its clause."""
    word, noun = reading.lower[i], i - 1
    if i + 1 >= last or reading.lower[i + 1] not in _FINITE or word not in _PLAIN - {"pretty"}:
        return False
    opens = noun - 1 == start or reading.words[noun - 2] in _OPENINGS
    return opens and _is_head(reading, noun)


def _pair(reading: Reading, first: int, last: int) -> int:
    """The second adjective of “red and big”, 0 where none follows or the phrase goes on."""
    second = first + 2
    if second >= last or reading.lower[first + 1] != "and" or reading.lower[second] not in _PAIRED:
        return 0
    ended = second + 1 >= last or reading.lower[second + 1] in _AFTER
    return second if ended and reading.tags[second] in ("JJ", "NN", "RB") else 0


def _first(reading: Reading, noun: int, first: int, last: int) -> str:
    """“a big red car” of “a car red and big”: the colour stands last."""
    words = [reading.lower[first], reading.lower[last]]
    words.sort(key=_COLOURS.__contains__)
    joined = " ".join(words) if words[1] in _COLOURS else ", ".join(words)
    return f"{article(words[0])} {joined} {reading.words[noun]}"


def _second_article(reading: Reading, i: int, start: int, last: int) -> Iterator[Hit]:
    """“my daughter the little”, “the city the old”."""
    noun = i - 2
    if noun - 1 < start or reading.lower[i] not in _RANKED or not _is_head(reading, noun):
        return
    before = reading.lower[noun - 1]
    if before in _OWNERS | {"the"} and ends_phrase(reading, i + 1, last):
        text = f"{reading.words[noun - 1]} {reading.words[i]} {reading.words[noun]}"
        yield _hit(reading, noun - 1, i, text)


def _is_head(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    plain = reading.words[i].islower() and word not in _NO_HEADS
    return plain and reading.tags[i] in ("NN", "NNS") and is_noun(reading, i)


def _hit(reading: Reading, first: int, last: int, text: str) -> Hit:
    message = _MESSAGE.format(reading.words[last])
    return Hit(message, first, last + 1, rewrites=(capital_like(text, reading.words[first]),))


DETECTOR = Detector(
    rule="plain-adjective-after-noun",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Words(_PLAIN | _RANKED, tags=True),
    find=find,
    flagged=(
        Flagged("She bought ⟦a house white⟧ near the beach.", "a white house"),
        Flagged("He drove ⟦a car red and big⟧.", "a big red car"),
        Flagged(
            "They live in ⟦a street narrow and quiet⟧ near the port.", "a narrow, quiet street"
        ),
        Flagged("He came in ⟦a car new⟧ that nobody knew.", "a new car"),
        Flagged("⟦My daughter the little⟧ goes to school in dirty clothes.", "My little daughter"),
        Flagged("⟦A study recent⟧ shows the contrary.", "A recent study"),
        Flagged("They met in ⟦the city the old⟧.", "the old city"),
        Flagged("It was ⟦a mistake enormous⟧, he said.", "an enormous mistake"),
        Flagged("She bought ⟦a house old⟧ on the edge of the village.", "an old house"),
        Flagged("They live on ⟦an island small⟧ in the north.", "a small island"),
        Flagged("⟦The car red⟧ is parked outside.", "The red car"),
        Flagged("It rained; ⟦the house white⟧ has no roof.", "the white house"),
    ),
    passing=(
        "He painted a door red and made a man famous in one night.",
        "She is a woman famous for her songs.",
        "Pliny the Elder and Peter the Great never met.",
        "The colour red, a deep blue and a traffic light green were used.",
        "The more the merrier; the poor and the old came.",
        "The child is a day old, the church a century old.",
        "It was something new, nothing important.",
        "A year old and half a metre tall, the calf is for sale.",
        "The house is white, and a bridge new to him lay ahead.",
        "The colour red is loud, and what he painted the door red has faded.",
        "What made the man famous is forgotten. The Army green has faded.",
    ),
    misses=(Missed("They met near ⟦the house white⟧."),),
)
