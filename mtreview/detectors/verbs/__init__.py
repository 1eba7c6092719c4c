"""Verb groups, negation, tense, and what a verb wants beside it."""
