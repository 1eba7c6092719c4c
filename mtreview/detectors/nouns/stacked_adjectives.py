"""A nationality or a material before an adjective of age, size or worth, against the order.

Romance and Slavic languages put such adjectives elsewhere, and an engine that moves both before
the noun may swap them.

    Faulty: A Chilean young pianist won. The Russian former minister came. A wooden big bridge.

    Instead: A young Chilean pianist won. The former Russian minister came. A big wooden bridge.

What may be a compound (“a British young offender institution”, “the Chinese New Year”, “Dutch old
masters”) passes, and so does a comma or a conjunction between the two. Missed: other orders (“a
red big table”), and languages that are nouns (“Spanish new words”).
"""

from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Words
from mtreview.detectors.lexicon import parts_of_speech
from mtreview.detectors.nouns.adjectives import NATIONALITIES
from mtreview.detectors.phrases import DETERMINERS, ends_phrase, is_noun
from mtreview.detectors.wording import article, capital_like, is_number
from mtreview.model import Severity
from mtreview.tokens import Reading

_QUALITIES = frozenset(
    """
    ancient beautiful big biggest brave brilliant current dangerous elder elderly excellent famous
    former future gigantic great greatest huge important influential large largest legendary little
    lovely main modest new notable notorious old oldest poor popular powerful present previous
    prominent renowned rich small splendid talented tall terrible tiny unknown wealthy well-known
    wonderful young younger youngest
    """.split()
)
_MATERIALS = frozenset(
    "brick bronze concrete cotton golden leather metal plastic silk stone wooden woollen".split()
)
_COLOURS = frozenset("black blue brown green grey long red short white yellow".split())
# A quality and its noun that are one word, but for the space: "the Chinese New Year".
_COMPOUNDS = {
    "big": frozenset("bang brother business data deal game mac media money tech".split()),
    "great": frozenset(
        "aunt awakening deal depression famine grandfather grandmother migration power powers "
        "uncle war".split()
    ),
    "little": frozenset("league theatre theater".split()),
    "main": frozenset("line street".split()),
    "new": frozenset(
        "age deal left man media right town towns wave woman world year years".split()
    ),
    "old": frozenset("age boy boys church girl girls guard master masters school world".split()),
    "poor": frozenset("box law laws".split()),
    "popular": frozenset("front fronts party".split()),
    "present": frozenset(("perfect", "tense")),
    "young": frozenset("offender offenders learner learners writers".split()),
}
_MESSAGE = "“{1}” says less of what kind a thing is than “{0}”, and stands before it"


def find(reading: Reading, first: int, _last: int) -> Iterator[Hit]:
    """Read determiner, nationality, quality and a noun that ends the phrase."""
    start, last = reading.limits(first)
    nation, noun = reading.words[first], first + 2
    material = nation in _MATERIALS
    if first == start or noun >= last or not (material or nation.istitle()):
        return
    before, quality = reading.lower[first - 1], reading.words[first + 1]
    known = quality in _QUALITIES or (material and quality in _COLOURS)
    if not known or not (before in DETERMINERS or is_number(before)):
        return
    while noun < last and parts_of_speech(reading.lower[noun]) == {"ADJ"}:
        noun += 1
    if noun >= last or reading.lower[noun] in _COMPOUNDS.get(quality, ()):
        return
    if not is_noun(reading, noun) or not reading.words[noun].islower():
        return
    end = noun + 1
    if end < last and reading.words[end].islower() and is_noun(reading, end):
        end += 1
    if not ends_phrase(reading, end, last):
        return
    opens = first - 1 if before in ("a", "an") and article(quality) != before else first
    text = f"{quality} {nation}"
    if opens < first:
        text = capital_like(f"{article(quality)} {text}", reading.words[opens])
    yield Hit(_MESSAGE.format(nation, quality), opens, first + 2, rewrites=(text,))


DETECTOR = Detector(
    rule="kind-before-quality",
    page=__doc__,
    category="Linguistic conventions/Grammar/Word order",
    severity=Severity.MINOR,
    confidence=0.85,
    watch=Words(NATIONALITIES | _MATERIALS, tags=True),
    find=find,
    flagged=(
        Flagged("The prize went to a ⟦Brazilian young⟧ dancer from Recife.", "young Brazilian"),
        Flagged("The ⟦Russian former⟧ minister was questioned on Friday.", "former Russian"),
        Flagged("She bought ⟦a Japanese old⟧ car.", "an old Japanese"),
        Flagged("The ⟦Danish famous⟧ architect drew the plans.", "famous Danish"),
        Flagged("They sold it to an ⟦Italian important⟧ collector.", "important Italian"),
        Flagged("Two ⟦Greek small⟧ islands are without water.", "small Greek"),
        Flagged("Police stopped a ⟦Polish young⟧ man at the gate.", "young Polish"),
        Flagged("He wore a ⟦leather black⟧ jacket and a hat.", "black leather"),
        Flagged("⟦An Iranian large⟧ tanker ran aground.", "A large Iranian"),
    ),
    passing=(
        "A young Brazilian dancer won.",
        "The Chinese New Year and the Jewish new year fall on other days.",
        "He collects Dutch old masters and the Spanish old masters.",
        "A British young offender institution was closed.",
        "The English poor and the French rich paid alike.",
        "A Russian, former minister of the tsar, and a German great uncle came.",
        "She speaks Spanish little, and Polish new arrivals less.",
        "The American little league season began.",
        "It is a European great power.",
    ),
    misses=(Missed("He learns ⟦Spanish new⟧ words."),),
)
