"""Corpora from arguments, with the scores in them or beside them."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from mtreview.choosing.entries import Entry, entries, scored_rows
from mtreview.cli.inputs import STDIN
from mtreview.cli.score import FORMS, _decoder, _open
from mtreview.config import Config
from mtreview.corpus.rows import Reject
from mtreview.errors import ConfigError


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


def form_of(corpus: str, form: str | None) -> str:
    """The form that a corpus is in: as asked, or by its suffix."""
    return form or ("jsonl" if corpus == STDIN else FORMS.get(Path(corpus).suffix.lower(), "text"))
