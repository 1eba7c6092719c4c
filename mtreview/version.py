"""The version, in a module of its own, as everything may need it."""

__version__ = "0.1.0"
