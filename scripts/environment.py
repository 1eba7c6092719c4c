"""A virtual environment in .venv with this project in it, made once and again when it changes.

Written for any Python 3, so that an old one can find a newer one and hand over to it.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
CONSTRAINTS = ROOT / "scripts" / "constraints.txt"
OLDEST = (3, 11)


def ready(extras: str = "") -> Path:
    """Return the folder of the environment's programs, installing what is missing or out of date.

    `extras` are the project's extras, separated by commas.
    """
    _hand_over_to_newer_python()
    programs = VENV / ("Scripts" if os.name == "nt" else "bin")
    stamp = VENV / ("installed-" + (extras.replace(",", "-") or "plain"))
    wanted = _digest()
    if not stamp.exists() or stamp.read_text() != wanted:
        _install(programs, extras)
        stamp.write_text(wanted)
    return programs


def run(programs: Path, *command: str) -> int:
    """Run a program of the environment in the project's folder; return its exit code."""
    path = shutil.which(command[0], path=str(programs))
    if path is None:
        sys.exit(f"{command[0]} is not in {VENV}: remove that folder and try again")
    return subprocess.call([path, *command[1:]], cwd=str(ROOT))


def _install(programs: Path, extras: str) -> None:
    print("Setting up .venv (once; a minute or two) ...", file=sys.stderr, flush=True)
    if shutil.which("python", path=str(programs)) is None:
        _must([sys.executable, "-m", "venv", str(VENV)])
    python = str(programs / "python")
    project = f".[{extras}]" if extras else "."
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    held = ["--constraint", str(CONSTRAINTS)]
    _must([python, *pip, *held, "--editable", project])


def _must(command: "list[str]") -> None:
    code = subprocess.call(command, cwd=str(ROOT))
    if code:
        sys.exit(f"set-up failed: `{' '.join(command)}` ended with {code}")


def _digest() -> str:
    project = (ROOT / "pyproject.toml").read_bytes() + CONSTRAINTS.read_bytes()
    return hashlib.sha256(sys.version.encode() + project).hexdigest()


def _hand_over_to_newer_python() -> None:
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 11):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    sys.exit(f"mtreview needs Python 3.11 or newer; this is {sys.version.split()[0]}")
