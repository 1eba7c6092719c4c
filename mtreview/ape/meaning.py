"""What a rewrite must leave alone: numbers, names, quotations, negation.

`altered` names what an edit changes of these. Another form of the same number ("18 000" for
"18,000"), another case of a letter or another order of the same names is no change.
"""

import re
from collections import Counter
from enum import StrEnum

from mtreview.detectors.lexicon import is_word
from mtreview.model import Edit, Finding, Span


class Meaning(StrEnum):
    """What holds the meaning of a text."""

    NUMBER = "number"
    NAME = "name"
    QUOTATION = "quotation"
    NEGATION = "negation"


NEGATIONS = frozenset(
    "no not never none nobody nothing nowhere neither nor cannot without n't".split()
)
NUMBERS = frozenset(
    """one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand million billion trillion dozen half first second
    third once twice""".split()
)
_PASSAGES = """
    page-boilerplate page-fragment headline-source repeated-paragraph repeated-clause looping-phrase
    doubled-word unfilled-placeholder changed-code engine-token html-tag html-entity escape-code
    mojibake foreign-segment untranslated-sentence lost-passage added-passage"""
_RULES = {  # by what they are about; those of whole passages may change anything
    Meaning.NUMBER: """foreign-scale ordinal-form clock-time date-form day-without-month
        relative-date foreign-unit number-mismatch number-lost number-added decimal-comma
        thousands-mark currency-after-amount age-in-years measure-of-dimension""",
    Meaning.NAME: """stray-drop-cap split-drop-cap lost-drop-cap glued-article squished-words
        broken-word look-alike-letter inconsistent-honorific inconsistent-name name-in-two-orders
        translated-name place-under-two-names body-under-two-names ms-and-mrs lost-name
        garbled-name
        acronym-introduced-twice second-acronym foreign-acronym demonym-confusion untranslated-word
        foreign-script ordinal-form date-form number-mismatch forbidden-term
        glossary-term-missing""",
    Meaning.QUOTATION: """foreign-quotation-marks foreign-punctuation dialogue-dash
        unclosed-quotation unbalanced-quotation lost-quotation quotation-mark-for-apostrophe""",
    Meaning.NEGATION: """garbled-negation negation-before-verb double-negation lost-negation
        added-negation""",
}
_WORD = re.compile(r"\d+(?:[.,  \u202f\u00a0]\d+)*|n['’]t\b|(?:(?!n['’]t\b)[^\W\d_])+")
_QUOTED = re.compile(r"“[^”]*”?|«[^»]*»?|„[^“”]*[“”]?|「[^」]*」?|\"[^\"]*\"?")
_DIGITS = re.compile(r"\D")
_OPENING = re.compile(r"(?:^|[.!?:;]\s|\n)[\s“”\"'‘(\[«–—-]*$")


def altered(text: str, edit: Edit) -> frozenset[Meaning]:
    """Return what of the meaning an edit of a text changes."""
    span = _whole_words(text, edit.span)
    old = span.of(text)
    new = text[span.start : edit.span.start] + edit.text + text[edit.span.end : span.end]
    before = text[max(0, span.start - 40) : span.start]
    changed = {
        Meaning.NUMBER: _numbers(old) != _numbers(new),
        Meaning.NAME: not _same_names(before, old, new),
        Meaning.QUOTATION: _quotes(old) != _quotes(new),
        Meaning.NEGATION: _negations(old) != _negations(new),
    }
    return frozenset(meaning for meaning, is_changed in changed.items() if is_changed)


def about(finding: Finding) -> frozenset[Meaning]:
    """What of the meaning the rule of a finding is about, and its suggestions may change."""
    if finding.rule in _PASSAGES.split():
        return frozenset(Meaning)
    return frozenset(meaning for meaning, rules in _RULES.items() if finding.rule in rules.split())


def _whole_words(text: str, span: Span) -> Span:
    """The span, widened to the words that it cuts."""
    start, end = span.start, span.end
    while start and _joins(text[start - 1]):
        start -= 1
    while end < len(text) and _joins(text[end]):
        end += 1
    return Span(start, end)


def _joins(character: str) -> bool:
    return character.isalnum() or character in "'’-.,"


def _words(text: str) -> list[str]:
    return [match[0].replace("’", "'") for match in _WORD.finditer(text)]


def _numbers(text: str) -> tuple[str, Counter[str]]:
    """All digits, in order, and the words for numbers."""
    words = (word.lower().removesuffix("s") for word in _words(text))
    named = Counter(word for word in words if word in NUMBERS and word != "one")  # often a pronoun
    return _DIGITS.sub("", text), named


def _negations(text: str) -> int:
    return sum(word.lower() in NEGATIONS for word in _words(text))


def _quotes(text: str) -> list[list[str]]:
    """The words of each quotation."""
    return [[word.lower() for word in _words(quote)] for quote in _QUOTED.findall(text)]


def _same_names(before: str, old: str, new: str) -> bool:
    """Whether each name of one side stands somewhere in the other, in whatever case."""
    sides = [{word.lower() for word in _words(side)} for side in (old, new)]
    return _names(before, old) <= sides[1] and _names(before, new) <= sides[0]


def _names(before: str, text: str) -> set[str]:
    """Words with a capital, in small letters; of those that begin a sentence, the unknown ones."""
    names = set()
    for match in _WORD.finditer(text):
        word = match[0]
        if not word[0].isupper() or word == "I":
            continue
        begins = _OPENING.search(before + text[: match.start()])
        if not (begins and is_word(word.lower())):
            names.add(word.lower())
    return names
