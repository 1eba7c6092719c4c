"""A document as it was reviewed: its session, opened to be read, and the settings of the review."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mtreview.cli.inputs import STDIN, read_document, reading_of, with_source
from mtreview.cli.process import say
from mtreview.config import Config
from mtreview.errors import InputError
from mtreview.model import Document, Severity
from mtreview.review.anchor import content_of
from mtreview.review.session import Session


@contextmanager
def session_of(path: str, explicit: Path | None) -> Iterator[Session | None]:
    """Open the session of a document for reading, if there is one."""
    if path == STDIN and explicit is None:
        yield None
        return
    place = Session.locate(Path(path), explicit)
    if not place.exists():
        if explicit is not None:
            raise InputError(f"{explicit} does not exist: name the session file of a review")
        yield None
        return
    with Session(place, read_only=True) as session:
        yield session


@contextmanager
def passing_over(path: str, named: Sequence[str]) -> Iterator[None]:
    """Tell of a file of a folder that cannot be used, and go on; of one that was named, raise."""
    try:
        yield
    except InputError as error:
        if path in named:
            raise
        say(f"{error}: left out")


def read_as_reviewed(
    path: str, source: str | None, config: Config, session: Session | None
) -> tuple[Document, Config]:
    """Read a document, and its source text, as they were read for its review."""
    # By its name first: a file may be one that only those settings can read.
    config, source = as_reviewed(config, source, "", path, session)
    document = read_document(path, None, config)
    kept, source = as_reviewed(config, source, content_of(document.text), path, session)
    if reading_of(kept) != reading_of(config):
        document = read_document(path, None, kept)
    if source:
        document = with_source(document, source)
    return document, kept


def as_reviewed(
    config: Config, source: str | None, content: str, path: str, session: Session | None
) -> tuple[Config, str | None]:
    """Take over the settings of the review wherever the command line and the file give none."""
    known = session.find(Path(path), content) if session else None
    if known is None:
        return config, source
    kept = dict(known.settings)
    reviewed = kept.pop("source", None)
    if source is None and reviewed and Path(reviewed).is_file():
        source = reviewed
    default = Config()
    unset = {k: v for k, v in kept.items() if getattr(config, k) == getattr(default, k)}
    if "qe_scale" in unset:
        unset["qe_scale"] = tuple(unset["qe_scale"])
    if "min_severity" in unset:
        unset["min_severity"] = Severity(unset["min_severity"])
    return config.override(**unset), source
