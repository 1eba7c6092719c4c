"""Further suggestions for what rules find: its words in another form or in another order.

Each is put into its text and judged there: what leaves the rules as much to find, or the model
less content, is not shown.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mtreview.ape.inflecting import other_number, with_its_verb
from mtreview.ape.judging import WORSE, Judge, Trial
from mtreview.ape.meaning import about, altered
from mtreview.ape.permuting import orders
from mtreview.model import Edit, Finding, Suggestion
from mtreview.tokens import Reading

_MOST = 5  # suggestions of a finding
_LONGEST = 400  # tokens of a segment: for each of its findings all of it is read again
_LESS_SURE = 0.9  # how sure of a suggestion, by how sure of the one before it
_LIKED = 0.3  # points of quality that another order must bring: rules know too little of it


@dataclass(frozen=True, slots=True)
class _Offer:
    """An edit that may mend a finding; `index` is the finding's, `first` puts it before others.

    `least` is what the model must think of it.
    """

    index: int
    edit: Edit
    first: bool = False
    least: float = -WORSE


def with_alternatives(reading: Reading, findings: Sequence[Finding], judge: Judge) -> list[Finding]:
    """Return the findings, some of them with further suggestions, five at most."""
    mended = list(findings)
    if not reading.tags:
        return mended
    offers = [
        offer
        for index, finding in enumerate(findings)
        if _may_be_judged(reading, finding)
        for offer in _offers(reading, index, finding, judge.has_model)
        if altered(reading.text, offer.edit) <= about(finding)
    ]
    trials = [Trial(findings[o.index].segment, o.edit, o.least) for o in offers]
    for offer, better in zip(offers, judge.serves(trials), strict=True):
        if better:
            mended[offer.index] = _with(mended[offer.index], offer)
    return mended


def _may_be_judged(reading: Reading, finding: Finding) -> bool:
    first, last = reading.bounds[finding.segment]
    return last - first <= _LONGEST


def _offers(reading: Reading, index: int, finding: Finding, with_model: bool) -> Iterator[_Offer]:
    """What may be written as well; another order only where a model judges it."""
    tokens = range(
        bisect_left(reading.starts, finding.span.start),
        bisect_left(reading.starts, finding.span.end),
    )
    if not tokens:
        return
    for suggestion in finding.suggestions[:1]:
        yield from (_Offer(index, e, True) for e in with_its_verb(reading, suggestion, tokens))
    others = [*other_number(reading, finding, tokens)]
    yield from (_Offer(index, edit, finding.text.lower() == "these") for edit in others)
    if with_model:
        yield from (_Offer(index, e, least=_LIKED) for e in orders(reading, finding, tokens))


def _with(finding: Finding, offer: _Offer) -> Finding:
    """The finding with one more suggestion, as sure as its place among them."""
    more = Suggestion(offer.edit.span, offer.edit.text)
    old = finding.suggestions
    ranked = ((more, *old) if offer.first else (*old, more))[:_MOST]
    top = old[0].confidence if old else round(finding.confidence * _LESS_SURE, 3)
    return replace(
        finding,
        suggestions=tuple(
            replace(s, confidence=round(top * _LESS_SURE**n, 3), safe=s.safe and n == 0)
            for n, s in enumerate(ranked)
        ),
    )
