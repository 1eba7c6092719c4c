"""mtreview compare: systems side by side on the same segments."""

import json
from pathlib import Path
from typing import Any

import click

from mtreview.cli.options import configure, folder_of, output, shared, table_fields
from mtreview.cli.process import say
from mtreview.compare.reading import lines_of, outputs_of
from mtreview.compare.scoring import scored, scored_everywhere
from mtreview.compare.systems import System, align, by_system, with_lines
from mtreview.config import Config
from mtreview.corpus.rows import Reject, said_of
from mtreview.errors import ConfigError, InputError
from mtreview.evaluate.figures import signature
from mtreview.files import atomic_writer, must_differ
from mtreview.pipeline import Pipeline
from mtreview.report.text import plural


@click.command("compare", short_help="Systems side by side, with significance.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text")
@output
@click.option("--baseline", metavar="SYSTEM", help="The one to test against (else the first).")
@click.option("--common", is_flag=True, help="Compare the segments that all systems have.")
@table_fields
@click.option("--src", metavar="FILE", help="Sources, line by line, where rows have none.")
@click.option("--ref", metavar="FILE", help="References, line by line, where rows have none.")
@click.option(
    "--show", type=click.IntRange(0), default=10, show_default=True, help="Segments shown."
)
@click.option("--force", is_flag=True, help="Write over OUT if it exists.")
@shared
def command(
    files: tuple[str, ...],
    form: str,
    out: Path | None,
    baseline: str | None,
    common: bool,
    src: str | None,
    ref: str | None,
    show: int,
    force: bool,
    **options: Any,
) -> None:
    """Compare what systems made of the same segments: quality, MQM, faults, and what differs.

    A FILE is a system's output as JSON lines, TSV or a segment a line, or what `mtreview score`
    wrote of it; its rows may name several systems. Segments are known by id, else by place. With
    references (`ref` of the rows, or --ref) there are BLEU, chrF and TER. Every score is tested
    against the baseline's by paired bootstrap and by approximate randomisation. All segments are
    held in memory. A segment that one system has in a row that cannot be used is left out of all.
    """
    config = configure(options, folder_of(files[0]))
    must_differ((out,), (*files, src, ref))
    systems = _systems(files, config)
    sources, references = (lines_of(name) if name else [] for name in (src, ref))
    systems = align([with_lines(system, sources, references) for system in systems], common=common)
    systems = _with_first(systems, baseline)
    if out is None:
        click.echo(_compared(systems, config, form, show), nl=False)
        return
    with atomic_writer(out, force=force) as file:  # refused, if it must be, before the long work
        file.write(_compared(systems, config, form, show).encode("utf-8", "replace"))


def _systems(files: tuple[str, ...], config: Config) -> list[System]:
    found = [system for name in dict.fromkeys(files) for system in _systems_of(name, config)]
    names = [system.name for system in found]
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(f"two systems are called “{name}”: rename a file, or `system` in it")
    if len(found) < 2:
        raise ConfigError(
            f"there is one system only ({names[0] if names else 'none'}): name a file of another"
        )
    return found


def _systems_of(name: str, config: Config) -> list[System]:
    rows = outputs_of(name, config.encoding, fields=config.fields)
    systems = list(by_system(Path(name).stem, rows))
    if systems:
        _tell_lost(name, [lost.reject for lost in systems[0].lost])
    return systems


def _tell_lost(name: str, rejects: list[Reject]) -> None:
    if rejects:
        say(
            f"{name}: {plural(len(rejects), 'row')} cannot be used and left out of all systems; "
            f"{said_of(rejects[0])}"
        )


def _with_first(systems: list[System], name: str | None) -> list[System]:
    """The systems with the baseline first."""
    if name is None:
        return systems
    first = [system for system in systems if system.name == name]
    if not first:
        known = ", ".join(system.name for system in systems)
        raise ConfigError(f"--baseline {name} is none of the systems ({known})")
    return [*first, *(system for system in systems if system.name != name)]


def _compared(systems: list[System], config: Config, form: str, show: int) -> str:
    # sacreBLEU takes a while to import, and only this needs it.
    from mtreview.compare.figures import figures
    from mtreview.compare.page import page
    from mtreview.compare.table import lines

    signatures: set[str] = set()
    if any(output.scores is None for system in systems for output in system.outputs):
        pipeline = Pipeline(config, rewriting=False)
        for n, system in enumerate(systems):
            say(f"scoring {system.name}")
            systems[n], failed = scored(system, pipeline, signatures)
            _tell_lost(system.name, failed)
        systems = scored_everywhere(systems)
        if not systems[0].outputs:
            raise InputError("there is no segment that could be scored of every system")
    told = figures(systems, signature(signatures), show)
    if form == "json":
        return json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    return page(told) if form == "html" else "".join(f"{line}\n" for line in lines(told))
