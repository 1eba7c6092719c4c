"""Faults of translation put into clean English, one function a kind.

Each takes the tokens of a sentence with their Penn tags and returns the tokens with a fault in them
and which of the new tokens are faulty, or None where the sentence gives no occasion. What only the
source could tell (another name, another number) is marked so, and needs the source.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

Tokens = list[str]
Fault = tuple[Tokens, list[int]]

PREPOSITIONS = "of in to for with on at from by about against between into over under".split()
AUXILIARIES = "is are was were has have had will would can could may might must".split()
_PARTICLES = "do does did have has had is are was were".split()


@dataclass(slots=True)
class Sentence:
    """A clean sentence: words, Penn tags, and the source that an engine made for it."""

    words: Tokens
    tags: list[str]
    source: list[str]

    def places(self, *tags: str) -> list[int]:
        """The tokens with one of these tags."""
        return [i for i, tag in enumerate(self.tags) if tag in tags]


def pick(chance: random.Random, places: list[int]) -> int | None:
    """One of the places, or None."""
    return chance.choice(places) if places else None


def with_tokens(words: Tokens, at: int, end: int, new: Tokens) -> Fault:
    """Write `new` for the tokens from `at` to `end`; a deletion marks the word behind it."""
    text = words[:at] + new + words[end:]
    return text, list(range(at, at + len(new))) or [min(at, len(text) - 1)]


def adjective_behind(s: Sentence, chance: random.Random) -> Fault | None:
    """The adjective after its noun, or a nationality in the middle of two nouns."""
    nouns = ("NN", "NNS", "NNP", "NNPS")
    found = [
        i
        for i in s.places("JJ", "NNP", "NN", "VBN")
        if i + 1 < len(s.tags) and s.tags[i + 1] in nouns
    ]
    at = pick(chance, [i for i in found if s.tags[i] in ("JJ", "VBN") or chance.random() < 0.25])
    if at is None:
        return None
    end = at + 2
    while end < len(s.tags) and s.tags[end] in nouns and chance.random() < 0.7:
        end += 1
    group = s.words[at:end]
    turned = group[1:] + group[:1] if chance.random() < 0.75 else group[::-1]
    return with_tokens(s.words, at, end, turned)


def negation(s: Sentence, chance: random.Random) -> Fault | None:
    """ "did not know" as "did not knew", "not did know", "does not there was" and so on."""
    places = [i for i, w in enumerate(s.words) if w.lower() in ("not", "n't", "never") and i]
    at = pick(chance, places)
    if at is None:
        return None
    before, after = s.words[at - 1], s.words[at + 1 : at + 2]
    extra = chance.choice(_PARTICLES)
    forms = [
        ["not", before, *after],
        [before, *after, "not"],
        [before, "not", extra, *after],
        [extra, "not", before, *after],
        ["no", before, *after],
    ]
    return with_tokens(s.words, at - 1, at + 1 + len(after), chance.choice(forms))


def expletive(s: Sentence, chance: random.Random) -> Fault | None:
    """ "there is" as "it there is", "he has there", "it does not there was", "has"."""
    places = [
        i
        for i, w in enumerate(s.words[:-1])
        if w.lower() in ("there", "it") and s.words[i + 1].lower() in AUXILIARIES
    ]
    at = pick(chance, places)
    if at is None:
        return None
    verb, subject = s.words[at + 1], chance.choice(["he", "it", "they", "that"])
    help_verb = chance.choice(["do", "does", "did", "has", "is"])
    forms = [
        [subject, "there", verb],
        [subject, verb, "there"],
        [subject, help_verb, "not", "there", verb],
        [verb],
        ["there", subject, verb],
        ["there", chance.choice(["has", "have", "had"])],
    ]
    return with_tokens(s.words, at, at + 2, chance.choice(forms))


def article(s: Sentence, chance: random.Random) -> Fault | None:
    """An article lost, or one where English has none."""
    if chance.random() < 0.5:
        at = pick(chance, [i for i, w in enumerate(s.words) if w.lower() in ("the", "a", "an")])
        return None if at is None else with_tokens(s.words, at, at + 1, [])
    places = [
        i
        for i in s.places("NNP", "NNS", "PRP$", "CD")
        if i and s.tags[i - 1] in ("IN", "TO", "VBD", "VBZ", "VBP", "VB")
    ]
    at = pick(chance, places)
    return None if at is None else with_tokens(s.words, at, at, ["the"])


def preposition(s: Sentence, chance: random.Random) -> Fault | None:
    """Another preposition, one too many, or one too few."""
    at = pick(chance, [i for i, w in enumerate(s.words) if w.lower() in PREPOSITIONS])
    if at is None:
        return None
    other = chance.choice([p for p in PREPOSITIONS if p != s.words[at].lower()])
    new = [[other], [s.words[at], "of"], []]
    return with_tokens(s.words, at, at + 1, chance.choices(new, [6, 1, 2])[0])


def form(s: Sentence, chance: random.Random) -> Fault | None:
    """A verb or noun in another form: agreement, tense, number, "must to go", "have been be"."""
    from lemminflect import getInflection, getLemma

    at = pick(chance, s.places("VB", "VBD", "VBZ", "VBP", "VBN", "VBG", "NNS", "NN"))
    if at is None:
        return None
    kind = "NOUN" if s.tags[at].startswith("N") else "VERB"
    lemma = next(iter(getLemma(s.words[at].lower(), kind)), "")
    tags = ["NN", "NNS"] if kind == "NOUN" else ["VB", "VBD", "VBZ", "VBG", "VBN"]
    forms = {f for tag in tags for f in getInflection(lemma, tag)} - {s.words[at].lower()}
    if not forms:
        return None
    new = [chance.choice(sorted(forms))]
    if kind == "VERB" and chance.random() < 0.25:
        new = [chance.choice(["to", "be", "been", "is", "have", "do"]), s.words[at]]
    return with_tokens(s.words, at, at + 1, new)


def doubled(s: Sentence, chance: random.Random) -> Fault | None:
    """A word, or a phrase of two to four, said twice."""
    if len(s.words) < 6:
        return None
    size = chance.choice([1, 1, 2, 3, 4])
    at = chance.randrange(len(s.words) - size)
    group = s.words[at : at + size]
    if not all(w[0].isalnum() for w in group):
        return None
    text = s.words[: at + size] + group + s.words[at + size :]
    return text, list(range(at + size, at + 2 * size))


def subject_lost(s: Sentence, chance: random.Random) -> Fault | None:
    """A pronoun that is the subject left out ("Was arrested on Monday")."""
    places = [
        i
        for i in s.places("PRP")
        if i + 1 < len(s.tags) and s.tags[i + 1] in ("VBD", "VBZ", "VBP", "MD")
    ]
    at = pick(chance, places)
    return None if at is None else with_tokens(s.words, at, at + 1, [])


def verb_late(s: Sentence, chance: random.Random) -> Fault | None:
    """The verb behind what follows it, as German and Turkish have it."""
    places = [i for i in s.places("VB", "VBN", "VBD", "VBG", "VBZ") if i + 3 < len(s.words)]
    at = pick(chance, places)
    if at is None:
        return None
    end = at + 1
    while end < len(s.words) and s.words[end][0].isalnum() and end - at < 8:
        end += 1
    if end - at < 3:
        return None
    text = s.words[:at] + s.words[at + 1 : end] + [s.words[at]] + s.words[end:]
    return text, [end - 1]


def moved(s: Sentence, chance: random.Random) -> Fault | None:
    """A phrase of one to three words somewhere near where it does not belong."""
    if len(s.words) < 8:
        return None
    size = chance.choice([1, 2, 3])
    at = chance.randrange(len(s.words) - size - 4)
    to = at + size + chance.choice([1, 2, 3])
    group = s.words[at : at + size]
    if not all(w[0].isalnum() for w in s.words[at:to]):
        return None
    text = s.words[:at] + s.words[at + size : to] + group + s.words[to:]
    return text, list(range(to - size, to))


def untranslated(s: Sentence, chance: random.Random) -> Fault | None:
    """A word of the source in place of one of the translation."""
    foreign = [w for w in s.source if w.isalpha() and w.islower() and len(w) > 4]
    foreign = [w for w in foreign if w not in s.words]
    at = pick(chance, [i for i in s.places("NN", "NNS", "JJ", "RB", "VBN") if s.words[i].islower()])
    if at is None or not foreign:
        return None
    nearest = min(foreign, key=lambda w: abs(s.source.index(w) / len(s.source) - at / len(s.words)))
    return with_tokens(s.words, at, at + 1, [nearest])


def drop_cap(s: Sentence, chance: random.Random) -> Fault | None:
    """The first letter of an article glued on, apart, or lost."""
    first = s.words[0]
    if len(first) < 3 or not first[0].isupper() or not first[1].islower():
        return None
    letter = chance.choice("ABCDEFGHILMNOPRSTUVW")
    forms = [[letter + first], [first[0] + first], [first[0], first[1:]], [first[1:]]]
    return with_tokens(s.words, 0, 1, chance.choice(forms))


def omitted(s: Sentence, chance: random.Random) -> Fault | None:
    """One to four words left out, which only the source shows."""
    size = chance.choice([1, 2, 3, 4])
    if len(s.words) < size + 6:
        return None
    at = chance.randrange(1, len(s.words) - size)
    if not any(s.tags[i][0] in "NVJC" for i in range(at, at + size)):
        return None
    return with_tokens(s.words, at, at + size, [])


def other_name(s: Sentence, chance: random.Random) -> Fault | None:
    """Another name than the source has."""
    at = pick(chance, [i for i in s.places("NNP") if s.words[i] in s.source and i])
    if at is None:
        return None
    names = "Paris Moscow Wilson Germany Ankara Rossi Lagos Peterson Lyon Chen Alaska".split()
    return with_tokens(s.words, at, at + 1, [chance.choice(names)])


def other_number(s: Sentence, chance: random.Random) -> Fault | None:
    """Another number than the source has."""
    at = pick(chance, [i for i, w in enumerate(s.words) if w.isdigit() and w in s.source])
    if at is None:
        return None
    digits = list(s.words[at])
    place = chance.randrange(len(digits))
    digits[place] = chance.choice([d for d in "123456789" if d != digits[place]])
    return with_tokens(s.words, at, at + 1, ["".join(digits)])


def negation_lost(s: Sentence, chance: random.Random) -> Fault | None:
    """A "not" less than the source has."""
    at = pick(chance, [i for i, w in enumerate(s.words) if w == "not"])
    return None if at is None else with_tokens(s.words, at, at + 1, [])


Kind = Callable[[Sentence, random.Random], Fault | None]
BY_FORM: tuple[tuple[Kind, int], ...] = (
    (adjective_behind, 5),
    (negation, 8),
    (expletive, 6),
    (article, 4),
    (preposition, 3),
    (form, 5),
    (doubled, 2),
    (subject_lost, 3),
    (verb_late, 2),
    (moved, 3),
    (untranslated, 3),
    (drop_cap, 2),
)
BY_SOURCE: tuple[tuple[Kind, int], ...] = (
    (omitted, 5),
    (other_name, 3),
    (other_number, 4),
    (negation_lost, 3),
)
