"""Automatic post-editing: rewrites for what the model doubts, each judged before it is shown."""

from mtreview.ape.proposals import propose

__all__ = ["propose"]
