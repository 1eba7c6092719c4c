"""The pattern language of rule packs, and how it is compiled.

    ensure that        two words, in any case; with a capital (Hexagon) only with that capital
    top|head           one of several words
    the?               a word that may be missing
    <ensure>           any form of a verb; <make|do> of either; <dog:NOUN> of a noun;
                       <be:VBZ|VBP> only the forms of these Penn tags
    {org}              one of the words that the pack's table `classes` names so
    _  _3              any one word; up to three words
    _3!and|or          up to three words, none of them among these
    !and|or            a token that is none of these, or the segment's edge
    {ing} {ed}         a word that ends so;
    {base} {pres} {past} {part}
                       a verb's base form, its form in -s, past tense, past participle
    {num} {cap} {plural} {quote}
                       a number, a capital, a plural in -s, a quotation mark
    {start} {end}      the beginning or the end of a clause, of no width
    the|{num}|{end}    any of these
    and [<ensure>] that
                       brackets: only what is within is faulty, the rest is its context

What is written instead is a template, described in rewriting.py.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import reduce

from mtreview.detectors.lexicon import NOUN_TAGS, VERB_TAGS, forms, verb_tags
from mtreview.detectors.matching import Element, Pattern, nearest
from mtreview.errors import ConfigError

Classes = Mapping[str, frozenset[str]]

_COMMON = frozenset(
    "a an and are as at be been being but by for from had has have he her his i in into is it its "
    "more no not of on or out over she so that the their them there they this to up was we were "
    "which who will with you , : ; . ( )".split()
)
_COMMONEST = frozenset("the , of and to in a".split())  # a tenth of all tokens each, or nearly
_QUOTES = frozenset("\"“”«»„‘'")


def _verb(tag: str) -> Callable[[str], bool]:
    return lambda word: any(found == tag for _, found in verb_tags(word.lower()))


_SHAPES: dict[str, Callable[[str], bool]] = {
    "ing": lambda word: len(word) > 4 and word.endswith("ing"),
    "ed": lambda word: len(word) > 3 and word.endswith("ed"),
    "base": _verb("VB"),
    "pres": _verb("VBZ"),
    "past": _verb("VBD"),
    "part": _verb("VBN"),
    "num": lambda word: word[0].isdigit(),
    "cap": lambda word: word[0].isupper(),
    "plural": lambda word: len(word) > 4 and word[-1] == "s" and word[-2] not in "sui",
    "quote": lambda word: word in _QUOTES,
}


def compile_pattern(
    source: str, classes: Classes | None = None, *, beside: bool = False
) -> Pattern:
    """Compile a pattern; one that cannot be understood is a ConfigError that quotes it.

    It is looked up by its rarest word, or, for long tables, `beside` by one whose neighbours tell
    as much. In a pack of which several entries may match, the word by which it is found decides.
    """
    elements: list[Element] = []
    marks: dict[str, int] = {}
    for piece in re.findall(r"\[|\]|[^\s\[\]]+", source):
        if piece in "[]":
            if piece in marks:
                raise ConfigError(f"pattern “{source}” has more than one pair of brackets")
            marks[piece] = len(elements)
            continue
        try:
            elements.append(_element(piece, classes or {}))
        except ValueError as error:
            raise ConfigError(f"pattern “{source}”: {error}") from None
    opens, closes = marks.get("[", 0), marks.get("]", len(elements))
    anchor = _anchor(elements, beside)
    if anchor is None or opens >= closes or len(marks) == 1:
        raise ConfigError(f"pattern “{source}” needs a plain word and whole brackets")
    return Pattern(tuple(elements), opens, closes, anchor)


def _anchor(elements: list[Element], beside: bool) -> int | None:
    """The element by whose words a pattern is looked up: the rarest, by the look of them."""
    able = [n for n, element in enumerate(elements) if element.can_anchor]
    if not able:
        return None
    if beside:
        return min(able, key=lambda n: _lookups(elements, n))
    rarity = ((bool(elements[n].words & _COMMON), len(elements[n].words), n) for n in able)
    return min(rarity)[2]


def _lookups(elements: list[Element], n: int) -> float:
    """How often, roughly, an element's words are met beside those that stand next to it."""
    words = elements[n].words
    if not _COMMONEST.isdisjoint(words):
        often = 1000
    else:
        often = 100 if not _COMMON.isdisjoint(words) else 3 * len(words)
    known = (nearest(elements[n - 1 :: -1] if n else ()), nearest(elements[n + 1 :]))
    return often * (1.0 if known == (None, None) else 0.03)


def _element(piece: str, classes: Classes) -> Element:
    if piece.endswith("?") and len(piece) > 1:
        return replace(_element(piece[:-1], classes), least=0)
    if gap := re.fullmatch(r"_(\d?)(?:!(.+))?", piece):
        barred = _element(gap[2], classes).words if gap[2] else frozenset()
        if gap[1]:
            return Element(barred=barred, least=0, most=int(gap[1]), repeats=True)
        return Element(barred=barred, repeats=True)
    if piece.startswith("!") and len(piece) > 1:
        barred = _element(piece[1:], classes).words
        if not barred:
            raise ValueError(f"{piece} bars no word")
        return Element(barred=barred, shapes=(lambda _: True,), edge="any")
    parts = re.findall(r"(?:<[^>]*>|[^|<])+", piece)
    if "|".join(parts) != piece:
        raise ValueError(f"{piece} cannot be understood")
    return reduce(_either, [_part(part, classes) for part in parts])


def _part(piece: str, classes: Classes) -> Element:
    if braces := re.fullmatch(r"\{(\w+)\}", piece):
        return _braces(braces[1], classes)
    if lemma := re.fullmatch(r"<([\w|-]+)(?::([A-Z|]+))?>", piece):
        return _lemma(lemma[1].split("|"), lemma[2] or "VERB")
    if re.search(r"[<>{}$|]|^_\d?$|.[!?]$", piece):
        raise ValueError(f"{piece} cannot be understood")
    return Element(words=frozenset({piece.lower()}), capital=any(map(str.isupper, piece)))


def _either(one: Element, other: Element) -> Element:
    """An element that takes what either takes; an edge of no width may be one of them."""
    return Element(
        words=one.words | other.words,
        shapes=one.shapes + other.shapes,
        lemmas=one.lemmas + other.lemmas,
        most=max(one.most, other.most),
        edge=one.edge or other.edge,
        capital=one.capital or other.capital,
        repeats=one.repeats or other.repeats,
    )


def _braces(name: str, classes: Classes) -> Element:
    if name in ("start", "end"):
        return Element(edge=name, most=0)
    if name in classes:
        return Element(words=classes[name], repeats=True)
    if name not in _SHAPES:
        raise ValueError(f"there is no class or shape {{{name}}}")
    return Element(shapes=(_SHAPES[name],), repeats=True)


def _lemma(lemmas: list[str], wanted: str) -> Element:
    tags = set(wanted.split("|")) & {*VERB_TAGS, *NOUN_TAGS}
    pos = "NOUN" if wanted == "NOUN" or tags & {*NOUN_TAGS} else "VERB"
    if not tags and wanted not in ("VERB", "NOUN"):
        raise ValueError(f"{wanted} is no part of speech")
    words: set[str] = set()
    for lemma in lemmas:
        listed = forms(lemma, pos)
        if not listed:
            raise ValueError(f"{lemma} is not known as a {pos.lower()}")
        words.update(form for tag in listed if not tags or tag in tags for form in listed[tag])
    return Element(words=frozenset(words), lemmas=tuple((lemma, pos) for lemma in lemmas))
