"""The model's doubts as findings, under two rules that can be switched off as others can."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from mtreview.detectors.detector import Detector, Hit, Words
from mtreview.model import Document, Edit, Origin, Severity
from mtreview.qe.estimate import Doubt, Estimate
from mtreview.tokens import Reading

Rewrites = Mapping[Doubt, Sequence[Edit]]
"""What to write instead, best first, by doubt; offsets are those of the segment."""

_WORDING_PAGE = """Words that the model takes for a fault, and that no rule names.

The embedded model was trained on translations in which people had marked what is wrong, on what
they wrote instead, and on faults put in on purpose. It tells that a word is likely to be wrong, not
why, so an editor has to look.

    Faulty: He said the market had an agreeable lecture.

    Instead: He said the market had a pleasant reading.

With the source, the model compares; without it, it judges the English alone. Missed: fluent English
that says something else than the source, where there is no source; much else.
"""
_OMISSION_PAGE = """A place where the model takes a word for missing, and no rule names it.

The embedded model was trained on the places where people had to put words into translations.

    Faulty: He went to office.

    Instead: He went to the office.

Missed: whole clauses that are left out, where there is no source.
"""


def _nothing(_reading: Reading, _first: int, _last: int) -> Iterable[Hit]:
    return ()


_doubted = partial(Detector, severity=Severity.MINOR, confidence=0.5, watch=Words(), find=_nothing)
WORDING = _doubted(rule="suspect-wording", page=_WORDING_PAGE, category="Accuracy/Mistranslation")
OMISSION = _doubted(rule="suspect-omission", page=_OMISSION_PAGE, category="Accuracy/Omission")
DOUBTED = (WORDING, OMISSION)
RULES = tuple(detector.rule for detector in DOUBTED)


def hits(
    document: Document,
    estimates: Sequence[Estimate | None],
    rewrites: Sequence[Rewrites] = (),
) -> Iterator[tuple[Detector, Hit]]:
    """What the model doubts in a document, in text order: neighbouring words are one finding.

    `rewrites`, if given, holds for each segment what to write instead, by doubt.
    """
    for n, (segment, estimate) in enumerate(zip(document.segments, estimates, strict=True)):
        if estimate is None:
            continue
        text, start = segment.span.of(document.text), segment.span.start
        known = rewrites[n] if rewrites else {}
        words = [doubt for doubt in estimate.doubts if not doubt.missing]
        for group in _groups(text, words):
            what = "this is" if len(group) == 1 else "these words are"
            yield WORDING, _hit(group, start, known, f"{what} likely to be wrong")
        for doubt in estimate.doubts:
            if doubt.missing:
                yield OMISSION, _hit([doubt], start, known, "a word seems to be missing here")


def _groups(text: str, doubts: Iterable[Doubt]) -> Iterator[list[Doubt]]:
    """Doubts that nothing but space parts, together."""
    group: list[Doubt] = []
    for doubt in doubts:
        if group and text[group[-1].end : doubt.start].strip():
            yield group
            group = []
        group.append(doubt)
    if group:
        yield group


def _hit(group: Sequence[Doubt], start: int, known: Rewrites, what: str) -> Hit:
    """The finding of neighbouring doubts in a segment that begins at `start`."""
    likely = max(doubt.probability for doubt in group)
    edits = [edit for doubt in group for edit in known.get(doubt, ())]
    return Hit(
        f"{what}, says the model ({likely:.0%}); no rule tells why",
        at=(start + group[0].start, start + group[-1].end),
        severity=max((doubt.severity for doubt in group), key=lambda severity: severity.rank),
        confidence=likely,
        edits=tuple(Edit(edit.span.shift(start), edit.text) for edit in edits),
        origin=Origin.MODEL,
    )
