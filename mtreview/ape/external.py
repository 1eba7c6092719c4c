"""What a rewriter from outside makes of a document, as further suggestions of its findings.

An answer is taken only where a finding stands, cut to the least edit there; what changes more of
the meaning than the finding is about, or makes the segment no better, is dropped.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mtreview.ape.judging import Judge, Trial
from mtreview.ape.meaning import about, altered
from mtreview.ape.rewriter import Rewriter, Task, answer_in, joined, minimal_edits
from mtreview.model import Document, Edit, Finding, Origin, Suggestion
from mtreview.qe.plain import Plain, plains

_MOST = 5  # suggestions of a finding
_LONGEST = 4000  # characters of a segment that is sent
_BEYOND = 60  # characters that an edit may reach beyond the finding that it mends


@dataclass(frozen=True, slots=True)
class _Offer:
    """An edit of the document that may mend a finding; `index` is the finding's."""

    index: int
    edit: Edit


def with_rewrites(
    document: Document, findings: Sequence[Finding], rewriter: Rewriter, judge: Judge
) -> list[Finding]:
    """Return the findings, those of which a rewrite mends with that as another suggestion.

    Each segment with findings is one request. Raises ModelError if the rewriter cannot be had.
    """
    texts = list(plains(document))
    mended = list(findings)
    offers = list(_offers(document, texts, findings, rewriter))
    trials = [Trial(findings[offer.index].segment, offer.edit) for offer in offers]
    for offer, better in zip(offers, judge.serves(trials), strict=True):
        if better:
            mended[offer.index] = _with(findings[offer.index], offer.edit)
    return mended


def _offers(
    document: Document, texts: Sequence[Plain], findings: Sequence[Finding], rewriter: Rewriter
) -> Iterator[_Offer]:
    faulty = ((n, finding) for n, finding in enumerate(findings) if not _goes(finding))
    for segment, group in groupby(faulty, key=lambda pair: pair[1].segment):
        members = list(group)
        text, source = texts[segment].text, document.segments[segment].source
        if len(text) > _LONGEST:
            continue
        task = Task(text, source, tuple((f.text, f.message) for _, f in members))
        said = answer_in(rewriter.rewrite(task) or "", text)
        edits = [texts[segment].edit(edit) for edit in minimal_edits(text, said or text)]
        for index, finding in members:
            near = [edit for edit in edits if edit.span.overlaps(finding.span)]
            if near and _may(document.text, finding, edit := joined(document.text, near)):
                yield _Offer(index, edit)


def _goes(finding: Finding) -> bool:
    """Whether the faulty words are to go, as a line of the page is: nothing is to be written."""
    return any(s.text == "" and s.span.covers(finding.span) for s in finding.suggestions[:1])


def _may(text: str, finding: Finding, edit: Edit) -> bool:
    """Whether an edit is about a finding, new, and leaves what else the text means."""
    near = (
        finding.span.start - edit.span.start <= _BEYOND
        and edit.span.end - finding.span.end <= _BEYOND
    )
    known = any(suggestion.edit == edit for suggestion in finding.suggestions)
    return near and not known and altered(text, edit) <= about(finding)


def _with(finding: Finding, edit: Edit) -> Finding:
    kept = finding.suggestions[: _MOST - 1]
    sure = round(finding.confidence * 0.9 ** (len(kept) + 1), 3)
    more = Suggestion(edit.span, edit.text, Origin.EXTERNAL, sure)
    return replace(finding, suggestions=(*kept, more))
