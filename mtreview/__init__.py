"""A copy desk for machine-translated text."""

from mtreview.api import check, rewrites, score
from mtreview.version import __version__

__all__ = ["__version__", "check", "rewrites", "score"]
