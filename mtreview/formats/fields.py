"""Which fields of a table hold the translation and its source: by known layouts, or as asked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mtreview.errors import ConfigError, InputError

# Ours and COMET's; MetricX's; that of Google's and WMT's MQM and ESA files; what others use.
_LAYOUTS = (
    ("mt", "src"),
    ("hypothesis", "source"),
    ("target", "source"),
    ("translation", "source"),
)
_ROLES = ("mt", "src")
TRANSLATIONS, SOURCES = (tuple(dict.fromkeys(names)) for names in zip(*_LAYOUTS, strict=True))
_SPAN_MARK = re.compile(r"</?v>")


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields to read; `marked` says that <v> and </v> mark a span in the text."""

    mt: str
    src: str | None
    marked: bool = False

    @classmethod
    def among(cls, names: Sequence[str], asked: str | None, where: str) -> "Fields":
        """Return the fields of a table with these names; InputError if none is a translation."""
        wanted = asked_fields(asked)
        layout = layout_of(names) or (None, None)
        mt, src = wanted.get("mt", layout[0]), wanted.get("src", layout[1])
        for name in wanted.values():
            if name not in names:
                raise InputError(f"{where} has no field {name!r}; it has {listed(names)}")
        if mt is None:
            raise InputError(
                f"{where} has no field of translations that is known; it has {listed(names)}: "
                "name one with --fields mt=NAME, or say --input-format text"
            )
        return cls(mt, src if src in names else None, has_marks(names))


def layout_of(names: Iterable[str]) -> tuple[str, str] | None:
    """Return the fields of translation and source in the layout of these names, if it is known."""
    known = set(names)
    return next((pair for pair in _LAYOUTS if pair[0] in known), None)


def has_marks(names: Iterable[str]) -> bool:
    """Tell whether a row of these fields marks the span of a fault in its text, by <v> and </v>."""
    return {"category", "severity"} <= set(names)


def unmarked(text: str) -> str:
    """Return a text without the marks of a span."""
    return _SPAN_MARK.sub("", text)


def language(row: Mapping[str, object]) -> str | None:
    """Return the source language that a row tells: "fr" of "fr", "fr-CA" or the pair "fr-en"."""
    name = row.get("source_lang") or row.get("lp") or ""
    code = re.match(r"[a-z]{2,3}(?![a-z])", str(name).lower())
    return code[0] if code else None


def group(row: Mapping[str, object]) -> tuple[str, str] | None:
    """Return what neighbouring rows of one document share: its name, and the system's."""
    doc = row.get("doc")
    return None if doc is None or doc == "" else (str(doc), str(row.get("system") or ""))


def asked_fields(asked: str | None, roles: Sequence[str] = _ROLES) -> dict[str, str]:
    """Read "mt=hypothesis,src=source"; ConfigError for what is none of the roles."""
    wanted: dict[str, str] = {}
    for pair in asked.split(",") if asked else ():
        role, equals, name = pair.partition("=")
        if not equals or not name.strip() or role.strip() not in roles:
            raise ConfigError(
                f"--fields {pair!r} is unclear: say mt=NAME or mt=NAME,src=NAME "
                f"(known are {', '.join(roles)})"
            )
        if role.strip() in wanted:
            raise ConfigError(f"--fields {asked!r} names {role.strip()} twice: say it once")
        wanted[role.strip()] = name.strip()
    return wanted


def listed(names: Sequence[str]) -> str:
    """Some names, as an error tells them."""
    shown = [repr(name[:30]) for name in names[:8]]
    return ", ".join(shown) + (" ..." if len(names) > 8 else "") if shown else "none"
