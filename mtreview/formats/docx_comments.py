"""Comments of a DOCX file: what was decided, beside the change or beside what holds it.

Word knows comments only in the body. One on a change in a text box or a note stands at the end of
the paragraph that this hangs on; headers and footers hang on none.
"""

import posixpath
import re
from collections.abc import Callable, Sequence
from itertools import count

from mtreview.formats.docx_boxes import Aside
from mtreview.formats.docx_numbers import Numbers
from mtreview.formats.docx_package import Package, Xml
from mtreview.formats.docx_runs import comment_mark
from mtreview.formats.editing import short
from mtreview.formats.encoding import encode
from mtreview.formats.xml_tokens import Part, Token, escaper, tokens, written_attribute
from mtreview.model import Edit, Span
from mtreview.outcomes import Item, State

AUTHOR = "mtreview"  # of what was applied without anybody's look
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT_TYPES = "[Content_Types].xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Comments:
    """The comments that are made in one file, and the parts of its package that hold them."""

    def __init__(
        self, package: Package, main: Xml, asides: Sequence[Aside], numbers: Numbers
    ) -> None:
        self._package, self._main, self._asides, self._numbers = package, main, asides, numbers
        self._place = _comments_of(package, main.name)
        self._known = package.xml(self._place) if self._place in package.members else None
        if self._known:
            numbers.avoid(self._known)
        self._said: list[tuple[int, Item, bool]] = []
        self._told = set[int]()
        self._hung: dict[int, list[int]] = {}

    def on(self, item: Item, place: Span) -> int | None:
        """Return the number of a new comment to stand at a place of the file; None if none may.

        None too if it stands elsewhere, or is there already.
        """
        if id(item) in self._told:
            return None
        aside = next((aside for aside in self._asides if aside.place.covers(place)), None)
        at = aside.anchor if aside else place.start
        if at is None or at >= len(self._main.raw):
            return None
        number = self._numbers.take()
        self._said.append((number, item, aside is not None))
        self._told.add(id(item))
        if aside is None:
            return number
        self._hung.setdefault(at, []).append(number)
        return None

    def hung(self, edits: Sequence[Edit]) -> list[Edit]:
        """Return edits of the file, with the marks of comments that stand elsewhere among them."""
        root = self._root()
        prefix = f"{root.prefix}:" if root.prefix else ""
        made = {edit.span: edit for edit in edits}
        for at, numbers in self._hung.items():
            place = Span(at, at)
            before = made[place].text if place in made else ""
            marks = "".join(comment_mark(prefix, number) for number in numbers)
            made[place] = Edit(place, before + marks)
        return list(made.values())

    def members(self) -> dict[str, bytes]:
        """Return the parts of the package that hold the comments or tell of them."""
        if not self._said:
            return {}
        if known := self._known:
            return {self._place: _with_more(self._package.name, known, self._written)}
        space = self._root().space
        text = f'{_HEAD}<w:comments xmlns:w="{space}">{self._written("w:")}</w:comments>'
        return {self._place: text.encode(), **self._registered(space)}

    def _root(self) -> Token:
        return next(t for t in tokens(self._main.raw, "") if t.kind is Part.START)

    def _written(self, prefix: str) -> str:
        return "".join(_comment(*said, prefix) for said in self._said)

    def _registered(self, space: str) -> dict[str, bytes]:
        """Return the lists of the package with the new part in them."""
        types = self._package.xml(_CONTENT_TYPES)
        name = posixpath.basename(self._place)
        kind = f"{_STRICT if '//purl.oclc.org/' in space else _OFFICE}/comments"
        number = self._numbers.take()
        relation = f'Relationship Id="mtreview{number}" Type="{kind}" Target="{name}"/>'
        override = f'Override PartName="/{self._place}" ContentType="{_TYPE}"/>'
        related, file = self._related(), self._package.name
        return {
            related.name: _with_more(file, related, lambda prefix: f"<{prefix}{relation}"),
            types.name: _with_more(file, types, lambda prefix: f"<{prefix}{override}"),
        }

    def _related(self) -> Xml:
        """Return the list of what the body relates to; a file that has none gets one."""
        folder, base = posixpath.split(self._main.name)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name in self._package.members:
            return self._package.xml(name)
        return Xml(name, f'{_HEAD}<Relationships xmlns="{_RELATIONS}"/>', "utf-8", b"")


def _comments_of(package: Package, main: str) -> str:
    """Return the part that holds a document's comments, or a free name for one."""
    for relation in package.relations(main):
        if relation.kind == "comments":
            return relation.target
    folder = posixpath.dirname(main)
    names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in count())
    return next(name for name in names if name not in package.members)


def _comment(number: int, item: Item, is_elsewhere: bool, p: str) -> str:
    decision, finding = item.decision, item.finding
    said = f"{finding.message} ({finding.rule})"
    if is_elsewhere and finding.text.strip():
        said = f"“{short(finding.text)}”: {said}"
    if decision and decision.reason:
        said = f"{decision.reason} – {said}"
    if item.state is State.DISMISSED:
        said = f"Kept as it is: {said}"
    author = written_attribute((decision.reviewer if decision else "") or AUTHOR)
    at = moment(decision.at if decision else "")
    date = f' {p}date="{at}"' if at else ""
    return (
        f'<{p}comment {p}id="{number}" {p}author={author}{date} {p}initials="mt"><{p}p><{p}r>'
        f'<{p}t xml:space="preserve">{escaper("utf-8")(said)}</{p}t></{p}r></{p}p></{p}comment>'
    )


def moment(at: str) -> str:
    """Return a moment as Word wants it: to the second, UTC."""
    found = re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", at)
    return f"{found[0]}Z" if found else ""


def _with_more(file: str, part: Xml, more: Callable[[str], str]) -> bytes:
    """Return a part with something at the end of its root; `more` writes it, given a prefix."""
    name = f"{file}: {part.name}"
    tags = [t for t in tokens(part.raw, name) if t.kind in (Part.START, Part.END)]
    root, end = tags[0], tags[-1]
    prefix = f"{root.prefix}:" if root.prefix else ""
    head, tail = part.raw[: end.start], part.raw[end.start :]
    if end.start == end.end:  # <Relationships/>
        head, tail = f"{head.removesuffix('/>')}>", f"</{prefix}{root.name}>{tail}"
    return encode(head + more(prefix) + tail, part.encoding, part.bom, name)
