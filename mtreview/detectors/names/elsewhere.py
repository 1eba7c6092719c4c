"""One thing is called by two names in a document: the finding for all rules that see it."""

from mtreview.detectors.detector import Hit
from mtreview.tokens import Reading

Place = tuple[int, int]  # its tokens, the last one excluded


def named_otherwise(
    reading: Reading, place: Place, kept: Place, right: str = "", *, safe: bool = False
) -> Hit:
    """The finding for a name that is to read as another does, or `right` if that stands nowhere."""
    right, other = right or reading.quote(*kept), reading.span(*kept)
    return Hit(
        f"“{reading.quote(*place)}” here, “{right}” elsewhere in this document",
        *place,
        rewrites=(right,),
        safe=safe,
        related=((other.start, other.end),),
    )
