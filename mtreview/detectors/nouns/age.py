"""An age is given as in the source: “a man of 45 years”, “a girl with nine years”.

Romance languages and Portuguese say how many years somebody is of, or has.

    Faulty: A man of 45 years was arrested. Carranza, of 67 years, denies it. A 45 years old woman.
            The girl has 12 years and plays the violin.

    Instead: A 45-year-old man was arrested. Carranza, 67, denies it. A 45-year-old woman.
             The girl is 12 years old and plays the violin.

“A veteran of 20 years” tells of a service and “a boy of ten years” is old, not wrong: after a trade
the rule wants a bare noun in apposition (“Ana Roca, nurse of 34 years”), after a person figures.
Missed: an age after other words (“counts 45 years”), which the rule packs know.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.lexicon import is_word, verb_tags
from mtreview.detectors.nouns.nations import BY_COUNTRY
from mtreview.detectors.phrases import DETERMINERS
from mtreview.detectors.verbs.verb_group import word_at
from mtreview.detectors.wording import article, capital_like, is_number
from mtreview.model import Severity
from mtreview.tokens import Reading

_PERSONS = frozenset(
    """
    adolescent baby bachelor boy brother child civilian cyclist daughter defender father female
    footballer girl goalkeeper granddaughter grandfather grandmother grandson individual infant
    kid lad lady male man midfielder migrant minor mother nephew niece orphan passer-by
    pedestrian pensioner person player pupil refugee retiree schoolboy schoolgirl sister son
    striker student suspect teen teenager toddler tourist victim villager widow widower woman
    youngster youth
    """.split()
)
_TRADES = frozenset(
    """
    actor actress architect baker bricklayer builder businessman businesswoman butcher carpenter
    chef clerk cook dancer dentist designer doctor driver economist electrician engineer farmer
    fisherman gardener hairdresser housewife journalist labourer lawyer mechanic miner musician
    nurse officer painter pharmacist photographer pilot plumber policeman policewoman researcher
    sailor salesman secretary shepherd shopkeeper singer soldier teacher technician trader vendor
    waiter waitress writer
    """.split()
)
_HAVING = {"has": "is", "have": "am", "had": "was"}
_THEY = frozenset("he she who already only barely now".split())
_OLDEST = 110
_PLACES = frozenset(BY_COUNTRY)
_ABOUT = frozenset("about almost approximately around nearly roughly some".split())
_YEARS = frozenset(("years", "year"))
# "A man of 20 years’ experience", "a boy with two years left": no age.
_OTHER = frozenset(
    "' ’ 's of as experience service standing to left ahead more earlier later ago behind".split()
)
_AFTER_WITH = frozenset(", . who that which was is has had ; : ) from and".split())
_MESSAGE = "the age is given as in the source, as so many years"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read the number before “years”, and sort by what stands before and after it."""
    start, last = reading.limits(first)
    if reading.lower[first] == "years-old":
        yield from _hyphened(reading, first, start)
        return
    number = first - 1
    if number - 1 < start or not is_number(reading.lower[number]):
        return
    after = reading.lower[first + 1] if first + 1 < last else "."
    before = reading.lower[number - 1]
    if before in _HAVING:
        yield from _has_years(reading, number, start, after)
    elif before in _ABOUT and number - 2 >= start:
        yield from _about(reading, number, first, start, after)
    elif after == "old":
        yield from _years_old(reading, number, start, last)
    elif before in ("of", "with") and after not in _OTHER and number - 2 >= start:
        if before == "with" and after not in _AFTER_WITH:
            return
        yield from _of_years(reading, number, first + 1, start)


def _has_years(reading: Reading, number: int, start: int, after: str) -> Iterator[Hit]:
    """“he has 30 years and lives in Rome”, “the girl has 12 years old”."""
    have, age = reading.lower[number - 1], reading.words[number]
    if number - 2 < start or not _is_someone(reading, number - 2, have):
        return
    if age.isdigit() and int(age) > _OLDEST:
        return
    be, end = _HAVING[have], number + 2
    if after == "old":
        yield _hit(reading, number - 1, end + 1, (f"{be} {age} years old", f"{be} {age}"))
    elif age[0].isdigit() and _is_age(reading, end, have, after):
        yield _hit(reading, number - 1, end, (f"{be} {age} years old", f"{be} {age}"))


def _is_someone(reading: Reading, i: int, have: str) -> bool:
    """Whether a person may be what token i ends: a pronoun, a noun, a name."""
    word = reading.lower[i]
    if have == "have":
        return word == "i"
    if word in _THEY or word in _PERSONS or word in _TRADES:
        return True
    return reading.words[i].istitle() and not is_word(word) and word not in _PLACES


def _is_age(reading: Reading, end: int, have: str, after: str) -> bool:
    """Whether what follows the years leaves them an age: a stop, “and lives”, “when”."""
    if have == "had":
        return after == "when"
    if after == "and":
        word = word_at(reading, end + 1, end - 1)
        return any(tag == "VBZ" for _, tag in verb_tags(word or "."))
    return after in (",", ".", ";") or after == "when"


def _hyphened(reading: Reading, i: int, start: int) -> Iterator[Hit]:
    """“the 45-years-old driver”, “a 12 years-old boy”."""
    number = i - 2 if i > start and reading.words[i - 1] == "-" else i - 1
    if number >= start and reading.words[number][0].isdigit():
        age = reading.words[number]
        text = f"{age} years old" if _is_closed(reading, i + 1) else f"{age}-year-old"
        yield _hit(reading, number, i + 1, (text,))


def _about(reading: Reading, number: int, years: int, start: int, after: str) -> Iterator[Hit]:
    """“a man of about 30 years”."""
    noun = reading.lower[number - 3 : number - 2]
    of = number - 3 >= start and reading.lower[number - 2] == "of" and noun[0] in _PERSONS
    if of and reading.words[number][0].isdigit() and after not in _OTHER:
        yield _hit(
            reading, number - 2, years + 1, (f"aged {reading.quote(number - 1, number + 1)}",)
        )


def _years_old(reading: Reading, number: int, start: int, last: int) -> Iterator[Hit]:
    """“a 45 years old woman”, “a boy of 5 years old”."""
    before, end = reading.lower[number - 1], number + 3
    word = reading.words[number]
    if before in ("of", "with") and number - 2 >= start and reading.lower[number - 2] in _PERSONS:
        yield from _of_years(reading, number, end, start)
    elif before in DETERMINERS and end < last and reading.lower[end] in _PERSONS | _TRADES:
        first = number - 1 if before in ("a", "an") else number
        old = f"{word}-year-old"
        text = f"{article(old)} {old}" if first < number else old
        yield _hit(reading, first, end, (text,))


def _of_years(reading: Reading, number: int, end: int, start: int) -> Iterator[Hit]:
    """“a man of 45 years”, “nurse of 34 years”, “Carranza, of 67 years,”."""
    at = number - 2  # the token before “of”
    word, noun, age = reading.lower[number - 1], reading.lower[at], reading.words[number]
    figures = age[0].isdigit()
    old = f"{age}-year-old"
    if noun in _PERSONS and (figures or word == "with"):
        opens = _phrase_start(reading, at, start)
        det = reading.lower[opens]
        rest = reading.quote(opens + 1, at + 1).removeprefix("young ")
        if det in ("a", "an"):
            texts = (f"{article(old)} {old} {rest}", f"{reading.quote(opens, at + 1)} aged {age}")
            yield _hit(reading, opens, end, texts)
        elif det in DETERMINERS:
            yield _hit(reading, opens, end, (f"{reading.words[opens]} {old} {rest}",))
        else:
            yield _hit(reading, number - 1, end, (f"aged {age}",))
    elif word == "with" or not figures or at == start:
        return
    elif noun in _TRADES and reading.words[at - 1] == ",":
        texts = (f"{article(old)} {old} {noun}", f"{article(noun)} {noun} aged {age}")
        yield _hit(reading, at, end, texts)
    elif noun == "," and reading.words[at - 1].istitle() and _is_closed(reading, end):
        yield _hit(reading, number - 1, end, (age, f"aged {age}"))


def _phrase_start(reading: Reading, noun: int, start: int) -> int:
    """The determiner of a person, with at most two words between."""
    for i in range(noun - 1, max(start, noun - 3) - 1, -1):
        if reading.lower[i] in DETERMINERS:
            return i
        if not reading.words[i].isalpha():
            break
    return noun


def _is_closed(reading: Reading, i: int) -> bool:
    return i >= reading.limits(i - 1)[1] or reading.words[i] in ",.;)"


def _hit(reading: Reading, first: int, last: int, texts: tuple[str, ...]) -> Hit:
    old = reading.words[first]
    return Hit(_MESSAGE, first, last, rewrites=tuple(capital_like(text, old) for text in texts))


DETECTOR = Detector(
    rule="age-in-years",
    page=__doc__,
    category="Style/Unidiomatic style",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Words(_YEARS | {"years-old"}),
    find=find,
    flagged=(
        Flagged("⟦A man of 45 years⟧ was arrested on Monday.", "A 45-year-old man"),
        Flagged("They found ⟦a young woman of 18 years⟧ in the car.", "an 18-year-old woman"),
        Flagged("He lives with ⟦a girl with nine years⟧, his niece.", "a nine-year-old girl"),
        Flagged("Paola Berti, ⟦nurse of 34 years⟧, came on foot.", "a 34-year-old nurse"),
        Flagged("Carranza, ⟦of 67 years⟧, denies it.", "67"),
        Flagged("He ⟦has 30 years⟧, a wife and two sons.", "is 30 years old"),
        Flagged("She ⟦has 19 years⟧ and lives in Turin.", "is 19 years old"),
        Flagged("The girl ⟦has 12 years⟧ and plays the violin.", "is 12 years old"),
        Flagged("Lukas, who ⟦has 45 years⟧, was not hurt.", "is 45 years old"),
        Flagged("The boy ⟦had 17 years⟧ when he left the village.", "was 17 years old"),
        Flagged("His daughter ⟦has nine years old⟧.", "is nine years old"),
        Flagged("The ⟦45-years-old⟧ driver was unhurt.", "45-year-old"),
        Flagged("They seek a man ⟦of about 30 years⟧.", "aged about 30"),
        Flagged("⟦A 45 years old⟧ woman has died.", "A 45-year-old"),
        Flagged("Police freed ⟦a boy of 5 years old⟧.", "a 5-year-old boy"),
        Flagged("The two victims, a nun, ⟦her niece of 11 years⟧.", "her 11-year-old niece"),
    ),
    passing=(
        "A veteran of 20 years at sea, he was a man of few words.",
        "She is a teacher of 30 years’ standing and a nurse of 34 years.",
        "A sentence of 12 years and a loan of 30 years were mentioned.",
        "A woman with five years of experience met a man with 20 years left to serve.",
        "The boy is 12 years old, and his sister, 14 years old, is ill.",
        "It was a lad of sixteen years who sold the 300-year-old chair.",
        "His wife of 40 years and a friend of 20 years were there.",
        "A child of two was found; a man of 45 was lost.",
        "A worker with ten years in the mine spoke.",
        "He has 30 years of experience and has 12 years to serve.",
        "She had 20 years, and more, in the post. The plan has 10 years, the lease 300.",
        "The driver has 20 years behind the wheel; Chile has 12 years.",
        "The teacher has 30 years and thousands of pupils behind her.",
    ),
)
