"""Three or more nouns hang one from another, each with “of”.

Romance and Slavic languages stack what a thing belongs to; English takes possessives, compounds and
other prepositions in turn.

    Faulty: The opinion of the members of the committee of the budget of the Assembly is awaited.

    Instead: The opinion of the Assembly’s budget committee is awaited.

At least two of the nouns must be definite; names (“the Army of the Potomac”) and numbers and parts
(“many of the”, “one of the”, “the end of”) do not count. Proposed is the possessive of the last
noun alone: how the rest is best said is the editor’s choice. Missed: chains of two.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.phrases import DETERMINERS
from mtreview.detectors.wording import possessive
from mtreview.model import Severity
from mtreview.tokens import Reading

# "The end of the reign of ...": a part or an amount adds no link.
_PARTS = frozenset(
    """
    absence all any basis beginning cent class couple course degree end each favor favour few half
    heels hundreds kind kinds least lot lots majority many matter middle millions month more most
    much none number one ones part parts percent piece reason rest round series side some sort start
    terms thousands top two three type way
    """.split()
)
_NAMES = frozenset(("NN", "NNS", "NNP", "NNPS"))
_LINKS, _DEFINITE = 3, 2
_MESSAGE = "{0} nouns in a row hang one from another with “of”"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Follow the chain that opens with the “of” at `first`."""
    start, last = reading.limits(first)
    if "of" not in reading.lower[first + 2 : first + 5]:
        return
    head = first - 1
    if head < start or not _is_link(reading, head) or _is_inside(reading, head, start):
        return
    links, definite, of, before, end = 0, 0, first, head, head
    while of < last and reading.lower[of] == "of":
        noun, known = _noun(reading, of + 1, last)
        if not noun:
            break
        if reading.lower[noun - 1 : noun + 1] == ["united", "states"]:
            break  # which has no possessive to speak of
        links, definite = links + 1, definite + known
        of, before, end = noun + 1, end, noun
        if not _is_link(reading, noun):
            break
    if links < _LINKS or definite < _DEFINITE:
        return
    opens = head - 1 if head > start and reading.lower[head - 1] in DETERMINERS else head
    texts = _rewrites(reading, opens, before, end)
    yield Hit(_MESSAGE.format(links + 1), opens, end + 1, rewrites=texts)


def _is_link(reading: Reading, i: int) -> bool:
    """Tell whether token i is a common noun that says more than a part or an amount."""
    word = reading.words[i]
    common = reading.tags[i] in _NAMES and (word.islower() or i == reading.limits(i)[0])
    return common and word.isalpha() and word.lower() not in _PARTS


def _is_inside(reading: Reading, head: int, start: int) -> bool:
    """Tell whether another link comes before this one, which then has the whole chain."""
    i = head - 1
    while i > start and i > head - 3 and reading.lower[i] != "of":
        i -= 1
    return i > start and reading.lower[i] == "of" and _is_link(reading, i - 1)


def _noun(reading: Reading, i: int, last: int) -> tuple[int, bool]:
    """The noun that ends the phrase from token i on, 0 if there is none, and if it is definite."""
    definite = i < last and reading.lower[i] == "the"
    noun = i + (i < last and reading.lower[i] in DETERMINERS)
    while noun + 1 < last and reading.tags[noun] in ("JJ", "NN", "NNP", "VBN"):
        if reading.tags[noun + 1] not in _NAMES | {"JJ"}:
            break
        noun += 1
    return (noun, definite) if noun < last and reading.tags[noun] in _NAMES else (0, definite)


def _rewrites(reading: Reading, opens: int, before: int, end: int) -> tuple[str, ...]:
    """The chain with its last “of the” as a possessive, if it is definite and short."""
    of = before + 1
    if reading.lower[of + 1] != "the" or end - of > 3:
        return ()
    inner = before
    while reading.lower[inner - 1] != "of" and inner - 1 > opens:
        inner -= 1
    if reading.lower[inner] != "the":
        return ()
    owner = possessive(reading.quote(of + 1, end + 1), "'" if "'" in reading.text else "’")
    return (f"{reading.quote(opens, inner)} {owner} {reading.quote(inner + 1, before + 1)}",)


DETECTOR = Detector(
    rule="genitive-chain",
    page=__doc__,
    category="Style/Unidiomatic style",
    severity=Severity.MINOR,
    confidence=0.75,
    watch=Words(frozenset(("of",)), tags=True),
    find=find,
    flagged=(
        Flagged(
            "He awaits ⟦the decision of the president of the commission of the parliament⟧.",
            "the decision of the president of the parliament’s commission",
        ),
        Flagged(
            "They read ⟦the report of the inspectors of the ministry of the region⟧ on Monday.",
            "the report of the inspectors of the region’s ministry",
        ),
        Flagged(
            "On Monday ⟦the opening of the season of the theatre of the city⟧ was put off.",
            "the opening of the season of the city’s theatre",
        ),
        Flagged(
            "It is a matter of ⟦the honour of the families of the victims of flooding⟧.",
            None,
        ),
        Flagged(
            "We met ⟦the brother of the director of the hospital of Tver⟧.",
            None,
        ),
    ),
    passing=(
        "The Speaker of the House of Representatives of New Zealand came.",
        "At the end of the reign of the last of the kings of France he left.",
        "Many of the members of the staff of the club were there.",
        "He is one of the founders of the Bank of the State.",
        "A glass of wine of the year of his birth was poured.",
        "The commander of the Army of the Potomac wrote to the head of the State.",
        "The colour of the door of the house changed.",
        "It is a kind of history of the art of war.",
    ),
)
