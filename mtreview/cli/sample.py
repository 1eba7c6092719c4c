"""mtreview sample: which segments of a scored corpus people should look at next."""

from collections.abc import Iterator
from pathlib import Path

import click

from mtreview.choosing.entries import Entries, Entry
from mtreview.choosing.filtering import words_in
from mtreview.choosing.sampling import CONTROL, PRIORITY, Chosen, choose
from mtreview.choosing.sieve import fields_of
from mtreview.cli.inputs import opened, written
from mtreview.cli.options import number, output, table_fields
from mtreview.corpus.inputs import NAMES
from mtreview.corpus.rows import Reject, said_of
from mtreview.errors import InputError
from mtreview.files import must_differ
from mtreview.report.jsonl import dumps
from mtreview.report.text import plural


@click.command("sample", short_help="What people should look at next.")
@click.argument("corpus")
@click.option("--scores", metavar="FILE", help="What `mtreview score CORPUS -o FILE` wrote.")
@output
@click.option(
    "--words",
    type=click.IntRange(1),
    default=1000,
    show_default=True,
    help="Words of translation that people will read.",
)
@click.option(
    "--control",
    type=click.FloatRange(0, 1),
    callback=number,
    default=0,
    metavar="SHARE",
    help="Share of the words that is drawn at random from the whole corpus, e.g. 0.2.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of what is drawn at random.")
@click.option("--input-format", type=click.Choice(NAMES), help="Form of CORPUS.")
@table_fields
@click.option("--encoding", metavar="NAME", help="Encoding of CORPUS, if not UTF-8 or BOM.")
@click.option("--source", metavar="FILE", help="Sources of a plain-text CORPUS, line by line.")
@click.option("--force", is_flag=True, help="Write over OUT if it exists.")
def command(
    corpus: str,
    scores: str | None,
    out: Path | None,
    words: int,
    control: float,
    seed: int,
    input_format: str | None,
    fields: str | None,
    encoding: str | None,
    source: str | None,
    force: bool,
) -> None:
    """Choose rows of CORPUS (- is standard input): the worst and most uncertain, and unlike ones.

    JSON lines in the order of the corpus, each with its group: priority or, drawn at random,
    control. Of a control group people's judgements tell how the whole corpus is; of the others,
    only what is wrong with the worst of it.
    """
    must_differ((out,), (corpus, scores, source))
    met = _Met(Entries(corpus, input_format, encoding, scores, opened, source, fields))
    with written(out, "jsonl", force) as sink:
        chosen = choose(met.scored(), words, control, seed)
        for row in chosen:
            sink.write(f"{dumps(_fields(row))}\n".encode())
    click.echo(met.said(chosen), err=True)


def _fields(chosen: Chosen) -> dict[str, object]:
    entry = chosen.entry
    found = entry.scores.findings if entry.scores else ()
    rules = list(dict.fromkeys(finding.rule for finding in found))
    return {"group": chosen.group, "line": entry.row.number, **fields_of(entry), "rules": rules}


class _Met:
    """How many rows there were, and what became of them."""

    def __init__(self, corpus: Entries) -> None:
        self._corpus, self._count, self._rejects = corpus, 0, 0

    def scored(self) -> Iterator[Entry]:
        """The rows that can be used; InputError for one without scores, and where there is none."""
        first = ""
        for row in self._corpus:
            if isinstance(row, Reject):
                self._rejects += 1
                first = first or said_of(row)
                continue
            if row.scores is None:
                raise self._corpus.unscored(row)
            self._count += 1
            yield row
        if first and not self._count:
            raise InputError(f"{self._corpus.name} has no row that can be used: {first}")

    def said(self, chosen: list[Chosen]) -> str:
        """What was chosen, in a line."""
        groups = ", ".join(
            f"{len(rows)} {name} (mean quality {_mean(rows):.1f})"
            for name in (PRIORITY, CONTROL)
            if (rows := [row for row in chosen if row.group == name])
        )
        held = sum(words_in(row.entry.row.mt) for row in chosen)
        rejected = f"; {plural(self._rejects, 'row')} cannot be used" if self._rejects else ""
        return (
            f"chose {plural(len(chosen), 'segment')} of {self._count:,}, {plural(held, 'word')}"
            f"{f': {groups}' if groups else ''}{rejected}"
        )


def _mean(rows: list[Chosen]) -> float:
    return sum(row.entry.scores.quality for row in rows if row.entry.scores) / len(rows)
