"""One document spells a name two ways.

A name is put into English anew in each segment, now by one system of transliteration, now by
another, now as it was heard; marks, hyphens and doubled letters come and go, and so may a case
ending of the source.

    Faulty: Henning Osterkamp spoke first. Then Ostercamp was booed.

    Instead: Henning Osterkamp spoke first. Then Osterkamp was booed.

The form that the source has is kept, else the most usual, else the first. Two forms are one name if
only the spelling differs that systems differ in, or if the consonants are the same and one of them
stands after a given name or a title, the other alone or after the same. People of one family pass,
two forms in one segment, and forms of which the text says how they are spelt or what people were
called. Missed: names of which a consonant is wrong, names that are English words, names of three
letters.
"""

import difflib
import re
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.name_sounds import alike, bones, inflected, kin_forms, sound
from mtreview.detectors.names import Name, Names, by_key, names_of, segments_of
from mtreview.detectors.spelling_of_names import one_name, plain
from mtreview.model import Severity
from mtreview.tokens import Reading

_CONSONANTS = 3  # that two spellings share, at least
_LETTERS = 5
_SURNAME, _CLOSE = 6, 0.82  # letters, and how much of them two must share beside one given name
_LONG = 5000  # tokens; a text that is longer has people of similar names
_BRIEF = 1500  # tokens; in an article, even short names that sound alike are mostly one
_PLACE = re.compile(r", [A-Z]")
_OFTEN = 4  # two forms that both stand this often are two names
_EXPLAINED = frozenset(
    """
    spelling spellings spelled spelt spell pronounced née alias born called named name names
    surname maiden formerly known
    """.split()
)
_KIN = frozenset(
    """
    son daughter father mother brother sister husband wife widow widower cousin nephew niece uncle
    aunt grandson grandfather grandmother granddaughter twin twins brothers sisters sons daughters
    parents family
    """.split()
)


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Compare the names of the same consonants; mark the rarer form wherever it stands."""
    names = names_of(reading)
    known = {form: name for form, name in names.by_form.items() if name.long}
    written: dict[int, tuple[str, int]] = {}
    for group in by_key(known, {form: bones(form) for form in known}):
        right = max(group, key=lambda name: _standing(reading, name))
        for name in group:
            if name is not right and _one(names, right, name):
                _write(names, right, name, written)
    for right, name in _near(known):
        if name.places[0] not in written and _apart(names, right, name):
            _write(names, right, name, written)
    yield from _hits(reading, written)
    yield from _longer(names, set(written))


def _standing(reading: Reading, name: Name) -> tuple[bool, bool, int, int]:
    """How much speaks for a form: the source, its not being a case, its number, its place."""
    in_source = any(name.form in (reading.segment(i).source or "") for i in name.places)
    return in_source, bool(name.before), len(name.places), -name.places[0]


def _one(names: Names, right: Name, name: Name) -> bool:
    reading = names.reading
    mine, yours = segments_of(reading, right.places), segments_of(reading, name.places)
    if not _apart(names, right, name) or _qualified(reading, right, name):
        return False
    from_source = _same_source(reading, right, name)
    if from_source is False:
        return False
    if not _compatible(right.before, name.before) or not _compatible(right.after, name.after):
        return False
    together = bool(right.before and name.before) or bool(right.after and name.after)
    if right.after and name.after and _says(reading, mine | yours, _KIN):
        return False
    if kin_forms(right.form, name.form):
        return bool(right.before and name.before) and _cased(right, name)
    brief = len(reading) <= _BRIEF
    same = sound(right.form) == sound(name.form)
    if same and (right.before or name.before) and not (right.after or name.after):
        return True
    if len(bones(name.form)) < _CONSONANTS or min(len(right.form), len(name.form)) < _LETTERS:
        both = (right.before or right.titled) and (name.before or name.titled)
        alone = right.before and not (name.before or name.after or right.after)
        return together or bool((both and len(reading) <= _LONG) or (alone and brief))
    if same:
        return not (right.after and not name.after) and not (name.after and not right.after)
    if (
        not together
        and not from_source
        and (len(bones(name.form)) <= _CONSONANTS or len(reading) > _LONG)
    ):
        return False
    person = right.before or right.titled or name.before or name.titled
    return bool(from_source or together or (person and not right.after and not name.after))


def _apart(names: Names, right: Name, name: Name) -> bool:
    """Whether nothing tells that two forms are meant to be two: a segment that has both, a word."""
    reading = names.reading
    mine, yours = segments_of(reading, right.places), segments_of(reading, name.places)
    often = min(len(right.places), len(name.places)) >= _OFTEN
    return not (often or mine & yours or _says(reading, mine | yours, _EXPLAINED))


def _near(known: dict[str, Name]) -> Iterator[tuple[Name, Name]]:
    """Long surnames of one given name that differ in a letter: the right one, the other."""
    for given in known.values():
        surnames = [known[form] for form in given.after if len(form) >= _SURNAME and form in known]
        right = max(surnames, key=lambda name: (len(name.places), -name.places[0]), default=None)
        for name in surnames:
            if right and name is not right and not kin_forms(right.form, name.form):
                mine, yours = sound(right.form), sound(name.form)
                close = difflib.SequenceMatcher(None, mine, yours, autojunk=False).ratio()
                if close >= _CLOSE and mine[-1:] == yours[-1:]:
                    yield right, name


def _cased(right: Name, name: Name) -> bool:
    """Forms that differ at their ends, beside given names that do so as well."""
    for given in right.before:
        for other in name.before:
            if given == other:
                ends = right.form[-1], name.form[-1]
                return "a" not in ends and all(end in "eiouy" for end in ends)
            if inflected(given, other) and inflected(right.form, name.form):
                return True
            if given != other and "a" not in (right.form[-1], name.form[-1]):
                return right.form[-1] in "eiouy" and name.form[-1] in "eiouy"
    return False


def _compatible(mine: dict[str, int], yours: dict[str, int]) -> bool:
    return not mine or not yours or any(alike(a, b) for a in mine for b in yours)


def _says(reading: Reading, segments: set[int], words: frozenset[str]) -> bool:
    return any(
        not words.isdisjoint(reading.lower[slice(*reading.bounds[segment])]) for segment in segments
    )


def _qualified(reading: Reading, *names: Name) -> bool:
    """A place of another country: "Odessa, Texas"."""
    return any(_PLACE.match(reading.text, reading.ends[i]) for name in names for i in name.places)


def _same_source(reading: Reading, right: Name, name: Name) -> bool | None:
    """Whether both stand for one word of the source; None where that cannot be told."""
    mine, yours = _sources(reading, right), _sources(reading, name)
    if not mine or not yours:
        return None
    return any(plain(a)[:4] == plain(b)[:4] for a in mine for b in yours)


def _sources(reading: Reading, name: Name) -> set[str]:
    found = set()
    for i in name.places:
        words = re.findall(r"\w[\w-]+", reading.segment(i).source or "")
        exact = [word for word in words if word == name.form]
        found.update(exact or [w for w in words if not w[0].islower() and one_name(w, name.form)])
    return found


def _write(names: Names, right: Name, name: Name, written: dict[int, tuple[str, int]]) -> None:
    reading = names.reading
    for i in name.places:
        written[i] = right.form, right.places[0]
        given = names.given(i)
        if given is None or given != i - 1 or reading.words[given] in right.before:
            continue
        for other, place in right.before.items():
            if alike(other, reading.words[given]):
                written[given] = other, place


def _hits(reading: Reading, written: dict[int, tuple[str, int]]) -> Iterator[Hit]:
    """One hit for what stands side by side."""
    places = sorted(written)
    while places:
        first = last = places.pop(0)
        while places and places[0] == last + 1:
            last = places.pop(0)
        right = " ".join(written[i][0] for i in range(first, last + 1))
        other = written[last][1]
        yield _hit(reading, first, last + 1, right, (other, other + 1))


def _hit(reading: Reading, first: int, last: int, right: str, at: tuple[int, int]) -> Hit:
    other = reading.span(*at)
    return Hit(
        f"“{reading.quote(first, last)}” here, “{right}” elsewhere in this document",
        first,
        last,
        rewrites=(right,),
        related=((other.start, other.end),),
    )


def _longer(names: Names, marked: set[int]) -> Iterator[Hit]:
    """Full names of one sound in all, however they are parted into words."""
    reading = names.reading
    seen: dict[str, tuple[int, int]] = {}
    for first, last in names.runs():
        owner = {reading.owners[first]}
        if marked.intersection(range(first, last)) or _says(reading, owner, _KIN | _EXPLAINED):
            continue
        words = reading.words[first:last]
        key = bones("".join(words))
        other = seen.setdefault(key, (first, last))
        right, quote = reading.quote(*other), reading.quote(first, last)
        same = sound("".join(words)) == sound(right)
        parted = len(key) > 5 and len(words) != other[1] - other[0]
        if (same or parted) and right != quote and reading.owners[other[0]] not in owner:
            yield _hit(reading, first, last, right, other)


DETECTOR = Detector(
    rule="inconsistent-name",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Whole(),
    find=find,
    flagged=(
        Flagged("Henning Osterkamp spoke first.\n\nThen ⟦Ostercamp⟧ was booed.", "Osterkamp"),
        Flagged(
            "Larysa Skorobahatko sows wheat.\n\nAccording to ⟦Skorobogatko⟧, rain is late.",
            "Skorobahatko",
        ),
        Flagged(
            "The engineer Samer Al-Halawani left.\n\nToday ⟦Alhalwani⟧ said nothing.", "Al-Halawani"
        ),
        Flagged(
            "Uwe Pfannschmidt laughs.\n\n⟦Pfannenschmidt⟧ walks across every day.", "Pfannschmidt"
        ),
        Flagged(
            "President Zelensky met the king. ⟦Zelenskyy⟧ then left. Zelensky will be back.",
            "Zelensky",
        ),
        Flagged(
            "Dmytro Havrylenko sang.\n\nLater ⟦Dmitro Gavrilenko⟧ danced.", "Dmytro Havrylenko"
        ),
        Flagged(
            "Agnieszka Nowicka won.\n\nA friend of ⟦Agnieszki Nowickiej⟧ lost.", "Agnieszka Nowicka"
        ),
        Flagged("The actor Lucien Fuch sang.\n\nThen Mr ⟦Fodge⟧ danced.", "Fuch"),
        Flagged("Anna Weiß sang.\n\nThen ⟦Weiss⟧ danced.", "Weiß"),
        Flagged("Hassan el-Sisi sang.\n\nThen ⟦Al-Sissi⟧ danced.", "el-Sisi"),
        Flagged("Kim Yong-un sang.\n\nThen ⟦Kim Yong Un⟧ danced.", "Kim Yong-un"),
        Flagged("Prime Minister Robert Fuch sang.\n\nThen ⟦Foch⟧ danced.", "Fuch"),
        Flagged("Jamal Khashoggi sang.\n\nThen Jamal ⟦Kashoggi⟧ danced.", "Khashoggi"),
        Flagged("Nguyễn Văn Thành sang.\n\nThen ⟦Nguyen Van Thanh⟧ danced.", "Nguyễn Văn Thành"),
        Flagged("Tomasz Wojtczak sang.\n\nA song by ⟦Tomasza Wojtczaka⟧.", "Tomasz Wojtczak"),
        Flagged("Sergei Lavrentiev came.\n\nThen ⟦Sergey⟧ Lavrentiev left.", "Sergei"),
        Flagged(
            "Abdelkarim Mansouri spoke.\n\nLater ⟦Abd al-Karim Mansouri⟧ left.",
            "Abdelkarim Mansouri",
        ),
    ),
    passing=(
        "Jan Kovac sold it to his brother.\n\nYan Novak was there.",
        "Sergei Pavlov came.\n\nElena Pavlova left.",
        "Möller and Müller met.\n\nMöller left. Müller stayed.",
        "Hassan Karimi opened it.\n\nHis son, Hasan Karimi, took over.",
        "He was born Aleksei Gurin.\n\nThey call him Alexej Gurin.",
        "The Iranians left Iran.\n\nThe Irani shop was shut.",
        "Sara Lopez won.\n\nSarah Miller lost.",
        "Osterkamp spoke. Osterkamp’s wife left. The Osterkamps were angry.",
        "The team comes from Odesa.\n\nIt will sing in Odessa, Texas.",
        "Zhao Xiangguo spoke.\n\nThe trade unions of Xinjiang answered.",
        "Aleksandr Petrov sang.\n\nAleksandra Petrova danced.",
        "Aleksander Kowalski sang.\n\nAleksandra Kowalska danced.",
        "Andrew Berg spoke.\n\nAndrea Berg sang.",
        "Palestine is small.\n\nPalestinian farmers and Ukrainian traders met. Ukraine is large.",
        "Roberto Conti sang.\n\nRoberta Conti danced.",
        "",
    ),
    misses=(Missed("Lucien Fuch sang.\n\nThen ⟦Fulch⟧ danced."),),
)
