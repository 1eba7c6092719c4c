"""A number of the source is missing from the translation, or one stands there that it has not.

Engines drop a figure together with what it counts, and make up others.

    Source: Bei dem Unfall wurden 14 Menschen verletzt, 23 weitere kamen mit dem Schrecken davon.
    Faulty: Fourteen people were injured in the accident, others escaped with a fright.

    Instead: Fourteen people were injured in the accident, 23 others escaped with a fright.

Only figures above twelve count, and only where no other number of the segment may stand for them:
small numbers are often told in other words. Days of the month in Chinese news, which English
replaces by a weekday, years and percentages that were added, and round counts of hours pass.
Missed: what is missing without a number.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.numbers.numbers_compared import Compared, compare
from mtreview.detectors.numbers.quantities import Quantity
from mtreview.model import Severity
from mtreview.tokens import Reading

_LEAST = 12  # up to this, numbers are words, and words are told in others
_MOST = 2  # more than these, and the two texts are not of one another
_ROUND = frozenset((24, 48, 50, 60, 72, 100, 365, 1000))
_CLOSING = ".!?…\"'”’»)"


def find_lost(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Mark the end of a segment that lacks a number of its source."""
    for compared in compare(reading):
        ours = {quantity.value for quantity in compared.ours.numbers}
        lost = [
            quantity
            for quantity in compared.lost
            if _counts(quantity) and not (quantity.value <= 24 and quantity.value - 12 in ours)
        ]  # 18 is six in the evening
        if compared.odd or not 0 < len(lost) <= _MOST or not compared.ours.numbers:
            continue
        at = _end(reading, compared)
        for quantity in lost[:1]:
            message = f"“{quantity.text}” of the source is missing in this segment"
            yield Hit(message, at=(at, at))


def find_added(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Mark a number that the source of its segment does not have."""
    for compared in compare(reading):
        added = [quantity for quantity in compared.odd if _counts(quantity)]
        if compared.lost or len(added) != 1 or not compared.theirs.numbers:
            continue
        quantity = added[0]
        before = reading.text[: compared.start + quantity.start][-2:]
        if quantity.dimension == "share" or quantity.year or quantity.value in _ROUND:
            continue
        if not re.search(r"\w-$", before):  # Covid-19
            at = compared.start + quantity.start, compared.start + quantity.end
            yield Hit(f"the source has no “{quantity.text}” here", at=at)


def _counts(quantity: Quantity) -> bool:
    timed = quantity.dimension in ("time of day", "century", "date")
    return quantity.figures and quantity.value > _LEAST and not timed


def _end(reading: Reading, compared: Compared) -> int:
    """Where the segment's last word ends."""
    spans = (segment.span for segment in reading.document.segments)
    span = next(span for span in spans if span.start == compared.start)
    return span.start + len(span.of(reading.text).rstrip().rstrip(_CLOSING))


LOST = Detector(
    rule="number-lost",
    what="A number of the source is missing from the translation.",
    page=__doc__,
    category="Accuracy/Omission",
    severity=Severity.MAJOR,
    confidence=0.7,
    watch=Whole(source=True),
    find=find_lost,
    flagged=(
        Flagged(
            "Fourteen people were injured, others escaped⟦⟧.",
            None,
            "14 Menschen wurden verletzt, 23 weitere kamen davon.",
        ),
        Flagged(
            "The mine, opened in 1921, employs many⟦⟧.",
            None,
            "La mine, ouverte en 1921, emploie 340 personnes.",
        ),
        Flagged(
            "The 15 boats sank in the harbour⟦⟧",
            None,
            "Los 15 barcos se hundieron en el puerto el 27 de mayo.",
        ),
        Flagged("The bridge of 1965 is long⟦⟧.", None, "Мост 1965 года имеет длину 480 метров."),
        Flagged("In 2020 they sold many cars⟦⟧!", None, "Nel 2020 hanno venduto 15.000 auto."),
    ),
    passing=(
        "Fourteen people were injured, others escaped.",
        "The mine, opened in 1921, employs 340 people.",
        "",
    ),
    misses=(
        Missed(
            "The five boats sank⟦⟧.", "Cinq bateaux ont coulé, neuf autres sont rentrés au port."
        ),
    ),
    faithful=(
        ("In 2020 it rained for two days.", "En 2020 llovió durante 48 horas en toda la región."),
        ("Trains ran from 6 to 9 at night.", "I treni hanno circolato dalle 18 alle 21 di ieri."),
        ("Mr Li, 56, said so on Monday.", "李先生今年56岁，他26日这样说。"),
        (
            "In the 1980s a dozen men left.",
            "Dans les années 1980, une douzaine d'hommes sont partis.",
        ),
        ("Half of the 30 men agreed.", "50 % der 30 Männer stimmten dem Vorschlag gestern zu."),
        ("About 2,000 of the 2,400 came.", "Пришли около 1980 человек из двух тысяч четырёхсот."),
        ("He left at 6 p.m. with 3 men.", "Il est parti à 18 heures avec trois de ses hommes."),
        ("He was 31 and had 2 dogs.", "Ele tinha trinta e um anos e era dono de 2 cães."),
    ),
)
ADDED = Detector(
    rule="number-added",
    what="A number stands in the translation that the source has not.",
    page=__doc__,
    category="Accuracy/Addition",
    severity=Severity.MAJOR,
    confidence=0.65,
    watch=Whole(source=True),
    find=find_added,
    flagged=(
        Flagged(
            "In 2019, ⟦36⟧ boats left the harbour.", None, "En 2019, los barcos dejaron el puerto."
        ),
        Flagged("All ⟦17⟧ members voted on 3 May.", None, "Alle Mitglieder stimmten am 3. Mai ab."),
        Flagged("It has 20 rooms and ⟦45⟧ beds.", None, "L'hôtel a 20 chambres et des lits."),
        Flagged(
            "They paid 500 euros for ⟦13⟧ lamps.",
            None,
            "Os vizinhos pagaram 500 euros pelas novas lâmpadas da rua.",
        ),
        Flagged("On 4 June ⟦250⟧ people came.", None, "4 июня на площадь пришли люди из города."),
    ),
    passing=(
        "In 2019, 36 boats left the harbour.",
        "Nothing is counted here.",
        "",
    ),
    misses=(
        Missed(
            "In 2019, ⟦nine⟧ boats left.", "En 2019, los barcos dejaron el puerto de la ciudad."
        ),
    ),
    faithful=(
        ("In 3 years Covid-19 was gone.", "En 3 ans, le coronavirus avait disparu du pays."),
        ("Some 60% of the 20 agreed.", "Seis de cada diez de los 20 estaban de acuerdo."),
        (
            "It took 48 hours for 3 men.",
            "Drei Männer brauchten dafür nach eigenen Angaben zwei Tage.",
        ),
        ("On 4 May 2021, he left.", "4 мая он уехал из города вместе со своей семьёй."),
        ("He is 52 and has 2 sons.", "Ha cinquantadue anni e 2 figli che vivono a Roma."),
        ("They sold 12,500 in 3 days.", "Sprzedali dwanaście i pół tysiąca w ciągu 3 dni."),
        ("He ran 100 metres in 2 minutes.", "Hij liep de afstand van honderd meter in 2 minuten."),
        ("The 15th of 3 is a Monday.", "Le quinze du mois de mars est un lundi, le 3e."),
    ),
)
