"""Whether two forms in which a document has a name are one name or two.

What speaks for one: the same sound, the same given name or title, the same word of the source. What
speaks for two: a segment that has both, other given names, a family, that both stand often, and a
text that tells how somebody is spelt or was called.
"""

import difflib
import re
from collections import defaultdict
from collections.abc import Iterator

from mtreview.detectors.names.name_forms import Name, Names, segments_of
from mtreview.detectors.names.name_sounds import alike, bones, inflected, kin_forms, sound
from mtreview.detectors.names.persons import men, women
from mtreview.detectors.names.spelling_of_names import one_name, plain
from mtreview.tokens import Reading

_CONSONANTS = 3  # that two spellings share, at least
_LETTERS = 5
_SURNAME, _CLOSE = 6, 0.82  # letters, and how much of them two must share beside one given name
_HEAD = 4
_LONG = 5000  # tokens; a text that is longer has people of similar names
_BRIEF = 1500  # tokens; in an article, even short names that sound alike are mostly one
_PLACE = re.compile(r", [A-Z]")
_MUTE = re.compile("(?<=..)(?:ks|[tsdhe])+$")
_OFTEN = 4  # two forms that both stand this often are two names
EXPLAINED = frozenset(
    """
    spelling spellings spelled spelt spell pronounced née alias born called named name names
    surname maiden formerly known
    """.split()
)
KIN = frozenset(
    """
    son daughter father mother brother sister husband wife widow widower cousin nephew niece uncle
    aunt grandson grandfather grandmother granddaughter twin twins brothers sisters sons daughters
    parents family
    """.split()
)


def is_one_name(names: Names, right: Name, name: Name) -> bool:
    """Tell whether two forms of the same consonants are spellings of one name."""
    reading = names.reading
    mine, yours = segments_of(reading, right.places), segments_of(reading, name.places)
    if not is_apart(names, right, name) or _qualified(reading, right, name):
        return False
    from_source = _same_source(reading, right, name)
    if from_source is False:
        return False
    if not _compatible(right.before, name.before) or not _compatible(right.after, name.after):
        return False
    together = bool(right.before and name.before) or bool(right.after and name.after)
    if right.after and name.after and says(reading, mine | yours, KIN):
        return False
    if kin_forms(right.form, name.form):
        return bool(right.before and name.before) and _cased(right, name)
    if not together and (_is_given(right.form, name.form) or _far_apart(right.form, name.form)):
        return False
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
        and ((len(bones(name.form)) <= _CONSONANTS and not brief) or len(reading) > _LONG)
    ):
        return False
    person = right.before or right.titled or name.before or name.titled
    return bool(from_source or together or (person and not right.after and not name.after))


def _is_given(form: str, other: str) -> bool:
    """Whether either is a given name, which tells of nobody by itself: Michael, Mihail."""
    given = not {form.lower(), other.lower()}.isdisjoint(men() | women())
    return given and sound(form) != sound(other)


def _far_apart(form: str, other: str) -> bool:
    """Whether two forms differ by more vowels than an ear takes for one: Luoyang, Liang."""
    vowels = [sum(c in "aeiou" for c in sound(name)) for name in (form, other)]
    return abs(vowels[0] - vowels[1]) > 1


def is_apart(names: Names, right: Name, name: Name) -> bool:
    """Whether nothing tells that two forms are meant to be two: a segment that has both, a word."""
    reading = names.reading
    mine, yours = segments_of(reading, right.places), segments_of(reading, name.places)
    often = min(len(right.places), len(name.places)) >= _OFTEN
    return not (often or mine & yours or says(reading, mine | yours, EXPLAINED))


def near_surnames(known: dict[str, Name]) -> Iterator[tuple[Name, Name]]:
    """Long surnames of one given name that differ in a letter: the right one, the other."""
    after: dict[str, dict[str, Name]] = defaultdict(dict)
    for given in known.values():
        for form in given.after:
            if len(form) >= _SURNAME and form in known:
                after[sound(given.form)][form] = known[form]
    for surnames in (list(found.values()) for found in after.values()):
        right = max(surnames, key=lambda name: (len(name.places), -name.places[0]), default=None)
        for name in surnames:
            if right and name is not right and not kin_forms(right.form, name.form):
                mine, yours = sound(right.form), sound(name.form)
                close = difflib.SequenceMatcher(None, mine, yours, autojunk=False).ratio()
                if close >= _CLOSE and mine[-1:] == yours[-1:]:
                    yield right, name


def near_alone(known: dict[str, Name], tokens: int) -> Iterator[tuple[Name, Name]]:
    """Long names that stand alone and differ in a letter from a surname: the right one, the other.

    In an article, who is named without a given name has been named with it before.
    """
    full = [name for name in known.values() if name.before and len(name.form) >= _SURNAME]
    if tokens > _BRIEF or not full:
        return
    for name in known.values():
        lone = not (name.before or name.after or name.titled) and len(name.form) > _SURNAME
        if not lone or len(name.places) > 1 or name.form.lower() in men() | women():
            continue
        near = [right for right in full if _differs_in_a_letter(right.form, name.form)]
        if len(near) == 1 and near[0].places[0] < name.places[0]:
            yield near[0], name


def heard_alike(known: dict[str, Name], language: str | None) -> Iterator[tuple[Name, Name]]:
    """Surnames that French says alike, with and without a mute ending: Morvan, Morvant."""
    if language != "fr":
        return
    by_ear: dict[str, list[Name]] = defaultdict(list)
    for name in known.values():
        if len(name.form) >= _LETTERS and name.form.lower() not in men() | women():
            by_ear[_MUTE.sub("", sound(name.form))].append(name)
    for group in by_ear.values():
        full = [name for name in group if name.before]
        for name in group:
            alone = len(full) == 1 and not (name.before or name.after or name is full[0])
            if alone and not kin_forms(full[0].form, name.form):
                yield full[0], name


def _differs_in_a_letter(form: str, other: str) -> bool:
    """Whether one consonant of two names of one length differs, behind their first four letters."""
    mine, yours = plain(form).lower(), plain(other).lower()
    if len(mine) != len(yours) or mine[:_HEAD] != yours[:_HEAD]:
        return False
    pairs = [(a, b) for a, b in zip(mine, yours, strict=True) if a != b]
    return len(pairs) == 1 and not any(c in "aeiouy" for c in pairs[0])


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


def says(reading: Reading, segments: set[int], words: frozenset[str]) -> bool:
    """Tell whether one of some words stands in one of some segments."""
    return any(
        not words.isdisjoint(reading.lower[slice(*reading.bounds[segment])]) for segment in segments
    )


def _qualified(reading: Reading, *names: Name) -> bool:
    """A place of another country: "Odessa, Texas"."""
    bare = [i for name in names if not (name.before or name.titled) for i in name.places]
    return any(_PLACE.match(reading.text, reading.ends[i]) for i in bare)


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
