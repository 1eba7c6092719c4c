"""A comparison as text."""

from collections.abc import Iterator
from typing import Any

from mtreview.report.text import visible

Figures = dict[str, Any]
_SIGNIFICANT = 0.05
_LONGEST = 300  # characters of a text that is shown
_MEANS = {"quality": "quality, 0 to 100", "MQM": "MQM a segment, 0 at best"}


def lines(figures: Figures) -> Iterator[str]:
    """The figures: a section a score, then the faults and the segments that differ most."""
    names = list(next(iter(figures["scores"].values()))["systems"])
    yield f"{len(names)} systems on the same {figures['segments']:,} segments"
    width = max(map(len, map(visible, names))) + 2
    for name, entry in figures["scores"].items():
        yield from _score(name, entry, width)
    yield from ("", tests_of(figures))
    yield from _errors(figures["errors"])
    yield from _differences(figures["differences"], width)
    if figures["signature"]:
        yield from ("", figures["signature"])


def tests_of(figures: Figures) -> str:
    """What the tests are, in a sentence."""
    return (
        f"Each against {visible(figures['baseline'])}; * where both p-values are below "
        f"{_SIGNIFICANT}: paired bootstrap ({figures['bootstrap_resamples']:,} resamples), "
        f"approximate randomisation ({figures['randomisation_trials']:,} trials); seed "
        f"{figures['seed']}."
    )


def title_of(name: str, entry: Figures) -> str:
    """What a score is called, and which way is better."""
    way = "lower" if entry["lower_is_better"] else "higher"
    return f"{_MEANS.get(name, name)} ({way} is better)"


def is_significant(standing: Figures) -> bool:
    """Whether both tests say that a difference is more than chance."""
    p_values = standing.get("bootstrap", 1), standing.get("randomisation", 1)
    return bool(max(p_values) < _SIGNIFICANT)


def _score(name: str, entry: Figures, width: int) -> Iterator[str]:
    yield ""
    yield title_of(name, entry)
    columns = f"{'95% interval':>18}{'difference':>13}{'bootstrap p':>13}{'random. p':>11}"
    yield f"  {'':{width}}{'score':>8}{columns}"
    base = next(iter(entry["systems"].values()))
    for system, standing in entry["systems"].items():
        low, high = standing["interval"]
        shown = (
            f"  {visible(system):{width}}{standing['score']:8.2f}{f'{low:.2f} to {high:.2f}':>18}"
        )
        if standing is not base:
            mark = "*" if is_significant(standing) else " "
            shown += f"{standing['score'] - base['score']:+12.2f}{mark}"
            shown += f"{standing['bootstrap']:13.4f}{standing['randomisation']:11.4f}"
        yield shown
    if "signature" in entry:
        yield f"  {entry['signature']}"


def _errors(errors: dict[str, Figures]) -> Iterator[str]:
    names = [visible(name) for name in errors]
    width = max(10, *(len(name) + 2 for name in names))
    yield ""
    yield "findings by category"
    yield f"  {'':44}{''.join(f'{name:>{width}}' for name in names)}"
    for said, counts in rows_of_errors(errors):
        yield f"  {said:44}{''.join(f'{count:>{width},}' for count in counts)}"


def rows_of_errors(errors: dict[str, Figures]) -> Iterator[tuple[str, list[int]]]:
    """A row a category, those with most findings first, then the totals."""
    counted = [entry["categories"] for entry in errors.values()]
    totals = {name: sum(c.get(name, 0) for c in counted) for c in counted for name in c}
    for name in sorted(totals, key=lambda name: (-totals[name], name)):
        yield name, [categories.get(name, 0) for categories in counted]
    yield "all", [entry["findings"] for entry in errors.values()]
    yield "segments with findings", [e["segments_with_findings"] for e in errors.values()]


def _differences(differences: list[Figures], width: int) -> Iterator[str]:
    if differences:
        yield from ("", "segments that differ most in quality")
    for entry in differences:
        yield f"  {name_of(entry)}"
        for field in ("src", "ref"):
            if field in entry:
                yield f"    {field:{width}}{'':8}{_cut(entry[field])}"
        for system, output in entry["systems"].items():
            rules = f" [{', '.join(output['rules'])}]" if output["rules"] else ""
            text = _cut(output.get("mt", ""))
            yield f"    {visible(system):{width}}{output['quality']:6.1f}  {text}{rules}"


def name_of(entry: Figures) -> str:
    """Which segment it is."""
    known = [visible(str(entry[name])) for name in ("doc", "id") if name in entry]
    return f"segment {entry['segment']}" + (f" ({', '.join(known)})" if known else "")


def _cut(text: str) -> str:
    shown = visible(text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
