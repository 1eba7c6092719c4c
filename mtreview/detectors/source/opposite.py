"""The translation says the opposite of its source.

Engines know words by the company they keep, and opposites keep the same.

    Source: Les prix ont augmenté de 3 %. Министр опроверг сообщение.
    Faulty: Prices fell by 3%. The minister confirmed the report.

    Instead: Prices rose by 3%. The minister denied the report.

A few pairs are listed (rise and fall, win and lose, confirm and deny, accept and reject, allow and
ban, more and less than). One is marked where the translation has the one and the source the other
alone, and neither holds a negation. It needs the source, in a language of the rule packs. Missed:
opposites that are not listed, and those said in other words.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from mtreview.detectors.detector import Detector, Flagged, Hit, Missed, Whole
from mtreview.detectors.source.beside_source import Beside, besides
from mtreview.detectors.source.negation_words import denials
from mtreview.detectors.wording import capital_like
from mtreview.model import Severity
from mtreview.tokens import Reading

_LENGTHS = (0.6, 1.6)  # of the usual length
_DENYING = frozenset("not n't no never nobody none nothing cannot without hardly failed".split())
_NO_BOUND = ("ar", "zh")  # languages whose words are written together, or with what goes before


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a pair: its English words with their opposites, and its words elsewhere."""

    opposites: dict[str, str]
    then: str
    words: dict[str, re.Pattern[str]]


@lru_cache(maxsize=1)
def _pairs() -> tuple[tuple[_Side, _Side], ...]:
    text = resources.files("mtreview.detectors.source").joinpath("opposites.toml")
    return tuple(map(_pair, tomllib.loads(text.read_text("utf-8"))["pair"]))


def _pair(row: dict[str, str | list[str]]) -> tuple[_Side, _Side]:
    first, second, then = (str(row.pop(key, "")).split() for key in ("en", "un", "then"))
    one, other = (
        {language: _beginning(stems[n], language) for language, stems in row.items()}
        for n in (0, 1)
    )
    follows = then[0] if then else ""
    return (
        _Side(dict(zip(first, second, strict=True)), follows, one),
        _Side(dict(zip(reversed(second), reversed(first), strict=True)), follows, other),
    )


def _beginning(stems: str, language: str) -> re.Pattern[str]:
    bound = "" if language in _NO_BOUND else r"\b"
    every = (re.escape(s[:-1]) + r"\b" if s.endswith(".") else re.escape(s) for s in stems.split())
    return re.compile(f"{bound}(?:{'|'.join(every)})", re.IGNORECASE)


def _may_say(word: str) -> bool:
    return word.lower() in _every_word()


@lru_cache(maxsize=1)
def _every_word() -> frozenset[str]:
    return frozenset(word for pair in _pairs() for side in pair for word in side.opposites)


def find(reading: Reading, _first: int, _last: int) -> Iterator[Hit]:
    """Look up the words of each segment, and those of its source."""
    for segment, pair in besides(reading):
        first, last = reading.bounds[segment.index]
        words = reading.lower[first:last]
        if _every_word().isdisjoint(words) or not _LENGTHS[0] < pair.share < _LENGTHS[1]:
            continue
        for one, other in _pairs():
            for ours, theirs in ((one, other), (other, one)):
                at = _only(reading, first, last, ours, theirs)
                if at is not None and _says(pair, theirs, ours) and not _denies(pair, words):
                    right = capital_like(ours.opposites[reading.lower[at]], reading.words[at])
                    yield Hit(
                        f"the source says the opposite: “{right}”", at, at + 1, rewrites=(right,)
                    )


def _only(reading: Reading, first: int, last: int, ours: _Side, theirs: _Side) -> int | None:
    """The one word of a side in a segment that has none of the other side's."""
    words = reading.lower
    found = [i for i in range(first, last) if words[i] in ours.opposites]
    if len(found) != 1 or not theirs.opposites.keys().isdisjoint(words[first:last]):
        return None
    followed = found[0] + 1 < last and words[found[0] + 1] == ours.then
    return found[0] if followed or not ours.then else None


def _says(pair: Beside, wanted: _Side, other: _Side) -> bool:
    """Tell whether the source has words of one side and none of the other."""
    has, lacks = wanted.words.get(pair.language), other.words.get(pair.language)
    if has is None or lacks is None:
        return False
    return bool(has.search(pair.source)) and not lacks.search(pair.source)


def _denies(pair: Beside, words: list[str]) -> bool:
    return not _DENYING.isdisjoint(words) or bool(denials(pair.source, pair.language))


DETECTOR = Detector(
    rule="opposite",
    page=__doc__,
    category="Accuracy/Mistranslation",
    severity=Severity.MAJOR,
    confidence=0.75,
    watch=Whole(word=_may_say, source=True),
    find=find,
    flagged=(
        Flagged("Prices ⟦fell⟧ by 3%.", "rose", "Les prix ont augmenté de 3 %."),
        Flagged("The minister ⟦confirmed⟧ the report.", "denied", "Министр опроверг сообщение."),
        Flagged("The team ⟦won⟧ the match.", "lost", "Die Mannschaft hat das Spiel verloren."),
        Flagged(
            "⟦More⟧ than half of the pupils left.",
            "Less",
            "Menos de la mitad de los alumnos se fue.",
        ),
        Flagged(
            "The council ⟦approved⟧ the plan.", "rejected", "Il consiglio ha respinto il piano."
        ),
    ),
    passing=("Prices fell by 3%.", ""),
    faithful=(
        ("Prices did not fall.", "Les prix ont augmenté."),
        ("Losses rose as sales fell.", "Les pertes ont augmenté alors que les ventes chutaient."),
        ("The firm cut its losses: sales rose.", "Die Verluste sanken, der Umsatz stieg."),
        ("He lost his keys.", "Il a égaré ses clés."),
        ("More and more people come.", "De moins en moins de gens restent chez eux."),
    ),
    misses=(Missed("The gate was ⟦opened⟧.", "Das Tor wurde geschlossen."),),
)
