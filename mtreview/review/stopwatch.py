"""The time that is really worked: what passes between two keys, unless nobody seems to be there."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

IDLE = 60.0  # seconds without a key after which nobody is taken to be at work


@dataclass(frozen=True, slots=True)
class Effort:
    """Work up to a moment: milliseconds, and keys that were pressed."""

    milliseconds: int = 0
    keys: int = 0

    def since(self, earlier: "Effort") -> "Effort":
        """What was done after an earlier moment."""
        return Effort(self.milliseconds - earlier.milliseconds, self.keys - earlier.keys)


class Stopwatch:
    """Runs from key to key; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._last = clock()
        self._seconds = 0.0
        self._keys = 0

    def press(self) -> None:
        """Take note of a key or a click."""
        self._go_on()
        self._keys += 1

    def read(self) -> Effort:
        """Return the work so far."""
        self._go_on()
        return Effort(round(self._seconds * 1000), self._keys)

    def _go_on(self) -> None:
        now = self._clock()
        if now - self._last <= IDLE:
            self._seconds += now - self._last
        self._last = now
