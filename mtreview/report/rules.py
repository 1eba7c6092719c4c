"""The facts about rules: for the terminal, and as the page docs/rules.md."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap

from mtreview.detectors.facts import Facts
from mtreview.report.text import visible

_SHOWN = 3  # examples of a rule on the page; the terminal shows all
_HEADING = """\
# Rules

Written by `scripts/rules_page` from the rules themselves. `mtreview rules RULE` shows one of them
in a terminal, with all its examples.

⟦⟧ mark the faulty words. *Measured* says how many of a rule's findings in labelled text were right
(mtreview/calibration.toml): articles of corpora/, which the rules were written with in view, and
translations that people rated. Most rules are rare in it.
"""


def listed(rules: Iterable[Facts]) -> Iterator[str]:
    """A line a rule: name, severity, what was measured, what it finds."""
    for facts in rules:
        yield f"{facts.rule:32} {facts.severity:9} {_counted(facts):12} {facts.what}"


def explained(facts: Facts, width: int = 100) -> Iterator[str]:
    """All there is to know about a rule, in lines of at most `width` columns where they can be."""
    yield from (facts.rule, "=" * len(facts.rule), "")
    yield f"{facts.category}; {facts.severity}; confidence {facts.confidence:.2f}"
    yield from ("", "What", *_wrapped(facts.what, width))
    if facts.why:
        yield from ("", "Why", *_wrapped(facts.why, width))
    if facts.forms:
        yield from ("", "Forms", *(f"  {form}" for form in facts.forms))
    yield from ("", "Flagged (the fault in ⟦⟧)")
    for example in facts.flagged:
        yield f"  - {visible(example.text)}"
        yield f"    → {_instead(example.rewrite)}"
    yield from ("", "Not flagged", *_wrapped(facts.passes, width))
    yield from (f"  - {visible(text)}" for text in facts.passing)
    if facts.misses or facts.missed:
        yield from ("", "Known misses", *_wrapped(facts.misses, width))
        yield from (f"  - {visible(missed.text)}" for missed in facts.missed)
    yield from ("", f"Measured: {facts.measured}")


def _wrapped(paragraphs: str, width: int) -> Iterator[str]:
    for paragraph in paragraphs.splitlines():
        yield from wrap(paragraph, width, initial_indent="  ", subsequent_indent="  ")


def _instead(rewrite: str | None) -> str:
    if rewrite is None:
        return "(the editor's choice)"
    return visible(rewrite) or "(delete)"


def page(general: Sequence[Facts], packs: Mapping[str, Sequence[Facts]]) -> str:
    """The page of all rules as Markdown; `packs` are the entries by the name of their language."""
    parts = [_HEADING, _row("rule", "severity", "measured", "what"), _row(*["---"] * 4)]
    parts += map(_index_row, general)
    parts += ["", *map(_section, general)]
    for language, entries in packs.items():
        parts += [f"## From {language}", ""]
        parts += [_row("entry", "what", "example", "instead", "measured"), _row(*["---"] * 5)]
        parts += [*map(_entry_row, entries), ""]
    return "\n".join(parts).rstrip() + "\n"


def _row(*cells: str) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


def _index_row(facts: Facts) -> str:
    link = f"[{facts.rule}](#{facts.rule})"
    return _row(link, facts.severity, _counted(facts), _plain(facts.what))


def _counted(facts: Facts) -> str:
    return facts.measured if facts.found else "–"


def _section(facts: Facts) -> str:
    examples = [
        f"- {_code(example.text)}  \n  instead: {_written(example.rewrite)}"
        for example in facts.flagged[:_SHOWN]
    ]
    missed = "; ".join(_code(example.text) for example in facts.missed)
    known = " ".join(filter(None, [_plain(facts.misses), missed]))
    return "\n\n".join(
        [
            f"## {facts.rule}",
            _plain(facts.what),
            *map(_plain, facts.why.splitlines()),
            "\n".join(examples),
            *map(_plain, facts.passes.splitlines()),
            f"Known misses: {known}" if known else "No misses are known.",
            f"*{facts.category}; {facts.severity}; measured: {facts.measured}.*\n",
        ]
    )


def _entry_row(facts: Facts) -> str:
    example = facts.flagged[0]
    what = _plain(facts.what.removesuffix("."))
    faulty, instead = _code(example.text), _written(example.rewrite)
    return _row(_code(facts.rule), what, faulty, instead, _counted(facts))


def _written(rewrite: str | None) -> str:
    if rewrite is None:
        return "the editor's choice"
    return _code(rewrite) if rewrite else "(delete)"


def _code(text: str) -> str:
    """A text as it stands, in a span of code; a break of lines shows as ↵."""
    shown = visible(re.sub(r"\n+", " ↵ ", text))
    fence = "``" if "`" in shown else "`"
    space = " " if "`" in shown else ""
    return f"{fence}{space}{shown}{space}{fence}"


def _plain(text: str) -> str:
    """Prose without what Markdown would take for markup."""
    return re.sub(r"[\\`*_<>\[\]]|&(?=\w+;)", lambda mark: f"\\{mark[0]}", text)
