"""Other programs, run for what they print."""

import subprocess
from pathlib import Path


def run(*command: str | Path, **options: object) -> str:
    """Return what a program prints; it must end well."""
    told = subprocess.run(command, capture_output=True, check=True, timeout=900, **options)  # type: ignore[call-overload]
    return str(told.stdout.decode("utf-8", "replace"))
