"""Automatic post-editing: rewrites of a place or a segment, judged before they are shown."""

from mtreview.ape.combining import Combination, combined
from mtreview.ape.proposals import propose

__all__ = ["Combination", "combined", "propose"]
