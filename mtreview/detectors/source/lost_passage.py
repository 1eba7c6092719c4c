"""A clause or a sentence of the source is missing from the translation.

Engines drop what stands in brackets and relative clauses, what comes after a long sentence, and
sentences that resemble the one before, and now and then all but a beginning.

    Source: L'école fermera en juillet, alors que quarante familles sont arrivées au village.
    Faulty: The school will close in July.

    Instead: The school will close in July, although forty families have moved to the village.

A passage is missed where the translation is shorter than it should be, none of the passage's words
has its like in it, and things that the passage surely names (children, Tuesday, France, a strike)
are not named. The mark stands where the passage should be. It needs the source, in a language of
the rule packs. Missed: single words and short phrases, and passages of which a word stands
elsewhere in the segment.
"""

from collections.abc import Iterator
from functools import partial

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.source.beside_source import Beside, besides, length
from mtreview.detectors.source.passages import Passage, nearer, tail, without
from mtreview.model import Severity
from mtreview.tokens import Reading

_SHORT = {"zh": 0.7}  # of the usual length, which varies most from Chinese
_USUALLY_SHORT = 0.82
_VERY = {"zh": 0.5}
_USUALLY_VERY = 0.62  # so short that one thing that a clause names is enough
_STUMP = {"zh": 0.22}
_USUALLY_STUMP = 0.42
_LONG = 60  # characters of a source of which a stump is left
_QUOTED = 60  # characters of the source that the message quotes


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look for passages of the source in every segment that is too short."""
    for segment, pair in besides(reading):
        short = pair.share < _SHORT.get(pair.language, _USUALLY_SHORT)
        runs = _runs(pair) if short and pair.links else []
        for run in runs:
            at = segment.span.start + _place(pair, run)
            said = " ".join(pair.source[run.start : run.end].strip(" ,;:，、،").split())
            shown = said if len(said) <= _QUOTED else f"{said[:_QUOTED].rstrip()}…"
            yield Hit(f"missing from the translation: “{shown}”", at=(at, at))
        if not runs and _is_stump(pair):
            at = segment.span.start + len(pair.text.rstrip().rstrip(".!?…"))
            yield Hit("less than half of the source is here", at=(at, at))


def _is_stump(pair: Beside) -> bool:
    """Tell whether most of a long source is missing, and stands beside no neighbour either."""
    if len(pair.source) < _LONG or pair.share >= _STUMP.get(pair.language, _USUALLY_STUMP):
        return False
    texts, sources = f"{pair.text} {pair.text_near}", f"{pair.source} {pair.source_near}"
    return length(texts, sources, pair.language) < _USUALLY_SHORT


def _runs(pair: Beside) -> list[Passage]:
    """The passages that are missing; of a translation of half the length, the end of a clause."""
    ends = [end for end, _ in pair.links]
    very = pair.share < _VERY.get(pair.language, _USUALLY_VERY)
    better = partial(_better, pair)
    runs = [*without(pair.source, ends, pair.lost, better, least=1, of_clause=1 if very else 2)]
    return runs or [*tail(pair.source, ends, pair.lost)] if very else runs


def _better(pair: Beside, start: int, end: int) -> bool:
    return nearer(pair, pair.text, pair.source[:start] + pair.source[end:])


def _place(pair: Beside, run: Passage) -> int:
    """Where in the translation the run should stand: behind what stands before it in the source."""
    before = [ours for theirs, ours in pair.links if theirs <= run.start]
    if run.end >= len(pair.source.rstrip()):
        end = len(pair.text.rstrip())
        return end if run.whole else len(pair.text[:end].rstrip(".!?…"))
    if not before:
        return 0
    nearest = max(theirs for theirs, _ in pair.links if theirs <= run.start)
    at = max(ours for theirs, ours in pair.links if theirs == nearest)
    if not any(theirs > run.end for theirs, _ in pair.links):
        at = max(before)
    if run.whole:
        stop = next((n for n in range(at, len(pair.text)) if pair.text[n] in ".!?"), -1)
        at = stop + 1 if stop >= 0 else at
    return at


DETECTOR = Detector(
    rule="lost-passage",
    page=__doc__,
    category="Accuracy/Omission",
    severity=Severity.MAJOR,
    confidence=0.8,
    watch=Whole(source=True),
    find=find,
    flagged=(
        Flagged(
            "The bridge was closed on Monday⟦⟧.",
            None,
            "Le pont a été fermé lundi, parce que deux camions avaient pris feu pendant la nuit.",
        ),
        Flagged(
            "The dike was too low⟦⟧.",
            None,
            "De dijk, die in 1953 werd hersteld, was volgens hem veel te laag.",
        ),
        Flagged(
            "The town hall is closed⟦⟧.",
            None,
            "La mairie est fermée jusqu'à lundi en raison des inondations, et les employés "
            "travaillent à domicile.",
        ),
        Flagged(
            "The farmers are waiting for rain⟦⟧.",
            None,
            "Die Bauern warten auf Regen, während die Regierung in Berlin über Hilfen berät.",
        ),
        Flagged(
            "The minister⟦⟧ visited the hospital in Poltava.",
            None,
            "Міністр, який у понеділок повернувся з Німеччини, відвідав лікарню в Полтаві.",
        ),
        Flagged(
            "The museum was opened in 1998⟦⟧; tickets cost two euros.",
            None,
            "El museo abrió en 1998; en verano lo visitan miles de turistas franceses y alemanes; "
            "las entradas cuestan dos euros.",
        ),
        Flagged(
            "The president arrived in Cairo⟦⟧.",
            None,
            "وصل الرئيس إلى القاهرة، حيث سيلتقي وزير الخارجية الألماني وعددا من الصحفيين.",
        ),
        Flagged(
            "The factory will close in March⟦⟧.",
            None,
            "工厂将于三月关闭，届时约有两百名工人将失去工作，工会已宣布罢工。",
        ),
    ),
    passing=("The school will close in July.", ""),
    faithful=(
        (
            "Traffic is back to normal on the A4 between Verona and Padua.",
            "Sull'autostrada A4, nel tratto compreso tra Verona e Padova, il traffico è tornato "
            "alla normalità.",
        ),
        (
            "Please do not smoke on the platforms.",
            "Nous informons notre aimable clientèle qu'il est interdit de fumer sur les quais.",
        ),
        (
            "The king received the Egyptian foreign minister on Sunday.",
            "استقبل جلالة الملك يوم الأحد معالي وزير خارجية جمهورية مصر العربية.",
        ),
        (
            "Officers arrested two men in the night.",
            "Die Polizei nahm in der Nacht zwei Männer fest.",
        ),
        (
            "The bridge was closed because two lorries had caught fire.",
            "Le pont a été fermé, parce que deux camions avaient pris feu.",
        ),
        (
            "He said no more.",
            "Más no dijo.",
        ),
        (
            "The students, who come from twelve countries, live in the village.",
            "Die Schüler, die aus zwölf Ländern kommen, wohnen im Dorf.",
        ),
        (
            "She won, to general surprise, the gold medal in Oslo.",
            "Elle a remporté, à la surprise générale, la médaille d'or à Oslo.",
        ),
        ("", "Le pont a été fermé lundi."),
    ),
    misses=(
        Missed(
            "The old dike⟦⟧ was much too low.",
            "De oude dijk, die in 1953 werd hersteld, was volgens hem veel te laag.",
        ),
    ),
)
