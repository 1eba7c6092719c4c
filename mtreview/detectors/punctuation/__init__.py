"""Marks and capitals of another language."""
