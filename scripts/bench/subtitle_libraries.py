#!/usr/bin/env python3
"""What libraries for subtitles make of files that they read and write without an edit.

pysubs2 is among the development tools; srt and webvtt-py are told as missing where they are. Each
file is written with each way that has its format, and its bytes are compared with the file's.

python scripts/bench/subtitle_libraries.py [FILE...]     the samples, and files made here
"""

import argparse
import tempfile
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

from mtreview import formats

SAMPLES = Path(__file__).resolve().parents[2] / "tests" / "samples"
MADE = {
    "windows.srt": b"\xef\xbb\xbf1\r\n00:00:01,000 --> 00:00:02,000\r\nOne.\r\n\r\n",
    "numbers.srt": b"7\n00:00:01,000 --> 00:00:02,000\nSeven.\n\n9\n00:00:03,000 --> 00:00:04,000 "
    b"X1:40 X2:600 Y1:20 Y2:50\nNine.\n",
    "styles.srt": b'1\n00:00:01,000 --> 00:00:02,000\n<font color="red">Red</font>, {\\an8}up.\n',
    "order.srt": b"1\n00:00:05,000 --> 00:00:06,000\nLater.\n\n2\n00:00:01,000 --> 00:00:02,000\n"
    b"Before.\n",
}


def ours(path: Path, out: Path) -> None:
    """Write with this program."""
    out.write_bytes(formats.write(formats.read(path), []))


def by_pysubs2(path: Path, out: Path) -> None:
    """Write with pysubs2."""
    import pysubs2

    pysubs2.load(str(path), encoding="utf-8").save(str(out), encoding="utf-8")


def by_srt(path: Path, out: Path) -> None:
    """Write with srt."""
    import srt

    with path.open(encoding="utf-8", newline="") as file:
        text = srt.compose(srt.parse(file.read()), reindex=False)
    out.write_bytes(text.encode())


def by_webvtt(path: Path, out: Path) -> None:
    """Write with webvtt-py."""
    import webvtt

    read = webvtt.from_srt if path.suffix == ".srt" else webvtt.read
    with out.open("w", encoding="utf-8", newline="") as file:
        read(str(path)).write(file, format=path.suffix[1:])


WAYS: dict[str, Callable[[Path, Path], None]] = {
    "mtreview": ours,
    "pysubs2": by_pysubs2,
    "srt": by_srt,
    "webvtt-py": by_webvtt,
}


def main() -> None:
    """Print a row for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    paths = parser.parse_args().files
    with tempfile.TemporaryDirectory() as folder:
        if not paths:
            paths = sorted(path for path in SAMPLES.iterdir() if path.suffix in (".srt", ".vtt"))
            for name, data in MADE.items():
                paths.append(Path(folder) / name)
                paths[-1].write_bytes(data)
        print(f"| file | {' | '.join(WAYS)} |\n|---{'|---' * len(WAYS)}|")
        for path in paths:
            told = [tried(way, path, Path(folder) / f"out{path.suffix}") for way in WAYS.values()]
            print(f"| {path.name} | {' | '.join(told)} |")


def tried(way: Callable[[Path, Path], None], path: Path, out: Path) -> str:
    """Write a file in a way; tell whether it is the same, else the first thing that is not."""
    if way is by_srt and path.suffix != ".srt":
        return ""
    try:
        way(path, out)
    except ModuleNotFoundError as error:
        return f"{error.name} is not installed"
    except Exception as error:  # whatever a library makes of a file
        return f"fails: {type(error).__name__}"
    old, new = path.read_bytes(), out.read_bytes()
    if old == new:
        return "the same"
    changes = [c for c in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
               if c[0] != "equal"]  # fmt: skip
    _, first, last, start, end = changes[0]
    return f"{len(changes)} changes, first {old[first:last]!r} to {new[start:end]!r}"


if __name__ == "__main__":
    main()
