"""mtreview rules: every rule in a line, or one explained."""

from collections.abc import Iterable
from fnmatch import fnmatchcase

import click

from mtreview.calibration import load_calibration
from mtreview.config import language_code
from mtreview.detectors import DETECTORS, LANGUAGES, Detector, all_detectors, load_pack
from mtreview.detectors.facts import Facts, facts_of
from mtreview.detectors.names.glossary import examples_of_rules
from mtreview.errors import ConfigError
from mtreview.qe.doubtful import DOUBTED
from mtreview.report.rules import explained, listed
from mtreview.rule_names import must_know_rules


@click.command("rules", short_help="Every rule, or one explained.")
@click.argument("rule", required=False)
@click.option("--lang", metavar="LANG", help="The rules for this source language, e.g. fr.")
def command(rule: str | None, lang: str | None) -> None:
    """List every rule with its severity and what was measured, or explain one in full.

    RULE may also be a glob ("*-drop-cap"), or a language (fr), whose rules are listed as by --lang.
    """
    if lang is not None or rule in LANGUAGES:
        if lang is not None and rule is not None:
            raise click.UsageError("give a RULE or --lang, not both")
        _echo(listed(_facts(_of_language(language_code(lang or rule or "")))))
    elif rule is None:
        _echo(listed(_facts((*DETECTORS, *DOUBTED))))
        for language, name in LANGUAGES.items():
            count = len(_of_language(language))
            click.echo(f"{language:32} {count} rules for {name} (`mtreview rules {language}`)")
    else:
        must_know_rules((rule,))
        facts = _facts(d for d in _every() if fnmatchcase(d.rule, rule))
        _echo(explained(facts[0]) if len(facts) == 1 else listed(facts))


def _every() -> tuple[Detector, ...]:
    return (*all_detectors(), *examples_of_rules(), *DOUBTED)


def _of_language(language: str) -> tuple[Detector, ...]:
    if language not in LANGUAGES:
        raise ConfigError(f"no rules for {language} yet: there is {', '.join(LANGUAGES)}")
    general = (detector for detector in DETECTORS if detector.source_lang == language)
    return (*general, *load_pack(language))


def _facts(detectors: Iterable[Detector]) -> list[Facts]:
    calibration = load_calibration(None)
    return [facts_of(detector, calibration) for detector in detectors]


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
