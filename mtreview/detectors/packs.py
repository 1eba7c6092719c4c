"""Rule packs: calques and false friends of one source language, read from rulepacks/*.toml.

A pack works only when its language is known. Where the segment's source is at hand, an entry
fires only if its source expression stands there, and its `bold` patterns, too doubtful on the
English alone, fire as well. A pattern may bring rewrites of its own: ["pattern", "rewrite", ...].
Where `right` is empty nothing is suggested, and an example in `flagged` is its text alone.
A near-miss in `passing` may bring its source: ["text", "source"]. `classes` names sets of words
that patterns use as {name}.

`include = "slavic"` takes in the classes and entries of a shared file, rulepacks/slavic.toml. There
`[entry.ru]` says what an entry is in one language, at least its id and its source expression; an
entry without such a table is not that language's.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from mtreview.detectors.detector import Detector, Flagged, Hit, Words
from mtreview.detectors.matching import Pattern
from mtreview.detectors.pattern import Classes, compile_pattern
from mtreview.detectors.rewriting import must_fit, rewrite
from mtreview.errors import ConfigError
from mtreview.language import LANGUAGES
from mtreview.model import Severity
from mtreview.tokens import Reading

CATEGORIES = {
    "calque": "Accuracy/Mistranslation/Overly literal",
    "false-friend": "Accuracy/Mistranslation/False friend",
    "grammar": "Linguistic conventions/Grammar",
    "style": "Style/Unidiomatic style",
    "punctuation": "Linguistic conventions/Punctuation",
}
_PLAIN = re.compile(r"(?!an? |the )[A-Za-z’' -]+")
_ENDING, _STEM = 2, 5  # letters that may follow a source word, and that it then must have
_REQUIRED = {"id", "kind", "source", "faulty", "right", "flagged", "passing"}
_OPTIONAL = {"bold", "source_pattern", "severity", "confidence", "why", "safe"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One faulty pattern of an entry, and what to write instead, best first."""

    pattern: Pattern
    right: tuple[str, ...]
    bold: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a pack: its faults by the words that they are looked up by."""

    source: re.Pattern[str]
    faults: Mapping[str, Sequence[Fault]]
    language: str
    raw: Mapping[str, Any]

    def find(self, reading: Reading, first: int, _last: int) -> Iterator[Hit]:
        """Yield the first match of a pattern anchored at token `first`."""
        source = reading.segment(first).source
        for fault in self.faults[reading.lower[first]]:
            if fault.bold and source is None:
                continue
            if match := fault.pattern.match(reading, first):
                if source is None or self.source.search(source):
                    texts = tuple(rewrite(template, reading, match) for template in fault.right)
                    message = _message(self.language, self.raw, texts)
                    safe = self.raw.get("safe", False)
                    yield Hit(message, match.first, match.last, rewrites=texts, safe=safe)
                return


@lru_cache(maxsize=16)
def load_pack(language: str) -> tuple[Detector, ...]:
    """Return a detector for each entry of a language's pack; an unknown language has none."""
    classes = {name: frozenset(words.split()) for name, words in _pack(language)["classes"].items()}
    return tuple(_detector(language, entry, classes) for entry in _pack(language)["entry"])


def pack_rules(language: str) -> tuple[str, ...]:
    """The names of a pack's rules, without the cost of compiling them."""
    return tuple(f"{language}/{entry.get('id', '?')}" for entry in _pack(language)["entry"])


def in_pack(word: str, language: str) -> str | None:
    """The English of a word that is the source of an entry, or has but another ending."""
    low, known = word.lower(), _source_words(language)
    stems = (low[: len(low) - cut] for cut in range(_ENDING + 1))
    return next((known[s] for s in stems if s in known and (s == low or len(s) >= _STEM)), None)


@lru_cache(maxsize=16)
def _source_words(language: str) -> Mapping[str, str]:
    """What entries with a source of one word write first, where that is plain words."""
    return {
        entry["source"].lower(): entry["right"][0]
        for entry in _pack(language)["entry"]
        if entry["kind"] in ("calque", "false-friend")
        and entry["source"].isalpha()
        and entry["right"]
        and _PLAIN.fullmatch(entry["right"][0])
    }


@lru_cache(maxsize=16)
def _pack(language: str) -> dict[str, Any]:
    if language not in LANGUAGES:
        return {"classes": {}, "entry": []}
    pack = _read(language)
    shared = _read(pack["include"]) if "include" in pack else {"classes": {}, "entry": []}
    included = [_as_in(language, entry) for entry in shared["entry"] if language in entry]
    return {
        "classes": shared["classes"] | pack["classes"],
        "entry": included + pack["entry"],
    }


@lru_cache(maxsize=16)
def _read(name: str) -> dict[str, Any]:
    data = (resources.files("mtreview") / "rulepacks" / f"{name}.toml").read_text("utf-8")
    return {"classes": {}, "entry": [], **tomllib.loads(data)}


def _as_in(language: str, shared: dict[str, Any]) -> dict[str, Any]:
    """A shared entry as it is in a language, whose lists are added and whose rest takes over."""
    entry = {key: value for key, value in shared.items() if key not in LANGUAGES}
    for key, value in shared[language].items():
        entry[key] = entry.get(key, []) + value if isinstance(value, list) else value
    return entry


def _detector(language: str, raw: dict[str, Any], classes: Classes) -> Detector:
    rule = f"{language}/{raw.get('id', '?')}"
    wrong = (_REQUIRED - raw.keys()) | (raw.keys() - _REQUIRED - _OPTIONAL)
    if wrong or raw["kind"] not in CATEGORIES:
        raise ConfigError(f"rule pack entry {rule}: look at {', '.join(sorted(wrong)) or 'kind'}")
    faults = defaultdict(list)
    triggers: dict[Words, None] = {}  # in order, each once
    for key in ("faulty", "bold"):
        for pattern in raw.get(key, ()):
            fault = _fault(pattern, raw["right"], key == "bold", classes)
            triggers[fault.pattern.trigger] = None
            for word in fault.pattern.trigger.words:
                faults[word].append(fault)
    entry = Entry(
        re.compile(raw.get("source_pattern", re.escape(raw["source"])), re.IGNORECASE),
        faults,
        language,
        raw,
    )
    return Detector(
        rule=rule,
        page=_page(language, raw),
        category=CATEGORIES[raw["kind"]],
        severity=Severity(raw.get("severity", "minor")),
        confidence=raw.get("confidence", 0.8),
        watch=tuple(triggers),
        find=entry.find,
        flagged=tuple(Flagged(text, *(rest or [None])) for text, *rest in raw["flagged"]),
        passing=tuple(text for text in raw["passing"] if isinstance(text, str)),
        faithful=tuple((text[0], text[1]) for text in raw["passing"] if not isinstance(text, str)),
        source_lang=language,
    )


def _fault(raw: str | list[str], right: list[str], bold: bool, classes: Classes) -> Fault:
    pattern, *own = [raw] if isinstance(raw, str) else raw
    compiled = compile_pattern(pattern, classes)
    for template in own or right:
        must_fit(template, compiled)
    return Fault(compiled, tuple(own or right), bold)


def _message(language: str, raw: Mapping[str, Any], right: Iterable[str]) -> str:
    source = f"{LANGUAGES[language]} “{raw['source']}”"
    friend = raw["kind"] == "false-friend"
    said = f"a false friend of {source}" if friend else f"{source}, word for word"
    if wanted := " or ".join(f"“{text}”" for text in right if text):
        said += f": write {wanted}"
    return said[0].upper() + said[1:] + (f"; {raw['why']}" if raw.get("why") else "")


def _page(language: str, raw: dict[str, Any]) -> str:
    message = _message(language, raw, map(_readable, raw["right"]))
    lines = [f"{message}.", ""]
    for fault in (*raw["faulty"], *raw.get("bold", ())):
        pattern, *right = [fault] if isinstance(fault, str) else fault
        wanted = " | ".join(map(_readable, right or raw["right"]))
        where = "" if fault in raw["faulty"] else "    (only where the source is at hand)"
        lines.append(f"    {pattern}  ->  {wanted}{where}")
    return "\n".join(lines)


def _readable(template: str) -> str:
    """A rewrite as a person reads it: without its marks, dots for what it repeats."""
    template = re.sub(r"<\$\d:VBG>", "…ing", template)
    return re.sub(r"\$\d", "…", re.sub(r"<(\$?[\w-]+)(?::\w+)?>", r"\1", template))
