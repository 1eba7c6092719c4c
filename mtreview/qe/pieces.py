"""Text to the pieces that the embedded model reads: ids, and where in the text each one stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_WORD = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_LONGEST = 24  # characters of a chunk that is worth remembering
START, PAD, END, UNKNOWN = range(4)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Ids of pieces, and for each the half-open characters of the untouched text it stands for."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.ids)


def words_of(text: str, pieces: Pieces) -> Iterator[tuple[int, int, int, int]]:
    """Yield each word and mark of a text that has pieces: its characters, then its pieces."""
    at = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while at < len(pieces) and pieces.offsets[at][1] <= start:
            at += 1
        last = at
        while last < len(pieces) and pieces.offsets[last][0] < end:
            last += 1
        if last > at:
            yield start, end, at, last


class Tokenizer:
    """A SentencePiece model, asked for one chunk between spaces at a time.

    No piece crosses a space, so a text's pieces are those of its chunks, and most chunks of a text
    have been met before.
    """

    def __init__(self, model: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor = SentencePieceProcessor(model_file=str(model))
        self._known = lru_cache(maxsize=65536)(self._pieces)

    def __len__(self) -> int:
        return int(self._processor.get_piece_size())

    def encode(self, text: str) -> Pieces:
        """Return the pieces of a text, without marks for its start and end."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        at = 0
        for chunk in text.split(" "):
            if chunk:
                known = self._known if len(chunk) <= _LONGEST else self._pieces
                for piece, start, end in known(chunk):
                    ids.append(piece)
                    offsets.append((at + start, at + end))
            at += len(chunk) + 1
        return Pieces(tuple(ids), tuple(offsets))

    def _pieces(self, chunk: str) -> tuple[tuple[int, int, int], ...]:
        found = self._processor.EncodeAsOffsetMapping(chunk)
        return tuple(
            (int(piece), start, end)
            for piece, (start, end) in zip(found["ids"], found["offsets"], strict=True)
        )
