"""A comparison as one HTML page."""

from collections.abc import Iterator
from html import escape
from typing import Any

from mtreview.compare.table import is_significant, name_of, rows_of_errors, tests_of, title_of
from mtreview.report import page as report
from mtreview.report.page import row, section, table
from mtreview.report.svg import circle, line, plot, ticks

Figures = dict[str, Any]
_COLOURS = 6  # that the page's style has


def page(figures: Figures) -> str:
    """The whole page."""
    names = list(figures["errors"])
    said = f"{', '.join(names)} on the same {figures['segments']:,} segments."
    body = [part for made in (_plots, _scores, _errors, _differences) for part in made(figures)]
    return report.page("mtreview compare", said, body, figures["signature"])


def _plots(figures: Figures) -> Iterator[str]:
    drawn = [
        (
            _standings(figures["scores"]["quality"]["systems"]),
            "Quality with its 95% interval, by bootstrap.",
        ),
        (
            _distributions(figures["distribution"]),
            "The share of segments below each quality: the lower a line, the better its system.",
        ),
    ]
    yield section("Quality", "", report.figures(drawn))


def _standings(systems: Figures) -> str:
    lowest = min(entry["interval"][0] for entry in systems.values())
    highest = max(entry["interval"][1] for entry in systems.values())
    margin = 0.1 * (highest - lowest) or 1.0
    bottom, height = lowest - margin, highest - lowest + 2 * margin
    across, marks = [], []
    for n, (name, entry) in enumerate(systems.items()):
        at = (n + 0.5) / len(systems)
        score, low, high = ((v - bottom) / height for v in (entry["score"], *entry["interval"]))
        bounds = " to ".join(f"{bound:.2f}" for bound in entry["interval"])
        said = f"{name}: {entry['score']:.2f} ({bounds})"
        marks += [line([(at, low), (at, high)], "range"), circle(at, score, 5, said)]
        across.append((at, _short(name, len(systems))))
    upwards = [(n / 5, f"{bottom + n / 5 * height:.1f}") for n in range(6)]
    return plot("Quality by system", ("system", "quality"), across, upwards, marks)


def _short(name: str, count: int) -> str:
    room = max(3, 60 // count)
    return name if len(name) <= room else f"{name[: room - 1]}…"


def _distributions(distributions: dict[str, list[float]]) -> str:
    marks = []
    for n, (name, quantiles) in enumerate(distributions.items()):
        points = [(q / 100, n / (len(quantiles) - 1)) for n, q in enumerate(quantiles)]
        marks.append(line(points, f"curve s{n % _COLOURS}", name))
    names = ("quality", "share of segments below")
    drawn = plot("Qualities", names, ticks(100), ticks(form=".1f"), marks)
    key = "".join(
        f'<li class="s{n % _COLOURS}">{escape(name)}</li>' for n, name in enumerate(distributions)
    )
    return f'{drawn}<ul class="key">{key}</ul>'


def _scores(figures: Figures) -> Iterator[str]:
    head = ["system", "score", "95% interval", "difference", "bootstrap p", "randomisation p"]
    parts = []
    for name, entry in figures["scores"].items():
        base = next(iter(entry["systems"].values()))
        rows = [_standing(system, s, base) for system, s in entry["systems"].items()]
        signature = entry.get("signature", "")
        said = f"<p><code>{escape(signature)}</code></p>" if signature else ""
        parts.append(f"<h3>{escape(title_of(name, entry))}</h3>{table(head, rows)}{said}")
    yield section("Scores", tests_of(figures), "".join(parts))


def _standing(name: str, standing: Figures, base: Figures) -> str:
    low, high = standing["interval"]
    cells = [name, f"{standing['score']:.2f}", f"{low:.2f} to {high:.2f}"]
    if standing is base:
        return row([*cells, "baseline", "", ""])
    mark = " *" if is_significant(standing) else ""
    difference = f"{standing['score'] - base['score']:+.2f}{mark}"
    p_values = (f"{standing[name]:.4f}" for name in ("bootstrap", "randomisation"))
    return row([*cells, difference, *p_values])


def _errors(figures: Figures) -> Iterator[str]:
    errors = figures["errors"]
    rows = [
        row([said, *(f"{count:,}" for count in counts)]) for said, counts in rows_of_errors(errors)
    ]
    yield section("Findings by category", "", table(["category", *errors], rows))


def _differences(figures: Figures) -> Iterator[str]:
    parts = [_difference(entry) for entry in figures["differences"]]
    if parts:
        yield section("Segments that differ most", "By quality.", "".join(parts))


def _difference(entry: Figures) -> str:
    texts = [
        f"<dt>{name}</dt><dd>{escape(entry[field])}</dd>"
        for field, name in (("src", "source"), ("ref", "reference"))
        if field in entry
    ]
    for name, output in entry["systems"].items():
        rules = f" <small>{escape(', '.join(output['rules']))}</small>" if output["rules"] else ""
        said = f"{escape(name)} {output['quality']:.1f}"
        texts.append(f"<dt>{said}</dt><dd>{escape(output.get('mt', ''))}{rules}</dd>")
    return f"<h3>{escape(name_of(entry))}</h3><dl>{''.join(texts)}</dl>"
