"""A flagged noun group in another order: “the hospital of Tver” as “the Tver hospital”."""

from collections.abc import Iterator

from mtreview.detectors.phrases import DETERMINERS
from mtreview.model import Edit, Finding, Span
from mtreview.tokens import Reading

RULES = ("genitive-chain",)  # of whose findings other orders are tried
_LONGEST = 3  # words of a group that goes before another
_LINKS = 4  # of a chain; one of more is a loop


def orders(reading: Reading, finding: Finding, tokens: range) -> Iterator[Edit]:
    """Each link of a chain of genitives turned round, the last one first."""
    if finding.rule not in RULES:
        return
    links = [i for i in tokens if reading.lower[i] == "of"]
    if len(links) > _LINKS:
        return
    for link, of in reversed(list(enumerate(links))):
        end = links[link + 1] if link + 1 < len(links) else tokens.stop
        start = links[link - 1] + 1 if link else tokens.start
        if (edit := _turned(reading, range(start, of), range(of + 1, end))) is not None:
            yield edit


def _turned(reading: Reading, head: range, owner: range) -> Edit | None:
    """What belongs, with what it belongs to before it as an attribute; its article stays."""
    determined = reading.lower[head.start] in DETERMINERS
    bare = range(owner.start + (reading.lower[owner.start] in DETERMINERS), owner.stop)
    first = head.start + determined
    if not 0 < len(bare) <= _LONGEST or not 0 < head.stop - first <= _LONGEST:
        return None
    if any(reading.tags[i] not in ("JJ", "NN", "NNP") for i in bare):
        return None  # a plural is no attribute
    text = f"{reading.quote(bare.start, bare.stop)} {reading.quote(first, head.stop)}"
    return Edit(Span(reading.starts[first], reading.ends[owner.stop - 1]), text)
