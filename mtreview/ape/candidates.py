"""Edit tags to edits: what the model would do at a doubtful word, as a minimal rewrite.

Numbers, names and negations are left alone: what they should be, no tag can tell. A word that
begins a segment may be a name, so only words of grammar are touched there.
"""

import re
from collections.abc import Iterator

from mtreview.ape.meaning import NEGATIONS, NUMBERS
from mtreview.detectors.inflections import inflections_of, lemmas_of
from mtreview.model import Edit, Span
from mtreview.qe.estimate import Doubt


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


GRAMMAR = _words("""
a an the this that these those it he she they we you i there here his her its their our your my of
in to for with on at from by about against between into over under after before during as and or
but so if when while because although since until is are was were be been being has have had do
does did will would can could may might must should what which who whose where how why all some
many most more such than then also""")
# What is listed for one may stand for the other: a regular verb's past, an adverb like "fast".
_LIKE = {"VBD": "VBN", "VBN": "VBD", "JJ": "RB", "JJR": "RBR", "JJS": "RBS"}
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_OPENING = " \t\n“”\"'‘([«–—-"


def candidates(text: str, doubt: Doubt) -> Iterator[Edit]:
    """The edits that a doubt's tag stands for; none where it stands for nothing certain."""
    kind, _, written = (doubt.edit or "").partition("_")
    found = _WORD.match(text, doubt.start)
    if found is None or (kind == "INSERT") is not doubt.missing:
        return
    word = Span(*found.span())
    begins = not text[: word.start].strip(_OPENING)
    if kind == "INSERT":
        yield from _inserted(text, word, written, begins)
    elif not _may_change(word.of(text), begins):
        return
    elif kind == "DELETE":
        yield from _deleted(text, word, begins)
    elif kind == "SWAP":
        yield from _swapped(text, word, begins)
    elif kind == "REPLACE" and _may_be_written(written):
        yield Edit(word, _begun(written.lower(), begins))
    elif kind == "FORM":
        yield from _inflected(text, word, written, begins)


def _may_change(word: str, begins: bool) -> bool:
    """Whether a word is neither a name, a number nor a negation."""
    low = word.lower()
    if not word.isalpha() or low in NEGATIONS or low in NUMBERS:
        return False
    return low in GRAMMAR if begins else word.islower()


def _may_be_written(word: str) -> bool:
    """Whether a word may be written where another stood, or none."""
    low = word.lower()
    plain = word.islower() or low in GRAMMAR
    return word.isalpha() and plain and low not in NEGATIONS and low not in NUMBERS and low != "i"


def _next(text: str, word: Span) -> Span | None:
    """The word that follows, if but a space parts the two."""
    found = _WORD.match(text, word.end + 1) if text[word.end : word.end + 1] == " " else None
    return Span(*found.span()) if found else None


def _deleted(text: str, word: Span, begins: bool) -> Iterator[Edit]:
    """A deletion takes one space with it; at the start it leaves its capital to the next word."""
    after = _next(text, word)
    if begins:
        if after is not None:
            yield Edit(Span(word.start, after.start + 1), text[after.start].upper())
    elif after is not None:
        yield Edit(Span(word.start, after.start), "")
    elif text[word.start - 1] == " ":
        yield Edit(Span(word.start - 1, word.end), "")


def _swapped(text: str, word: Span, begins: bool) -> Iterator[Edit]:
    after = _next(text, word)
    if after is not None and _may_change(after.of(text), begins=False):
        first, second = word.of(text).lower(), after.of(text)
        yield Edit(Span(word.start, after.end), f"{_begun(second, begins)} {first}")


def _inserted(text: str, word: Span, written: str, begins: bool) -> Iterator[Edit]:
    if not _may_be_written(written):
        return
    if not begins:
        yield Edit(Span(word.start, word.start), f"{written.lower()} ")
    elif _may_change(word.of(text), begins):
        yield Edit(word, f"{_begun(written.lower(), begins)} {word.of(text).lower()}")


def _inflected(text: str, word: Span, tag: str, begins: bool) -> Iterator[Edit]:
    written = word.of(text).lower()
    kinds = ("VERB", "AUX") if tag.startswith("VB") else ("NOUN", "ADJ", "ADV")
    lemmas = lemmas_of(written)
    for kind in kinds:
        for lemma in lemmas.get(kind, ())[:1]:
            for form in _forms(lemma, tag)[:1]:
                if form != written:
                    yield Edit(word, _begun(form, begins))
                    return


def _forms(lemma: str, tag: str) -> tuple[str, ...]:
    """The forms of a lemma for a Penn tag; many verbs have one form for two of them."""
    known = inflections_of(lemma)
    return known.get(tag) or known.get(_LIKE.get(tag, tag)) or ()


def _begun(word: str, begins: bool) -> str:
    """With a capital where it begins a segment."""
    return word[:1].upper() + word[1:] if begins else word
