#!/usr/bin/env python3
"""How fast a large TMX is read as a corpus, and in how much memory, beside bare parsers.

python scripts/bench/tmx_speed.py [--mb N]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
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


def make(path: Path, size: int) -> None:
    """Write a memory of about so many bytes."""
    with path.open("w", encoding="utf-8") as file:
        written, n = file.write(HEAD), 0
        while written < size:
            written += file.write(UNIT.format(n=n, words=" ".join(WORDS[: 4 + n % 20])))
            n += 1
        file.write("</body></tmx>\n")


def mtreview(path: Path) -> int:
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


WAYS = {"mtreview": mtreview, "elementtree": elementtree, "lxml": lxml}


def main() -> None:
    """Measure each way in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=int, default=1024)
    parser.add_argument("--way", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        measure(options.way, options.file)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.tmx"
        make(path, options.mb * 2**20)
        for way in WAYS:
            command = [sys.executable, __file__, "--way", way, "--file", str(path)]
            subprocess.run(command, check=True)


def measure(way: str, path: Path) -> None:
    """Print what one way takes."""
    began = time.process_time()
    count = WAYS[way](path)
    seconds = time.process_time() - began
    size = path.stat().st_size / 2**20
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10
    speed = f"{size / seconds:.0f} MB/s of CPU"
    print(f"{way}: {count:,} units, {size:,.0f} MB, {speed}, peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
