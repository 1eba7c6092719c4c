"""What the result of a run depends on, as a digest: a run goes on only with what is the same."""

import hashlib

from mtreview.config import Config
from mtreview.corpus.inputs import Corpus
from mtreview.corpus.names import ends_of
from mtreview.files import unreadable
from mtreview.version import __version__


def identity(corpus: Corpus, config: Config) -> str:
    """The digest of a corpus, the ends of its files standing for the whole, and of settings."""
    read = (corpus.files, corpus.form, corpus.encoding, corpus.source)
    names = (*corpus.files, *([corpus.source] if corpus.source else ()))
    return digest_of(config, repr(read).encode(errors="replace"), *map(ends_of, names))


def digest_of(config: Config, *parts: bytes) -> str:
    """A digest of the version, of settings with the files that they name, and of other parts."""
    told = hashlib.blake2b(f"{__version__} {config}".encode(errors="replace"), digest_size=16)
    for path in (config.glossary, config.calibration):
        if path is not None:
            try:
                told.update(path.read_bytes())
            except OSError as error:
                raise unreadable(path, error) from error
    for part in parts:
        told.update(part)
    return told.hexdigest()
