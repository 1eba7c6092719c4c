"""A country’s name, its adjective and its people’s name stand one for another.

Chinese, Arabic and the Slavic languages make one from the other with an ending that engines lose,
and some languages call a person by the adjective.

    Faulty: The president of Russian arrived. A Turkey minister resigned. A Polish was arrested.

    Instead: The president of Russia arrived. A Turkish minister resigned. A Pole was arrested.

Missed: a language’s name after a preposition (“in French” may be right), a country before a noun
that is no office (“the China trade” is English), a team (“the Portugal captain”).
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.nouns.nations import BY_ADJECTIVE, BY_COUNTRY, SPEECHLESS, Nation
from mtreview.detectors.phrases import ends_phrase
from mtreview.detectors.wording import article, capital_like, is_number
from mtreview.model import Severity
from mtreview.tokens import Reading

# What a country has: "the president of Russian", "the border with Hungarian".
_HELD = frozenset(
    """
    airports ambassador army authorities border borders capital chancellor cities citizen citizens
    coast consulate east economy embassy farmers forces government governments invasion islands
    king leader leaders leadership map minister ministers ministry monarchy nationals navy north
    occupation parliament part parts police port ports president premier prosecutors
    province provinces queen region regions residents rulers senate shores south sovereignty
    soil streets territory towns troops villages visit west
    """.split()
)
_INSTITUTIONS = frozenset(
    """
    actor actress ambassador army authorities border businessman businesswoman chancellor citizen
    citizens company constitution court courts currency diplomat diplomats embassy farmer farmers
    flag forces government hospital journalist journalists judge judges king lawmaker lawmakers
    man minister ministers ministry national nationals navy newspaper official officials parliament
    passport people policeman politician politicians president premier prosecutor prosecutors queen
    regime scientist scientists singer soldier soldiers tourist tourists troops university woman
    women men writer
    """.split()
)
_OFFICES = frozenset("prime foreign interior defence defense finance health justice".split())
_PREPOSITIONS = frozenset("of in from to with".split())
_AFTER_PLACE = frozenset(", . in on at last since after where when".split())
_ARTICLES = frozenset("a an the".split())
_COUNTS = frozenset("two three four five six seven eight nine ten several".split())
_LISTED = frozenset((",", "and", "or", "/", "-"))
_SPOKEN = frozenset("in of with into from to speak speaks speaking spoke than".split())
_FOLLOWERS = frozenset("who whose aged accused suspected arrested convicted charged".split())
_PLACE_OF = "“{0}” is an adjective: the country is called “{1}”"
_ADJECTIVE_FOR = "“{0}” is a country’s name: its adjective is “{1}”"
_PERSON = "“{0}” is an adjective: one of that people is a “{1}”"
_PEOPLE = "“{0}” is an adjective: that people are “{1}”"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Sort the name at `first`: a country’s, or its adjective."""
    start, last = reading.limits(first)
    word = reading.words[first]
    if not word.istitle() or first == start:
        return
    if nation := BY_COUNTRY.get(reading.lower[first]):
        yield from _before_office(reading, first, last, nation)
        return
    adjective = BY_ADJECTIVE[reading.lower[first]]
    if reading.words[first - 1].islower() and ends_phrase(reading, first + 1, last):
        yield from _after_preposition(reading, first, last, start, adjective)
        yield from _for_person(reading, first, last, start, adjective)


def _before_office(reading: Reading, i: int, last: int, nation: Nation) -> Iterator[Hit]:
    """“a Turkey minister”, “the Norway prime minister”."""
    before = reading.lower[i - 1]
    if before not in _ARTICLES or i + 1 >= last:
        return
    head = i + 2 if reading.lower[i + 1] in _OFFICES else i + 1
    if (
        head >= last
        or reading.lower[head] not in _INSTITUTIONS
        or not reading.words[head].islower()
    ):
        return
    if not ends_phrase(reading, head + 1, last):
        return
    old = reading.quote(i - 1, head + 1)
    office = reading.quote(i + 1, head + 1)
    det = article(nation.adjective) if before != "the" else "the"
    preposition = "of" if before == "the" else "in"
    own = article(office) if before != "the" else "the"
    texts = (f"{det} {nation.adjective} {office}", f"{own} {office} {preposition} {nation.country}")
    message = _ADJECTIVE_FOR.format(nation.country, nation.adjective)
    yield Hit(message, i - 1, head + 1, rewrites=tuple(capital_like(t, old) for t in texts))


def _after_preposition(
    reading: Reading, i: int, last: int, start: int, nation: Nation
) -> Iterator[Hit]:
    """“the president of Russian”, “the ambassador to Israeli”."""
    before = reading.lower[i - 1]
    if before not in _PREPOSITIONS or i - 2 < start or _is_listed(reading, i, last):
        return
    held = reading.lower[i - 2] in _HELD
    named = reading.lower[i] in SPEECHLESS
    if held and (before != "in" or named):
        confidence = 0.85
    elif named and before == "in" and i + 1 < last and reading.lower[i + 1] in _AFTER_PLACE:
        confidence = 0.7
    else:
        return
    message = _PLACE_OF.format(nation.adjective, nation.country)
    yield Hit(message, i, i + 1, rewrites=(nation.country,), confidence=confidence)


def _for_person(reading: Reading, i: int, last: int, start: int, nation: Nation) -> Iterator[Hit]:
    """“a Polish was arrested”, “two Spanish, aged 20 and 30”."""
    before = reading.lower[i - 1]
    if _is_listed(reading, i, last):
        return
    if i - 2 >= start and reading.lower[i - 2] in _SPOKEN and before in _ARTICLES:
        return
    if i + 1 >= last or not _is_followed(reading, i + 1):
        return
    if before in ("a", "an", "one", "another") and nation.person not in ("", nation.adjective):
        det = article(nation.person) if before in ("a", "an") else before
        text = capital_like(f"{det} {nation.person}", reading.words[i - 1])
        message = _PERSON.format(nation.adjective, nation.person)
        yield Hit(message, i - 1, i + 1, rewrites=(text,))
    elif (before in _COUNTS or is_number(before)) and before != "one":
        people = nation.people or f"{nation.adjective} people"
        message = _PEOPLE.format(nation.adjective, people)
        yield Hit(message, i, i + 1, rewrites=(people,))


def _is_followed(reading: Reading, i: int) -> bool:
    """Tell whether what follows speaks of a person."""
    word, tag = reading.lower[i], reading.tags[i]
    return word in _FOLLOWERS or tag in ("VBD", "VBG", "VBN", "VBZ", "VBP", "MD")


def _is_listed(reading: Reading, i: int, last: int) -> bool:
    """Tell whether another adjective follows in a list: “of Russian, Polish and Czech birth”."""
    if i + 1 >= last or reading.lower[i + 1] not in _LISTED:
        return False
    near = range(i + 2, min(last, i + 6))
    return any(reading.lower[k] in BY_ADJECTIVE or reading.tags[k] == "JJ" for k in near)


DETECTOR = Detector(
    rule="demonym-confusion",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word form",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(frozenset(BY_COUNTRY) | frozenset(BY_ADJECTIVE), tags=True),
    find=find,
    flagged=(
        Flagged("The president of ⟦Russian⟧ will arrive on Monday.", "Russia"),
        Flagged("The army controls the north of ⟦Syrian⟧.", "Syria"),
        Flagged("He met the ambassador to ⟦Israeli⟧ on Friday.", "Israel"),
        Flagged("The factory was built in ⟦Iraqi⟧ in 1980.", "Iraq"),
        Flagged("⟦A Turkey minister⟧ has resigned.", "A Turkish minister"),
        Flagged("He met ⟦the Norway prime minister⟧ on Friday.", "the Norwegian prime minister"),
        Flagged("The victims were ⟦a Egypt citizen⟧ and her son.", "an Egyptian citizen"),
        Flagged("Near the harbour ⟦a Spanish⟧ was arrested.", "a Spaniard"),
        Flagged("The crew rescued two ⟦Swedish⟧ who had fallen overboard.", "Swedes"),
        Flagged("Three French and two ⟦Belgian⟧ were on board.", "Belgians"),
        Flagged("Police have freed ⟦a British⟧ suspected of theft.", "a Briton"),
    ),
    passing=(
        "The president of Russian Railways met the head of French television.",
        "She has a good command of Arabic and a fair knowledge of Turkish.",
        "He writes in Polish, in German and in Russian.",
        "They belong to a church of Russian, Greek and Serbian believers.",
        "The China trade and the Iraq war made his name.",
        "The Portugal captain and the Wales coach shook hands.",
        "A German and a Polish officer met; one Danish and two Swedish ships left.",
        "A Russian was arrested with two Norwegians.",
        "He spoke a French that nobody understood.",
        "A New Mexico court and a Georgia judge disagreed.",
        "He moved from English to Spanish in one sentence.",
        "The government of British Columbia fell.",
        "The Minister for the Norway desk resigned.",
    ),
    misses=(Missed("The ⟦China⟧ population fell for the third year."),),
)
