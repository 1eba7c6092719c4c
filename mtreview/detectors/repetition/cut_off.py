"""Where a loop ran into the end: the word that the engine had no room for."""

from mtreview.tokens import Reading


def is_cut_off(reading: Reading, i: int, word: str) -> bool:
    """Whether token i ends its segment and is the beginning of a word, in small letters."""
    cut = reading.lower[i]
    return i + 1 == reading.limits(i)[1] and len(cut) < len(word) and word.startswith(cut)
