"""“The” before a name or a thing in general, where English has no article.

Romance languages and German put the article before countries, abstractions, years and titles.

    Faulty: He lived in the Norway. The unemployment has fallen. The president Rossi has resigned.

    Instead: He lived in Norway. Unemployment has fallen. President Rossi has resigned.

What is said of one of several stays definite (“the Russia of the 1990s”, “the unemployment that
followed”), and so does a name before another noun (“the Portugal captain”). Missed: people and
things in general (“the families need water”), which may be known from the text.
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.nouns.nations import BY_COUNTRY
from mtreview.detectors.phrases import STOPS, ends_phrase, is_finite
from mtreview.detectors.wording import capital_like
from mtreview.model import Severity
from mtreview.tokens import Reading

# Countries that some write with the article.
_EITHER = frozenset("argentina cameroon lebanon paraguay sudan ukraine uruguay yemen".split())
_SITES = frozenset("facebook instagram tiktok whatsapp youtube".split())
_NAMES = (
    (frozenset(BY_COUNTRY) - _EITHER)
    | _SITES
    | frozenset("africa asia europe buddhism christianity hinduism islam judaism".split())
)
_FIRST_NAMES = {
    "south": frozenset("africa america korea sudan".split()),
    "north": frozenset("america korea macedonia".split()),
    "latin": frozenset(("america",)),
    "new": frozenset(("zealand",)),
    "great": frozenset(("britain",)),
    "saudi": frozenset(("arabia",)),
    "sri": frozenset(("lanka",)),
    "costa": frozenset(("rica",)),
    "burkina": frozenset(("faso",)),
}
_ABSTRACT = frozenset(
    """
    antisemitism capitalism deforestation discrimination globalisation globalization
    homelessness humanity hunger illiteracy immigration inflation mankind obesity overtourism
    pollution poverty racism sexism terrorism tourism unemployment xenophobia corruption
    """.split()
)
_WHOLE = frozenset("life nature pollution society".split())
_TWO_WORDS = {
    "global": "warming",
    "climate": "change",
    "organised": "crime",
    "organized": "crime",
    "human": "trafficking",
    "drug": "trafficking",
    "domestic": "violence",
    "gender": "equality",
}
_TITLES = frozenset("chancellor king pope president professor queen".split())
_HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. dr dr.".split())
_OF_ONE = frozenset("of that which who whose where when to he she it they we i you".split())
_AGAINST = frozenset(
    "against boost boosting combat combating combatting curb curbing eliminate eradicate fight "
    "fighting prevent preventing promote promoting reduce reduces reducing tackle tackling".split()
)
_ABOUT = frozenset("about by from in of on to".split())
# These alone are said to be high or low without a word on whose they are.
_KNOWN = frozenset(
    "climate global globalisation globalization inflation mankind unemployment".split()
)
_OPENING = frozenset(", and because but if said say says that when where while".split())
_IN_CHAOS = frozenset(
    "airport airports cities city country region roads town towns traffic trains transport "
    "descended descends fell plunged plunges plunging sank sinking sinks slid thrown".split()
)
_PLAY = frozenset("play played playing plays".split())
# What one or two words before lets these be meant in general: "a risk for the health".
_FRAMES = {
    "health": frozenset(
        "bad consequences danger dangerous dangers effects good hazard harmful risk risks threat "
        "unhealthy".split()
    ),
    "nature": frozenset(
        "contact harmony love loves protect protecting protection respect respecting".split()
    ),
    **dict.fromkeys("basketball chess football handball rugby tennis volleyball".split(), _PLAY),
}
_MESSAGE = "English has no article before “{0}” here"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Sort “the” by the word after it."""
    start, last = reading.limits(first)
    if first + 1 >= last:
        return
    word = reading.lower[first + 1]
    if word in _HONORIFICS or word in _TITLES:
        yield from _title(reading, first, last)
    elif end := _name(reading, first + 1, last):
        if _is_alone(reading, end, last):
            yield _dropped(reading, first, end)
    elif (end := _general(reading, first, start, last)) and _is_alone(reading, end, last):
        yield _dropped(reading, first, end)


def _name(reading: Reading, i: int, last: int) -> int:
    """The end of a name that has no article, if one begins at token i, else 0."""
    word = reading.lower[i]
    if not reading.words[i][0].isupper():
        return 0
    if i + 1 < last and reading.lower[i + 1] in _FIRST_NAMES.get(word, ()):
        return i + 2
    return i + 1 if word in _NAMES else 0


def _general(reading: Reading, the: int, start: int, last: int) -> int:
    """The end of a thing in general after “the” if the context lets it be one, else 0."""
    word, i = reading.lower[the + 1], the + 2
    if i < last and _TWO_WORDS.get(word) == reading.lower[i]:
        return i + 1 if _is_general(reading, the, i + 1, start, last) else 0
    if word in _ABSTRACT:
        return i if _is_general(reading, the, i, start, last) else 0
    if word == "chaos":
        ended = i >= last or reading.words[i] in STOPS or reading.words[i] == "-"
        placed = reading.lower[max(start, the - 2) : the - 1]
        into = reading.lower[the - 1] in ("in", "into")
        return i if ended and into and not _IN_CHAOS.isdisjoint(placed) else 0
    if the == start and word in _WHOLE:
        return i if i < last and reading.lower[i] in ("is", "has", "costs", "becomes") else 0
    near = reading.lower[max(start, the - 2) : the]
    return i if not _FRAMES.get(word, frozenset()).isdisjoint(near) else 0


def _is_alone(reading: Reading, i: int, last: int) -> bool:
    """Tell whether a name ends its phrase, and nothing says which of several is meant."""
    over = ends_phrase(reading, i, last) or reading.words[i] == "-"
    if reading.lower[i - 1] in _SITES and i < last and "NOUN" in parts_of_speech(reading.lower[i]):
        return False  # “the Facebook plays”
    if not over or (i < last and reading.lower[i] in _OF_ONE):
        return False
    return i + 1 >= last or reading.lower[i + 1] not in ("which", "whom")


def _is_general(reading: Reading, the: int, i: int, start: int, last: int) -> bool:
    """Tell whether an abstraction is a subject at the start, or something to be fought."""
    known = reading.lower[the + 1] in _KNOWN and reading.lower[the - 1] in _OPENING
    if the == start or known:
        return i < last and is_finite(reading, i)
    before = reading.lower[the - 1]
    ended = i >= last or reading.words[i] in ",.;"
    return before in _AGAINST or (ended and before in _ABOUT)


def _title(reading: Reading, the: int, last: int) -> Iterator[Hit]:
    """“the president Rossi said”, “the Mr Rossi”."""
    name = the + 2
    while name < last and reading.words[name].istitle():
        name += 1
    if name == the + 2 or not ends_phrase(reading, name, last):
        return
    title = reading.words[the + 1]
    over = name >= last or reading.words[name] in ",." or is_finite(reading, name)
    plain = title.lower() in _HONORIFICS and (reading.words[the] == "the" or name == the + 3)
    if over and (plain or title.islower()):
        yield _dropped(reading, the, name, capital=True)


def _dropped(reading: Reading, the: int, end: int, capital: bool = False) -> Hit:
    text = reading.quote(the + 1, end)
    text = capital_like(text, "T" if capital else reading.words[the])
    if text == "health" and reading.lower[the - 1] == "for":
        return Hit(_MESSAGE.format(text), the - 1, end, rewrites=("to health",))
    return Hit(_MESSAGE.format(text), the, end, rewrites=(text,))


DETECTOR = Detector(
    rule="superfluous-article",
    page=__doc__,
    category="Linguistic conventions/Grammar/Function words",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(
        frozenset(("the",)),
        tags=True,
        then=_NAMES
        | _ABSTRACT
        | _TITLES
        | _HONORIFICS
        | _FIRST_NAMES.keys()
        | _TWO_WORDS.keys()
        | _FRAMES.keys()
        | _WHOLE
        | {"chaos"},
    ),
    find=find,
    flagged=(
        Flagged("After ten years in ⟦the Sweden⟧, he went home.", "Sweden"),
        Flagged("⟦The South Korea⟧ has protested.", "South Korea"),
        Flagged("⟦The inflation⟧ is falling at last, the bank said.", "Inflation"),
        Flagged("They march against ⟦the climate change⟧.", "climate change"),
        Flagged("The storm left the city in ⟦the chaos⟧.", "chaos"),
        Flagged("They are afraid of ⟦the immigration⟧, a poll shows.", "immigration"),
        Flagged("On Sunday ⟦the president Rossi⟧ said he would go.", "President Rossi"),
        Flagged("He thanked ⟦the Mr. Rossi⟧, his teacher.", "Mr. Rossi"),
        Flagged("There is no risk ⟦for the health⟧, the clinic says.", "to health"),
        Flagged("The boys play ⟦the football⟧ in the yard.", "football"),
        Flagged("She posted it on ⟦the Facebook⟧.", "Facebook"),
    ),
    passing=(
        "It is set in the Russia of the 1990s, in the Norway she left.",
        "The Portugal captain and the China trade were in the news.",
        "The Facebook plays ran for weeks.",
        "The unemployment of engineers was a joke, the inflation that followed none.",
        "In the chaos that followed he lost the Mr Rossi file.",
        "The health of the king was poor, and the nature of his illness unknown.",
        "They passed the football to and fro; the tennis was good.",
        "The Netherlands, the Philippines and the Gambia agree.",
        "The professor and the president of Chile met; the Pope spoke.",
        "The Ukraine and the Lebanon of old books are Ukraine and Lebanon now.",
        "He lost the terrorism case, and the corruption trial goes on.",
    ),
)
