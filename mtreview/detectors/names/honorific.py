"""One document writes a title both with and without its full stop.

British style writes Mr, Mrs and Dr without the stop, American style with it. Machine translation
takes now the one and now the other, from one segment to the next.

    Faulty: Mr Novak spoke first. Later Mr. Olmedo replied.

    Instead: Mr. Novak spoke first. Later Mr. Olmedo replied.

Every occurrence of the rarer form is marked, of two equally common ones that which came later. Only
titles before a name count, and each title is weighed against itself, since styles differ on Prof.
Missed: "Mr." here and "Dr" there, titles spelt out, "M." and other titles left untranslated.
"""

from collections import defaultdict
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.names.elsewhere import named_otherwise
from mtreview.model import Severity
from mtreview.tokens import Reading

_TITLES = {
    form: title for title in ("Mr", "Mrs", "Ms", "Dr", "Prof") for form in (title, f"{title}.")
}
_LOWER = frozenset(map(str.lower, _TITLES))
# After the stop of "Dr." these begin a new segment and no name.
_NO_NAME = frozenset(
    "a after all an and as at but for from he her his how i if in it its my no on or she so that "
    "the their then there these they this those to we what when who with yes you".split()
)


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Sort each title's occurrences by form; where there are two forms, mark the rarer."""
    places: dict[str, dict[bool, list[tuple[int, int]]]] = defaultdict(dict)
    for i in reading.among(_LOWER):
        word = reading.words[i]
        if word in _TITLES and (place := _place(reading, i)):
            dotted = place[1] - place[0] > 1 or word.endswith(".")
            places[_TITLES[word]].setdefault(dotted, []).append(place)
    for title, forms in places.items():
        if len(forms) > 1:
            yield from _hits(reading, title, forms[True], forms[False])


def _place(reading: Reading, i: int) -> tuple[int, int] | None:
    """The tokens of a title before a name: two where the stop is glued to the name."""
    last = reading.limits(i)[1]
    name = i + 1
    glued = (
        name + 1 < last
        and reading.words[name] == "."
        and reading.ends[i] == reading.starts[name]
        and reading.ends[name] == reading.starts[name + 1]
    )
    name += glued
    if name >= last or not reading.words[name][0].isupper():
        return None
    next_word = reading.lower[name]
    return None if next_word in _NO_NAME or next_word.title() in _TITLES else (i, name)


def _hits(
    reading: Reading, title: str, dotted: list[tuple[int, int]], bare: list[tuple[int, int]]
) -> Iterator[Hit]:
    keep_dot = (len(dotted), -dotted[0][0]) > (len(bare), -bare[0][0])
    rare, common = (bare, dotted) if keep_dot else (dotted, bare)
    right = f"{title}." if keep_dot else title
    for place in rare:
        safe = len(common) > len(rare)
        yield named_otherwise(reading, place, common[0], right, safe=safe)


DETECTOR = Detector(
    rule="inconsistent-honorific",
    page=__doc__,
    category="Style/Inconsistent style",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(signs=tuple(sorted(set(_TITLES.values())))),
    find=find,
    flagged=(
        Flagged("⟦Mr⟧ Novak spoke. Mr. Olmedo and Mr. Ruiz left.", "Mr."),
        Flagged("Mr Novak spoke. ⟦Mr.⟧ Olmedo left.", "Mr"),
        Flagged("Mrs. Novak spoke.\n\nThen ⟦Mrs⟧ Olmedo left.", "Mrs."),
        Flagged("Dr Li, Dr Ba and ⟦Dr.⟧ O’Neill met.", "Dr"),
        Flagged("Prof. Li met ⟦Prof⟧ Ba.", "Prof."),
        Flagged("Ms Li met Ms Ba. “⟦Ms.⟧ Li is right,” he said.", "Ms"),
        Flagged("Mr Novak met ⟦Mr.⟧Olmedo.", "Mr"),
    ),
    passing=(
        "Mr Novak met Mr Olmedo.",
        "Mr. Novak met Mr. Olmedo.",
        "Mr Novak met his Dr. The talk was long.",
        "Mr. Novak met Dr Olmedo.",
        "The dr said no. Dr. Ba agreed.",
        "Mrs Novak met Mr. Olmedo.",
        "Prof. Li met Mr Ba.",
        "He lives on Olmedo Dr. Dr Li lives there too.",
        "Mr",
        "Mr.",
        "",
    ),
    misses=(
        Missed("⟦Mr.⟧ Novak spoke first. Later Dr Olmedo replied."),
        Missed("Mr Novak spoke first. Later ⟦M.⟧ Olmedo replied."),
    ),
)
