"""Files that other programs made: changed here, they open there again, with the change in them.

The programs are tools of these tests alone; each test is skipped where its program is missing.
"""

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from mtreview import formats
from mtreview.model import Edit, Span

SAMPLES = Path(__file__).parent / "samples"


def needs(*programs: str, package: str) -> pytest.MarkDecorator:
    missing = [program for program in programs if not shutil.which(program)]
    return pytest.mark.skipif(bool(missing), reason=f"{missing} come with {package}")


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout


def edited(path: Path, old: str = '"conflict"', new: str = "a <war> & \\o/") -> Path:
    """Write a copy of a file in which some words are others."""
    document = formats.read(path)
    assert formats.write(document, []) == path.read_bytes()
    start = document.text.index(old)
    out = path.with_stem("edited")
    out.write_bytes(formats.write(document, [Edit(Span(start, start + len(old)), new)]))
    return out


def translation(po: Path) -> str:
    return str(polib.pofile(str(po)).find('Il n\'y a pas de "conflit".').msgstr)


WANTED = "He does not there was a <war> & \\o/."


@needs("po2xliff", "xliff2po", package="translate-toolkit")
def test_translate_toolkit_reads_its_xliff_again(tmp_path: Path) -> None:
    made, back = tmp_path / "made.xlf", tmp_path / "back.po"
    run("po2xliff", "--progress=none", SAMPLES / "program.po", made)
    run("xliff2po", "--progress=none", edited(made), back)
    assert translation(back) == WANTED


@needs("po2tmx", "python3", package="translate-toolkit")
def test_translate_toolkit_reads_its_tmx_again(tmp_path: Path) -> None:
    made = tmp_path / "made.tmx"
    run(
        "po2tmx",
        "--progress=none",
        "-l",
        "en",
        "--source-language=fr",
        SAMPLES / "program.po",
        made,
    )
    script = (
        "import sys; from translate.storage import tmx;"
        "units = tmx.tmxfile.parsefile(sys.argv[1]).units;"
        "print([u.target for u in units][0])"
    )
    assert run("/usr/bin/python3", "-c", script, edited(made)).strip() == WANTED


@needs("lconvert", package="qttools5-dev-tools")
def test_qt_linguist_reads_its_xliff_again(tmp_path: Path) -> None:
    made, back = tmp_path / "made.xlf", tmp_path / "back.po"
    run("lconvert", "-i", SAMPLES / "program.po", "-o", made, "-of", "xlf")
    run("lconvert", "-i", edited(made), "-if", "xlf", "-o", back, "-of", "po")
    assert translation(back) == WANTED


@needs("msgfmt", "msgunfmt", package="gettext")
def test_gettext_reads_its_po_again(tmp_path: Path) -> None:
    compiled, made = tmp_path / "a.mo", tmp_path / "made.po"
    run("msgfmt", "-o", compiled, SAMPLES / "program.po")
    run("msgunfmt", "-o", made, compiled)
    again = edited(made)
    run("msgfmt", "--check-format", "-o", compiled, again)
    run("msgunfmt", "-o", tmp_path / "back.po", compiled)
    assert translation(tmp_path / "back.po") == WANTED
