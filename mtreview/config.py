"""Settings: mtreview.toml, or [tool.mtreview] of pyproject.toml, then the command line over it."""

import difflib
import os
import re
import reprlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from mtreview.errors import ConfigError
from mtreview.model import Finding, Severity
from mtreview.silence import Silence, must_be_glob

FILE_NAME = "mtreview.toml"
SHARED_NAME = "pyproject.toml"
LARGEST = 2**20  # bytes; TOML of hundreds of kilobytes may already take minutes to read
HEAVIEST = 1000  # points of a finding
NEVER = "never"
LEAST_CONFIDENCE = 0.3  # below it, labels say, most findings are none


def _default_weights() -> dict[Severity, float]:
    return {
        Severity.NEUTRAL: 0.0,
        Severity.MINOR: 1.0,
        Severity.MAJOR: 5.0,
        Severity.CRITICAL: 25.0,
    }


@dataclass(frozen=True, slots=True)
class Profile:
    """What a finding costs: MQM weights by severity, minor punctuation apart, a segment's cap.

    The weights of minor, major and punctuation and the cap are those of Google's MQM (Freitag et
    al. 2021), that of critical is GEMBA-MQM's.
    """

    weights: Mapping[Severity, float] = field(default_factory=_default_weights)
    punctuation: float = 0.1
    cap: float = 25.0

    def penalty(self, finding: Finding) -> float:
        """The weight of one finding."""
        if finding.severity is Severity.MINOR and "/Punctuation" in finding.category:
            return self.punctuation
        return self.weights[finding.severity]


@dataclass(frozen=True, slots=True)
class Config:
    """What may be set for a run; each field is a key, written with hyphens."""

    source_lang: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    min_severity: Severity = Severity.NEUTRAL
    min_confidence: float | None = None
    fail_on: str = Severity.MAJOR
    encoding: str | None = None
    input_format: str | None = None
    selector: str | None = None
    fields: str | None = None
    reviewer: str | None = None
    model: bool = True
    qe_model: str | None = None
    qe_scale: tuple[float, float] = (0.0, 1.0)  # what another model says of the worst, the best
    rewriter: str | None = None
    rewriter_url: str | None = None
    rewriter_model: str | None = None
    lm: str | None = None  # the language model by which suggestions are put in order
    calibration: Path | None = None
    glossary: Path | None = None
    silence: tuple[Silence, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)  # of the desk, by what they do
    profile: Profile = field(default_factory=Profile)

    @property
    def confidence_floor(self) -> float:
        """What a finding's confidence must reach; the default holds for rules.

        Where no confidence is asked for, the model's doubts have a floor of their own, measured on
        clean English.
        """
        return LEAST_CONFIDENCE if self.min_confidence is None else self.min_confidence

    def silenced(self, path: Path | None) -> tuple[str, ...]:
        """The rules that say nothing about a file; none for what is no file (None)."""
        meant = (entry for entry in self.silence if path is not None and entry.covers(path))
        return tuple(rule for entry in meant for rule in entry.rules)

    def override(self, **values: Any) -> "Config":
        """Return a copy in which every given value that is not None or empty takes over."""
        return replace(self, **{k: v for k, v in values.items() if v is not None and v != ()})


def language_code(name: str) -> str:
    """Return the ISO 639-1 code in "fr", "FR" or "fr-CA"; ConfigError for what is no code."""
    code = re.split(r"[-_]", name.strip().lower())[0]
    if not re.fullmatch(r"[a-z]{2,3}", code):
        raise ConfigError(f"“{name}” is no language code: give two letters, such as fr or de")
    return code


def find_config(start: Path) -> Path | None:
    """Return the nearest mtreview.toml, or pyproject.toml with our table, from `start` upwards."""
    for folder in (start, *start.parents):
        if os.path.lexists(own := folder / FILE_NAME):  # if it cannot be read, that is said
            return own
        shared = folder / SHARED_NAME
        if shared.is_file() and _table(shared) is not None:
            return shared
    return None


def load_config(path: Path | None) -> Config:
    """Read the settings of a file (None: the defaults); what it cannot mean is a ConfigError."""
    if path is None:
        return Config()
    table = _table(path)
    if not isinstance(table, dict | None):
        raise ConfigError(f"{path}: “mtreview” cannot be {reprlib.repr(table)}; it is a table")
    return _config(table or {}, path)


def _table(path: Path) -> Any:
    """Our settings in a file, None where a pyproject.toml has none."""
    table = _parse(path)
    if path.name != SHARED_NAME:
        return table
    tools = table.get("tool")
    return tools.get("mtreview") if isinstance(tools, dict) else None


def _parse(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise ConfigError(
                f"{path} is larger than {LARGEST // 2**20} MB: it is no settings file"
            )
        return tomllib.loads(path.read_text("utf-8-sig"))  # Windows editors write a mark
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:  # neither TOML nor UTF-8, a number too long
        raise ConfigError(f"{path} is not valid TOML: {error}") from error


def _config(table: dict[str, Any], path: Path) -> Config:
    known = {f.name.replace("_", "-"): f.name for f in fields(Config)}
    values: dict[str, Any] = {}
    for key, value in table.items():
        _must_know(key, known, path)
        values[known[key]] = _value(key, value, path)
    return Config(**values)


def _must_know(key: str, known: Mapping[str, object], path: Path) -> None:
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
        hint = f"did you mean “{near[0]}”?" if near else f"known are {', '.join(sorted(known))}"
        raise ConfigError(f"{path}: unknown key “{key}”; {hint}")


def _value(key: str, value: Any, path: Path) -> Any:
    match key, value:
        case "profile", dict():
            return _profile(value, path)
        case "keys", dict():
            return _keys(value, path)
        case "silence", list() if all(isinstance(table, dict) for table in value):
            return tuple(_silence(table, path) for table in value)
        case "select" | "ignore", list() if all(isinstance(rule, str) for rule in value):
            return tuple(value)
        case "min-severity", str() if value in list(Severity):
            return Severity(value)
        case "fail-on", str() if value in [*Severity, NEVER]:
            return value
        case "min-confidence", int() | float() if 0 <= value <= 1 and not isinstance(value, bool):
            return float(value)
        case "model", bool():
            return value
        case "qe-scale", [int() | float() as worst, int() | float() as best] if worst != best:
            return float(worst), float(best)
        case "source-lang", str():
            return _language(value, path)
        case "encoding" | "input-format" | "selector" | "fields" | "reviewer", str():
            return value
        case "calibration" | "glossary", str():
            return path.parent / value
        case (
            "qe-model" | "rewriter" | "lm",
            str(),
        ):  # a folder beside the settings, or a name that a hub knows
            return str(path.parent / value) if (path.parent / value).exists() else value
    raise ConfigError(f"{path}: “{key}” cannot be {reprlib.repr(value)}; {_WANTED[key]}")


def _language(name: str, path: Path) -> str:
    try:
        return language_code(name)
    except ConfigError as error:
        raise ConfigError(f"{path}: {error}") from None


def _keys(table: dict[str, Any], path: Path) -> dict[str, str]:
    for name, keys in table.items():
        if not isinstance(keys, str) or not keys.strip():
            what = "has no key" if keys == "" else "is no text"
            raise ConfigError(f'{path}: “{name}” {what} under [keys]; say {name} = "space,enter"')
    return table


_WANTED = {
    "keys": 'it is a table of keys by what they do, such as accept = "space,enter"',
    "silence": "it is a table with paths and rules, under [[silence]]",
    "profile": "it is a table of weights",
    "select": "it is a list of rule names",
    "ignore": "it is a list of rule names",
    "min-severity": "it is neutral, minor, major or critical",
    "fail-on": "it is minor, major, critical or never",
    "min-confidence": "it is a number from 0 to 1",
    "source-lang": 'it is a language code such as "fr"',
    "encoding": 'it is the name of an encoding such as "cp1252"',
    "input-format": "it is the name of a format",
    "selector": "it is a CSS selector",
    "fields": 'it names fields, such as "mt=hypothesis,src=source"',
    "reviewer": "it is a name",
    "model": "it is true or false",
    "qe-model": "it is the name or the path of a model",
    "qe-scale": "it is what the model says of the worst and of the best translation: [0, 1]",
    "rewriter": "it is the name or the path of a model",
    "lm": "it is the name or the path of a language model, or smollm2",
    # Whoever opens a stranger's project must not thereby send its texts, and a key, somewhere.
    "rewriter-url": "texts go to a server only where the command line says so (--rewriter-url)",
    "rewriter-model": "it goes with --rewriter-url, on the command line",
    "glossary": "it is the path of a CSV or TBX file",
    "calibration": "it is the path of a file that `mtreview evaluate --calibrate` wrote",
}


def _silence(table: dict[str, Any], path: Path) -> Silence:
    wanted = {"paths": "globs", "rules": "rules"}
    for key in table:
        _must_know(key, wanted, path)
    for key, items in wanted.items():
        value = table.get(key)
        if not (value and isinstance(value, list) and all(isinstance(v, str) for v in value)):
            raise ConfigError(f"{path}: silence needs “{key}”, a list of {items}")
    for glob in table["paths"]:
        try:
            must_be_glob(glob)
        except ValueError as error:
            raise ConfigError(f"{path}: silence cannot go by “{glob}”; {error}") from None
    return Silence(path.parent.resolve(), tuple(table["paths"]), tuple(table["rules"]))


def _profile(table: dict[str, Any], path: Path) -> Profile:
    default = Profile()
    weights, rest = dict(default.weights), {"punctuation": default.punctuation, "cap": default.cap}
    known = {*map(str, weights), *rest}
    for key, value in table.items():
        _must_know(key, dict.fromkeys(known), path)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not 0 <= value <= HEAVIEST:  # nor nan, which is in no range
            raise ConfigError(
                f"{path}: profile “{key}” cannot be {reprlib.repr(value)}; "
                f"it is a number from 0 to {HEAVIEST}"
            )
        if key in rest:
            rest[key] = float(value)
        else:
            weights[Severity(key)] = float(value)
    return Profile(weights, **rest)
