"""What was worked out once for a word or another piece of text, remembered up to a bound."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

MOST = 16_384  # pieces, twice: names and numbers of a corpus never end
LONGEST = 40  # characters of a piece that is met again


class Remembered(dict[str, T]):
    """What is known of a piece of text, worked out when it is first met.

    A dictionary, so that `map(known.__getitem__, pieces)` is as fast as a look-up can be. When it
    is full, it goes on with what is met from then on, and what was not met again when it is full
    once more is forgotten. What is too long to be met again it does not keep.
    """

    def __init__(self, work_out: Callable[[str], T], most: int | None = None) -> None:
        super().__init__()
        self._work_out, self._most = work_out, MOST if most is None else most
        self._before: dict[str, T] = {}

    def __missing__(self, piece: str) -> T:
        known = self._before.pop(piece) if piece in self._before else self._work_out(piece)
        if len(piece) <= LONGEST:
            if len(self) >= self._most:
                self._before = dict(self)
                self.clear()
            self[piece] = known
        return known
