"""Choosing from a scored corpus: what to keep, and what people should look at next."""
