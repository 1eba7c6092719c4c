"""Two themes, ink on paper and the same by night: few colours, and those muted."""

import os

from textual.app import App
from textual.theme import Theme

DARK = Theme(
    "mtreview-dark",
    primary="#8fb0c9",
    secondary="#9a93b0",
    accent="#c9a86a",
    warning="#d8b365",
    error="#e08a7d",
    success="#93b98a",
    foreground="#d6d2c9",
    background="#1b1c1e",
    surface="#1f2022",
    panel="#292a2d",
)
LIGHT = Theme(
    "mtreview-light",
    primary="#2f5f85",
    secondary="#655b85",
    accent="#8a6516",
    warning="#8a6110",
    error="#a83a2c",
    success="#3f6b35",
    foreground="#2a2926",
    background="#faf8f3",
    surface="#f3f0e9",
    panel="#e8e4da",
    dark=False,
)


def few_colours(app: App[object]) -> bool:
    """Whether muted colours all look alike: none are wanted, or the terminal has only sixteen."""
    return app.no_color or app.console.color_system in {None, "standard"}


def preferred() -> str:
    """The theme to begin with: light where the terminal says that its background is."""
    background = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if background in {"7", "15"} else DARK.name
