#!/usr/bin/env python3
"""How fast a large TMX and large JSON lines are read as a corpus, and in how much memory.

Beside it stands a bare parse of the same file by libraries, which makes no rows: ElementTree's and
lxml's iterparse, json and orjson (where it is installed) on each line.

python scripts/bench/reading.py [--mb N] [--form tmx|jsonl] [--folder DIR]

DIR holds a file of N MB meanwhile.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

WORDS = (
    "The ministry of transport said on Monday that the new railway line between the two cities "
    "would open in the spring of next year"
).split()
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header srclang="fr"/><body>\n'
UNIT = (
    '<tu tuid="{n}"><tuv xml:lang="fr"><seg>Le ministère <bpt i="1">&lt;b&gt;</bpt>n° {n}'
    '<ept i="1">&lt;/b&gt;</ept> a dit lundi que la nouvelle ligne ouvrirait &amp; '
    "fermerait au printemps."
    '</seg></tuv><tuv xml:lang="en"><seg>{words} <bpt i="1">&lt;b&gt;</bpt>no. {n}<ept i="1">'
    "&lt;/b&gt;</ept> &amp; closed.</seg></tuv></tu>\n"
)
LINE = (
    '{{"id": "{n}", "doc": "d{doc}", "lp": "fr-en", "src": "Le ministère n° {n} a dit lundi que la '
    'nouvelle ligne « ouvrirait » au printemps.", "mt": "{words} no. {n} \\u201copens\\u201d."}}\n'
)
Way = Callable[[Path], int]


def units(size: int) -> Iterator[str]:
    """Yield a memory of about so many bytes."""
    yield HEAD
    yield from _filled(UNIT, size)
    yield "</body></tmx>\n"


def lines(size: int) -> Iterator[str]:
    """Yield JSON lines of about so many bytes."""
    yield from _filled(LINE, size)


def _filled(template: str, size: int) -> Iterator[str]:
    written = n = 0
    while written < size:
        text = template.format(n=n, doc=n // 20, words=" ".join(WORDS[: 4 + n % 20]))
        yield text
        written, n = written + len(text.encode()), n + 1


def our_units(path: Path) -> int:
    """Count the units as rows of a corpus."""
    from mtreview.corpus.xml_rows import read_xml_rows

    with path.open("rb") as file:
        return sum(1 for _ in read_xml_rows(file, "tmx", path.name, None))


def elementtree(path: Path) -> int:
    """Count them with the standard library's iterparse."""
    from xml.etree import ElementTree

    parsed = ElementTree.iterparse(path, events=("start", "end"))
    body, count = None, 0
    for event, element in parsed:
        if element.tag == "body":
            body = element
        elif event == "end" and element.tag == "tu" and body is not None:
            count += 1
            body.clear()
    return count


def lxml(path: Path) -> int:
    """Count them with lxml's iterparse."""
    from lxml import etree

    count = 0
    for _, element in etree.iterparse(str(path), tag="tu"):
        count += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return count


def our_lines(path: Path) -> int:
    """Count the lines as rows of a corpus."""
    from mtreview.corpus.lines import json_lines

    with path.open("rb") as file:
        return sum(1 for _ in json_lines(file, bytes.decode, {}))


def json(path: Path) -> int:
    """Count them with the standard library's parser."""
    from json import loads

    with path.open("rb") as file:
        return sum(bool(loads(line)) for line in file)


def orjson(path: Path) -> int:
    """Count them with orjson."""
    from orjson import loads

    with path.open("rb") as file:
        return sum(bool(loads(line)) for line in file)


FILES: dict[str, tuple[Callable[[int], Iterator[str]], dict[str, Way]]] = {
    "tmx": (units, {"mtreview": our_units, "elementtree": elementtree, "lxml": lxml}),
    "jsonl": (lines, {"mtreview": our_lines, "json": json, "orjson": orjson}),
}


def main() -> None:
    """Measure each way in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=1024)
    parser.add_argument("--form", choices=list(FILES), action="append", help="Of both, this one.")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--way", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        measure(options.way, options.file)
        return
    print("| file | way | rows | MB/s of processor time | peak memory |\n|---|---|---|---|---|")
    for form in options.form or FILES:
        made, ways = FILES[form]
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            path = Path(folder) / f"large.{form}"
            with path.open("w", encoding="utf-8") as file:
                file.writelines(made(options.mb * 2**20))
            for way in ways:
                command = [sys.executable, __file__, "--way", way, "--file", str(path)]
                subprocess.run(command, check=True)


def measure(way: str, path: Path) -> None:
    """Print what one way takes."""
    form = path.suffix[1:]
    began = time.process_time()
    try:
        count = FILES[form][1][way](path)
    except ModuleNotFoundError as error:
        print(f"| {form} | {way} | {error.name} is not installed | | |")
        return
    seconds = time.process_time() - began
    size = path.stat().st_size / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    told = f"{form}, {size:,.0f} MB | {way} | {count:,} | {size / seconds:.0f} | {peak:.0f} MB"
    print(f"| {told} |")


if __name__ == "__main__":
    main()
