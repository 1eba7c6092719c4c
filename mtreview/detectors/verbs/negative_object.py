"""A negative word after a verb that is negated already: which tokens to replace, and by what."""

from collections.abc import Iterator

from mtreview.detectors.lexicon import inflect, verb_tags
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    BE,
    DO,
    HAVE,
    MODALS,
    is_participle,
    word_at,
)
from mtreview.tokens import Reading

Change = tuple[int, int, str]  # the first token, the one after the last, and what to write

ANY = {
    "nothing": "anything",
    "nobody": "anybody",
    "no-one": "anyone",
    "nowhere": "anywhere",
    "none": "any",
    "never": "ever",
}
FORMS_OF_DO = {"do": "VBP", "does": "VBZ", "did": "VBD"}
FINITE = BE | HAVE | DO | MODALS.keys()
_OBJECTS = frozenset("me him her us them it you anyone anybody".split())
_GIVING = frozenset("find get give have make need own receive show take want".split())
NO_NOUNS = frozenset("doubt longer less more fewer later matter one other sooner such".split())
TOGETHER = frozenset("but else less more short to".split())  # “nothing but”, “nothing less than”


def after_verb(reading: Reading, first: int, after: int) -> Iterator[Change]:
    """“did not present never”, “has not said nothing”, “nobody knows nothing”."""
    word = "no-one" if after > first + 1 else reading.lower[first]
    following = word_at(reading, after, first)
    if following in TOGETHER and word != "never":
        return
    if word != "never" and following and reading.tags[after] in ("MD", "VBD", "VBP", "VBZ"):
        return  # “I do not believe nobody saw it”
    verb = first - 1
    if word_at(reading, verb, first) in _OBJECTS:
        verb -= 1
    if word_at(reading, verb, first) == "not":
        yield from _not_never(reading, verb, first, after, word)
        return
    if word_at(reading, verb, first) in FINITE - HAVE:
        return
    negation = verb - 1
    while word_at(reading, negation, first) in ADVERBS:
        negation -= 1
    if word_at(reading, negation, first) != "not":
        if _is_verb(reading, verb, first) and word_at(reading, verb - 1, first) in ("nobody",):
            rewrite = f"{reading.quote(verb - 1, first)} {ANY[word]}"
            yield verb - 1, after, rewrite
        return
    auxiliary = negation - 1
    finite = word_at(reading, auxiliary, first)
    if finite not in FINITE or not _may_follow(reading, finite, verb):
        return
    if finite in MODALS and reading.lower[verb] in ("do", "say", "be"):
        return  # “we cannot do nothing”
    if reading.lower[verb] == "mean":
        return
    yield _of_object(reading, auxiliary, negation, verb, first, after, word)


def _of_object(
    reading: Reading, auxiliary: int, mark: int, verb: int, first: int, after: int, word: str
) -> Change:
    """Keep “not” and say “any”, or keep “never” before the verb."""
    if word != "never":
        kept = reading.text[reading.starts[auxiliary] : reading.starts[first]]
        return auxiliary, after, kept + ANY[word]
    group = [*reading.words[mark + 1 : verb + 1]]
    finite = reading.lower[auxiliary]
    if finite in DO:
        group[-1] = inflect(group[-1].lower(), FORMS_OF_DO[finite])
        start = ["never"]
    else:
        start = [MODALS.get(finite, finite), "never"]
    words = [*start, *group, *reading.words[verb + 1 : first]]
    return auxiliary, after, " ".join(words)


def _not_never(reading: Reading, mark: int, first: int, after: int, word: str) -> Iterator[Change]:
    """“will not never forget”, “there is not nobody”."""
    finite = word_at(reading, mark - 1, first)
    there = word_at(reading, mark - 2, first) == "there" and finite in BE
    if (word == "never" and finite in FINITE - DO) or (there and word in ("nobody", "nothing")):
        auxiliary = MODALS.get(finite, finite)
        yield mark - 1, after, f"{auxiliary} {reading.quote(first, after)}"


def _may_follow(reading: Reading, finite: str, verb: int) -> bool:
    """Tell whether a verb stands at `verb` in the form that the auxiliary asks for."""
    word = reading.lower[verb]
    if finite in HAVE | BE:
        return is_participle(word) and reading.tags[verb] != "IN"
    return any(tag == "VB" for _, tag in verb_tags(word))


def _is_verb(reading: Reading, i: int, near: int) -> bool:
    return any(tag in ("VBD", "VBZ") for _, tag in verb_tags(word_at(reading, i, near) or "."))


def no_noun(reading: Reading, no: int) -> Iterator[Change]:
    """“did not have no money”: “no” before the object of a plain verb."""
    verb, noun = no - 1, word_at(reading, no + 1, no)
    if word_at(reading, verb - 1, no) != "not" or word_at(reading, verb - 2, no) not in DO:
        if word_at(reading, verb, no) == "not" and word_at(reading, verb - 2, no) == "there":
            finite = word_at(reading, verb - 1, no)
            if finite in BE and noun.isalpha():
                yield verb - 1, no + 1, f"{finite} no"
        return
    if reading.lower[verb] in _GIVING and noun.isalpha() and noun not in NO_NOUNS:
        kept = reading.text[reading.starts[verb - 2] : reading.starts[no]]
        yield verb - 2, no + 1, f"{kept}any"
