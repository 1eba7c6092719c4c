"""How often each rule was right, as measured, and the confidence that follows from it.

A file of counts (TOML: a table `rules`, each with `found` and `faults`) ships with the program;
`mtreview evaluate --calibrate FILE` makes one from labels or from one's own reviews, which goes
before the shipped one rule by rule: a few reviews must not make the rest forgotten.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from mtreview.errors import ConfigError

Counts = Mapping[str, tuple[float, float]]
_PRIOR = 20  # findings that a rule's declared confidence counts as, against those measured
_MOST = 0.99


@dataclass(frozen=True, slots=True)
class Calibration:
    """Counts (found, faults) by rule, and the name that a signature gives them."""

    name: str
    counts: Counts

    def confidence(self, rule: str, declared: float, case: float | None = None) -> float:
        """The confidence of a rule's finding: its declared one moved towards what was measured.

        `case` is the confidence that the rule gives to this one finding; it moves in proportion.
        """
        found, faults = self.counts.get(rule, (0, 0))
        moved = (faults + _PRIOR * declared) / (found + _PRIOR)
        return min(_MOST, moved if case is None else case * moved / declared)

    def over(self, other: "Calibration") -> "Calibration":
        """These counts, and those of the other for the rules that are not among them."""
        return Calibration(self.name, {**other.counts, **self.counts})


UNCALIBRATED = Calibration("none", {})


@lru_cache(maxsize=8)
def load_calibration(path: Path | None) -> Calibration:
    """Read a file of counts (None: the one that ships); ConfigError if it is none."""
    if path is None:
        text = (resources.files("mtreview") / "calibration.toml").read_text("utf-8")
        return Calibration("default", _counts(text, "calibration.toml"))
    try:
        return Calibration(path.name, _counts(path.read_text("utf-8"), str(path)))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read as a calibration: {error}") from error


def _counts(text: str, name: str) -> Counts:
    try:
        rules = tomllib.loads(text).get("rules", {})
        counts = {rule: (float(row["found"]), float(row["faults"])) for rule, row in rules.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise ConfigError(f"{name} is no calibration: {error}") from error
    for rule, (found, faults) in counts.items():
        if not 0 <= faults <= found:
            raise ConfigError(
                f"{name} is no calibration: {rule} has {faults:g} faults of {found:g}"
            )
    return counts


def dump_calibration(counts: Counts, heading: str) -> str:
    """Write counts as TOML, rules in order; `heading` says where they come from."""
    lines = [f"# {line}".rstrip() for line in heading.splitlines()]
    lines += ["", "[rules]"]
    for rule, (found, faults) in sorted(counts.items()):
        lines.append(f'"{rule}" = {{ found = {found:.6g}, faults = {faults:.6g} }}')
    return "\n".join(lines) + "\n"
