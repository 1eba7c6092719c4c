"""The runs of a DOCX paragraph: what one looks like, and how its text is written anew."""

from collections.abc import Sequence
from dataclasses import dataclass

from mtreview.formats.xml_tokens import escaper, written_attribute
from mtreview.model import Edit

# What changes nothing that a reader sees, or says it again for other scripts.
_UNSEEN = frozenset(
    "lang noProof webHidden szCs bCs iCs kern rtl cs snapToGrid rPrChange ins del".split()
)
_OF_LINKS = frozenset({"rStyle", "color", "u"})
_LABELS = {
    "b": "b",
    "i": "i",
    "u": "u",
    "strike": "s",
    "dstrike": "s",
    "vertAlign": "sup",
    "caps": "caps",
    "smallCaps": "caps",
}
_OFF = frozenset({"0", "false", "off", "none", "baseline"})

Look = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Run:
    """How text at one place of a part is written: within `<w:t>` of a run with these properties.

    Inside of a run, a tracked change must close that and open it again. A place that is whole is a
    `<w:t>` with its tags, another is a point where one may come.
    """

    prefix: str  # of the namespace, with its colon
    properties: str  # <w:rPr>...</w:rPr> as it stands in the file
    codec: str
    is_inside: bool = True
    is_whole: bool = True

    def __call__(self, text: str) -> str:
        """Return the markup of a text here."""
        if not text and not self.is_whole:
            return ""
        written = self._text("t", text)
        return written if self.is_inside else self._run(written)

    def tracked(self, old: str, edits: Sequence["Tracked"]) -> str:
        """Return the markup of a text with edits that show as such."""
        parts: list[str] = []
        at = 0
        for change in edits:
            parts += self._kept(old[at : change.edit.span.start]), self._change(old, change)
            at = change.edit.span.end
        return "".join((*parts, self._kept(old[at:])))

    def _kept(self, text: str) -> str:
        return self(text) if text else ""

    def _change(self, old: str, change: "Tracked") -> str:
        """Return a change as it stands between two runs, or between two halves of this one."""
        p = self.prefix
        parts: list[str] = []
        if gone := change.edit.span.of(old):
            inner = self._run(self._text("delText", gone))
            parts.append(f"<{p}del {change.attributes(p, 0)}>{inner}</{p}del>")
        if change.edit.text:
            inner = self._run(self._text("t", change.edit.text))
            parts.append(f"<{p}ins {change.attributes(p, 1)}>{inner}</{p}ins>")
        if change.comment is not None:
            parts = [_commented(p, change.comment, "".join(parts))]
        body = "".join(parts)
        if not self.is_inside:
            return body
        return f"</{p}r>{body}<{p}r>{self.properties}"

    def _text(self, name: str, text: str) -> str:
        p, escaped = self.prefix, escaper(self.codec)(text)
        return f'<{p}{name} xml:space="preserve">{escaped}</{p}{name}>'

    def _run(self, content: str) -> str:
        return f"<{self.prefix}r>{self.properties}{content}</{self.prefix}r>"


@dataclass(frozen=True, slots=True)
class Tracked:
    """An edit of a run's text, who made it and when, and the comment that stands beside it."""

    edit: Edit
    number: int
    author: str
    date: str = ""
    comment: int | None = None

    def attributes(self, prefix: str, offset: int) -> str:
        """Return what the element of the change says; each element has a number of its own."""
        said = {"id": str(self.number + offset), "author": self.author, "date": self.date}
        return " ".join(f"{prefix}{k}={written_attribute(v)}" for k, v in said.items() if v)


def _commented(prefix: str, number: int, content: str) -> str:
    p = prefix
    return (
        f'<{p}commentRangeStart {p}id="{number}"/>{content}<{p}commentRangeEnd {p}id="{number}"/>'
        f"{comment_mark(p, number)}"
    )


def comment_mark(prefix: str, number: int) -> str:
    """Return the run that shows a comment."""
    return f'<{prefix}r><{prefix}commentReference {prefix}id="{number}"/></{prefix}r>'


def look(properties: Sequence[tuple[str, ...]], *, in_link: bool) -> Look:
    """Return what a reader sees of a run's properties, each a name and its values."""
    seen = set()
    for name, *values in properties:
        if name in _UNSEEN or (in_link and name in _OF_LINKS):
            continue
        if name in _LABELS and values and values[0] in _OFF:
            continue
        seen.add((name, *values))
    return frozenset(seen)


def label(of: Look) -> str:
    """Return a short name for how a run differs: b, b+i, sup; f is a font, a size, a colour."""
    names = {name: values for name, *values in of}
    labels = ["sub" if names[name] == ["subscript"] else _LABELS[name] for name in names
              if name in _LABELS]  # fmt: skip
    return "+".join(sorted(set(labels))) or "f"
