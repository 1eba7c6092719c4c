"""A name of the source was put together anew, into one that nobody bears.

Engines cut rare words into pieces, and of a name that they hardly know they translate some pieces
and invent others: Kanerva becomes Chanerva, Clapton Claston, Darwin a Darwindows.

    Source: Ministeeriumi juhiks sai eelmisel aastal Kanerva.
    Faulty: Last year Chanerva became the head of the ministry.

    Instead: Last year Kanerva became the head of the ministry.

A word written large counts if neither English nor the source has it, and one name of the source,
which the translation lacks, is the likest to it by far; the rewrite is that name, in Estonian and
Romanian without its case. What only another language's spelling makes of a name passes (Porošenko,
Poroshenko), and so do adjectives made of it, and old names of lands and peoples (Livonia). It needs
a source in Latin letters. Missed: German, which writes every noun large; names of which only vowels
are wrong; short ones.
"""

import difflib
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word
from mtreview.detectors.names.name_sounds import bones, sound
from mtreview.detectors.names.spelling_of_names import plain
from mtreview.detectors.source.beside_source import is_comparable
from mtreview.detectors.source.bilingual import mentions
from mtreview.detectors.source.name_cases import is_case_of, nominative
from mtreview.detectors.vocabulary import known_words
from mtreview.language import language_of
from mtreview.model import Severity
from mtreview.remembered import Remembered
from mtreview.tokens import Reading

_MESSAGE = "“{0}” is no name that is known; the source has “{1}”"
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LEAST = 4  # letters
_ALIKE = 0.6  # of the letters, in order
_SPELT = 0.92  # and from here on it is but another spelling
# Whose names have no cases, or such as can be told; German writes every noun with a capital.
_LANGUAGES = frozenset("ca da es et fr gl it nl no pt ro sv".split())
_OF_NAMES = ("ian", "ean", "can", "ish", "ese", "ist", "ists", "ism", "ians")
_OF_TERMS = ("ic", "ics", "ical", "ally", "ate", "y", "ous", "tion", "tions")
_ROOT = 4  # letters that a term shares with what English makes of it
# How English spells what others write with a mark, or otherwise.
_ENGLISH = (("tš", "ch"), ("š", "sh"), ("ș", "sh"), ("ş", "sh"), ("ž", "zh"), ("ț", "ts"),
            ("ţ", "ts"), ("õ", "y"), ("hh", "kh"))  # fmt: skip


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Lay the unknown names of each segment beside the names of its source."""
    sources = [segment.source for segment in reading.document.segments if segment.source]
    if not sources:
        return
    language = reading.document.source_lang or language_of(sources)
    if language not in _LANGUAGES:
        return
    for segment in reading.document.segments:
        if segment.source and is_comparable(segment):
            text = segment.span.of(reading.text)
            for word, name, as_written in _pairs(text, segment.source, language):
                start = segment.span.start + word.start()
                rewrites = tuple(dict.fromkeys((name, as_written)))
                yield Hit(
                    _MESSAGE.format(word[0], as_written),
                    at=(start, start + len(word[0])),
                    rewrites=rewrites,
                )


def _pairs(text: str, source: str, language: str) -> Iterator[tuple[re.Match[str], str, str]]:
    """Each unknown name with the name of the source that it stands for, and as it stands there."""
    if not any(map(_holds_unknown.__getitem__, text.split(" "))):
        return
    theirs = {match[0] for match in _WORD.finditer(source)}
    words = list(_WORD.finditer(text))
    unknown = [m for m in words if _is_unknown(m[0]) and not _stands_in(m[0], theirs, language)]
    if not unknown:
        return
    ours = {match[0] for match in words}
    spelt = {plain(word) for word in ours}
    lost: dict[str, str] = {}  # and what each is called without its case
    for name in theirs:
        forms = {name, nominative(name, language)}
        if len(name) >= _LEAST and name.istitle() and not spelt & set(map(plain, forms)):
            lost[name] = nominative(name, language)
    for word in unknown:
        best = max(lost, key=lambda name: (_likeness(word[0], lost[name]), name), default=None)
        if best is None or not _is_garbled(word[0], lost[best], best):
            continue
        if word is words[0] and source.startswith(best) and word[0].endswith(_OF_TERMS):
            continue  # a term that begins a title
        likeness = _likeness(word[0], lost[best])
        if all(_likeness(other, lost[best]) <= likeness for other in ours):
            # What looks like a case is the name's own end if the translation has it too.
            is_own = word[0][-1] == best[-1] and _likeness(word[0], best) > likeness
            yield word, best if is_own else lost[best], best


def _is_unknown(word: str) -> bool:
    """Whether a word is written as a name, and no English and no name that is known."""
    is_name = word.isalpha() and len(word) >= _LEAST and word[0].isupper() and word[1].islower()
    if not is_name or word in known_words() or is_word(word.lower()):
        return False
    return not mentions(word, "en")


# Whether a piece of text between spaces holds such a word.
_holds_unknown = Remembered(lambda piece: any(map(_is_unknown, _WORD.findall(piece))))


def _stands_in(word: str, theirs: set[str], language: str) -> bool:
    """Whether a source has a name, whatever its case."""
    stem = plain(word)[:-1]
    return word in theirs or any(
        plain(name).startswith(stem) or is_case_of(name, word, language) for name in theirs
    )


def _is_garbled(word: str, name: str, as_written: str) -> bool:
    """Whether a word is like a name, and more than its spelling differs."""
    mine, yours = plain(word), plain(name)
    if _likeness(word, name) < _ALIKE or word.endswith(_OF_NAMES):
        return False
    same = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(mine, yours, strict=False))
    )
    if same >= min(len(mine), len(yours)) - 1:
        return False  # only the ending differs
    if same >= _ROOT and word.endswith(_OF_TERMS):
        return False
    forms = {name, as_written, _in_english(name), _in_english(as_written)}
    if any(bones(form) == bones(word) for form in forms):
        return False
    return all(_ratio(sound(form), sound(word)) < _SPELT for form in forms)


def _in_english(name: str) -> str:
    low = name.lower()
    for theirs, ours in _ENGLISH:
        low = low.replace(theirs, ours)
    return re.sub("ci$", "ch", low)


def _likeness(word: str, name: str) -> float:
    return _ratio(plain(word), plain(name))


@lru_cache(maxsize=16384)
def _ratio(word: str, other: str) -> float:
    return difflib.SequenceMatcher(None, word, other, autojunk=False).ratio()


DETECTOR = Detector(
    rule="garbled-name",
    page=__doc__,
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    confidence=0.8,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "Last year ⟦Chanerva⟧ became the head of the ministry.",
            "Kanerva",
            "Ministeeriumi juhiks sai eelmisel aastal Kanerva.",
        ),
        Flagged(
            "After the concert they travelled with ⟦Lohenghazi⟧ to the coast.",
            "Lohengrin",
            "Pärast kontserti sõitsid nad Lohengriniga mere äärde.",
        ),
        Flagged(
            "The river ⟦Bredteni⟧ flows through the village and the wood.",
            "Broșteni",
            "Râul Broșteni curge prin sat și prin pădure.",
        ),
    ),
    passing=("Last year Chanerva became the head of the ministry.", ""),
    faithful=(
        ("Poroshenko met the farmers of the region.", "Porošenko kohtus piirkonna talunikega."),
        (
            "The Moldovan farmers went to Constantinople.",
            "Fermierii din Moldova au mers la Constantinopol.",
        ),
        (
            "The farmers of Livonia met Korhonen today.",
            "Liivimaa talunikud kohtusid täna Korhosega.",
        ),
        ("Wagner's music was played in the town.", "Linnas mängiti Wagneri muusikat."),
        (
            "The minister Kowalczyk spoke first today.",
            "Als Erster sprach heute der Minister Kovalczik.",
        ),
    ),
    misses=(Missed("Last year ⟦Pyder⟧ became the head.", "Eelmisel aastal sai juhiks Põder."),),
)
