"""A paragraph's first letter is lost, or glued as a word of its own.

A web page sets the first letter of an article large, as a picture or in an element of its own.
Text taken from the page loses it, and the first word lacks its head; where the letter is the
article "A", the space after it is lost as well.

    Faulty: nprecedented demonstrations turned into riots.
    Faulty: he minister resigned on Monday.
    Faulty: Astorm destroyed the town hall.

    Instead: Unprecedented demonstrations turned into riots.
    Instead: The minister resigned on Monday.
    Instead: A storm destroyed the town hall.

The rules look at the first word of each paragraph. It must be no English word, and become one that
may begin a text with one letter more; a few that are words of their own (he, hen, hey, his) count
only before what shows that they are not. Missed: lost letters before words that are whole without
them ("any people", "here are"), before names, and "A" where it makes a word ("Afire", "Aman").
"""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word, parts_of_speech
from mtreview.detectors.page.drop_cap import FIRST, openings
from mtreview.model import Severity
from mtreview.tokens import Reading

_MIN_WORDS = 6  # of a paragraph: a list of terms may begin in small letters
_NOUN_NEXT = frozenset(
    "attack authorities bank board budget chairman chief city club company council country court "
    "crisis decision director economy election eu european explosion film fire first former french "
    "german government head incident judge king law leader main man mayor measures men minister "
    "ministry move national new next opposition organisation organization party people plan police "
    "pope president prime project prosecutor public report result same second senate situation "
    "state strike team third town two trial union united university victim victims vote war woman "
    "world year".split()
)
_VERB_NEXT = frozenset(
    "are came could did do had have left said say want went were will would".split()
)
_CLAUSE_NEXT = frozenset(
    "a an he her his i it my one our she some the their there these they this those we you".split()
)
# What is a word without its first letter shows by the next word that it is not.
_TELLING = {
    "he": ("the", _NOUN_NEXT),
    "hey": ("they", _VERB_NEXT),
    "ore": ("more", frozenset(["than"])),
    "here": ("there", frozenset("are is was were will".split())),
    "very": ("every", frozenset("day month morning night summer time week winter year".split())),
    "hen": ("when", _CLAUSE_NEXT),
    "his": ("this", frozenset("is was has will means happened had".split())),
    "hat": ("what", frozenset("is was the has did happened are will".split())),
    "s": ("as", frozenset("a an the he she it they we part soon well if of in many".split())),
    "t": ("at", frozenset("a an the least first his her noon midnight about".split())),
    "n": ("in", frozenset("a an the his her their this order fact addition total".split())),
    "f": ("if", _CLAUSE_NEXT),
    "e": ("he", frozenset("was is had has said".split())),
}
_TITLES = {"r": "Mr", "rs": "Mrs", "rof": "Prof", "resident": "President", "overnor": "Governor"}
_LETTERS = 4  # a word without its head needs as many to be known
_MANY = 3  # as many words that it may be, and it is a word that we do not know
_STOPS = frozenset(".!?…:;")
_CLOSERS = "”\"’')»“«„"
_RUNNING_ON = (",", ";", "-", "–", "—", ":")
_GLUED_LEAST = 4
_WHOLE = frozenset("alice aline amidst amore arose avery azure".split())
_LOST = "the first letter of “{}” is lost, as where a page sets it large"


def find_lost(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Give the first word of each paragraph that begins in a small letter its head."""
    for i in openings(reading):
        word = reading.words[i]
        if not word.islower() or not word.isalpha() or not word.isascii():
            continue
        first, last = reading.limits(i)
        if last - first < _MIN_WORDS or i + 1 >= last or reading.starts[i + 1] == reading.ends[i]:
            continue
        if not _is_prose(reading, i):
            continue
        if kept := tuple(whole[0].upper() + whole[1:] for whole in _wholes(reading, i, word)):
            yield Hit(_LOST.format(kept[0]), i, i + 1, rewrites=kept)


def find_glued(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Part the article "A" from the small letters that it was glued to."""
    counts: Counter[str] | None = None
    for i in openings(reading):
        word = reading.words[i]
        if word[0] != "A" or len(word) <= _GLUED_LEAST or not word[1:].islower():
            continue
        first, last = reading.limits(i)
        if last - first < _MIN_WORDS or i + 1 >= last or not word.isalpha():
            continue
        after = reading.words[i + 1]
        if after.islower() and after not in ("and", "is", "said") and _is_article(word.lower()):
            counts = Counter(reading.words) if counts is None else counts
            if counts[word] > 1:
                continue
            whole = f"A {word[1:]}"
            message = f"the space in “{whole}” was lost after the large first letter of the page"
            yield Hit(message, i, i + 1, rewrites=(whole,))


def _is_prose(reading: Reading, i: int) -> bool:
    """Whether the paragraph ends as prose does, and the one before it does not run on into it."""
    segments, n = reading.document.segments, reading.owners[i]
    paragraph, start = segments[n].paragraph, segments[n].span.start
    while n + 1 < len(segments) and segments[n + 1].paragraph == paragraph:
        n += 1
    closing = reading.text[max(start, segments[n].span.end - 6) : segments[n].span.end].rstrip(
        _CLOSERS
    )[-1:]
    before = reading.text[max(0, start - 80) : start].rstrip().rstrip(_CLOSERS)
    return closing in _STOPS and not before.endswith(_RUNNING_ON)


def _wholes(reading: Reading, i: int, word: str) -> tuple[str, ...]:
    """The word with its head; nothing where it is whole."""
    after = reading.words[i + 1]
    if word in _TELLING:
        whole, following = _TELLING[word]
        return (whole,) if after.lower() in following else ()
    if word in _TITLES:
        return (_TITLES[word],) if after.istitle() else ()
    if is_word(word):
        return ()
    return _headed(word)


@lru_cache(maxsize=4096)
def _headed(word: str) -> tuple[str, ...]:
    """The words that a word without its first letter may be, those that begin texts first."""
    heads = [letter + word for letter in ascii_lowercase]
    if known := tuple(whole for whole in heads if whole in FIRST):
        return known
    if len(word) < _LETTERS:
        return ()
    known = tuple(whole for whole in heads if is_word(whole))
    return known if len(known) < _MANY else ()


@lru_cache(maxsize=4096)
def _is_article(word: str) -> bool:
    """Whether a word in small letters is no word, but a noun or an adjective behind its "a"."""
    if is_word(word) or word in _WHOLE or word[1] in "aeio":
        return False
    return bool(parts_of_speech(word[1:]) & {"NOUN", "ADJ"}) and not word.endswith("s")


LOST = Detector(
    rule="lost-drop-cap",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.93,
    watch=Whole(),
    find=find_lost,
    flagged=(
        Flagged("⟦nprecedented⟧ protests shook the capital last night.", "Unprecedented"),
        Flagged("⟦he⟧ minister resigned on Monday after the vote.", "The"),
        Flagged("⟦fter⟧ months of talks, the two sides will vote.", "After"),
        Flagged("It rained.\n\n⟦hile⟧ the sun was out, they left for the hills.", "While"),
        Flagged("⟦r⟧ Novak left the party on Monday night, he says.", "Mr"),
        Flagged("⟦undreds⟧ of farmers blocked the motorway on Monday.", "Hundreds"),
        Flagged("“⟦hey⟧ have waited long enough for a new school,” she said.", "They"),
        Flagged("⟦esidents⟧ were told to stay at home on Monday.", "Residents"),
        Flagged("⟦n⟧ the south, rain is expected for the week.", "In"),
    ),
    passing=(
        "he said that he would come, and then he did not.",
        "iPhone sales fell for the third month in a row.",
        "onboarding and upskilling are the words of the day.",
        "he and his brother were seen in the town.",
        "They asked,\n\nver and again, for a place of their own.",
        "nprecedented",
        "r and s are the letters that follow upon q.",
        "hey, we are going home now, all of us.",
        "his house is the last one in the street.",
        "bell hooks was a writer and a teacher of note.",
        "de Gaulle was the first to speak on that day.",
        "eBay reported a loss for the third year.",
        "...",
        "",
    ),
    misses=(
        Missed("⟦any⟧ people left the town on Monday night."),
        Missed("⟦onday⟧ was the day of the great vote in town."),
    ),
)
GLUED = Detector(
    rule="glued-article",
    page=__doc__,
    what="The article “A” at a paragraph's head is glued to the next word.",
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Whole(),
    find=find_glued,
    flagged=(
        Flagged("⟦Ahospital⟧ by the river was closed on Monday night.", "A hospital"),
        Flagged("⟦Astorm⟧ destroyed the town hall on Monday night.", "A storm"),
        Flagged("⟦Amajor⟧ road will be closed until the end of May.", "A major"),
        Flagged("It rained.\n\n⟦Aspokesman⟧ for the firm said so on Monday.", "A spokesman"),
        Flagged("⟦Ajudge⟧ in Olmeda has freed the two men.", "A judge"),
        Flagged("“⟦Aminister⟧ must not lie to the house,” she said.", "A minister"),
    ),
    passing=(
        "Aman was arrested on Monday in the south of the town.",
        "Avery was seen on Monday in the south of the town.",
        "Alice was seen on Monday in the south of the town.",
        "Athletes from nine lands came to the games this year.",
        "Around two hundred people came to see the games.",
        "Amazon Studios was closed on Monday for the whole day.",
        "Apple said that it would close its stores on Monday.",
        "Abridge",
        "Amoral, asocial and atypical are words with a Greek prefix.",
        "Abroad, the news was met with a shrug on Monday.",
        "",
    ),
    misses=(
        Missed("⟦Afire⟧ broke out in the port on Monday."),
        Missed("⟦Aman⟧ was arrested on Monday."),
    ),
)
