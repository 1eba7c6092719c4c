"""From the network's numbers to an estimate, by the constants that calibration measured.

settings.json holds them twice, for pairs and for translations alone: `quality` (weights of the
sentence head's numbers and of the faults to be expected, and a constant), `interval` (how wide),
`word`, `artifact` and `gap` (weights of a word's numbers, and a constant, that make a probability:
of what people mark, of a fault such as training imitates, of a word that is missing), `show` (from
which probability on each is told) and `major` (how far "major" must be ahead of "minor").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mtreview.model import Severity
from mtreview.qe.estimate import Doubt, Estimate
from mtreview.qe.pieces import Pieces, words_of
from mtreview.qe.windows import Window

_SURE = 0.5  # from which the edit is told that the network would make
_TARGET_SIDE, _SOURCE_SIDE = 0, 1
MINOR, MAJOR = 1, 2  # columns of the word head

Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the network made of a window: its sentence head, its word head, a row a piece.

    `tags` holds the likeliest edit tag of each piece, `sure` its probability.
    """

    window: Window
    sentence: Array
    words: Array
    tags: Array
    sure: Array


class Judge:
    """Reads the outputs of the network by the constants of its settings.

    `least` takes the place of the probability from which each kind of doubt is told.
    """

    def __init__(self, settings: Mapping[str, Any], least: float | None = None) -> None:
        both = {True: settings["with_source"], False: settings["without_source"]}
        self._constants = {shown: _told_from(least, known) for shown, known in both.items()}
        self._tags: list[str] = settings["tags"]

    def judge(self, text: str, pieces: Pieces, seen: Sequence[Seen]) -> Estimate:
        """The estimate of a translation from its windows, which are in text order."""
        constants = self._constants[_SOURCE_SIDE in seen[0].window.sides]
        sizes = np.array([len(part.window.ids) for part in seen], np.float32)
        told = [summed_up(part) for part in seen]
        quality, interval = _quality(np.average(told, axis=0, weights=sizes), constants)
        return Estimate(quality, interval, tuple(self._doubts(text, pieces, seen, constants)))

    def _doubts(
        self, text: str, pieces: Pieces, seen: Sequence[Seen], constants: Mapping[str, Any]
    ) -> Iterator[Doubt]:
        if not len(pieces):
            return
        words, tags, sure = (_joined(seen, name) for name in ("words", "tags", "sure"))
        for start, end, first, last in words_of(text, pieces):
            of_word, edit = words[first:last].mean(axis=0), self._edit(tags[first], sure[first])
            missing = _shown(words[first, -1:], "gap", constants)
            if missing:
                yield Doubt(start, start, missing, missing=True, edit=edit)
            wrong = max(
                _shown(of_word[:-1], "word", constants),
                _shown(of_word[-2:-1], "artifact", constants),
            )
            if wrong:
                severity = Severity.MAJOR if _is_major(of_word, constants) else Severity.MINOR
                yield Doubt(start, end, wrong, severity, edit=edit)

    def _edit(self, tag: int, sure: float) -> str | None:
        """The edit that the network would make, if it is sure of one."""
        return self._tags[tag] if tag and sure >= _SURE else None


def _told_from(least: float | None, constants: Mapping[str, Any]) -> Mapping[str, Any]:
    """The constants, with `least` as what a doubt must reach."""
    if least is None:
        return constants
    return {**constants, "show": dict.fromkeys(constants["show"], least)}


def summed_up(seen: Seen) -> Array:
    """What a quality is made of: the sentence head, the faults to be expected before its last.

    Who assesses a segment judges it as a whole, who marks faults counts them: the logarithm of the
    minor faults and twice the major ones follows the latter better.
    """
    end = seen.window.sides.count(_TARGET_SIDE) - 1  # the mark of the end is the last
    chance = 1 / (1 + np.exp(-seen.words[1:end]))
    faults = float(np.log1p(chance[:, MINOR].sum() + 2 * chance[:, MAJOR].sum()))
    return np.array([*seen.sentence[:-1], faults, seen.sentence[-1]])


def _quality(told: Array, constants: Mapping[str, Any]) -> tuple[float, tuple[float, float]]:
    """Quality 0-100 and its interval, from what was summed up."""
    weights, constant = constants["quality"]
    quality = float(np.dot(told[:-1], weights) + constant)
    width = constants["interval"] * float(np.exp(np.clip(told[-1], -3, 1)))
    low, high = (min(100.0, max(0.0, quality + by)) for by in (-width, width))
    return min(100.0, max(0.0, quality)), (low, high)


def _shown(numbers: Array, kind: str, constants: Mapping[str, Any]) -> float:
    """The probability of a fault, 0 where it is not worth telling of."""
    likely = probability(numbers, constants[kind])
    return likely if likely >= constants["show"][kind] else 0.0


def probability(logits: Array, constants: tuple[Sequence[float], float]) -> float:
    """A probability from logits, by weights and a constant."""
    weights, constant = constants
    return float(1 / (1 + np.exp(-(np.dot(logits, weights) + constant))))


def _is_major(of_word: Array, constants: Mapping[str, Any]) -> bool:
    """Whether the network takes a fault for a major one rather than a minor one."""
    return bool(of_word[MAJOR] - of_word[MINOR] > constants["major"])


def _joined(seen: Sequence[Seen], name: str) -> Array:
    """The rows of a head for all pieces of the translation, each from the window that owns it."""
    rows = []
    for part in seen:
        window = part.window
        begin = 1 + window.own - window.first  # after the mark of the start
        rows.append(getattr(part, name)[begin : begin + window.own_end - window.own])
    return np.concatenate(rows)
