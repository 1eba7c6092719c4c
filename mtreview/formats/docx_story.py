"""The paragraphs of one part of a DOCX file: body, header, footer or notes.

Text stands in runs; runs of one look are read on as if they were one, and where the look changes
stands a placeholder. Reviewed is the text as it is now: what a tracked change took away is passed
over, and so are hidden text and the results of fields other than links. The paragraphs of a text
box come after the one that it hangs on; its copy for old programs follows its edits.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from mtreview.formats.blocks import Block
from mtreview.formats.docx_boxes import BOX, Aside, boxes, outermost, within
from mtreview.formats.docx_runs import Look, Run, label, look
from mtreview.formats.editing import short
from mtreview.formats.xml_tokens import XML_SPACE, Part, Token
from mtreview.formats.xml_tree import Node, tree
from mtreview.model import Kind

_AROUND = frozenset(
    "hyperlink ins moveTo smartTag sdt sdtContent customXml fldSimple dir bdo AlternateContent"
    " Choice".split()
)
_OBJECTS = {
    "br": "br",
    "cr": "br",
    "tab": "tab",
    "ptab": "tab",
    "drawing": "image",
    "AlternateContent": "image",
    "pict": "image",
    "object": "object",
    "sym": "sym",
    "footnoteReference": "note",
    "endnoteReference": "note",
    "footnoteRef": "note",
    "endnoteRef": "note",
    "pgNum": "field",
}
_NOTES = ("footnote", "endnote")
_CHARACTERS = {"noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_SPACES = str.maketrans("\t\n\r\u2028\u2029", "     ")
_LONGEST = 40  # characters of a field's result in its placeholder

KindOf = Callable[[Node | None], Kind]


def value(node: Node, name: str = "val") -> str | None:
    """Return an attribute by its local name."""
    return attribute(node.tag, name)


def attribute(token: Token, name: str) -> str | None:
    """Return an attribute of a tag by its local name."""
    return next((v for k, v in token.attributes.items() if k.rpartition(" ")[2] == name), None)


@dataclass(slots=True)
class _Item:
    """A part of a paragraph: text, a placeholder, or (neither) a point where text may come."""

    start: int
    end: int
    text: str = ""
    run: Run | None = None
    look: Look = frozenset()
    label: str = ""
    begins: int = 0  # where its run does


@dataclass(slots=True)
class _Field:
    """A field that is open: where it begins, its instruction, whether its result has begun."""

    start: int
    instruction: str = ""
    in_result: bool = False

    @property
    def is_link(self) -> bool:
        return self.instruction.split()[:1] == ["HYPERLINK"]


@dataclass(slots=True)
class Story:
    """Reads the tokens of one part, which begins at `base` in the joined text of all parts."""

    raw: str  # the joined text
    base: int
    codec: str
    kind_of: KindOf
    asides: list[Aside]  # what is found is added
    anchors: dict[str, int]  # of the notes by kind and number, as they are met
    _anchor: int | None = None  # of what is in a box or a note
    _items: list[_Item] = field(default_factory=list)
    _fields: list[_Field] = field(default_factory=list)
    _result: list[str] = field(default_factory=list)  # of a field, which nobody edits
    _links: int = 0
    _prefix: str = ""

    def blocks(self, tokens: Iterator[Token]) -> Iterator[Block]:
        """Yield the paragraphs of the part, in order."""
        for token in tokens:
            if token.kind is not Part.START:
                continue
            if token.name == "p":
                yield from self._paragraph(tree(token, tokens))
            elif token.name in ("Fallback", BOX) or _is_separator(token):
                tree(token, tokens)
            elif token.name in _NOTES:
                self._anchor = self.anchors.get(f"{token.name} {attribute(token, 'id')}")

    def _paragraph(self, node: Node) -> Iterator[Block]:
        """Yield a paragraph, then those of the text boxes that hang on it."""
        self._prefix = f"{node.tag.prefix}:" if node.tag.prefix else ""
        self._items = []
        for child in node.elements():
            self._walk(child)
        self._flush()
        yield self._block(self.kind_of(node.child("pPr")))
        yield from self._beside(node)

    def _beside(self, node: Node) -> Iterator[Block]:
        """Yield the paragraphs in a paragraph's text boxes; keep what else hangs on it."""
        anchor = self.base + node.end.start if self._anchor is None else self._anchor
        for kind in _NOTES:
            for reference in outermost(node, f"{kind}Reference"):
                self.anchors[f"{kind} {value(reference, 'id')}"] = anchor
        if self._anchor is not None:
            self.asides.append(Aside(within(node, self.base), anchor))
        self.asides += boxes(node, self.raw, self.base, anchor)
        for box in outermost(node, BOX):
            shared = (self.raw, self.base, self.codec, self.kind_of, self.asides, self.anchors)
            inner = Story(*shared, anchor)
            for paragraph in outermost(box, "p"):
                yield from inner._paragraph(paragraph)

    def _walk(self, node: Node) -> None:
        if node.name == "r":
            self._read_run(node)
        elif node.name == "fldSimple" and not _Field(0, value(node, "instr") or "").is_link:
            self._object(node, short("".join(_texts(node)), _LONGEST) or "field")
        elif node.name in ("oMath", "oMathPara"):
            self._object(node, "math")
        elif node.name in _AROUND:
            is_link = node.name == "hyperlink"
            if is_link:
                self._border("a", node.tag)
            self._links += is_link
            for child in node.elements():
                self._walk(child)
            self._links -= is_link
            if is_link:
                self._border("/a", node.end)

    def _read_run(self, node: Node) -> None:
        properties = node.child("rPr")
        seen = [
            (child.name, *sorted(child.tag.attributes.values()))
            for child in (properties.elements() if properties else ())
        ]
        if any(name in ("vanish", "specVanish") for name, *_ in seen):
            return
        raw = self._slice(properties) if properties else ""
        run = Run(self._prefix, raw, self.codec)
        run_look = look(seen, in_link=self._links > 0)
        for child in node.elements():
            if child.name == "fldChar":
                self._field(child, node)
            elif child.name == "instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].instruction += "".join(_texts(child, "instrText"))
            elif child.name == "t" or child.name in _CHARACTERS:
                self._text(child, run, run_look, node.place.start)
            elif child.name in _OBJECTS:
                is_box = next(outermost(child, BOX), None) is not None
                self._object(child, "box" if is_box else _OBJECTS[child.name], run)

    def _text(self, node: Node, run: Run, run_look: Look, begins: int) -> None:
        text = _CHARACTERS.get(node.name) or _shown(node)
        if self._is_hidden():
            return
        if self._in_result():
            self._result.append(text)
        elif text:
            place = node.place.shift(self.base)
            self._items.append(
                _Item(place.start, place.end, text, run, run_look, begins=self.base + begins)
            )

    def _object(self, node: Node, name: str, run: Run | None = None) -> None:
        """Add a placeholder; text may come on either side of it, within its run or beside it."""
        if self._is_hidden() or self._in_result():
            return
        run = run or Run(self._prefix, "", self.codec, is_inside=False)
        self._mark(name, node.place.start, node.place.end, run)

    def _border(self, name: str, token: Token) -> None:
        """Add a placeholder for the tag of a link."""
        if not self._is_hidden() and not self._in_result():
            beside = Run(self._prefix, "", self.codec, is_inside=False)
            self._mark(name, token.start, token.end, beside)

    def _mark(self, name: str, start: int, end: int, run: Run) -> None:
        point = Run(run.prefix, run.properties, run.codec, run.is_inside, is_whole=False)
        start, end = start + self.base, end + self.base
        self._items.append(_Item(start, start, run=point))
        self._items.append(_Item(start, end, label=name))
        self._items.append(_Item(end, end, run=point))

    def _field(self, node: Node, run: Node) -> None:
        kind = value(node, "fldCharType")
        if kind == "begin":
            self._fields.append(_Field(run.place.start))
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.is_link and not self._in_result() and not self._is_hidden():
                self._close_field(ended.start, run)

    def _close_field(self, start: int, run: Node) -> None:
        name = short("".join(self._result), _LONGEST) or "field"
        self._result = []
        beside = Run(self._prefix, "", self.codec, is_inside=False)
        self._mark(name, start, run.place.end, beside)

    def _flush(self) -> None:
        """Put a placeholder for a field that goes on in the next paragraph."""
        if self._result:
            at = self.base + self._fields[0].start if self._fields else self.base
            self._items.append(_Item(at, at, label=short("".join(self._result), _LONGEST)))
            self._result = []

    def _is_hidden(self) -> bool:
        return any(not each.in_result for each in self._fields)

    def _in_result(self) -> bool:
        return any(each.in_result and not each.is_link for each in self._fields)

    def _block(self, kind: Kind) -> Block:
        """Return the paragraph, with a placeholder wherever its look changes."""
        block = Block(self.raw, kind)
        # The look with the fewest properties needs no placeholder: of plain text it has none.
        looks = (item.look for item in self._items if item.text.strip())
        usual = now = min(looks, key=len, default=frozenset[tuple[str, ...]]())
        point: _Item | None = None
        for item in self._items:
            changes = bool(item.text) and item.look != now
            if point and (not item.text or changes):
                block.add("", point.start, point.end, point.run)
            point = None
            if changes:
                self._turn(block, item, now, usual)
                now = item.look
            if item.text:
                block.add(item.text, item.start, item.end, item.run)
            elif item.label:
                opaque = item.label not in ("a", "/a", "br", "tab", "note", "box")
                block.mark(item.label, item.start, item.end, opaque=opaque, bare=True)
            else:
                point = item
        if point:
            block.add("", point.start, point.end, point.run)
        return block

    def _turn(self, block: Block, item: _Item, now: Look, usual: Look) -> None:
        """Add the placeholders where the look changes; between two of them text may come."""
        at = item.begins
        if now != usual:
            block.mark(f"/{label(now - usual)}", at, at, bare=True)
        if now != usual and item.look != usual:
            block.add("", at, at, Run(self._prefix, "", self.codec, False, False))
        if item.look != usual:
            block.mark(label(item.look - usual), at, at, bare=True)

    def _slice(self, node: Node) -> str:
        place = node.place.shift(self.base)
        return place.of(self.raw)


def _shown(node: Node) -> str:
    """Return the text of a <w:t> as Word shows it."""
    text = "".join(c.text for c in node.children if isinstance(c, Token)).translate(_SPACES)
    return text if node.tag.attributes.get(f"{XML_SPACE} space") == "preserve" else text.strip()


def _texts(node: Node, name: str = "t") -> Iterator[str]:
    for child in (node, *node.all(name)):
        if child.name == name:
            yield "".join(c.text for c in child.children if isinstance(c, Token))


def _is_separator(token: Token) -> bool:
    return token.name in _NOTES and attribute(token, "type") not in (None, "normal")
