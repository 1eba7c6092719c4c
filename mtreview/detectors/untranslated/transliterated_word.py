"""A word of the source is spelt out in small Latin letters, and not translated.

Devanagari, Sinhala, Arabic and other scripts have no capitals, so that an engine cannot tell names
by them: it spells what it does not know, name or not, in small letters.

    Source: लक्ष्मण कदिरगामर विदेश मन्त्री थिए।
    Faulty: The foreign minister was lakshman kadirgamar.

    Instead: The foreign minister was Lakshman Kadirgamar.

A word counts if it is written small, no English that is known, and a word of the source at hand, in
a script without capitals, sounds like it; two consonants must be the same, and most of the rest. A
name gets its capital; for another word, as may stand behind an article, the rewrite is a guess.
Quoted words, words that the text explains, and loanwords pass. Missed: words of less than four
letters, scripts with capitals, and those that do not part their words (Chinese, Thai).
"""

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.name_sounds import bones, sound
from mtreview.detectors.quoted import quotation_around
from mtreview.detectors.untranslated.foreign_words import is_unknown, unknown_words
from mtreview.detectors.untranslated.untranslated_word import is_explained
from mtreview.detectors.vocabulary import known_words
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” only spells a word of the source in Latin letters: a name wants its capital"
_WORDS = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u0900-\u0fff\u200c\u200d]*[^\W\d_]*)*")
_ARABIC = re.compile("[\u0600-\u06ff]")
_FEWEST = 4  # letters
# Before these words, or after those, spelt words are as often things as names.
_OF_THINGS = frozenset(
    "a an any each every first her his its my no our some such that the their these this those "
    "your".split()
)
_BEHIND_THINGS = frozenset("are dance festival in is of song species style type worship".split())
_ENDINGS = 2  # consonants of an ending of the source's that the word may lack
_LIKE = {2: 0.8, 3: 0.6}  # how alike two words sound at least, by how many consonants they share


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Gather neighbouring words that a word of their segment's source sounds like."""
    suspects = {word for word in unknown_words(reading) if len(word) >= _FEWEST}
    if not suspects:
        return
    last = -1
    for i in reading.among(suspects):
        if i < last or not _is_spelt(reading, i, suspects):
            continue
        end = last = _end(reading, i, suspects)
        outside = quotation_around(reading, reading.span(i, end)) is None
        if outside and not is_explained(reading, i, end):
            words = " ".join(word.capitalize() for word in reading.words[i:end])
            sure = _is_name(reading, i, end)
            yield Hit(_MESSAGE.format(reading.quote(i, end)), i, end, rewrites=(words,), safe=sure)


def _is_name(reading: Reading, i: int, end: int) -> bool:
    """Whether what stands around some words is what stands around names, not around things."""
    first, last = reading.limits(i)
    before = reading.lower[i - 1] if i > first else ""
    after = reading.lower[end] if end < last else ""
    known = any(word in known_words() for word in reading.words[i:end])
    return before not in _OF_THINGS and after not in _BEHIND_THINGS and not known


def _end(reading: Reading, i: int, suspects: set[str]) -> int:
    """The token after the run of such words that begins at token i."""
    last = reading.limits(i)[1]
    i += 1
    while i < last and _is_spelt(reading, i, suspects):
        i += 1
    return i


def _is_spelt(reading: Reading, i: int, suspects: set[str]) -> bool:
    source = reading.segment(i).source
    if not source or reading.words[i] not in suspects:
        return False
    if reading.lower[i] in (*reading.lower[max(0, i - 1) : i], *reading.lower[i + 1 : i + 2]):
        return False  # a loop, which another rule cuts
    return any(_is_alike(reading.lower[i], heard) for heard in _heard(source))


@lru_cache(maxsize=64)
def _heard(source: str) -> tuple[str, ...]:
    """The words of a source in a script without capitals, in Latin letters."""
    words = {word for word in _WORDS.findall(source) if word.lower() == word.upper()}
    return tuple(sorted(map(_spelt_out, words)))


def _spelt_out(word: str) -> str:
    """A word in Latin letters; Arabic without its article, and its long vowels as vowels."""
    from anyascii import anyascii

    if _ARABIC.match(word):
        word = word.removeprefix("ال")
        return re.sub("(?<=.)w", "u", re.sub("(?<=.)y", "i", anyascii(word)))
    return anyascii(word).lower()


@lru_cache(maxsize=16384)
def _is_alike(word: str, heard: str) -> bool:
    """Tell whether two words have the same consonants, but for an ending, and sound alike."""
    ours, theirs = bones(word), bones(heard)
    same = ours == theirs or (len(ours) > 2 and 0 < len(theirs) - len(ours) <= _ENDINGS)
    if not same or not theirs.startswith(ours) or len(ours) < min(_LIKE):
        return False
    likeness = difflib.SequenceMatcher(None, sound(word), sound(heard)).ratio()
    return likeness >= _LIKE[min(len(ours), max(_LIKE))]


DETECTOR = Detector(
    rule="transliterated-word",
    page=__doc__,
    category="Accuracy/Untranslated",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Whole(word=is_unknown, source=True),
    find=find,
    flagged=(
        Flagged(
            "The foreign minister was ⟦lakshman kadirgamar⟧.",
            "Lakshman Kadirgamar",
            "लक्ष्मण कदिरगामर विदेश मन्त्री थिए।",
        ),
        Flagged(
            "Most people of ⟦ranadevi⟧ live from farming.",
            "Ranadevi",
            "रानादेवीका धेरैजसो मानिसहरू खेतीमा निर्भर छन्।",
        ),
        Flagged(
            "The tomb of ⟦tutankhamun⟧ was found in 1922.",
            "Tutankhamun",
            "තුටන්ඛාමුන්ගේ සොහොන 1922 දී සොයා ගන්නා ලදී.",
        ),
        Flagged("The road to ⟦mansoura⟧ is closed.", "Mansoura", "الطريق إلى المنصورة مغلق."),
    ),
    passing=("The road to mansoura is closed.",),
    faithful=(
        ("The Ranadevi people hold a puja.", "रानादेवीका मानिसहरू पूजा गर्छन्।"),
        ("He called it “gotra”; the gotra (clan) counts.", "उनले यसलाई गोत्र भने।"),
        ("The durian is ripe; the shop sells video games.", "දුරියන් ඉදී ඇත. වීඩියෝ ක්‍රීඩා"),
    ),
    misses=(Missed("The ⟦popovichi⟧ came too.", "Пришли и поповичи."),),
)
