"""Part of a person's name was translated.

Surnames are words of their language, and engines read them as such: de Graaf is "the count", Held a
hero.

    Faulty: Wouter de Graaf won. Wouter the Count is glad.

    Instead: Wouter de Graaf won. Wouter de Graaf is glad.

A given name before an English word, written large, is compared with the name that follows the same
given name elsewhere in the document, if that has a particle and the word an article; or with the
source, if that has a name there which the segment lacks. Missed: surnames of German sources, where
every noun is written large, and names of which all was translated.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word
from mtreview.detectors.names.name_forms import PARTICLES, TITLES, is_name, names_of
from mtreview.model import Severity
from mtreview.tokens import Reading, once

_ARTICLES = frozenset(("the", "of"))
_NO_SURNAME = frozenset(
    """
    the and but for his her its they who when after great terrible elder younger first second third
    bald bold brave confessor conqueror cruel good impaler just lionheart magnificent navigator
    pious tall wise
    """.split()
)
_CAPITAL_NOUNS = frozenset(("de",))
_NAME = r"(?:(?:{particles}) )*[^\W\d_a-z][^\W\d_]{{2,}}"
_SURNAME = _NAME.format(particles="|".join(sorted(PARTICLES)))
_PLACES = frozenset(
    """
    city county state province street road square avenue park river lake mountain valley island
    university school college hospital airport station stadium church palace bridge castle group
    bank company times post news club museum foundation institute center centre prize award
    central national government district region village town port bay beach north south east west
    family act law
    """.split()
)
_NEVER = _NO_SURNAME | _PLACES | TITLES


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look at each name before an English word that stands in the place of a surname."""
    for i in names_of(reading).places:
        if reading.lower[i] in PARTICLES or (word := _word_after(reading, i)) is None:
            continue
        parted = word > i + 1
        right = _surnames(reading).get(reading.words[i]) if parted else None
        right = right or _from_source(reading, i, word)
        if right:
            yield Hit(
                f"“{reading.quote(i, word + 1)}” is called “{right}”",
                i,
                word + 1,
                rewrites=(right,),
            )


def _word_after(reading: Reading, i: int) -> int | None:
    """The English word, written large, after a name, an article between them read over."""
    following = reading.words[i + 1 : i + 2]
    if not following or not (following[0].istitle() or following[0] in _ARTICLES):
        return None
    last, at = reading.limits(i)[1], i + 1
    while at < last and reading.words[at] in _ARTICLES:
        at += 1
    if at >= last or at > i + 3 or not _touch(reading, i, at):
        return None
    word, low = reading.words[at], reading.lower[at]
    if not (len(word) > 2 and word[0].isupper() and word[1:].islower() and is_word(low)):
        return None
    return None if low in _NEVER else at


def _touch(reading: Reading, first: int, last: int) -> bool:
    """Whether only spaces part the tokens of a range."""
    return not any(
        reading.text[reading.ends[n] : reading.starts[n + 1]].strip() for n in range(first, last)
    )


@once
def _surnames(reading: Reading) -> dict[str, str]:
    """Full names that have a particle, by their given names."""
    found: dict[str, str] = {}
    for first, last in names_of(reading).runs():
        if last - first > 2 and reading.words[first + 1] in PARTICLES:
            found.setdefault(reading.words[first], reading.quote(first, last))
    return found


def _from_source(reading: Reading, i: int, word: int) -> str | None:
    """The full name that the source has, if the segment has only its given name."""
    source, given = reading.segment(i).source or "", reading.words[i]
    if not source or given not in source or reading.document.source_lang in _CAPITAL_NOUNS:
        return None
    if given.lower() in TITLES or reading.words[word] in source:
        return None
    match = re.search(rf"(?<!\w){re.escape(given)} ({_SURNAME})(?!\w)", source)
    text = reading.segment(i).span.of(reading.text)
    if not match or match[1].split()[-1] in text or not is_name(match[1].split()[-1]):
        return None
    if _is_case(reading.words[word], match[1].split()[-1]):
        return None
    return None if len(re.findall(rf"(?<!\w){re.escape(given)}", source)) > 1 else match[0]


def _is_case(word: str, other: str) -> bool:
    """Whether only the last letter parts two surnames: “Mutt” of “Muti”, its genitive."""
    return word[:-1] == other[:-1]


DETECTOR = Detector(
    rule="translated-name",
    page=__doc__,
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    confidence=0.8,
    watch=Whole(word=is_name),
    find=find,
    flagged=(
        Flagged("Wouter de Graaf won.\n\n⟦Wouter the Count⟧ is glad.", "Wouter de Graaf"),
        Flagged("Joost van der Zee won.\n\nHe met ⟦Joost of the Sea⟧.", "Joost van der Zee"),
        Flagged(
            "The mayor ⟦Anselmo Iron⟧ left.", "Anselmo Hierro", "El alcalde Anselmo Hierro se fue."
        ),
        Flagged("⟦Giuseppe Rivers⟧ sang.", "Giuseppe Fiumi", "Giuseppe Fiumi ha cantato."),
        Flagged("⟦Thierry the Blacksmith⟧ sang.", "Thierry Lefèvre", "Thierry Lefèvre a chanté."),
    ),
    passing=(
        "Wouter de Graaf won. Wouter the Great is dead.",
        "Wouter de Graaf won. Wouter is glad. The Count is not.",
        "Pieter van Dam won. Wouter the Count is glad.",
        "Wouter de Graaf won. Wouter, the Count said, is glad.",
        "The mayor Anselmo Iron left.",
        "The Graaf Prize went to Pieter.",
        "Pieter Park is shut.",
        "",
    ),
    faithful=(
        ("The Anselmo Bridge is shut.", "El puente Anselmo Hierro está cerrado."),
        ("Giuseppe Rivers sang.", "Giuseppe Rivers ha cantato."),
        ("Mayor Anselmo Hierro left.", "El alcalde Anselmo Hierro se fue."),
        ("Duke Wilhelm the Conqueror won.", "Ducele Wilhelm Cuceritorul a câștigat."),
        ("According to Mihkel Mutt it failed.", "Mihkel Muti sõnul see ebaõnnestus."),
    ),
    misses=(
        Missed("⟦Hero⟧ was not to be reached.", "Held war nicht zu erreichen."),
        Missed("Lucas Steen won.\n\n⟦Lucas Stone⟧ is glad."),
    ),
)
