"""An entry of a glossary."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """What a concept is called: in English, the best first, and in sources, each with its language.

    `forbidden` are English terms that must not stand for it; a source's language is "" for any.
    """

    targets: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    note: str = ""
