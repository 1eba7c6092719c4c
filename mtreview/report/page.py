"""An HTML page that needs nothing beside it: no script, no font, no network."""

from collections.abc import Iterable
from html import escape
from importlib.resources import files

Cells = Iterable[str]
GENERATOR = '<meta name="generator" content="mtreview">'  # by which a page is known as ours


def page(title: str, said: str, body: Iterable[str], signature: str = "") -> str:
    """The whole page: a heading with what is said below it, the body's sections, a signature."""
    parts = "\n".join(body)
    return f"{opening(title, said)}{parts}\n{closing(signature)}"


def opening(title: str, said: str) -> str:
    """What comes before the sections."""
    style = files("mtreview.report").joinpath("page.css").read_text("utf-8")
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{GENERATOR}
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<header><h1>{escape(title)}</h1><p>{escape(said)}</p></header>
<main>
"""


def closing(signature: str) -> str:
    """What comes after the sections."""
    return f"""</main>
<footer><code>{escape(signature)}</code></footer>
</body>
</html>
"""


def section(title: str, note: str, content: str = "") -> str:
    """A section: its heading, a note, and what it holds, which is HTML already."""
    said = f"<p>{escape(note)}</p>" if note else ""
    return f"<section><h2>{escape(title)}</h2>{said}{content}</section>"


def table(head: Cells, rows: Iterable[str]) -> str:
    """A table of rows that `row` made."""
    names = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    return (
        f'<div class="wide"><table><thead><tr>{names}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def row(cells: Cells, kind: str = "", bar: float | None = None) -> str:
    """A row; the third cell is drawn as a bar as well where `bar`, a share, says how long."""
    name, *rest = cells
    shown = [f"<td>{escape(cell)}</td>" for cell in rest]
    if bar is not None:
        shown[1] = f'<td class="bar" style="--share:{bar:.4f}">{escape(rest[1])}</td>'
    start = f'<tr class="{kind}">' if kind else "<tr>"
    return f'{start}<th scope="row">{escape(name)}</th>{"".join(shown)}</tr>'


def figures(drawn: Iterable[tuple[str, str]]) -> str:
    """Drawings side by side, each with what is said below it."""
    parts = (
        f"<figure>{svg}<figcaption>{escape(said)}</figcaption></figure>" for svg, said in drawn
    )
    return f'<div class="plots">{"".join(parts)}</div>'
