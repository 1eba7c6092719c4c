"""Which findings an editor wants to see: a few words, each of which must fit."""

import re
from fnmatch import fnmatchcase

from mtreview.model import Severity
from mtreview.outcomes import Item, State
from mtreview.review.desk import Refused
from mtreview.review.walk import Fits

_CONFIDENCE = re.compile(r"(<=?|>=?)\s*(\d+(?:\.\d+)?)(%?)")


def parse(words: str) -> Fits | None:
    """Return what tells whether an item fits; None if everything does.

    A severity ("major"; "major+" for that and worse), a state ("open"), a confidence (">80%",
    "<0.5"), else a part of a rule's or a category's name, or a glob of it. Refused for a
    confidence that is none.
    """
    tests = [_test(word) for word in words.split()]
    return (lambda item: all(test(item) for test in tests)) if tests else None


def _test(word: str) -> Fits:
    word = word.casefold()
    if word in list(State):
        return lambda item: item.state == word
    if word.rstrip("+") in list(Severity):
        return _severity(Severity(word.rstrip("+")), or_worse=word.endswith("+"))
    if word[0] in "<>":
        return _confidence(word)
    return lambda item: _names(item, word)


def _severity(severity: Severity, *, or_worse: bool) -> Fits:
    if or_worse:
        return lambda item: item.finding.severity.rank >= severity.rank
    return lambda item: item.finding.severity is severity


def _confidence(word: str) -> Fits:
    if (match := _CONFIDENCE.fullmatch(word)) is None:
        raise Refused(f"“{word}” is no confidence: write it as >80% or <0.5")
    sign, limit = match[1], float(match[2]) / (100 if match[3] else 1)
    if sign.startswith("<"):
        return lambda item: item.finding.confidence < limit + (1e-9 if "=" in sign else 0)
    return lambda item: item.finding.confidence > limit - (1e-9 if "=" in sign else 0)


def _names(item: Item, word: str) -> bool:
    names = item.finding.rule.casefold(), item.finding.category.casefold()
    return any(word in name or fnmatchcase(name, word) for name in names)
