"""The numbers of tracked changes and comments in a DOCX file, each given once."""

import re
from collections.abc import Iterable, Sequence

from mtreview.formats.docx_package import Xml
from mtreview.model import Edit

_NUMBER = re.compile(r"""\bid=["'](\d{1,9})["']""")
_CHANGE = re.compile(r"""(<(?:\w+:)?(?:ins|del|rPrChange)\s(?:[^<>]*\s)?(?:\w+:)?id=["'])(\d+)""")


class Numbers:
    """Gives out numbers that no part of a file holds."""

    def __init__(self, parts: Iterable[Xml]) -> None:
        self._seen = set[str]()
        self._next = 1
        for part in parts:
            self.avoid(part)

    def avoid(self, part: Xml) -> None:
        """Give out no number that a part holds."""
        self._seen.update(_NUMBER.findall(part.raw))
        self._next = max(self._next, 1 + max(map(int, self._seen), default=0))

    def take(self, count: int = 1) -> int:
        """Return the first of so many numbers that are free."""
        taken, self._next = self._next, self._next + count
        return taken

    def apart(self, edits: Sequence[Edit]) -> list[Edit]:
        """Return edits of the file, each change in their markup with a number of its own.

        A run's properties may hold a change, and are written once more with each part of the run.
        """
        return [Edit(edit.span, _CHANGE.sub(self._once, edit.text)) for edit in edits]

    def _once(self, change: re.Match[str]) -> str:
        number = change[2] if change[2] not in self._seen else str(self.take())
        self._seen.add(number)
        return change[1] + number
