"""What there is to know about a rule, in one form: its page, its examples, what was measured."""

import re
from dataclasses import dataclass
from textwrap import dedent

from mtreview.calibration import Calibration
from mtreview.detectors.detector import Detector, Flagged, Missed
from mtreview.model import Severity


@dataclass(frozen=True, slots=True)
class Facts:
    """A rule as it is explained; of its findings in labelled text, `faults` of `found` were right.

    `forms` are the patterns of a pack's entry and what is written instead; `passes` and `misses`
    are prose, `passing` and `missed` the examples that go with them.
    """

    rule: str
    category: str
    severity: Severity
    confidence: float
    what: str
    why: str
    forms: tuple[str, ...]
    flagged: tuple[Flagged, ...]
    passes: str
    passing: tuple[str, ...]
    misses: str
    missed: tuple[Missed, ...]
    found: float
    faults: float

    @property
    def measured(self) -> str:
        """How many of the findings in labelled text were right, as "n of m"."""
        if not self.found:
            return "not met in labelled text yet"
        return f"{_number(self.faults)} of {_number(self.found)}"


def facts_of(detector: Detector, calibration: Calibration) -> Facts:
    """Read a rule's page, and what the calibration counted of it."""
    found, faults = calibration.counts.get(detector.rule, (0.0, 0.0))
    first, *rest = re.split(r"\n\s*\n", dedent(detector.page).strip())
    at = next((n for n, part in enumerate(rest) if _is_block(part)), len(rest))
    blocks = [part for part in rest[at:] if _is_block(part)]
    after = [_prose(part) for part in rest[at:] if not _is_block(part)]
    passes, _, misses = "\n".join(after).partition("Missed: ")
    in_pack = "/" in detector.rule  # its block is its patterns; a rule's repeats its examples
    return Facts(
        rule=detector.rule,
        category=detector.category,
        severity=detector.severity,
        confidence=calibration.confidence(detector.rule, detector.confidence),
        what=detector.what or _prose(first),
        why="\n".join(map(_prose, rest[:at])),
        forms=tuple(line.strip() for block in blocks for line in block.splitlines() if in_pack),
        flagged=detector.flagged,
        passes=passes.strip(),
        passing=detector.passing,
        misses=misses[:1].upper() + misses[1:],
        missed=detector.misses,
        found=found,
        faults=faults,
    )


def _is_block(part: str) -> bool:
    return all(line.startswith("    ") for line in part.splitlines())


def _prose(part: str) -> str:
    return " ".join(part.split())


def _number(count: float) -> str:
    """Whole where it is whole: labels of several people may make a finding right by half."""
    return f"{count:.1f}".removesuffix(".0")
