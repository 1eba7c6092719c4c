"""A space stands before a punctuation mark, or is missing after one.

French sets a space before the colon, the semicolon, the question and the exclamation mark. English
sets none before any of them and one after; Chinese has none at all, and extraction loses some.

    Faulty: Will he resign ? The question : who decides ?
    Faulty: The talks failed.The minister left, and,they say, resigned.

    Instead: Will he resign? The question: who decides?
    Instead: The talks failed. The minister left, and, they say, resigned.

Addresses, file names, code, ratios ("3 : 1"), spaced ellipses and smileys pass, and so does text
that was cut into tokens throughout ("a word , a stop ."). Missed: a missing space between a name
and a word that begins no clause ("Geneva.Talks"), which looks like "Node.Process"; doubled spaces.
"""

from collections.abc import Iterable

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole, Words
from mtreview.detectors.lexicon import is_word
from mtreview.model import Severity
from mtreview.tokens import Reading

_MARKS = frozenset(", ; : . ! ?".split())
_STARTERS = frozenset(
    "A According After All Although An And As At Because Before Both But By Despite During Each "
    "Even Every Following For From He Her His How However If In It Its Many Meanwhile Most No Not "
    "On One Our Several She Since So Some That The Their Then There These They This Those Thus To "
    "Today We What When Where Which While Who Why With You Your".split()
)
# After these it is words that are lost ("write to ."), not the space that is one too many.
_EXPECTING = frozenset("a an and at by email for from in like of or that the this to with".split())
_FRENCH = frozenset(";:!?")  # what French sets a space before
_TITLES = frozenset("Mr Mrs Ms Dr Prof".split())
_DAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_CLOSERS = frozenset(")]”\"’'»")
_WINDOW = 40
_CUT = 4  # as many spaced marks nearby mean that the text was cut into tokens


def find_space(reading: Reading, _first: int, _last: int) -> Iterable[Hit]:
    """Judge each mark that stands apart from the token before it."""
    for i in reading.among(_MARKS):
        if i and reading.starts[i] > reading.ends[i - 1] and _is_spaced(reading, i):
            mark = reading.words[i]
            message = f"English sets no space before “{mark}”"
            at = reading.ends[i - 1], reading.ends[i]
            # Elsewhere as often a word is lost before the mark.
            french = mark in _FRENCH and reading.document.source_lang == "fr"
            yield Hit(message, at=at, rewrites=(mark,), safe=french)


def find_glued(reading: Reading, i: int, _last: int) -> Iterable[Hit]:
    """Judge the mark at token i, which may be glued to the next word, even of the next segment."""
    if not 0 < i < len(reading) - 1 or reading.ends[i] != reading.starts[i + 1]:
        return ()
    before, mark, after = reading.words[i - 1 : i + 2]
    if reading.ends[i - 1] != reading.starts[i] or len(before) < 2 or len(after) < 2:
        return ()
    if not before.isalpha() or not after[0].isalpha() or not _is_glued(before, mark, after):
        return ()
    end = reading.ends[i + 1]
    if not before.istitle() and after not in _STARTERS and reading.text[end : end + 1] == ".":
        return ()  # a name with several stops
    if _is_address(reading.text, reading.starts[i]):
        return ()
    message = f"a space is missing after “{mark}”"
    return (Hit(message, i, i + 1, rewrites=(f"{mark} ",)),)


def _is_spaced(reading: Reading, i: int) -> bool:
    """Whether the mark at token i stands where a mark would, but for the space before it."""
    (first, last), text, end = reading.limits(i), reading.text, reading.ends[i]
    mark = reading.words[i]
    closers = "" if mark in ":;" else ")”\"’'"
    if i == first or text[end : end + 1].strip(closers + " \xa0\r\n\t"):
        return False
    before, gap = reading.words[i - 1], text[reading.ends[i - 1] : reading.starts[i]]
    if gap.strip() or "\n" in gap or "\r" in gap or len(gap) > 2:
        return False
    after = reading.words[i + 1] if i + 1 < last else ""
    if not (before[-1].isalnum() or before in _CLOSERS) or after in _MARKS or after[:2] == "..":
        return False
    if mark == ":" and before.isdigit() and after.isdigit():
        return False
    if mark == "." and (before in _CLOSERS or (after[:1].isalnum() and not after[0].isupper())):
        return False
    return reading.lower[i - 1] not in _EXPECTING and not _is_cut(reading, i)


def _is_cut(reading: Reading, i: int) -> bool:
    """Whether many marks nearby stand between spaces."""
    spaced = 0
    for n in range(max(1, i - _WINDOW), min(len(reading), i + _WINDOW)):
        if reading.words[n] in _MARKS or reading.words[n] in ("(", ")", "'s", '"'):
            spaced += reading.starts[n] > reading.ends[n - 1]
            spaced -= reading.starts[n] == reading.ends[n - 1]
    return spaced >= _CUT


def _is_glued(before: str, mark: str, after: str) -> bool:
    if mark in ",;":
        return all(word.istitle() or is_word(word.lower()) for word in (before, after))
    if before in _TITLES:
        return mark == "." and after.istitle()
    if after in _STARTERS or (before in _DAYS and after.istitle()):
        return before.istitle() or before.islower()
    # A name: nothing but prose has a word, a stop, and a word with a capital.
    return (
        before.islower()
        and after.istitle()
        and min(len(before), len(after)) > 3
        and is_word(before)
    )


def _is_address(text: str, at: int) -> bool:
    """Whether the unbroken run of characters around a mark is an address, a path or code."""
    start = max(text.rfind(space, max(0, at - 80), at) for space in " \n\t\xa0") + 1
    ends = [n for space in " \n\t\xa0" if (n := text.find(space, at, at + 80)) >= 0]
    chunk = text[max(start, at - 80) : min(ends, default=at + 80)]
    return any(sign in chunk for sign in "/@_=<>{}[]\\|#$*+~0123456789") or "www" in chunk


SPACE = Detector(
    rule="space-before-punctuation",
    what="A space stands before a punctuation mark.",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(signs=tuple(f"{space}{mark}" for space in " \xa0\u202f\t" for mark in _MARKS)),
    find=find_space,
    flagged=(
        Flagged("Will he resign⟦ ?⟧ Nobody knows.", "?"),
        Flagged("The question is simple⟦\xa0:⟧ who decides?", ":"),
        Flagged("He said no⟦ ,⟧ then left.", ","),
        Flagged("What a storm⟦\u202f!⟧", "!"),
        Flagged("It rained⟦ ;⟧ they stayed.", ";"),
        Flagged("They came from Spain (and France)⟦ ,⟧ we hear.", ","),
        Flagged("It was over⟦ .⟧ The town slept.", "."),
        Flagged("It was 1945⟦ :⟧ the war had ended.", ":"),
    ),
    passing=(
        "Wait . . . who is there? Well ... no.",
        "He won 3 : 1 on Sunday.",
        "She smiled :) and left ;-)",
        "It runs on .NET and costs .5 cents.",
        "He said , and she said , and they left . Then ( later ) it rained , at last .",
        "He asked:\n: first\n: second",
        "“Why?” he asked. Yes!",
        "Files end in .txt or .md here.",
        "?",
        "",
        "!!! ???",
    ),
    misses=(Missed("Is it 12⟦ :⟧ 30 already?"),),
)
_PASSING = (
    "It runs on Node.js and Booking.com sells it.",
    "Shares in Monday.com rose.",
    "See HealthData.Gov or www.example.The.org/a,b for more.",
    "It will replace beta.Gobierno.USA.gov and data.Justice.",
    "It cost 1,234.5 euros at 12:30.",
    "The U.S.A. and e.g. the U.K. agreed.",
    "He bought it at Yahoo!Inc for tl;dr.",
    "Mail a.person,the.other@example.org today.",
    "The keys of a_list,the_other and {red,green} are lost.",
    "He left, then (he says) slept.",
    "f(x,y) is a function.",
    ",",
    "",
)
MISSING = Detector(
    rule="missing-space",
    what="The space after a comma or a semicolon is missing.",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Words(frozenset((",", ";"))),
    find=find_glued,
    flagged=(
        Flagged("They met on Monday⟦,⟧the talks failed.", ", "),
        Flagged("The talks had failed⟦,⟧and he left.", ", "),
        Flagged("The effect of the therapy⟦;⟧the age of all.", "; "),
        Flagged("They met in Quebec⟦,⟧Canada.", ", "),
        Flagged("He came⟦,⟧he saw, he left.", ", "),
    ),
    passing=_PASSING,
    misses=(Missed("He came,⟦  ⟧saw and left."),),
)
GLUED = Detector(
    rule="glued-sentences",
    what="Two sentences are glued together: the space or the line between them was lost.",
    page=__doc__,
    category="Linguistic conventions/Punctuation",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Words(frozenset((".", "!", "?"))),
    find=find_glued,
    flagged=(
        Flagged("Will they go⟦?⟧They may.", "? "),
        Flagged("The talks failed⟦.⟧Novak left.", ". "),
        Flagged("They met on Monday⟦.⟧Talks failed.", ". "),
        Flagged("Then Mr⟦.⟧Novak left.", ". "),
        Flagged("They met in Geneva⟦.⟧There were no cheers.", ". "),
        Flagged("He is right⟦!⟧We are not.", "! "),
    ),
    passing=_PASSING,
    misses=(
        Missed("They met in ⟦Geneva.Talks⟧ resume on Monday."),
        Missed("The talks failed.⟦  ⟧The minister left."),
    ),
)
