"""A name of the source is missing, or another one stands in its place.

Engines that have read "Reuters reported" more often than the agency of the source write that, swap
one port or one family name for another, and drop one of several names in a row.

    Source: Het schip was uit Antwerpen vertrokken. Podpisali ministrowie Litwy i Łotwy.
    Faulty: The ship had left Rotterdam. It was signed by the ministers of Latvia.

    Instead: The ship had left Antwerp. It was signed by the ministers of Lithuania and Latvia.

A country, a city, an agency, a day or a month that is listed is replaced where neither it nor its
people are named, and another one is that the source does not name. Any other name is foreign where
nothing in the source is spelt like it and a name of the source is left without its like. It needs
the source, in a language of the rule packs; for names that are not listed, in Latin letters.
Missed: such names in German, which writes every noun with a capital, and several in one segment.
"""

import re
from collections.abc import Iterator

from mtreview.detectors.clauses import DAYS, MONTHS
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word
from mtreview.detectors.names.spelling_of_names import one_name
from mtreview.detectors.nouns.nations import BY_ADJECTIVE, BY_COUNTRY
from mtreview.detectors.source.beside_source import Beside, besides
from mtreview.detectors.source.bilingual import Mention, english, is_name, kind
from mtreview.detectors.source.told import beginning_of
from mtreview.model import Severity
from mtreview.remembered import Remembered
from mtreview.tokens import Reading

_CAPITALS = "A-ZÀ-ÖØ-ÞŁŚŻŹĆŠŽČ"
_NAME = re.compile(
    rf"(?<![\w.])(?=[{_CAPITALS}vdl])"  # all that may begin one, which is quick to see
    r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Vv]on|[Dd]i|[Dd]a|[Dd]el|[Ll]a|[Ll]e|[Dd]os)\s)*"
    rf"[{_CAPITALS}][\w'’-]{{2,}}"
)
_BARE = re.compile(rf"(?<![\w.])[{_CAPITALS}][\w'’-]{{2,}}")
_PARTICLES = re.compile(r"^(?:(?:van|de|der|den|von|di|da|del|la|le|dos)\s)+", re.IGNORECASE)
_LENGTHS = (0.6, 1.6)  # of the usual length
_LATIN = frozenset("fr es it pt nl pl".split())  # not German, whose nouns all have capitals
_DATES = DAYS | MONTHS
_ROW = re.compile(
    r"\s*(?:[,、，]|(?P<last>\b(?:et|und|y|e|en|i|и|та|й)\b|[和与及]|و))\s*(?:[^\W\d_]{1,3}['’\s])?"
)
# Wide names, which a translation says in other words or leaves to the reader.
_WIDE = frozenset(("America", "European", "Africa", "Asia", "China"))


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Compare the names of every segment with those of its source."""
    for segment, pair in besides(reading):
        if not _LENGTHS[0] < pair.share < _LENGTHS[1]:
            continue
        for start, end, name, said in _wrong(pair, [m for m in pair.lost if _is_listed(m)]):
            at = (segment.span.start + start, segment.span.start + end)
            yield Hit(said, at=at, rewrites=(name,))


Wrong = tuple[int, int, str, str]  # from where to where, what to write there, and why


def _wrong(pair: Beside, lost: list[Mention]) -> Iterator[Wrong]:
    """One name for another, listed or not; else a listed name that is dropped from a row."""
    added = [m for m in pair.added if _is_listed(m) and pair.text[m.start].isupper()]
    if len(lost) == len(added) == 1 and _kind(lost[0]) == _kind(added[0]):
        name = _like(pair.text[added[0].start : added[0].end], _name_of(lost[0]))
        yield added[0].start, added[0].end, name, f"the source names {name} here"
    if added:
        return
    foreign = [m for m in _names(pair) if _is_foreign(pair, m)]
    if len(foreign) == 1:
        right = _like(foreign[0][0], _name_of(lost[0])) if len(lost) == 1 else None
        if right := right or (None if lost else _left(pair)):
            said = f"the source does not name {foreign[0][0]}"
            yield *foreign[0].span(), right, said
    elif len(lost) == 1 and not foreign and _kind(lost[0]) not in ("days", "months"):
        before = [link for link in pair.links if link[0] <= lost[0].start]
        if before and (row := _ROW.fullmatch(pair.source, before[-1][0], lost[0].start)):
            name, place = _name_of(lost[0]), before[-1][1]
            joint = " and" if row["last"] else ","
            yield place, place, f"{joint} {name}", f"the source names {name} too"


def _is_listed(mention: Mention) -> bool:
    """Whether a word surely names one country, city or agency, and no sum of money."""
    return len(mention.things) == 1 and all(
        (is_name(thing) and english(thing) not in _WIDE) or english(thing) in _DATES
        for thing in mention.things
    )


def _kind(mention: Mention) -> str:
    name = english(min(mention.things))
    return "days" if name in DAYS else "months" if name in MONTHS else kind(min(mention.things))


def _name_of(mention: Mention) -> str:
    """What English writes for the one thing that is meant."""
    name = english(min(mention.things))
    return name.title() if name in _DATES else name


def _like(old: str, name: str) -> str:
    """A country's name, or its adjective where that of another country stands."""
    nation = BY_COUNTRY.get(name.lower())
    return nation.adjective if nation and old.lower() in BY_ADJECTIVE else name


def _names(pair: Beside) -> Iterator[re.Match[str]]:
    """The names of a text beside a source in Latin letters, but for common words."""
    if pair.language in _LATIN and any(map(_holds_name.__getitem__, pair.text.split(" "))):
        yield from (m for m in _NAME.finditer(pair.text) if _is_no_word(_PARTICLES.sub("", m[0])))


def _is_no_word(bare: str) -> bool:
    return not is_word(bare.lower().removesuffix("'s").removesuffix("’s"))


# Whether a piece of text between spaces holds a name, but for its particles.
_holds_name = Remembered(lambda piece: any(map(_is_no_word, _BARE.findall(piece))))


def _is_foreign(pair: Beside, name: re.Match[str]) -> bool:
    """Whether nothing in the source is spelt like a name or means the same."""
    start, end = name.span()
    if sum(map(str.isupper, name[0].split()[-1])) > 1:
        return False  # abbreviations are translated
    bare = _PARTICLES.sub("", name[0])
    if (beginning := beginning_of(bare)) and beginning in pair.theirs.handles:
        return False
    if any(start < ours <= end for _, ours in pair.links):
        return False
    if any(start < m.end and m.start < end for m in pair.ours.mentions):
        return False
    return not any(one_name(bare, word) for word in re.findall(r"[^\W\d_]{2,}", pair.source))


def _left(pair: Beside) -> str | None:
    """The one name of a source in Latin letters that the translation has nothing like."""
    words = set(re.findall(r"[^\W\d_]{2,}", pair.text))
    linked = [theirs for theirs, _ in pair.links]
    left = []
    for match in _NAME.finditer(pair.source):
        inside = match.start() > 1 and pair.source[match.start() - 2] not in ".!?:"
        bare = _PARTICLES.sub("", match[0])
        known = any(match.start() < end <= match.end() for end in linked)
        abbreviated = sum(map(str.isupper, bare)) > 1
        if (
            inside
            and not known
            and not abbreviated
            and not any(one_name(bare, word) for word in words)
        ):
            left.append(match[0])
    return left[0] if len(left) == 1 else None


DETECTOR = Detector(
    rule="lost-name",
    page=__doc__,
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    confidence=0.75,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "The school reopened on ⟦Monday⟧.", "Tuesday", "L'école a rouvert ses portes mardi."
        ),
        Flagged(
            "The president met the ⟦German⟧ chancellor.",
            "Austrian",
            "Le président a rencontré le chancelier autrichien.",
        ),
        Flagged(
            "The cargo ship left ⟦Rotterdam⟧ on Friday.",
            "Antwerp",
            "Het vrachtschip vertrok vrijdag uit Antwerpen.",
        ),
        Flagged(
            "The profits rose, ⟦Reuters⟧ reported on Monday.",
            "Xinhua",
            "据新华社周一报道，利润有所增长。",
        ),
        Flagged(
            "The talks between Norway⟦⟧ and Estonia will go on.",
            ", Finland",
            "Переговоры между Норвегией, Финляндией и Эстонией продолжатся.",
        ),
        Flagged(
            "According to the agency, ⟦Bermúdez⟧ scored twice.",
            "Kowalczyk",
            "Według agencji dwa gole strzeliła Kowalczyk.",
        ),
        Flagged(
            "The minister will fly to ⟦Warsaw⟧ on Tuesday.",
            "Prague",
            "Le ministre se rendra mardi à Prague.",
        ),
        Flagged(
            "The ambassador of ⟦Egypt⟧ visited the school.",
            "Jordan",
            "زار سفير الأردن المدرسة يوم الثلاثاء الماضي.",
        ),
    ),
    passing=("The cargo ship left Rotterdam on Friday.", ""),
    faithful=(
        (
            "From Aachen they travelled to Cologne and Trier.",
            "D'Aix-la-Chapelle, ils se sont rendus à Cologne et à Trèves.",
        ),
        (
            "The exhibition comes to Padua from Munich.",
            "La mostra arriva a Padova da Monaco di Baviera.",
        ),
        ("The Hague has known about it for a year.", "Den Haag weet er al een jaar van."),
        ("Dutch trains run on time.", "Les trains des Pays-Bas arrivent à l'heure."),
        ("Yushchenko met Khrushchev in Moscow.", "Ющенко встретился с Хрущёвым в Москве."),
        ("It cost him $700 million.", "Это обошлось ему в 700 миллионов долларов США."),
        ("The patients with ADHD improved.", "Los pacientes con TDAH mejoraron mucho."),
        ("Mohammed arrived in Cairo.", "وصل محمد إلى القاهرة يوم الثلاثاء الماضي."),
        ("Pope Francis spoke on Sunday.", "Papież Franciszek przemawiał w niedzielę."),
    ),
    misses=(
        Missed(
            "The cargo ship left ⟦Oderberg⟧ on Friday.",
            "Das Frachtschiff lief am Freitag aus Kienitz aus.",
        ),
    ),
)
