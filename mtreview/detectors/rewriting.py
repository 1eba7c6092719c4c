"""What to write instead of a match: a template, filled in from the words that were matched.

    <assert>           a verb or noun in the form of the faulty part's first lemma, else of its
                       first verb; <be:VBD> in the form of this Penn tag. "be" agrees with its
                       subject where that can be told, else with the verb that stood there
    $1 $2              the first, second ... gap or braces of the faulty part, repeated
    <$1:VBG>           the verb so repeated, in the form of this Penn tag; with LOWER, in small
                       letters

The whole takes the capitals of what it replaces.
"""

import re

from mtreview.detectors.lexicon import base_of, forms, inflect, verb_tags
from mtreview.detectors.matching import Match, Pattern
from mtreview.detectors.subject import is_plural, subject_is_plural
from mtreview.errors import ConfigError
from mtreview.tokens import Reading

_PERFECT = frozenset("have has had having 've been be being is are was were am".split())
_INFINITIVE = frozenset(
    "to will would shall should can could may might must do does did 'll not n't let".split()
)
# After these 's is "is" or "has"; after a noun it is a possessive, or a part of a name (Moody's).
_CONTRACTING = frozenset("he she it that this there here who what where how one".split())
_SEVERAL = frozenset("are were have 're 've do".split())
_PLACE = re.compile(r"\$(?P<number>\d)|<(?P<lemma>\$?[\w-]+)(?::(?P<tag>[A-Z]+))?>")


def must_fit(template: str, pattern: Pattern) -> None:
    """Raise a ConfigError for a rewrite that repeats more than its pattern has, or is mistyped."""
    parts = sum(element.repeats for element in pattern.elements[pattern.opens : pattern.closes])
    numbers = [int(number) for number in re.findall(r"\$(\d)", template)]
    if any(not 1 <= n <= parts for n in numbers) or re.search(r"[<>$]", _PLACE.sub("", template)):
        raise ConfigError(f"rewrite “{template}” does not fit its pattern")


def rewrite(template: str, reading: Reading, match: Match) -> str:
    """Fill a rewrite's forms and repeats, and give it the capitals of what it replaces."""
    parts = [reading.quote(a, b) if a < b else "" for e, a, b in match.captures if e.repeats]
    own = _tag_of(reading, match)
    text, at = "", 0
    for place in _PLACE.finditer(template):
        text += template[at : place.start()]
        at = place.end()
        number, lemma, tag = place["number"], place["lemma"], place["tag"]
        if number or lemma.startswith("$"):
            part = parts[int(number or lemma[1:]) - 1]
            text += _formed(part, tag) if tag else part
        elif lemma == "be" and (tag or own) == "VBD":
            text += "were" if _is_of_several(text.split(), reading, match) else "was"
        else:
            text += inflect(lemma, tag or own) if tag or own else lemma
    whole = _capitals(" ".join((text + template[at:]).split()), reading, match)
    return f" {whole}" if whole[:1].isalnum() and _is_glued(reading, match.first) else whole


def _is_glued(reading: Reading, i: int) -> bool:
    """Tell whether token i is a mark that nothing parts from a word: “he thinks, that”."""
    begins = i > 0 and reading.words[i] in (",", ";", ":")
    return begins and reading.ends[i - 1] == reading.starts[i]


def _formed(part: str, tag: str) -> str:
    """A repeated word in the form of a Penn tag, or in small letters."""
    low = part.lower()
    return low if tag == "LOWER" else inflect(base_of(low) or low, tag)


def _is_of_several(before: list[str], reading: Reading, match: Match) -> bool:
    """Tell whether a verb belongs to several: by the words before it, else by what stood there."""
    told = is_plural(before[-1].lower()) if before else subject_is_plural(reading, match.first)
    if told is None:
        return not _SEVERAL.isdisjoint(reading.lower[match.first : match.last])
    return told


def _capitals(text: str, reading: Reading, match: Match) -> str:
    old = [word for word in reading.words[match.first : match.last] if word[0].isalpha()]
    if sum(map(len, old)) > 3 and all(word.isupper() for word in old):
        return text.upper()
    return text[:1].upper() + text[1:] if old and old[0][0].isupper() else text


def _tag_of(reading: Reading, match: Match) -> str | None:
    """The form of the faulty part's first lemma, else of its first word that may be a verb."""
    for element, first, last in match.captures:
        if element.lemmas and first < last:
            word = reading.lower[first]
            listed = [
                (tag, forms(*lemma)[tag]) for lemma in element.lemmas for tag in forms(*lemma)
            ]
            return _likely(reading, first, {tag for tag, words in listed if word in words})
    for i in range(match.first, match.last):
        if tags := {tag for _, tag in verb_tags(reading.lower[i])}:
            return _likely(reading, i, tags)
    return None


def _likely(reading: Reading, i: int, tags: set[str]) -> str:
    """Of the forms that token i may have, the one that the words before it ask for."""
    order = ["VBD", "VBZ", "VBG", "VBP", "VB", "VBN", "NN", "NNS"]
    if asked := _asked(reading, i):
        order.insert(0, asked)
    return min(tags, key=order.index)


def _asked(reading: Reading, i: int) -> str | None:
    """The form that an auxiliary one or two tokens before token i asks for."""
    first, _ = reading.limits(i)
    for at in range(i - 1, max(first, i - 2) - 1, -1):
        word = reading.lower[at]
        if word in _INFINITIVE:
            return "VB"
        if word in _PERFECT:
            return "VBN"
        if word == "'s" and at > first and reading.lower[at - 1] in _CONTRACTING:
            return "VBN"
    return None
