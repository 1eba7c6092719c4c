"""A negative word and “not” in one clause, where English negates once.

Slavic languages negate the verb even beside “nobody”, and Romance ones beside “never” and “nothing”
after it ("никто не предупредил", "no dijo nada", "non ha mai").

    Faulty: Nobody did not warn us. Neither the mayor nor the governor has not replied.
    Faulty: The firm did not present never its accounts. They left without saying nothing.

    Instead: Nobody warned us. Neither the mayor nor the governor has replied.
    Instead: The firm never presented its accounts. They left without saying anything.

Two negations that cancel out on purpose pass where a clause divides them (“nobody who was not
there”), after “can” (“we cannot do nothing”) and in set phrases (“not for nothing”). Missed: a
negative word further from its verb, and “no” before most nouns, which may be meant.
"""

from collections.abc import Iterator

from mtreview.detectors.clauses import full_phrase
from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import base_of, inflect, parts_of_speech, verb_tags
from mtreview.detectors.verb_group import (
    ADVERBS,
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODALS,
    NOT,
    STOPS,
    capital_of,
    is_participle,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” negates already: English does not negate the verb as well"
_SUBJECTS = frozenset("nobody nothing nowhere no-one none never".split())
_ANY = {
    "nothing": "anything",
    "nobody": "anybody",
    "no-one": "anyone",
    "nowhere": "anywhere",
    "none": "any",
    "never": "ever",
}
_FORMS = {"do": "VBP", "does": "VBZ", "did": "VBD"}
_FINITE = BE | HAVE | DO | MODALS.keys()
_OBJECTS = frozenset("me him her us them it you anyone anybody".split())
_GIVING = frozenset("find get give have make need own receive show take want".split())
_NO_NOUNS = frozenset("doubt longer less more fewer later matter one other sooner such".split())
_TOGETHER = frozenset("but else less more short to".split())  # “nothing but”, “nothing less than”
_FARTHEST = 24  # tokens from “neither” to its verb


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Look for a second negation around a negative word."""
    word = reading.lower[first]
    if word == "neither":
        yield from _neither(reading, first)
    elif word == "without":
        yield from _without(reading, first)
    elif word == "not":
        yield from _not_one(reading, first)
    elif word == "no":
        if word_at(reading, first + 1, first) == "one":
            yield from _negative(reading, first, first + 2)
        else:
            yield from _no_noun(reading, first)
    else:
        yield from _negative(reading, first, first + 1)


def _negative(reading: Reading, first: int, after: int) -> Iterator[Hit]:
    """A negative pronoun or adverb, tokens `first` to `after`: as a subject, then as an object."""
    following = word_at(reading, after, first)
    if following == "of" and reading.lower[first] != "never":  # “nobody of the neighbours”
        end = full_phrase(reading, after + 1, min(reading.limits(first)[1], after + 8))
        if end > after + 1 and word_at(reading, end, first) in _FINITE:
            after, following = end, reading.lower[end]
    if following == "never" and reading.lower[first] != "never":
        old = reading.quote(first, after)
        yield _hit(reading, first, after + 1, f"{old} ever")
    elif following == "not" and _is_finite_only(reading, after + 1, first):
        rewrite = f"{reading.quote(first, after)} {reading.words[after + 1]}"
        yield _hit(reading, first, after + 2, rewrite)
    elif following in _FINITE and _opens(reading, first):
        yield from _denied(reading, first, after)
    else:
        yield from _after_verb(reading, first, after)


def _opens(reading: Reading, i: int) -> bool:
    """Tell whether the negative word is no object: “there is nothing can not do”."""
    return word_at(reading, i - 1, i) not in ("is", "was", "'s", "have", "has", "had", "but", "of")


def _is_finite_only(reading: Reading, i: int, near: int) -> bool:
    word = word_at(reading, i, near)
    tags = {tag for _, tag in verb_tags(word or ".")}
    return word in BE | {"has", "had"} or (tags in ({"VBD"}, {"VBZ"}) and bool(word))


def _denied(reading: Reading, first: int, auxiliary: int) -> Iterator[Hit]:
    """“nobody did not warn”: drop the “not”, and “do” with it."""
    mark = skip(reading, auxiliary + 1, ADVERBS, 1)
    finite = reading.lower[auxiliary]
    if finite == "cannot":
        rewrite = f"{reading.quote(first, auxiliary)} can"
        yield _hit(reading, first, auxiliary + 1, rewrite)
        return
    if word_at(reading, mark, first) not in NOT or word_at(reading, mark + 1, first) == "only":
        return
    group = _affirmed(reading, auxiliary, mark)
    if group:
        rewrite, last = group
        yield _hit(reading, first, last, f"{reading.quote(first, auxiliary)} {rewrite}")


def _affirmed(reading: Reading, auxiliary: int, mark: int) -> tuple[str, int] | None:
    """An auxiliary with its “not” taken away, and the token after what that replaces."""
    finite = reading.lower[auxiliary]
    verb = skip(reading, mark + 1, ADVERBS)
    word = word_at(reading, verb, auxiliary)
    if not word or not word[0].isalpha():
        return None
    if finite not in DO:
        whole = MODALS.get(finite, finite)
        kept = " ".join([whole, *reading.words[auxiliary + 1 : mark]])
        return kept, mark + 1
    if not any(tag == "VB" for _, tag in verb_tags(word)):
        return None
    adverbs = [*reading.words[auxiliary + 1 : mark], *reading.words[mark + 1 : verb]]
    return " ".join([*adverbs, inflect(word, _FORMS[finite])]), verb + 1


def _after_verb(reading: Reading, first: int, after: int) -> Iterator[Hit]:
    """“did not present never”, “has not said nothing”, “nobody knows nothing”."""
    word = "no-one" if after > first + 1 else reading.lower[first]
    following = word_at(reading, after, first)
    if following in _TOGETHER and word != "never":
        return
    if word != "never" and following and reading.tags[after] in ("MD", "VBD", "VBP", "VBZ"):
        return  # “I do not believe nobody saw it”
    verb = first - 1
    if word_at(reading, verb, first) in _OBJECTS:
        verb -= 1
    if word_at(reading, verb, first) == "not":
        yield from _not_never(reading, verb, first, after, word)
        return
    if word_at(reading, verb, first) in _FINITE - HAVE:
        return
    negation = verb - 1
    while word_at(reading, negation, first) in ADVERBS:
        negation -= 1
    if word_at(reading, negation, first) != "not":
        if _is_verb(reading, verb, first) and word_at(reading, verb - 1, first) in ("nobody",):
            rewrite = f"{reading.quote(verb - 1, first)} {_ANY[word]}"
            yield _hit(reading, verb - 1, after, rewrite)
        return
    auxiliary = negation - 1
    finite = word_at(reading, auxiliary, first)
    if finite not in _FINITE or not _may_follow(reading, finite, verb):
        return
    if finite in MODALS and reading.lower[verb] in ("do", "say", "be"):
        return  # “we cannot do nothing”
    if reading.lower[verb] == "mean":
        return
    yield _of_object(reading, auxiliary, negation, verb, first, after, word)


def _of_object(
    reading: Reading, auxiliary: int, mark: int, verb: int, first: int, after: int, word: str
) -> Hit:
    """Keep “not” and say “any”, or keep “never” before the verb."""
    if word != "never":
        kept = reading.text[reading.starts[auxiliary] : reading.starts[first]]
        return _hit(reading, auxiliary, after, kept + _ANY[word])
    group = [*reading.words[mark + 1 : verb + 1]]
    finite = reading.lower[auxiliary]
    if finite in DO:
        group[-1] = inflect(group[-1].lower(), _FORMS[finite])
        start = ["never"]
    else:
        start = [MODALS.get(finite, finite), "never"]
    return _hit(
        reading, auxiliary, after, " ".join([*start, *group, *reading.words[verb + 1 : first]])
    )


def _not_never(reading: Reading, mark: int, first: int, after: int, word: str) -> Iterator[Hit]:
    """“will not never forget”, “there is not nobody”."""
    finite = word_at(reading, mark - 1, first)
    there = word_at(reading, mark - 2, first) == "there" and finite in BE
    if (word == "never" and finite in _FINITE - DO) or (there and word in ("nobody", "nothing")):
        auxiliary = MODALS.get(finite, finite)
        yield _hit(reading, mark - 1, after, f"{auxiliary} {reading.quote(first, after)}")


def _may_follow(reading: Reading, finite: str, verb: int) -> bool:
    """Tell whether a verb stands at `verb` in the form that the auxiliary asks for."""
    word = reading.lower[verb]
    if finite in HAVE | BE:
        return is_participle(word) and reading.tags[verb] != "IN"
    return any(tag == "VB" for _, tag in verb_tags(word))


def _is_verb(reading: Reading, i: int, near: int) -> bool:
    return any(tag in ("VBD", "VBZ") for _, tag in verb_tags(word_at(reading, i, near) or "."))


def _no_noun(reading: Reading, no: int) -> Iterator[Hit]:
    """“did not have no money”: “no” before the object of a plain verb."""
    verb, noun = no - 1, word_at(reading, no + 1, no)
    if word_at(reading, verb - 1, no) != "not" or word_at(reading, verb - 2, no) not in DO:
        if word_at(reading, verb, no) == "not" and word_at(reading, verb - 2, no) == "there":
            finite = word_at(reading, verb - 1, no)
            if finite in BE and noun.isalpha():
                yield _hit(reading, verb - 1, no + 1, f"{finite} no")
        return
    if reading.lower[verb] in _GIVING and noun.isalpha() and noun not in _NO_NOUNS:
        kept = reading.text[reading.starts[verb - 2] : reading.starts[no]]
        yield _hit(reading, verb - 2, no + 1, f"{kept}any")


def _not_one(reading: Reading, i: int) -> Iterator[Hit]:
    """“Not a single house was not damaged”."""
    words = [word_at(reading, i + n, i) for n in (1, 2)]
    noun = i + (2 if words[0] == "one" else 3)
    if words[0] != "one" and words != ["a", "single"]:
        return
    is_noun = "NOUN" in parts_of_speech(word_at(reading, noun, i) or ".")
    if is_noun and word_at(reading, noun + 1, i) in _FINITE:
        yield from _denied(reading, i, noun + 1)


def _neither(reading: Reading, i: int) -> Iterator[Hit]:
    """“Neither the mayor nor the governor did not answer”."""
    last = min(reading.limits(i)[1], i + _FARTHEST)
    nor = next((j for j in range(i + 1, last) if reading.lower[j] == "nor"), 0)
    for auxiliary in range(nor + 1, last) if nor else ():
        word = reading.lower[auxiliary]
        if word in _FINITE:
            if not any(other in _FINITE for other in reading.lower[i:nor]):
                yield from _denied_verb(reading, auxiliary)
            return
        if word in STOPS or word in ("that", "who", "which"):
            return


def _denied_verb(reading: Reading, auxiliary: int) -> Iterator[Hit]:
    mark = skip(reading, auxiliary + 1, ADVERBS, 1)
    group = _affirmed(reading, auxiliary, mark)
    if word_at(reading, mark, auxiliary) in NOT and group:
        message = _MESSAGE.format("neither ... nor")
        yield Hit(message, auxiliary, group[1], rewrites=(group[0],))


def _without(reading: Reading, i: int) -> Iterator[Hit]:
    """“without saying nothing”, “without no explanation”."""
    word, following = word_at(reading, i + 1, i), word_at(reading, i + 2, i)
    after = word_at(reading, i + 3, i)
    if word == "no" and following.isalpha() and following not in _NO_NOUNS:
        yield _hit(reading, i, i + 2, f"{reading.words[i]} any")
    elif word in ("nothing", "nobody", "never") and word_at(reading, i + 2, i) not in DETERMINERS:
        if following not in _TOGETHER:
            yield _hit(reading, i, i + 2, f"{reading.words[i]} {_ANY[word]}")
    elif following in _ANY and after not in _TOGETHER and _is_gerund(word):
        rewrite = f"{reading.quote(i, i + 2)} {_ANY[following]}"
        yield _hit(reading, i, i + 3, rewrite)


def _is_gerund(word: str) -> bool:
    """Tell whether a word is one, but for “doing”: “without doing nothing” may be meant."""
    return word.endswith("ing") and base_of(word) not in (None, "do")


def _hit(reading: Reading, first: int, last: int, rewrite: str) -> Hit:
    negative = next(
        (w for w in reading.lower[first:last] if w in _ANY or w == "no"), reading.words[first]
    )
    old = reading.quote(first, last)
    return Hit(_MESSAGE.format(negative), first, last, rewrites=(capital_of(rewrite, old),))


DETECTOR = Detector(
    rule="double-negation",
    page=__doc__,
    category="Linguistic conventions/Grammar",
    severity=Severity.MAJOR,
    confidence=0.9,
    watch=Words(_SUBJECTS | {"no", "neither", "without", "not"}, tags=True),
    find=find,
    flagged=(
        Flagged("⟦Nobody did not warn⟧ us.", "Nobody warned"),
        Flagged("⟦Nobody has not⟧ claimed the attack.", "Nobody has"),
        Flagged("⟦No one does not know⟧ where they are.", "No one knows"),
        Flagged("⟦Nobody of the staff did not hear⟧ it.", "Nobody of the staff heard"),
        Flagged("⟦Nothing was not⟧ found in the house.", "Nothing was"),
        Flagged("⟦Nobody not knew⟧ of it.", "Nobody knew"),
        Flagged("⟦Nobody cannot⟧ enter the zone.", "Nobody can"),
        Flagged("The firm ⟦did not present never⟧ its accounts.", "never presented"),
        Flagged("She ⟦has not been never⟧ to Spain.", "has never been"),
        Flagged("The ministry ⟦has not said nothing⟧ about it.", "has not said anything"),
        Flagged("The police ⟦did not find nobody⟧ in the flat.", "did not find anybody"),
        Flagged("They ⟦did not tell us nothing⟧ of the plan.", "did not tell us anything"),
        Flagged("We ⟦will not never⟧ forget.", "will never"),
        Flagged("The villages ⟦do not have no⟧ water.", "do not have any"),
        Flagged("There ⟦is not no⟧ doctor in the valley.", "is no"),
        Flagged("⟦Not one house was not⟧ damaged.", "Not one house was"),
        Flagged("Neither the mayor nor the governor ⟦did not answer⟧ our questions.", "answered"),
        Flagged("They left ⟦without saying nothing⟧.", "without saying anything"),
        Flagged("He was held ⟦without no⟧ explanation.", "without any"),
        Flagged("⟦Nobody never⟧ explained it.", "Nobody ever"),
    ),
    passing=(
        "Nobody who was not there can say who fired.",
        "We cannot do nothing; you cannot not know.",
        "It is not for nothing that he is called the fox.",
        "Nobody knows why it was not done.",
        "It does not mean nothing to them.",
        "I do not believe nobody saw it.",
        "He did not say no.",
        "Neither of them knew that it was not over.",
        "They want nothing but peace; it was nothing less than a crime.",
        "Never did he not answer; the sea is never not cold.",
        "They did not know; nobody did. Not one of them left.",
        "Is it better to say nothing or to tell a lie? He could not, and nobody would.",
        "Neither the mayor nor the governor answered, as they had not read it.",
    ),
    misses=(Missed("He did not in all those years of work ⟦never⟧ complain."),),
)
