"""Names of languages that put cases on them, as a title would write them."""

import re

# What is kept of a name, by language; the first that fits.
_NOMINATIVES = {
    "et": (
        (re.compile(r"(.{2,}[^aeiouõäöü])i(?:st|le|lt|ga|ks|ni|sse|ta|s|l|t)?"), ""),
        (re.compile(r"(.{2,}[aeiouõäöü])(?:st|le|lt|ga|ks|sse|l|s)"), ""),
        (re.compile(r"(.{2,}[ou]s)e"), ""),
    ),
    "ro": (
        (re.compile(r"(.{3,})(?:ului|ul)"), ""),
        (re.compile(r"(.{3,})ei"), "a"),
    ),
}


def nominative(name: str, language: str) -> str:
    """A name without the case that its language put on it, as far as its ending tells."""
    for pattern, ending in _NOMINATIVES.get(language, ()):
        if found := pattern.fullmatch(name):
            return found[1] + ending
    return name


def is_case_of(written: str, name: str, language: str) -> bool:
    """Whether a name may be written so in a language that changes its stem: Korhonen, Korhose."""
    if language != "et":
        return False
    return any(
        name.endswith(end) and written.startswith(f"{name.removesuffix(end)}s")
        for end in ("ne", "nen")
    )
