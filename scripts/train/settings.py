"""The hyper-parameters of config.toml."""

import tomllib
from pathlib import Path
from typing import Any

SETTINGS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "config.toml").read_text("utf-8"))
