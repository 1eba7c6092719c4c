"""What a model says of a translation: its quality, and which words it doubts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mtreview.model import Severity

RULES = ("suspect-wording", "suspect-omission")  # under which doubts are told
Pair = tuple[str, str | None]
"""A translation and its source, None where there is none."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that may be wrong: half-open characters of the translation, and how likely it is.

    `missing` says that a word may be missing before it instead; `edit` is the tag of the edit that
    the model would make ("DELETE", "REPLACE_of", "FORM_VBD", ...), if it is sure of one.
    """

    start: int
    end: int
    probability: float
    severity: Severity = Severity.MINOR
    missing: bool = False
    edit: str | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Quality 0-100 (ESA scale), the interval that is meant to hold what people say, the doubts."""

    quality: float
    interval: tuple[float, float] | None = None
    doubts: tuple[Doubt, ...] = ()


class Estimator(Protocol):
    """A model of quality; `name` is its part of a signature, with a digest of its weights."""

    name: str

    def estimate(self, pairs: Sequence[Pair]) -> list[Estimate]:
        """Estimate each pair, in order; raises ModelError if the model cannot be run."""
        ...
