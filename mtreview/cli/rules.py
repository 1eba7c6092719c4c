"""mtreview rules: every rule in a line, or one explained."""

import click

from mtreview.detectors import DETECTORS, LANGUAGES, Detector, all_detectors, load_pack
from mtreview.pipeline import must_know_rules


@click.command("rules", short_help="Every rule, or one explained.")
@click.argument("rule", required=False)
def command(rule: str | None) -> None:
    """List every rule with its severity, or explain one: what it finds, examples, near-misses.

    RULE may also be a language (fr), which lists the rules of its pack.
    """
    if rule is None:
        _list(DETECTORS)
        for language, name in LANGUAGES.items():
            count = len(load_pack(language))
            click.echo(f"{language:32} {count} rules for {name} (`mtreview rules {language}`)")
    elif rule in LANGUAGES:
        _list(load_pack(rule))
    else:
        must_know_rules((rule,))
        _explain(next(d for d in all_detectors() if d.rule == rule))


def _list(detectors: tuple[Detector, ...]) -> None:
    for detector in detectors:
        click.echo(f"{detector.rule:32} {detector.severity:9} {detector.summary}")


def _explain(detector: Detector) -> None:
    click.echo(f"{detector.rule}\n{'=' * len(detector.rule)}\n")
    click.echo(f"{detector.category}; {detector.severity}; confidence {detector.confidence:.2f}\n")
    click.echo(detector.page.strip())
    click.echo("\nFlagged (the fault in ⟦⟧):")
    for example in detector.flagged:
        rewrite = "" if example.rewrite is None else f"\n      → {example.rewrite or '(delete)'}"
        click.echo(f"  - {example.text}{rewrite}")
    click.echo("\nNot flagged:")
    for text in detector.passing:
        click.echo(f"  - {text}")
