"""What an export writes into an XLIFF file: edits, and on request states and annotations.

Findings are ITS 2.0 localisation quality issues. A finding that is alone on its characters stands
on a `mrk` around them; several on the same, and those whose characters no element can enclose, are
listed in the unit (stand-off) and a `mrk` around them, or around the segment, points there. What an
earlier export wrote is taken out first; without findings only where the text is another now.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mtreview.formats import its
from mtreview.formats.editing import apply
from mtreview.formats.encoding import encode
from mtreview.formats.layout import changes
from mtreview.formats.xliff import Unit, XliffLayout, read_text
from mtreview.formats.xliff_own import Own, within
from mtreview.formats.xliff_places import Enclosing
from mtreview.formats.xml_tokens import (
    attributes_of,
    must_be_well_formed,
    set_attribute,
    written_attribute,
)
from mtreview.model import Document, Edit, Span
from mtreview.outcomes import Item, Review

_REVIEWED = {"1": "signed-off", "2": "reviewed"}
_DONE = {"signed-off": 1, "reviewed": 1, "final": 2}


def write(document: Document, edits: Sequence[Edit], review: Review | None = None) -> bytes:
    """Return the bytes of an XLIFF file with `edits` made, and what `review` asks for."""
    made = changes(document, edits)
    if outdated := _outdated(document.layout, made, review):
        document = _without(document, outdated)
        made = changes(document, edits)
    if review is not None and (review.state or review.findings):
        made = _Writing(document, edits, made, review).edits()
    text = apply(document.layout.raw, made)
    if made or outdated:
        must_be_well_formed(text, document.name)
    return encode(text, document.encoding, document.bom, document.name)


def _outdated(layout: XliffLayout, made: Sequence[Edit], review: Review | None) -> list[Own]:
    """The annotations of an earlier export that do not stay."""
    own = [own for unit in layout.units for own in unit.own]
    if review is not None and review.findings:
        return own
    return [each for each in own if within(made, each.place)]


def _without(document: Document, annotations: Sequence[Own]) -> Document:
    """The document of the same file without some annotations, which are no part of its text."""
    gone = [edit for annotation in annotations for edit in annotation.edits]
    raw = apply(document.layout.raw, gone)
    return replace(document, layout=read_text(raw, document.name, document.encoding).layout)


class _Writing:
    """The edits of a file: those of the text, changed tags, and marks around findings."""

    def __init__(
        self, document: Document, edits: Sequence[Edit], made: list[Edit], review: Review
    ) -> None:
        self._document, self._review, self._made = document, review, made
        self._edits = sorted(edits, key=lambda edit: edit.span)
        self._layout: XliffLayout = document.layout
        self._major = self._layout.version[0]
        self._tags: dict[Span, str] = {}
        self._openings: defaultdict[int, list[str]] = defaultdict(list)
        self._closings: defaultdict[int, list[str]] = defaultdict(list)
        self._lists: defaultdict[int, str] = defaultdict(str)
        self._count = 0
        self._prefix = _prefix(self._layout.root.of(self._layout.raw))
        self._id = _unused(self._layout.raw)
        self._free = {s.index for s in document.segments if not s.locked}
        self._items: defaultdict[int, list[Item]] = defaultdict(list)
        for item in review.items:
            self._items[item.finding.segment].append(item)

    def edits(self) -> list[Edit]:
        """Return all edits of the file."""
        if self._review.state:
            for unit in self._layout.units:
                self._set_states(unit)
        if self._review.findings:
            self._annotate()
        return [
            *(Edit(span, tag) for span, tag in self._tags.items()),
            *(Edit(Span(at, at), text) for at, text in self._lists.items()),
            *self._with_marks(),
        ]

    def _set(self, tag: Span, name: str, value: str | None) -> None:
        now = self._tags.get(tag, tag.of(self._layout.raw))
        self._tags[tag] = set_attribute(now, name, value, self._document.encoding)

    # States

    def _set_states(self, unit: Unit) -> None:
        for tag in dict.fromkeys(unit.states):
            own = [s for s, t in zip(unit.segments, unit.states, strict=True) if t == tag]
            if self._is_decided(own):
                self._set_state(unit, tag)

    def _is_decided(self, segments: Sequence[int]) -> bool:
        items = [item for segment in segments for item in self._items[segment]]
        decided = all(item.decision is not None for item in items)  # not applied unseen
        return bool(items) and decided and self._free.issuperset(segments)

    def _set_state(self, unit: Unit, tag: Span) -> None:
        wanted = self._review.state
        state = wanted if wanted == "final" else _REVIEWED[self._major]
        known = attributes_of(tag.of(self._layout.raw)).get("state", "")
        if _DONE.get(known, 0) < _DONE[state]:
            self._set(tag, "state", state)
            if self._major == "2":
                self._set(tag, "subState", None)  # it refined the state that is no more
        if state == "final" and self._major == "1":
            self._set(unit.tag, "approved", "yes")

    # Annotations

    def _annotate(self) -> None:
        root, prefix = self._layout.root, self._prefix
        self._set(root, f"xmlns:{prefix}", its.NAMESPACE)
        self._set(root, f"{prefix}:version", its.VERSION)
        enclosing = Enclosing(self._layout, self._edits, self._made)
        for unit in self._layout.units:
            self._rate(unit)
            for segment, content in zip(unit.segments, unit.contents, strict=True):
                if segment in self._free:
                    for place, items in enclosing.placed(self._items[segment], content).items():
                        self._mark(unit, place, items)

    def _rate(self, unit: Unit) -> None:
        place = Span(unit.contents[0].start, unit.contents[-1].end)
        if unit.rated is None or self._free.isdisjoint(unit.segments) or within(self._made, place):
            return  # a score of the text before says nothing of the text after
        scores = self._review.scores[unit.segments.start : unit.segments.stop]
        if (score := its.rating(scores)) is not None:
            known = attributes_of(unit.rated.of(self._layout.raw))
            given = (name for name in known if name.rpartition(":")[2] == "annotatorsRef")
            name = next(given, f"{self._prefix}:annotatorsRef")
            self._set(unit.rated, f"{self._prefix}:locQualityRatingScore", score)
            told = its.annotators(known.get(name, ""), its.RATING, self._review.signature)
            self._set(unit.rated, name, told)

    def _mark(self, unit: Unit, place: Span, items: list[Item]) -> None:
        """Put a mark around characters, with the one finding on it or a list to look in."""
        if len(items) == 1:
            attributes = its.issue(items[0])
        else:
            name = self._new_id()
            where = f"#its={name}" if self._major == "2" else f"#{name}"
            attributes = {"locQualityIssuesRef": where}
            self._lists[unit.standoff] += self._listed(name, items)
        version = self._review.signature.partition("|")[0]
        attributes["annotatorsRef"] = its.annotators("", its.ISSUE, version)
        given = self._written({f"{self._prefix}:{key}": v for key, v in attributes.items()})
        if self._major == "2":
            kind = f'id="{self._new_id()}" type="its:generic"'
        else:
            kind = 'mtype="x-its"'
        element = self._element("mrk")
        self._openings[place.start].append(f"<{element} {kind}{given}>")
        self._closings[place.end].insert(0, f"</{element}>")

    def _listed(self, name: str, items: list[Item]) -> str:
        """A list of issues that a mark can point to."""
        prefix = self._prefix
        each = (f"<{prefix}:locQualityIssue{self._written(its.issue(item))}/>" for item in items)
        return (
            f'<{prefix}:locQualityIssues xml:id="{name}">{"".join(each)}'
            f"</{prefix}:locQualityIssues>"
        )

    def _written(self, attributes: dict[str, str]) -> str:
        codec = self._document.encoding
        return "".join(f" {k}={written_attribute(v, codec)}" for k, v in attributes.items())

    def _element(self, name: str) -> str:
        root = self._layout.root.of(self._layout.raw)[1:].split()[0]
        prefix = root.rpartition(":")[0]
        return f"{prefix}:{name}" if prefix else name

    def _new_id(self) -> str:
        self._count += 1
        return f"{self._id}{self._count}"

    def _with_marks(self) -> Iterator[Edit]:
        """The edits of the text, and the marks; an insertion stands between what meets there."""
        inserted = {
            edit.span.start: edit.text for edit in self._made if edit.span.start == edit.span.end
        }
        for edit in self._made:
            if edit.span.start != edit.span.end:
                yield edit
        for at in sorted({*inserted, *self._openings, *self._closings}):
            closing, opening = "".join(self._closings[at]), "".join(self._openings[at])
            yield Edit(Span(at, at), f"{closing}{inserted.get(at, '')}{opening}")


def _prefix(root: str) -> str:
    """The prefix that the file has for ITS, or may have."""
    known, prefix = attributes_of(root), "its"
    for name, value in known.items():
        if value == its.NAMESPACE and name.startswith("xmlns:"):
            return name.removeprefix("xmlns:")
    while f"xmlns:{prefix}" in known:
        prefix += "x"
    return prefix


def _unused(raw: str) -> str:
    """The beginning of ids that are in no use in the file."""
    begin = "mtreview"
    while f'"{begin}-' in raw or f"'{begin}-" in raw:
        begin += "x"
    return f"{begin}-"
