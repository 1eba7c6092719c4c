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
called. Missed: short names of which a consonant is wrong, names that are English words, names of
three letters.
"""

from collections import defaultdict
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.elsewhere import named_otherwise
from mtreview.detectors.names.name_forms import Name, Names, by_key, is_name, names_of
from mtreview.detectors.names.name_pairs import (
    EXPLAINED,
    KIN,
    heard_alike,
    is_apart,
    is_one_name,
    near_alone,
    near_surnames,
    says,
)
from mtreview.detectors.names.name_sounds import alike, bones, sound
from mtreview.detectors.nouns.nations import BY_ADJECTIVE, BY_COUNTRY
from mtreview.model import Severity
from mtreview.tokens import Reading

_COUNTRIES = BY_COUNTRY.keys() | BY_ADJECTIVE.keys()  # “Germany” is no “Hermann”
_BONES = 5  # consonants that full names share at least if their vowels differ


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Compare the names of the same consonants; mark the rarer form wherever it stands."""
    if len(reading.bounds) < 2:  # what one segment has both of is meant to be two
        return
    names = names_of(reading)
    if len(names.forms) < 2:
        return
    known = {
        form: name
        for form, name in names.by_form.items()
        if name.long and form.lower() not in _COUNTRIES
    }
    written: dict[int, tuple[str, int]] = {}
    for group in by_key(known, {form: bones(form) for form in known}):
        right = max(group, key=lambda name: _standing(reading, name))
        for name in group:
            if name is not right and is_one_name(names, right, name):
                _write(names, right, name, written)
    near = (
        *near_surnames(known),
        *near_alone(known, len(reading)),
        *heard_alike(known, reading.document.source_lang),
    )
    for right, name in near:
        if name.places[0] not in written and is_apart(names, right, name):
            _write(names, right, name, written)
    yield from _hits(reading, written)
    yield from _longer(names, set(written))


def _standing(reading: Reading, name: Name) -> tuple[bool, bool, int, int]:
    """How much speaks for a form: the source, its not being a case, its number, its place."""
    in_source = any(name.form in (reading.segment(i).source or "") for i in name.places)
    return in_source, bool(name.before), len(name.places), -name.places[0]


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
        yield named_otherwise(reading, (first, last + 1), (other, other + 1), right)


def _longer(names: Names, marked: set[int]) -> Iterator[Hit]:
    """Full names of one sound in all, however they are parted into words."""
    reading = names.reading
    groups: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for first, last in names.runs():
        key = bones("".join(reading.words[first:last]))
        groups[key][reading.quote(first, last)].append((first, last))
    for key, every in groups.items():
        found = _plain(reading, every, marked) if len(every) > 1 else {}
        if not found:
            continue
        right = max(found, key=lambda form: (len(found[form]), -found[form][0][0]))
        theirs = {reading.owners[first] for first, _ in found[right]}
        for form, places in found.items():
            parted = len(key) > _BONES and len(form.split()) != len(right.split())
            same = form != right and sound(form) == sound(right)
            if form.lower() == right.lower() or not (parted or same):
                continue
            if theirs.isdisjoint(reading.owners[first] for first, _ in places):
                kept = found[right][0]
                yield from (named_otherwise(reading, place, kept, right) for place in places)


def _plain(
    reading: Reading, every: dict[str, list[tuple[int, int]]], marked: set[int]
) -> dict[str, list[tuple[int, int]]]:
    """The forms with those of their places that are not marked, and tell of no family."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for form, places in every.items():
        for first, last in places:
            told = says(reading, {reading.owners[first]}, KIN | EXPLAINED)
            if not told and marked.isdisjoint(range(first, last)):
                found[form].append((first, last))
    return found


DETECTOR = Detector(
    rule="inconsistent-name",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MAJOR,
    confidence=0.85,
    watch=Whole(word=is_name),
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
        Flagged("Luc Béranger opened it.\n\n⟦Beranget⟧ thanked all.", "Béranger"),
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
        "Mr Luoyang came.\n\nLiang left. Prince Michael came home.\n\nThen Mihail left.",
        "Roberto Conti sang.\n\nRoberta Conti danced.",
        "Mayor Hermann sang.\n\nThe firm left Germany. The German side won.",
        "",
    ),
    misses=(Missed("Lucien Fuch sang.\n\nThen ⟦Fulch⟧ danced."),),
)
