"""The model's doubts as findings, under two rules that can be switched off as others can."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from mtreview.detectors.detector import Detector, Hit, Words
from mtreview.model import Edit, Origin, Severity
from mtreview.qe.estimate import RULES, Doubt, Estimate
from mtreview.qe.plain import Plain
from mtreview.tokens import Reading

Rewrites = Mapping[Doubt, Sequence[Edit]]
"""What to write instead, best first, by doubt; offsets are those of the plain text."""
Judged = tuple[Plain, Estimate, Rewrites]
"""A segment, what the model makes of it, and what to write instead."""

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
WORDING = _doubted(rule=RULES[0], page=_WORDING_PAGE, category="Accuracy/Mistranslation")
OMISSION = _doubted(rule=RULES[1], page=_OMISSION_PAGE, category="Accuracy/Omission")
DOUBTED = (WORDING, OMISSION)
_SAID = {
    WORDING.rule: "this is likely to be wrong",
    OMISSION.rule: "a word seems to be missing here",
}


def hits(judged: Iterable[Judged]) -> Iterator[tuple[Detector, Hit]]:
    """What the model doubts in segments, in text order: neighbouring words are one finding.

    Of a finding that joins words, a rewrite is told only if it is the only one: accepting one of
    several would settle the others unseen.
    """
    for plain, estimate, known in judged:
        words = [doubt for doubt in estimate.doubts if not doubt.missing]
        groups = list(_groups(plain.text, words))
        groups += [[doubt] for doubt in estimate.doubts if doubt.missing]
        for group in groups:
            if not plain.is_opaque(plain.span(group[0].start, group[-1].end)):
                yield _hit(group, plain, known)


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


def _hit(group: Sequence[Doubt], plain: Plain, known: Rewrites) -> tuple[Detector, Hit]:
    """The finding of neighbouring doubts."""
    detector = OMISSION if group[0].missing else WORDING
    likely = max(doubt.probability for doubt in group)
    told = [known[doubt] for doubt in group if doubt in known]
    edits = [plain.edit(edit) for edit in told[0]] if len(told) == 1 else []
    span = plain.span(group[0].start, group[-1].end)
    return detector, Hit(
        f"{_SAID[detector.rule]}, the model thinks; no rule tells why",
        at=(span.start, span.end),
        severity=max((doubt.severity for doubt in group), key=lambda severity: severity.rank),
        confidence=likely,
        edits=tuple(edits),
        origin=Origin.MODEL,
    )
