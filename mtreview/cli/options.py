"""Options that several commands share, and the configuration that they make together."""

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from mtreview.cli.process import say
from mtreview.config import NEVER, Config, find_config, language_code, load_config
from mtreview.errors import ConfigError
from mtreview.glossary import read_glossary
from mtreview.language import LANGUAGES
from mtreview.model import Severity

Command = Callable[..., Any]
_SEVERITIES = [str(severity) for severity in Severity]


def names(
    _ctx: click.Context, _parameter: click.Parameter, value: tuple[str, ...] | str | None
) -> tuple[str, ...]:
    """The names in an option's value, or in its values, between commas."""
    text = value if isinstance(value, str) else ",".join(value or ())
    return tuple(name.strip() for name in text.split(",") if name.strip())


def number(_ctx: click.Context, _parameter: click.Parameter, value: float | None) -> float | None:
    """A number, which nan is not."""
    if value is not None and math.isnan(value):  # which no range refuses
        raise click.BadParameter("nan is no number")
    return value


_SHARED = (
    click.option("--source-lang", metavar="LANG", help="Language of the source, e.g. fr."),
    click.option(
        "--select", metavar="RULE,...", multiple=True, callback=names, help="Only these rules."
    ),
    click.option(
        "--ignore", metavar="RULE,...", multiple=True, callback=names, help="All rules but these."
    ),
    click.option("--min-severity", type=click.Choice(_SEVERITIES), help="Leave out what is less."),
    click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        callback=number,
        help="Show what is as sure as this (0-1), the model's doubts too.",
    ),
    click.option(
        "--glossary",
        type=click.Path(path_type=Path),
        help="CSV or TBX file of terms that must and must not be used.",
    ),
    click.option("--no-model", is_flag=True, help="Rules only, without the model's estimate."),
    click.option("--qe-model", metavar="NAME|PATH", help="Another model of quality (extra torch)."),
    click.option("--config", type=click.Path(path_type=Path), help="Settings file to read."),
    click.option("--encoding", metavar="NAME", help="Encoding of the input, if not UTF-8 or BOM."),
)


def shared(command: Command) -> Command:
    """Add the options that every checking command has."""
    for option in reversed(_SHARED):
        command = option(command)
    return command


def table_fields(command: Command) -> Command:
    """Add --fields for a corpus."""
    return click.option(
        "--fields",
        metavar="mt=NAME,...",
        help="Names of a table's fields: mt, src, ref, id, doc, system, lp, source_lang.",
    )(command)


def reading(command: Command) -> Command:
    """Add the options that say how a document is to be read."""
    for option in (
        click.option("--fields", metavar="mt=NAME,src=NAME", help="Fields of a table to read."),
        click.option("--selector", metavar="CSS", help="What of an HTML page to read."),
        click.option(
            "--input-format", metavar="NAME", help="Format of the input, if its name tells it not."
        ),
    ):
        command = option(command)
    return command


def output(command: Command) -> Command:
    """Add -o."""
    return click.option(
        "-o", "--out", type=click.Path(path_type=Path), help="Output file (else stdout)."
    )(command)


def fail_on(command: Command) -> Command:
    """Add --fail-on."""
    return click.option(
        "--fail-on",
        type=click.Choice([*_SEVERITIES[1:], NEVER]),
        help="Severity from which findings make the exit code 1 (default: major).",
    )(command)


_REWRITERS = (
    click.option("--rewriter", metavar="NAME|PATH", help="A model that rewrites (extra torch)."),
    click.option(
        "--rewriter-url",
        metavar="URL",
        help="A server of the OpenAI chat protocol that rewrites; it is sent the segments found "
        "faulty, and MTREVIEW_REWRITER_KEY as the key.",
    ),
    click.option("--rewriter-model", metavar="NAME", help="Which model of that server."),
    click.option(
        "--lm",
        metavar="NAME|PATH",
        help="A language model that puts suggestions in order (extra lm; slow): smollm2, or any.",
    ),
)


def rewriters(command: Command) -> Command:
    """Add the options of commands that show suggestions."""
    for option in reversed(_REWRITERS):
        command = option(command)
    return command


def configure(options: dict[str, Any], near: Path) -> Config:
    """Read the settings nearest to `near` (or of --config) and lay the options over them."""
    path = options.pop("config", None) or find_config(near.resolve())
    if options.pop("no_model", False):
        if options.get("qe_model"):
            raise ConfigError("--no-model and --qe-model do not go together")
        options["model"] = False
    elif options.get("qe_model"):
        options["model"] = True
    if options.get("min_severity"):
        options["min_severity"] = Severity(options["min_severity"])
    if options.get("source_lang"):
        options["source_lang"] = language_code(options["source_lang"])
    config = load_config(path).override(**options)
    if config.glossary:  # what is wrong with it is told before any work
        read_glossary(config.glossary)
    if config.source_lang and config.source_lang not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        note = f"no rule pack for {config.source_lang} yet (there is {known}): general rules only"
        say(note)
    return config


def folder_of(path: str) -> Path:
    """The folder that a PATH argument is or lies in; the current one for standard input."""
    whole = Path.cwd() if path == "-" else Path(path).absolute()
    return whole if whole.is_dir() else whole.parent
