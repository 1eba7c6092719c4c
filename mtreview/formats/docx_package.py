"""The ZIP archive that a DOCX file is: opened with care, and written with its members in order.

Nothing is unpacked to disk. What would fill the memory, escape a folder or hide a second member
of one name is refused before anything is read.
"""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from mtreview.errors import InputError
from mtreview.formats.xml_tokens import Part, decode_xml, tokens

_MOST_MEMBERS = 10_000
_MOST_BYTES = 2**29  # of all members, unpacked
_MOST_XML = 2**26  # of one part that is read
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What the standard library raises on archives that are damaged in one way or another.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Xml:
    """A part of the package: its name, its text, how its bytes were decoded."""

    name: str
    raw: str
    encoding: str
    bom: bytes


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to another part of the package."""

    kind: str  # the last word of its type
    target: str


class Package:
    """A DOCX file; `name` stands in messages."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        if data.startswith(_OLD_OFFICE):
            raise InputError(
                f"{name} is an old Office file or has a password: save it as DOCX without one"
            )
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                members = archive.infolist()
        except _DAMAGE as error:
            raise InputError(f"{name} is no whole DOCX file ({error}): save it again") from None
        _must_be_harmless(members, name)
        self.members = frozenset(member.filename for member in members)

    def xml(self, member: str) -> Xml:
        """Return a part that is XML."""
        try:
            with zipfile.ZipFile(BytesIO(self._data)) as archive, archive.open(member) as file:
                data = file.read(_MOST_XML + 1)
        except KeyError:
            raise InputError(f"{self.name} has no {member}: it is no DOCX file") from None
        except _DAMAGE as error:
            raise InputError(f"{self.name} is damaged at {member} ({error})") from None
        if len(data) > _MOST_XML:
            raise InputError(f"{self.name}: {member} is larger than {_MOST_XML // 2**20} MB")
        return Xml(member, *decode_xml(data, None, f"{self.name}: {member}"))

    def relations(self, member: str) -> Iterator[Relation]:
        """Yield the relations of a part (of the package itself: "") to others that are in it."""
        folder, base = posixpath.split(member)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self.members:
            return
        part = self.xml(name)
        for token in tokens(part.raw, f"{self.name}: {name}"):
            if token.kind is not Part.START or token.name != "Relationship":
                continue
            given = token.attributes.get("Target", "")
            target = posixpath.normpath(posixpath.join("/", folder, given))
            kind = token.attributes.get("Type", "").rpartition("/")[2]
            if token.attributes.get("TargetMode") != "External" and target[1:] in self.members:
                yield Relation(kind, target[1:])

    def rewritten(self, changed: Mapping[str, bytes]) -> bytes:
        """Return the archive with some members changed and some added, all others as they were."""
        out = BytesIO()
        try:
            with (
                zipfile.ZipFile(BytesIO(self._data)) as old,
                zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
            ):
                for member in old.infolist():
                    content = changed.get(member.filename)
                    new.writestr(_like(member), old.read(member) if content is None else content)
                for name in changed.keys() - self.members:
                    new.writestr(zipfile.ZipInfo(name), changed[name], zipfile.ZIP_DEFLATED)
        except _DAMAGE as error:
            raise InputError(f"{self.name} is damaged ({error}): save it again") from None
        return out.getvalue()


def _like(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(member.filename, member.date_time)
    made.compress_type = member.compress_type
    made.external_attr = member.external_attr
    made.create_system = member.create_system
    made.comment = member.comment
    return made


def _must_be_harmless(members: list[zipfile.ZipInfo], name: str) -> None:
    if len(members) > _MOST_MEMBERS:
        raise InputError(f"{name} has more than {_MOST_MEMBERS:,} members: it is no DOCX file")
    if sum(member.file_size for member in members) > _MOST_BYTES:
        raise InputError(f"{name} unpacks to more than {_MOST_BYTES // 2**20} MB: refused")
    seen = set[str]()
    for member in members:
        path = member.filename
        if path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/"):
            raise InputError(f"{name} has a member outside of its folder ({path!r}): refused")
        if path in seen:
            raise InputError(f"{name} has two members {path!r}: refused")
        if member.flag_bits & 1 or member.compress_type not in _METHODS:
            raise InputError(f"{name} is encrypted or packed in a way that DOCX has not: refused")
        seen.add(path)
