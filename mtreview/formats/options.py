"""How a file is to be read, beside its name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may say about a file; each format takes what concerns it."""

    encoding: str | None = None
    selector: str | None = None  # CSS, of HTML
    fields: str | None = None  # of a table: "mt=NAME,src=NAME"
