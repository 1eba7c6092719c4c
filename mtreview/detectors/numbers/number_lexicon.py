"""The number words of a language, read from number_words.toml."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from mtreview.remembered import Remembered

_LETTERS = re.compile(r"[^\W\d_]*")
_PARTS = re.compile(r"quatre-vingts?|[^-]+")
_SETTINGS = {"and", "doubtful", "months", "comma", "joined"}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The number words of one language: values, the words that link them, its months."""

    language: str
    values: Mapping[str, float]
    links: frozenset[str]
    doubtful: frozenset[str]
    months: re.Pattern[str]
    comma: bool = False
    joined: re.Pattern[str] | None = None

    def pieces(self, word: str) -> list[tuple[int, int]]:
        """Where the number words within a word lie: seventy-two, zwei-und-siebzig; [] for none."""
        if (low := word.lower()) in self.values:
            return [(0, len(word))]
        if self.language == "ar":
            return self._after_prefix(low)
        if self.joined and self.joined.fullmatch(low):
            return self._joined(low)
        if "-" not in low:
            return []
        parts = [match.span() for match in _PARTS.finditer(low)]
        return parts if any(low[a:b] in self.values for a, b in parts) else []

    def _joined(self, word: str) -> list[tuple[int, int]]:
        """The words that a number in one word is made of, the longest first."""
        spans, at = [], 0
        ordered = sorted({*self.values, *self.links, "ën"}, key=len, reverse=True)
        while at < len(word):
            at, start = next(at + len(w) for w in ordered if word.startswith(w, at)), at
            spans.append((start, at))
        return spans

    def _after_prefix(self, word: str) -> list[tuple[int, int]]:
        """Arabic writes “and”, “with”, “for” and the article in one word with what follows."""
        for prefix in ("ال", "و", "ب", "ل", "وال", "بال"):
            if word.startswith(prefix) and word[len(prefix) :] in self.values:
                cut = len(prefix)
                return [(0, cut), (cut, len(word))] if prefix[0] == "و" else [(cut, len(word))]
        return []

    def month(self, name: str) -> int:
        """The number of a month, 1 to 12, by what its pattern matched."""
        match = self.months.fullmatch(name)
        return int(str(match.lastgroup)[1:]) if match else 0


@lru_cache(maxsize=16)
def naming_months(language: str) -> Remembered[bool]:
    """Whether pieces of texts of a language between spaces may name a month, or begin its name."""
    names = _data()[language]["months"].replace("/", " ").split()
    heads = [name.partition("-")[0] for name in names if "-" in name]
    months = _months(_data()[language]["months"], language)
    return Remembered(
        lambda piece: months.search(piece) is not None or any(head in piece for head in heads)
    )


@lru_cache(maxsize=16384)
def pieces_of(word: str, language: str) -> list[tuple[int, int]]:
    """Where the number words within a word of a language lie; [] for none."""
    words = lexicon(language)
    return words.pieces(word) if words else []


@lru_cache(maxsize=16)
def lexicon(language: str) -> Lexicon | None:
    """The number words of a language by its ISO 639-1 code, None where there are none."""
    raw = _data().get(language)
    if raw is None or language == "units":
        return None
    values = {
        form: float(value)
        for value, forms in raw.items()
        if value not in _SETTINGS
        for form in _expand(forms)
    }
    links = frozenset(raw.get("and", "").split())
    joined = None
    if raw.get("joined"):
        words = "|".join(sorted(map(re.escape, {*values, *links, "ën"}), key=len, reverse=True))
        joined = re.compile(f"(?:{words}){{2,}}")
    return Lexicon(
        language=language,
        values=values,
        links=links,
        doubtful=frozenset(_expand(raw.get("doubtful", ""))),
        months=_months(raw["months"], language),
        comma=raw.get("comma", False),
        joined=joined,
    )


def unit_of(text: str) -> tuple[str, str, int]:
    """Dimension and unit that a lower-case text begins with, and where its word ends; else ""."""
    match = _units().match(text)
    if not match:
        return "", "", 0
    dimension, _, unit = str(match.lastgroup).partition("_")
    rest = _LETTERS.match(text, match.end())
    return dimension, unit, rest.end() if rest else match.end()


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    text = (resources.files("mtreview.detectors.numbers") / "number_words.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def _units() -> re.Pattern[str]:
    groups = [
        f"(?P<{dimension}_{unit}>{pattern})"
        for dimension, units in _data()["units"].items()
        for unit, pattern in units.items()
    ]
    return re.compile(r"[\s\u00a0\u202f-]?(?:" + "|".join(groups) + ")")


def _expand(forms: str) -> list[str]:
    """The words of "stem/a/b other": stema, stemb, other."""
    words = []
    for form in forms.split():
        stem, *endings = form.split("/")
        words += [stem + ending for ending in endings] if endings else [stem]
    return words


def _months(names: str, language: str) -> re.Pattern[str]:
    """A pattern with a group m1 to m12 for each month; stems in Slavic languages."""
    tail = {"ru": r"\w{1,4}\b", "uk": r"\w{1,5}\b", "pl": r"\w{1,6}\b", "zh": ""}.get(
        language, r"\b"
    )
    head = r"(?<!\d)" if language == "zh" else r"\b"
    groups = []
    for n, name in enumerate(names.split(), 1):
        either = "|".join(part.replace("-", " ") for part in name.split("/"))
        groups.append(f"(?P<m{n}>{head}(?:{either}){tail})")
    return re.compile("|".join(groups), 0 if language == "en" else re.IGNORECASE)
