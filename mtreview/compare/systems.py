"""The outputs of systems, read from files and laid side by side, segment by segment."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mtreview.choosing.scored import Scores
from mtreview.corpus.rows import Reject, Row, said_of
from mtreview.errors import InputError

_QUOTED = 60  # characters of a text in an error


@dataclass(frozen=True, slots=True)
class Output:
    """What a system made of one segment, as far as it is known; `position` counts from 0.

    A scored file has scores and no texts, a translation has a text and no scores yet.
    """

    position: int
    id: str | None = None
    doc: str | None = None
    system: str | None = None
    row: Row | None = None
    scores: Scores | None = None

    @property
    def src(self) -> str | None:
        """The source, if it is known."""
        return self.row.src if self.row else None

    @property
    def ref(self) -> str | None:
        """The reference, if there is one."""
        return self.row.ref if self.row else None


@dataclass(frozen=True, slots=True)
class Lost:
    """A row that cannot be used, at its place in the file."""

    position: int
    reject: Reject


@dataclass(frozen=True, slots=True)
class System:
    """A system and its outputs.

    `lost` are the rows of its file that cannot be used; of a file of several systems they may be
    another's, and `is_alone` is false.
    """

    name: str
    outputs: Sequence[Output]
    lost: Sequence[Lost] = ()
    is_alone: bool = True


Key = Callable[[Output], Hashable]
_KEYS: tuple[Key, ...] = (
    lambda output: output.id,
    lambda output: None if output.id is None else (output.doc, output.id),
)


def with_lines(system: System, sources: Sequence[str], references: Sequence[str]) -> System:
    """Give each output the source and the reference that stand on its line of other files."""
    outputs = []
    for output in system.outputs:
        row = output.row
        if row is not None and sources:
            row = replace(row, src=_line(sources, output, system.name, "source") or None)
        if row is not None and references:
            row = replace(row, ref=_line(references, output, system.name, "reference") or None)
        outputs.append(replace(output, row=row))
    return replace(system, outputs=outputs)


def _line(lines: Sequence[str], output: Output, name: str, what: str) -> str:
    if output.position >= len(lines):
        raise InputError(
            f"{name} has a segment {output.position + 1}, and there are {len(lines)} {what}s: "
            "both need the same lines"
        )
    return lines[output.position]


def align(systems: Sequence[System], *, common: bool = False) -> list[System]:
    """The same segments of every system, in the order of the first.

    They are known by their id (with their document, where an id alone stands for several), else by
    their place. What one of them lost is left out of all. Raises InputError where systems do not
    hold the same ones, unless those that are `common` are wanted; and where one segment has
    different sources or references.
    """
    for key in _KEYS:
        tables = [_table(system, key) for system in systems]
        if all(tables) and set.intersection(*(set(table or {}) for table in tables)):
            aligned = _by_key(systems, [table or {} for table in tables], common)
            break
    else:
        aligned = _by_place(systems)
    for system in aligned[1:]:
        _must_agree(aligned[0], system)
    return aligned


def _table(system: System, key: Key) -> dict[Hashable, Output] | None:
    """The outputs by their keys; None where they have none, or two have the same."""
    table = {key(output): output for output in system.outputs}
    return None if None in table or len(table) < len(system.outputs) else table


def _by_key(
    systems: Sequence[System], tables: Sequence[dict[Hashable, Output]], common: bool
) -> list[System]:
    first = tables[0]
    for system, table in zip(systems[1:], tables[1:], strict=True):
        missing, more = first.keys() - table.keys(), table.keys() - first.keys()
        is_lost = len(missing) <= len(system.lost) and len(more) <= len(systems[0].lost)
        if not common and not is_lost:
            told = (_some(missing, systems[0].name), _some(more, system.name))
            said = " and ".join(filter(None, told))
            raise InputError(f"{said}: give both the same segments, or say --common")
    shared = [key for key in first if all(key in table for table in tables)]
    return [
        replace(system, outputs=[table[key] for key in shared])
        for system, table in zip(systems, tables, strict=True)
    ]


def _some(keys: Iterable[Hashable], name: str) -> str:
    keys = sorted(" ".join(map(str, key)) if isinstance(key, tuple) else str(key) for key in keys)
    if not keys:
        return ""
    noun = "segment" if len(keys) == 1 else "segments"
    return f"{name} alone has {len(keys):,} {noun} ({keys[0]}{', ...' if keys[1:] else ''})"


def _by_place(systems: Sequence[System]) -> list[System]:
    systems = _without_lost(systems)
    first = systems[0]
    for system in systems[1:]:
        if len(system.outputs) != len(first.outputs):
            raise InputError(
                f"{first.name} has {len(first.outputs):,} segments, {system.name} has "
                f"{len(system.outputs):,}, and no ids tell which are the same: give rows ids"
            )
        ids = [[output.id for output in one.outputs] for one in (first, system)]
        if (
            _named(first)
            and _named(system)
            and not (_sourced(first) and _sourced(system))
            and ids[0] != ids[1]  # one id may stand for several segments, in the same order
        ):
            raise InputError(
                f"{first.name} and {system.name} have no id in common ({first.outputs[0].id}, "
                f"{system.outputs[0].id}), and no sources tell that they are of the same segments: "
                "give these the same ids"
            )
    return list(systems)


def _without_lost(systems: Sequence[System]) -> Sequence[System]:
    """The systems without the places at which one of them lost a row."""
    places = {lost.position for system in systems for lost in system.lost}
    if not places:
        return systems
    for system in systems:
        if system.lost and not system.is_alone:
            raise InputError(
                f"a row of {system.name} or of another system of its file cannot be used, and no "
                "ids tell which segments the others are: give rows ids"
            )
    return [
        replace(system, outputs=[o for o in system.outputs if o.position not in places])
        for system in systems
    ]


def _named(system: System) -> bool:
    return all(output.id is not None for output in system.outputs)


def _sourced(system: System) -> bool:
    return all(output.src for output in system.outputs)


def _must_agree(first: System, other: System) -> None:
    for one, two in zip(first.outputs, other.outputs, strict=True):
        for what, a, b in (("source", one.src, two.src), ("reference", one.ref, two.ref)):
            if a and b and a.split() != b.split():
                raise InputError(
                    f"segment {one.position + 1} of {first.name} has the {what} “{a[:_QUOTED]}”, "
                    f"segment {two.position + 1} of {other.name} “{b[:_QUOTED]}”: these are not "
                    "the same segments"
                )


def by_system(name: str, rows: Iterable[Output | Lost]) -> Iterator[System]:
    """The systems of one file: those that its rows name, or one that is called `name`."""
    groups: dict[str, list[Output]] = {}
    lost: list[Lost] = []
    for row in rows:
        if isinstance(row, Lost):
            lost.append(row)
        else:
            groups.setdefault(row.system or name, []).append(row)
    if lost and not groups:
        raise InputError(f"{name} has no row that can be used: {said_of(lost[0].reject)}")
    for known, members in groups.items():
        yield System(known, members, lost, is_alone=len(groups) == 1)
