"""“A” before a vowel, or “an” before a consonant.

Engines choose the article before they know the word, and put another word in its place.

    Faulty: He built a apparatus of brass. It was an mechanical reflex.

    Instead: He built an apparatus of brass. It was a mechanical reflex.

The sound counts and not the letter, so that words with h, u, y, “eu-” and “one” pass either way,
and so do names, abbreviations and what is no English noun or adjective. Missed: such words.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.wording import capital_like
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” begins with a {1}: the article before it is “{2}”"
_EITHER = ("h", "u", "y", "eu", "ew", "one", "once", "oui")
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_VOWELS = frozenset("aeiou")
_SMALL = frozenset(
    "after again all also and any are even ever is its off only our over own".split()
)


def _is_plain(word: str) -> bool:
    return len(word) > 2 and word.isalpha() and word.isascii() and not word.startswith(_EITHER)


def _wants_an(word: str) -> bool:
    return word[0] in _VOWELS and _is_plain(word) and word not in _SMALL


def _wants_a(word: str) -> bool:
    return word[0] in _LETTERS - _VOWELS and _is_plain(word)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Judge the article before a noun or adjective that is written small."""
    word, article = reading.words[first], first - 1
    same = reading.limits(first)[0] <= article
    if not same or not word.islower() or parts_of_speech(word).isdisjoint({"NOUN", "ADJ"}):
        return
    if reading.ends[article] == reading.starts[first]:
        return  # the end of “l'a ...” or of an address
    vowel = word[0] in _VOWELS
    right = "an" if vowel else "a"
    message = _MESSAGE.format(word, "vowel" if vowel else "consonant", right)
    rewrite = capital_like(right, reading.words[article])
    yield Hit(message, article, first, rewrites=(rewrite,))


DETECTOR = Detector(
    rule="article-before-sound",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=(
        Words(shape=_wants_an, after=frozenset({"a"})),
        Words(shape=_wants_a, after=frozenset({"an"})),
    ),
    find=find,
    flagged=(
        Flagged("He built ⟦a⟧ apparatus of brass.", "an"),
        Flagged("It was ⟦an⟧ mechanical reflex.", "a"),
        Flagged("⟦A⟧ emperor was crowned there.", "An"),
        Flagged("They found ⟦a⟧ iron bridge.", "an"),
    ),
    passing=(
        "An hour, a one-off, a European union and an historic hotel.",
        "An MP met a UN envoy and an SUV; a useful tool, an urn.",
        "Vitamin A is good; a and an are articles.",
        "A ewe, a once famous man, and a ouija board.",
    ),
    misses=(Missed("It was ⟦a⟧ hour late."),),
)
