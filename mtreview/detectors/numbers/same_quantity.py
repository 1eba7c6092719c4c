"""Whether two numbers of two languages can be one: as they are, rounded, or in other units."""

import re
from math import floor, isclose, log10

from mtreview.detectors.numbers.quantities import Quantity

_CLOCK = "time of day"
# What one unit of time or measure may be in another; the measures within the care of a newspaper.
_TIMES = (7, 12, 24, 30, 60, 52, 365, 168, 1440, 3600, 10, 100)
_MEASURES = (
    *(1.609, 3.281, 0.3937, 2.54, 1.094, 2.205, 28.35, 2.471, 10.76, 2.59, 3.785, 4.546, 1.102),
    *(1.016, 10, 100, 1000, 10_000, 15, 2, 6.667, 0.907, 1_000_000),
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_DIGITS = re.compile(r"\d")


def same(a: Quantity, b: Quantity) -> bool:
    """Whether `a` explains `b`; generous, as whatever it does not explain may be an alarm."""
    if isclose(a.value, b.value, rel_tol=1e-6) or a.text == b.text:
        return True
    if _CLOCK in (a.dimension, b.dimension):
        return _one_time(a, b)
    if _grouped(a, b) or _grouped(b, a):
        return True
    low, high = sorted((abs(a.value), abs(b.value)))
    if not low:
        return False
    dated = a.year and b.year
    if not dated and (_rounds(a.value, b.value) or _rounds(b.value, a.value)):
        return True
    if _unscaled(a, b) or _unscaled(b, a):
        return True
    if high == int(high) and low == int(low) and 1000 < high < 2200 and low < 100:
        return high % 100 == low  # '98 for 1998
    if "hours" in (a.unit, b.unit) and 12 < high <= 24 and high - low == 12:
        return True
    if "time" in (a.dimension, b.dimension) and a.unit != b.unit:
        return _ratio(high / low, _TIMES, 0.01)
    if {a.dimension, b.dimension} & {"length", "mass", "area"} and a.unit != b.unit:
        return _ratio(high / low, _MEASURES, 0.06)
    return "share" in (a.dimension, b.dimension) and isclose(high, low * 100, rel_tol=1e-6)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether `b`, which nothing explains, may stand for `a`, which nothing took up."""
    if not (a.sure and b.sure):
        return False
    if {_CLOCK, "century"} & {a.dimension, b.dimension}:
        return a.dimension == b.dimension
    if max(a.value, b.value) < 3 or a.year != b.year:
        return False
    if not (a.figures or b.figures) and min(a.value, b.value) < 2:
        return False
    if "share" in (a.dimension, b.dimension):
        return a.dimension == b.dimension
    return not a.dimension or not b.dimension or a.dimension == b.dimension


def alike(a: Quantity, b: Quantity) -> bool:
    """Whether one looks like the other gone wrong: in its scale or the order of its figures."""
    ours, theirs = _significant(a), _significant(b)
    return ours == theirs or (
        len(ours) > 1 and a.figures and b.figures and sorted(ours) == sorted(theirs)
    )


def _significant(quantity: Quantity) -> str:
    return f"{quantity.plain:.10g}".replace(".", "").strip("0")


def _rounds(exact: float, rounded: float) -> bool:
    """Whether `rounded` is `exact` with fewer figures (one to three)."""
    if exact < 10:
        return exact != rounded and round(exact) == rounded and exact > 1.4
    magnitude = floor(log10(exact))
    return isclose(exact, rounded, rel_tol=1e-3) or any(
        isclose(round(exact, places - magnitude), rounded, rel_tol=1e-9) for places in range(3)
    )


def _grouped(a: Quantity, b: Quantity) -> bool:
    """Whether the marks of `a` part thousands after all: Mexico writes 1,380, Spain 1.380."""
    if not _THOUSANDS.fullmatch(a.text.split(" ")[0]) or a.scale != b.scale:
        return False
    return _DIGITS.findall(a.text) == _DIGITS.findall(b.text)


def _unscaled(a: Quantity, b: Quantity) -> bool:
    """Whether `a` lacks the scale of `b` and says nothing of what it counts ("in millions")."""
    return a.scale == 1 < b.scale and not a.unit and isclose(a.plain, b.plain, rel_tol=1e-6)


def _one_time(a: Quantity, b: Quantity) -> bool:
    """Whether a time of day (in minutes) is written as an hour, or as hours and minutes."""
    clock, other = (a, b) if a.dimension == _CLOCK else (b, a)
    if other.dimension == _CLOCK:
        return clock.value % 720 == other.value % 720
    minutes = int(other.value) % 12 * 60 + round(other.value % 1 * 100)
    return minutes == clock.value % 720 or len(_DIGITS.findall(other.text)) < 3


def _ratio(ratio: float, known: tuple[float, ...], tolerance: float) -> bool:
    return any(
        isclose(ratio, k, rel_tol=tolerance) or isclose(ratio, 1 / k, rel_tol=tolerance)
        for k in known
    )
