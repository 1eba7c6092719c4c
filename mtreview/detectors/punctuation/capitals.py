"""A day, a month, a language or a people is written without its capital.

French, Spanish, Italian, Russian and others write them small, and engines copy it.

    Faulty: the english version; on monday; in january

    Instead: the English version; on Monday; in January

Words that are ordinary English too ("march", "polish", "french windows") need company that leaves
no doubt; text without any capitals passes. Missed: nouns that German writes large ("every
Company"), as laws and contracts in English do the same.
"""

import re
from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.model import Severity
from mtreview.tokens import Reading

_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays "
    "thursdays fridays saturdays sundays".split()
)
_MONTHS = frozenset("january february april june july september october november december".split())
_MONTHS_TOO = frozenset("march may august".split())  # months that are words as well
_PEOPLES = frozenset(
    "afghan african albanian algerian american argentine argentinian armenian asian australian "
    "austrian azerbaijani bangladeshi belarusian belgian bolivian bosnian brazilian british "
    "bulgarian canadian catalan chilean chinese colombian croatian cuban cypriot czech danish "
    "dutch ecuadorian egyptian english estonian ethiopian european finnish flemish french "
    "georgian german greek hungarian indian indonesian iranian iraqi irish israeli italian "
    "japanese jordanian kenyan korean kuwaiti latvian lebanese libyan lithuanian malaysian "
    "mexican moldovan moroccan nigerian norwegian pakistani palestinian peruvian philippine "
    "portuguese romanian russian saudi scottish senegalese serbian slovak slovenian somali "
    "spanish sudanese swedish swiss syrian taiwanese thai tunisian turkish ukrainian uruguayan "
    "venezuelan vietnamese welsh yemeni".split()
)
# What these adjectives make with the next word has long lost its country.
_SMALL_BEFORE = frozenset(
    "alliance ball bath bean bread bull cheese chard cap chop cress cut delight doll door doors "
    "dressing fries fry goat hen horn ink kiss knit leave letter linen loaf mastiff mustard news "
    "onion oven pastry pepper pig pleat plum poodle porcelain press roll roulette salad seam "
    "setter sheepdog stew telegraph terrier toast towel uncle varnish wall wheel window windows "
    "wolfhound yew".split()
)
_ADDRESS = ("@", "#", "/", "_", "-", "\\", ".")
_DOT = re.compile(r"\.\w")
_DAY = re.compile(r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?")
_AFTER_DATE = frozenset("after and at before for from in last next on the this to until".split())
_BEFORE_MONTH = frozenset(
    "in of since until till by last next early late mid this from during through to and".split()
)
_HEAD = 60  # tokens of a segment in which a capital must show that it has any


def find(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge a day, a month or a people in small letters at token i."""
    word = reading.words[i]
    if not word.islower() or not _is_in_prose(reading, i):
        return ()
    if word in _PEOPLES and not _is_people(reading, i):
        return ()
    if word in _MONTHS_TOO and not _is_date(reading, i):
        return ()
    what = "days" if word in _DAYS else "languages and peoples" if word in _PEOPLES else "months"
    message = f"English writes {what} with a capital"
    return (Hit(message, i, i + 1, rewrites=(word.capitalize(),), safe=word not in _PEOPLES),)


def _is_in_prose(reading: Reading, i: int) -> bool:
    """Whether the segment is written with capitals, and the word is no part of an address."""
    first, last = reading.limits(i)
    start, end = reading.starts[i], reading.ends[i]
    before, after = reading.text[max(0, start - 1) : start], reading.text[end : end + 2]
    if last - first < 3 or before in _ADDRESS or after[:1] in _ADDRESS[:-1] or _DOT.match(after):
        return False
    head = reading.words[first : min(i, first + _HEAD)]
    return any(word[0].isupper() for word in head if len(word) > 1) or i == first


def _is_people(reading: Reading, i: int) -> bool:
    last = reading.limits(i)[1]
    after = reading.lower[i + 1] if i + 1 < last else ""
    return after not in _SMALL_BEFORE


def _is_date(reading: Reading, i: int) -> bool:
    """Whether "march", "may" or "august" stands beside a day or a year."""
    first, last = reading.limits(i)
    before = reading.words[i - 1] if i > first else ""
    after = reading.words[i + 1] if i + 1 < last else ""
    if _DAY.fullmatch(before) and (not after.isalpha() or after in _AFTER_DATE):
        return True
    return (
        reading.lower[i - 1 : i] != []
        and before in _BEFORE_MONTH
        and bool(re.fullmatch(r"(?:19|20)\d\d", after))
    )


DETECTOR = Detector(
    rule="missing-capital",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Words(_DAYS | _MONTHS | _MONTHS_TOO | _PEOPLES),
    find=find,
    flagged=(
        Flagged("The strike begins on ⟦monday⟧ at five.", "Monday"),
        Flagged("Exports fell in ⟦january⟧ after growth.", "January"),
        Flagged("They met on 12 ⟦march⟧ in Paris.", "March"),
        Flagged("He was born in ⟦may⟧ 1987 there.", "May"),
        Flagged("The contract has an ⟦english⟧ version.", "English"),
        Flagged("The ⟦russian⟧ army has left the city.", "Russian"),
        Flagged("They closed the ⟦european⟧ office.", "European"),
        Flagged("We meet on ⟦wednesdays⟧ in town.", "Wednesdays"),
    ),
    passing=(
        "The soldiers march at dawn.",
        "The most august guests may come in.",
        "The french windows were added later, and the dutch oven too.",
        "They ate french fries and played russian roulette.",
        "see you on monday then, all of you",
        "Write to info@english.example or see example.org/german/files.",
        "They polish their boots on Monday.",
        "He came in and may 2 of them go?",
        "People aged 16 may be allowed in.",
        "A #monday tag was added here.",
        "",
    ),
    misses=(Missed("The law binds ⟦every Company⟧ in the land."),),
)
