"""Rules switched off for some files of a project: an archive, a collection of quotations."""

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Silence:
    """Rules that say nothing about the files below `folder` that fit one of the globs.

    A glob goes by names between slashes: * and ? stay within a name, ** takes any number of
    folders, and what fits a folder fits all that is in it. A glob without a slash may fit at any
    depth. `folder` is absolute.
    """

    folder: Path
    paths: tuple[str, ...]
    rules: tuple[str, ...]

    def covers(self, path: Path) -> bool:
        """Tell whether a file is among those meant."""
        path = path.resolve()
        if not path.is_relative_to(self.folder):
            return False
        names = path.relative_to(self.folder).parts
        return any(_fits(_parts(glob), names) for glob in self.paths)


def must_be_glob(glob: str) -> None:
    """Raise a ValueError that says why a glob can fit nothing below a folder."""
    names = glob.removesuffix("/").split("/")
    if "\\" in glob or not {"", ".", ".."}.isdisjoint(names) or ":" in names[0]:
        raise ValueError("it is a path below this file's folder, with / between names")
    if any("**" in name and name != "**" for name in names):
        raise ValueError("** stands between slashes, for any number of folders")
    if any(name.count("[") > name.count("]") for name in names):
        raise ValueError("a bracket is not closed")


def _parts(glob: str) -> list[str]:
    names = glob.removesuffix("/").split("/")
    return names if len(names) > 1 else ["**", *names]


def _fits(parts: Sequence[str], names: Sequence[str]) -> bool:
    if not parts:
        return True
    if parts[0] == "**":
        return any(_fits(parts[1:], names[n:]) for n in range(len(names) + 1))
    return bool(names) and fnmatchcase(names[0], parts[0]) and _fits(parts[1:], names[1:])
