"""Edit tags to edits: what the model would do at a doubtful word, as a minimal rewrite.

Numbers, names and negations are left alone: what they should be, no tag can tell.
"""

import re
from collections.abc import Iterator

from mtreview.model import Edit, Span
from mtreview.qe.estimate import Doubt

NEGATIONS = frozenset("no not never none nobody nothing nowhere neither nor cannot without".split())
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_VERBAL = "VB"


def candidates(text: str, doubt: Doubt) -> Iterator[Edit]:
    """The edits that a doubt's tag stands for; none where it stands for nothing certain."""
    kind, _, written = (doubt.edit or "").partition("_")
    word = _word_at(text, doubt.start)
    if word is None or not _may_change(text, word):
        return
    if kind == "DELETE":
        yield _without(text, word)
    elif kind == "SWAP":
        yield from _swapped(text, word)
    elif kind == "REPLACE" and written and _is_plain(written):
        yield Edit(word, _cased(written, word.of(text)))
    elif kind == "INSERT" and written and _is_plain(written):
        yield _inserted(text, word, written)
    elif kind == "FORM":
        yield from _inflected(text, word, written)


def _word_at(text: str, start: int) -> Span | None:
    found = _WORD.match(text, start)
    return Span(*found.span()) if found else None


def _may_change(text: str, word: Span) -> bool:
    written = word.of(text)
    begins = not text[: word.start].strip(" “\"'(")
    is_name = written[:1].isupper() and not begins and written != "I"
    return not is_name and written.isalpha() and not _negates(written)


def _negates(word: str) -> bool:
    return word.lower() in NEGATIONS or "n't" in word or "n’t" in word


def _is_plain(written: str) -> bool:
    return written.isalpha() and not _negates(written)


def _without(text: str, word: Span) -> Edit:
    """Deletion takes one space with it, and a capital on to the next word."""
    after = _WORD.match(text, word.end + 1) if text[word.end : word.end + 1] == " " else None
    if after is not None:
        following = after[0]
        if word.of(text)[:1].isupper():
            following = following[:1].upper() + following[1:]
        return Edit(Span(word.start, after.end()), following)
    return Edit(Span(word.start - (text[: word.start][-1:] == " "), word.end), "")


def _swapped(text: str, word: Span) -> Iterator[Edit]:
    after = _WORD.match(text, word.end + 1) if text[word.end : word.end + 1] == " " else None
    if after is None or not after[0].isalpha() or _negates(after[0]):
        return
    first, second = word.of(text), after[0]
    if second[:1].isupper() and second != "I":
        return
    yield Edit(Span(word.start, after.end()), f"{_cased(second, first)} {_lowered(first)}")


def _inserted(text: str, word: Span, written: str) -> Edit:
    first = word.of(text)
    if not text[: word.start].strip(" “\"'("):
        return Edit(word, f"{_cased(written, first)} {_lowered(first)}")
    return Edit(Span(word.start, word.start), f"{written} ")


def _inflected(text: str, word: Span, tag: str) -> Iterator[Edit]:
    from lemminflect import getAllLemmas, getInflection

    written = word.of(text)
    kinds = ("VERB", "AUX") if tag.startswith(_VERBAL) else ("NOUN", "ADJ", "ADV")
    lemmas = getAllLemmas(written.lower())
    for kind in kinds:
        for lemma in lemmas.get(kind, ())[:1]:
            for form in getInflection(lemma, tag, inflect_oov=False)[:1]:
                if form != written.lower():
                    yield Edit(word, _cased(form, written))
                    return


def _cased(written: str, like: str) -> str:
    """Small letters, but the first as in what it stands for."""
    lower = written if written == "I" else written.lower()
    return lower[:1].upper() + lower[1:] if like[:1].isupper() and like != "I" else lower


def _lowered(word: str) -> str:
    return word if word == "I" else word[:1].lower() + word[1:]
