"""A verb with a negation that it lacks, or without one that it should not have."""

from mtreview.detectors.lexicon import inflect, verb_tags
from mtreview.tokens import Reading

BE = frozenset("is are was were am 's 're 'm".split())
HAVE = frozenset("has have had 've".split())
MODALS = frozenset("will would can could shall should may might must".split())
DO = frozenset("do does did".split())
FULL = {"wo": "will", "ca": "can", "sha": "shall"}
_FINITE = frozenset("VBD VBZ VBP".split())


def negate(
    reading: Reading, first: int, last: int, place: float, word: str
) -> tuple[int, int, str] | None:
    """The finite verb nearest to a place, and what it is with a negation."""
    tags = reading.tags
    finite = [i for i in range(first, last - 1) if tags[i] in _FINITE or tags[i] == "MD"]
    if not finite:
        return None
    i = min(finite, key=lambda n: abs(reading.starts[n] - place))
    low, verb = reading.lower[i], reading.words[i]
    if tags[i] == "MD" or low in BE or (low in HAVE and "VBN" in tags[i + 1 : i + 3]):
        if not reading.words[i + 1][0].isalpha():
            return i, i + 1, f"{verb} {word}"
        return i, i + 2, f"{verb} {word} {reading.words[i + 1]}"
    if word != "not":
        return i, i + 1, f"{word} {verb}"
    lemma = next((lemma for lemma, tag in sorted(verb_tags(low)) if tag == tags[i]), None)
    if lemma is None:
        return None
    do = {"VBD": "did", "VBZ": "does"}.get(tags[i], "do")
    return i, i + 1, f"{do} not {lemma}"


def affirm(reading: Reading, i: int) -> tuple[int, int, str]:
    """The place of a "not" and its auxiliary, and what stands there without it."""
    before = reading.lower[i - 1]
    if before in DO and (reading.tags[i + 1] == "VB"):
        tag = {"did": "VBD", "does": "VBZ"}.get(before, "VBP")
        verb = inflect(reading.lower[i + 1], tag)
        return reading.starts[i - 1], reading.ends[i + 1], verb
    word = FULL.get(before, reading.words[i - 1])
    return reading.starts[i - 1], reading.ends[i], word
