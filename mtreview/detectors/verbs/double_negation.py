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
from mtreview.detectors.verbs.negative_object import (
    ANY,
    FINITE,
    FORMS_OF_DO,
    NO_NOUNS,
    TOGETHER,
    after_verb,
    no_noun,
)
from mtreview.detectors.verbs.verb_group import (
    ADVERBS,
    BE,
    DETERMINERS,
    DO,
    MODALS,
    NOT,
    STOPS,
    capital_of,
    skip,
    word_at,
)
from mtreview.model import Severity
from mtreview.tokens import Reading

_MESSAGE = "“{0}” negates already: English does not negate the verb as well"
_SUBJECTS = frozenset("nobody nothing nowhere no-one none never".split())
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
            yield from (_hit(reading, *change) for change in no_noun(reading, first))
    else:
        yield from _negative(reading, first, first + 1)


def _negative(reading: Reading, first: int, after: int) -> Iterator[Hit]:
    """A negative pronoun or adverb, tokens `first` to `after`: as a subject, then as an object."""
    following = word_at(reading, after, first)
    if following == "of" and reading.lower[first] != "never":  # “nobody of the neighbours”
        end = full_phrase(reading, after + 1, min(reading.limits(first)[1], after + 8))
        if end > after + 1 and word_at(reading, end, first) in FINITE:
            after, following = end, reading.lower[end]
    if following == "never" and reading.lower[first] != "never":
        old = reading.quote(first, after)
        yield _hit(reading, first, after + 1, f"{old} ever")
    elif following == "not" and _is_finite_only(reading, after + 1, first):
        rewrite = f"{reading.quote(first, after)} {reading.words[after + 1]}"
        yield _hit(reading, first, after + 2, rewrite)
    elif following in FINITE and _opens(reading, first):
        yield from _denied(reading, first, after)
    else:
        yield from (_hit(reading, *change) for change in after_verb(reading, first, after))


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
    return " ".join([*adverbs, inflect(word, FORMS_OF_DO[finite])]), verb + 1


def _not_one(reading: Reading, i: int) -> Iterator[Hit]:
    """“Not a single house was not damaged”."""
    words = [word_at(reading, i + n, i) for n in (1, 2)]
    noun = i + (2 if words[0] == "one" else 3)
    if words[0] != "one" and words != ["a", "single"]:
        return
    is_noun = "NOUN" in parts_of_speech(word_at(reading, noun, i) or ".")
    if is_noun and word_at(reading, noun + 1, i) in FINITE:
        yield from _denied(reading, i, noun + 1)


def _neither(reading: Reading, i: int) -> Iterator[Hit]:
    """“Neither the mayor nor the governor did not answer”."""
    last = min(reading.limits(i)[1], i + _FARTHEST)
    nor = next((j for j in range(i + 1, last) if reading.lower[j] == "nor"), 0)
    for auxiliary in range(nor + 1, last) if nor else ():
        word = reading.lower[auxiliary]
        if word in FINITE:
            if not any(other in FINITE for other in reading.lower[i:nor]):
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
    if word == "no" and following.isalpha() and following not in NO_NOUNS:
        yield _hit(reading, i, i + 2, f"{reading.words[i]} any")
    elif word in ("nothing", "nobody", "never") and word_at(reading, i + 2, i) not in DETERMINERS:
        if following not in TOGETHER:
            yield _hit(reading, i, i + 2, f"{reading.words[i]} {ANY[word]}")
    elif following in ANY and after not in TOGETHER and _is_gerund(word):
        rewrite = f"{reading.quote(i, i + 2)} {ANY[following]}"
        yield _hit(reading, i, i + 3, rewrite)


def _is_gerund(word: str) -> bool:
    """Tell whether a word is one, but for “doing”: “without doing nothing” may be meant."""
    return word.endswith("ing") and base_of(word) not in (None, "do")


def _hit(reading: Reading, first: int, last: int, rewrite: str) -> Hit:
    negative = next(
        (w for w in reading.lower[first:last] if w in ANY or w == "no"), reading.words[first]
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
