"""Scoring a corpus: a row a segment, streamed in input order."""
