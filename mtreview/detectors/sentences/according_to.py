"""“According to” inside a clause, one of the forms of an attribution without its commas."""

from collections.abc import Iterator

from mtreview.detectors.clauses import full_phrase, has_main_verb, sentence_end
from mtreview.detectors.detector import Hit
from mtreview.detectors.lexicon import verb_tags
from mtreview.detectors.sentences.named_source import counted_end, speaker_end
from mtreview.detectors.verbs.verb_group import AUXILIARIES, MODALS, is_participle, word_at
from mtreview.tokens import Reading

MESSAGE = "“{0}” names a source inside the clause: English sets it off with commas"
ON = frozenset(
    "abroad after around before between by for from had has have in into near since "
    "through under was were will with without".split()
)
ARTICLES = frozenset("the a an his her its their our".split())
_SAYS = {"him": "he said", "her": "she said"}
_PARTICLES = frozenset("away back down off out over up".split())
_AGAIN = frozenset("always still ever".split())
_OBJECTS = ARTICLES | frozenset("about almost at least more only over some this these".split())


def according(reading: Reading, first: int) -> Iterator[Hit]:
    """“started according to the police in the kitchen”."""
    start, before = _before(reading, first), word_at(reading, first - 1, first)
    if start is None and before.isalpha():
        yield from _after_subject(reading, first)
    if start is None or not before.isalpha():
        return
    pronoun = word_at(reading, first + 2, first)
    wide = before in AUXILIARIES
    end = first + 3 if pronoun in _SAYS else speaker_end(reading, first + 2, wide)
    if wide and pronoun == "her" and reading.tags[first + 2] == "PRP$":
        end = speaker_end(reading, first + 2, wide)
    whole = full_phrase(reading, first + 2, reading.limits(first)[1]) if wide else 0
    if whole > end and is_participle(word_at(reading, whole, first) or "."):
        end = whole  # “has according to the first results of the inquiry fallen”
    counted = False
    if not wide:  # “killed according to a first count nine people”
        end = (counted_end(reading, first + 2) if pronoun else 0) or end
        counted = end > first + 2 and _begins_object(reading, end, first)
    after = word_at(reading, end, first)
    goes_on = end > first + 2 and _goes_on(reading, first - 1, end, first, pronoun)
    if not (counted or goes_on):
        return
    if pronoun in _SAYS and not after[0].isalnum():
        return
    kept = reading.quote(start, first)
    said = reading.quote(first, end)
    rewrites = [f"{kept}, {said},"]
    if pronoun in _SAYS:
        rewrites.insert(0, f"{kept}, {_SAYS[pronoun]},")
    elif before in _AGAIN:  # “toujours selon”: again according to
        rewrites.insert(0, f"{reading.quote(start, first - 1)}, again {said},".replace(" ,", ","))
    yield Hit(MESSAGE.format(said), start, end, rewrites=tuple(rewrites))


def _begins_object(reading: Reading, i: int, near: int) -> bool:
    word = word_at(reading, i, near)
    if not word or word == "that":
        return False
    return word in _OBJECTS or reading.tags[i] in ("CD", "DT", "PRP$")


def _after_subject(reading: Reading, first: int) -> Iterator[Hit]:
    """“The driver according to the police fled”: between a subject and its verb."""
    head, last = reading.limits(first)
    end = speaker_end(reading, first + 2)
    if end <= first + 2 or end >= last or full_phrase(reading, head, first) != first:
        return
    finite = reading.tags[end] in ("MD", "VBD", "VBZ", "VBP")
    if finite and reading.lower[head] in ARTICLES and _ends(reading, end):
        kept, said = reading.words[first - 1], reading.quote(first, end)
        rewrites = (f"{kept}, {said},",)
        yield Hit(MESSAGE.format(said), first - 1, end, rewrites=rewrites)


def _ends(reading: Reading, verb: int) -> bool:
    """Whether no other main verb follows: what stands before is all of the subject."""
    return not has_main_verb(reading, verb + 2, sentence_end(reading, verb))


def _before(reading: Reading, first: int) -> int | None:
    """The verb before token `first`, with what belongs to it between them."""
    for start in (first - 1, first - 2):
        between = reading.lower[max(start, 0) + 1 : first]
        if not all(word in _PARTICLES | _AGAIN for word in between):
            return None
        word = word_at(reading, start, first)
        present = word and reading.tags[start] == "VBZ" and bool(verb_tags(word))
        bare = word and reading.tags[start] == "VB" and word_at(reading, start - 1, first) in MODALS
        if word in AUXILIARIES or bare or (word and (present or is_past(word))):
            return start
    return None


def is_past(word: str) -> bool:
    """Tell whether a word may be a past tense or a past participle."""
    return is_participle(word) or any(tag == "VBD" for _, tag in verb_tags(word))


def _goes_on(reading: Reading, before: int, end: int, near: int, pronoun: str) -> bool:
    """Tell whether the clause goes on, with a complement that its verb has to have."""
    after = word_at(reading, end, near)
    if pronoun == "him" or (after.isalpha() and word_at(reading, before, near) in AUXILIARIES):
        return bool(after)
    if pronoun == "her" or not after:
        return after in ON | {"at", "on", "during"}
    return after in ON | {"at", "on", "to", "during"} or (
        reading.tags[end] in ("VBN", "VBD") and is_participle(after)
    )
