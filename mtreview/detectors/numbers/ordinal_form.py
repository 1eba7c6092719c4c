"""An ordinal or a century is numbered as in the source: “the XXI century”, “his 70 anniversary”.

Russian, French, Spanish and Italian number centuries in Roman figures, Slavic languages set a
hyphen or nothing after the figure, Romance languages a small letter.

    Faulty: the end of the XVIII century, the century XIX, the 70 anniversary, the 19-th century, 5º

    Instead: the end of the 18th century, the 19th century, the 70th anniversary, 5th

Roman numbers of rulers, of congresses and of games pass, and “20 centuries”. Missed: other nouns
without an ordinal (“in the 3 place”).
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.numbers.numerals import gap, is_name, ordinal, roman, word_at
from mtreview.model import Severity
from mtreview.tokens import Reading

_CENTURIES = frozenset(("century", "centuries", "millennium"))
_SINGLE = frozenset(("century", "anniversary", "birthday", "edition", "millennium"))
_SUFFIXES = frozenset(("th", "st", "nd", "rd"))
_MARKED = frozenset(f"{n}{s}" for n in range(1, 101) for s in ("º", "ª", "ème", "éme"))
_FRENCH = frozenset((*(f"{n}e" for n in range(2, 101)), "1er", "1re", "1ère", "1e"))
_BEFORE = frozenset(
    "the its his her their our my this of early late mid in to 's since from until and for".split()
)


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the noun, or the ending of an ordinal, at token i."""
    word = reading.lower[i]
    if word in _MARKED:
        return (_hit(i, i + 1, ordinal(int(re.sub(r"\D", "", word)))),)
    if word in _FRENCH:
        known = reading.document.source_lang in ("fr", "nl") and reading.words[i] == word
        return (_hit(i, i + 1, ordinal(int(re.sub(r"\D", "", word)))),) if known else ()
    if word in _SUFFIXES:
        return _parted(reading, i)
    if word in _CENTURIES and (hit := _roman(reading, i)):
        return (hit,)
    return _bare(reading, i) if word in _SINGLE else ()


def _parted(reading: Reading, i: int) -> Iterable[Hit]:
    """An ending that a hyphen or a space parts from its figure: “19-th”, “5 th”."""
    if reading.words[i] != reading.lower[i] or gap(reading, i)[:1] not in ("", " ", "\xa0"):
        return ()
    number = i - 1
    if word_at(reading, number, i) == "-" and not gap(reading, number):
        number -= 1
        if gap(reading, number):
            return ()
    figure = word_at(reading, number, i)
    if not re.fullmatch(r"[1-9]\d?", figure) or (number < i - 1 and gap(reading, number)):
        return ()
    right = ordinal(int(figure))
    return (_hit(number, i + 1, right),) if right.endswith(reading.words[i]) else ()


def _roman(reading: Reading, i: int) -> Hit | None:
    """A century with a Roman number before or after it; the number may be a range or a pair."""
    last = i - 1 if word_at(reading, i - 1, i) in _SUFFIXES else i
    first = last
    while numbers := _ordinals(reading, first - 1, i):
        first -= 1
        joined = word_at(reading, first - 1, i) in ("and", "or", "to", "-", "–")
        if not joined or not _ordinals(reading, first - 2, i):
            break
        first -= 1
    if first < last and (reading.words[first] != "I" or word_at(reading, first - 1, i) in _BEFORE):
        words = (_ordinals(reading, n, i) or reading.words[n] for n in range(first, last))
        return _hit(first, i, " ".join(words))
    numbers = _ordinals(reading, i + 1, i) if len(word_at(reading, i + 1, i)) > 1 else ""
    if not numbers or not reading.words[i].islower():
        return None
    return _hit(i, i + 2, f"{numbers} {reading.words[i]}")


def _ordinals(reading: Reading, i: int, like: int) -> str:
    """A Roman number (XIX, XIXth, XIX-th, XVIII-XIX) as ordinals, "" for another word."""
    if not word_at(reading, i, like):
        return ""
    numeral = re.sub(r"[-‑]?(?:th|st|nd|rd|e|ème)$", "", reading.words[i])
    values = [roman(part) for part in re.split(r"[-–‑]", numeral)]
    return "-".join(map(ordinal, values)) if all(values) else ""


def _bare(reading: Reading, i: int) -> Iterable[Hit]:
    """A number in figures before a noun that takes an ordinal."""
    first, last = reading.limits(i)
    figure, before = word_at(reading, i - 1, i), word_at(reading, i - 2, i)
    if not re.fullmatch(r"[1-9]\d?|1[0-4]\d|150", figure) or before not in _BEFORE:
        return ()
    if is_name(reading, i, i) or (i + 1 < last and reading.lower[i + 1].startswith("fox")):
        return ()
    if i - 2 > first and gap(reading, i - 1) not in (" ", "\xa0"):
        return ()
    return (_hit(i - 1, i, ordinal(int(figure))),)


def _hit(first: int, last: int, right: str) -> Hit:
    return Hit(f"English writes an ordinal here: “{right}”", first, last, rewrites=(right,))


DETECTOR = Detector(
    rule="ordinal-form",
    page=__doc__,
    category="Locale conventions/Number format",
    severity=Severity.MINOR,
    confidence=0.93,
    watch=Words(_SINGLE | _CENTURIES | _SUFFIXES | _MARKED | _FRENCH),
    find=find,
    flagged=(
        Flagged("The church dates from the ⟦XVI⟧ century.", "16th"),
        Flagged("Works of the ⟦XVII and XVIII⟧ centuries hang there.", "17th and 18th"),
        Flagged("Nobles of the ⟦XVIII-XIX⟧ centuries lived here.", "18th-19th"),
        Flagged("In the ⟦century XIX⟧ it burnt down.", "19th century"),
        Flagged("The ⟦2e⟧ phase begins.", "2nd", "La 2e phase des travaux commence en juillet."),
        Flagged("The ⟦XXIth⟧ century has begun.", "21st"),
        Flagged("The club marks its ⟦50⟧ anniversary.", "50th"),
        Flagged("In the ⟦20⟧ century, borders moved.", "20th"),
        Flagged("It was built in the ⟦19-th⟧ century.", "19th"),
        Flagged("The ⟦12ª⟧ edition opens today.", "12th"),
    ),
    passing=(
        "The code 2e and the flat 3e are listed.",
        "Pope Leo XIII died in the 20th century.",
        "The XX Congress and the XXIV Olympic Games were held.",
        "In 20 centuries of history nothing like it was seen.",
        "The 2024 edition of the fair, the 19th century and its 50th anniversary.",
        "He weighs 12 st and lives on 5 St James Street.",
        "In that century I lived well. Did I, century after century?",
        "She had 12 birthday cakes.",
        "The 20 Century Fox archive burnt.",
        "the century",
    ),
    misses=(Missed("She came ⟦in the 3 place⟧."),),
)
