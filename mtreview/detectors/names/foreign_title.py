"""A person has a foreign title here and an English one elsewhere in the document.

Engines translate “Señor”, “Herr” and “Monsieur” in one segment and copy them in the next.

    Faulty: Mr Ruiz signed the contract. Señor Ruiz denies it.

    Instead: Mr Ruiz signed the contract. Mr Ruiz denies it.

A foreign title by itself passes, since reporters keep it for its colour, and so does one in
quotation marks. Missed: “Don” and “Doña”, and titles of an office.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.elsewhere import named_otherwise
from mtreview.detectors.quoted import quotation_around
from mtreview.model import Severity
from mtreview.tokens import Reading

_MEN = frozenset("señor senor herr monsieur signor senhor meneer gospodin pan".split())
_WOMEN = frozenset("señora senora frau madame signora senhora mevrouw gospozha pani".split())
_ENGLISH = {"mr": _MEN, "mr.": _MEN, "mrs": _WOMEN, "mrs.": _WOMEN, "ms": _WOMEN, "ms.": _WOMEN}


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Mark each foreign title before a surname that has an English one somewhere."""
    english: dict[tuple[frozenset[str], str], int] = {}
    for i in reading.among(_ENGLISH.keys()):
        english.setdefault((_ENGLISH[reading.lower[i]], _surname(reading, i)), i)
    for i in reading.among(_MEN | _WOMEN):
        if not reading.words[i][0].isupper() or not (surname := _surname(reading, i)):
            continue
        titles = _MEN if reading.lower[i] in _MEN else _WOMEN
        place = english.get((titles, surname))
        if place is not None and not quotation_around(reading, reading.span(i, i + 1)):
            yield named_otherwise(reading, (i, i + 1), (place, place + 1))


def _surname(reading: Reading, i: int) -> str:
    """The last of the names that follow a title, "" where none does."""
    last, end = reading.limits(i)[1], i + 1
    while end < last and end < i + 4 and reading.words[end][0].isupper():
        end += 1
    return reading.words[end - 1] if end > i + 1 else ""


DETECTOR = Detector(
    rule="foreign-title",
    page=__doc__,
    category="Style/Inconsistent style",
    severity=Severity.MINOR,
    confidence=0.8,
    watch=Whole(signs=tuple(word.capitalize() for word in sorted(_MEN | _WOMEN))),
    find=find,
    flagged=(
        Flagged("Mr Ruiz signed it.\n\n⟦Señor⟧ Ruiz denies it.", "Mr"),
        Flagged("⟦Herr⟧ Schulz is 54.\n\nMr Schulz lives in Kiel.", "Mr"),
        Flagged("Ms. Eva Lund left.\n\nThey met ⟦Frau⟧ Lund there.", "Ms."),
        Flagged("⟦Monsieur⟧ Paul Roy sang. Mr Roy was glad.", "Mr"),
        Flagged("Mrs Conti spoke.\n\nThen ⟦Signora⟧ Conti left.", "Mrs"),
    ),
    passing=(
        "Herr Schulz is 54. Mr Weber lives in Kiel.",
        "Mr Schulz came. “Herr Schulz!” she cried.",
        "Mrs Schulz came. Herr Schulz left.",
        "Monsieur Roy sang.",
        "Mr Roy was called monsieur Roy.",
    ),
    misses=(Missed("Mr Ruiz signed it.\n\n⟦Don⟧ Ruiz denies it."),),
)
