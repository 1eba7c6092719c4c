"""Findings that are known already: what an earlier `mtreview check --format jsonl` wrote."""

import json
from dataclasses import replace
from pathlib import Path, PurePath

from mtreview.errors import InputError
from mtreview.files import unreadable
from mtreview.model import Result

_Key = tuple[str, str]  # a document and a finding's identity


class Baseline:
    """The findings of an earlier check; `left_out` counts those that were met again.

    A finding is known by its document's path as it was given, and by its identity, which holds
    when lines above it come or go.
    """

    def __init__(self, path: Path) -> None:
        self.left_out = 0
        self._known = _read(path)

    def new(self, result: Result) -> Result:
        """The result with what is new alone among its findings; its scores are of all."""
        name = _name(result.document.name)
        fresh = tuple(f for f in result.findings if (name, f.id) not in self._known)
        self.left_out += len(result.findings) - len(fresh)
        return replace(result, findings=fresh)


def _name(document: str) -> str:
    return PurePath(document).as_posix()


def _read(path: Path) -> set[_Key]:
    try:
        lines = path.read_text("utf-8-sig").split("\n")
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8: write the baseline anew") from None
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    keys = (_key(line, f"{path}, line {n}") for n, line in enumerate(lines, 1) if line.strip())
    return {key for key in keys if key}


def _key(line: str, place: str) -> _Key | None:
    """The key of a finding; None of what is said of segments and documents."""
    try:
        row = json.loads(line)
        if row["type"] != "finding":
            return None
        return _name(str(row["document"])), str(row["id"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(
            f"{place} is none that `mtreview check --format jsonl` wrote: write the baseline anew"
        ) from None
