"""A paragraph's large first letter is glued to the next word or cut off from it.

A web page sets the first letter of an article large, in an element of its own. Text taken from
the page joins it to the wrong thing: the initial of the source article stays before the translated
word, the initial is doubled, or a space parts it from its word.

    Faulty: DUnprecedented demonstrations turned into riots.
    Faulty: TThe minister resigned on Monday.
    Faulty: U nprecedented demonstrations turned into riots.

    Instead: Unprecedented demonstrations turned into riots.

The rules look at the first word of each paragraph. What stays must be an English word, or a name
that the document uses elsewhere. Missed: an initial before an unknown name, one in a paragraph of
its own, and a glued initial that makes a word ("AN ew") or a likely brand ("EMarket", "TMobile").
"""

import re
from collections import Counter
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.lexicon import is_word, parts_of_speech
from mtreview.model import Severity
from mtreview.tokens import Reading, once

_GLUED = re.compile(r"[^\W\d_]{2}[^\W\d_]+(?:[-'’][^\W\d_]+)*")
FIRST = frozenset(
    "about above according across after against all along although amid among an another around as "
    "at because before behind below beneath beside besides between beyond both but by can could "
    "despite did do does during each either even every everyone few for from given had has have he "
    "her here his how however if in inside instead into is it its last less many may meanwhile "
    "more moreover most much my near neither never next no nobody nor not nothing now on once one "
    "only other our out outside over perhaps several she should since so some something soon still "
    "such than that the their then there therefore these they this those though three through "
    "throughout thus to today together towards two under unless unlike until up upon was we were "
    "what when where whether which while who whose why will with within without would yesterday "
    "yet you your".split()
)
# Initials that so many source texts begin with (L'incendie, Des manifestations) that "LIt" is no
# slip of the shift key for a word that could not begin a paragraph.
_ARTICLES = frozenset("ld")
# Plurals of abbreviations: MAs, UIs, APs ...
_PLURAL = frozenset("as is us ps ds os".split())
# After A and I these may be words of their own, squished: AFew, IWas.
_OWN_WORD = {
    "a": frozenset("few most more last lost one three two".split()),
    "i": frozenset(
        "can could did do had has have may never not now once only should soon still then was "
        "will would".split()
    ),
}
# What brands put before a common noun: iPhone, eBay, X-ray.
_BRANDING = frozenset("eix")
_BRANDS = frozenset(
    "aadvantage ccleaner cspan dday gmail jpop kmart kpop qanon tmobile tshirt uboat uhaul uturn "
    "vday vneck".split()
)
_LEAST_NAME = 4
_SURE_LENGTH = 8
_OPENING = frozenset("“\"«„‘'(")
_SPLIT = 6
_LETTERED = frozenset("cell cells class line lines road roads side sides team train trains".split())
_STATISTICAL = frozenset("distribution ratio score statistic statistics test tests value".split())
_MESSAGE_GLUED = (
    "“{0}” is the large first letter of the page, of the source text or doubled, glued to “{1}”"
)
_MESSAGE_SPLIT = "a space parts the large first letter of the page from the rest of “{0}”"


def find_glued(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Try the first word of every paragraph; the counts of words wait for the first candidate."""
    counts: Counter[str] | None = None
    for i in openings(reading):
        word = reading.words[i]
        if len(word) > 2 and word[0].isupper() and _GLUED.fullmatch(word) and _is_candidate(word):
            counts = Counter(reading.words) if counts is None else counts
            if hit := _glued(word, i, counts):
                yield hit


def find_split(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Join a lone capital at the head of a paragraph to the small letters that follow it."""
    for i in openings(reading):
        letter = reading.words[i]
        if len(letter) != 1 or not letter.isupper() or i + 2 >= reading.limits(i)[1]:
            continue
        gap, rest = reading.text[reading.ends[i] : reading.starts[i + 1]], reading.words[i + 1]
        if gap.strip(" \xa0") or not gap or not rest.islower() or not rest.isalpha():
            continue
        if _is_split(letter.lower(), rest, reading.words[i + 2]):
            whole = letter + rest
            yield Hit(_MESSAGE_SPLIT.format(whole), i, i + 2, rewrites=(whole,), safe=True)


@once
def openings(reading: Reading) -> tuple[int, ...]:
    """The first word of each paragraph, behind an opening quotation mark or bracket."""
    return tuple(_openings(reading))


def _openings(reading: Reading) -> Iterator[int]:
    paragraph = -1
    for segment, (first, last) in zip(reading.document.segments, reading.bounds, strict=True):
        if segment.paragraph != paragraph and first < last:
            paragraph = segment.paragraph
            quoted = reading.words[first] in _OPENING and first + 1 < last
            yield first + quoted


def _is_candidate(word: str) -> bool:
    rest = word[1:]
    doubled = word[0].lower() == rest[0]
    return (rest[0].isupper() and rest[1:].islower()) or (doubled and rest.islower())


def _glued(word: str, i: int, counts: Counter[str]) -> Hit | None:
    rest, whole = word[1:], word.lower()
    if rest.islower() and not (rest in FIRST and len(rest) > 2):
        return None
    if whole in _BRANDS or counts[word] > 1:
        return None  # a word used twice is meant
    if is_word(whole) and (
        whole[0] not in _ARTICLES or whole in FIRST or rest.lower() not in FIRST
    ):
        return None
    if rest[0].isupper() and counts[word.capitalize()]:
        return None  # a slip of the shift key
    sure = _certainty(whole[0], rest, counts)
    if sure is None:
        return None
    kept = rest[0].upper() + rest[1:]
    return Hit(_MESSAGE_GLUED.format(word[0], kept), i, i + 1, rewrites=(kept,), safe=sure)


def _certainty(letter: str, rest: str, counts: Counter[str]) -> bool | None:
    """True where the rest surely is the paragraph's first word, None where it may not be."""
    low = rest.lower()
    if low in FIRST and low not in _PLURAL:
        return None if low in _OWN_WORD.get(letter, ()) else True
    if len(low) < _LEAST_NAME:
        return None
    if counts[rest]:
        return letter == low[0] or letter not in _BRANDING
    if not is_word(low) or (letter == "a" and low[0] != "a"):
        return None
    kinds = parts_of_speech(low)
    if "NOUN" not in kinds and kinds & {"ADJ", "ADV"}:
        return len(low) >= _SURE_LENGTH
    return None if letter in _BRANDING else False


def _is_split(letter: str, rest: str, after: str) -> bool:
    whole = letter + rest
    if whole in FIRST or whole in ("of", "and"):
        lone = letter not in "aio" and rest not in ("or", "and", "any")
        return (lone or not is_word(rest)) and after.lower() not in _STATISTICAL
    if is_word(rest):  # "P resident", but not "B roads"
        return (
            letter not in "aio" and len(whole) > _SPLIT and rest not in _LETTERED and is_word(whole)
        )
    return len(rest) > 2 and (is_word(whole) or (after.istitle() and rest != "daresay"))


STRAY = Detector(
    rule="stray-drop-cap",
    what="A paragraph's large first letter is glued to the next word.",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(),
    find=find_glued,
    flagged=(
        Flagged("⟦DUnprecedented⟧ protests shook the capital.", "Unprecedented"),
        Flagged("⟦TThe⟧ minister resigned on Monday.", "The"),
        Flagged("⟦AAccording⟧ to the police, two men fled.", "According"),
        Flagged("⟦EIn⟧ Paris, thousands took to the streets.", "In"),
        Flagged("The news\n\n⟦LThe⟧ strike spread.\n\nThe unions rejoiced.", "The"),
        Flagged("“⟦NWe⟧ have waited long enough,” said the mayor.", "We"),
        Flagged("⟦MMacron⟧ spoke first.\n\nLater Macron left.", "Macron"),
        Flagged("⟦SHundreds⟧ of farmers blocked the motorway.", "Hundreds"),
        Flagged("⟦LIt⟧ is the third storm this year.", "It"),
        Flagged("⟦Tthe⟧ court will rule in May.", "The"),
        Flagged("⟦VFirefighters⟧ brought the blaze under control.", "Firefighters"),
    ),
    passing=(
        "UNESCO has listed the old town.",
        "McDonald opened two offices. MacArthur closed one.",
        "MPs voted on Tuesday.",
        "UIs are designed by people. ATMs are not.",
        "EBay reported a loss.",
        "iPhone sales fell. IPads did not.",
        "TMobile announced a price rise.",
        "USAir merged with another carrier.",
        "JPMorgan raised its forecast.",
        "VKontakte blocked the page.",
        "AAdvantage members get on first.",
        "THe minister left.",
        "DTrading is a firm. DTrading opened on Monday.",
        "The firm is called DUnprecedented.",
        "PhDs are rare. DVDs are rarer.",
        "!",
        "",
    ),
    misses=(
        Missed("⟦AN ew⟧ bridge was opened on Monday."),
        Missed("⟦EMarkets⟧ fell by two per cent on Monday."),
    ),
)
SPLIT = Detector(
    rule="split-drop-cap",
    what="A paragraph's large first letter is cut off from its word.",
    page=__doc__,
    category="Linguistic conventions/Spelling",
    severity=Severity.MINOR,
    confidence=0.95,
    watch=Whole(),
    find=find_split,
    flagged=(
        Flagged("⟦U nprecedented⟧ protests shook the capital.", "Unprecedented"),
        Flagged("⟦I n⟧ the south, rain is expected.", "In"),
        Flagged("⟦T he⟧ minister resigned.", "The"),
        Flagged("⟦A ccording⟧ to the police, two men fled.", "According"),
        Flagged("It rained.\n\n⟦W hen⟧ the sun came out, they left.", "When"),
        Flagged("⟦O livier⟧ Marchand left at dawn.", "Olivier"),
        Flagged("“⟦W e⟧ have waited long enough,” she said.", "We"),
        Flagged("⟦R esidents⟧ were told to stay at home.", "Residents"),
        Flagged("⟦O ver⟧ two hundred people came.", "Over"),
    ),
    passing=(
        "A man was arrested.",
        "I am here to help.",
        "A bout of flu kept her at home.",
        "A way out was found.",
        "A priori, this is wrong.",
        "X rays were taken.",
        "E coli was found in the water.",
        "B cells and T cells were counted.",
        "B and B owners protested.",
        "R and D costs rose.",
        "A t test was used.",
        "O Captain! My Captain!",
        "J Crew closed its shops.",
        "T",
        "",
    ),
    misses=(Missed("⟦E\n\nvery⟧ morning the ferry leaves at six."),),
)
