"""Corpora from arguments, with the scores in them or beside them."""

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from mtreview.choosing.entries import Entry, entries, scored_rows, scores_of
from mtreview.cli.inputs import STDIN
from mtreview.cli.score import FORMS, _decoder, _open
from mtreview.compare.systems import Output
from mtreview.config import Config
from mtreview.corpus.rows import Reject
from mtreview.errors import ConfigError, InputError


@contextmanager
def opened(
    corpus: str, form: str | None, scores: str | None, encoding: str | None
) -> Iterator[tuple[bytes, Iterator[Entry | Reject]]]:
    """The line of field names and the rows of CORPUS, with the scores in it or in `scores`."""
    if corpus == scores:
        raise ConfigError("the corpus and its scores are one file: leave --scores out")
    with ExitStack() as stack:
        beside = None
        if scores is not None:
            beside = scored_rows(_open(scores, stack), scores)
        file = _open(corpus, stack)
        decode = _decoder(file, Config(encoding=encoding), corpus)
        yield entries(file, form_of(corpus, form), decode, beside)


def outputs_of(name: str, encoding: str | None) -> Iterator[Output]:
    """A system's outputs: translations, or what `mtreview score` wrote of them."""
    if form_of(name, None) == "jsonl" and _is_scored_alone(name):
        with ExitStack() as stack:
            for n, fields in enumerate(scored_rows(_open(name, stack), name)):
                known = {key: fields.get(key) for key in ("id", "doc", "system")}
                yield Output(n, **known, scores=scores_of(fields))
        return
    with opened(name, None, None, encoding) as (_, rows):
        for n, entry in enumerate(rows):
            if isinstance(entry, Reject):
                raise InputError(f"{name}, line {entry.number} cannot be compared: {entry.reason}")
            row = entry.row
            place = row.number - 1 if form_of(name, None) == "text" else n
            yield Output(place, row.id, row.doc, row.system, row, entry.scores)


def _is_scored_alone(name: str) -> bool:
    """Whether the rows of a file have scores and no texts."""
    with ExitStack() as stack:
        first = _open(name, stack).readline()
    try:
        fields = json.loads(first)
    except (ValueError, RecursionError):
        return False  # what is wrong with it is said when it is read
    return isinstance(fields, dict) and "quality" in fields and "mt" not in fields


def plain_lines(name: str) -> list[str]:
    """The lines of a text."""
    with ExitStack() as stack:
        file = _open(name, stack)
        decode = _decoder(file, Config(), name)
        try:
            return [decode(line).rstrip("\r\n") for line in file]
        except UnicodeDecodeError:
            raise InputError(f"{name} is not UTF-8: convert it") from None


def form_of(corpus: str, form: str | None) -> str:
    """The form that a corpus is in: as asked, or by its suffix."""
    return form or ("jsonl" if corpus == STDIN else FORMS.get(Path(corpus).suffix.lower(), "text"))
