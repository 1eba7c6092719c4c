"""A number, a unit or a month differs from the source.

Chinese counts in ten thousands, German and Spanish have other billions, and engines swap figures.
No reader of the English alone can see it.

    Source: 该公司去年净利润达到3.2亿元。 Proces zostanie wznowiony 12 września.
    Faulty: Its net profit reached 3.2 billion yuan. The trial will resume on 12 October.

    Instead: Its net profit reached 320 million yuan. The trial will resume on 12 September.

Numbers of both sides are read, in figures or words. One is marked only where a number of the
source is left over that it can stand for; rounding, conversion to other units, fractions, ordinals
and times of day count as the same. It needs the source, in a language of the rule packs. Missed:
several numbers that changed in one segment without resemblance.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.numbers.numbers_compared import Compared, compare
from mtreview.detectors.numbers.numerals import MONTHS, figures, ordinal
from mtreview.detectors.numbers.quantities import Quantity
from mtreview.detectors.numbers.same_quantity import alike, comparable
from mtreview.model import Severity
from mtreview.tokens import Reading

_UNITS = frozenset(("length", "mass", "area", "time", "money"))
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge every segment that has a source."""
    for compared in compare(reading):
        for hit in (*_numbers(compared), *_units(compared), *_months(compared)):
            first, last = hit.at or (0, 0)
            yield replace(hit, at=(compared.start + first, compared.start + last))


def _numbers(compared: Compared) -> Iterator[Hit]:
    """Pair what nothing explains with what nothing took up."""
    odd, lost = compared.odd, compared.lost
    for t in odd:
        fits = [s for s in lost if comparable(s, t)]
        like = [s for s in fits if alike(s, t)]
        if len(like) == 1 or (len(odd) == len(lost) == len(fits) == 1 and t.value and not like):
            source = (like or fits)[0]
            right = _written(source, t)
            message = f"the source has “{source.text}”" + (f": that is “{right}”" if right else "")
            yield Hit(
                message,
                at=(t.start, t.end),
                rewrites=(right,) if right else (),
                confidence=0.9 if like else 0.75,
            )


def _units(compared: Compared) -> Iterator[Hit]:
    """The same number in another unit, unless the source has it in that unit too."""
    ours, theirs = compared.ours, compared.theirs
    for t in ours.numbers:
        equal = [s for s in theirs.numbers if s.value == t.value and s.dimension == t.dimension]
        units = {s.unit for s in equal}
        if t.dimension not in _UNITS or len(units) != 1 or t.unit in units:
            continue
        if sum(other.value == t.value for other in ours.numbers) > 1:
            continue
        right = f"{t.text} {equal[0].unit}"
        message = f"another unit than in the source: “{right}”"
        category = "Accuracy/Mistranslation/Unit conversion"
        yield Hit(message, at=(t.start, t.reach), rewrites=(right,), category=category)


def _months(compared: Compared) -> Iterator[Hit]:
    ours, theirs = compared.ours.months, compared.theirs.months
    odd = [month for month in ours if month[0] not in compared.beyond]
    lost = {month for month, _, _ in theirs} - {month for month, _, _ in ours}
    if len(odd) == 1 and len(lost) == 1:
        right = MONTHS[lost.pop() - 1]
        message = f"the source names another month: “{right}”"
        category = "Accuracy/Mistranslation/Date or time"
        yield Hit(message, at=odd[0][1:], rewrites=(right,), category=category, confidence=0.9)


def _written(source: Quantity, wrong: Quantity) -> str:
    """The number of the source in English, in words or with a scale as the wrong one is."""
    if wrong.dimension == "time of day":
        return _clock(int(source.value), wrong.text)
    if wrong.dimension == "century":
        now, then = ordinal(int(source.value)), ordinal(int(wrong.value))
        return now[:-2] if wrong.figures and now[-2:] == then[-2:] else ""
    whole = int(source.value) if source.value == int(source.value) else 0
    if not wrong.figures and wrong.scale == 1 and 0 < whole < 100:
        tens, units = divmod(whole, 10)
        small = _SMALL[whole] if whole < 20 else _TENS[tens - 2] + f"-{_SMALL[units]}" * (units > 0)
        return small.capitalize() if wrong.text[0].isupper() else small
    if source.year:
        return source.text
    if source.value >= 1e6 and (wrong.scale > 1 or source.scale > 1):
        return figures(source.value)
    return f"{source.value:,.10g}"


def _clock(minutes: int, wrong: str) -> str:
    """A time of day, told as the wrong one is: 6.15, 18:45, 10."""
    hour, minute = divmod(minutes, 60)
    told = [int(n) for n in re.findall(r"\d+", wrong)]
    if told[0] <= 12 < hour:
        hour -= 12
    mark = ":" if ":" in wrong else "."
    return f"{hour}{mark}{minute:02}" if minute or len(told) > 1 else str(hour)


DETECTOR = Detector(
    rule="number-mismatch",
    page=__doc__,
    category="Accuracy/Mistranslation/Number",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "The president of Peru arrived on ⟦5⟧ May.",
            "6",
            "El presidente de Perú llegó el 6 de mayo.",
        ),
        Flagged(
            "Debt rose to ⟦7.2 million⟧ euros in 2022.",
            "7.2 billion",
            "Die Schulden stiegen 2022 auf 7,2 Milliarden Euro.",
        ),
        Flagged(
            "It lent farmers ⟦5.4 billion⟧ yuan.", "540 million", "银行向农民发放贷款5.4亿元。"
        ),
        Flagged(
            "⟦41⟧% of them agreed.", "14", "De ellos, el 14 % estuvo de acuerdo con la propuesta."
        ),
        Flagged(
            "⟦Twenty⟧ sailors were saved.",
            "Twelve",
            "Douze marins ont été sauvés par les secours dans la nuit.",
        ),
        Flagged(
            "The bridge of ⟦1956⟧ was closed.",
            "1965",
            "Il ponte del 1965 è stato chiuso al traffico.",
        ),
        Flagged(
            "Over ⟦200⟧ people came to the square.",
            "2,000",
            "Mais de dois mil pessoas foram à praça no domingo.",
        ),
        Flagged(
            "The camp is ⟦15 miles⟧ from the town.",
            "15 kilometres",
            "Лагерь находится в 15 километрах от города.",
        ),
        Flagged("The train left at ⟦6.15⟧ p.m.", "4.15", "Le train est parti à 16h15 de la gare."),
        Flagged(
            "It burnt in the ⟦18⟧th century.", "19", "Elle a brûlé au XIXe siècle avec la ville."
        ),
        Flagged(
            "The court will meet on 3 ⟦July⟧.",
            "June",
            "Der Prozess wird am 3. Juni vor dem Landgericht fortgesetzt.",
        ),
    ),
    passing=(
        "Debt rose to 7.2 million euros in 2022.",
        "Nothing is counted here.",
        "In 1998, 40 people came.",
        "",
    ),
    misses=(
        Missed("⟦A third⟧ of the trees burnt.", "La moitié des arbres a brûlé pendant la nuit."),
        Missed("Sales ⟦doubled⟧ last year.", "В прошлом году продажи компании выросли втрое."),
    ),
    faithful=(
        (
            "The court sentenced him to five and a half years.",
            "Суд приговорил его к пяти с половиной годам колонии.",
        ),
        ("It lasts a fortnight.", "Le festival dure quinze jours et finit par un bal."),
        ("Half of voters stayed home.", "El 50 % de los votantes se quedó en casa ese domingo."),
        ("It happened at 3.30 p.m.", "Es geschah nach Angaben der Polizei um 15.30 Uhr."),
        ("Nearly 2,000 people came.", "Cerca de 1.980 personas acudieron a la plaza mayor."),
        ("Eighteen months later, he left.", "Полтора года спустя он уехал из этого города."),
        (
            "Two to three million people fled.",
            "Deux à trois millions de personnes ont fui le pays.",
        ),
        ("Between 10,000 and 15,000 came.", "来了1万到1.5万人。"),
        ("It is 250 miles away.", "Está a unos 400 kilómetros de la capital del país."),
        ("The 21st century began.", "В этом городе наступил двадцать первый XXI век."),
        (
            "Data from 1,380 clinics were used.",
            "Se utilizaron datos de 1,380 clínicas de la región.",
        ),
        ("Some 97 of them left.", "Quatre-vingt-dix-sept d'entre eux sont déjà partis."),
        ("They won on 5 May.", "Sie haben das Spiel am 5.5. nach Verlängerung gewonnen."),
    ),
)
