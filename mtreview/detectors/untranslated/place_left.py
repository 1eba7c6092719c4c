"""A country or a city has the name that the source gives it.

Engines take a name that they do not know for one that is the same everywhere.

    Faulty: He flew to Allemagne on Monday. Talks in Genf went on.

    Instead: He flew to Germany on Monday. Talks in Geneva went on.

The language of the source must be known. A name beside another word with a capital passes, for it
may be a part of that (Air Algérie, Credit Suisse, Deutschland GmbH), and so does what is quoted,
explained in brackets or called a name. Missed: names beside other names, and places that are not
listed.
"""

import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Rows, Words
from mtreview.detectors.quoted import quotation_around
from mtreview.detectors.untranslated.untranslated_word import is_explained
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” is “{1}” in English"
_WITH_ARTICLE = frozenset(
    ("Czech Republic", "Netherlands", "Philippines", "United Kingdom", "United States")
)
_NO_ARTICLE = ("the", "this", "that")
# What opens the name of a house, and may open a sentence
_HOUSES = ("air", "banca", "banco", "banque", "club", "credit", "crédit", "radio", "télé")

Places = dict[tuple[str, ...], str]


@lru_cache(maxsize=1)
def _places() -> dict[str, Places]:
    """The names of each language, a tuple of words each, and what English says."""
    text = resources.files("mtreview.detectors.untranslated").joinpath("places_left.toml")
    told: dict[str, Places] = {}
    for language, names in tomllib.loads(text.read_text("utf-8")).items():
        pairs = (pair.split() for pair in names.replace("\n", "|").split("|") if pair.strip())
        told[language] = {
            tuple(name.split("_")): english.replace("_", " ") for name, english in pairs
        }
    return told


def _first_words() -> frozenset[str]:
    return frozenset(name[0].lower() for places in _places().values() for name in places)


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look a name up in the language of the source, and at what stands on either side."""
    names = _places().get(reading.document.source_lang or "", {})
    begins, ends = reading.limits(first)
    for length in (2, 1):
        last = first + length
        english = names.get(tuple(reading.words[first:last]))
        if english is None or last > ends:
            continue
        if not _is_part_of_name(reading, first, last) and not _is_spoken_of(reading, first, last):
            bare = first == begins or reading.lower[first - 1] not in _NO_ARTICLE
            article = "the " if english in _WITH_ARTICLE and bare else ""
            text = article.capitalize() if first == begins else article
            yield Hit(
                _MESSAGE.format(*_told(reading, first, last, english)),
                first,
                last,
                rewrites=(text + english,),
            )
        return


def _told(reading: Reading, first: int, last: int, english: str) -> tuple[str, str]:
    return reading.quote(first, last), english


def _is_part_of_name(reading: Reading, first: int, last: int) -> bool:
    """Tell whether a word with a capital beside it makes a name, not only begins a sentence."""
    begins, ends = reading.limits(first)
    before = first > begins and reading.words[first - 1][0].isupper()
    if first == begins + 1:
        before = reading.lower[first - 1] in _HOUSES
    return before or (last < ends and reading.words[last][0].isupper())


def _is_spoken_of(reading: Reading, first: int, last: int) -> bool:
    explained = is_explained(reading, first, last)
    return explained or bool(quotation_around(reading, reading.span(first, last)))


DETECTOR = Detector(
    rule="untranslated-place",
    page=__doc__,
    category="Accuracy/Untranslated",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Rows(lambda: (Words(_first_words()),)),
    find=find,
    flagged=(
        Flagged(
            "He travelled to ⟦Allemagne⟧ on Monday.",
            "Germany",
            "Il est parti lundi pour l'Allemagne avec toute sa famille.",
        ),
        Flagged(
            "The president of ⟦Etats-Unis⟧ spoke.",
            "the United States",
            "Le président des Etats-Unis a parlé hier devant les députés.",
        ),
        Flagged(
            "He flew to Vienna and then to ⟦Genf⟧.",
            "Geneva",
            "Er flog nach Wien und dann nach Genf, wo man ihn schon erwartete.",
        ),
        Flagged(
            "The coach of the ⟦Países Bajos⟧ resigned.",
            "Netherlands",
            "El entrenador de los Países Bajos dimitió ayer por la noche.",
        ),
        Flagged(
            "⟦Allemagne⟧ has signed the treaty.",
            "Germany",
            "L'Allemagne a signé hier le traité avec ses voisins.",
        ),
    ),
    passing=("He flew with Air Algérie and read La Libre Belgique.",),
    faithful=(
        (
            "Credit Suisse lost money. She works for Credit Suisse, he for Radio Bruxelles.",
            "Elle travaille pour le Credit Suisse, lui pour Radio Bruxelles, depuis un an.",
        ),
        (
            "The film is called Londres (London).",
            "Le film s'appelle Londres, comme la ville où il se passe.",
        ),
    ),
    misses=(Missed("Talks in ⟦Bruxelles⟧ went on."),),
)
