"""The scorecard of a review as plain figures: faults, quality before and after, effort, rules."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from mtreview.config import Profile
from mtreview.metrics import Array, count, scores_of, segment_scores, signature
from mtreview.model import Action, Decision, Finding, Result, Score
from mtreview.outcomes import State
from mtreview.review.desk import Desk
from mtreview.review.exchange import disagreements
from mtreview.review.recall import Memory
from mtreview.review.session import Visit
from mtreview.review.standing import Standing
from mtreview.review.tally import Tally, tallies

SCHEMA = 1
REWRITTEN = "rewritten"  # what became of a finding whose segment was written anew
CONFIRMED = (State.ACCEPTED, State.EDITED, REWRITTEN)
_METRICS = ("TER", "chrF")
Figures = dict[str, Any]
Counted = dict[str, Array]  # by metric, a row a segment


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document that was reviewed: checked, laid out with its decisions, and the stays at it."""

    result: Result
    desk: Desk
    visits: Sequence[Visit]
    profile: Profile

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Every segment before and after."""
        document = self.result.document
        before = [segment.span.of(document.text) for segment in document.segments]
        return [(old, self.desk.segment_text(n)) for n, old in enumerate(before)]


def scorecard(reviewed: Sequence[Reviewed], memory: Memory) -> Figures:
    """Return the figures of a review, ready for JSON."""
    counted = [_counted(one.texts) for one in reviewed]
    documents = [_document(one, rows) for one, rows in zip(reviewed, counted, strict=True)]
    words = sum(document["words"] for document in documents)
    return {
        "type": "report",
        "schema": SCHEMA,
        "documents": documents,
        "total": {
            "documents": len(documents),
            "words": words,
            "quality_before": _mean(documents, "quality_before"),
            "quality_after": _mean(documents, "quality_after"),
            "mqm_before": round(sum(document["mqm_before"] for document in documents), 1),
            "mqm_after": round(sum(document["mqm_after"] for document in documents), 1),
            "findings": dict(sum((Counter(d["findings"]) for d in documents), Counter())),
            "errors": _errors(reviewed),
            "effort": _effort(reviewed),
            "post_edit": _post_edit(counted),
        },
        "rules": [_rule(tally) for tally in tallies(memory, (one.desk for one in reviewed))],
        "signature": reviewed[0].result.signature if reviewed else "",
    }


def _document(one: Reviewed, counted: Counted) -> Figures:
    desk, result = one.desk, one.result
    standing = Standing(desk, result, one.profile)
    pairs = one.texts
    states = Counter(str(state) for _, state in faults(desk))
    return {
        "document": result.document.name,
        "words": result.score.words,
        "segments": len(result.document.segments),
        "done": sum(desk.notes(n).done for n in range(len(pairs))),
        "quality_before": round(result.score.quality, 1),
        "quality_after": round(standing.score.quality, 1),
        "mqm_before": _mqm(result.score),
        "mqm_after": _mqm(standing.score),
        "findings": dict(states),
        "errors": _errors([one]),
        "effort": _effort([one]),
        "post_edit": _post_edit([counted]),
        "disagreements": [_disagreement(*pair) for pair in disagreements(desk.log)],
        "lost": [_decision(decision) for decision in desk.lost],
        "segment": list(_segments(one, standing, pairs, counted)),
    }


def _disagreement(one: Decision, other: Decision) -> Figures:
    return {
        "rule": one.rule,
        "text": one.quoted or one.text,
        "decisions": [_decision(decision) for decision in (one, other)],
    }


def _decision(decision: Decision) -> Figures:
    return {
        "rule": decision.rule,
        "text": decision.quoted or decision.text,
        "reviewer": decision.reviewer,
        "action": str(decision.action),
        "written": decision.edit and decision.edit.text,
        "reason": decision.reason,
    }


def _segments(
    one: Reviewed,
    standing: Standing,
    pairs: Sequence[tuple[str, str]],
    counted: Counted,
) -> Iterable[Figures]:
    """The segments that somebody changed, noted something of, or stayed at."""
    metrics = {name: segment_scores(name, counted[name]) for name in _METRICS}
    content = one.desk.content
    stays: dict[int, Counter[str]] = defaultdict(Counter)
    for visit in one.visits:
        if visit.content == content:
            stays[visit.segment].update(milliseconds=visit.milliseconds, keys=visit.keys)
    for index, (old, new) in enumerate(pairs):
        notes = one.desk.notes(index)
        has_notes = notes.done or notes.comments or notes.score is not None
        if old == new and not has_notes and index not in stays:
            continue
        yield {
            "segment": index,
            "before": old,
            "after": new,
            "quality_before": round(one.result.segment_scores[index].quality, 1),
            "quality_after": round(standing.scores[index].quality, 1),
            **{name: round(float(metrics[name][index]), 1) for name in _METRICS},
            "milliseconds": stays[index]["milliseconds"],
            "keys": stays[index]["keys"],
            "done": notes.done,
            "score_by_hand": notes.score,
            "comments": [comment.reason for comment in notes.comments],
        }


def faults(desk: Desk) -> list[tuple[Finding, State | str]]:
    """Return every finding of the text as it came, and what became of it.

    What nobody decided on before its segment was written anew counts as rewritten.
    """
    return [
        (item.finding, REWRITTEN if rewritten and item.state is State.OPEN else item.state)
        for item in desk.as_it_came()
        for rewritten in [desk.rewritten(item.finding.segment) is not None]
    ]


def _errors(reviewed: Iterable[Reviewed]) -> list[Figures]:
    """Categories with their faults by severity: confirmed, still open, and what was dismissed."""
    rows: dict[str, Figures] = {}
    for one in reviewed:
        for finding, state in faults(one.desk):
            row = rows.setdefault(
                finding.category or "(none)",
                {"confirmed": Counter(), "open": Counter(), "dismissed": 0, "penalty": 0.0},
            )
            if state is State.DISMISSED:
                row["dismissed"] += 1
                continue
            row["confirmed" if state in CONFIRMED else "open"][str(finding.severity)] += 1
            row["penalty"] += one.profile.penalty(finding)
    ordered = sorted(rows.items(), key=lambda row: (-row[1]["penalty"], row[0]))
    return [
        {
            "category": category,
            "confirmed": dict(row["confirmed"]),
            "open": dict(row["open"]),
            "dismissed": row["dismissed"],
            "penalty": round(row["penalty"], 1),
        }
        for category, row in ordered
    ]


def _effort(reviewed: Iterable[Reviewed]) -> list[Figures]:
    """What each reviewer did: time worked (idle time left out), keys, segments, decisions."""
    people: dict[str, Figures] = {}

    def person(name: str) -> Figures:
        empty = {"milliseconds": 0, "keys": 0, "segments": 0, "decisions": 0}
        return people.setdefault(name, {"reviewer": name, **empty})

    for one in reviewed:
        for visit in one.visits:
            person(visit.reviewer)["milliseconds"] += visit.milliseconds
            person(visit.reviewer)["keys"] += visit.keys
        for name, _segment in {(visit.reviewer, visit.segment) for visit in one.visits}:
            person(name)["segments"] += 1
        for event in one.desk.log:
            person(event.reviewer)["decisions"] += event.action is not Action.UNDO
    return [people[name] for name in sorted(people)]


def _counted(pairs: Sequence[tuple[str, str]]) -> Counted:
    """What the metrics count in each segment: the machine's output against what it became."""
    old, new = [before for before, _ in pairs], [after for _, after in pairs]
    return {name: count(name, old, new) for name in _METRICS}


def _post_edit(counted: Sequence[Counted]) -> Figures:
    """How far the text was changed, over all its segments."""
    figures = {}
    for name in _METRICS:
        rows = [rows[name] for rows in counted if len(rows[name])]
        if rows:
            total = sum(row.sum(0) for row in rows)
            score = round(float(scores_of(name, np.atleast_2d(total))[0]), 1)
            figures[name] = {"score": score, "signature": signature(name)}
    return figures


def _rule(tally: Tally) -> Figures:
    precision = tally.precision
    return {
        "rule": tally.rule,
        "shown": tally.shown,
        "open": tally.open,
        "accepted": tally.accepted,
        "edited": tally.edited,
        "dismissed": tally.dismissed,
        "precision": None if precision is None else round(precision, 3),
        "mostly_dismissed": tally.is_mostly_dismissed,
        "off": tally.is_off,
    }


def _mqm(score: Score) -> float:
    return round(0.0 - score.penalty, 1)


def _mean(documents: Sequence[Figures], name: str) -> float | None:
    words = sum(document["words"] for document in documents)
    total = sum(document[name] * document["words"] for document in documents)
    return round(total / words, 1) if words else None
