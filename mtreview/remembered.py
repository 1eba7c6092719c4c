"""What was worked out once for a word or another piece of text, remembered up to a bound."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

MOST = 65_536  # pieces: names and numbers of a corpus never end
LONGEST = 40  # characters of a piece that is met again


class Remembered(dict[str, T]):
    """What is known of a piece of text, worked out when it is first met.

    A dictionary, so that `map(known.__getitem__, pieces)` is as fast as a look-up can be. When it
    is full it begins anew; what is too long to be met again it does not keep.
    """

    def __init__(self, work_out: Callable[[str], T], most: int = MOST) -> None:
        super().__init__()
        self._work_out, self._most = work_out, most

    def __missing__(self, piece: str) -> T:
        known = self._work_out(piece)
        if len(piece) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[piece] = known
        return known
