"""Tables and lines that libraries and small programs make of PO files, and read again."""

import csv
import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from running import run

Rows = list[dict[str, str]]
MOSES = ("sacremoses", "-l", "en", "-j", "1")


def write_csv(rows: Rows, path: Path) -> None:
    """Write the dialect of spreadsheets."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def read_csv(path: Path) -> Rows:
    """Read it again."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_json(rows: Rows, path: Path) -> None:
    """Write an object a line, with escapes in every second."""
    lines = (json.dumps(row, ensure_ascii=n % 2 == 0) for n, row in enumerate(rows))
    path.write_text("\n".join((*lines, "")), "utf-8")


def read_json(path: Path) -> Rows:
    """Read it again."""
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def write_parquet(rows: Rows, path: Path) -> None:
    """Write a table of columns."""
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), path)


def read_parquet(path: Path) -> Rows:
    """Read it again."""
    import pyarrow.parquet

    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(path).to_pylist()
    return rows


def maker(write: Callable[[Rows, Path], None], suffix: str) -> Callable[[Path, Path], None]:
    """Return what makes a table of each of some PO files."""

    def make(folder: Path, root: Path) -> None:
        for number, rows in made_of(root):
            write(rows, folder / f"{number}{suffix}")

    return make


def made_of(root: Path) -> Iterator[tuple[int, Rows]]:
    """Yield the rows of some PO files, each with a number."""
    import polib

    for number, path in enumerate(sorted((root / "gettext").rglob("*.po"))[::50]):
        entries = [e for e in polib.pofile(str(path)) if e.msgstr]
        rows = [{"id": f"r{n}", "src": e.msgid, "mt": e.msgstr} for n, e in enumerate(entries)]
        if rows:
            yield number, rows


def reader(read: Callable[[Path], Rows]) -> Callable[[Sequence[Path]], Iterator[str]]:
    """Return what reads the translations of each of some tables."""

    def texts(paths: Sequence[Path]) -> Iterator[str]:
        return ("\n".join(row["mt"] for row in read(path)) for path in paths)

    return texts


def pasted(folder: Path, root: Path) -> None:
    """Columns beside one another, as coreutils paste them."""
    for number, rows in made_of(root):
        with tempfile.TemporaryDirectory() as cache:
            columns = [Path(cache) / name for name in rows[0]]
            for column in columns:
                lines = (column.name, *(" ".join(row[column.name].split()) for row in rows))
                column.write_text("\n".join((*lines, "")), "utf-8")
            (folder / f"{number}.tsv").write_text(run("paste", *columns), "utf-8")


def normalised(folder: Path, root: Path) -> None:
    """A segment a line, as sacremoses normalises it."""
    for number, rows in made_of(root):
        text = "".join(f"{' '.join(row['mt'].split())}\n" for row in rows)
        out = run(*MOSES, "normalize", input=text.encode())
        (folder / f"{number}.en").write_text(out, "utf-8")
