"""A whole segment rewritten: the suggestions of its findings that go together, offered as one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from mtreview.formats.editing import apply
from mtreview.model import Document, Edit, Finding, Suggestion


@dataclass(frozen=True, slots=True)
class Combination:
    """What to take at once: findings of one segment, each with its suggestion, in text order.

    `text` is how the segment then reads. To accept it is to accept each of its suggestions.
    """

    segment: int
    chosen: tuple[tuple[Finding, Suggestion], ...]
    text: str

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits that accepting it makes; none overlaps another."""
        return tuple(suggestion.edit for _, suggestion in self.chosen)


def combined(document: Document, findings: Iterable[Finding]) -> Iterator[Combination]:
    """Yield the best combination of each segment in which several suggestions go together.

    `findings` are those still open, segment by segment. The surer of two that clash goes in, and
    the other's next suggestion; what reaches beyond its segment (a line with its break) stays out.
    """
    for index, group in groupby(findings, key=lambda finding: finding.segment):
        within = document.segments[index].span
        chosen: list[tuple[Finding, Suggestion]] = []
        for finding in sorted(group, key=lambda finding: -finding.confidence):
            for suggestion in finding.suggestions:
                free = not any(suggestion.span.overlaps(other.span) for _, other in chosen)
                if free and within.covers(suggestion.span):
                    chosen.append((finding, suggestion))
                    break
        if len(chosen) > 1:
            chosen.sort(key=lambda pair: pair[1].span)
            edits = [Edit(s.span.shift(-within.start), s.text) for _, s in chosen]
            yield Combination(index, tuple(chosen), apply(within.of(document.text), edits))
