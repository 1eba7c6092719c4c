"""What a corpus comes to: counts of rows and findings, held in a space that does not grow with it.

Qualities and penalties are counted in tenths, as they are written, so that sums are exact: parts
that were added up in any grouping give the same summary.
"""

import heapq
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, field
from typing import Any

from mtreview.corpus.references import Tally
from mtreview.corpus.rows import COPIED, Row
from mtreview.model import Finding, Score

WORST = 20  # segments that are named
_QUOTED = 240  # characters of one of them
_GROUPS = 1000  # language pairs and systems that are told apart
_OTHERS = ("other", "other")
_PERFECT = 1000  # tenths of quality
Fields = dict[str, Any]
_Worst = tuple[int, int, Fields]  # tenths of quality, its place in the corpus, what is told of it


@dataclass(slots=True)
class Group:
    """The segments of a language pair and system, their words, tenths of quality and penalty.

    `references` are the counts of those that have one.
    """

    segments: int = 0
    words: int = 0
    quality: int = 0
    penalty: int = 0
    references: Tally = field(default_factory=Tally)

    def add(self, other: "Group") -> None:
        """Add another one's counts."""
        self.segments += other.segments
        self.words += other.words
        self.quality += other.quality
        self.penalty += other.penalty
        self.references.merge(other.references)


@dataclass(slots=True)
class Summary:
    """Counts of a part of a corpus; parts are merged in their order."""

    qualities: Counter[int] = field(default_factory=Counter)  # segments by tenths
    categories: Counter[tuple[str, str]] = field(default_factory=Counter)  # with severity
    rules: Counter[str] = field(default_factory=Counter)
    groups: dict[tuple[str, str], Group] = field(default_factory=dict)  # by pair and system
    worst: list[_Worst] = field(default_factory=list)
    faulty: int = 0  # segments with a finding

    @property
    def segments(self) -> int:
        """Segments that were counted."""
        return self.qualities.total()

    @property
    def mean(self) -> float:
        """The mean quality, 0 of nothing."""
        total = sum(tenths * count for tenths, count in self.qualities.items())
        return total / 10 / self.segments if self.segments else 0.0

    def add(
        self, row: Row, score: Score, findings: Iterable[Finding], tally: Tally | None = None
    ) -> None:
        """Count a row, and what the metrics counted in it beside its reference."""
        tenths, place = round(10 * score.quality), self.segments
        self.qualities[tenths] += 1
        group = Group(1, score.words, tenths, round(10 * score.penalty), tally or Tally())
        self._group((row.lp or row.source_lang or "", row.system or ""), group)
        kinds = [(finding.category, str(finding.severity)) for finding in findings]
        self.faulty += bool(kinds)
        self.categories.update(kinds)
        self.rules.update(finding.rule for finding in findings)
        if tenths < _PERFECT and self._is_worst(tenths):
            told = {"quality": tenths / 10, "mt": row.mt[:_QUOTED], "line": row.number}
            named = {name: getattr(row, name) for name in COPIED}
            told |= {name: value for name, value in named.items() if value is not None}
            self._keep([(tenths, place, told)])

    def merge(self, later: "Summary") -> None:
        """Add the counts of the part that follows."""
        before = self.segments
        self._keep((tenths, before + place, told) for tenths, place, told in later.worst)
        self.qualities.update(later.qualities)
        self.categories.update(later.categories)
        self.rules.update(later.rules)
        self.faulty += later.faulty
        for name, group in later.groups.items():
            self._group(name, group)

    @property
    def references(self) -> Tally:
        """What the metrics counted in all segments that have a reference."""
        total = Tally()
        for group in self.groups.values():
            total.merge(group.references)
        return total

    def state(self) -> Fields:
        """The counts as JSON holds them."""
        return {
            "qualities": sorted(self.qualities.items()),
            "categories": [[*kind, count] for kind, count in sorted(self.categories.items())],
            "rules": dict(sorted(self.rules.items())),
            "groups": [[*name, *astuple(group)] for name, group in self.groups.items()],
            "worst": self.worst,
            "faulty": self.faulty,
        }

    @classmethod
    def restored(cls, state: Fields) -> "Summary":
        """The counts of a `state`."""
        return cls(
            qualities=Counter(dict(state["qualities"])),
            categories=Counter({(name, grave): n for name, grave, n in state["categories"]}),
            rules=Counter(state["rules"]),
            groups={
                (pair, system): Group(segments, words, quality, penalty, Tally(*tally))
                for pair, system, segments, words, quality, penalty, tally in state["groups"]
            },
            worst=[(tenths, place, told) for tenths, place, told in state["worst"]],
            faulty=state["faulty"],
        )

    def _is_worst(self, tenths: int) -> bool:
        return len(self.worst) < WORST or tenths < self.worst[-1][0]

    def _keep(self, entries: Iterable[_Worst]) -> None:
        """Keep the worst of these and those known; of equals those that come first."""
        self.worst = heapq.nsmallest(WORST, [*self.worst, *entries], key=lambda entry: entry[:2])

    def _group(self, name: tuple[str, str], group: Group) -> None:
        if name not in self.groups and len(self.groups) >= _GROUPS:
            name = _OTHERS
        self.groups.setdefault(name, Group()).add(group)


@dataclass(frozen=True, slots=True)
class Total:
    """What a corpus or a part of one comes to: how many rows were bad, and the first, in words."""

    summary: Summary
    rejected: int = 0
    first: str = ""

    def dumped(self) -> str:
        """The total as JSON."""
        told = {"rejected": self.rejected, "first": self.first}
        return json.dumps({**told, "summary": self.summary.state()})

    @classmethod
    def loaded(cls, text: str | bytes) -> "Total":
        """The total that `dumped` wrote."""
        told: dict[str, Any] = json.loads(text)
        return cls(Summary.restored(told["summary"]), told["rejected"], told["first"])
