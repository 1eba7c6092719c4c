"""How far the check of a document is: what comes of it while it goes on."""

from dataclasses import dataclass

from mtreview.model import Result


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a check is: `read` segments are as they will stay, `result` is None if it is old.

    Of the first stage only the top of the document was read, of which `shown` segments.
    """

    read: int
    shown: int
    result: Result | None = None
    is_last: bool = False
