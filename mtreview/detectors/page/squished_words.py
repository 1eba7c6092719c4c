"""Two words stand as one: the space between them was lost.

Text taken from a page loses the space where one element ends and the next begins: around a link, a
bold name, a heading that runs into the first sentence. Text taken from a PDF loses it anywhere.

    Faulty: the Ministry ofTransport
    Faulty: It was decidedThere were no cheers.
    Faulty: two men were takenby the police

    Instead: the Ministry of Transport
    Instead: It was decided. There were no cheers.
    Instead: two men were taken by the police

Names with a capital in their midst pass (easyRail, WhatsApp, MacAllister), and so does a form that
the document uses twice. Small letters alone are parted only at a function word, and only where the
whole is no English word. Missed: two content words in small letters ("bridgecollapse"), glued names
("MarinNovak"), a glued word of less than three letters before a name.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from mtreview.detectors.detector import Detector, Flagged, Hit, Whole
from mtreview.detectors.lexicon import base_of, is_word, parts_of_speech
from mtreview.detectors.untranslated.foreign_words import is_loanword
from mtreview.model import Severity
from mtreview.tokens import Reading

_CAMEL = re.compile(r"([^\W\d_]*[^\W\d_A-ZÀ-Þ])([A-ZÀ-Þ][^\W\d_A-ZÀ-Þ]+)(?:[’'-].*)?")
# No brand begins with these; with the others some do, so what follows must be a name.
_BEFORE_ANY = frozenset(
    "about after against and before between but by during from her his into its of or since than "
    "that their under until was were when where which who will with".split()
)
_BEFORE_NAMES = frozenset("a as at for in is on or our the this to your".split())
_STARTERS = frozenset(
    "According After Although And Another Because Before But Despite During For From Has Have He "
    "However Meanwhile Our She Since Some That The Their Then There These They This Those Today We "
    "Were What When Where Which While With You Your".split()
)
_SURE_STARTERS = _STARTERS - frozenset("And But For From Has Have Our What With You Your".split())
# Two of these never make one word, but for what `_MEANT` lists.
_FUNCTION = (
    "a about after all also an and are as at be been before but by can could for from had has have "
    "he her his if in into is it its more most not of on one or our out over she should so some "
    "than that the their them then there they this to under until up was we were what when which "
    "who will with would"
).split()
_MEANT = frozenset(
    "asunder bethe forthwith forto hasbeen hassome heron inshe moreover moreso nother oneall "
    "onesome sheat somewhen somewhat tobeat thereabout therefor therefrom thereof therein thereon "
    "thereto thereunder therewith whereabout whereas wherein whereof whereon whereto whereunder "
    "wherewith whoso lessor winnings setsin".split()
)
_AMONG = frozenset(
    left + right for left, right in product(_FUNCTION, repeat=2) if len(left + right) > 4
).difference(_MEANT)
_LEFT = ("about", "and", "been", "between", "from", "have", "into", "of", "than", "that", "the",
         "their", "this", "were", "which", "with", "would")  # fmt: skip
_RIGHT = ("and", "by", "from", "had", "has", "of", "that", "the", "their", "was", "were", "which",
          "will", "with")  # fmt: skip
# These end a good many words, so that what they are glued to must be an inflected form.
_SHORT = ("an", "at", "but", "for", "he", "her", "his", "in", "it", "not", "on", "she", "they",
          "to", "we")  # fmt: skip
_RELATIVE = ("who", "whose", "when", "where", "while")
# in1962, 4May, 40people; tabloids write £40million
_NUMBERED = re.compile(
    r"(?:at|by|from|in|of|on|since|than|the|to|until)(?=\d{2,4}\Z)"
    r"|\d{1,2}(?=(?:January|February|March|April|May|June|July|August|September|October|November|"
    r"December)\Z)|\d{1,3}(?=(?:percent|euros|dollars|years|people)\Z)",
    re.IGNORECASE,
)
_LEAST = 4
_MESSAGE = "the space between “{}” and “{}” was lost"


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Judge each word that is neither small letters with no function word at an end nor a name."""
    words = reading.words
    known = reading.vocabulary
    candidates = {word for word in known if _cut(word)}
    if not candidates:
        return
    places = reading.among({word.lower().replace("’", "'") for word in candidates})
    counts = Counter(words[i] for i in places)
    for i in places:
        word = words[i]
        if is_loanword(word) or not (cut := _cut(word)):
            continue
        left, right = word[:cut], word[cut:]
        mixed = right[0].isupper()
        if counts[word] > (1 if mixed else 2) or _is_address(reading, i):
            continue
        following = reading.words[i + 1] if i + 1 < len(words) else ""
        institution = left == "the" and following == "of" and len(right) > _LEAST
        if mixed and not (institution or left[-1].isdigit() or _is_lost(left, right, known)):
            continue
        stop = mixed and right in _STARTERS and left.lower() not in _BEFORE_ANY
        rewrites = (f"{left}. {right}", f"{left} {right}") if stop else (f"{left} {right}",)
        yield Hit(_MESSAGE.format(left, right), i, i + 1, rewrites=rewrites)


@lru_cache(maxsize=16384)
def _cut(word: str) -> int:
    """Where a word may be two, 0 where it may not."""
    if len(word) < _LEAST or word.isupper():
        return 0
    if not word.isalpha() and (number := _NUMBERED.match(word)):
        return number.end()
    if not word[0].isalpha():
        return 0
    if word[1:].islower():
        if word[0].isupper() and not word.endswith(("the", "this", "that")):
            return 0  # likely a name: Canby, Willis
        return _small(word.lower()) if word.isalpha() else 0
    found = _CAMEL.fullmatch(word)
    return found.end(1) if found and len(found[1]) > 1 else 0


def _small(word: str) -> int:
    """Where a word in small letters parts into a function word and another; 0 where it is one."""
    if word in _AMONG:
        if is_word(word):
            return 0
        every = range(len(word) - 1, 0, -1)
        return next((n for n in every if word[:n] in _FUNCTION and word[n:] in _FUNCTION), 0)
    cuts = [len(left) for left in _LEFT if word.startswith(left)]
    cuts += [len(word) - len(right) for right in _RIGHT if word.endswith(right)]
    cuts += [len(word) - len(right) for right in _RELATIVE if word.endswith(right)]
    if not cuts and not word.endswith(_SHORT):
        return 0
    shorts = [len(word) - len(right) for right in _SHORT if word.endswith(right)]
    if not (cuts or shorts) or word in _MEANT or is_word(word):
        return 0
    for cut in cuts:
        rest = word[cut:] if word[:cut] in _LEFT else word[:cut]
        least = _LEAST - word[cut:].startswith("wh")
        if len(rest) >= least and is_word(rest):
            return cut
    return next((n for n in shorts if n >= _LEAST and _is_inflected(word[:n])), 0)


def _is_lost(left: str, right: str, known: frozenset[str]) -> bool:
    """Whether a capital in the midst of a word begins another word."""
    low, whole = left.lower(), right
    name = whole in known or not is_word(whole.lower())
    if left.islower() and low in _BEFORE_ANY:
        return len(whole) > 2
    if left.islower() and low in _BEFORE_NAMES:
        return name and len(whole) > 3
    if len(low) < _LEAST:
        return False
    if not is_word(low):  # but for its ending
        return low.endswith(("ed", "ing")) and whole in _SURE_STARTERS
    if whole in _STARTERS:
        return left.islower() or whole not in ("With", "You", "Your", "From")
    if not left.islower():
        return False
    return (name and len(whole) > 2) or _is_inflected(low)


def _is_inflected(word: str) -> bool:
    """Whether a word is a form that brands seldom begin with."""
    endings = ("ed", "ing", "ly", "tion", "ment", "ity", "ness", "ance", "ence", "ers", "ies")
    return (word.endswith(endings) and bool(parts_of_speech(word))) or base_of(word) is not None


def _is_address(reading: Reading, i: int) -> bool:
    """Whether the word touches a sign of addresses, file names and code."""
    text, start, end = reading.text, reading.starts[i], reading.ends[i]
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    dotted = text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum()
    return dotted or any(
        sign in "@#/\\_$=<>{}[]()*.&~" for sign in around.rstrip(".") if sign != ")"
    )


DETECTOR = Detector(
    rule="squished-words",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.9,
    watch=Whole(word=_cut),
    find=find,
    flagged=(
        Flagged("He leads the School ⟦ofEconomics⟧ in Rome.", "of Economics"),
        Flagged("It was ⟦decidedThere⟧ were no cheers.", "decided. There"),
        Flagged("Two men were ⟦takenby⟧ the police.", "taken by"),
        Flagged("She came back ⟦tothe⟧ village.", "to the"),
        Flagged("He lives ⟦inOlmeda⟧ with his sister.", "in Olmeda"),
        Flagged("It cost more ⟦thanexpected⟧ in the end.", "than expected"),
        Flagged("It is what ⟦presidentKowalska⟧ called a scandal.", "president Kowalska"),
        Flagged("The report, ⟦whichwas⟧ leaked, is long.", "which was"),
        Flagged("The minister ⟦announcedTuesday⟧ that he would go.", "announced Tuesday"),
        Flagged("⟦SquabbleThere⟧ were no cheers.", "Squabble. There"),
        Flagged("⟦SquishedThere⟧ were many people in the square.", "Squished. There"),
        Flagged("He was born ⟦in1962⟧ in Olmeda.", "in 1962"),
        Flagged("The vote was on ⟦4May⟧ in Olmeda.", "4 May"),
        Flagged("He met ⟦theMinister⟧ of Health.", "the Minister"),
        Flagged("The ⟦manwho⟧ fled was found.", "man who"),
        Flagged("It is ⟦oneof⟧ the oldest.", "one of"),
    ),
    passing=(
        "She works for easyRail and flies with flyDubai and airBaltic.",
        "They met on LinkedIn, WhatsApp and YouTube.",
        "Rosa MacAllister and Anne DeVries spoke to LeBron.",
        "He paid through PayPal on his iPhone.",
        "The readings were taken nearby, hereby and thereby.",
        "Onboarding and upskilling are the words of the day.",
        "Theatre and thesis, android and wasabi.",
        "Thea, Hera, Isis and Asa came.",
        "He writes JavaScript for GitHub and openSUSE.",
        "See HealthCare.gov or data/ofTheFile for more.",
        "The thefts were many.",
        "Bulletproof, waterproof and quicksand.",
        "The firm ofGlass opened. The firm ofGlass closed.",
        "Therefrom and thereof are old words.",
        "",
    ),
)
