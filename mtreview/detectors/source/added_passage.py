"""A clause or a sentence of the translation has nothing of the source in it.

Neural engines go on where the source has ended, and tell what they have read elsewhere.

    Source: La aerolínea reanudará el domingo los vuelos a Tenerife.
    Faulty: It resumes flights to Tenerife on Sunday, after compensating passengers for the strike.

    Instead: It resumes flights to Tenerife on Sunday.

A passage is marked where the translation is longer than it should be, none of the passage's words
has its like in the source, and things that it surely names (passengers, a strike, France) are not
named there. It needs the source, in a language of the rule packs. Missed: single words and short
phrases that were added.
"""

import re
from collections.abc import Iterator
from functools import partial

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.source.beside_source import Beside, besides
from mtreview.detectors.source.passages import Passage, nearer, without
from mtreview.model import Severity
from mtreview.tokens import Reading

_LONG = {"zh": 1.45, "ar": 1.3}  # times the usual length, which varies most between these
_USUALLY_LONG = 1.2
_VERY_LONG = 1.7  # where one thing that a clause names is enough
_BEFORE = re.compile(r"[\s,;:—–(-]+$")


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look for passages without a source in every segment that is too long."""
    for segment, pair in besides(reading):
        if pair.share > _LONG.get(pair.language, _USUALLY_LONG) and pair.links:
            ends = [end for _, end in pair.links]
            of_clause = 1 if pair.share > _VERY_LONG else 2
            better = partial(_better, pair)
            for run in without(pair.text, ends, pair.added, better, 2, of_clause):
                if run.start == 0 and not run.whole:
                    continue  # what opens a sentence is seldom made up
                start, end = (segment.span.start + n for n in _cut(pair.text, run))
                yield Hit("the source says nothing of this", at=(start, end), rewrites=("",))


def _better(pair: Beside, start: int, end: int) -> bool:
    return nearer(pair, pair.text[:start] + pair.text[end:], pair.source)


def _cut(text: str, run: Passage) -> tuple[int, int]:
    """The passage with the marks that go with it; a sentence keeps its full stop."""
    start, end = run.start, run.end
    while end > start and (text[end - 1].isspace() or (not run.whole and text[end - 1] in ".!?…")):
        end -= 1
    if not run.whole and (before := _BEFORE.search(text, 0, start)):
        start = before.start()
    if run.whole:
        while start and text[start - 1].isspace():
            start -= 1
    if start == 0:
        while end < len(text) and text[end].isspace():
            end += 1
    return start, end


DETECTOR = Detector(
    rule="added-passage",
    page=__doc__,
    category="Accuracy/Addition",
    severity=Severity.MAJOR,
    confidence=0.75,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "The bridge was closed on Monday⟦, after two lorries had collided with a bus⟧.",
            "",
            "Le pont a été fermé lundi.",
        ),
        Flagged(
            "The hotel⟦, which is popular with tourists from Germany,⟧ reopens in May 2021.",
            "",
            "L'hôtel rouvrira ses portes en mai 2021.",
        ),
        Flagged(
            "The farmers are waiting for rain⟦: thousands of refugees crossed the border⟧.",
            "",
            "Die Bauern warten nun seit Wochen auf Regen.",
        ),
        Flagged(
            "The president arrived in Cairo⟦, where he will meet journalists and students⟧.",
            "",
            "Президент прибыл в Каир.",
        ),
        Flagged(
            "The bank will open in August⟦, creating work for hundreds of women in the village⟧.",
            "",
            "El banco abrirá sus puertas en agosto.",
        ),
    ),
    passing=("The school, which has two hundred pupils, will close in July.", ""),
    faithful=(
        (
            "There is no such thing as a free lunch, the mayor told the Chinese investors.",
            "天下没有免费的午餐，市长对中国投资者说。",
        ),
        (
            "The school, which has two hundred pupils, will close in July.",
            "L'école, qui a deux cents élèves, fermera en juillet.",
        ),
        (
            "Parents are responsible for their children. Do not enter the building site.",
            "Eltern haften für ihre Kinder. Betreten der Baustelle verboten.",
        ),
        ("It is raining cats and dogs, as they say.", "Es regnet in Strömen, wie man so sagt."),
        (
            "He has money to burn, and he is not afraid to let people know it.",
            "Il roule sur l'or, et il ne s'en cache pas du tout.",
        ),
        ("In Moscow, the court sentenced him.", "Суд в Москве приговорил его."),
        ("Turnout was 61 percent, officials said.", "La participación fue del 61 por ciento."),
        ("On Friday, the ship left.", "Vrijdag vertrok het schip."),
        ("", "Le pont a été fermé lundi."),
    ),
    misses=(Missed("The ⟦historic ⟧dike was too low.", "De dijk was volgens hem veel te laag."),),
)
