"""A person whom the source names is left out of the translation.

Engines drop what stands beside what they know already: an apposition, one of two.

    Source: Según Pedro Salinas, director del centro, las clases empezarán en octubre.
    Faulty: According to the director of the centre, classes will start in October.

    Instead: According to Pedro Salinas, the director of the centre, classes will start in October.

A person counts by a listed given name before a surname, of which nothing is spelt alike in the
segment or beside it. It needs the source, in Latin letters. Missed: single names, and places.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.persons import men, women
from mtreview.detectors.names.spelling_of_names import one_name
from mtreview.detectors.source.beside_source import Beside, besides
from mtreview.model import Severity
from mtreview.tokens import Reading

_PERSON = re.compile(
    r"(?<![\w.-])(?=(?P<given>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+) (?:(?:de|da|del|di|van|von|la|el|dos) ){0,2}"
    r"(?P<surname>[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]{2,}))"
)
_NAME = re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆŠŽČ][^\W\d_]{2,}")
_LENGTHS = (0.4, 1.1)  # of the usual length
_CLOSING = " .!?…\"'”’»)"


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look for the persons of every source in its segment."""
    for segment, pair in besides(reading):
        if name := _person(pair):
            at = segment.span.start + len(pair.text.rstrip(_CLOSING))
            yield Hit(f"the source names {name}, who is left out here", at=(at, at))


def _person(pair: Beside) -> str | None:
    """The full name of a person of whom the text and its neighbours have nothing."""
    if not _LENGTHS[0] < pair.share < _LENGTHS[1]:
        return None
    there: list[str] = []
    for match in _PERSON.finditer(pair.source):
        if match["given"].lower() not in men() | women():
            continue
        there = there or _NAME.findall(f"{pair.text} {pair.text_near}")
        parts = match["given"], match["surname"]
        if match["surname"].lower() in pair.text.lower():
            continue
        if not any(one_name(part, word) for part in parts for word in there):
            return f"{match['given']} {match['surname']}"
    return None


DETECTOR = Detector(
    rule="name-left-out",
    page=__doc__,
    category="Accuracy/Omission",
    severity=Severity.MAJOR,
    confidence=0.65,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "According to the director of the centre, classes will start in October⟦⟧.",
            None,
            "Según Pedro Salinas, director del centro, las clases empezarán en octubre.",
        ),
        Flagged("Mario Bianchi was acquitted⟦⟧.", None, "Mario Bianchi e Luca Verdi sono assolti."),
        Flagged(
            "The mayor thanked the widow⟦⟧.", None, "Le maire a remercié la veuve Marie Petit."
        ),
        Flagged(
            "The jury heard the nurse⟦⟧.",
            None,
            "Das Gericht hörte die Krankenschwester Anna Krüger.",
        ),
        Flagged("The choir sang⟦⟧.", None, "Il coro ha cantato con Paolo Ferri."),
    ),
    passing=("According to the director, classes will start.", ""),
    faithful=(
        ("Pedro Salinas spoke.", "Pedro Salinas habló."),
        (
            "Salinas spoke at length about the new school.",
            "Pedro Salinas habló de la escuela nueva.",
        ),
        ("The chancellor met Macron in Paris.", "Die Kanzlerin traf Emmanuel Macron in Paris."),
        ("Pope Francis spoke on Sunday.", "Papa Francisco habló el domingo."),
    ),
    misses=(Missed("The fire burned for days⟦⟧.", "El incendio de Ávila duró varios días."),),
)
