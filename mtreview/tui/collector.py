"""Python's search for garbage, kept away from the keys: on a large document it takes as long."""

import gc
from time import monotonic

_REST = 1.0  # seconds without a key after which there is time
_MUCH = 20_000  # objects since the last search that are worth one


class Collector:
    """Searches only while nobody presses a key, and never again through what was there before."""

    def __init__(self) -> None:
        self._last_key = monotonic()

    def begin(self) -> None:
        """Search no more at any moment."""
        gc.disable()

    def end(self) -> None:
        """Leave it to Python again."""
        gc.unfreeze()
        gc.enable()

    def press(self) -> None:
        """Take note of a key."""
        self._last_key = monotonic()

    def look(self) -> None:
        """Search, if there is time and anything to find."""
        if monotonic() - self._last_key > _REST and gc.get_count()[0] > _MUCH:
            gc.collect()
            gc.freeze()
